"""Which units a group of addressees means on a day ("UBND các xã, thị trấn")."""

from datetime import date

from directives.models import AddresseeGroup
from organisations.models import Unit

# A province has districts, a district communes, a commune posts; what stands deeper is nobody's addressee.
_DEPTH = 3


def area_of(issuer: Unit) -> Unit:
    """The administrative unit for whose ground the issuer speaks: a department's province, itself otherwise."""
    if issuer.kind in (Unit.Kind.DEPARTMENT, Unit.Kind.DIVISION) and issuer.parent_id:
        return issuer.parent
    return issuer


def members(group: AddresseeGroup, issuer: Unit, day: date) -> list[Unit]:
    """Units that the group means for a paper of ``issuer`` on ``day``, in the order of the tree."""
    if group.below == AddresseeGroup.Below.OWN:
        return list(_valid(Unit.objects.filter(parent=issuer, kind__in=group.kinds), day))
    found, level = [], [area_of(issuer).pk]
    for _ in range(_DEPTH):
        rows = list(_valid(Unit.objects.filter(parent__in=level), day))
        found += [unit for unit in rows if unit.kind in group.kinds]
        level = [unit.pk for unit in rows]
        if not level:
            break
    return found


def _valid(units, day: date):
    ids = Unit.objects.on(day).values("pk")
    return units.filter(pk__in=ids).order_by("order", "name", "pk")


def holds(group: AddresseeGroup, unit: Unit, issuer: Unit | None) -> bool:
    """Whether ``unit`` is of the group's kinds; rooms and posts only where they are the issuer's own."""
    if unit.kind not in group.kinds:
        return False
    return group.below != AddresseeGroup.Below.OWN or (issuer is not None and unit.parent_id == issuer.pk)


def office_of(unit: Unit) -> Unit:
    """Whose people answer for an addressee: a post or room without a seal answers through its agency."""
    while not unit.issuer_name and unit.parent_id:
        unit = unit.parent
    return unit
