"""Keys of facts inside the text of a report (decision 022): ``{{fact:tk.1.1.2}}``. Plain functions, no database.

KEY is a metric ("tk.1.1.2", "tthc.c7"), a fact of the registry ("plans.tasks_done"), words of a row
("task:NV-7KQ2M", "task:NV-7KQ2M.product", "target:12", "document:12", "line:34") or of the report itself
("report.window"). "/PART" names one area of plans or one field of procedures: "plans.tasks_done/TTHC",
"tthc.c10/dat-dai". "@prev", "@year": the same in the period before, in the same period of the year before;
"^prev", "^year": the difference to it, without sign.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from reporting.narrative.estimates import placed

_MARK = re.compile(r"\{\{fact:\s*([^{}]*?)\s*\}\}")
# A figure of the form as people type it where there is no script: {{1.3.2}}, {{3.4.c7^prev}}.
_SHORT = re.compile(r"\{\{\s*(\d+(?:\.[0-9a-zđ]+)+|\d+)((?:/[a-z-]+)?(?:[@^](?:prev|year))?)\s*\}\}")
_KEY = re.compile(
    r"(?P<name>[a-z]+(?:[.:][\w-]+)+)(?:/(?P<part>[A-Za-z0-9-]+))?(?:(?P<how>[@^])(?P<beside>prev|year))?"
)
_CONDITION = re.compile(r"(?P<left>\S+) (?P<sign>[=<>]) (?P<right>\S+)")


class Numbers(Protocol):
    """What a condition asks: numbers by key, None where there is none."""

    def number(self, key: str) -> Decimal | None:
        """The number of a key."""


@dataclass(frozen=True)
class Key:
    """A key in its parts. how: "@" the figure beside, "^" the difference to it, "" the figure itself."""

    name: str
    part: str = ""
    how: str = ""
    beside: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it quotes a row: "task:NV-7KQ2M.product"."""
        return ":" in self.name

    @property
    def table(self) -> str:
        """Of a row: "task"."""
        return self.name.partition(":")[0]

    @property
    def ident(self) -> str:
        """Of a row: "NV-7KQ2M"."""
        return self.name.partition(":")[2].partition(".")[0]

    @property
    def field(self) -> str:
        """Of a row: "product", "" for its own words."""
        return self.name.partition(":")[2].partition(".")[2]

    @property
    def base(self) -> "Key":
        """The same without period beside."""
        return Key(self.name, self.part)

    def at(self, beside: str) -> "Key":
        """The figure of a period beside, "" for the own one."""
        return Key(self.name, self.part, "@" if beside else "", beside)

    def __str__(self) -> str:
        return f"{self.name}{f'/{self.part}' if self.part else ''}{self.how}{self.beside}"


def parse_key(text: str) -> Key | None:
    """The key of a text, None where it is written wrongly."""
    found = _KEY.fullmatch(text.strip())
    return Key(found["name"], found["part"] or "", found["how"] or "", found["beside"] or "") if found else None


def mark(key: str | Key) -> str:
    """The mark that stands in the text for a key."""
    return "{{fact:" + str(key) + "}}"


def marks(text: str) -> list[str]:
    """The keys of a text in order, as often as they stand there."""
    return _MARK.findall(text)


def cut(text: str) -> Iterator[tuple[str, str]]:
    """A text as pieces (words, "") and ("", key) in order."""
    at = 0
    for found in _MARK.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield "", found[1]
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def replaced(text: str, words_of: Callable[[str], str]) -> str:
    """The text with the words of every key in its place."""
    printed = ""
    for piece, key in cut(text):
        printed = "".join(placed(printed, words_of(key))) if key else printed + piece
    return printed


def spelled_out(text: str, metrics: Mapping[str, str]) -> str:
    """The text with ``{{1.3.2}}`` written as the mark of its metric. metrics: by code of the form's row."""

    def whole(found: re.Match) -> str:
        metric = metrics.get(found[1])
        return mark(f"{metric}{found[2]}") if metric else found[0]

    return _SHORT.sub(whole, text)


@dataclass(frozen=True)
class Condition:
    """A comparison on which a sentence rests: "tk.1.3.4 > 0", "tk.1.1.3 > tk.1.1.3@prev"."""

    left: str
    sign: str
    right: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are compared."""
        return (self.left, self.right) if parse_key(self.right) else (self.left,)

    def holds(self, known: Numbers) -> bool:
        """Whether it is so; not where a number is not known."""
        left = known.number(self.left)
        right = known.number(self.right) if parse_key(self.right) else Decimal(self.right)
        if left is None or right is None:
            return False
        return {"=": left == right, "<": left < right, ">": left > right}[self.sign]


def parse_condition(text: str) -> Condition | None:
    """The condition of a text, None where it is none."""
    found = _CONDITION.fullmatch(text)
    return Condition(found["left"], found["sign"], found["right"]) if found else None
