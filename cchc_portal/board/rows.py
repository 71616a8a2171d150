"""One unit in the table of a call, and the rows of some units read together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.timezone import localtime

from cchc_portal import turns, wording
from cchc_portal.authorities import Standing
from cchc_portal.board.counting import SKIPPED
from cchc_portal.board.standing import NOT_SENT, UNSENT, open_remarks
from organisations.models import Subject, Unit, User
from plans.models import Plan
from reporting.models import Report
from workflow import calendar, clock
from workflow.models import Call, CallUnit, Item, MeasuredBy
from workflow.states import REVIEWER, STATES


@dataclass
class UnitRow:
    """One unit in the table of a call.

    item: the plan or report that stands. first: the one that was issued or sent first: a replacement does not move the
    day that answers "on time". size: targets and tasks of a plan, figures of a report. state_html, due_html,
    faults_html, rest_html (the last cells): drawn by `board.pieces`.
    """

    asked: CallUnit
    item: Item | None
    first: Item | None = None
    number: str = "–"
    size: str = "–"
    estimated: bool = False
    standings: list[Standing] = field(default_factory=list)
    state_html: str = ""
    due_html: str = ""
    faults_html: str = ""
    rest_html: str = ""

    def __getitem__(self, name: str) -> Any:
        """An attribute by name: a template looks there first, and fifty rows are a thousand lookups."""
        try:
            return getattr(self, name)
        except AttributeError:
            raise KeyError(name) from None

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
        if self.first is None or not self.sent:
            return None
        if self.asked.call.measured_by == MeasuredBy.ISSUED:
            return getattr(self.first, "first_issued_on", None) or self.first.issued_on
        return localtime(self.first.sent_at).date() if self.first.sent_at else None

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


def rows_of(call: Call, keys: list[int]) -> list[UnitRow]:
    """The rows of some units of a call by the keys of `CallUnit`, in their order: three queries."""
    found = CallUnit.objects.filter(call=call).select_related("unit").in_bulk(keys)
    asked = [found[key] for key in keys if key in found]
    officers = User.objects.select_related("official").in_bulk({one.officer_id for one in asked if one.officer_id})
    for one in asked:
        one.call, one.officer = call, officers.get(one.officer_id)
    items = _ITEMS.get(Subject(call.subject), _plans)(call, asked) if asked else {}
    return [UnitRow(one, *items.get(one.pk, (None, None))) for one in asked]


_ALL = ("unit", "code", "state", "state_since", "issued_on", "sent_at", "call_unit")


def _reports(call: Call, asked: list[CallUnit]) -> dict[int, tuple[Item, Item]]:
    rows = Report.objects.filter(call_unit__in=asked, binned_at=None).order_by("pk")
    own = ("first_issued_on", "window_from", "window_to", "form", "found_must", "found_should")
    found = rows.only(*_ALL, *own).annotate(open_remarks=open_remarks(Report.kind))
    return _standing((row.call_unit_id, row) for row in found)


def _plans(call: Call, asked: list[CallUnit]) -> dict[int, tuple[Item, Item]]:
    """Plans answer by unit and year."""
    keys = {one.unit_id: one.pk for one in asked}
    rows = Plan.objects.filter(unit__in=keys, year=call.year, scope=Plan.Scope.ANNUAL, binned_at=None).order_by("pk")
    found = rows.only(*_ALL, "registered_number", "registered_on").annotate(open_remarks=open_remarks(Plan.kind))
    return _standing((keys[row.unit_id], row) for row in found)


_ITEMS = {Subject.REPORT: _reports}


def _standing(items: Iterable[tuple[int, Item]]) -> dict[int, tuple[Item, Item]]:
    """Per row what stands (the newest that was sent, else the newest) and what was sent first; oldest items first."""
    found: dict[int, tuple[Item, Item]] = {}
    for key, item in items:
        stands, first = found.get(key, (item, item))
        if item.state not in UNSENT or stands.state in UNSENT:
            stands = item
        found[key] = stands, stands if first.state in UNSENT else first
    return found
