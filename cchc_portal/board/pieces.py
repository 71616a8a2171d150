"""The rows of a table as HTML. What looks alike in many rows is drawn once: fifty pills are seven templates.

A row is put together here and not by a template: fifty rows of a template were a quarter of the page's time.
"""

from collections.abc import Hashable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from cchc_portal.board.details import Words, words_of
from cchc_portal.board.rows import UnitRow
from cchc_portal.templatetags.portal import icon
from workflow.models import Call

# Filled with what is escaped or HTML already: escaping twenty values of fifty rows once more would double its time.
_ROW = (
    '<tr><td><input class="form-check-input" type="checkbox" name="unit" value="{key}" data-check'
    ' aria-label="Chọn {name}"></td><th scope="row">{link}</th><td data-label="Trạng thái"><div>{state}</div></td>'
    '<td data-label="Số, ngày"{no_number}>{number}</td><td data-label="Thời hạn"><div>{due}{asks}</div></td>'
    '<td class="number" data-label="{size_head}"{no_size}><div>{size}{estimated}</div></td>'
    '<td class="number" data-label="{faults_head}"{no_faults}><div>{faults}</div></td>'
    '<td data-label="Chuyên viên">{officer}</td><td data-label="Từ khi nào"{no_since}>{since}</td>{more}</tr>'
)
_MORE = SafeString(
    '<details class="more" data-menu><summary class="btn btn-small btn-quiet" aria-label="Việc khác với {name}">'
    '{dots}</summary><div class="menu"><a href="{at}gia-han/" data-sheet>{clock}Gia hạn</a>'
    '<a href="{at}mien/" data-sheet>{minus}Miễn kỳ này</a></div></details>'
)
_ESTIMATED = ' <span class="secondary nowrap">có số ước</span>'
_NIL = SafeString(' <span class="secondary">báo không phát sinh</span>')
_NOBODY = '<span class="secondary">chưa giao</span>'
_NOTHING = SafeString("")
# Mark of a cell that says nothing: a phone leaves it out.
_NONE = " data-none"


@dataclass(frozen=True)
class Reader:
    """For whom a table is drawn: where its call stands, where an item is reviewed, and what the person may do."""

    call_at: str
    review_at: str
    reviews: bool
    manages: bool


def _told(row: UnitRow) -> list[dict] | None:
    """What was found and what is open, one line each where there is some; None where nothing is known."""
    if row.faults is None:
        return None
    must, should, remarks = row.faults
    told = ((must, "lỗi", "ink-red"), (should, "nên xem", "ink-amber"), (remarks, "ý kiến", ""))
    lines = [{"number": number, "word": word, "ink": ink} for number, word, ink in told if number]
    return lines if lines or must is not None else None


def _none(nothing: bool) -> str:
    return _NONE if nothing else ""


def draw(call: Call, rows: list[UnitRow], reader: Reader) -> None:
    """Give every row its HTML."""
    pieces = _Pieces(words_of(call.subject), reader)
    for row in rows:
        row.html = pieces.row(row)


class _Pieces:
    """What is drawn for the rows of one page. words: heads of the table's columns."""

    def __init__(self, words: Words, reader: Reader) -> None:
        self.words, self.reader = words, reader
        self._drawn: dict[Hashable, SafeString] = {}

    def row(self, row: UnitRow) -> SafeString:
        """One row."""
        since = row.since
        html = _ROW.format(
            key=row.key, name=escape(row.name), link=self._link(row), state=self._state(row),
            number=escape(row.number), no_number=_none(row.number == "–"), due=self._due(row), asks=self._asks(row),
            size_head=self.words.size, size=row.size, no_size=_none(row.size == "–"),
            estimated=_ESTIMATED if row.estimated else "",
            faults_head=self.words.faults, faults=self._faults(row), no_faults=_none(not row.faults),
            officer=escape(row.officer) if row.officer else _NOBODY, since=since, no_since=_none(since == "–"),
            more=self._more(row) if self.reader.manages else "",
        )  # fmt: skip
        return SafeString(html)

    def _link(self, row: UnitRow) -> SafeString:
        if not (row.sent and self.reader.reviews):
            return escape(row.name)
        return format_html('<a href="{}{}/">{}</a>', self.reader.review_at, row.item.code, row.name)

    def _state(self, row: UnitRow) -> SafeString:
        pill = row.pill
        html = self._piece("components/pill.html", tuple(pill.values()), pill)
        if row.nil:
            html += _NIL
        if row.standings:
            html += render_to_string("calls/standings.html", {"rows": row.standings})
        return html

    def _due(self, row: UnitRow) -> SafeString:
        asked = row.asked
        if row.skipped:
            return format_html('<div class="secondary extended">{}</div>', asked.skip_reason)
        html = self._piece("components/due.html", row.due, {"due": row.due, "stacked": True})
        if asked.extended_to:
            html += format_html('<div class="secondary extended">Gia hạn: {}</div>', asked.extension_reason)
        return html

    def _asks(self, row: UnitRow) -> SafeString:
        """The unit's request for more time, to be answered."""
        return render_to_string("calls/asks.html", {"row": row, "at": self._at(row)}) if row.asking else _NOTHING

    def _faults(self, row: UnitRow) -> SafeString:
        """What was found in the item, and the open remarks."""
        key = ("faults", row.faults)
        if key not in self._drawn:
            self._drawn[key] = render_to_string("calls/faults.html", {"faults": _told(row)})
        return self._drawn[key]

    def _more(self, row: UnitRow) -> SafeString:
        """What else may be done with a unit from which something is still to come."""
        menu = _NOTHING
        if row.awaited:
            drawn = {"dots": icon("dots-vertical"), "clock": icon("clock"), "minus": icon("circle-minus")}
            menu = format_html(_MORE, name=row.name, at=self._at(row), **drawn)
        return format_html('<td class="more-cell">{}</td>', menu)

    def _at(self, row: UnitRow) -> str:
        return f"{self.reader.call_at}don-vi/{row.key}/"

    def _piece(self, template: str, key: Hashable, context: dict) -> SafeString:
        if (template, key) not in self._drawn:
            self._drawn[template, key] = render_to_string(template, context)
        return self._drawn[template, key]
