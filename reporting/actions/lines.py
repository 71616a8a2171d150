"""Verbs of the rows of a report (weaknesses, causes, directions, proposals …), and their way into the next plan."""

from django.core.exceptions import ValidationError
from django.db.models import Max

from organisations.refusals import require
from plans.actions import add_row
from plans.fields import MOST_PHRASE
from plans.models import Area, Plan, Task
from reporting.actions.writing import cleaned, conflict, renewed, require_settled
from reporting.models import OutlineSection, Report, ReportLine
from reporting.narrative.places import sentences_of_rows
from reporting.narrative.sentences import resting_on, seen_now
from reporting.outlines import LINES, Content
from reporting.queries.known import Known, resolve
from reporting.queries.quoting import one_line
from reporting.queries.rows import said_then
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import MovedOn, Refused, edit_refusal


def add_line(
    *, report: Report, kind: str, text: str, by, area: str = "", taken_from: ReportLine | None = None
) -> ReportLine:
    """Add a row at the end of its kind; what a person types is confirmed by that.

    Raises Refused, ValidationError (no words, unknown figure, a kind that the outline does not ask for).
    """
    if kind not in LINES:
        raise ValueError(kind)
    known = Known(report)
    with editing(report, by=by, area=area or _area_of(report, kind)) as locked:
        line = ReportLine(
            report=locked, kind=kind, area_code=area, taken_from=taken_from, order=_last(locked, kind) + 1
        )
        return _write(line, cleaned(text, known, kept={}), known, by)


def change_line(*, line: ReportLine, text: str, by, version: int | None = None, area: str | None = None) -> ReportLine:
    """Change the words of a row. version: as the person saw it.

    Raises Refused, MovedOn (removed), Conflict, ValidationError.
    """
    known = Known(line.report)
    with editing(line.report, by=by, area=_of(line)):
        current = _locked(line)
        text = cleaned(text, known, kept=current.seen)
        if version is not None and current.version != version and current.text != text:
            raise conflict(current, text)
        if area is not None:
            current.area_code = area
        return _write(current, text, known, by)


def confirm_line(*, line: ReportLine, by) -> ReportLine:
    """Say that a person has read a drafted row. Raises Refused where a figure in it changed."""
    known = Known(line.report)
    with editing(line.report, by=by, area=_of(line)):
        current = _locked(line)
        require_settled(current.text, current.seen, known, "Dòng này")
        return _write(current, current.text, known, by)


def keep_line(*, line: ReportLine, by, keys: list[str] | None = None) -> ReportLine:
    """ "Đã xem, giữ câu" of a row."""
    known = Known(line.report)
    with editing(line.report, by=by, area=_of(line)):
        current = _locked(line)
        current.seen = renewed(current.seen, known, keys)
        return _save(current, by)


def remove_line(*, line: ReportLine, by) -> ReportLine:
    """Take a row out; ``restore_line`` puts it back, drafting anew does not."""
    with editing(line.report, by=by, area=_of(line)):
        current = _locked(line)
        current.removed_at = now()
        return _save(current, by)


def restore_line(*, line: ReportLine, by) -> ReportLine:
    """Put a removed row back at its place."""
    with editing(line.report, by=by, area=_of(line)):
        current = ReportLine.objects.select_for_update().get(pk=line.pk)
        if current.removed_at is None:
            raise MovedOn("Dòng này đang có trong báo cáo.")
        current.removed_at = None
        return _save(current, by)


def move_line(*, line: ReportLine, step: int, by) -> ReportLine:
    """Move a row one place up (-1) or down (1) among those of its kind; at the end it stays."""
    with editing(line.report, by=by, area=_of(line)) as report:
        current = _locked(line)
        rows = list(ReportLine.objects.filter(report=report, kind=line.kind, removed_at=None).order_by("order", "pk"))
        at = rows.index(current)
        rows.insert(min(max(at + step, 0), len(rows) - 1), rows.pop(at))
        for order, row in enumerate(rows, start=1):
            row.order = order
        ReportLine.objects.bulk_update(rows, ["order"])
        current.order = rows.index(current) + 1
        return _save(current, by)


def take_up_line(*, report: Report, line: ReportLine, by, kind: str | None = None) -> ReportLine:
    """Go on with a row of an earlier report of the unit, in the words it was sent with. kind: another one than it had.

    Raises Refused (not the unit's, of the same report), ValidationError (taken up already).
    """
    if line.report.unit_id != report.unit_id or line.report_id == report.pk:
        raise Refused("Chỉ lấy dòng từ báo cáo kỳ trước của đơn vị.")
    if ReportLine.objects.filter(report=report, taken_from=line, removed_at=None).exists():
        raise ValidationError("Dòng này đã có trong báo cáo.")
    words = f"{said_then(line)}."
    return add_line(report=report, kind=kind or line.kind, text=words, by=by, area=line.area_code, taken_from=line)


_TO_PLAN = frozenset({Content.WEAKNESSES, Content.CAUSES, Content.DIRECTIONS, Content.PROPOSALS})


def to_plan(*, line: ReportLine, plan: Plan, area: Area, by) -> Task:
    """Make a row a task of the unit's next plan ("Đưa vào kế hoạch"); its origin stands in the task's note.

    Raises Refused (locked, not theirs, another unit's plan), ValidationError (in the plan already, no such area).
    """
    if line.kind not in _TO_PLAN or line.removed_at is not None:
        raise Refused("Dòng này không đưa vào kế hoạch được.")
    if plan.unit_id != line.report.unit_id:
        raise Refused("Chọn kế hoạch của chính đơn vị.")
    require(edit_refusal(by, plan, area=area.code))
    words = one_line(resolve(line.text, Known(line.report)))[:MOST_PHRASE]
    note = f"Từ báo cáo {line.report.code}, {line.report.period.label}"
    if Task.objects.filter(plan=plan, content=words, note=note).exists():
        raise ValidationError(f"Việc này đã có trong kế hoạch: “{words[:90]}”.")
    return add_row(plan=plan, model=Task, area=area, by=by, content=words, note=note)


def _area_of(report: Report, kind: str) -> str:
    """The area of the place where rows of a kind stand. Raises ValidationError where the outline has none."""
    row = OutlineSection.objects.filter(outline=report.outline_id, content=kind).first()
    if row is None:
        raise ValidationError("Đề cương của báo cáo không có mục này.")
    return row.area_code


def _of(line: ReportLine) -> str:
    return line.area_code or _area_of(line.report, line.kind)


def _last(report: Report, kind: str) -> int:
    return ReportLine.objects.filter(report=report, kind=kind).aggregate(last=Max("order"))["last"] or 0


def _locked(line: ReportLine) -> ReportLine:
    """The row as it stands, locked. Raises MovedOn where somebody removed it meanwhile."""
    current = ReportLine.objects.select_for_update().get(pk=line.pk)
    if current.removed_at is not None:
        raise MovedOn("Dòng này vừa được xóa. Hoàn tác việc xóa rồi mới sửa được.")
    return current


def _write(line: ReportLine, text: str, known: Known, by) -> ReportLine:
    """Words of a person, or read by one: confirmed."""
    if not text.strip():
        raise ValidationError({"text": "Ghi nội dung."})
    line.text = text
    line.seen = seen_now(resting_on(text, sentences_of_rows(line.kind), known), known)
    line.confirmed_at, line.confirmed_by = now(), by
    return _save(line, by)


def _save(line: ReportLine, by) -> ReportLine:
    line.version += bool(line.pk)
    line.updated_by = by
    line.save()
    return line
