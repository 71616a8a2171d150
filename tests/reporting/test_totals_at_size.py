"""Totals, every unit's figure and the roll-up say the same of random small worlds, and cost the same at any size."""

import random
from collections.abc import Iterable, Iterator
from datetime import datetime
from decimal import Decimal

import pytest

from indicators import reference
from indicators.models import Definition, Value
from indicators.queries import Book, Total, put_together, totals, unit_figures
from indicators.windows import Window
from organisations.models import Succession, Unit
from tests.cast import commune
from tests.indicators.builders import H1, Q1, Q2
from workflow import clock
from workflow.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library_in_2027")]
COUNTS = ("tk.1.6", "tk.6.1.1", "tk.6.1.2", "tk.7.6.a", "tk.3.1.4", *(f"tthc.c{column}" for column in range(3, 14)))
RATIOS = ("tthc.on_time_a", "tthc.on_time_b", "tthc.on_time_c", "tthc.online", "tk.6.1.3")
CODES = (*COUNTS, *RATIOS)
FIELDS = ("ho-tich", "dat-dai", "chung-thuc")


@pytest.fixture
def library_in_2027(db) -> Iterator[None]:
    """The library of metrics; all windows of 2026 are over."""
    reference.load()
    with clock.set_to(datetime(2027, 1, 20, 9, 0, tzinfo=clock.ZONE)):
        yield


def made(province: Unit, number: int) -> list[Unit]:
    return [commune(f"xa-so-{at}", f"xã Số {at}", province) for at in range(number)]


def scatter(units: Iterable[Unit], by, draw: random.Random, windows: tuple[Window, ...]) -> None:
    """Figures of every kind and status, whole and by field, for some of the windows, here and there none."""
    definitions = {one.metric.code: one for one in Definition.objects.select_related("metric")}
    rows = []
    for unit in units:
        for code in COUNTS:
            fields = draw.choice([("",), FIELDS[:2], FIELDS, ("", *FIELDS)]) if definitions[code].breakdown else ("",)
            for window in draw.sample(windows, draw.randint(1, len(windows))):
                for field in fields:
                    for kind in draw.sample(Value.Kind.values, draw.choice([0, 1, 1, 1, 2, 3])):
                        rows.append(_row(unit, definitions[code], window, kind, field, by, draw))
    Value.objects.bulk_create(rows)


def _row(unit: Unit, definition: Definition, window: Window, kind: str, field: str, by, draw: random.Random) -> Value:
    status = draw.choice(["given"] * 8 + ["blank", "nothing_arose", "not_applicable"])
    amount = Decimal(draw.randint(0, 40)) / (8 if definition.kind == "money" else 1)
    return Value(
        unit=unit, definition=definition, window_from=window.first, window_to=window.last, breakdown=field, kind=kind,
        status=status, amount=amount if status == "given" else None, reason="" if status == "given" else "Lý do",
        as_of=window.last, entered_at=now(), entered_by=by,
    )  # fmt: skip


def told(one: Total) -> tuple:
    """Everything that is printed of a total."""
    ends = [(end.unit, end.many, round(end.number, 8)) if end else None for end in (one.lowest, one.highest)]
    return one.number, one.counted, one.outside, one.missing, *ends


def naive(book: Book, code: str, units: list[int], window: Window, read) -> tuple:
    """A total as somebody would add it up who reads one unit after the other."""
    rolled = put_together(
        book.definition(code, window.last), window, {unit: read(code, unit, window) for unit in units}
    )
    numbers = {unit: one.number for unit, one in rolled.figures.items() if one.number is not None}
    ends = [
        (min(unit for unit in numbers if numbers[unit] == end), list(numbers.values()).count(end), round(end, 8))
        for end in ((min(numbers.values()), max(numbers.values())) if numbers else ())
    ]
    return rolled.number, len(rolled.counted), len(rolled.outside), len(rolled.missing), *(ends or [None, None])


@pytest.mark.parametrize("seed", range(8))
def test_totals_of_the_database_are_the_naive_sums(cast, seed):
    units = made(cast.province, 12)
    scatter(units, cast.focal, random.Random(seed), (Q1,))
    keys = [unit.pk for unit in units]
    book = Book(CODES, keys, span=Q1)
    assert {code: told(one) for code, one in totals(CODES, keys, Q1).items()} == {
        code: naive(book, code, keys, Q1, book.figure) for code in CODES
    }


@pytest.mark.parametrize("seed", range(8))
def test_parts_of_a_window_and_predecessors_count_as_the_book_reads_them(cast, seed):
    units = made(cast.province, 9)
    for old in units[:2]:
        Succession.objects.create(
            predecessor=old, successor=units[2], kind=Succession.Kind.MERGE, effective_on=Q2.first
        )
    draw = random.Random(seed)
    scatter(units[:2], cast.focal, draw, (Q1,))
    scatter(units[2:], cast.focal, draw, (Q1, Q2, H1))
    keys = [unit.pk for unit in units[2:]]
    book, found = Book(CODES, keys, span=H1), unit_figures(CODES, keys, H1)
    assert {code: told(found.total(code)) for code in CODES} == {
        code: naive(book, code, keys, H1, book.whole) for code in CODES
    }
    for code in (one for one in COUNTS if one.startswith("tthc")):
        rows = [book.whole(code, unit, H1) for unit in keys if not book.figure(code, unit, H1)]
        assert all(found.figures[code][one.unit].joined for one in rows if one and one.unit in found.figures[code])


def test_a_later_definition_of_the_same_window_stands_alone(cast):
    unit = made(cast.province, 1)[0]
    old = Definition.objects.select_related("metric").get(metric__code="tk.1.6")
    new = Definition(**{f.attname: getattr(old, f.attname) for f in old._meta.concrete_fields if f.attname != "id"})
    old.valid_to, new.valid_from, new.version = Q1.first.replace(day=31), Q1.first.replace(month=2), 2
    old.save()
    new.save()
    draw = random.Random(1)
    for definition, amount in ((old, 5), (new, 8)):
        row = _row(unit, definition, Q1, "actual", "", cast.focal, draw)
        row.status, row.amount, row.reason = "given", Decimal(amount), ""
        row.save()
    assert totals(["tk.1.6"], [unit.pk], Q1)["tk.1.6"].number == 8
    assert Book(["tk.1.6"], [unit.pk]).figure("tk.1.6", unit.pk, Q1).number == 8


@pytest.mark.parametrize("number", [1, 12])
def test_every_figure_is_read_in_as_many_queries_at_any_size(cast, django_assert_num_queries, number):
    units = made(cast.province, number)
    scatter(units, cast.focal, random.Random(3), (Q1,))
    with django_assert_num_queries(5):
        unit_figures(CODES, [unit.pk for unit in units], Q1)
