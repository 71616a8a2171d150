"""Tables against numbers worked out by hand: periods that cumulate, late corrections, nothing to divide by, estimates that
finals replace, units that were merged. The arithmetic stands beside each number."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from indicators import actions
from indicators.entries import Entry
from indicators.queries import cumulated
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Succession
from organisations.roles import Role
from reporting.actions import create_report, open_round
from reporting.actions.figures import carry_on, enter_figures
from reporting.models import Outline, Report, StatForm
from reporting.periods import Period, window_of
from reporting.queries import figures_of
from reporting.statistics.procedures import ON_TIME_A, ON_TIME_B, ON_TIME_C
from reporting.statistics.revisions import revisions
from tests.cast import commune, person
from tests.reporting.builders import library, prepared
from tests.reporting.figure_world import H1, LAST_YEAR, Q1, Q3, YEAR, line, stored, was_open
from workflow import clock

pytestmark = pytest.mark.django_db
FIELD = "ho-tich"


@pytest.fixture(autouse=True)
def year_is_over() -> Iterator[None]:
    with clock.set_to(datetime(2027, 1, 20, 9, 0, tzinfo=clock.ZONE)):
        yield


@pytest.fixture
def known(cast) -> None:
    library(cast)


def begun(cast, period: Period) -> Report:
    """The commune's report of a period."""
    round_ = prepared(cast, period, due_on=date(2027, 3, 1))
    open_round(round_, by=cast.review_head)
    return Report.objects.get(round=round_, unit=cast.commune)


def row(report: Report, *numbers: int, untimed: int = 0, by=None, field: str = FIELD) -> Report:
    """Columns (4), (5), (8), (9), (10), (12), (13) and files without a time limit, entered."""
    cells = line(field, *numbers) | ({f"3.4.untimed@{field}": str(untimed)} if untimed else {})
    enter_figures(report=report, part="3", cells=cells, by=by or report.created_by)
    return report


def told(report: Report) -> dict[str, str]:
    """(3), (6), (7), (11) and the three ratios of the line, as printed; what does not fit."""
    figures = figures_of(report)
    sheet = figures.sheet()
    one = next(found for found in sheet.lines if found.key == FIELD)
    cells = {number: sheet.in_line(one)(f"3.4.c{number}").printed() for number in (3, 6, 7, 11)}
    ratios = (sheet.ratio(definition.formula, one).printed() for definition in (ON_TIME_A, ON_TIME_B, ON_TIME_C))
    return (*cells.values(), *ratios, len(figures.findings))


# Period; what is entered; (3), (6), (7), (11), A, B, C by hand; findings.
# quý I: (3) = 20 + 10 + 8 = 38, (7) = 15 + 10 + 3 = 28, (11) = 8 + 2 = 10, 28 + 10 = 38
#   A = 25/28 = 89,2857; B = 1 - 5/38 = 86,8421; C = 33/38 = 86,8421
# 6 tháng, from the same eve: (3) = 45 + 25 + 8 = 78, (7) = 40 + 20 + 6 + 2 = 68, (11) = 9 + 1 = 10
#   A = 60/68 = 88,2353; B = 1 - 7/78 = 91,0256; C = 69/78 = 88,4615 (two files without a limit part B from C)
# quý III goes on from 6 tháng: (6) = 10, (3) = 12 + 8 + 10 = 30, (7) = 10 + 9 + 1 = 20, (11) = 10
#   A = 19/20 = 95; B = 1 - 1/30 = 96,6667; C = 29/30 = 96,6667
# năm, again from last year's eve: (3) = 80 + 45 + 8 = 133, (7) = 70 + 35 + 9 + 2 = 116, (11) = 16 + 1 = 17
#   A = 105/116 = 90,5172; B = 1 - 10/133 = 92,4812; C = 121/133 = 90,9774
PERIODS = (
    (Q1, (20, 10, 15, 10, 3, 8, 2), 0, ("38", "8", "28", "10", "89,29", "86,84", "86,84", 0)),
    (H1, (45, 25, 40, 20, 6, 9, 1), 2, ("78", "8", "68", "10", "88,24", "91,03", "88,46", 0)),
    (Q3, (12, 8, 10, 9, 1, 10, 0), 0, ("30", "10", "20", "10", "95,00", "96,67", "96,67", 0)),
    (YEAR, (80, 45, 70, 35, 9, 16, 1), 2, ("133", "8", "116", "17", "90,52", "92,48", "90,98", 0)),
)


def test_periods_cumulate_from_the_eve_of_their_window(cast, known):
    was_open(cast, 8, late=1)
    for period, numbers, untimed, expected in PERIODS:
        report = row(begun(cast, period), *numbers, untimed=untimed, by=cast.focal)
        assert told(report) == expected, period.label


def test_a_late_correction_of_an_earlier_period_reaches_all_that_begin_with_it(cast, known):
    was_open(cast, 8, late=1)
    reports = {period: row(begun(cast, period), *n, untimed=u, by=cast.focal) for period, n, u, _ in PERIODS}
    was_open(cast, 9, late=2)
    # One file more came over: (3) of quý I is 39 and of 6 tháng 79 and of năm 134, each one more than it explains;
    # B of quý I = 1 - 5/39 = 87,1795, C = 33/39 = 84,6154; quý III goes on from 6 tháng and keeps its 10.
    assert told(reports[Q1]) == ("39", "9", "28", "10", "89,29", "87,18", "84,62", 1)
    assert told(reports[H1])[:4] == ("79", "9", "68", "10")
    assert told(reports[YEAR])[:4] == ("134", "9", "116", "17")
    assert told(reports[Q3]) == PERIODS[2][3]
    sentence = "Hộ tịch: cột (3) là 39 nhưng (7) + (11) là 38, thiếu 1 hồ sơ."
    assert [one.sentence for one in figures_of(reports[Q1]).findings] == [sentence]
    assert stored(reports[Q1], "tthc.c3", field=FIELD).amount == 38, "stored figures follow on the next act"
    assert carry_on(report=reports[Q1], by=cast.focal) == 2
    assert (stored(reports[Q1], "tthc.c6", field=FIELD).amount, stored(reports[Q1], "tthc.c3", field=FIELD).amount) == (
        9,
        39,
    )
    # 6 tháng: 10 were open; two of them were counted twice. Only quý III begins with it: (3) = 12 + 8 + 8 = 28.
    row(reports[H1], 45, 25, 40, 20, 6, 7, 1, untimed=2, by=cast.focal)
    assert told(reports[Q3])[:2] == ("28", "8")
    assert told(reports[YEAR])[1] == "9"


# Row, its parts as typed, as printed.
NOTHING = (
    ("3.2.2", {"3.2.2.t": "0", "3.1.4": "0"}, "-"),
    ("3.2.2", {"3.2.2.t": "-", "3.1.4": "-"}, "-"),
    ("3.2.2", {"3.2.2.t": "3", "3.1.4": "0"}, "-"),
    ("3.2.2", {"3.2.2.t": "0", "3.1.4": "4"}, "0,00"),
    ("3.2.2", {"3.2.2.t": "K", "3.1.4": "4"}, "K"),
    ("3.2.2", {"3.2.2.t": "3", "3.1.4": ""}, ""),
    ("3.2.2", {"3.2.2.t": "1", "3.1.4": "3"}, "33,33"),
)


@pytest.mark.parametrize(("ratio", "cells", "printed"), NOTHING)
def test_a_ratio_with_nothing_to_divide_by(cast, known, ratio, cells, printed):
    report = begun(cast, Q1)
    enter_figures(report=report, part="3", cells=cells, by=cast.focal)
    assert figures_of(report).sheet().printed(ratio) == printed


def test_a_field_without_files_has_no_ratio_and_is_no_mistake(cast, known):
    was_open(cast, 0)
    report = row(begun(cast, Q1), 0, 0, 0, 0, 0, 0, 0, by=cast.focal)
    assert told(report) == ("0", "0", "0", "0", "-", "-", "-", 0)


def test_estimates_give_way_to_finals(cast, known):
    # Estimated on 05/12 that 30 would be open, settled at 32: quý I (3) = 20 + 10 + 30 = 60, then 62.
    was_open(cast, 30, kind="estimate", as_of=date(2025, 12, 5))
    report = row(begun(cast, Q1), 20, 10, 25, 10, 0, 25, 0, by=cast.focal)
    assert told(report)[:2] == ("60", "30")
    assert "số ước (báo cáo năm 2025). Sẽ đổi khi chốt" in figures_of(report).openings[FIELD].words
    was_open(cast, 32, kind="final")
    assert told(report)[:2] == ("62", "32")
    assert "số chính thức (báo cáo năm 2025)." in figures_of(report).openings[FIELD].words
    # The report's own: estimated (8) 30 where 25 are counted so far, settled at 28: the best kind stands.
    enter_figures(report=report, part="3", cells={"3.4.c8@ho-tich": "30"}, by=cast.focal, kind="estimate")
    assert told(report)[2] == "40"
    final = Entry("tthc.c8", report.window, "final", FIELD, amount=Decimal(28))
    Report.objects.filter(pk=report.pk).update(state="issued", issued_on=date(2026, 3, 20))
    actions.record_value(unit=cast.commune, entry=final, by=cast.focal, reason="Đối chiếu")
    figures = figures_of(Report.objects.get(pk=report.pk))
    assert figures.sheet().in_line(figures.sheet().lines[0])("3.4.c7").printed() == "38"
    changed = [one.sentence for one in revisions(figures.view("estimate"), figures.sheet())]
    assert changed == ["Hộ tịch, cột (8): ước 30, chính thức 28, bớt 2 hồ sơ."]


def test_a_merged_unit_begins_with_what_its_predecessors_left(cast, known):
    # xã Một (20 received, 5 open, settled) and xã Hai (30 received, 7 open, estimated) became xã Ba on 01/4/2026.
    part, own = Window(date(2025, 12, 15), date(2026, 3, 31)), Window(date(2026, 4, 1), date(2026, 6, 14))
    for unit, by, received, open_, kind in (
        (cast.commune, cast.focal, 20, 5, "final"),
        (cast.other_commune, cast.other_focal, 30, 7, "estimate"),
    ):
        numbers = {"tthc.c4": received, "tthc.c12": open_, "tthc.c13": 0}
        entries = [Entry(code, part, kind, FIELD, amount=Decimal(number)) for code, number in numbers.items()]
        actions.record_values(unit=unit, entries=entries, by=by)
    merged = commune("xa-ba", "xã Ba", cast.province)
    merged.valid_from = own.first
    merged.save()
    for old in (cast.commune, cast.other_commune):
        Succession.objects.create(
            predecessor=old, successor=merged, kind="merge", effective_on=own.first, ground_text="Nghị quyết"
        )
        old.valid_to = part.last
        old.save()
    clerk = person("clerk", "Lý Thị Ba", merged, Role.FOCAL_POINT, "Văn phòng")
    rebuild_reach()
    outline, form = Outline.objects.on(own.last).get(code="cchc-dinh-ky"), StatForm.objects.on(own.last).first()
    report = create_report(unit=merged, period=H1, window=own, outline=outline, form=form, by=clerk)
    # (6) = 5 + 7 = 12; (3) = 15 + 4 + 12 = 31 = (7) 21 + (11) 10; A = 20/21 = 95,2381; B = 1 - 1/31 = 96,7742
    row(report, 15, 4, 12, 8, 1, 10, 0, by=clerk)
    assert told(report) == ("31", "12", "21", "10", "95,24", "96,77", "96,77", 0)
    words = figures_of(report).openings[FIELD].words
    assert words == (
        "Cộng cột (11) đến hết ngày 31/3/2026 của 2 đơn vị trước sắp xếp: xã Một 5, số chính thức; xã Hai 7, số ước."
    )
    # Received online in the half year, the parts of all three: 20 + 30 + 15 = 65; open at its end: its own 10.
    half = window_of(H1)
    assert cumulated("tthc.c4", merged, half, breakdown=FIELD).number == 65
    assert cumulated("tthc.c11", merged, half, breakdown=FIELD).number == 10
    assert window_of(LAST_YEAR).last == date(2025, 12, 14)
