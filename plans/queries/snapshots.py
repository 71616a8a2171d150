"""A plan at one moment as lines of words: as its rows stand now, and as they stood when it was sent.

A sending keeps every line twice over: its row in the history (design section 3), and in that version's ``touched``
what the row said in words, with what hangs below it (conditions, partners, milestones) and its place on paper. The
plan's own fields and its areas, which have no history, are kept in the event of the sending.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from documents import inline
from documents.reading.dates import format_date_short
from documents.reading.quantities import format_decimal
from documents.reading.text import fold
from plans.comparing import BLANK, Cell, Line, Snapshot, Touch
from plans.models import (
    Milestone,
    Plan,
    PlanBasis,
    PlanPart,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
    TaskTag,
)
from plans.queries.content import AreaContent, Content
from plans.wording import condition_sentence, full_citation, short_citation
from workflow.models import Event

KINDS: dict[str, type[PlanPart]] = {
    "basis": PlanBasis, "text": PlanText, "target": Target, "task": Task, "responsibility": Responsibility,
    "deadline": ReportDeadline, "recipient": PlanRecipient,
}  # fmt: skip
# Where the words of a sent row stand in the ``touched`` of its version, and those of the plan in its event.
KEPT, AS_SENT = "kept", "as_sent"
_YES, _NO = "có", "không"
_LABELS = {
    "title": "trích yếu", "replaces_text": "thay thế văn bản", "replaces_reason": "lý do thay thế",
    "has_annex": "phụ lục nhiệm vụ", "signer": "người ký", "heading": "tiêu đề", "left_out": "lý do bỏ qua",
    "document": "văn bản", "role": "vai trò", "as_written": "câu in", "is_trigger": "vì văn bản này mà thay thế",
    "body": "nội dung", "phrase": "nội dung", "conditions": "hiểu là", "unmeasurable_reason": "vì sao chưa đo được",
    "note": "ghi chú", "milestones": "mốc từng năm", "content": "nội dung", "product_text": "sản phẩm",
    "product_count": "số lượng", "lead_text": "chủ trì", "head": "người chịu trách nhiệm", "partners": "phối hợp",
    "timing_text": "thời gian", "budget": "kinh phí (triệu đồng)", "funding": "nguồn kinh phí", "is_key": "trọng tâm",
    "is_breakthrough": "đột phá", "in_body": "in trong thân văn bản", "tags": "chương trình",
    "holder_text": "đơn vị, người thực hiện", "period": "kỳ", "due_on": "hạn", "name": "nơi nhận", "purpose": "để",
    "channel": "cách gửi",
}  # fmt: skip
_MAIN = {
    "plan": "title", "area": "heading", "basis": "document", "text": "body", "target": "phrase", "task": "content",
    "responsibility": "holder_text", "deadline": "due_on", "recipient": "name",
}  # fmt: skip
_FLAGS = frozenset({"has_annex", "is_trigger", "is_key", "is_breakthrough", "in_body"})
# A cell of these is what the row above it says in other words: changed with it, by whoever changed that.
_FOLLOWS = {"conditions": "phrase"}


def snapshot(content: Content) -> Snapshot:
    """The plan as its rows stand; two queries besides the content."""
    return Snapshot(content.plan.pk, tuple(_Writer(content).lines()))


class _Writer:
    """Turns the rows of a content into lines of words."""

    def __init__(self, content: Content):
        self.content = content
        self._milestones: dict[tuple[str, int], list[str]] = defaultdict(list)
        for row in Milestone.objects.filter(plan=content.plan.pk).order_by("year"):
            owner = ("target", row.target_id) if row.target_id else ("task", row.task_id)
            said = format_decimal(row.value.normalize()) if row.value is not None else ""
            self._milestones[owner].append(f"{row.year}: {' '.join(filter(None, (said, row.text)))}")
        self._tags: dict[int, list[str]] = defaultdict(list)
        for link in TaskTag.objects.filter(task__plan=content.plan.pk).select_related("tag"):
            self._tags[link.task_id].append(link.tag.name)

    def lines(self) -> Iterator[Line]:
        """Every line in the order of the paper."""
        content = self.content
        yield self._plan_line(content.plan)
        yield from self._numbered("basis", content.bases, self._basis, "Căn cứ {}")
        texts = {row.section: row for row in content.plan.plantexts.all()}
        yield from self._texts(texts, PlanText.Section.PURPOSE, PlanText.Section.REQUIREMENTS)
        for area in content.areas:
            yield self._area_line(area)
            number = f"II.{area.number}" if area.number else area.row.area.short_name
            code = area.row.area.code
            yield from self._numbered("target", area.targets, self._target, f"{number}.a.{{}}", code, area.heading)
            words = f"{number}.{area.task_letter}.{{}}"
            yield from self._numbered("task", area.tasks, self._task, words, code, area.heading)
        yield from self._numbered("responsibility", content.responsibilities, self._holder, "III.{}")
        for row in content.deadlines:
            yield self._line("deadline", row, f"Chế độ báo cáo, {row.get_period_display()}", self._deadline)
        yield from self._texts(texts, PlanText.Section.FUNDING, PlanText.Section.CLOSING)
        yield from self._numbered("recipient", content.recipients, self._recipient, "Nơi nhận {}")

    def _numbered(
        self, kind: str, rows, cells: Callable, place: str, code: str = "", heading: str = ""
    ) -> Iterator[Line]:
        for number, row in enumerate(rows, start=1):
            yield self._line(kind, row, place.format(number), cells, code, heading)

    def _texts(self, texts: Mapping[str, PlanText], *sections: str) -> Iterator[Line]:
        for section in sections:
            if section in texts:
                yield self._line("text", texts[section], PlanText.Section(section).label, self._body)

    def _line(self, kind: str, row: Any, place: str, cells: Callable, code: str = "", heading: str = "") -> Line:
        ref = f"text-{row.section}" if kind == "text" else f"{kind}-{row.pk}"
        line = Line(
            kind=kind,
            key=row.pk,
            list=f"{kind}:{code}",
            place=place,
            ref=ref,
            main=_MAIN[kind],
            cells=tuple(cells(row)),
            match=_match(kind, row),
            heading=heading,
        )
        return _with_stamps(line, row)

    def _plan_line(self, plan: Plan) -> Line:
        signer = f"{plan.signer.official.full_name}, {plan.signer.title}" if plan.signer_id else ""
        cells = (
            _cell("title", plan.title),
            _cell("replaces_text", plan.replaces_text),
            _cell("replaces_reason", plan.replaces_reason),
            _flag("has_annex", plan.has_annex),
            _cell("signer", signer),
        )
        return Line("plan", plan.pk, "plan", "Thông tin chung", "plan", "title", cells, match="plan")

    def _area_line(self, area: AreaContent) -> Line:
        code = area.row.area.code
        waiver = self.content.waivers.get(("area_missing", f"area-{code}")) if area.number is None else None
        cells = (_cell("heading", area.heading), _cell("left_out", waiver.reason if waiver else ""))
        place = f"Mục II.{area.number}" if area.number else f"Mục {area.row.area.short_name}"
        return Line("area", area.row.pk, "area", place, f"area-{code}", "heading", cells, match=code)

    def _basis(self, row: PlanBasis) -> Iterator[Cell]:
        yield _cell("document", full_citation(row.document))
        yield _cell("role", row.get_role_display())
        yield _cell("as_written", row.as_written)
        yield _flag("is_trigger", row.is_trigger)

    def _body(self, row: PlanText) -> Iterator[Cell]:
        yield _cell("body", self._said(row.body))

    def _target(self, row: Target) -> Iterator[Cell]:
        yield _cell("phrase", self._said(row.phrase))
        yield _cell("conditions", "\n".join(condition_sentence(one) for one in row.conditions.all()))
        yield _cell("unmeasurable_reason", row.unmeasurable_reason)
        yield _cell("note", row.note)
        yield _cell("milestones", "; ".join(self._milestones["target", row.pk]))

    def _task(self, row: Task) -> Iterator[Cell]:
        yield _cell("content", self._said(row.content))
        yield _cell("product_text", row.product_text)
        yield _amount("product_count", row.product_count, row.product_unit)
        yield _cell("lead_text", row.lead_text)
        yield _cell("head", row.head.official.full_name if row.head_id else "")
        yield _cell("partners", "; ".join(partner.partner_text for partner in row.partners.all()))
        yield _cell("timing_text", row.timing_text)
        yield _amount("budget", row.budget)
        yield _cell("funding", row.get_funding_display() if row.funding else "")
        yield _flag("is_key", row.is_key)
        yield _flag("is_breakthrough", row.is_breakthrough)
        yield _cell("note", row.note)
        yield _flag("in_body", row.in_body)
        yield _cell("milestones", "; ".join(self._milestones["task", row.pk]))
        yield _cell("tags", "; ".join(self._tags[row.pk]))

    def _holder(self, row: Responsibility) -> Iterator[Cell]:
        yield _cell("holder_text", row.holder_text)
        yield _cell("body", self._said(row.body))

    def _deadline(self, row: ReportDeadline) -> Iterator[Cell]:
        until = "chậm nhất" if row.inclusive else "trước"
        yield _cell("due_on", f"{until} ngày {format_date_short(row.due_on)}")
        yield _cell("period", row.get_period_display())

    def _recipient(self, row: PlanRecipient) -> Iterator[Cell]:
        yield _cell("name", row.name)
        yield _cell("purpose", row.get_purpose_display() if row.purpose else "")
        yield _cell("channel", row.get_channel_display())

    def _said(self, text: str) -> str:
        """The text as typed, with the documents that its marks cite."""

        def words(kind: str, key: str) -> str:
            rows = self.content.cited.get(key, []) if kind == "cite" else []
            return f"[{'; '.join(short_citation(row.document) for row in rows) or key}]"

        return inline.resolve(text, words)


def _match(kind: str, row: Any) -> str:
    """What a row is in whatever plan it stands; "" for rows known by their words only."""
    if kind == "text":
        return row.section
    if kind == "basis":
        return str(row.document_id)
    if kind == "deadline":
        return row.period
    if kind in ("responsibility", "recipient"):
        return fold(row.holder_text if kind == "responsibility" else row.name)
    return ""


def _cell(name: str, words: str) -> Cell:
    return Cell(name, _LABELS[name], words.strip())


def _flag(name: str, value: bool) -> Cell:
    return Cell(name, _LABELS[name], _YES if value else "", blank=_NO)


def _amount(name: str, value: Decimal | None, unit: str = "") -> Cell:
    if value is None:
        return _cell(name, "")
    number = value.normalize()
    number = number.quantize(Decimal(1)) if number == number.to_integral() else number
    return Cell(name, _LABELS[name], f"{format_decimal(number)} {unit}".strip(), number)


def _with_stamps(line: Line, row: Any) -> Line:
    """The line with who touched what, in which version, and where the row comes from."""
    touches = {
        name: Touch(touch[1], datetime.fromisoformat(touch[2]))
        for name, touch in row.touched.items()
        if name != KEPT and len(touch) == 3
    }
    for name, above in _FOLLOWS.items():
        if name not in touches and above in touches:
            touches[name] = touches[above]
    origins = {getattr(row, name, None) for name in ("carried_from_id", "inherited_from_id")} - {None}
    last = Touch(row.updated_by_id, row.updated_at)
    return replace(line, version=row.version, origins=frozenset(origins), touches=touches, last=last)


def kept(line: Line) -> dict[str, Any]:
    """A line in the form in which its words are stored; cells as pairs, because PostgreSQL keeps no order of names."""
    numbers = {cell.name: str(cell.number) for cell in line.cells if cell.number is not None}
    return {
        "kind": line.kind,
        "key": line.key,
        "list": line.list,
        "place": line.place,
        "ref": line.ref,
        "match": line.match,
        "heading": line.heading,
        "words": [[cell.name, cell.words] for cell in line.cells],
        "numbers": numbers,
    }


def line_of(stored: Mapping[str, Any]) -> Line:
    """The line that ``kept`` stored."""
    cells = tuple(
        Cell(
            name,
            _LABELS[name],
            words,
            Decimal(stored["numbers"][name]) if name in stored["numbers"] else None,
            _NO if name in _FLAGS else BLANK,
        )
        for name, words in stored["words"]
    )
    return Line(
        kind=stored["kind"],
        key=stored["key"],
        list=stored["list"],
        place=stored["place"],
        ref=stored["ref"],
        main=_MAIN[stored["kind"]],
        cells=cells,
        match=stored["match"],
        heading=stored["heading"],
    )


def change_reason(number: int) -> str:
    """How the history marks the versions that a sending has written."""
    return f"sent:{number}"


def sent_snapshot(plan: Plan, event: Event) -> Snapshot:
    """The plan as it was sent by an event of its log: one query for each kind of row."""
    stored = event.details[AS_SENT]
    lines = {(line["kind"], line["key"]): (at, line_of(line)) for at, line in stored["lines"]}
    for model in KINDS.values():
        history: Any = model.history  # type: ignore[attr-defined]
        for version in history.filter(plan_id=plan.pk, history_change_reason=change_reason(stored["number"])):
            at, line = version.touched[KEPT]["at"], line_of(version.touched[KEPT])
            lines[line.kind, line.key] = (at, _with_stamps(line, version))
    ordered = sorted(lines.values(), key=lambda one: one[0])
    return Snapshot(plan.pk, tuple(line for _, line in ordered))


def own_lines(found: Snapshot, number: int) -> dict[str, Any]:
    """What the event of a sending keeps: the lines that have no history, with their places in the order."""
    return {
        "number": number,
        "lines": [[at, kept(line)] for at, line in enumerate(found.lines) if line.kind not in KINDS],
    }


def kept_rows(found: Snapshot) -> dict[tuple[type[Model], int], dict[str, Any]]:
    """What the versions of a sending keep, by the model and key of their row."""
    return {
        (KINDS[line.kind], line.key): {"at": at, **kept(line)}
        for at, line in enumerate(found.lines)
        if line.kind in KINDS
    }
