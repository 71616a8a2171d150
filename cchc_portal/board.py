"""The big table of a call and its counters, for the page of the call and for the reviewers' home (ux sections 4.1, 4.9).

A call is read in a constant number of queries: its units, their plans, the numbers of those, their sizes.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localtime

from cchc_portal import desk, names, turns, wording
from cchc_portal.authorities import Standing, standings
from documents.models import IssuedDocument
from organisations.models import Unit
from organisations.roles import AUTHORITY_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers
from plans.models import Plan, Target, Task
from workflow import calendar, clock
from workflow.models import Call, CallAuthority, CallUnit, MeasuredBy
from workflow.queries import Work
from workflow.states import REVIEWER, STATES

_NOT_SENT = "Chưa gửi"


@dataclass(frozen=True)
class Filter:
    """One counter above the table: which rows it counts. ``words``: what reviewers call their states."""

    key: str
    label: str
    words: frozenset[str] = frozenset()
    red: bool = False


FILTERS = (
    Filter("", "Tất cả"),
    Filter("can-ra-soat", "Cần rà soát", frozenset({"Cần rà soát", "Cần cho ý kiến"})),
    Filter("dang-ra-soat", "Đang rà soát", frozenset({"Đang rà soát"})),
    Filter("cho-ket-luan", "Chờ kết luận", frozenset({"Chờ kết luận"})),
    Filter(
        "da-tra-lai",
        "Đã trả lại, đề nghị sửa",
        frozenset({"Đã trả lại", "Đã đề nghị thay thế", "Đã đề nghị đính chính"}),
    ),
    Filter("da-tiep-nhan", "Đã tiếp nhận", frozenset({"Đã tiếp nhận", "Đã thông qua"})),
    Filter("chua-gui", _NOT_SENT, frozenset({_NOT_SENT})),
    Filter("qua-han", "Chưa gửi, quá hạn", red=True),
    Filter("duoc-mien", "Được miễn kỳ này"),
)
_FIRST = ("Cần rà soát", "Cần cho ý kiến", "Đang rà soát", "Chờ kết luận")


@dataclass
class UnitRow:
    """One unit in the table of a call."""

    asked: CallUnit
    plan: Plan | None
    # The plan that was issued or sent first: a replacement does not move the day that answers "on time".
    first: Plan | None = None
    number: str = ""
    targets: int | None = None
    tasks: int | None = None
    standings: list[Standing] = field(default_factory=list)

    @property
    def unit(self) -> Unit:
        """The unit asked."""
        return self.asked.unit

    @property
    def skipped(self) -> bool:
        """Whether the unit is exempt."""
        return self.asked.skipped_at is not None

    @cached_property
    def word(self) -> str:
        """What a reviewer calls the state."""
        if self.skipped:
            return "Được miễn kỳ này"
        return STATES[self.plan.state].word(REVIEWER) if self.plan else _NOT_SENT

    @property
    def sent(self) -> bool:
        """Whether the authority has something to read."""
        return not self.skipped and self.word != _NOT_SENT

    @property
    def pill(self) -> dict:
        """Colour, icon and word of the state."""
        if self.skipped:
            return {"kind": "neutral", "icon": "circle-minus", "word": self.word}
        if not self.sent:
            return {"kind": "neutral", "icon": "pencil", "word": self.word}
        state = STATES[self.plan.state]
        icon = "inbox" if self.plan.state in ("issued", "submitted") else state.icon
        return {"kind": state.pill, "icon": icon, "word": self.word}

    @property
    def due_on(self) -> date:
        """The day that holds for the unit, an extension counted."""
        return self.asked.extended_to or self.asked.due_on

    @property
    def done_on(self) -> date | None:
        """The day of the act that the deadline measures, as first done (design section 4)."""
        if self.first is None:
            return None
        if self.asked.call.measured_by == MeasuredBy.ISSUED:
            return self.first.issued_on
        return localtime(self.first.sent_at).date() if self.first.sent_at and self.sent else None

    @property
    def overdue(self) -> bool:
        """Nothing has come and the day is over."""
        return (
            not self.skipped
            and self.done_on is None
            and calendar.is_late(clock.today(), self.due_on, self.asked.due_inclusive)
        )

    @cached_property
    def due(self) -> wording.Due:
        """The deadline in words."""
        return wording.due(self.due_on, today=clock.today(), inclusive=self.asked.due_inclusive, done_on=self.done_on)

    @property
    def on_time(self) -> bool:
        """Done, and not late."""
        done = self.done_on
        return done is not None and not calendar.is_late(done, self.due_on, self.asked.due_inclusive)

    @property
    def since(self) -> str:
        """Since when the row stands as it does."""
        return turns.since(self.plan.state_since) if self.sent else ""


def unit_rows(calls: list[Call]) -> dict[int, list[UnitRow]]:
    """Rows per call (by primary key), in the order of the table: my turn first, then overdue, then by name."""
    asked = list(
        CallUnit.objects.filter(call__in=[call.pk for call in calls])
        .select_related("call", "unit", "officer__official")
        .order_by("pk")
    )
    plans = _plans(asked)
    rows: dict[int, list[UnitRow]] = {call.pk: [] for call in calls}
    for one in asked:
        rows[one.call_id].append(UnitRow(one, *plans.get((one.unit_id, one.call.year), (None, None))))
    for found in rows.values():
        found.sort(key=lambda row: (row.word not in _FIRST, not row.overdue, names.order(row.unit.name), row.asked.pk))
    return rows


def _plans(asked: list[CallUnit]) -> dict[tuple[int, int], tuple[Plan, Plan]]:
    """For each unit and year the plan that stands (the newest one that was sent, else the newest) and the first sent."""
    units = {one.unit_id for one in asked}
    years = {one.call.year for one in asked}
    found: dict[tuple[int, int], tuple[Plan, Plan]] = {}
    plans = Plan.objects.filter(unit__in=units, year__in=years, scope=Plan.Scope.ANNUAL, binned_at=None)
    for plan in plans.order_by("pk"):
        key = plan.unit_id, plan.year
        stands, first = found.get(key, (plan, plan))
        if _is_sent(plan) or not _is_sent(stands):
            stands = plan
        found[key] = stands, first if _is_sent(first) else stands
    return found


def _is_sent(plan: Plan) -> bool:
    return STATES[plan.state].word(REVIEWER) != _NOT_SENT


def fill(rows: list[UnitRow]) -> list[UnitRow]:
    """Add number and sizes to the rows of one page: three queries."""
    ids = [row.plan.pk for row in rows if row.sent]
    numbers = {
        one.source_id: f"{one.number:02d}/{one.symbol}, {wording.short_day(one.issued_on)}"
        for one in IssuedDocument.objects.filter(source_kind=Plan.kind, source_id__in=ids, number__isnull=False)
        if one.issued_on
    }
    sizes = [
        dict(model.objects.filter(plan__in=ids).values_list("plan").annotate(n=Count("pk")).order_by())
        for model in (Target, Task)
    ]
    for row in rows:
        if row.sent:
            row.number = numbers.get(row.plan.pk, "") or _registered(row.plan)
            row.targets, row.tasks = (size.get(row.plan.pk, 0) for size in sizes)
    return rows


def fill_standings(rows: list[UnitRow]) -> None:
    """Add how far each authority has come to the rows of one page of a call that several review: one query."""
    sent = [row for row in rows if row.sent]
    found = standings([row.plan for row in sent])
    for row in sent:
        row.standings = found.get(row.plan.pk, [])


def _registered(plan: Plan) -> str:
    """Number and day of a plan that was issued before the portal."""
    day = plan.registered_on
    return f"{plan.registered_number}, {wording.short_day(day)}" if plan.registered_number and day else ""


def matches(row: UnitRow, key: str) -> bool:
    """Whether the row is counted by the filter ``key``."""
    if key == "qua-han":
        return row.overdue
    if key == "duoc-mien":
        return row.skipped
    words = next((one.words for one in FILTERS if one.key == key), frozenset())
    return not words or row.word in words


def counters(rows: list[UnitRow], chosen: str, address) -> list[dict]:
    """Counters for components/counters.html; empty ones but the first are left out. address(key) gives the link."""
    found = []
    for one in FILTERS:
        number = sum(matches(row, one.key) for row in rows)
        if number or not one.key or one.key == chosen:
            found.append(
                {
                    "number": number,
                    "label": one.label,
                    "url": address(one.key),
                    "red": one.red,
                    "current": one.key == chosen,
                }
            )
    return found


def summary(rows: list[UnitRow]) -> str:
    """ "80/98 đã ban hành · 71 đúng hạn (72,4 %)"."""
    asked = [row for row in rows if not row.skipped]
    done, late = sum(row.done_on is not None for row in asked), sum(row.on_time for row in asked)
    if not asked:
        return ""
    share = f"{late * 100 / len(asked):.1f}".replace(".", ",")
    act = "đã ban hành" if asked[0].asked.call.measured_by == MeasuredBy.ISSUED else "đã gửi"
    return f"{done}/{len(asked)} {act} · {late} đúng hạn ({share}\N{NO-BREAK SPACE}%)"


def calls_of(offices: list[int]) -> QuerySet[Call]:
    """Calls of the offices, and the open ones of others in which they review as well.

    ``several``: whether further authorities review what the call asks for.
    """
    joined = CallAuthority.objects.filter(authority__in=offices).values("call")
    theirs = Q(unit__in=offices) | Q(~Q(state=Call.State.DRAFT), pk__in=joined)
    several = Exists(CallAuthority.objects.filter(call=OuterRef("pk")))
    return Call.objects.filter(theirs).annotate(several=several).select_related("unit")


def rounds(powers: Powers, works: list[Work]) -> list[dict]:
    """Open calls of the person's authorities: what is to be reviewed, what is missing (ux 4.1)."""
    offices = desk.authorities(powers)
    if not offices:
        return []
    calls = list(calls_of(offices).filter(state=Call.State.OPEN).order_by("due_on", "pk")[:10])
    rows = unit_rows(calls) if calls else {}
    found = [_round(call, rows[call.pk], works) for call in calls]
    return [one for one in found if one["accepted"] < one["total"]]


def _round(call: Call, rows: list[UnitRow], works: list[Work]) -> dict:
    plans = {row.plan.pk for row in rows if row.plan}
    mine = [
        work
        for work in works
        if work.item.kind == Plan.kind and work.item.pk in plans and work.obligation.capability in AUTHORITY_SIDE
    ]
    days = max(((clock.today() - localtime(work.obligation.opened_at).date()).days for work in mine), default=0)
    return {
        "call": call,
        "mine": len(mine),
        "queue": [work.item.code for work in mine if work.obligation.capability == C.REVIEW],
        "longest": days,
        "start": mine[0].url if mine else "",
        "overdue": sum(row.overdue for row in rows),
        "waiting": sum(not row.sent and not row.skipped for row in rows),
        "accepted": sum(matches(row, "da-tiep-nhan") for row in rows),
        "total": sum(not row.skipped for row in rows),
    }
