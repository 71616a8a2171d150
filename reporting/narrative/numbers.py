"""Every number of a report's text and where it comes from (issue 4, done-when 3). Pure, no database.

A number in a text is a figure bound by its key, part of a row that is quoted, a word of a sentence table ("ISO 9001"),
or typed by hand: "số gõ tay", which is allowed and listed.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

from reporting.narrative.keys import cut, parse_key
from reporting.narrative.sentences import Paragraph, Sentence

_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


class Origin(StrEnum):
    """Where a number comes from."""

    FACT = "fact"
    ROW = "row"
    VALUE = "value"
    FIXED = "fixed"
    TYPED = "typed"


@dataclass(frozen=True)
class Number:
    """One number of the text. place: as blocks of the paper are named; values: primary keys of Values; source: in
    words where a fact or row stands, or who typed it.
    """

    place: str
    text: str
    origin: str
    key: str = ""
    values: tuple[int, ...] = ()
    source: str = ""

    @classmethod
    def from_data(cls, kept: Mapping) -> "Number":
        """As a version keeps it."""
        return cls(**{**kept, "values": tuple(kept.get("values", ()))})

    def to_data(self) -> dict:
        """As JSON."""
        return {**asdict(self), "values": list(self.values)}


@dataclass(frozen=True)
class Loose:
    """A number of the paper that nothing accounts for."""

    place: str
    text: str


def numbers_in(text: str) -> list[str]:
    """The numbers of a text as they stand there: "1.934", "99,68", "14/3/2026", "19"."""
    return _NUMBER.findall(text)


def fixed_in(text: str, paragraphs: tuple[Paragraph, ...]) -> Counter[str]:
    """Numbers that are words of the sentences of a table which stand in the text."""
    found: Counter[str] = Counter()
    for paragraph in paragraphs:
        clauses = (clause for one in paragraph if isinstance(one, Sentence) for clause in one.clauses)
        for clause in clauses:
            words = Counter(number for piece, _ in cut(clause.marked) for number in numbers_in(piece))
            found += Counter({number: many * text.count(clause.marked) for number, many in words.items()})
    return found


def numbers_of_text(
    text: str, place: str, words: Mapping[str, str], *, paragraphs: tuple[Paragraph, ...] = (), typed_by: str = ""
) -> list[Number]:
    """The numbers of a stored text. words: of its keys; typed_by: who wrote the text last.

    Sources of keys are added by who can read them.
    """
    fixed = fixed_in(text, paragraphs)
    found = []
    for piece, key in cut(text):
        if key:
            parsed = parse_key(key)
            origin = Origin.ROW if parsed and parsed.is_row else Origin.FACT
            found += [Number(place, number, origin, key) for number in numbers_in(words.get(key, ""))]
            continue
        for number in numbers_in(piece):
            origin = Origin.FIXED if fixed[number] > 0 else Origin.TYPED
            fixed[number] -= 1
            found.append(Number(place, number, origin, source=typed_by if origin == Origin.TYPED else ""))
    return found


def loose(
    blocks: Iterable[tuple[str, str]], numbers: Iterable[Number], fixed: Iterable[str] = (), *, once: bool = True
) -> list[Loose]:
    """Numbers of printed blocks (place, words) that nothing accounts for.

    numbers: what accounts for them, each at its place; once: for one printed number only, as in running text, where a
    row of a table may print one figure in two columns. fixed: words of the report itself, which may stand anywhere.
    """
    left = Counter((one.place, one.text) for one in numbers)
    everywhere = {number for words in fixed for number in numbers_in(words)}
    found = []
    for place, words in blocks:
        for number in numbers_in(words):
            if left[place, number] > 0:
                left[place, number] -= once
            elif number not in everywhere:
                found.append(Loose(place, number))
    return found
