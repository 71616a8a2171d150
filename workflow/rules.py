"""Who may do what to an item now: one question, asked by buttons, pages and ``take`` alike.

``refusal`` answers with None or with the sentence that the grey button shows. ``Situation`` reads
everything for a page of items in a constant number of queries; ``available`` uses the same rules.
"""

from functools import cached_property

from django.db.models import Count, Q, QuerySet

from organisations.clock import now
from organisations.models import Unit, UnitSetting
from organisations.refusals import MovedOn, Refused
from organisations.roles import AUTHORITY_SIDE, Capability
from organisations.rules import Grant, Powers, know, knows, powers_of, rights_of
from organisations.together import read_together
from workflow import offices, wording
from workflow.clock import today
from workflow.duties import keep_rows
from workflow.flows import flow_of
from workflow.models import Call, CallUnit, Event, Item, Remark, ReviewRow
from workflow.states import STATES, Step, steps_from

__all__ = [
    "GUARDS",
    "MovedOn",
    "Refused",
    "Situation",
    "available",
    "edit_refusal",
    "find_step",
    "refusal",
]


class Situation:
    """What the rules need to know about some items: each kind of fact is read once, when it is first asked for.

    found: what each item misses, by primary key, where the page has asked the flow's own checks already
    (``Flow.blockers``); None lets the rules ask.
    """

    def __init__(
        self, user, items: list[Item], *, powers: Powers | None = None, found: dict[int, list[str]] | None = None
    ):
        self.user, self.items, self.found = user, items, found
        self.powers = powers or powers_of(user)
        self._blockers: dict[tuple[str, str], dict[int, list[str]]] = {}

    @classmethod
    def for_act(cls, user, item: Item) -> "Situation":
        """The situation in which an act is judged: all that it asks of rights and offices in one statement.

        Of people whose acts are played one after another nothing is read that is known.
        """
        if knows(user) or not user.is_active:
            return cls(user, [item])
        reviewing = ReviewRow.objects.filter(kind=item.kind, object_id=item.pk).order_by()
        units = (
            Unit.objects.filter(Q(pk=item.unit_id) | Q(pk__in=reviewing.values("authority"))).order_by().values("pk")
        )
        reviews, settings, held, lent, posts, living, members, loans = read_together(
            _reviews([item]), UnitSetting.objects.on(today()).filter(unit__in=units), *rights_of(user),
            *offices.holding_in(units),
        )  # fmt: skip
        at = cls(user, [item], powers=know(user, held, lent, posts))
        at.reviews = {(item.kind, item.pk): reviews}
        keep_rows(item, reviews)
        at.people = offices.know({item.unit_id, *(row.authority_id for row in reviews)}, (living, members, loans))
        # What holds in units that followed an ended one was not asked for.
        if at.people.living_ids() <= at.people.asked:
            at.settings = {(row.unit_id, row.key) for row in settings}
        return at

    @cached_property
    def reviews(self) -> dict[tuple[str, int], list[ReviewRow]]:
        """Review rows of every round by item."""
        rows: dict[tuple[str, int], list[ReviewRow]] = {}
        for row in _reviews(self.items):
            rows.setdefault((row.kind, row.object_id), []).append(row)
        return rows

    @cached_property
    def open_remarks(self) -> dict[tuple[str, int], int]:
        """How many official remarks of each item nobody has answered."""
        remarks = Remark.objects.filter(_keys(self.items), private=False, state=Remark.State.OPEN)
        counted = remarks.values_list("kind", "object_id").annotate(n=Count("pk")).order_by()
        return {(kind, key): number for kind, key, number in counted}

    @cached_property
    def asked(self) -> dict[int, CallUnit]:
        """What a call asked of the items, by primary key of the row."""
        found: dict[int, CallUnit] = {}
        rows: set[int] = set()
        for item in self.items:
            row = item._state.fields_cache.get("call_unit")
            if row is not None and "call" in row._state.fields_cache:
                found[row.pk] = row
            elif item.call_unit_id:
                rows.add(item.call_unit_id)
        return found | CallUnit.objects.select_related("call__unit").in_bulk(rows)

    @cached_property
    def people(self) -> offices.People:
        """Who holds what in the units of the items and in their authorities."""
        units = {item.unit_id for item in self.items}
        units |= {row.authority_id for rows in self.reviews.values() for row in rows}
        return offices.people_in(units)

    @cached_property
    def settings(self) -> set[tuple[int, str]]:
        """Dated settings that hold today, as (unit, key)."""
        rows = UnitSetting.objects.on(today()).filter(unit__in=self.people.living_ids())
        return set(rows.values_list("unit_id", "key"))

    def current_reviews(self, item: Item) -> list[ReviewRow]:
        """Review rows of the item's latest round."""
        rows = self.reviews.get((item.kind, item.pk), [])
        last = max((row.sending for row in rows), default=0)
        return [row for row in rows if row.sending == last]

    def waiting_reviews(self, item: Item) -> list[ReviewRow]:
        """Review rows of the latest round whose authority has not concluded."""
        return [row for row in self.current_reviews(item) if row.concluded_at is None]

    def grant(self, step: Step, item: Item) -> Grant | None:
        """By what right the user takes ``step`` on ``item``."""
        subject = flow_of(item).subject
        area = "*" if flow_of(item).person(item) == self.user.pk else flow_of(item).area(item)
        grant = self.powers.grant(step.needs, item.unit_id, subject=subject, area=area)
        if grant is None or step.needs not in AUTHORITY_SIDE:
            return grant
        authorities = {living for row in self.waiting_reviews(item) for living in self.people.living(row.authority_id)}
        offices_held = self.powers.grants.get(step.needs, ())
        return next((g for g in offices_held if g.office_id in authorities), None)

    def missing(self, step: Step, item: Item) -> list[str]:
        """What the item still misses before ``step``; asked of the flow once for all items of the page."""
        if self.found is not None:
            return self.found.get(item.pk, [])
        key = (item.kind, step.action)
        if key not in self._blockers:
            alike = [one for one in self.items if one.kind == item.kind and find_step(step.action, one, self)]
            self._blockers[key] = flow_of(item).blockers(alike, step.action)
        return self._blockers[key].get(item.pk, [])

    def has(self, unit_id: int, key: str) -> bool:
        """Whether a living holder of the unit's duties has the dated setting ``key``."""
        return any((living, key) in self.settings for living in self.people.living(unit_id))


def _reviews(items: list[Item]) -> QuerySet[ReviewRow]:
    return ReviewRow.objects.filter(_keys(items)).select_related("authority", "officer__official")


def _keys(items: list[Item]) -> Q:
    by_kind: dict[str, list[int]] = {}
    for item in items:
        by_kind.setdefault(item.kind, []).append(item.pk)
    found = Q(pk__in=[])
    for kind, keys in by_kind.items():
        found |= Q(kind=kind, object_id__in=keys)
    return found


# Conditions under which a step exists; a step whose guard fails is absent, not grey.
GUARDS = {
    "two_step": lambda item, at: item.two_step,
    "one_step": lambda item, at: not item.two_step,
    "single_check": lambda item, at: at.has(item.unit_id, UnitSetting.Key.SINGLE_CHECK),
    "two_checks": lambda item, at: not at.has(item.unit_id, UnitSetting.Key.SINGLE_CHECK),
}


def find_step(action: str, item: Item, situation: Situation) -> Step | None:
    """The step that ``action`` is from here, or None."""
    for step in steps_from(item.road, item.state):
        if step.action == action and _stands(step, item, situation):
            return step
    return None


def _stands(step: Step, item: Item, situation: Situation) -> bool:
    return all(GUARDS[name](item, situation) for name in step.guards if name in GUARDS)


def refusal(user, action: str, item: Item, *, situation: Situation | None = None) -> str | None:
    """Why ``user`` may not take ``action`` on ``item`` now, or None.

    Asked in order: is there such a step from here; has it been opened by the next office; does the
    person hold the capability; is the unit theirs to decide; are they a second person; is the call
    still open; are all remarks answered; what does the item still miss.
    """
    at = situation or Situation(user, [item])
    step = find_step(action, item, at)
    if step is None or step.internal:
        return wording.moved_on(item, flow_of(item))
    return step_refusal(step, item, at)


def step_refusal(step: Step, item: Item, at: Situation) -> str | None:
    """Why the person of the situation may not take ``step``, or None."""
    if item.binned_at is not None:
        return wording.binned()
    grant = at.grant(step, item)
    if grant is None:
        return _not_theirs(step, item, at)
    for question in (_opened, _other_officer, _one_person, _call_over, _unanswered, _missing):
        sentence = question(step, item, at)
        if sentence:
            return sentence
    return None


def _not_theirs(step: Step, item: Item, at: Situation) -> str:
    offices_due = (
        [row.authority_id for row in at.waiting_reviews(item)] if step.needs in AUTHORITY_SIDE else [item.unit_id]
    )
    names = [name for office in offices_due for name in at.people.names(office, step.needs)]
    return wording.done_by(step.needs, names)


def _opened(step: Step, item: Item, at: Situation) -> str | None:
    if "not_opened" not in step.guards or item.opened_at is None:
        return None
    if step.action == "open":
        return wording.already_open(item)
    return wording.opened_above(item)


def _other_officer(step: Step, item: Item, at: Situation) -> str | None:
    if step.needs != Capability.REVIEW or step.action in ("begin_review",):
        return None
    grant = at.grant(step, item)
    rows = [
        row
        for row in at.waiting_reviews(item)
        if row.officer_id and grant is not None and grant.office_id in at.people.living(row.authority_id)
    ]
    if not rows or any(row.officer_id == at.user.pk for row in rows):
        return None
    return wording.other_officer(rows[0].officer)


def _one_person(step: Step, item: Item, at: Situation) -> str | None:
    if not step.two_persons or at.has(item.unit_id, UnitSetting.Key.SAME_PERSON):
        return None
    person = at.user.official_id
    if person is None or at.user.pk == item.sent_by_id or person in item.changed_by:
        others = [name for name in at.people.names(item.unit_id, step.needs) if name != at.user.display_name]
        return wording.own_paper(others)
    return None


def _call_over(step: Step, item: Item, at: Situation) -> str | None:
    """A draft never sent does not enter a call that has locked (design section 3)."""
    if step.action != "submit" or item.times_sent or item.call_unit_id is None:
        return None
    return call_over(at.asked[item.call_unit_id])


def call_over(row: CallUnit) -> str | None:
    """M48: why nothing can be sent to the call any more, and who can open it; an extension opens it again."""
    call = row.call
    if not locked(call) or (row.extended_to is not None and today() <= row.extended_to):
        return None
    people = offices.people_in({call.unit_id})
    return wording.call_over(call, people.names(call.unit_id, Capability.CALL))


def locked(call: Call) -> bool:
    """Whether the call takes nothing new: locked by hand, or past its day of locking."""
    return call.state == Call.State.CLOSED or (call.locks_on is not None and today() > call.locks_on)


def _unanswered(step: Step, item: Item, at: Situation) -> str | None:
    if step.action != "submit":
        return None
    count = at.open_remarks.get((item.kind, item.pk), 0)
    return wording.unanswered(count) if count else None


def _missing(step: Step, item: Item, at: Situation) -> str | None:
    if not step.blockers:
        return None
    found = at.missing(step, item)
    return wording.still_missing(found) if found else None


def available(
    user, items: list[Item], *, situation: Situation | None = None
) -> dict[int, list[tuple[Step, str | None]]]:
    """Per item the acts that its page shows to ``user``, each with its refusal or None.

    A verb that the person's roles never hold over the item is absent. ``items`` are of one kind;
    the number of queries does not grow with them, as far as the flow's ``blockers`` keeps to it.
    """
    at = situation or Situation(user, list(items))
    shown = {}
    for item in at.items:
        steps = [
            step
            for step in steps_from(item.road, item.state)
            if not step.internal and _stands(step, item, at) and at.grant(step, item)
        ]
        shown[item.pk] = [(step, step_refusal(step, item, at)) for step in steps]
    return shown


def edit_refusal(user, item: Item, *, area: str = "", situation: Situation | None = None) -> str | None:
    """Why ``user`` may not change the text of ``item`` now, or None (M47, M49, M50)."""
    at = situation or Situation(user, [item])
    if item.binned_at is not None:
        return wording.binned()
    if not STATES[item.state].editable:
        return wording.locked(item, at.people)
    subject = flow_of(item).subject
    if at.powers.may(Capability.DRAFT, item.unit_id, subject=subject, area=area):
        return None
    if _drafts_somewhere(at.powers, item, subject):
        return wording.other_area(at.people.names(item.unit_id, Capability.SUBMIT))
    return wording.done_by(Capability.DRAFT, at.people.names(item.unit_id, Capability.DRAFT))


def _drafts_somewhere(powers: Powers, item: Item, subject: str) -> bool:
    """Whether the person drafts at least one area of the item's unit."""
    areas = {area for grant in powers.grants.get(Capability.DRAFT, ()) for area in grant.areas}
    return any(powers.may(Capability.DRAFT, item.unit_id, subject=subject, area=area) for area in areas)


def double_click(user, action: str, item: Item) -> str | None:
    """M64 if ``user`` has just taken ``action`` on the item, else None."""
    last = Event.objects.filter(kind=item.kind, object_id=item.pk).order_by("-sequence").first()
    if last is not None and last.action == action and last.by_id == user.pk:
        return wording.already_done(last, now())
    return None
