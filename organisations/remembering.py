"""Rights read once for many acts of the same people: a whole world is typed while nobody's rights change.

Outside ``remembered()`` everything is read afresh each time. An act on units or rights forgets all of it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Read = TypeVar("Read")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("organisations.remembered", default=None)


@contextmanager
def remembered() -> Iterator[None]:
    """Within it ``recall`` reads each thing once. For commands that play many acts, never for a request."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def recall(key: Hashable, read: Callable[[], Read]) -> Read:
    """What ``read`` answers; within ``remembered()`` what it answered the first time for ``key``."""
    kept = _kept.get()
    if kept is None:
        return read()
    if key not in kept:
        kept[key] = read()
    return kept[key]


def forget() -> None:
    """Units or rights have changed: read everything afresh from here on."""
    kept = _kept.get()
    if kept is not None:
        kept.clear()
