"""A plan's rows as official paper: the fixed words of a plan stand here, everything else is the plan's own.

Domain 4.1 (headings), 4.3 (annex table); numbering is generated, an area that is left out leaves no gap.
"""

import re
from collections.abc import Iterator

from documents import inline
from documents.citing import Citing
from documents.layout import (
    Annex,
    Basis,
    Block,
    DashItem,
    GroupRow,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Row,
    Signature,
    Table,
    blocks_from_text,
)
from documents.reading.dates import format_date_short
from plans import annex
from plans.models import PlanBasis, PlanRecipient, PlanText, ReportDeadline, Task
from plans.queries import AreaContent, Content
from plans.wording import issuer_in_text, lower_first, short_citation

TYPE_NAME = "KẾ HOẠCH"
SECTIONS = ("Mục đích, yêu cầu", "Nhiệm vụ, giải pháp", "Tổ chức thực hiện")
PURPOSE, REQUIREMENTS, FUNDING = "Mục đích", "Yêu cầu", "Kinh phí"
TARGETS, TASKS, REPORTING = "Chỉ tiêu", "Nhiệm vụ, giải pháp", "Chế độ báo cáo"
ANNEX_NOTE = "(Có Phụ lục danh mục nhiệm vụ kèm theo)"

_PURPOSES = {
    PlanRecipient.Purpose.CARRY_OUT: "act",
    PlanRecipient.Purpose.REPORT: "report",
    PlanRecipient.Purpose.DIRECT: "direct",
    PlanRecipient.Purpose.COORDINATE: "coordinate",
    PlanRecipient.Purpose.KNOW: "know",
}
_ROLES = {PlanBasis.Role.BASIS: "Căn cứ", PlanBasis.Role.CARRIES_OUT: "Thực hiện"}
_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}")


def paper_of(content: Content, signature: Signature, *, year: int) -> Paper:
    """The plan as a draft paper: no number, no day. year: the year that the blank day is printed with."""
    plan, unit = content.plan, content.plan.unit
    citing = Citing(content.cited)
    has_annex = plan.has_annex and any(area.tasks for area in content.areas)
    # In the order of reading: a document is cited in full where it is met first.
    blocks = tuple(_blocks(content, citing, has_annex=has_annex))
    annexes = tuple(_annexes(content, citing)) if has_annex else ()
    return Paper(
        issuer=Issuer(unit.issuer_name or unit.name, superior=unit.superior_name, name_in_text=unit.issuer_name),
        symbol=plan.symbol,
        place=unit.place_name or unit.name,
        type_name=TYPE_NAME,
        subject=plan.title,
        year=year,
        blocks=blocks,
        recipients=tuple(_recipients(content)),
        signature=signature,
        annexes=annexes,
        # Signed by pen, with scan or paper kept: the annex names its document in full (III.1.c, Mẫu 2.1).
        medium="paper",
    )


def plain_words(content: Content, text: str) -> str:
    """A marked text as one reads it on screen: documents cited short, without footnotes and marks."""

    def words(kind: str, key: str) -> str:
        rows = content.cited.get(key, [])
        footnote = not rows or any(row.footnote for row in rows)
        return "" if kind != "cite" or footnote else "; ".join(short_citation(row.document) for row in rows)

    return inline.plain(inline.resolve(text, words))


def unknown_keys(content: Content) -> list[tuple[str, str]]:
    """(ref, key) of every citation mark that names no document and holds no words."""
    found = []
    for ref, text in typed_texts(content):
        for key in re.findall(r"\{\{cite:\s*([^{}]*?)\s*\}\}", text):
            if _KEY.fullmatch(key) and key not in content.cited:
                found.append((ref, key))
    return found


def typed_texts(content: Content) -> Iterator[tuple[str, str]]:
    """(ref, text) of everything that people typed into the body, in the order of the paper."""
    for section in (PlanText.Section.PURPOSE, PlanText.Section.REQUIREMENTS):
        yield f"text-{section}", content.texts.get(section, "")
    for area in content.areas:
        yield from ((f"target-{row.pk}", row.phrase) for row in area.targets)
        yield from ((f"task-{row.pk}", row.content) for row in area.tasks)
    yield from ((f"responsibility-{row.pk}", row.body) for row in content.responsibilities)
    for section in (PlanText.Section.FUNDING, PlanText.Section.CLOSING):
        yield f"text-{section}", content.texts.get(section, "")


def _blocks(content: Content, citing: Citing, *, has_annex: bool) -> Iterator[Block]:
    yield from _bases(content, citing)
    yield Paragraph(_opening(content), ref="plan-title")
    yield from _aims(content, citing)
    yield from _work(content, citing, has_annex=has_annex)
    yield from _organisation(content, citing)
    closing = PlanText.Section.CLOSING
    yield from _text(content, citing, closing)


def _bases(content: Content, citing: Citing) -> Iterator[Block]:
    for role in (PlanBasis.Role.BASIS, PlanBasis.Role.CARRIES_OUT):
        for row in content.bases:
            if row.role == role:
                words = row.as_written or citing.name(row.document)
                if row.as_written:
                    citing.mark(row.document)
                yield Basis(f"{_ROLES[role]} {words}", ref=f"basis-{row.pk}")


def _opening(content: Content) -> str:
    plan = content.plan
    replaced = f" (thay thế {plan.replaces_text.rstrip(' .;')})" if plan.replaces_text else ""
    return f"{issuer_in_text(plan.unit)} ban hành Kế hoạch {lower_first(plan.title)}{replaced}, như sau:"


def _text(content: Content, citing: Citing, section: str) -> tuple[Block, ...]:
    return blocks_from_text(citing.resolve(content.texts.get(section, "")), ref=f"text-{section}")


def _aims(content: Content, citing: Citing) -> Iterator[Block]:
    parts = [
        (title, _text(content, citing, section))
        for title, section in ((PURPOSE, PlanText.Section.PURPOSE), (REQUIREMENTS, PlanText.Section.REQUIREMENTS))
    ]
    if not any(blocks for _, blocks in parts):
        return
    yield Heading("section", SECTIONS[0])
    for title, blocks in parts:
        if blocks:
            yield Heading("clause", title)
            yield from blocks


def _work(content: Content, citing: Citing, *, has_annex: bool) -> Iterator[Block]:
    areas = [area for area in content.areas if not area.is_empty]
    if not areas:
        return
    yield Heading("section", SECTIONS[1])
    for area in areas:
        yield Heading("clause", area.heading, ref=f"area-{area.row.area.code}")
        if area.targets:
            yield Heading("point", TARGETS)
            for target in area.targets:
                steps = annex.steps(content, "target", target.pk)
                words = citing.resolve(target.phrase) + (
                    f"\n{annex.STEPS.title}: {lower_first(steps)}." if steps else ""
                )
                yield from _dashes(words, f"target-{target.pk}")
        tasks = [task for task in area.tasks if task.in_body or not has_annex]
        if tasks:
            yield Heading("point", TASKS)
        for task in tasks:
            words = citing.resolve(task.content)
            yield from _dashes(words if has_annex else words + _details(content, task), f"task-{task.pk}")
    if has_annex:
        yield Paragraph(ANNEX_NOTE, ref="plan-annex")


def _dashes(text: str, ref: str) -> Iterator[Block]:
    """A row as a dash item; further lines typed into it as paragraphs of their own."""
    first, *more = text.splitlines() or [""]
    yield DashItem(_ended(first.lstrip("-–— ").strip()), ref=ref)
    yield from blocks_from_text("\n".join(more), ref=ref)


def _ended(text: str) -> str:
    """The item with a full stop, unless it was typed with an end of its own."""
    return text if not text or text[-1] in ".;:,!?…" else f"{text}."


def _details(content: Content, task: Task) -> str:
    """What the annex would say of a task, in brackets behind it, where a plan has no annex."""
    named = (
        ("sản phẩm", annex.product(task)),
        ("chủ trì", annex.lead(task)),
        ("phối hợp", annex.partners(task)),
        ("thời gian", task.timing_text),
        ("lộ trình", lower_first(annex.steps(content, "task", task.pk))),
        ("kinh phí", annex.money(task)),
        ("ghi chú", annex.remarks(task)),
    )
    said = "; ".join(f"{name}: {value}" for name, value in named if value)
    return f" ({said})" if said else ""


def _organisation(content: Content, citing: Citing) -> Iterator[Block]:
    funding = _text(content, citing, PlanText.Section.FUNDING)
    if not (content.responsibilities or content.deadlines or funding):
        return
    yield Heading("section", SECTIONS[2])
    for row in content.responsibilities:
        yield Heading("clause", row.holder_text, ref=f"responsibility-{row.pk}")
        yield from blocks_from_text(citing.resolve(row.body), ref=f"responsibility-{row.pk}")
    if content.deadlines:
        yield Heading("clause", REPORTING)
        yield from (DashItem(deadline_words(row), ref=f"deadline-{row.pk}") for row in content.deadlines)
    if funding:
        yield Heading("clause", FUNDING)
        yield from funding


def deadline_words(row: ReportDeadline) -> str:
    """ "Báo cáo quý I: gửi trước ngày 25/02/2023"."""
    period = row.get_period_display()
    until = "chậm nhất" if row.inclusive else "trước"
    return f"{period[0].upper()}{period[1:]}: gửi {until} ngày {format_date_short(row.due_on)}."


def _annexes(content: Content, citing: Citing) -> Iterator[Annex]:
    areas = [area for area in content.areas if area.tasks]
    if not areas:
        return
    rows = tuple(row for area in areas for row in _table_rows(content, area, citing))
    with_money = any(task.budget is not None for task in content.tasks)
    columns = annex.with_steps(content, annex.COLUMNS, annex.STEPS)
    table = Table(columns, rows, ref="tasks", unit_note=f"Kinh phí: {annex.MONEY}" if with_money else "")
    yield Annex(annex.annex_title(content.plan), (table,), landscape=True, ref="annex")


def _table_rows(content: Content, area: AreaContent, citing: Citing) -> Iterator[Row | GroupRow]:
    yield GroupRow(area.heading, ref=f"annex-area-{area.row.area.code}")
    for task in area.tasks:
        cells = (
            citing.resolve(task.content) if not task.in_body else inline.resolve(task.content, _without_notes(citing)),
            annex.product(task),
            annex.lead(task),
            annex.partners(task),
            task.timing_text,
            annex.money(task),
            annex.remarks(task),
        )
        yield Row(annex.with_steps(content, cells, annex.steps(content, "task", task.pk)), ref=f"annex-task-{task.pk}")


def _without_notes(citing: Citing):
    """Citations in the annex of a task that the body has printed: short, without a second footnote."""

    def words(kind: str, key: str) -> str:
        rows = citing._cited.get(key, [])
        if kind != "cite" or not rows or any(row.footnote for row in rows):
            return ""
        return "; ".join(citing.name(row.document) for row in rows)

    return words


def _recipients(content: Content) -> Iterator[Recipient]:
    channels = {row.channel for row in content.recipients}
    for row in content.recipients:
        channel = row.channel if len(channels) > 1 else ""
        yield Recipient(row.name, _PURPOSES.get(row.purpose, ""), channel, ref=f"recipient-{row.pk}")
