"""The sides of a plan that can be compared: as it was sent each time, as it stands, other plans; and who may see which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from documents.queries import own_units
from organisations.models import User
from plans.comparing import Snapshot, compare
from plans.models import Plan
from plans.queries.content import Content, content
from plans.queries.sight import plans_of
from plans.queries.snapshots import AS_SENT, sent_snapshot, snapshot
from workflow.codes import normal_code
from workflow.models import Event, Road
from workflow.states import STATES

# Acts that hand a sent plan back to its authors.
HANDED_BACK = {"return": "lần trả lại", "withdraw": "lần rút lại"}
# Words of sides in addresses.
NOW, YEAR_BEFORE = "ban-dang-soan", "nam-truoc"


@dataclass(frozen=True)
class Sending:
    """The n-th time that a plan was sent; ``event`` holds who and when."""

    number: int
    event: Event

    @property
    def label(self) -> str:
        """What this version is called."""
        return f"Lần gửi {self.number}"


@dataclass(frozen=True)
class Side:
    """A state of a plan that can be compared. key: its word in addresses; sending: None for the rows as they stand;
    content: those rows where the page has read them."""

    key: str
    label: str
    plan: Plan
    sending: Sending | None = None
    content: Content | None = None

    @property
    def at(self) -> datetime | None:
        """When it was sent; None for what stands now."""
        return self.sending.event.at if self.sending else None

    def read(self) -> Snapshot:
        """The lines of this side."""
        if self.sending is not None:
            return sent_snapshot(self.plan, self.sending.event)
        return snapshot(self.content or content(self.plan))


def log_of(plan: Plan) -> list[Event]:
    """The events of a plan that sendings and returns are read from, in their order; one query."""
    acts = ["submit", *HANDED_BACK]
    return list(Event.objects.filter(kind=plan.kind, object_id=plan.pk, action__in=acts).order_by("sequence"))


def sendings(log: Iterable[Event]) -> list[Sending]:
    """Every sending whose content was kept."""
    return [Sending(event.details[AS_SENT]["number"], event) for event in log if AS_SENT in event.details]


def changed_since_last(plan: Plan, found: Snapshot) -> int:
    """How many places of a plan that is being sent differ from what was sent before; 0 on the first sending."""
    before = sendings(log_of(plan))
    return len(compare(sent_snapshot(plan, before[-1].event), found).changes) if before else 0


def last_handed_back(log: Sequence[Event]) -> tuple[Event, Sending] | None:
    """The last return, else the last withdrawal, and the sending that it handed back."""
    for action in HANDED_BACK:
        for back in reversed(log):
            if back.action == action:
                before = [one for one in sendings(log) if one.event.sequence < back.sequence]
                return (back, before[-1]) if before else None
    return None


def year_before(plan: Plan, user: User) -> Plan | None:
    """The plan that this one was rolled forward from, else the unit's newest of the year before, if in sight."""
    if plan.scope != Plan.Scope.ANNUAL:
        return None
    seen = plans_of(user).filter(binned_at=None)
    rows = seen.filter(unit=plan.unit_id, year=plan.year - 1, scope=Plan.Scope.ANNUAL)
    found = max(rows, key=lambda row: (row.state != "superseded", row.pk), default=None)
    return found or (seen.filter(pk=plan.inherited_from_id).first() if plan.inherited_from_id else None)


class Sides:
    """The sides of a plan that one person may see, and the sides of other plans that it is compared with.

    found: the rows of the plan where the page has read them.
    """

    def __init__(self, plan: Plan, user: User, found: Content | None = None):
        self.plan, self._user, self._found = plan, user, found

    @cached_property
    def own(self) -> bool:
        """Whether the person works for the unit of the plan."""
        return Plan.objects.filter(pk=self.plan.pk, unit__in=own_units(self._user)).exists()

    @cached_property
    def log(self) -> list[Event]:
        """Sendings and returns of the plan; one that was never sent has none."""
        return log_of(self.plan) if self.plan.times_sent else []

    @cached_property
    def sent(self) -> list[Side]:
        """The plan as it was sent each time; from desk to desk inside the unit nobody outside reads it."""
        found = [self._sent(one) for one in sendings(self.log)]
        return found if found and (self.plan.road == Road.REVIEW_THEN_SIGN or self.own) else []

    def _sent(self, sending: Sending) -> Side:
        return Side(f"lan-{sending.number}", sending.label, self.plan, sending)

    @property
    def standing(self) -> Side | None:
        """The plan as it stands; for others, while its authors mend it, as it was sent last."""
        editable = STATES[self.plan.state].editable
        if editable and not self.own:
            return self.sent[-1] if self.sent else None
        return Side(NOW, "Bản đang soạn" if editable else "Bản hiện nay", self.plan, content=self._found)

    @property
    def previous(self) -> Side | None:
        """The sending with which the standing side is compared: the last while it is mended, else the one before."""
        if self.plan.times_sent < 2 and not STATES[self.plan.state].editable:
            return None
        standing = self.standing
        mended = standing is not None and standing.sending is None and STATES[self.plan.state].editable
        rest = self.sent if mended else self.sent[:-1]
        return rest[-1] if rest else None

    @property
    def handed_back(self) -> tuple[Event, Side] | None:
        """The last return, else the last withdrawal, and the sending that it handed back."""
        found = last_handed_back(self.log)
        return (found[0], self._sent(found[1])) if found else None

    def of_plan(self, other: Plan | None, key: str = "") -> Side | None:
        """Another plan as this person may see it."""
        found = Sides(other, self._user).standing if other is not None else None
        return replace(found, key=key or other.code, label=_named(other)) if found and other else None

    @cached_property
    def year_before(self) -> Side | None:
        """The plan of the year before."""
        return self.of_plan(year_before(self.plan, self._user), YEAR_BEFORE)

    @cached_property
    def replaced(self) -> Side | None:
        """The plan that this one replaces."""
        if self.plan.replaces_id is None:
            return None
        found = self.of_plan(plans_of(self._user).filter(pk=self.plan.replaces_id).first())
        return replace(found, label=f"Bản được thay thế, {found.label}") if found else None

    def find(self, key: str) -> Side | None:
        """The side of a word in an address; None for what does not exist or is out of sight."""
        standing = self.standing
        if key == NOW:
            return standing if standing and standing.sending is None else None
        if key == YEAR_BEFORE:
            return self.year_before
        if found := next((side for side in self.sent if side.key == key), None):
            return found
        other = plans_of(self._user).filter(code=normal_code(key), binned_at=None).first()
        return self.of_plan(other) if other is not None and other.pk != self.plan.pk else None

    def reasons(self, old: Side, new: Side) -> list[Event]:
        """The returns between two sides of this plan."""
        if old.plan.pk != new.plan.pk or old.sending is None:
            return []
        until = new.sending.event.sequence if new.sending else None
        return [
            event
            for event in self.log
            if event.action == "return"
            and event.sequence > old.sending.event.sequence
            and (until is None or event.sequence < until)
        ]


def _named(plan: Plan) -> str:
    return f"{plan}, {plan.unit.name}"
