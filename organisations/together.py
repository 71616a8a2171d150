"""Rows of several query sets read in one statement: what an act or a page always needs together is asked for once.

The statement is a UNION ALL of the sets' own statements, each with columns of its own beside empty ones for those of the
others, so that every column has one type. Instances are built by Django from the set's part of a row.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet, Window
from django.db.models.functions import RowNumber

_ORDER = "order_in_set"


@dataclass
class _Part:
    """One of the sets with its statement and the columns it has; the statement is "" where no row can be in it."""

    rows: QuerySet
    compiler: Any = None
    sql: str = ""
    params: tuple = ()
    types: list[str] = field(default_factory=list)
    answer: list[tuple] = field(default_factory=list)

    @classmethod
    def of(cls, rows: QuerySet) -> "_Part":
        """A set as it is asked for; its order becomes a column, since a union has none."""
        order = rows.query.order_by or rows.model._meta.ordering
        numbered = rows.order_by()
        if order:
            numbered = numbered.annotate(**{_ORDER: Window(RowNumber(), order_by=list(order))})
        part = cls(numbered, numbered.query.get_compiler(rows.db))
        try:
            part.sql, part.params = part.compiler.as_sql()
        except EmptyResultSet:
            return part
        selected = part.compiler.select[: part.compiler.col_count]
        part.types = [one.output_field.cast_db_type(connections[rows.db]) for one, *_ in selected]
        return part

    def build(self) -> list[Any]:
        """The instances of what was answered, in order."""
        self.compiler.execute_sql = lambda *args, **kwargs: [self.answer]
        self.rows.query.get_compiler = lambda *args, **kwargs: self.compiler
        found = list(self.rows) if self.answer else []
        return sorted(found, key=lambda row: getattr(row, _ORDER, 0))


def read_together(*sets: QuerySet) -> tuple[list[Any], ...]:
    """The rows of each set, in its order: one statement for all sets, none where no row can be in any.

    Sets of models with ``select_related``, annotations and what is prefetched; no slices, no ``values``.
    """
    parts = [_Part.of(rows) for rows in sets]
    asked = [part for part in parts if part.sql]
    if asked:
        _ask(asked, connections[asked[0].rows.db])
    return tuple(part.build() for part in parts)


def hang(parents: Iterable[Model], name: str, children: Iterable[Model]) -> None:
    """Put children that were read with their parents where ``parent.name.all()`` finds them, as prefetching does."""
    by_parent: dict[Any, list[Model]] = defaultdict(list)
    for parent in (rows := list(parents))[:1]:
        leads_back: Any = parent._meta.get_field(name)
        for child in children:
            by_parent[getattr(child, leads_back.field.attname)].append(child)
    for parent in rows:
        found = getattr(parent, name).all()
        found._result_cache, found._prefetch_done = by_parent[parent.pk], True
        vars(parent).setdefault("_prefetched_objects_cache", {})[name] = found


def _ask(parts: list[_Part], connection) -> None:
    """Run the union and hand each set its own columns of its own rows."""
    starts = [1 + sum(len(part.types) for part in parts[:at]) for at in range(len(parts))]
    statements = " UNION ALL ".join(_padded(parts, at) for at in range(len(parts)))
    with connection.cursor() as cursor:
        cursor.execute(statements, [value for part in parts for value in part.params])
        for row in cursor.fetchall():
            part, start = parts[row[0]], starts[row[0]]
            part.answer.append(row[start : start + len(part.types)])


def _padded(parts: list[_Part], number: int) -> str:
    columns = (
        "own.*" if at == number else ", ".join(f"CAST(NULL AS {name})" for name in part.types)
        for at, part in enumerate(parts)
    )
    # Statements and types of Django's own making; values stay parameters.
    return f"SELECT {number}, {', '.join(columns)} FROM ({parts[number].sql}) own"  # noqa: S608
