"""What stands for each unit of a call, as one query per subject with the same columns (design section 3: Call).

Columns: asked, call_key (rows of the call and the call), stands, stands_at (the item that stands and its state, None
before one was begun), day, exact (the unit's due day and whether it is held), done (the day of the act that the
deadline measures, as first done), exempt, officer_key, order, search, above, above_name (the unit's parent).
"""

from collections.abc import Callable, Iterable

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate

from organisations.models import Subject
from plans.models import Plan
from reporting.models import Report
from workflow.models import CallUnit, MeasuredBy
from workflow.states import REVIEWER, STATES

NOT_SENT = "Chưa gửi"
# States in which the authority has something to read.
SENT = tuple(key for key, state in STATES.items() if state.word(REVIEWER) != NOT_SENT)
_LIVE, _SENT = 1 << 61, 1 << 60


def _rank():
    """What stands: what is not in the bin before what is, what was sent before what was not, then the newest."""
    return ExpressionWrapper(
        Case(When(binned_at=None, then=Value(_LIVE)), default=Value(0))
        + Case(When(state__in=SENT, then=Value(_SENT)), default=Value(0))
        + F("pk"),
        output_field=BigIntegerField(),
    )


def _asked(to: str) -> dict:
    """Columns of the call's own row. to: how the queried model reaches it, with "__", or ""."""
    return {
        "asked": F(f"{to}pk"),
        "call_key": F(f"{to}call_id"),
        "day": Coalesce(f"{to}extended_to", f"{to}due_on"),
        "exact": F(f"{to}due_inclusive"),
        "exempt": ExpressionWrapper(Q(**{f"{to}skipped_at__isnull": False}), output_field=BooleanField()),
        "officer_key": F(f"{to}officer_id"),
        "order": F(f"{to}order_key"),
        "search": F(f"{to}search_key"),
        "above": F(f"{to}unit__parent_id"),
        "above_name": F(f"{to}unit__parent__name"),
    }


def _reports(calls: Iterable[int]) -> QuerySet:
    """Every unit of a round has its report from the day it was asked; in the bin where the unit is exempt."""
    first = Report.objects.filter(call_unit=OuterRef("call_unit"), replaces=None).order_by("-pk")
    better = (
        Report.objects.filter(call_unit=OuterRef("call_unit")).annotate(rank=_rank()).filter(rank__gt=OuterRef("rank"))
    )
    sent_on = Case(
        When(replaces=None, then=TruncDate("sent_at")),
        default=Subquery(first.annotate(on=TruncDate("sent_at")).values("on")[:1]),
    )
    issued = Q(call_unit__call__measured_by=MeasuredBy.ISSUED)
    return (
        Report.objects.filter(call_unit__call__in=list(calls))
        .annotate(rank=_rank())
        .filter(~Exists(better))
        .annotate(
            **_asked("call_unit__"),
            stands=F("pk"),
            stands_at=F("state"),
            done=Case(
                When(~Q(state__in=SENT), then=Value(None)),
                When(issued, then=Coalesce("first_issued_on", "issued_on")),
                default=sent_on,
                output_field=DateField(),
            ),
        )
    )


def _plans(calls: Iterable[int]) -> QuerySet:
    """A plan answers by unit and year, whether it was begun for the call or before it."""
    answers = Plan.objects.filter(
        unit=OuterRef("unit"), year=OuterRef("call__year"), scope=Plan.Scope.ANNUAL, binned_at=None
    )
    best = answers.annotate(rank=_rank()).order_by("-rank")
    first = answers.filter(state__in=SENT).order_by("pk").annotate(sent_on=TruncDate("sent_at"))
    return CallUnit.objects.filter(call__in=list(calls)).annotate(
        **_asked(""),
        stands=Subquery(best.values("pk")[:1]),
        stands_at=Subquery(best.values("state")[:1], output_field=CharField()),
        done=Case(
            When(call__measured_by=MeasuredBy.ISSUED, then=Subquery(first.values("issued_on")[:1])),
            default=Subquery(first.values("sent_on")[:1]),
            output_field=DateField(),
        ),
    )


_SOURCES: dict[str, Callable[[Iterable[int]], QuerySet]] = {Subject.REPORT: _reports}


def standing(subject: str, calls: Iterable[int]) -> QuerySet:
    """What stands for each unit of calls of one subject, with the columns above."""
    return _SOURCES.get(subject, _plans)(calls)


def late(on: str | Value) -> Q:
    """Whether a day is after the last acceptable one. on: a column or a value."""
    day = F(on) if isinstance(on, str) else on
    return Q(exact=True, day__lt=day) | Q(exact=False, day__lte=day)
