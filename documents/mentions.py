"""Who cites a known document: asked of every app that writes or keeps papers, by name (design section 2).

An app registers a panel at ``PLACE`` whose query takes (document, reader) and gives mentions, newest first.
"""

from collections.abc import Iterable
from dataclasses import dataclass

PLACE = "known_document.mentions"
# How many a page shows of one kind; a query gives one more where there are more.
MOST = 30


@dataclass(frozen=True)
class Mention:
    """A paper or directive that cites the document: what it is, where it is read, whose it is, as what and where."""

    title: str
    url: str
    unit: str
    role: str
    places: tuple[str, ...] = ()


def by_role(found: Iterable[tuple[int, str, str]]) -> dict[int, list[tuple[str, tuple[str, ...]]]]:
    """(item, role, place) rows as roles of each item with their places, each named once and in order."""
    rows: dict[int, dict[str, dict[str, None]]] = {}
    for item, role, place in found:
        places = rows.setdefault(item, {}).setdefault(role, {})
        if place:
            places[place] = None
    return {item: [(role, tuple(places)) for role, places in roles.items()] for item, roles in rows.items()}
