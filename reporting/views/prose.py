"""Stored text as pieces that a page draws: words, and chips where a fact stands (ux section 4.13)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.narrative.keys import cut
from reporting.queries.known import GAP, Known, is_open


@dataclass(frozen=True)
class Piece:
    """A run of words, or a fact. old: what the fact said when the text was written, where it says something else now;
    known: whether the fact says anything; typed: a number that somebody typed by hand."""

    words: str
    key: str = ""
    name: str = ""
    source: str = ""
    old: str = ""
    known: bool = True
    typed: bool = False

    @property
    def title(self) -> str:
        """What a chip says on focus: the name of the fact and where it comes from."""
        return ", ".join(part for part in (self.name, self.source) if part)


def paragraphs(text: str, known: Known, seen: Mapping[str, str] | None = None) -> list[list[Piece]]:
    """The paragraphs of a text. seen: what each key said when the text was written or confirmed; of a report that was
    sent this stands, whatever figures say since."""
    return [list(pieces(line, known, seen or {})) for line in text.split("\n") if line.strip()]


def pieces(line: str, known: Known, seen: Mapping[str, str]) -> Iterator[Piece]:
    """One line of text as words and chips."""
    for words, key in cut(line):
        yield _chip(key, known, seen) if key else Piece(words)


def _chip(key: str, known: Known, seen: Mapping[str, str]) -> Piece:
    words = known.words(key)
    before = seen.get(key, words)
    if not is_open(known.report):
        words = before = before or words
    return Piece(
        words or GAP, key, known.label(key), known.source(key).words, before if before != words else "", bool(words)
    )
