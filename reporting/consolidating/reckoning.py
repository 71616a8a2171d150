"""What a form reckons of its typed cells, for very many units at once, and what a snapshot keeps of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from indicators.models import Term
from indicators.queries import Single, Singles, is_derived
from reporting.statistics.procedures import RATIOS
from reporting.statistics.shape import Form, Row, RowKind
from reporting.statistics.sheet import formula_of

_GIVEN, _OUTSIDE = "given", "not_applicable"


def codes_of(form: Form) -> tuple[str, ...]:
    """The metrics that a form asks for, in its order, with the named ratios of its table."""
    own = [row.metric for row in form.rows if row.metric]
    tables = [one.metric for one in RATIOS] if any(row.table for row in form.rows) else []
    return tuple(dict.fromkeys([*own, *tables]))


def complete(form: Form, found: Singles) -> None:
    """Fill in the columns that the form reckons and the ratios of them, for units where nobody stored them."""
    metrics = {row.code: row.metric for row in form.rows}
    optional = {row.metric for row in form.rows if row.optional}
    for row in form.rows:
        if row.metric in found.figures and row.formula and row.kind != RowKind.RATIO:
            terms = [(term.sign, metrics[term.code]) for term in formula_of(row.formula).over]
            _sums(found, row, terms, optional)
    for code, definition in found.definitions.items():
        if is_derived(definition):
            _ratio(found, code, list(definition.terms.all()))


def _sums(found: Singles, row: Row, terms: list[tuple[int, str]], optional: set[str]) -> None:
    """A reckoned column: where it was stated that stands, else the sum of its parts where all of them are there."""
    needed = [code for _, code in terms if code not in optional]
    rows = found.figures[row.metric]
    have = set.intersection(*(set(found.figures.get(code, ())) for code in needed)) if needed else set()
    for unit in have - rows.keys():
        parts = [(sign, found.figures[code][unit]) for sign, code in terms if unit in found.figures.get(code, ())]
        rows[unit] = added(parts)
    fields = {field for code, field in found.by_field if code in needed}
    for field in fields:
        found.by_field[row.metric, field] = sum(
            (sign * found.by_field.get((code, field), Decimal(0)) for sign, code in terms), Decimal(0)
        )


def added(parts: list[tuple[int, Single]]) -> Single:
    """The sum of a unit's figures: not applicable only where no part applies."""
    joined = max(one.joined for _, one in parts)
    given = [(sign, one) for sign, one in parts if one.status == _GIVEN]
    if not given:
        return Single(parts[0][1].status, joined=joined)
    return Single(_GIVEN, sum((sign * (one.amount or 0) for sign, one in given), Decimal(0)), joined=joined)


def _ratio(found: Singles, code: str, terms: list[Term]) -> None:
    rows = found.figures[code]
    sources = [found.figures.get(term.metric_code, {}) for term in terms]
    for unit in set.intersection(*(set(source) for source in sources)) - rows.keys():
        parts = [(term, source[unit]) for term, source in zip(terms, sources, strict=True)]
        joined = max(one.joined for _, one in parts)
        if any(one.status == _OUTSIDE for _, one in parts):
            rows[unit] = Single(_OUTSIDE, joined=joined)
            continue
        sides = {
            side: sum((term.sign * (one.amount or 0) for term, one in parts if term.side == side), Decimal(0))
            for side in Term.Side.values
        }
        rows[unit] = Single(_GIVEN, None, sides[Term.Side.NUMERATOR], sides[Term.Side.DENOMINATOR], joined)


def kept(one: Single) -> list:
    """A unit's figure as a snapshot keeps it: status, amount or numerator, denominator, how it was put together (``Single.joined``)."""
    first = one.amount if one.denominator is None else one.numerator
    return [str(one.status), _text(first), _text(one.denominator), int(one.joined)]


def read(row: list) -> Single:
    """The figure of what a snapshot keeps."""
    status, first, under, joined = row
    if under is None:
        return Single(status, _number(first), joined=joined)
    return Single(status, None, _number(first), _number(under), joined)


def _text(number: Decimal | None) -> str | None:
    """Without idle zeros, so that both databases give the same bytes."""
    if number is None:
        return None
    whole = format(number, "f")
    return (whole.rstrip("0").rstrip(".") if "." in whole else whole) or "0"


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def hash_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256 over canonical JSON of what a snapshot says."""
    text = json.dumps(list(rows), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
