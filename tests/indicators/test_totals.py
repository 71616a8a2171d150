"""Totals of the database against the roll-up that knows every unit: the same numbers from random figures."""

import random
from decimal import Decimal

import pytest

from indicators.models import Definition, Value
from indicators.queries import roll_ups, totals
from organisations.models import Unit
from tests.cast import commune
from tests.indicators.builders import Q1, Q2
from workflow.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("library", "in_2027")]
COUNTS = ("tk.1.6", "tk.6.1.1", "tk.6.1.2", "tk.7.6.a", "tk.3.1.4", *(f"tthc.c{column}" for column in range(3, 14)))
RATIOS = ("tthc.on_time_a", "tthc.on_time_b", "tthc.on_time_c", "tthc.online", "tk.6.1.3")


@pytest.fixture
def units(cast) -> list[Unit]:
    return [commune(f"xa-so-{number}", f"xã Số {number}", cast.province) for number in range(12)]


def scattered(units: list[Unit], by, draw: random.Random) -> None:
    """Figures of every kind and status, whole and by field, here and there none."""
    definitions = {one.metric.code: one for one in Definition.objects.select_related("metric")}
    rows = []
    for unit in units:
        for code in COUNTS:
            definition = definitions[code]
            fields = ("ho-tich", "dat-dai") if definition.breakdown and draw.random() < 0.4 else ("",)
            for field in fields:
                for kind in draw.sample(Value.Kind.values, draw.choice([0, 1, 1, 1, 2, 3])):
                    rows.append(_row(unit, definition, kind, field, by, draw))
    Value.objects.bulk_create(rows)


def _row(unit: Unit, definition: Definition, kind: str, field: str, by, draw: random.Random) -> Value:
    status = draw.choice(["given"] * 8 + ["blank", "nothing_arose"] + ["not_applicable"] * (not field))
    amount = Decimal(draw.randint(0, 4000)) / (8 if definition.kind == "money" else 1)
    return Value(
        unit=unit, definition=definition, window_from=Q1.first, window_to=Q1.last, breakdown=field, kind=kind,
        status=status, amount=amount if status == "given" else None, reason="" if status == "given" else "Lý do",
        as_of=Q1.last, entered_at=now(), entered_by=by,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(6))
def test_the_database_adds_up_what_the_roll_up_adds_up(cast, units, seed):
    scattered(units, cast.focal, random.Random(seed))
    codes, keys = [*COUNTS, *RATIOS], [unit.pk for unit in units]
    rolled, added = roll_ups(codes, keys, Q1), totals(codes, keys, Q1)
    told = {code: (one.number, len(one.counted), len(one.outside), len(one.missing)) for code, one in rolled.items()}
    assert {code: (one.number, one.counted, one.outside, one.missing) for code, one in added.items()} == told


def test_figures_of_other_windows_and_units_do_not_count(cast, units):
    scattered(units, cast.focal, random.Random(1))
    assert totals(["tk.1.6"], [units[0].pk], Q2)["tk.1.6"].missing == 1
    assert totals(["tk.1.6"], [], Q1)["tk.1.6"].counted == 0


def test_totals_cost_as_much_for_many_units_as_for_one(cast, units, django_assert_num_queries):
    scattered(units, cast.focal, random.Random(1))
    for some in (units[:1], units):
        with django_assert_num_queries(2):
            totals([*COUNTS, *RATIOS], [unit.pk for unit in some], Q1)
