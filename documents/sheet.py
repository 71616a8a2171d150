"""What the template of an official paper gets: its lines numbered, punctuated and escaped."""

import re
from collections import Counter
from itertools import groupby
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from documents import inline
from documents.layout import parts, wording
from documents.layout.parts import (
    Annex,
    Basis,
    Block,
    Contact,
    DashItem,
    Formula,
    GroupRow,
    Heading,
    Paper,
    PaperStyle,
    Table,
)

# A row with a longer text may run over a page; its cells start at the top.
TALL_CELL = 600
# "107/2021/NĐ-CP", "60-NQ/TU", "2021 - 2030", "quý III/2026": a line break inside these misleads the reader.
_QUARTER = r"\b(?:[Qq]uý )?[IVX]+/(?:19|20)\d\d\b"
_WHOLE = re.compile(rf"(\b\d[\w/]{{0,16}}-\w[\w/-]{{0,16}}|\b(?:19|20)\d\d - (?:19|20)\d\d\b|{_QUARTER})")
# A cell has no room to keep more than this.
_WHOLE_IN_CELL = re.compile(f"({_QUARTER})")


def sheet_context(paper: Paper, *, screen: bool) -> dict[str, Any]:
    """Return the context of templates/documents/paper.html.

    screen: footnotes stand as links with their words at the end; for the press
    they stand in the text and the style sheet floats them to the page foot.
    """
    return _Sheet(paper, screen=screen).context()


def _style_classes(style: PaperStyle) -> str:
    return " ".join(
        (
            f"top-{style.top_mm}",
            f"bottom-{style.bottom_mm}",
            f"left-{style.left_mm}",
            f"right-{style.right_mm}",
            f"body-{style.body_pt}",
            f"indent-{style.indent_cm100}",
            f"gap-{style.gap_pt}",
            f"line-{style.line_percent}",
        )
    )


class _Sheet:
    """The template's view of a paper; counts the footnotes through the document."""

    def __init__(self, paper: Paper, *, screen: bool) -> None:
        self.paper = paper
        self.screen = screen
        self.notes: list[SafeString] = []

    def context(self) -> dict[str, Any]:
        paper = self.paper
        body = self._groups(paper.blocks, ends=True)
        annexes = [self._annex(annex, position) for position, annex in enumerate(paper.annexes, start=1)]
        return {
            "paper": paper,
            "screen": self.screen,
            "title": " ".join(filter(None, (paper.type_name, wording.subject_line(paper)))),
            "style_classes": _style_classes(paper.style),
            "superior_lines": wording.issuer_lines(paper.issuer.superior),
            "issuer_lines": wording.issuer_lines(paper.issuer.name),
            "motto_state": wording.MOTTO_STATE,
            "motto": wording.MOTTO,
            "number_line": wording.number_line(paper),
            "place_line": wording.place_line(paper),
            "subject_line": wording.subject_line(paper),
            "urgency": parts.URGENCIES[paper.urgency],
            "circulation": parts.CIRCULATIONS[paper.circulation],
            "addressees": _listed(paper.addressees),
            "groups": body,
            "recipient_lines": wording.recipient_lines(paper),
            "annexes": annexes,
            "contact_lines": _contact_lines(paper.contact),
            "notes": self.notes,
        }

    def _annex(self, annex: Annex, position: int) -> dict[str, Any]:
        return {
            "ref": annex.ref,
            "position": position,
            "label": wording.annex_label(position, len(self.paper.annexes)),
            "title": annex.title,
            "reference": wording.annex_reference(self.paper),
            "landscape": annex.landscape,
            "groups": self._groups(annex.blocks, ends=False),
        }

    def _groups(self, blocks: tuple[Block, ...], *, ends: bool) -> list[dict[str, Any]]:
        """Return the blocks with equal neighbouring refs together: the preview replaces them as one."""
        labels = wording.heading_labels(blocks)
        views = []
        for index, block in enumerate(blocks):
            follower = blocks[index + 1] if index + 1 < len(blocks) else None
            views.append((block.ref, self._block(block, labels[index], follower, ends=ends)))
        if ends and blocks and isinstance(blocks[-1], Table):
            views.append(("", _line("p", "paragraph align-left", format_html("{}", wording.ENDING))))
        return [
            {"ref": ref, "blocks": [view for _, view in members]}
            for ref, members in groupby(views, key=lambda pair: pair[0])
        ]

    def _block(self, block: Block, label: str, follower: Block | None, *, ends: bool) -> dict[str, Any]:
        if isinstance(block, Table):
            return self._table(block)
        text = block.text
        if isinstance(block, Basis):
            text = wording.basis_text(block, last=not isinstance(follower, Basis))
        elif ends and follower is None:
            text = wording.ended_text(text)
        if isinstance(block, Heading):
            return self._heading(block, label, text, follower)
        words = self._inline(text)
        if isinstance(block, Basis):
            return _line("p", "basis", words)
        if isinstance(block, Formula):
            return _line("p", "formula", words)
        if isinstance(block, DashItem):
            return _line("p", "dash", format_html("- {}", words))
        return _line("p", f"paragraph align-{block.align}", words)

    def _heading(self, block: Heading, label: str, text: str, follower: Block | None) -> dict[str, Any]:
        upper = block.level in ("part", "section")
        words = self._inline(text.upper() if upper and "{{" not in text else text)
        if block.level == "part":
            return _line("h2", "part", format_html('<span class="part-number">{}</span>{}', label, words))
        if block.level == "article" and not block.titled:
            words = format_html("<strong>{}</strong> {}", label, words)
        else:
            words = format_html("{} {}", label, words)
        if block.level == "section":
            return _line("h2", "section", words)
        if block.level in ("article", "clause") and block.titled:
            return _line("h3", "clause", words)
        leads = follower is not None and not isinstance(follower, Heading)
        return _line("p", "point leads" if leads else "point", words)

    def _table(self, table: Table) -> dict[str, Any]:
        heads = [(column.title, column.group, column.number) for column in table.columns]
        if table.numbered:
            heads.insert(0, ("TT", "", "(1)" if any(column.number for column in table.columns) else ""))
        widths = wording.column_percents(table)
        columns = [
            {"title": title, "group": group, "number": number, "width": width}
            for (title, group, number), width in zip(heads, widths, strict=True)
        ]
        return {
            "is_table": True,
            "columns": columns,
            "head": head_rows(columns),
            "plain_head": not any(column["group"] for column in columns),
            "numbers": any(column["number"] for column in columns),
            "rows": self._rows(table),
            "align": _usual_align(table),
            "caption": table.caption,
            "unit_note": table.unit_note,
        }

    def _rows(self, table: Table) -> list[dict[str, Any]]:
        usual = _usual_align(table)
        shape = {"numbered": table.numbered, "label_classes": _cell_classes("center", usual)}
        aligns = [column.align for column in table.columns]
        kinds = [{"align": align, "classes": _cell_classes(align, usual)} for align in aligns]
        groups = count = 0
        rows: list[dict[str, Any]] = []
        for row in table.rows:
            view = {"ref": row.ref, "is_group": isinstance(row, GroupRow), **shape}
            if isinstance(row, GroupRow):
                groups += not row.label
                own = table.numbered or bool(row.label)
                view |= {"label": row.label or f"{wording.roman(groups)}.", "words": self._inline(row.text)}
                view |= {"own_cell": own, "span": len(table.columns) - (own and not table.numbered)}
            else:
                count += row.counted
                cells = [{**kind, "lines": self._cell(cell)} for kind, cell in zip(kinds, row.cells, strict=True)]
                label = str(count) if row.counted else ""
                view |= {"label": label, "cells": cells, "tall": max(map(len, row.cells)) > TALL_CELL}
            rows.append(view)
        return rows

    def _cell(self, text: str) -> list[SafeString]:
        return [self._inline(line, whole=False) for line in text.split("\n")]

    def _inline(self, text: str, *, whole: bool = True) -> SafeString:
        if not whole and not inline.may_be_marked(text):
            return escape(text)
        pieces = [self._piece(item, whole=whole) for item in inline.parse(text)]
        return format_html_join("", "{}", ((piece,) for piece in pieces))

    def _piece(self, item: inline.Run | inline.Note, *, whole: bool) -> SafeString:
        if isinstance(item, inline.Run):
            return _run(item, whole=whole)
        words = format_html_join("", "{}", ((_run(run, whole=True),) for run in item.runs))
        self.notes.append(words)
        if self.screen:
            return format_html('<sup class="note-call"><a href="#note-{0}">{0}</a></sup>', len(self.notes))
        return format_html('<span class="note">{}</span>', words)


def _usual_align(table: Table) -> str:
    """How most columns are aligned: the body of the table says it once, the cells of these columns need not."""
    return Counter(column.align for column in table.columns).most_common(1)[0][0]


def _cell_classes(align: str, usual: str) -> str:
    return "" if align == usual else f"align-{align}"


def head_rows(columns: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the rows of a head: groups above titles, each cell with how many columns and rows it takes."""
    deep = 2 if any(column["group"] for column in columns) else 1
    first, second = [], []
    for group, members in groupby(columns, key=lambda column: column["group"]):
        cells = [{"title": column["title"], "width": column["width"], "span": 1, "rows": 1} for column in members]
        if group:
            first.append({"title": group, "span": len(cells), "rows": 1})
            second += cells
        else:
            first += [{**cell, "rows": deep} for cell in cells]
    return [row for row in (first, second) if row]


def _run(run: inline.Run, *, whole: bool) -> SafeString:
    """Return a run as HTML. `whole` keeps document numbers and spans of years on one line, not only quarters."""
    # Splitting by one group leaves the words between at even places, the matches at odd ones.
    pieces = (_WHOLE if whole else _WHOLE_IN_CELL).split(run.text)
    html = format_html_join(
        "",
        "{}",
        (
            (format_html('<span class="whole">{}</span>', piece) if at % 2 else piece,)
            for at, piece in enumerate(pieces)
        ),
    )
    if run.italic:
        html = format_html("<em>{}</em>", html)
    return format_html("<strong>{}</strong>", html) if run.bold else html


def _line(tag: str, classes: str, words: SafeString) -> dict[str, Any]:
    return {"is_table": False, "tag": tag, "classes": classes, "words": words}


def _listed(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of "Kính gửi": one name as it is, several with dash, `;` and a final `.`."""
    if len(names) < 2:
        return names
    bare = [name.rstrip(" ;.,") for name in names]
    return (*(f"- {name};" for name in bare[:-1]), f"- {bare[-1]}.")


def _contact_lines(contact: Contact | None) -> list[str]:
    if contact is None:
        return []
    first = f"Địa chỉ: {contact.address}" if contact.address else ""
    labelled = (
        ("Điện thoại", contact.phone),
        ("Fax", contact.fax),
        ("Email", contact.email),
        ("Website", contact.website),
    )
    second = "; ".join(f"{label}:{wording.NBSP}{value}" for label, value in labelled if value)
    return [line for line in (first, second) if line]
