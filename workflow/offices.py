"""Who answers for a unit today, and which people hold a capability there: read once for a page."""

from collections.abc import Iterable

from django.db.models import QuerySet

from organisations.clock import today
from organisations.models import Delegation, Membership, Succession, Unit, User
from organisations.remembering import recall
from organisations.roles import GRANTS
from organisations.together import read_together

Holding = tuple[list[Unit], list[Membership], list[Delegation]]


def people_in(unit_ids: set[int]) -> "People":
    """The people of some units; within one act, or many that a command plays, those of more units serve as well."""
    known: list[People] = recall("people", list)
    found = next((one for one in known if unit_ids <= one.asked), None)
    if found is None:
        found = People(unit_ids)
        known.append(found)
    return found


def holding_in(units: Iterable[int] | QuerySet) -> tuple[QuerySet, QuerySet, QuerySet]:
    """What ``People`` reads of units, to be read with other things: those that exist, memberships, what is lent."""
    day = today()
    members = Membership.objects.on(day).filter(unit__in=units, user__is_active=True).select_related("user__official")
    return (
        Unit.objects.on(day).filter(pk__in=units).only("pk"),
        members.order_by("user__official__full_name", "user_id"),
        Delegation.objects.on(day).filter(unit__in=units).select_related("to"),
    )


def know(asked: set[int], read: Holding) -> "People":
    """The people of units from the rows of ``holding_in``, kept for the rest of the act."""
    people = People(asked, read)
    known: list[People] = recall("people", list)
    known.append(people)
    return people


class People:
    """Holders of capabilities in some units and in the units that succeeded them.

    One query whatever the number of units, two more where one has ended, one more where rights are lent. unit_ids: units
    of items and authorities; read: the rows of ``holding_in`` where they are at hand.
    """

    def __init__(self, unit_ids: set[int], read: Holding | None = None):
        self.asked = frozenset(unit_ids)
        self._next: dict[int, list[int]] = {}
        self._alive: set[int] = set()
        self._names: dict[tuple[int, str], list[str]] = {}
        self._users: dict[tuple[int, str], list[int]] = {}
        self._note_all(*(read or read_together(*holding_in(self.asked))))
        # Only units that have ended are looked for further on.
        if not self.asked <= self._alive:
            self._read_successors()

    def _note_all(self, units: list[Unit], members: list[Membership], lent: list[Delegation]) -> None:
        self._alive |= {unit.pk for unit in units}
        for row in members:
            for verb in GRANTS.get(row.role, ()) if row.unit_id in self._alive else ():
                self._note(row.unit_id, verb, row.user.display_name, [row.user_id])
        self._note_lent([row for row in lent if row.unit_id in self._alive])

    def _read_successors(self) -> None:
        rows = Succession.objects.filter(effective_on__lte=today())
        for old, new in rows.values_list("predecessor_id", "successor_id"):
            self._next.setdefault(old, []).append(new)
        reached = {one for unit in self.asked - self._alive for one in self._chain(unit)}
        self._note_all(*read_together(*holding_in(reached - self.asked)))

    def _chain(self, unit_id: int) -> list[int]:
        found = dict.fromkeys([unit_id])
        queue = [unit_id]
        while queue:
            for new in self._next.get(queue.pop(), ()):
                if new not in found:
                    found[new] = None
                    queue.append(new)
        return list(found)

    def _note_lent(self, rows: list[Delegation]) -> None:
        accounts: dict[int, list[int]] = {}
        if rows:
            active = User.objects.filter(official__in={row.to_id for row in rows}, is_active=True)
            for official, user in active.order_by("pk").values_list("official", "pk"):
                accounts.setdefault(official, []).append(user)
        for row in rows:
            for verb in row.capabilities:
                self._note(row.unit_id, verb, row.to.full_name, accounts.get(row.to_id, []))

    def _note(self, unit_id: int, verb: str, name: str, users: list[int]) -> None:
        names = self._names.setdefault((unit_id, verb), [])
        if name not in names:
            names.append(name)
        held = self._users.setdefault((unit_id, verb), [])
        held += [user for user in users if user not in held]

    def living(self, unit_id: int) -> list[int]:
        """Units that answer for ``unit_id`` today: itself while it exists, else its successors."""
        if unit_id in self._alive:
            return [unit_id]
        return [unit for unit in self._chain(unit_id) if unit in self._alive]

    def living_ids(self) -> set[int]:
        """All units read that exist today."""
        return self._alive

    def users(self, unit_id: int, capability: str) -> list[int]:
        """Accounts of those who hold ``capability`` in the unit itself, own people first, delegates after."""
        return self._users.get((unit_id, capability), [])

    def names(self, unit_id: int, capability: str) -> list[str]:
        """Names of those who hold ``capability`` in the unit or its successors."""
        return [name for living in self.living(unit_id) for name in self._names.get((living, capability), ())]
