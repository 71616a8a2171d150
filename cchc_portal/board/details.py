"""What a page of the table says of its rows beyond the state: numbers, sizes, figures, who else reviews."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q

from cchc_portal import wording
from cchc_portal.authorities import standings
from cchc_portal.board.rows import UnitRow
from documents.models import IssuedDocument
from indicators.models import Value
from organisations.models import Subject
from plans.models import Plan, Target, Task
from reporting.models import Report, StatRow


def fill(rows: list[UnitRow]) -> list[UnitRow]:
    """Add number and sizes to the rows of one page of one call: a constant number of queries."""
    sent = [row for row in rows if row.sent]
    if not sent:
        return rows
    numbers = _numbers(sent)
    for row in sent:
        row.number = numbers.get(row.item.pk, "") or _registered(row.item) or "–"
    _SIZES[sent[0].item.kind](sent)
    return rows


def _numbers(rows: list[UnitRow]) -> dict[int, str]:
    found = IssuedDocument.objects.filter(
        source_kind=rows[0].item.kind,
        source_id__in=[row.item.pk for row in rows],
        number__isnull=False,
        issued_on__isnull=False,
    )
    return {
        source: f"{number:02d}/{symbol}, {wording.short_day(day)}"
        for source, number, symbol, day in found.order_by("pk").values_list(
            "source_id", "number", "symbol", "issued_on"
        )
    }


def _registered(item) -> str:
    """Number and day of a plan that was issued before the portal."""
    number, day = getattr(item, "registered_number", ""), getattr(item, "registered_on", None)
    return f"{number}, {wording.short_day(day)}" if number and day else ""


def _sizes_of_plans(rows: list[UnitRow]) -> None:
    """Targets and tasks of each plan."""
    ids = [row.item.pk for row in rows]
    targets, tasks = (
        dict(model.objects.filter(plan__in=ids).values_list("plan").annotate(n=Count("pk")).order_by())
        for model in (Target, Task)
    )
    for row in rows:
        row.size = f"{targets.get(row.item.pk, 0)} · {tasks.get(row.item.pk, 0)}"


def _sizes_of_reports(rows: list[UnitRow]) -> None:
    """Figures that were entered, and whether some are estimates that no final figure has replaced."""
    forms = {row.item.form_id for row in rows if row.item.form_id}
    metrics = StatRow.objects.filter(form__in=forms).exclude(metric="").values("metric")
    windows = {(row.item.window_from, row.item.window_to) for row in rows}
    inside = Q(pk__in=[])
    for first, last in windows:
        inside |= Q(window_from=first, window_to=last)
    units = [row.item.unit_id for row in rows]
    values = Value.objects.filter(inside, unit__in=units, superseded_at=None, definition__metric__code__in=metrics)
    counted = values.values("unit", "window_from", "window_to").annotate(
        figures=Count("definition__metric", distinct=True),
        estimates=Count("pk", filter=Q(kind=Value.Kind.ESTIMATE)),
        finals=Count("pk", filter=Q(kind=Value.Kind.FINAL)),
    )
    found = {(one["unit"], one["window_from"], one["window_to"]): one for one in counted.order_by()}
    for row in rows:
        one = found.get((row.item.unit_id, row.item.window_from, row.item.window_to))
        row.size = "–" if row.item.form_id is None else str(one["figures"] if one else 0)
        row.estimated = bool(one and one["estimates"] and not one["finals"])


_SIZES: dict[str, Callable[[list[UnitRow]], None]] = {Plan.kind: _sizes_of_plans, Report.kind: _sizes_of_reports}


@dataclass(frozen=True)
class Words:
    """What differs between the tables of plans and of reports."""

    size: str
    noun: str
    faults: str


WORDS = {Subject.REPORT: Words("Số liệu", "Báo cáo", "Lỗi, ý kiến")}
PLAIN = Words("Chỉ tiêu · NV", "Kế hoạch", "Ý kiến")


def words_of(subject: str) -> Words:
    """Heads and nouns of the table of a subject."""
    return WORDS.get(Subject(subject), PLAIN)


def fill_standings(rows: list[UnitRow]) -> None:
    """Add how far each authority has come to the rows of one page of a call that several review: one query."""
    sent = [row for row in rows if row.sent]
    found = standings([row.item for row in sent])
    for row in sent:
        row.standings = found.get(row.item.pk, [])
