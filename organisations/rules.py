"""Who may do what over which unit, answered from memberships, delegations and today's reach.

``powers_of(user)`` reads everything once (one query, and one for reach), so that a page of rows asks in memory.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet

from organisations.clock import today
from organisations.models import Appointment, Delegation, Membership, Reach, Unit, User, Via
from organisations.remembering import recall, remembers
from organisations.roles import AUTHORITY_SIDE, GRANTS, OWN_SIDE, Capability, roles_granting
from organisations.together import read_together


@dataclass(frozen=True)
class Grant:
    """A capability held over a unit: from which office, and on whose behalf if lent.

    ``capacity`` is "KT", "TUQ", "Q" or "" (in one's own office).
    """

    office_id: int
    on_behalf: str = ""
    capacity: str = ""
    delegation_id: int | None = None
    areas: tuple[str, ...] = ()

    def covers(self, area: str) -> bool:
        """Whether the grant reaches ``area``: an area code, "" for the whole item, "*" for any part of it."""
        return not self.areas or area == "*" or area in self.areas


@dataclass
class Powers:
    """What one user may do today.

    home: the office of the oldest membership that holds today, None without one. offices: whose reach is the user's.
    """

    user_id: int | None
    home: Unit | None = None
    grants: dict[str, list[Grant]] = field(default_factory=dict)
    offices: set[int] = field(default_factory=set)

    @cached_property
    def reach(self) -> dict[tuple[int, int], list[tuple[str, str]]]:
        """``reach[(viewer, unit)]``: (subject, side) pairs. Read when first asked: a ministry reaches thousands of units."""
        found: dict[tuple[int, int], list[tuple[str, str]]] = {}
        rows = Reach.objects.filter(viewer__in=self.offices) if self.offices else Reach.objects.none()
        for viewer, unit, about, via, inherits in rows.values_list("viewer", "unit", "subject", "via", "inherits"):
            found.setdefault((viewer, unit), []).append((about, inherits if via == Via.SUCCESSION else via))
        return found

    def grant(self, capability: str, unit_id: int, *, subject: str = "", area: str = "") -> Grant | None:
        """The grant by which the user holds ``capability`` over the unit, or None.

        ``subject`` limits the authority's side to what it follows the unit in.
        """
        for grant in self.grants.get(capability, ()):
            if self._reaches(grant.office_id, unit_id, capability, subject) and grant.covers(area):
                return grant
        return None

    def may(self, capability: str, unit_id: int, *, subject: str = "", area: str = "") -> bool:
        """Whether the user holds ``capability`` over the unit."""
        return self.grant(capability, unit_id, subject=subject, area=area) is not None

    def anywhere(self, capability: str, *, area: str = "*") -> bool:
        """Whether the user holds ``capability`` over any unit, for ``area`` as in ``Grant.covers``: for menus."""
        return any(grant.covers(area) for grant in self.grants.get(capability, ()))

    def _reaches(self, office_id: int, unit_id: int, capability: str, subject: str) -> bool:
        if office_id == unit_id and capability in (Capability.ADMINISTER, Capability.CALL):
            return True
        sides = self.reach.get((office_id, unit_id), ())
        if capability in OWN_SIDE:
            return any(side == Via.OWN for _, side in sides)
        if capability in AUTHORITY_SIDE:
            return any(side == Via.REVIEW and subject in ("", about) for about, side in sides)
        if capability == Capability.ADMINISTER or capability == Capability.CALL:
            return any(side == Via.SUBTREE for _, side in sides)
        return any(about in ("", subject) or not subject for about, _ in sides)


def powers_of(user) -> Powers:
    """Everything ``user`` may do today; nothing for a visitor or a closed account."""
    if not user.is_authenticated or not user.is_active:
        return Powers(user_id=None)
    return recall(("powers", user.pk), lambda: _powers(user, *read_together(*_rights(user))))


def knows(user) -> bool:
    """Whether the powers of ``user`` are at hand already."""
    return remembers(("powers", user.pk))


def rights_of(user) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What an act asks of who takes it, to be read with other things: memberships, what is lent, posts held."""
    return (*_rights(user), _posts(user))


def know(user, memberships: list[Membership], lent: list[Delegation], posts: list[Appointment]) -> Powers:
    """The powers of ``user`` from the rows of ``rights_of``, kept with the posts for the rest of the act."""
    recall(("appointments", user.official_id), lambda: posts)
    return recall(("powers", user.pk), lambda: _powers(user, memberships, lent))


def _rights(user) -> tuple[QuerySet, QuerySet]:
    """The borrower needs a membership somewhere to sign in with."""
    held = Membership.objects.for_user(user).select_related("unit").order_by("valid_from", "pk")
    lent = Delegation.objects.on(today()).filter(to=user.official_id) if user.official_id else Delegation.objects.none()
    return held, lent.select_related("given_by")


def _powers(user, memberships: list[Membership], lent: list[Delegation]) -> Powers:
    powers = Powers(user_id=user.pk)
    for row in memberships:
        powers.home = powers.home or row.unit
        powers.offices.add(row.unit_id)
        for verb in GRANTS.get(row.role, ()):
            powers.grants.setdefault(verb, []).append(Grant(office_id=row.unit_id, areas=tuple(row.areas)))
    for loan in lent:
        powers.offices.add(loan.unit_id)
        for verb in loan.capabilities:
            powers.grants.setdefault(verb, []).append(_lent(loan))
    return powers


def _lent(row: Delegation) -> Grant:
    behalf = f"{row.office_title} {row.given_by.full_name} ({row.ground_text})"
    return Grant(row.unit_id, behalf, row.capacity, row.pk, tuple(row.areas))


def powers_in(request) -> Powers:
    """Powers of the person of ``request``, read once for it: for what a page shows, not for what a verb judges."""
    if not hasattr(request, "powers_of_person"):
        request.powers_of_person = powers_of(request.user)
    return request.powers_of_person


def holders(capability: str, office: Unit | int) -> "list[User]":
    """People who hold ``capability`` in ``office`` today, own office first, delegates after."""
    office_id = office if isinstance(office, int) else office.pk
    return list(recall(("holders", capability, office_id), lambda: _read_holders(capability, office_id)))


def _read_holders(capability: str, office_id: int) -> "list[User]":
    own = (
        Membership.objects.on(today())
        .filter(unit_id=office_id, role__in=roles_granting(capability), user__is_active=True)
        .order_by("user__official__full_name", "user_id")
        .select_related("user__official")
    )
    people = {row.user_id: row.user for row in own}
    lent = [row.to_id for row in Delegation.objects.on(today()).filter(unit_id=office_id) if row.lends(capability)]
    if lent:
        borrowers = User.objects.filter(official__in=lent, is_active=True).select_related("official").order_by("pk")
        people |= {user.pk: user for user in borrowers if user.pk not in people}
    return list(people.values())


def holders_in(capability: str, offices: "set[int]") -> "dict[int, list[User]]":
    """People who hold ``capability`` in each of many offices today: three queries for all of them."""
    rows = list(
        Membership.objects.on(today())
        .filter(unit__in=offices, role__in=roles_granting(capability), user__is_active=True)
        .order_by("user__official__full_name", "user_id")
        .values_list("unit_id", "user_id")
    )
    lent = [row for row in Delegation.objects.on(today()).filter(unit__in=offices) if row.lends(capability)]
    wanted = Q(pk__in={user for _, user in rows}) | Q(official__in={row.to_id for row in lent})
    people = list(User.objects.filter(wanted, is_active=True).select_related("official"))
    by_pk, by_official = {one.pk: one for one in people}, {one.official_id: one for one in people}
    found: dict[int, list[User]] = {office: [] for office in offices}
    for office, user in [
        *((office, by_pk.get(user)) for office, user in rows),
        *((row.unit_id, by_official.get(row.to_id)) for row in lent),
    ]:
        if user is not None and user not in found[office]:
            found[office].append(user)
    return found


def title_of(user, office_id: int | None = None) -> str:
    """The title of ``user`` today, in ``office_id`` or its rooms first; empty for a service."""
    if not user.official_id:
        return ""
    held = recall(("appointments", user.official_id), lambda: list(_posts(user)))
    rows = sorted(held, key=lambda row: (office_id not in (row.unit_id, row.unit.parent_id), row.pk))
    return rows[0].title if rows else ""


def _posts(user) -> QuerySet[Appointment]:
    if not user.official_id:
        return Appointment.objects.none()
    return Appointment.objects.on(today()).filter(official=user.official_id).select_related("unit")
