"""What an outline is: places of a report in reading order. Plain data, nothing is stored here."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Content(StrEnum):
    """What stands at a place: only what is below it, written text, rows of one kind, or a table made from facts."""

    HEADING = "heading"
    TEXT = "text"
    ACHIEVEMENTS = "achievement"
    WEAKNESSES = "weakness"
    CAUSES = "cause"
    LESSONS = "lesson"
    DIRECTIONS = "direction"
    PROPOSALS = "proposal"
    INITIATIVES = "initiative"
    TARGETS = "targets"


# Contents that are rows of ``reporting.ReportLine`` of the same kind.
LINES = frozenset(
    {
        Content.ACHIEVEMENTS,
        Content.WEAKNESSES,
        Content.CAUSES,
        Content.LESSONS,
        Content.DIRECTIONS,
        Content.PROPOSALS,
        Content.INITIATIVES,
    }
)


@dataclass(frozen=True)
class Section:
    """A place of an outline. code: "II.2.d", its depth is its level; area_code: area of plans that it reports on,
    which also says who writes it; required: whether a report may be sent without it."""

    code: str
    title: str
    content: Content = Content.TEXT
    area_code: str = ""
    required: bool = True

    @property
    def level(self) -> int:
        """1 for "II", 2 for "II.2", 3 for "II.2.d"."""
        return self.code.count(".") + 1


@dataclass(frozen=True)
class Outline:
    """A version of an outline, in force from ``valid_from`` to ``valid_to`` (inclusive). kinds: of periods."""

    code: str
    name: str
    ground_text: str
    valid_from: date
    valid_to: date | None
    kinds: tuple[str, ...]
    sections: tuple[Section, ...]
