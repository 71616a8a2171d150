"""The cast of a demonstration, as the sign-in page lists it."""

from collections import defaultdict
from collections.abc import Callable

from organisations.models import Appointment, Membership, User
from organisations.roles import Role
from organisations.wording import appointment_title

# How many things wait for a person; known a floor above and registered by cchc_portal's AppConfig.
counters: list[Callable[[User], int]] = []
# What a demo world is called, by the code of its root unit; registered by cchc_portal's AppConfig.
world_names: dict[str, str] = {}


def cast() -> list[dict]:
    """Demo accounts by world: ``{"world": its name, "people": [{role, name, waits, username}]}``.

    ``waits`` says how much waits for the person, "" where nothing does.
    """
    rows = (
        Membership.objects.filter(user__is_demo=True, user__is_active=True)
        .select_related("user__official", "unit__parent__parent__parent")
        .order_by("user_id", "valid_from", "pk")
    )
    first: dict[int, Membership] = {}
    for row in rows:
        first.setdefault(row.user_id, row)
    titles: dict[int, Appointment] = {}
    officials = [row.user.official_id for row in first.values() if row.user.official_id]
    appointments = Appointment.objects.filter(official__in=officials).select_related("unit")
    for appointment in appointments.order_by("-is_head", "-valid_from", "pk"):
        titles.setdefault(appointment.official_id, appointment)
    worlds = defaultdict(list)
    for row in sorted(first.values(), key=lambda row: (row.unit.order, row.unit_id, row.pk)):
        root = row.unit
        while root.parent is not None:
            root = root.parent
        held = titles.get(row.user.official_id or 0)
        title = f"{appointment_title(held) if held else Role(row.role).label}, {row.unit.name}"
        worlds[root].append(
            {
                "role": title,
                "name": row.user.display_name,
                "waits": _waits(row.user),
                "username": row.user.username,
            }
        )
    return [{"world": world_names.get(root.code, root.name), "people": people} for root, people in worlds.items()]


def _waits(user: User) -> str:
    count = sum(counter(user) for counter in counters)
    return f"{count} việc đang chờ" if count else ""
