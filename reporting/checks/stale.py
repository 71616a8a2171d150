"""Sentences that were written for figures which say something else now (ux 4.13, M104); no writing."""

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.models import ReportLine
from reporting.narrative.keys import marks
from reporting.queries.content import Content, Place
from reporting.queries.known import Known


@dataclass(frozen=True)
class Change:
    """One key whose words changed: what the text was written for, and what it says now."""

    key: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Stale:
    """A place, or a row of it, that holds changed figures. ref: as remarks name it, "section-II.2.d", "line-12"."""

    place: Place
    changes: tuple[Change, ...]
    line: ReportLine | None = None

    @property
    def ref(self) -> str:
        """How the place or the row is named on the page and in the paper."""
        return self.place.ref if self.line is None else f"line-{self.line.pk}"


def changes(seen: dict[str, str], known: Known) -> tuple[Change, ...]:
    """What of the words that were seen says something else now."""
    now = ((key, old, known.words(key)) for key, old in seen.items())
    return tuple(Change(key, known.label(key), old, new) for key, old, new in now if old != new)


def stale(found: Content, known: Known) -> list[Stale]:
    """Every place and row with changed figures, in reading order."""
    return list(_stale(found, known))


def _stale(found: Content, known: Known) -> Iterator[Stale]:
    for place in found.places:
        if place.section and (changed := changes(place.section.seen, known)):
            yield Stale(place, changed)
        for line in place.lines:
            if changed := changes(line.seen, known):
                yield Stale(place, changed, line)


def unknown(text: str, known: Known) -> list[str]:
    """The keys of a text that say nothing: they would print as a gap. Each once."""
    return list(dict.fromkeys(key for key in marks(text) if not known.words(key)))
