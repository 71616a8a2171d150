"""The table of one call as it was asked for: counted, narrowed, sorted and cut in the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.fields import IntegerField

from cchc_portal import names
from cchc_portal.board.counting import MINE, Tally, lines, narrowed, overdue_today
from cchc_portal.board.details import fill, fill_standings
from cchc_portal.board.rows import UnitRow, rows_of
from cchc_portal.board.standing import standing
from documents.reading.text import fold
from workflow import clock
from workflow.models import Call

PER_PAGE = 50
UNASSIGNED = "chua-giao"


@dataclass(frozen=True)
class Wanted:
    """What somebody asked of the table. chosen: key of a counter; above: the unit whose subordinates are shown."""

    chosen: str = ""
    officer: str = ""
    words: str = ""
    above: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """From the address: loc, chuyen_vien, tim, thuoc."""
        return cls(*(query.get(name, "") for name in ("loc", "chuyen_vien", "tim", "thuoc")))

    def __bool__(self) -> bool:
        return bool(self.chosen or self.officer or self.words or self.above)


@dataclass(frozen=True)
class Group:
    """One line of the second level: units below the same unit."""

    key: int
    name: str
    tally: Tally


class Table:
    """The units of a call. The counters hold for the whole call, whatever is asked."""

    def __init__(self, call: Call, wanted: Wanted | None = None):
        self.call, self.wanted = call, wanted or Wanted()

    @cached_property
    def tally(self) -> Tally:
        """How far the call is: one query."""
        today, found = clock.today(), Tally(self.call.measured_by)
        for line in lines(self._all):
            found.take(line, today)
        return found

    @property
    def groups(self) -> list[Group]:
        """The second level: a line for each unit above, by name. One query."""
        today, found, called = clock.today(), {}, {}
        for line in lines(self._all, "above", "above_name"):
            key = line["above"] or 0
            called[key] = line["above_name"] or "Không thuộc đơn vị nào"
            found.setdefault(key, Tally(self.call.measured_by)).take(line, today)
        return sorted(
            (Group(key, called[key], tally) for key, tally in found.items()), key=lambda one: names.order(one.name)
        )

    def page(self, number: str | None) -> Page:
        """Fifty rows with everything that the table says of them; my turn first, then overdue, then by name."""
        page = Paginator(self._sorted.values_list("asked", flat=True), PER_PAGE).get_page(number)
        page.object_list = self._filled(list(page.object_list))
        return page

    def rows(self) -> list[UnitRow]:
        """All rows that were asked for."""
        return self._filled(list(self._sorted.values_list("asked", flat=True)))

    def keys(self) -> list[int]:
        """Keys of `CallUnit` of all rows that were asked for."""
        return list(self._sorted.values_list("asked", flat=True))

    def _filled(self, keys: list[int]) -> list[UnitRow]:
        rows = fill(rows_of(keys))
        if self.call.authorities.exists():
            fill_standings(rows)
        return rows

    @property
    def _all(self) -> QuerySet:
        return standing(self.call.subject, [self.call.pk])

    @property
    def _sorted(self) -> QuerySet:
        rows, wanted = narrowed(self._all, self.wanted.chosen), self.wanted
        if wanted.officer == UNASSIGNED:
            rows = rows.filter(officer_key=None)
        elif wanted.officer:
            rows = rows.filter(officer_key=_number(wanted.officer))
        if wanted.words:
            rows = rows.filter(search__contains=fold(wanted.words))
        if wanted.above:
            rows = rows.filter(above=_number(wanted.above) or None)
        turn = Case(
            When(Q(exempt=False, stands_at__in=MINE), then=Value(0)),
            When(overdue_today(), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return rows.annotate(turn=turn).order_by("turn", "order", "asked")


def _number(typed: str) -> int:
    """A key from an address; no row has the number 0."""
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0
