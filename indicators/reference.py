"""Writes the library of metrics as dated rows; running it again changes nothing that stands.

Sources and how sure each row is: docs/decisions/019-values-and-definitions.md.
"""

from dataclasses import fields

from django.db import transaction

from documents.reading.citations import find_citations
from documents.reading.numbers import number_key
from indicators.library import commune, tthc
from indicators.library.rows import SINCE, Row
from indicators.models import Breakdown, Definition, Metric, Term

ROWS: tuple[Row, ...] = (*tthc.TABLE, *tthc.RATIOS, *commune.ROWS)
_NAMES = {row.code: row.name for row in ROWS}
_FIRST = 1
# Columns of a definition that a row of the library says under the same name.
_SAME = sorted({field.name for field in fields(Row)} & {field.name for field in Definition._meta.fields} - {"id"})


def load() -> int:
    """Write what the library has and the database lacks; returns how many metrics are new. Eight statements."""
    with transaction.atomic():
        before = Metric.objects.count()
        Metric.objects.bulk_create(
            (Metric(code=row.code, name=row.name, area_code=row.area, order=at) for at, row in enumerate(ROWS, 1)),
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "area_code", "order"],
        )
        metrics = dict(Metric.objects.values_list("code", "pk"))
        Definition.objects.bulk_create((_definition(row, metrics[row.code]) for row in ROWS), ignore_conflicts=True)
        _load_terms()
        _load_fields()
        return Metric.objects.count() - before


def _definition(row: Row, metric: int) -> Definition:
    return Definition(
        metric_id=metric,
        version=_FIRST,
        valid_from=row.since,
        unit_label=row.unit,
        authority_text=row.authority,
        ground_text=row.ground,
        ground_key=_key(row.ground),
        **{name: getattr(row, name) for name in _SAME if name != "words"},
        words=row.words or _counted_as(row),
    )


def _counted_as(row: Row) -> str:
    """How the metric is counted in words: a ratio by the names of what it is made of."""
    if not row.terms:
        return row.name
    return " / ".join(_sum_of(row, side) for side in Term.Side.values)


def _sum_of(row: Row, side: str) -> str:
    named = [(sign, _NAMES[code]) for of, sign, code in row.terms if of == side]
    words = "".join(f"{' + ' if sign > 0 else ' − '}“{name}”" for sign, name in named).removeprefix(" + ")
    return f"({words})" if len(named) > 1 else words


def _key(ground: str) -> str:
    cited = next(iter(find_citations(ground)), None)
    return (number_key(cited.number) or "") if cited else ""


def _load_terms() -> None:
    first = dict(Definition.objects.filter(version=_FIRST).values_list("metric__code", "pk"))
    Term.objects.bulk_create(
        (
            Term(definition_id=first[row.code], side=side, sign=sign, metric_code=code, order=order)
            for row in ROWS
            for order, (side, sign, code) in enumerate(row.terms, start=1)
        ),
        ignore_conflicts=True,
    )


def _load_fields() -> None:
    Breakdown.objects.bulk_create(
        (
            Breakdown(listing="field", code=code, name=name, order=order, valid_from=SINCE)
            for order, (code, name) in enumerate(tthc.FIELDS, start=1)
        ),
        ignore_conflicts=True,
    )
