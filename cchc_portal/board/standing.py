"""What stands for each unit of a call, as one query per subject with the same columns (design section 3: Call).

Columns: asked, call_key (rows of the call and the call), stands_at (the state of the item that stands, None before one
was begun), day, exact (the unit's due day and whether it is held), done (the day of the act that the deadline measures,
as first done), exempt, asking (the unit waits for an answer to its request for more time), officer_key, order, search. Every table of thousands of rows passes here, so nothing is joined
that is not asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
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
from workflow.models import Call, CallUnit, MeasuredBy, Remark, Road
from workflow.states import REVIEWER, STATES

NOT_SENT = "Chưa gửi"
# States in which the authority has nothing to read yet; all others are sent.
UNSENT = tuple(key for key, state in STATES.items() if state.word(REVIEWER) == NOT_SENT)
_SENT = ~Q(state__in=UNSENT)


@dataclass(frozen=True)
class Alike:
    """Calls whose units are read by the same query: of one subject, one road, one act that the deadline measures."""

    subject: str
    road: str
    measured_by: str
    keys: tuple[int, ...]


def alike(calls: Sequence[Call]) -> list[Alike]:
    """The calls by what makes their queries differ: a handful of queries for any number of calls."""
    found: dict[tuple[str, str, str], list[int]] = {}
    for call in calls:
        found.setdefault((call.subject, call.road, call.measured_by), []).append(call.pk)
    return [Alike(*kind, tuple(keys)) for kind, keys in found.items()]


def _asked(to: str) -> dict:
    """Columns of the call's own row. to: how the queried model reaches it, with "__", or ""."""
    return {
        "asked": F(f"{to}pk"),
        "call_key": F(f"{to}call_id"),
        "day": Coalesce(f"{to}extended_to", f"{to}due_on"),
        "exact": F(f"{to}due_inclusive"),
        "exempt": ExpressionWrapper(Q(**{f"{to}skipped_at__isnull": False}), output_field=BooleanField()),
        "asking": ExpressionWrapper(
            Q(**{f"{to}wanted_at__isnull": False, f"{to}wanted_refusal": ""}), output_field=BooleanField()
        ),
        "officer_key": F(f"{to}officer_id"),
        "order": F(f"{to}order_key"),
        "search": F(f"{to}search_key"),
    }


def _reports(calls: Alike) -> QuerySet:
    """Every unit of a round has one first report from the day it was asked, in the bin where the unit is exempt.

    What replaces it stands once it was sent: issued, the old one is superseded by the same act; sent for review before
    its signature, both stand beside each other until then.
    """
    rows = Report.objects.filter(call_unit__call__in=calls.keys).filter(Q(replaces=None) | _SENT)
    rows = rows.exclude(state="superseded")
    if calls.road == Road.REVIEW_THEN_SIGN:
        rows = rows.exclude(Exists(Report.objects.filter(_SENT, replaces=OuterRef("pk"), binned_at=None)))
    return rows.annotate(**_asked("call_unit__"), stands_at=F("state"), done=_reported(calls))


def _reported(calls: Alike):
    """The day of the first report of the unit, which its replacements keep."""
    if calls.measured_by == MeasuredBy.ISSUED:
        return Coalesce("first_issued_on", "issued_on")
    first = Report.objects.filter(call_unit=OuterRef("call_unit"), replaces=None).annotate(on=TruncDate("sent_at"))
    return Case(
        When(state__in=UNSENT, then=Value(None)),
        When(replaces=None, then=TruncDate("sent_at")),
        default=Subquery(first.values("on")[:1]),
        output_field=DateField(),
    )


def _answers() -> QuerySet:
    """Plans that answer for a row of a call; the one that stands comes first."""
    sent = Case(When(_SENT, then=Value(0)), default=Value(1))
    rows = Plan.objects.filter(
        unit=OuterRef("unit"), year=OuterRef("call__year"), scope=Plan.Scope.ANNUAL, binned_at=None
    )
    return rows.order_by(sent, "-pk")


def _plans(calls: Alike) -> QuerySet:
    """A plan answers by unit and year, whether it was begun for the call or before it.

    The newest that was sent stands, else the newest; the first that was sent answers "on time".
    """
    stands = _answers()
    issued = calls.measured_by == MeasuredBy.ISSUED
    day = F("issued_on") if issued else TruncDate("sent_at")
    return CallUnit.objects.filter(call__in=calls.keys).annotate(
        **_asked(""),
        stands_at=Subquery(stands.values("state")[:1], output_field=CharField()),
        done=Subquery(stands.filter(_SENT).order_by("pk").annotate(on=day).values("on")[:1], output_field=DateField()),
    )


def open_remarks(kind: str, key: str = "pk") -> Coalesce:
    """How many official remarks on an item nobody has settled yet. key: the column that holds the item's key."""
    rows = Remark.objects.filter(kind=kind, object_id=OuterRef(key), private=False).exclude(state=Remark.State.RESOLVED)
    counted = rows.order_by().values("object_id").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def by_faults(rows: QuerySet, calls: Alike) -> QuerySet:
    """Rows of `standing` with ``faults`` to sort by: what was found to be mended in what was sent, and open remarks.

    ``looks``: what should be looked at as well. What was not sent has neither.
    """
    if calls.subject == Subject.REPORT:
        must, should = (Coalesce(name, 0, output_field=IntegerField()) for name in ("found_must", "found_should"))
        remarks = open_remarks(Report.kind)
    else:
        must = should = Value(0, output_field=IntegerField())
        rows = rows.annotate(plan=Subquery(_answers().values("pk")[:1]))
        remarks = open_remarks(Plan.kind, "plan")
    unsent = When(Q(stands_at=None) | Q(stands_at__in=UNSENT), then=Value(-1))
    return rows.annotate(faults=Case(unsent, default=must + remarks), looks=Case(unsent, default=should))


_SOURCES: dict[str, tuple[Callable[[Alike], QuerySet], str]] = {Subject.REPORT: (_reports, "call_unit__")}


def standing(calls: Alike, *, above: bool = False) -> QuerySet:
    """What stands for each unit of the calls, with the columns above. above: the unit's parent too, as ``above``."""
    source, to = _SOURCES.get(calls.subject, (_plans, ""))
    rows = source(calls)
    return rows.annotate(above=F(f"{to}unit__parent_id")) if above else rows


def late(day: F | Value) -> Q:
    """Whether a day is after the last acceptable one."""
    return Q(exact=True, day__lt=day) | Q(exact=False, day__lte=day)
