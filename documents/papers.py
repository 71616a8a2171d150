"""Which paper an item is written on, asked by kind and never by import (design section 2).

An app above registers its kind in ``AppConfig.ready()``: how the paper is built, to whom it goes and
what it cites. Freezing, issuing, preview and ``manage.py render_paper`` ask here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from documents.layout import Paper
from documents.models import KnownDocument
from workflow.models import Item


@dataclass(frozen=True)
class SendTo:
    """One receiver of an issued paper. ``unit_id``: the unit of the portal, None outside it."""

    name: str
    unit_id: int | None = None
    purpose: str = ""


@dataclass(frozen=True)
class Cites:
    """One document that a paper cites; ``role`` is a ``Citation.Role``."""

    document: KnownDocument
    role: str
    place: str = ""


@dataclass(frozen=True)
class Given:
    """One item of a paper that gives work, as its receivers have to read it.

    marker: as printed, without its mark ("1", "a", "-", "Điều 2"). lead_text, timing_text and targets: what
    the drafter has marked as who does it, by when, and which measurable targets it sets; "" and () where
    nothing was marked. area_code: the area of a plan that it belongs to, "" where the paper has none.
    """

    marker: str
    heading: str = ""
    text: str = ""
    kind: Literal["heading", "work", "statement"] = "work"
    children: tuple["Given", ...] = ()
    lead_text: str = ""
    timing_text: str = ""
    targets: tuple[str, ...] = ()
    area_code: str = ""


def _named_on_paper(item: Item) -> Iterable[SendTo]:
    return [SendTo(line.text, purpose=line.purpose) for line in build(item).recipients]


@dataclass(frozen=True)
class PaperKind:
    """How one kind of item becomes paper."""

    builder: Callable[[Item], Paper]
    recipients: Callable[[Item], Iterable[SendTo]]
    citations: Callable[[Item], Iterable[Cites]]
    gives: Callable[[Item], Iterable[Given]]


_kinds: dict[str, PaperKind] = {}


def register(
    kind: str,
    builder: Callable[[Item], Paper],
    *,
    recipients: Callable[[Item], Iterable[SendTo]] | None = None,
    citations: Callable[[Item], Iterable[Cites]] | None = None,
    gives: Callable[[Item], Iterable[Given]] | None = None,
) -> None:
    """Make the paper of a kind known.

    builder(item) gives the draft's paper: no number, no day, the expected signer
    (``documents.signing.expected``). recipients(item): SendTo rows; left out, the lines printed under
    "Nơi nhận" are taken as receivers outside the portal. citations(item): Cites rows. gives(item): the items of a
    paper that gives work, as a forest in reading order; left out, the paper gives none.
    """
    _kinds[kind] = PaperKind(
        builder,
        recipients or _named_on_paper,
        citations or (lambda item: ()),
        gives or (lambda item: ()),
    )


def kinds() -> tuple[str, ...]:
    """Every registered kind, in order of registration."""
    return tuple(_kinds)


def builder_for(kind: str) -> Callable[[Item], Paper]:
    """The builder of a kind; KeyError if no app has registered it."""
    return _kinds[kind].builder


def build(item: Item) -> Paper:
    """The paper of an item as its rows stand now: a draft without number and day."""
    return builder_for(item.kind)(item)


def recipients_of(item: Item) -> list[SendTo]:
    """To whom the item goes when it is issued."""
    return list(_kinds[item.kind].recipients(item))


def citations_of(item: Item) -> list[Cites]:
    """What the item cites, in its order."""
    return list(_kinds[item.kind].citations(item))


def gives_of(item: Item) -> list[Given]:
    """The items of work in the item's paper, as a forest in reading order; empty where it gives none."""
    return list(_kinds[item.kind].gives(item))
