"""What differs inside a text, word by word, and by how much a number differs."""

import re
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from documents.reading.quantities import format_decimal

_TOKENS = re.compile(r"\s+|\w+(?:[.,/-]\w+)*|[^\w\s]")
# Below this likeness a text was written anew: shown whole, not in shreds.
_ANEW = 0.45


@dataclass(frozen=True)
class Piece:
    """A run of words. kind: same, old, new."""

    kind: str
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as one: what stayed, what was taken out, what was put in."""
    if old == new:
        return (Piece("same", new),) if new else ()
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < _ANEW:
        return _joined([("old", old), ("new", new)])
    found: list[tuple[str, str]] = []
    for verb, a, b, c, d in matcher.get_opcodes():
        if verb == "equal":
            found.append(("same", "".join(before[a:b])))
        else:
            found += [("old", "".join(before[a:b])), ("new", "".join(after[c:d]))]
    return _joined(found)


def _joined(found: list[tuple[str, str]]) -> tuple[Piece, ...]:
    """Pieces without empty ones; a blank between two changed runs belongs to both."""
    runs = [(kind, text) for kind, text in found if text]
    merged: list[tuple[str, str, str]] = []
    for at, (kind, text) in enumerate(runs):
        lone = kind == "same" and not text.strip() and 0 < at < len(runs) - 1
        old, new = (text, text) if lone else ((text, "") if kind == "old" else ("", text))
        if (kind != "same" or lone) and merged and merged[-1][0] == "changed":
            merged[-1] = ("changed", merged[-1][1] + old, merged[-1][2] + new)
        elif kind == "same":
            merged.append(("same", text, text))
        else:
            merged.append(("changed", old, new))
    result: list[Piece] = []
    for kind, old, new in merged:
        result += [Piece("same", new)] if kind == "same" else [Piece("old", old), Piece("new", new)]
    return tuple(piece for piece in result if piece.text)


def difference(old: Decimal | None, new: Decimal | None) -> str:
    """By how much a number differs: "+12, +2,1 %"; "" where one of them is missing or they are equal."""
    if old is None or new is None or old == new:
        return ""
    more = new - old
    words = _signed(more)
    if old == 0:
        return words
    return f"{words}, {_signed((more / abs(old) * 100).quantize(Decimal('0.1')))} %"


def _signed(value: Decimal) -> str:
    plain = value.normalize()
    plain = plain.quantize(Decimal(1)) if plain == plain.to_integral() else plain
    return f"{'+' if plain >= 0 else '−'}{format_decimal(abs(plain))}"
