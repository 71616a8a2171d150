"""Who may enter, accept and set goals: refusals are sentences. No writing."""

from collections.abc import Callable, Sequence

from indicators.entries import Entry
from indicators.models import Metric, Value
from organisations.models import Unit
from organisations.roles import Capability
from organisations.rules import Powers, powers_of
from workflow.offices import People
from workflow.wording import done_by, moment

_ACCEPTING = (Capability.REVIEW, Capability.CONCLUDE)
# Why figures of a unit may not change now, or None; asked once for all entries, in a constant number of queries.
Lock = Callable[[Unit, Sequence[Entry]], str | None]
_locks: dict[str, Lock] = {}


def register_lock(name: str, lock: Lock) -> None:
    """Make known what locks figures: an app above says which of its papers they stand in. The same name replaces.

    The lock is asked inside the transaction that writes, before the unit's own row is locked; it may lock its rows.
    """
    _locks[name] = lock


def lock_refusal(unit: Unit, entries: Sequence[Entry]) -> str | None:
    """Why the figures may not be written now through any door, or None."""
    return next((words for lock in _locks.values() if (words := lock(unit, entries))), None)


def _names(unit_id: int, capability: str) -> list[str]:
    return People({unit_id}).names(unit_id, capability)


def record_refusal(user, unit: Unit, area: str = "", *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not enter figures of the unit in an area ("" for any part), or None."""
    powers = powers or powers_of(user)
    if powers.may(Capability.DRAFT, unit.pk, area=area or "*"):
        return None
    return done_by(Capability.DRAFT, _names(unit.pk, Capability.DRAFT))


def goal_refusal(user, unit: Unit, metric: Metric, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not set the unit's goal or baseline of a metric, or None: whoever enters it may."""
    return record_refusal(user, unit, metric.area_code, powers=powers)


def accept_refusal(user, value: Value, *, powers: Powers | None = None) -> str | None:
    """Why ``user`` may not accept a figure, or None: the authority's people, and not who entered it."""
    powers = powers or powers_of(user)
    if not any(powers.may(verb, value.unit_id) for verb in _ACCEPTING):
        return "Số liệu do cơ quan theo dõi chấp nhận."
    if value.entered_by_id == user.pk:
        return "Người nhập số liệu không tự chấp nhận."
    if value.superseded_at is not None:
        return f"Số này đã được thay bằng số khác lúc {moment(value.superseded_at)}. Tải lại trang để xem số mới."
    if value.accepted_at is not None:
        return f"{value.accepted_by.display_name} đã chấp nhận lúc {moment(value.accepted_at)}."
    return None
