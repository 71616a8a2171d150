"""One unit in the table of a call, and the rows of some units read together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db.models import QuerySet
from django.utils.timezone import localtime

from cchc_portal import turns, wording
from cchc_portal.authorities import Standing
from cchc_portal.board.counting import SKIPPED
from cchc_portal.board.standing import NOT_SENT, UNSENT, alike, open_remarks, standing
from organisations.models import Subject, Unit, User
from plans.models import Plan
from reporting.models import Report
from workflow import calendar, clock
from workflow.models import Call, CallUnit, Item, MeasuredBy
from workflow.states import REVIEWER, STATES


@dataclass
class UnitRow:
    """One unit in the table of a call.

    item: the plan or report that stands. done: the day on which the unit first did what the deadline measures: a
    replacement does not move the day that answers "on time". officer: the name of who follows the unit. size: targets and tasks
    of a plan, figures of a report. html: drawn by `board.pieces`.
    """

    asked: CallUnit
    item: Item | None
    done: date | None = None
    officer: str = ""
    number: str = "–"
    size: str = "–"
    estimated: bool = False
    standings: list[Standing] = field(default_factory=list)
    html: str = ""

    @property
    def unit(self) -> Unit:
        """The unit asked."""
        return self.asked.unit

    @property
    def name(self) -> str:
        """The unit's name."""
        return self.asked.unit.name

    @property
    def key(self) -> int:
        """The key of the row of the call."""
        return self.asked.pk

    @property
    def nil(self) -> bool:
        """Whether the unit says that nothing arose."""
        return self.asked.nil_at is not None

    @cached_property
    def awaited(self) -> bool:
        """Whether something is still to come."""
        return not self.skipped and self.done_on is None

    @cached_property
    def skipped(self) -> bool:
        """Whether the unit is exempt."""
        return self.asked.skipped_at is not None

    @cached_property
    def word(self) -> str:
        """What a reviewer calls the state."""
        if self.skipped:
            return SKIPPED
        return STATES[self.item.state].word(REVIEWER) if self.item else NOT_SENT

    @cached_property
    def sent(self) -> bool:
        """Whether the authority has something to read."""
        return not self.skipped and self.word != NOT_SENT

    @property
    def pill(self) -> dict:
        """Colour, icon and word of the state."""
        if self.skipped:
            return {"kind": "neutral", "icon": "circle-minus", "word": self.word}
        if not self.sent:
            return {"kind": "neutral", "icon": "pencil", "word": self.word}
        state = STATES[self.item.state]
        icon = "inbox" if self.item.state in ("issued", "submitted") else state.icon
        return {"kind": state.pill, "icon": icon, "word": self.word}

    @cached_property
    def faults(self) -> tuple[int | None, int | None, int] | None:
        """What was found in the item when it was sent (must, should) and its open remarks; None for what was not sent."""
        if not self.sent:
            return None
        found = (getattr(self.item, name, None) for name in ("found_must", "found_should"))
        return *found, self.item.open_remarks

    @property
    def asking(self) -> bool:
        """Whether the unit waits for an answer to its request for more time."""
        return self.asked.asks_for_time and self.awaited

    @property
    def due_on(self) -> date:
        """The day that holds for the unit, an extension counted."""
        return self.asked.held_until

    @cached_property
    def done_on(self) -> date | None:
        """The day of the act that the deadline measures, as first done (design section 4)."""
        return self.done if self.sent else None

    @property
    def overdue(self) -> bool:
        """Nothing has come and the day is over."""
        late = calendar.is_late(clock.today(), self.due_on, self.asked.due_inclusive)
        return not self.skipped and self.done_on is None and late

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
        """Since when the row stands as it does; how often and when the unit was reminded where nothing has come."""
        if self.sent:
            return turns.since(self.item.state_since)
        at = self.asked.reminded_at
        if at is None or self.skipped:
            return "–"
        return f"đôn đốc lần {self.asked.reminders}, {wording.short_day(localtime(at).date())}"


def rows_of(call: Call, keys: list[int], officers: Mapping[int, str] | None = None) -> list[UnitRow]:
    """The rows of some units of a call by the keys of `CallUnit`, in their order: one query for reports, two for plans,
    and one for the officers who are not among ``officers``.
    """
    if not _is_round(call):
        return _followed(call, _plans(call, keys), officers)
    found = {row.key: row for row in _reports(standing(alike([call])[0]).filter(asked__in=keys))}
    return _followed(call, [found[key] for key in keys if key in found], officers)


def read(call: Call, rows: QuerySet, officers: Mapping[int, str] | None = None) -> list[UnitRow]:
    """The rows of a query of `board.standing`, in its order; else as `rows_of`."""
    if not _is_round(call):
        return rows_of(call, list(rows.values_list("asked", flat=True)), officers)
    return _followed(call, _reports(rows), officers)


def _is_round(call: Call) -> bool:
    """Whether reports answer, each by its row of the call; plans answer by unit and year."""
    return call.subject == Subject.REPORT


def _followed(call: Call, rows: list[UnitRow], officers: Mapping[int, str] | None) -> list[UnitRow]:
    """The rows with their call and who follows each unit."""
    names = dict(officers or {})
    others = {row.asked.officer_id for row in rows if row.asked.officer_id} - names.keys()
    names |= {key: one.display_name for key, one in User.objects.select_related("official").in_bulk(others).items()}
    for row in rows:
        row.asked.call, row.officer = call, names.get(row.asked.officer_id, "")
    return rows


_ITEM = ("unit", "code", "state", "state_since", "issued_on", "sent_at", "call_unit")
_REPORT = ("window_from", "window_to", "form", "found_must", "found_should")
# What the table says of the call's own row.
_ASKED = (
    "call", "unit__name", "due_on", "due_inclusive", "officer", "extended_to", "extension_reason", "wanted_at",
    "wanted_until", "wanted_reason", "wanted_refusal", "skipped_at", "skip_reason", "nil_at", "reminders", "reminded_at",
)  # fmt: skip


def _reports(rows: QuerySet) -> list[UnitRow]:
    """The query is one of reports, each with the call's row that it answers."""
    found = rows.select_related("call_unit__unit").annotate(open_remarks=open_remarks(Report.kind))
    found = found.only(*_ITEM, *_REPORT, *(f"call_unit__{name}" for name in _ASKED))
    return [UnitRow(report.call_unit, report, report.done) for report in found]


def _plans(call: Call, keys: list[int]) -> list[UnitRow]:
    found = CallUnit.objects.filter(call=call).select_related("unit").in_bulk(keys)
    asked = {one.unit_id: one for one in (found[key] for key in keys if key in found)}
    plans = Plan.objects.filter(unit__in=asked, year=call.year, scope=Plan.Scope.ANNUAL, binned_at=None).order_by("pk")
    plans = plans.only(*_ITEM, "registered_number", "registered_on").annotate(open_remarks=open_remarks(Plan.kind))
    items = _standing(plans)
    return [_plan_row(call, one, *items.get(unit, (None, None))) for unit, one in asked.items()]


def _plan_row(call: Call, asked: CallUnit, stands: Plan | None, first: Plan | None) -> UnitRow:
    if first is None or first.state in UNSENT:
        return UnitRow(asked, stands)
    sent_on = localtime(first.sent_at).date() if first.sent_at else None
    return UnitRow(asked, stands, first.issued_on if call.measured_by == MeasuredBy.ISSUED else sent_on)


def _standing(plans: Iterable[Plan]) -> dict[int, tuple[Plan, Plan]]:
    """Per unit what stands (the newest that was sent, else the newest) and what was sent first; oldest plans first."""
    found: dict[int, tuple[Plan, Plan]] = {}
    for plan in plans:
        stands, first = found.get(plan.unit_id, (plan, plan))
        if plan.state not in UNSENT or stands.state in UNSENT:
            stands = plan
        found[plan.unit_id] = stands, stands if first.state in UNSENT else first
    return found
