"""Arithmetic of figures: exact decimals inside, one way of rounding outside. Pure functions."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from documents.reading.quantities import format_decimal, format_quantity

# What stands where nothing can be divided: domain.md 6.2, "0/0 prints -".
NO_RATIO = "-"
_PLACES = 4
_DIGITS = 40


def rounded(value: Decimal | int, places: int) -> Decimal:
    """``value`` with ``places`` decimals, half up: 98,705 is 98,71. Floats are refused with TypeError."""
    if isinstance(value, float):
        raise TypeError("figures are decimals")
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def total(values: Iterable[Decimal | int]) -> Decimal:
    """The exact sum, with the decimals that figures are stored with."""
    return rounded(sum((Decimal(value) for value in values), Decimal(0)), _PLACES)


def ratio(numerator: Decimal | int, denominator: Decimal | int) -> Decimal | None:
    """The quotient in percent, exact to 40 digits; None where the denominator is zero."""
    if not denominator:
        return None
    with localcontext() as context:
        context.prec = _DIGITS
        return Decimal(numerator) * 100 / Decimal(denominator)


def mean(values: Iterable[Decimal]) -> Decimal | None:
    """The mean of the values, exact to 40 digits; None without any."""
    found = list(values)
    with localcontext() as context:
        context.prec = _DIGITS
        return sum(found, Decimal(0)) / len(found) if found else None


def printed(value: Decimal | int | None, places: int, unit: str = "") -> str:
    """The number as pages and papers print it: rounded half up, decimal comma, its unit; "-" where there is none."""
    if value is None:
        return NO_RATIO
    # Three decimals are those of money in millions: 9.800 triệu đồng, not 9.800,000.
    return format_quantity(rounded(value, places), unit, places if places < 3 else None)


def printed_apart(value: Decimal, bound: Decimal, places: int) -> str:
    """``value`` with as many decimals as tell it from ``bound``: 98,9967 is not printed 99,00 beside "từ 99"."""
    while value != bound and rounded(value, places) == rounded(bound, places) and places < _DIGITS:
        places += 1
    return format_decimal(value, places)
