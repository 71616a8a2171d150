"""The one clock: now and today in Việt Nam (design section 3, row "Time").

It stands on the lowest floor because rights are judged today; ``workflow.clock`` gives the same
names to the floors above. Only the demo command and tests may set it.
"""

from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_set_to: list[datetime] = []


def now() -> datetime:
    """The present moment, aware, in Asia/Ho_Chi_Minh."""
    return _set_to[-1] if _set_to else timezone.now().astimezone(ZONE)


def today() -> date:
    """The present day in Asia/Ho_Chi_Minh."""
    return now().date()


def at(day: date, hour: int = 8, minute: int = 0) -> datetime:
    """A moment of ``day`` on the clock of Việt Nam, for setting the clock and for tests."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


@contextmanager
def set_to(moment: datetime):
    """Hold the clock at ``moment`` (aware) inside the block; for the demo command and tests only."""
    _set_to.append(moment.astimezone(ZONE))
    try:
        yield
    finally:
        _set_to.pop()
