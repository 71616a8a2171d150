"""Sentences that were written for figures which say something else now (ux 4.13, M104); no writing."""

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.models import ReportLine, ReportSection
from reporting.narrative.keys import marks, parse_condition
from reporting.queries.content import Content, Place
from reporting.queries.known import Known, is_open


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
    def shown(self) -> tuple[Change, ...]:
        """What a person is shown: the figures that changed; what the sentence rests on only where none of it is printed."""
        printed = tuple(one for one in self.changes if parse_condition(one.key) is None)
        return printed or self.changes

    @property
    def ref(self) -> str:
        """How the place or the row is named on the page and in the paper."""
        return self.place.ref if self.line is None else f"line-{self.line.pk}"


def changes(seen: dict[str, str], known: Known) -> tuple[Change, ...]:
    """What of the words that were seen says something else now."""
    now = ((key, old, known.words(key)) for key, old in seen.items())
    return tuple(Change(key, known.label(key), old, new) for key, old, new in now if old != new)


def stale(found: Content, known: Known) -> list[Stale]:
    """Every place and row with changed figures, in reading order; none in a report that was sent and is not open again."""
    return list(_stale(found, known)) if is_open(found.report) else []


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


# Word, colour and icon of a text by its state (ux 3.4).
STALE = {"word": "Số liệu đã đổi", "kind": "amber", "icon": "refresh-alert"}
DRAFT = {"word": "Bản nháp từ số liệu", "kind": "blue", "icon": "pencil"}
TYPED = {"word": "Chưa xác nhận", "kind": "neutral", "icon": "pencil"}
CONFIRMED = {"word": "Đã xác nhận", "kind": "green", "icon": "circle-check"}


def pill(row: ReportSection | ReportLine, known: Known) -> dict[str, str]:
    """The state of a text or of a row as a pill."""
    if is_open(known.report) and changes(row.seen, known):
        return STALE
    if row.confirmed_at is not None:
        return CONFIRMED
    drafted = row.machine if isinstance(row, ReportSection) else bool(row.source)
    return DRAFT if drafted else TYPED
