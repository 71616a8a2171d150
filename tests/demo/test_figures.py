"""What the communes of the demo counted, as it is written down: no world is built for these."""

import pytest

from cchc_portal.demo.figures2026 import AIMS, BASELINES, COMMUNES, COUNTS, H1, LINKS, Q1, Q3, ROUNDS, TABLE, Row
from cchc_portal.demo.form2026 import COUNTED, STANDING, YEAR, YEAR_COUNTS, counts_of, rows_of
from indicators.library.commune import ROWS
from indicators.library.tthc import FIELDS, RATIOS
from indicators.library.tthc import TABLE as COLUMNS

LIBRARY = {row.code: row for row in (*ROWS, *COLUMNS, *RATIOS)}
FIGURES = [
    pytest.param(code, window, field, row, id=f"{code} {window.last} {field}")
    for code, windows in TABLE.items()
    for window, fields in windows.items()
    for field, row in fields.items()
]


def total(code: str, window, column: int) -> int:
    """A column of the whole commune."""
    return sum(row.columns()[column] for row in TABLE[code][window].values())


@pytest.mark.parametrize("said", [Row.columns, lambda row: row.some_days_before().columns()], ids=["final", "estimate"])
@pytest.mark.parametrize(("code", "window", "field", "row"), FIGURES)
def test_every_table_agrees_with_itself(code, window, field, row, said):
    c = said(row)
    assert sorted(c) == list(range(3, 14))
    assert min(c.values()) >= 0
    assert c[3] == c[4] + c[5] + c[6]
    assert c[7] == c[8] + c[9] + c[10]
    assert c[11] == c[12] + c[13]
    assert c[3] == c[7] + c[11]


@pytest.mark.parametrize("code", COMMUNES)
def test_the_half_holds_the_quarter_and_hands_what_is_open_to_the_next(code):
    first, half, third = (TABLE[code][window] for window in (Q1, H1, Q3))
    assert list(first) == list(half) == list(third)
    assert set(first) <= {field for field, _ in FIELDS}
    for field, row in half.items():
        c, earlier = row.columns(), first[field].columns()
        assert [n for n in (4, 5, 7, 8, 9, 10) if c[n] < earlier[n]] == []
        assert c[6] == earlier[6]
        assert third[field].carried == c[11]


# Handled in 6 tháng, of them late, handled in quý III: what the notes of the same year's tasks say.
NOTED = {"tan-lap": (2143, 12, 1164), "dong-tam": (1506, 29, None), "cao-xa": (4872, 10, 2538)}


@pytest.mark.parametrize("code", NOTED)
def test_figures_say_what_the_notes_of_the_tasks_say(code):
    handled, late, after = NOTED[code]
    assert (total(code, H1, 7), total(code, H1, 10)) == (handled, late)
    assert after in (None, total(code, Q3, 7))


# A count that is part of another one.
PARTS = (
    ("tk.1.1.2", "tk.1.1.1"), ("tk.6.1.2", "tk.6.1.1"), ("tk.7.1.b", "tk.7.1.a"), ("tk.7.5.3", "tk.7.5.3.m"),
)  # fmt: skip


@pytest.mark.parametrize("code", COMMUNES)
@pytest.mark.parametrize("nth", range(len(ROUNDS)))
def test_a_part_is_not_more_than_its_whole(code, nth):
    told = {metric: numbers[nth] for metric, numbers in COUNTS[code].items()}
    assert [part for part, whole in PARTS if told[part] > told[whole]] == []
    late = total(code, ROUNDS[nth].window, 10) + total(code, ROUNDS[nth].window, 13)
    assert told["tk.3.5.3"] <= late


@pytest.mark.parametrize("code", COMMUNES)
def test_counts_that_add_up_grow_with_their_window(code):
    summing = {metric: row for metric, row in COUNTS[code].items() if LIBRARY[metric].cumulation == "summing"}
    assert [metric for metric, (first, half, _) in summing.items() if (half or 0) < (first or 0)] == []


@pytest.mark.parametrize("code", COMMUNES)
def test_the_year_holds_its_half_and_its_third_quarter(code):
    for field, row in rows_of(code, YEAR).items():
        c, half, third = row.columns(), TABLE[code][H1][field].columns(), TABLE[code][Q3][field].columns()
        assert min(c.values()) >= 0
        assert c[6] == half[6]
        assert [n for n in (4, 5, 7, 8, 9, 10) if c[n] < half[n] + third[n]] == []
    year, half, third = (counts_of(code, window) for window in (YEAR, H1, Q3))
    summing = [metric for metric in year if LIBRARY[metric].cumulation == "summing" and metric != "tk.3.5.2"]
    assert [one for one in summing if (year[one] or 0) < (half[one] or 0) + (third[one] or 0) - 1] == []


def test_every_metric_is_in_the_library_and_what_is_counted_is_no_quotient():
    named = {*BASELINES, *LINKS.values(), *(aim.metric for aim in AIMS)}
    counted = {metric for rows in (*COUNTS.values(), *YEAR_COUNTS.values(), STANDING, COUNTED) for metric in rows}
    assert named | counted <= set(LIBRARY)
    assert [metric for metric in counted if LIBRARY[metric].kind == "ratio"] == []


def test_each_round_is_estimated_before_its_window_ends_and_settled_after():
    assert [one.window for one in ROUNDS] == [Q1, H1, Q3]
    for one in ROUNDS:
        assert one.estimated <= one.window.last < one.settled < one.accepted
