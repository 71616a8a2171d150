"""Texts of many units side by side: cut into paragraphs, those that say the same put together."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.reading.text import fold, nfc

_EDGES = re.compile(r"^[-–—+•*\s]+|[\s.;,:]+$")


@dataclass(frozen=True)
class Said:
    """A paragraph of one report."""

    report: int
    unit: int
    text: str


@dataclass
class Alike:
    """Paragraphs that say the same in other spelling; the first one speaks for them."""

    first: Said
    others: list[Said] = field(default_factory=list)

    @property
    def many(self) -> int:
        """How many units say it."""
        return 1 + len(self.others)

    @property
    def everyone(self) -> list[Said]:
        """All of them."""
        return [self.first, *self.others]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a stored text."""
    return [line.strip() for line in nfc(text).splitlines() if line.strip()]


def same(text: str) -> str:
    """What two paragraphs share that say the same: no case, no marks, no dash before and no stop behind."""
    return _EDGES.sub("", fold(text))


def key_of(text: str) -> str:
    """A short key of what a paragraph says, for the boxes of a page."""
    return hashlib.sha256(same(text).encode()).hexdigest()[:16]


def grouped(rows: Iterable[Said]) -> list[Alike]:
    """Paragraphs that say the same put together, in the order of the first of them."""
    found: dict[str, Alike] = {}
    for row in rows:
        key = same(row.text)
        if not key:
            continue
        if key in found:
            if all(row.unit != other.unit for other in found[key].everyone):
                found[key].others.append(row)
        else:
            found[key] = Alike(row)
    return list(found.values())


def matching(rows: Iterable[Alike], words: str) -> list[Alike]:
    """Those in which every word stands, whatever its case and marks."""
    wanted = fold(words).split()
    return [one for one in rows if all(word in fold(one.first.text) for word in wanted)]
