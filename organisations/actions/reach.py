"""Writing down who sees whom: the one place that changes Reach."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.db import transaction

from organisations.clock import today
from organisations.models import Reach, Unit
from organisations.queries import REACH_COLUMNS, world
from organisations.sight import Row, rows_on

_held: ContextVar[bool] = ContextVar("organisations_reach_held", default=False)


def lock_tree() -> None:
    """Hold the tree of units until the transaction ends, so that dated rows cannot come to overlap.

    The lock leaves rows that merely refer to a unit free (NO KEY), or two inserts would block
    each other for good. SQLite has one writer anyway.
    """
    list(Unit.objects.select_for_update(no_key=True).filter(parent=None).order_by("pk").values("pk"))


@transaction.atomic
def rebuild_reach(*, day: date | None = None) -> tuple[int, int]:
    """Make the Reach rows those of ``day`` (today when None), writing only what differs.

    Called by every verb that changes tree, succession or review relation, and every night because
    dates pass. Returns how many rows were added and how many removed. Design section 3.
    """
    if _held.get():
        return 0, 0
    lock_tree()
    wanted = rows_on(day or today(), world())
    stored = {tuple(row[1:]): row[0] for row in Reach.objects.values_list("pk", *REACH_COLUMNS)}
    removed = [pk for row, pk in stored.items() if row not in wanted]
    for start in range(0, len(removed), 500):
        Reach.objects.filter(pk__in=removed[start : start + 500]).delete()
    added: list[Row] = sorted(wanted - stored.keys())
    Reach.objects.bulk_create([Reach(**dict(zip(REACH_COLUMNS, row, strict=True))) for row in added], batch_size=500)
    return len(added), len(removed)


@contextmanager
def reach_rebuilt_once() -> Iterator[None]:
    """Several verbs, one rebuild at the end: for workbooks and for the demo world."""
    with transaction.atomic():
        token = _held.set(True)
        try:
            yield
        finally:
            _held.reset(token)
        rebuild_reach()
