"""Phụ lục 2, tasks of the plan and initiatives; the table of the year's targets in the text (domain 3.1, 3.2)."""

from collections import defaultdict
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.timezone import localtime

from documents.layout import Column, roman
from documents.reading.dates import format_date_short
from documents.reading.operators import Operator
from indicators.judging import WORDS, State
from indicators.queries import Figure
from indicators.registry import Question
from indicators.rounding import printed, ratio
from plans.facts import targets_of, tasks_of
from plans.models import Area, Condition, TaskProduct, TaskProgress
from plans.queries.judged import Judged
from plans.wording import condition_chip
from reporting.annexes.grids import Cell, Grid, Head, Line
from reporting.models import Report
from reporting.outlines import Content as What
from reporting.periods import Kind
from reporting.queries import Content
from reporting.queries.quoting import PlanWords, one_line
from workflow.clock import today

_TASK_COLUMNS = (
    Column("Nhiệm vụ", 28),
    # "Quyết định số 104/QĐ-UBND" stands on one line.
    Column("Sản phẩm (số, ký hiệu văn bản)", 26),
    Column("Thời hạn", 11, "center"),
    Column("Ngày hoàn thành", 10, "center"),
    Column("Kết quả", 11, "center"),
    Column("Lý do chưa hoàn thành, chậm", 18),
)
# On an upright page the usual column of numbers is too narrow for the Roman ones of the areas.
_TARGET_COLUMNS = (
    Column("TT", 8, "center"),
    Column("Chỉ tiêu", 33),
    # "≤ 15 phút/lượt" stands on one line.
    Column("Kế hoạch", 17, "center"),
    Column("Thực hiện", 14, "center"),
    Column("Tỷ lệ so với kế hoạch (%)", 14, "center"),
    Column("Đánh giá", 14, "center"),
)
# Where more is better, the share of the goal says something.
_SHARED = (Operator.GTE, Operator.GT, Operator.EQ)


def as_of(report: Report) -> date:
    """The day on which tasks and targets are looked at: as the sentences of the report do."""
    return report.as_of or min(report.window_to, today())


def _question(report: Report) -> Question:
    return Question((report.unit_id,), report.window, as_of(report))


def task_grid(report: Report) -> Grid | None:
    """The tasks of the year's plan: all of them in the report of a year, else those due, done or late by its day.

    None where there are none. Three queries.
    """
    rows = tasks_of(_question(report)).select_related("task__area", "task__plan")
    found = [row for row in rows.order_by("task__area__order", "task__order", "pk") if _belongs(row, report)]
    products: dict[int, list[TaskProduct]] = defaultdict(list)
    there = Q(document__issued_on=None) | Q(document__issued_on__lte=as_of(report))
    for one in TaskProduct.objects.filter(there, progress__in=found).select_related("document").order_by("pk"):
        products[one.progress_id].append(one)
    lines: list[Line | Head] = []
    plans, area = PlanWords(), None
    for row in found:
        if row.task.area_id != area:
            area = row.task.area_id
            lines.append(Head(row.task.area.name, ref=f"area-{row.task.area.code}"))
        lines.append(Line(_task(row, products[row.pk], plans), ref=f"task-{row.code}"))
    if not found:
        return None
    caption = f"Kết quả thực hiện nhiệm vụ của Kế hoạch cải cách hành chính năm {report.year}"
    return Grid("Nhiệm vụ", _TASK_COLUMNS, tuple(lines), caption=caption, numbered=True, ref="annex-tasks", frozen=1)


def _belongs(row: TaskProgress, report: Report) -> bool:
    """Whether the report of a part of the year speaks of the task."""
    if report.period_kind == Kind.YEAR or row.tasks_overdue:
        return True
    done = _done_on(row)
    if done:
        return done >= report.window_from
    return bool(row.due_on and report.window_from <= row.due_on <= report.window_to)


def _done_on(row: TaskProgress) -> date | None:
    return localtime(row.sent_at).date() if row.tasks_done and row.sent_at else None


def _task(row: TaskProgress, products: list[TaskProduct], plans: PlanWords) -> tuple[Cell, ...]:
    done = _done_on(row)
    papers = [f"{one.document.type_name} {_number(one)}".strip() for one in products]
    return (
        Cell(plans.said(row.task.plan, row.task.content)),
        Cell("; ".join(papers) or row.no_product_reason),
        Cell(format_date_short(row.due_on) if row.due_on else row.task.timing_text),
        Cell(format_date_short(done) if done else ""),
        Cell(_result(row)),
        Cell(row.delay_reason),
    )


def _number(one: TaskProduct) -> str:
    day = f" ngày {format_date_short(one.document.issued_on)}" if one.document.issued_on else ""
    return f"số {one.document.number}{day}" if one.document.number else day.strip()


def _result(row: TaskProgress) -> str:
    if row.tasks_done:
        return "Hoàn thành chậm" if row.tasks_done_late else "Hoàn thành"
    if row.state == "not_done":
        return "Không thực hiện"
    return "Quá hạn, chưa hoàn thành" if row.tasks_overdue else "Đang thực hiện"


def initiative_grid(found: Content) -> Grid | None:
    """Initiatives and models that the report names; None where it names none."""
    rows = found.lines.get(What.INITIATIVES, [])
    if not rows:
        return None
    areas = dict(Area.objects.values_list("code", "name"))
    lines = tuple(
        Line((Cell(one_line(row.text)), Cell(areas.get(row.area_code, ""))), ref=f"line-{row.pk}") for row in rows
    )
    columns = (Column("Sáng kiến, mô hình", 70), Column("Lĩnh vực", 30))
    caption = "Sáng kiến, mô hình cải cách hành chính"
    return Grid("Sáng kiến", columns, lines, caption=caption, numbered=True, ref="annex-initiatives", frozen=1)


def target_grid(report: Report) -> Grid | None:
    """The targets of the year's plan: planned, reached, share of the plan, judgement; None where there are none."""
    found = targets_of(_question(report))
    found.sort(key=lambda one: (one.target.area.order, one.target.order, one.target.pk))
    lines: list[Line | Head] = []
    areas: dict[int, str] = {}
    plans = PlanWords()
    for at, one in enumerate(found, start=1):
        if one.target.area_id not in areas:
            areas[one.target.area_id] = f"{roman(len(areas) + 1)}."
            lines.append(Head(one.target.area.name, areas[one.target.area_id]))
        lines.append(Line((Cell(str(at)), *_target(one, plans)), ref=f"target-{one.target.pk}"))
    if not found:
        return None
    return Grid("Chỉ tiêu", _TARGET_COLUMNS, tuple(lines), ref="targets")


def _target(one: Judged, plans: PlanWords) -> tuple[Cell, ...]:
    """A target with several conditions has a line for each in every cell."""
    goals = [condition_chip(condition) for condition, _, _ in one.rows]
    reached = [figure.shown if figure else "" for _, _, figure in one.rows]
    shares = [_share(condition, figure) for condition, _, figure in one.rows]
    states = [WORDS[verdict.state][0] for _, verdict, _ in one.rows]
    several = len(set(states)) > 1
    return (
        Cell(plans.said(one.target.plan, one.target.phrase)),
        Cell("\n".join(goals)),
        Cell("\n".join(reached).strip()),
        Cell("\n".join(shares).strip()),
        Cell("\n".join(states) if several else (states or [WORDS[State.NOT_ASSESSABLE][0]])[0]),
    )


def _share(condition: Condition, figure: Figure | None) -> str:
    plain_goal = condition.comparator == Condition.Comparator.NUMBER and not condition.relative and condition.value
    number = figure.number if figure else None
    if number is None or not plain_goal or Operator(condition.operator) not in _SHARED:
        return ""
    return printed(ratio(number, Decimal(condition.value)), 2)
