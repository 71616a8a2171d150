"""Stored text as pieces that a page draws: words, and chips where a fact stands (ux section 4.13)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from reporting.narrative.estimates import placed
from reporting.narrative.keys import cut
from reporting.narrative.numbers import fixed_in
from reporting.narrative.sentences import Paragraph
from reporting.queries.known import GAP, Known, is_open

NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")


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


def paragraphs(
    text: str, known: Known, seen: Mapping[str, str] | None = None, *, tables: tuple[Paragraph, ...] = ()
) -> list[list[Piece]]:
    """The paragraphs of a text.

    seen: what each key said when the text was written or confirmed; of a report that was sent this stands, whatever
    figures say since. tables: the sentences that a place is drafted from, whose own numbers nobody typed.
    """
    fixed = fixed_in(text, tables)
    return [_as_printed(_pieces(line, known, seen or {}, fixed)) for line in text.split("\n") if line.strip()]


def figures_in(text: str, known: Known, seen: Mapping[str, str]) -> list[Piece]:
    """The facts of a text, each once, as they say it by themselves."""
    return [_chip(key, known, seen) for key in dict.fromkeys(key for _, key in cut(text) if key)]


def typed_in(rows: Iterable[Iterable[Piece]]) -> list[str]:
    """The numbers that somebody typed by hand, each once."""
    return list(dict.fromkeys(piece.words for row in rows for piece in row if piece.typed))


def _pieces(line: str, known: Known, seen: Mapping[str, str], fixed: Counter[str]) -> Iterator[Piece]:
    for words, key in cut(line):
        if key:
            yield _chip(key, known, seen)
        else:
            yield from _words(words, fixed)


def _as_printed(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces as the paper says them: "ước" before the verb that it belongs to."""
    drawn: list[Piece] = []
    for piece in pieces:
        last = drawn[-1] if drawn else None
        if piece.key and not piece.old and last is not None and not last.key and not last.typed:
            before, words = placed(last.words, piece.words)
            drawn[-1], piece = replace(last, words=before), replace(piece, words=words)
        drawn.append(piece)
    return drawn


def _words(words: str, fixed: Counter[str]) -> Iterator[Piece]:
    at = 0
    for found in NUMBER.finditer(words):
        if fixed[found[0]] > 0:
            fixed[found[0]] -= 1
            continue
        if found.start() > at:
            yield Piece(words[at : found.start()])
        yield Piece(found[0], typed=True)
        at = found.end()
    if at < len(words):
        yield Piece(words[at:])


def _chip(key: str, known: Known, seen: Mapping[str, str]) -> Piece:
    words = known.words(key)
    before = seen.get(key, words)
    if not is_open(known.report):
        words = before = before or words
    return Piece(
        words or GAP, key, known.label(key), known.source(key).words, before if before != words else "", bool(words)
    )
