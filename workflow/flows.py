"""What the workflow must know of a kind of item, asked by name and never by import (design section 2)."""

from collections.abc import Iterable

from organisations.models import Subject
from workflow.models import Item


class Flow:
    """One kind of item. Subclasses stand in the apps above and register in ``AppConfig.ready``."""

    kind: str = ""
    model: type[Item]
    subject: str = Subject.PLAN
    noun: str = ""
    # Acts that need more than a reason: they are asked for on ``work_url``, not by the generic page.
    own_form: frozenset[str] = frozenset()
    # Work that may lie until its day comes near: it enters "Việc của tôi" so many days before; None: at once.
    near_days: int | None = None
    # Whether work without a day lies as well.
    undated_lies: bool = True
    # States of such work in which somebody else waits already: it does not lie.
    at_once: frozenset[str] = frozenset()
    # Whether a call begins the item for every unit that it asks; else the units begin it themselves.
    begun_by_call: bool = False
    # What is read together with the item, so that a list of titles costs one query.
    related: tuple[str, ...] = ("unit",)
    # What an act on the item reads beside it, read with the lock; only rows that no act on the item changes.
    read_with: tuple[str, ...] = ()

    def title(self, item: Item) -> str:
        """What the item is called in lists, notices and the turn strip."""
        return str(item)

    def url(self, item: Item) -> str:
        """Where the item is read."""
        raise LookupError(f"{self.kind} has no page")

    def work_url(self, item: Item, capability: str) -> str:
        """Where the holder of ``capability`` does what is asked; the reading page by default."""
        return self.url(item)

    def first_state(self, item: Item) -> str:
        """The state in which an item of this kind begins, "" for the first one of its road."""
        return ""

    def person(self, item: Item) -> int | None:
        """The account of the one person whose turn it is while the office itself must act, or None."""
        return None

    def turn(self, item: Item, capability: str) -> str:
        """The capability whose holders are asked: that of the state unless the kind knows better."""
        return capability

    def area(self, item: Item) -> str:
        """The area code that limits who may act on the item, "" for the whole unit."""
        return ""

    def areas_at(self, item: Item, places: Iterable[str]) -> dict[str, str]:
        """The area code of each place of the item, as remarks name places; places outside the areas are left out."""
        return {}

    def question(self, action: str, item: Item, *, by) -> str:
        """What the confirmation page of ``action`` says to ``by``; "" for the page's own words."""
        return ""

    def blockers(self, items: list[Item], action: str) -> dict[int, list[str]]:
        """Per item (by primary key) what is still missing before ``action``, as sentences."""
        return {}

    def before(self, action: str, item: Item, *, by, details: dict) -> None:
        """Check and set what ``action`` brings with it; raises ValidationError. Inside the transaction."""

    def after(self, action: str, item: Item, *, by, event, details: dict) -> None:
        """What follows from ``action`` in the same transaction."""


_flows: dict[str, Flow] = {}


def register(flow: Flow) -> None:
    """Make a kind of item known. A second flow of the same kind is a programming error."""
    if flow.kind in _flows and type(_flows[flow.kind]) is not type(flow):
        raise ValueError(f"two flows for {flow.kind}")
    _flows[flow.kind] = flow


def flow_for(kind: str) -> Flow:
    """The flow of a kind; KeyError if no app has registered it."""
    return _flows[kind]


def flow_of(item: Item) -> Flow:
    """The flow of an item."""
    return _flows[item.kind]


def flows() -> tuple[Flow, ...]:
    """Every registered flow, in order of registration."""
    return tuple(_flows.values())


def item_of(kind: str, object_id: int) -> Item:
    """The item that a row with ``(kind, object_id)`` points at."""
    return flow_for(kind).model.objects.get(pk=object_id)


def items_of(rows, *related: str) -> dict[tuple[str, int], Item]:
    """Items of many rows with ``kind`` and ``object_id``, with what is ``related`` to them: one query per kind.

    Rows of a kind that no flow knows point at no item.
    """
    wanted: dict[str, set[int]] = {}
    for row in rows:
        wanted.setdefault(row.kind, set()).add(row.object_id)
    found = {}
    for kind, keys in wanted.items():
        if kind not in _flows:
            continue
        for item in flow_for(kind).model.objects.filter(pk__in=keys).select_related(*flow_for(kind).related, *related):
            found[kind, item.pk] = item
    return found
