"""Calls that an office follows, and the open ones of the reviewers' home (ux 4.1)."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from cchc_portal import desk
from cchc_portal.board.counting import Tally, tallies
from organisations.models import Subject
from organisations.roles import AUTHORITY_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers
from plans.models import Plan
from reporting.models import Report
from workflow import clock
from workflow.models import Call, CallAuthority, CallUnit, Item
from workflow.queries import Work

# Which items answer the calls of a subject.
_KINDS = {Subject.PLAN: Plan.kind, Subject.REPORT: Report.kind}


def calls_of(offices: list[int]) -> QuerySet[Call]:
    """Calls of the offices, and the open ones of others in which they review as well.

    ``several``: whether further authorities review what the call asks for.
    """
    joined = CallAuthority.objects.filter(authority__in=offices).values("call")
    theirs = Q(unit__in=offices) | Q(~Q(state=Call.State.DRAFT), pk__in=joined)
    return with_several(Call.objects.filter(theirs))


def with_several(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Calls with their office, and with ``several``."""
    several = Exists(CallAuthority.objects.filter(call=OuterRef("pk")))
    return calls.annotate(several=several).select_related("unit")


def rounds(powers: Powers, works: list[Work]) -> list[dict]:
    """Open calls of the person's authorities: what is to be reviewed, what is missing (ux 4.1)."""
    offices = desk.authorities(powers)
    if not offices:
        return []
    calls = list(calls_of(offices).filter(state=Call.State.OPEN).order_by("due_on", "pk")[:10])
    if not calls:
        return []
    counted, mine = tallies(calls), _by_call(calls, works)
    found = [_round(call, counted[call.pk], mine.get(call.pk, [])) for call in calls]
    return [one for one in found if one["accepted"] < one["total"]]


def _by_call(calls: list[Call], works: list[Work]) -> dict[int, list[Work]]:
    """What the person has to review, by the call that asked for it: one query."""
    deciding = [work for work in works if work.obligation.capability in AUTHORITY_SIDE]
    units = {work.item.unit_id for work in deciding}
    rows = CallUnit.objects.filter(call__in=[call.pk for call in calls], unit__in=units)
    asked = {(call, unit): key for call, unit, key in rows.values_list("call", "unit", "pk")}
    return {call.pk: [work for work in deciding if _answers(work.item, call, asked)] for call in calls}


def _answers(item: Item, call: Call, asked: dict[tuple[int, int], int]) -> bool:
    """Whether an item is the one that its unit was asked for: a report by the row of the call, a plan by its year."""
    key = asked.get((call.pk, item.unit_id))
    if key is None or item.kind != _KINDS.get(Subject(call.subject)):
        return False
    return item.call_unit_id == key if item.kind == Report.kind else item.year == call.year


def _round(call: Call, tally: Tally, mine: list[Work]) -> dict:
    days = max(((clock.today() - localtime(work.obligation.opened_at).date()).days for work in mine), default=0)
    return {
        "call": call,
        "mine": len(mine),
        "queue": [work.item.code for work in mine if work.obligation.capability == C.REVIEW],
        "longest": days,
        "start": mine[0].url if mine else "",
        "overdue": tally.overdue,
        "waiting": tally.number("chua-gui"),
        "accepted": tally.number("da-tiep-nhan"),
        "total": tally.asked,
    }
