"""Rights read once: for one act, or for many acts of the same people while a whole world is typed.

Outside ``through_act()`` and ``remembered()`` everything is read afresh each time. An act on units or rights forgets all
of it, and what was read holds for the days up to the next on which a unit, an appointment or a right begins or has ended.
"""

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import date, timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from organisations.clock import today
from organisations.models import Appointment, Delegation, Membership, ReviewRelation, Succession, Unit, UnitSetting

_DATED = (Appointment, Delegation, Membership, ReviewRelation, Unit, UnitSetting)
Read = TypeVar("Read")
View = TypeVar("View", bound=Callable[..., Any])
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("organisations.remembered", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within it ``recall`` reads each thing once. For commands that play many acts, never for a request."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


@contextmanager
def through_act() -> Iterator[None]:
    """Within one act what its rules, duties and notices ask alike is read once; a longer memory goes on as it is."""
    if _kept.get() is not None:
        yield
        return
    # One act has one day: nothing has to be known of the days on which rights turn.
    token = _kept.set({_kept_days: []})
    try:
        yield
    finally:
        _kept.reset(token)


def read_once(view: View) -> View:
    """A page that only shows asks for each thing once, as an act does; what is sent is judged afresh."""

    @wraps(view)
    def page(request, *args, **kwargs):
        with through_act() if request.method in ("GET", "HEAD") else nullcontext():
            return view(request, *args, **kwargs)

    return cast(View, page)


def recall(key: Hashable, read: Callable[[], Read], *, day: date | None = None) -> Read:
    """What ``read`` answers; within a memory what it answered the first time for ``key`` and the day.

    day: by which rows are judged, None for today.
    """
    kept = _kept.get()
    if kept is None:
        return read()
    if _kept_days not in kept:
        kept[_kept_days] = _turning_days()
    stretch = (key, bisect_right(kept[_kept_days], day or today()))
    if stretch not in kept:
        kept[stretch] = read()
    return kept[stretch]


def remembers(key: Hashable) -> bool:
    """Whether ``recall`` has an answer for ``key`` today."""
    kept = _kept.get() or {}
    return (key, bisect_right(kept.get(_kept_days, ()), today())) in kept


_kept_days = "turning days"


def _turning_days() -> list[date]:
    """Days on which something of units or rights becomes another."""
    days = set(Succession.objects.values_list("effective_on", flat=True))
    for model in _DATED:
        for first, last in model._default_manager.values_list("valid_from", "valid_to").distinct().order_by():
            days |= {first} if last is None else {first, last + timedelta(days=1)}
    return sorted(days)


def forget() -> None:
    """Units or rights have changed: read everything afresh from here on."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
