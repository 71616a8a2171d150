"""Queues: the works that wait with one person, in an order that stands still while they are worked off."""

from dataclasses import dataclass

from django.http import HttpRequest

from cchc_portal import names
from cchc_portal.frame import count_work
from organisations.roles import AUTHORITY_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers
from workflow import queries
from workflow.models import CallUnit, Item
from workflow.queries import Work


@dataclass(frozen=True)
class Queue:
    """Where one item stands: position from 1, length, addresses of the neighbours ("" at the ends)."""

    position: int
    length: int
    previous: str
    next: str
    after: str

    @property
    def left(self) -> int:
        """How many wait besides this one."""
        return self.length - 1 if self.position else self.length


def to_sign(request: HttpRequest, item: Item, powers: Powers) -> Queue:
    """The queue of approvals, as the home page lists them."""
    works = [work for work in _works(request, powers) if work.obligation.capability == C.SIGN]
    return _queue(works, item)


def to_review(request: HttpRequest, item: Item, powers: Powers) -> Queue:
    """The queue of reviews of the item's call (of all items without a call), by name of unit."""
    works = [work for work in _works(request, powers) if work.obligation.capability in AUTHORITY_SIDE]
    rows = [one.call_unit_id for one in (item, *(work.item for work in works)) if one.call_unit_id]
    calls = dict(CallUnit.objects.filter(pk__in=rows).values_list("pk", "call_id"))
    call = calls.get(item.call_unit_id or 0)
    same = [work for work in works if calls.get(work.item.call_unit_id or 0) == call]
    return _queue(sorted(same, key=lambda work: (names.order(work.item.unit.name), work.item.pk)), item)


def _works(request: HttpRequest, powers: Powers) -> list[Work]:
    works = queries.my_work(request.user, powers=powers)
    count_work(request, works)
    return works


def _queue(works: list[Work], item: Item) -> Queue:
    keys = [(work.item.kind, work.item.pk) for work in works]
    urls = [work.url for work in works]
    if (item.kind, item.pk) not in keys:
        return Queue(0, len(urls), "", urls[0] if urls else "", urls[0] if urls else "")
    at = keys.index((item.kind, item.pk))
    others = urls[at + 1 :] + urls[:at]
    return Queue(
        at + 1,
        len(urls),
        urls[at - 1] if at else "",
        urls[at + 1] if at + 1 < len(urls) else "",
        others[0] if others else "",
    )
