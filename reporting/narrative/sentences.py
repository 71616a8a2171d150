"""How the first draft of a place is put together from facts: tables of sentences, no branch per section. Pure.

A sentence is said only if every key in it is known and every condition holds: nothing is invented. In templates a key
stands in square brackets as in the formulas of the form: "Kế hoạch năm có [tk.1.1.1] nhiệm vụ".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from reporting.narrative.keys import mark, marks, parse_condition

_PLACEHOLDER = re.compile(r"\[([^\[\]]+)\]")


class Knows(Protocol):
    """What is known of a report (``reporting.queries.known.Known``)."""

    def words(self, key: str) -> str:
        """What a key says, "" where it is not known."""

    def number(self, key: str) -> Decimal | None:
        """Its number."""

    def missing(self, key: str) -> bool:
        """Whether it is a figure that nobody has entered."""

    def pick(self, name: str, area: str = "") -> list[str]:
        """Keys of the rows of a list."""


@dataclass(frozen=True)
class Clause:
    """Words with keys. when: conditions; without: keys that must not be known for it to be said."""

    text: str
    when: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    @property
    def marked(self) -> str:
        """The words with marks instead of brackets."""
        return _PLACEHOLDER.sub(lambda found: mark(found[1]), self.text)

    @property
    def keys(self) -> list[str]:
        """The keys in the words."""
        return _PLACEHOLDER.findall(self.text)

    def said(self, known: Knows) -> bool:
        """Whether it can be said and is so."""
        return (
            all(known.words(key) for key in self.keys)
            and all(holds(condition, known) for condition in self.when)
            and not any(known.words(key) for key in self.without)
        )


@dataclass(frozen=True)
class Sentence:
    """A clause and what is added to it where that is known; tails bring their own comma."""

    head: Clause
    tails: tuple[Clause, ...] = ()

    def said(self, known: Knows) -> str:
        """The sentence with marks, "" where its head cannot be said."""
        if not self.head.said(known):
            return ""
        return "".join([self.head.marked, *(tail.marked for tail in self.tails if tail.said(known))]) + "."

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Head and tails."""
        return (self.head, *self.tails)


@dataclass(frozen=True)
class Each:
    """A dash line for each row of a list. items: templates with [row] and [row.product], the first that can be said.

    lead: the words before the lines; most: how many lines; every: of all areas, not only that of the place.
    """

    source: str
    items: tuple[str, ...]
    lead: str = ""
    most: int = 40
    every: bool = False

    def said(self, known: Knows, area: str) -> list[str]:
        """The lines with marks, lead first; none where the list is empty."""
        rows = known.pick(self.source, "" if self.every else area)[: self.most]
        found = [words for row in rows if (words := first_said(self.items, row, known))]
        lines = [f"- {words};" for words in found[:-1]] + [f"- {words}." for words in found[-1:]]
        return [self.lead, *lines] if lines and self.lead else lines


def first_said(items: tuple[str, ...], row: str, known: Knows) -> str:
    """The first template all of whose keys are known for a row, with marks; "" where none is."""
    for item in items:
        clause = Clause(re.sub(r"\[row(\.\w+)?\]", lambda found: f"[{row}{found[1] or ''}]", item))
        if clause.said(known):
            return clause.marked
    return ""


Paragraph = tuple[Sentence | Each, ...]


@dataclass(frozen=True)
class LineFrom:
    """How rows of a kind (weakness, direction …) are drafted: one for each row of a list, or one from a sentence.

    source: list of rows, "" where ``clause`` stands alone; that line's source is its first key.
    """

    source: str = ""
    items: tuple[str, ...] = ()
    clause: Clause | None = None
    most: int = 40

    def said(self, known: Knows) -> Iterator[tuple[str, str]]:
        """(source, text with marks) of each line."""
        if self.clause is not None:
            if self.clause.said(known):
                yield self.clause.keys[0], f"{self.clause.marked}."
            return
        for row in known.pick(self.source)[: self.most]:
            if words := first_said(self.items, row, known):
                yield row, f"{words}."


def holds(condition: str, known: Knows) -> bool:
    """Whether a condition of a table is so. Raises ValueError for one that cannot be read."""
    parsed = parse_condition(condition)
    if parsed is None:
        raise ValueError(condition)
    return parsed.holds(known)


def drafted(paragraphs: tuple[Paragraph, ...], known: Knows, area: str) -> str:
    """The text of a place with marks, "" where nothing of it is known."""
    lines: list[str] = []
    for paragraph in paragraphs:
        run: list[str] = []
        for one in paragraph:
            if isinstance(one, Sentence):
                run += filter(None, [one.said(known)])
            else:
                rows = one.said(known, area)
                lines += [" ".join(run)] * bool(run and rows) + rows
                run = [] if rows else run
        lines += [" ".join(run)] * bool(run)
    return "\n".join(lines)


def lacking(paragraphs: tuple[Paragraph, ...], known: Knows) -> list[str]:
    """The keys of figures that the sentences of a place still need, each once."""
    heads = (one.head for paragraph in paragraphs for one in paragraph if isinstance(one, Sentence))
    return list(dict.fromkeys(key for head in heads for key in head.keys if known.missing(key)))


def resting_on(text: str, paragraphs: tuple[Paragraph, ...], known: Knows) -> list[str]:
    """What a text rests on: the keys of its marks, the standing of rows it quotes, conditions of its sentences.

    A sentence such as "không phát sinh hồ sơ quá hạn" has no mark; what it was written for is kept with it.
    """
    keys = list(dict.fromkeys(marks(text)))
    for key in list(keys):
        row = key.partition(".")[0] if ":" in key else ""
        if row and known.words(f"{row}.standing"):
            keys.append(f"{row}.standing")
    sentences = (one for paragraph in paragraphs for one in paragraph if isinstance(one, Sentence))
    for sentence in sentences:
        for clause in sentence.clauses:
            if clause.when and clause.marked in text:
                keys += [condition for condition in clause.when if holds(condition, known)]
    return list(dict.fromkeys(keys))


def seen_now(keys: list[str], known: Knows) -> dict[str, str]:
    """What each key says now."""
    return {key: known.words(key) for key in keys}
