"""What plans know of a year: tasks, done, in time, late, targets reached. Registered with ``indicators.registry``.

The year is that of the window's last day: windows of a year begin on 15/12 before it (domain 2.4).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from django.db.models import BooleanField, Count, ExpressionWrapper, F, Q, QuerySet
from django.utils.timezone import localtime

from directives import facts as directives
from directives.facts import Carried
from indicators.judging import State
from indicators.registry import Fact, Question, Row, counted, register
from organisations.together import hang, read_together
from plans.models import Condition, Plan, Target, Task, TaskProgress
from plans.queries.judged import Judged, judge_targets

_SOURCE = "Kế hoạch CCHC năm {year} trên cổng"
_DONE = Q(state="done")
_BY = frozenset({"area"})
# What the facts of tasks and of targets are worked out of, so that each kind is asked for once.
_TASK_COUNTS, _TARGET_COUNTS = "plans.task_counts", "plans.target_counts"
# Days from which a window is that of a year, whatever days it begins and ends on.
_A_YEAR = 360


def _standing(question: Question, plan: str) -> Q:
    """Annual plans of the question's year that were issued by its day and not replaced; ``plan`` leads to them."""
    day = question.as_of
    issued = Q(**{f"{plan}issued_on__lte": day}) | Q(**{f"{plan}state": "registered", f"{plan}registered_on__lte": day})
    return (
        issued
        & Q(
            **{
                f"{plan}unit__in": question.units,
                f"{plan}scope": Plan.Scope.ANNUAL,
                f"{plan}year": question.window.last.year,
                f"{plan}binned_at": None,
            }
        )
        & ~Q(**{f"{plan}state": "superseded"})
    )


def _reported_by(question: Question) -> Q:
    return Q(sent_at__date__lte=question.as_of)


def _in_time(question: Question) -> Q:
    return _DONE & _reported_by(question) & (Q(due_on=None) | Q(sent_at__date__lte=F("due_on")))


def _done_late(question: Question) -> Q:
    return _DONE & _reported_by(question) & Q(sent_at__date__gt=F("due_on"))


def _overdue(question: Question) -> Q:
    """Past its day and not reported done by the day of the question."""
    still = Q(sent_at=None) | Q(sent_at__date__gt=question.as_of) | ~Q(state__in=("done", "to_confirm"))
    return Q(due_on__lt=question.as_of) & ~Q(state="not_done") & still


# Name, label, which of the tasks.
_TASKS = (
    ("plans.tasks", "Nhiệm vụ trong kế hoạch năm", lambda question: Q()),
    ("plans.tasks_done", "Nhiệm vụ đã hoàn thành", lambda question: _DONE & _reported_by(question)),
    ("plans.tasks_done_in_time", "Nhiệm vụ hoàn thành đúng hạn", _in_time),
    ("plans.tasks_done_late", "Nhiệm vụ hoàn thành quá hạn", _done_late),
    ("plans.tasks_overdue", "Nhiệm vụ quá hạn chưa hoàn thành", _overdue),
)
# Name, label, in which states a target counts.
_TARGETS = (
    ("plans.targets", "Chỉ tiêu trong kế hoạch năm", frozenset(State)),
    ("plans.targets_reached", "Chỉ tiêu đạt và vượt", frozenset({State.REACHED, State.EXCEEDED})),
    ("plans.targets_missed", "Chỉ tiêu không đạt", frozenset({State.MISSED})),
)


def tasks_of(question: Question) -> QuerySet[TaskProgress]:
    """Tasks under way of the year's plans, each with the counts it is in: ``tasks_done``, ``tasks_overdue`` …"""
    rows = TaskProgress.objects.filter(_standing(question, "task__plan__"), task__removed_at=None)
    marks = {name.partition(".")[2]: which(question) for name, _, which in _TASKS}
    return rows.annotate(
        **{name: ExpressionWrapper(one, output_field=BooleanField()) for name, one in marks.items() if one}
    )


def _counted(which, question: Question):
    return TaskProgress.objects.filter(_standing(question, "task__plan__"), which(question), task__removed_at=None)


def counted_tasks(name: str, question: Question):
    """The tasks that a fact counts, for whoever asks why: a query set. Raises KeyError for another fact."""
    return _counted({known: which for known, _, which in _TASKS}[name], question)


def task_counts(question: Question) -> list[Row]:
    """How many tasks under way each fact counts, by area: the key is always (fact, area). One query for all facts."""
    counts = {name.partition(".")[2]: Count("pk", filter=which(question)) for name, _, which in _TASKS}
    rows = TaskProgress.objects.filter(_standing(question, "task__plan__"), task__removed_at=None).order_by()
    return [
        Row(
            _TASK_COUNTS,
            row["unit"],
            Decimal(row[mark]),
            key=(f"plans.{mark}", row["task__area__code"]),
            as_of=question.as_of,
        )
        for row in rows.values("unit", "task__area__code").annotate(**counts)
        for mark in counts
        if row[mark]
    ]


def tasks(name: str, question: Question) -> list[Row]:
    """Tasks under way of the year's plans, by area where that is asked."""
    return _of_area(name, question.read[_TASK_COUNTS], question)


def _of_area(name: str, rows: Iterable[Row], question: Question) -> list[Row]:
    """The rows of a fact among the counts of all, added up where no area is asked for."""
    counts: Counter = Counter()
    for row in rows:
        fact, area = row.key
        if fact == name:
            counts[row.unit, (area,) if question.by else ()] += row.value
    return counted(name, question, counts, _SOURCE.format(year=question.window.last.year))


def late(question: Question) -> list[Row]:
    """Tasks done after their day and those past it that are not done."""
    counts: Counter = Counter()
    for name in ("plans.tasks_done_late", "plans.tasks_overdue"):
        for row in question.read[name]:
            counts[row.unit, row.key] += row.value
    return counted("plans.tasks_late", question, counts, _SOURCE.format(year=question.window.last.year))


def targets_of(question: Question) -> list[Judged]:
    """Targets of the year's plans as they stand on the day of the question: a constant number of queries.

    The report of a whole year judges that year, by its estimates where nothing final is there yet.
    """
    rows = Target.objects.filter(_standing(question, "plan__")).select_related("plan", "area")
    asked = Condition.objects.filter(target__in=rows.order_by().values("pk")).select_related("metric")
    found, conditions = read_together(rows, asked)
    hang(found, "conditions", conditions)
    settled = question.window.last.year if question.window.days >= _A_YEAR else None
    return list(judge_targets(found, on=question.as_of, settled=settled).values()) if found else []


def target_counts(question: Question) -> list[Row]:
    """How many targets each fact counts, by area: the key is always (fact, area). Judged once for all facts."""
    counts = Counter(
        (one.target.plan.unit_id, (name, one.target.area.code))
        for one in targets_of(question)
        for name, _, states in _TARGETS
        if one.state in states
    )
    return [
        Row(_TARGET_COUNTS, unit, Decimal(number), key=key, as_of=question.as_of)
        for (unit, key), number in counts.items()
    ]


def targets(name: str, question: Question) -> list[Row]:
    """Targets of the year's plans by their state on the day of the question."""
    return _of_area(name, question.read[_TARGET_COUNTS], question)


def carried(items: Iterable[int], units: Iterable[int]) -> list[Carried]:
    """Tasks that units took from items of directives, with their day and the day they were confirmed done: one query."""
    rows = Task.objects.filter(source_item__in=items, plan__unit__in=units, plan__binned_at=None)
    rows = rows.exclude(plan__state="superseded").select_related("plan", "progress")
    return [Carried(row.plan.unit_id, row.source_item_id, *_days(row)) for row in rows]


def _days(task: Task) -> tuple[date | None, date | None]:
    progress = getattr(task, "progress", None)
    if progress is None:
        return task.ends_on, None
    done = localtime(progress.sent_at).date() if progress.state == "done" and progress.sent_at else None
    return progress.due_on, done


def register_all() -> None:
    """Make the facts of plans known, and what plans carry of directives."""
    directives.carriers["plans"] = carried
    for base, label, count, unit, facts, answer in (
        (_TASK_COUNTS, "Tình hình nhiệm vụ của kế hoạch năm", task_counts, "nhiệm vụ", _TASKS, tasks),
        (_TARGET_COUNTS, "Tình hình chỉ tiêu của kế hoạch năm", target_counts, "chỉ tiêu", _TARGETS, targets),
    ):
        register(Fact(base, label, count, unit, by=_BY))
        for name, named, _ in facts:
            register(Fact(name, named, partial(answer, name), unit, reads=frozenset({base}), by=_BY))
    reads = frozenset({"plans.tasks_done_late", "plans.tasks_overdue"})
    register(Fact("plans.tasks_late", "Nhiệm vụ chậm", late, "nhiệm vụ", reads=reads, by=_BY))
