"""Charts: where marks stand, worked out by hand; gaps, estimates, goals, mergers."""

from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from indicators import charts
from indicators.charts import Goal, Point


def d(*numbers: str | None) -> list[Point]:
    return [Point(f"K{at}", None if one is None else Decimal(one), one or "") for at, one in enumerate(numbers)]


def test_a_line_begins_at_zero_unless_its_numbers_are_far_from_it():
    assert [tick["label"] for tick in charts.line(d("2", "4", "6", "8"))["ticks"]] == ["0", "2", "4", "6", "8"]
    high = charts.line(d("98", "98.5", "99", "99.5"))
    assert [tick["label"] for tick in high["ticks"]] == ["98,0", "98,5", "99,0", "99,5"]
    assert high["note"] == "Trục đứng bắt đầu từ 98,0."


def test_marks_stand_to_scale():
    found = charts.line(d("0", "5", "10", "10"))
    # 280 high, 28 above and 40 below: 0 stands at 240, 10 at 28, 5 half way
    assert [point["y"] for point in found["points"]] == ["240", "134", "28", "28"]
    # 680 wide, 56 + 40 left, 96 + 40 right: three steps of (680 - 232) / 3
    assert [point["x"] for point in found["points"]] == ["96", "245.3", "394.7", "544"]


def test_what_is_missing_is_a_gap_and_never_zero():
    found = charts.line(d("1", "2", None, "4", "5"))
    assert len(found["runs"]) == 2
    assert (found["points"][2]["y"], found["points"][2]["words"]) == ("", "chưa có số")


def test_only_the_last_eight_are_drawn_with_the_mergers_among_them():
    points = [Point(str(at), Decimal(at), str(at)) for at in range(12)]
    found = charts.line(points, marks=[(2, "trước"), (6, "sáp nhập")])
    assert [point["label"] for point in found["points"]] == [str(at) for at in range(4, 12)]
    assert [mark["words"] for mark in found["marks"]] == ["sáp nhập"]


@pytest.mark.parametrize("numbers", [("5",), ("5", "5", "5"), ("0", "0"), ("-3", "4"), ("0.01", "0.02"), (None, None)])
def test_every_row_of_numbers_can_be_drawn(numbers):
    found = charts.line(d(*numbers), goal=Goal(Decimal(2), "≥ 2"))
    heights = [Decimal(point["y"]) for point in found["points"] if point["y"]]
    assert all(28 <= one <= 240 for one in heights)
    assert charts.bars(d(*numbers))["rows"]


def test_bars_are_to_one_scale_that_holds_the_goal():
    found = charts.bars(d("5", "10"), goal=Goal(Decimal(20), "≥ 20"))
    # 330 wide, 64 for names, 104 for numbers: 162 for the goal of 20
    assert [row["width"] for row in found["rows"]] == ["40.5", "81"]
    assert found["goal"] == {"x": "226", "words": "≥ 20"}


def test_a_sparkline_needs_two_figures():
    assert charts.spark([Decimal(1)]) is None
    assert charts.spark([None, Decimal(1), Decimal(2)])["run"] == "44,20 85,4"


def test_templates_say_the_figures_in_words_and_carry_no_style():
    chart = charts.line(
        [*d("98", "99", "97"), Point("K3", Decimal("99.5"), "99,5", estimate=True)], goal=Goal(Decimal(99), "> 99 %")
    )
    words = render_to_string("indicators/charts/line.html", {"chart": chart, "title": "99,5 %, đạt"})
    assert "<title>99,5 %, đạt</title>" in words
    assert "99,5 (ước)" in words
    assert "&gt; 99 %" in words
    assert "style=" not in words
