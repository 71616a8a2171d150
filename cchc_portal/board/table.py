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
from cchc_portal.board.rows import UnitRow, read, rows_of
from cchc_portal.board.standing import Alike, alike, by_faults, standing
from documents.reading.text import fold
from organisations.models import Unit
from workflow import clock
from workflow.models import Call

PER_PAGE = 50
_MY_TURN = Q(exempt=False, stands_at__in=MINE)
UNASSIGNED, FAULTS = "chua-giao", "loi"


@dataclass(frozen=True)
class Wanted:
    """What somebody asked of the table. chosen: key of a counter; above: the unit whose subordinates are shown.

    order: FAULTS for most faults first, else my turn first, then overdue, then by name.
    """

    chosen: str = ""
    officer: str = ""
    words: str = ""
    above: str = ""
    order: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """From the address: loc, chuyen_vien, tim, thuoc, xep."""
        return cls(*(query.get(name, "") for name in ("loc", "chuyen_vien", "tim", "thuoc", "xep")))

    def __bool__(self) -> bool:
        return bool(self.chosen or self.officer or self.words or self.above)


@dataclass(frozen=True)
class Group:
    """One line of the second level: units below the same unit."""

    key: int
    name: str
    tally: Tally


class Table:
    """The units of a call. The counters hold for the whole call, whatever is asked.

    officers: names that the page knows already, by user, so that they are not read again where they follow units.
    """

    def __init__(self, call: Call, wanted: Wanted | None = None, officers: Mapping[int, str] | None = None):
        self.call, self.wanted = call, Wanted() if wanted is None else wanted
        self._officers = officers

    @cached_property
    def tally(self) -> Tally:
        """How far the call is: one query."""
        today, found = clock.today(), Tally(self.call.measured_by)
        for line in lines(self._all):
            found.take(line, today)
        return found

    @property
    def groups(self) -> list[Group]:
        """The second level: a line for each unit above, by name. Two queries."""
        today, found = clock.today(), {}
        for line in lines(standing(self._alike, above=True), "above"):
            found.setdefault(line["above"] or 0, Tally(self.call.measured_by)).take(line, today)
        called = dict(Unit.objects.filter(pk__in=found).values_list("pk", "name"))
        groups = [Group(key, called.get(key, "Không thuộc đơn vị nào"), tally) for key, tally in found.items()]
        return sorted(groups, key=lambda one: names.order(one.name))

    def page(self, number: str | None) -> Page:
        """Fifty rows with everything that the table says of them; my turn first, then overdue, then by name."""
        page = Paginator(_Counted(self), PER_PAGE).get_page(number)
        page.object_list = self._filled(list(page.object_list))
        return page

    def rows(self) -> list[UnitRow]:
        """All rows that were asked for."""
        return self._filled(rows_of(self.call, self.keys()))

    def keys(self) -> list[int]:
        """Keys of `CallUnit` of all rows that were asked for."""
        return list(self._sorted.values_list("asked", flat=True))

    def cut(self, part: slice) -> list[UnitRow]:
        """The rows from one place to another, without numbers and sizes.

        Where the counters know that all of these are of my turn, they alone are sorted: by name, as an index has them,
        so the database stops at the last one. Else keys are sorted first, so that nothing wide is.
        """
        if self._counted and self.wanted.order != FAULTS and part.stop <= self.tally.my_turn(self.wanted.chosen):
            rows = self._narrowed.filter(_MY_TURN).order_by("order", "asked")
            return read(self.call, rows[part], self._officers)
        return rows_of(self.call, list(self._sorted.values_list("asked", flat=True)[part]), self._officers)

    def _filled(self, rows: list[UnitRow]) -> list[UnitRow]:
        fill(rows)
        if self._several:
            fill_standings(rows)
        return rows

    @property
    def _several(self) -> bool:
        known = getattr(self.call, "several", None)
        return self.call.authorities.exists() if known is None else known

    def count(self) -> int:
        """How many rows were asked for; the counters know it where nothing else narrows."""
        return self.tally.number(self.wanted.chosen) if self._counted else self._narrowed.count()

    @property
    def _counted(self) -> bool:
        """Whether the counters know the rows that were asked for: no filter narrows them but a counter itself."""
        return not (self.wanted.officer or self.wanted.words or self.wanted.above)

    @property
    def _alike(self) -> Alike:
        return alike([self.call])[0]

    @cached_property
    def _all(self) -> QuerySet:
        return standing(self._alike, above=bool(self.wanted.above))

    @property
    def _narrowed(self) -> QuerySet:
        rows, wanted = narrowed(self._all, self.wanted.chosen), self.wanted
        if wanted.officer == UNASSIGNED:
            rows = rows.filter(officer_key=None)
        elif wanted.officer:
            rows = rows.filter(officer_key=_number(wanted.officer))
        if wanted.words:
            rows = rows.filter(search__contains=fold(wanted.words))
        if wanted.above:
            rows = rows.filter(above=_number(wanted.above) or None)
        return rows

    @property
    def _sorted(self) -> QuerySet:
        if self.wanted.order == FAULTS:
            return by_faults(self._narrowed, self._alike).order_by("-faults", "-looks", "order", "asked")
        turn = Case(
            When(_MY_TURN, then=Value(0)),
            When(overdue_today(), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
        return self._narrowed.annotate(turn=turn).order_by("turn", "order", "asked")


class _Counted:
    """The rows of a table, for a paginator: counted as the table knows, cut in the database."""

    def __init__(self, table: Table):
        self._table = table

    def count(self) -> int:
        """As the table says."""
        return self._table.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> list[UnitRow]:
        return self._table.cut(part)


def _number(typed: str) -> int:
    """A key from an address; no row has the number 0."""
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0
