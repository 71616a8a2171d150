"""Formulas of a statistics form: sums of rows and ratios of sums, written as an administrator reads them.

"[3.4.c4] + [3.4.c5]" · "[1.1.2] / [1.1.1]" · "1 - ([3.4.c10] + [3.4.c13]) / [3.4.c3]"
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from indicators import rounding
from reporting.statistics.figures import BLANK, NOT_APPLICABLE, NOTHING, Figure, Status, add

_TERM = re.compile(r"\s*([+-]?)\s*\[([0-9a-z.]+)\]")
_SIGNS = {"": 1, "+": 1, "-": -1}
_LESS = re.compile(r"1\s*-\s*(?=[(\[].*/)")
_PLACES = 2


@dataclass(frozen=True)
class Term:
    """One row of a sum."""

    sign: int
    code: str


@dataclass(frozen=True)
class Formula:
    """A sum, or with ``under`` a ratio in percent. less: the ratio is taken from the whole (1 - …)."""

    over: tuple[Term, ...]
    under: tuple[Term, ...] = ()
    less: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Rows that the formula reads, each once."""
        return tuple(dict.fromkeys(term.code for term in (*self.over, *self.under)))


Get = Callable[[str], Figure]


def parse_formula(text: str) -> Formula:
    """The formula of a text. Raises ValueError with the sentence."""
    whole = text.strip()
    less = _LESS.match(whole)
    over, slash, under = (whole[less.end() :] if less else whole).partition("/")
    if not over.strip() or (slash and not under.strip()):
        raise ValueError(f"Công thức “{text}” còn thiếu một vế.")
    return Formula(_terms(over, text), _terms(under, text) if slash else (), bool(less))


def _terms(side: str, text: str) -> tuple[Term, ...]:
    bare = side.strip()
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    found: list[Term] = []
    at = 0
    while match := _TERM.match(bare, at):
        if found and not match[1]:
            break
        found.append(Term(_SIGNS[match[1]], match[2]))
        at = match.end()
    if bare[at:].strip() or not found:
        raise ValueError(
            f"Công thức “{text}” không đọc được ở chỗ “{bare[at:].strip()}”. Ghi mã dòng trong ngoặc vuông."
        )
    return tuple(found)


def total(terms: tuple[Term, ...], get: Get) -> Figure:
    """The sum of terms."""
    return add((term.sign, get(term.code)) for term in terms)


@dataclass(frozen=True)
class Ratio:
    """A ratio from its counts. percent: exact to 40 digits; None where it cannot be reckoned."""

    over: Figure
    under: Figure
    status: Status
    percent: Decimal | None = None

    def printed(self) -> str:
        """ "99,68", rounded half up to two places; "-" where there is nothing to divide by."""
        return Figure(self.status).printed() if self.percent is None else rounding.printed(self.percent, _PLACES)

    @property
    def rounded(self) -> Decimal | None:
        """The percentage as it is printed."""
        return None if self.percent is None else rounding.rounded(self.percent, _PLACES)


def ratio(formula: Formula, get: Get) -> Ratio:
    """The ratio of a formula's two sums. 0/0, and whatever else has no whole, prints "-"."""
    over, under = total(formula.over, get), total(formula.under, get)
    if formula.less:
        over = add(((1, under), (-1, over)))
    return Ratio(over, under, *_quotient(over, under))


def _quotient(over: Figure, under: Figure) -> tuple[Status, Decimal | None]:
    if not (over.known and under.known):
        return BLANK.status, None
    if NOT_APPLICABLE in (over, under):
        return NOT_APPLICABLE.status, None
    percent = rounding.ratio(over.number, under.number)
    return (NOTHING.status if percent is None else Status.GIVEN), percent
