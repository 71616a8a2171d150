"""Column (6) of units that others joined, on the first day of a window and in its middle: numbers worked out by hand.

Every figure of a successor's window holds the part of those it took over in it, so (6) is what all of them had open
on the eve. Who did not report on the eve is waited for, never taken as nothing.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

import pytest

from indicators import actions
from indicators.entries import Entry
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Succession, Unit
from organisations.roles import Role
from reporting.actions import create_report
from reporting.actions.figures import carry_on
from reporting.annexes import figure_grids
from reporting.models import Outline, Report, StatForm
from reporting.periods import Kind, Period, window_of
from reporting.queries import figures_of
from tests.cast import commune, person
from tests.reporting.builders import library
from tests.reporting.figure_world import enter, line, stored
from tests.reporting.test_figure_pages import client
from workflow import clock

pytestmark = pytest.mark.django_db
FIELD, OTHER = "ho-tich", "dat-dai"
QUARTER_3 = Period(2025, Kind.QUARTER, 3)
WINDOW = Window(date(2025, 6, 15), date(2025, 9, 14))
HALF = Window(date(2024, 12, 15), date(2025, 6, 14))
MERGED_ON = date(2025, 7, 1)
FIRST_PART, OWN = Window(WINDOW.first, date(2025, 6, 30)), Window(MERGED_ON, WINDOW.last)


@pytest.fixture(autouse=True)
def year_is_over() -> Iterator[None]:
    with clock.set_to(datetime(2026, 1, 20, 9, 0, tzinfo=clock.ZONE)):
        yield


@pytest.fixture
def two(cast) -> tuple[Unit, Unit]:
    """xã Một and xã Hai, with the library."""
    library(cast)
    assert window_of(QUARTER_3) == WINDOW
    return cast.commune, cast.other_commune


def left_open(unit: Unit, by, window: Window, within: int, late: int = 0, *, kind: str = "final", field: str = FIELD):
    """What a unit had open at the end of a window."""
    numbers = {"tthc.c12": within, "tthc.c13": late}
    entries = [Entry(code, window, kind, field, amount=Decimal(number)) for code, number in numbers.items()]
    actions.record_values(unit=unit, entries=entries, by=by)


def become(old: Unit, new: Unit, day: date = MERGED_ON, kind: str = "merge") -> None:
    """old ends and becomes part of new."""
    Succession.objects.create(predecessor=old, successor=new, kind=kind, effective_on=day, ground_text="Nghị quyết")
    old.valid_to = date.fromordinal(day.toordinal() - 1)
    old.save()
    rebuild_reach()


def founded(cast, day: date = MERGED_ON):
    """A unit that began on a day, and its clerk."""
    new = commune("xa-ba", "xã Ba", cast.province)
    new.valid_from = day
    new.save()
    return new, person("clerk", "Lý Thị Ba", new, Role.FOCAL_POINT, "Văn phòng")


def report_of(unit: Unit, by, window: Window = WINDOW) -> Report:
    outline, form = Outline.objects.on(window.last).get(code="cchc-dinh-ky"), StatForm.objects.on(window.last).first()
    return create_report(unit=unit, period=QUARTER_3, window=window, outline=outline, form=form, by=by)


def start_of(report: Report, field: str = FIELD):
    """What is carried into (6) of a field."""
    return figures_of(report).openings[field]


def columns(report: Report, field: str = FIELD) -> tuple[str, ...]:
    """(3), (6), (7), (11) of a line as printed."""
    sheet = figures_of(report).sheet()
    one = next(found for found in sheet.lines if found.key == field)
    return tuple(sheet.in_line(one)(f"3.4.c{number}").printed() for number in (3, 6, 7, 11))


def test_a_commune_founded_in_the_window_begins_on_its_own_first_day(cast, two):
    # Its window is 01/7 to 14/9. On 30/6 xã Một had 4 + 1 = 5 open, xã Hai 7: (6) = 12. What both had open on 14/6,
    # the eve of everybody else's window, is not asked.
    for unit, by, half, part in ((two[0], cast.focal, (9, 0), (4, 1)), (two[1], cast.other_focal, (2, 0), (7, 0))):
        left_open(unit, by, HALF, *half)
        left_open(unit, by, FIRST_PART, *part)
    new, clerk = founded(cast)
    for old in two:
        become(old, new)
    report = report_of(new, clerk, OWN)
    enter(report, clerk, line(FIELD, 15, 4, 12, 8, 1, 10, 0))
    # (3) = 15 + 4 + 12 = 31 = (7) 12 + 8 + 1 = 21 and (11) 10.
    assert columns(report) == ("31", "12", "21", "10")
    assert figures_of(report).carried_rule == (
        "Cột (6) là số đang giải quyết đến hết ngày 30/6/2025 của xã Một, xã Hai cộng lại."
    )


def test_the_same_commune_asked_for_the_whole_window_begins_with_what_both_had_on_its_eve(cast, two):
    # On 14/6 xã Một had 9 open, xã Hai 2 (estimated): (6) = 11. Both parts and its own: (4) = 3 + 5 + 15 = 23,
    # (5) = 1 + 2 + 4 = 7, (3) = 23 + 7 + 11 = 41; (8) = 20, (9) = 10, (10) = 1: (7) = 31; (11) = 10; 31 + 10 = 41.
    left_open(two[0], cast.focal, HALF, 8, 1)
    left_open(two[1], cast.other_focal, HALF, 2, kind="estimate")
    new, clerk = founded(cast)
    for old in two:
        become(old, new)
    report = report_of(new, clerk)
    enter(report, clerk, line(FIELD, 23, 7, 20, 10, 1, 10, 0))
    assert columns(report) == ("41", "11", "31", "10")
    assert figures_of(report).findings == []
    assert start_of(report).words == (
        "Cộng cột (11) đến hết ngày 14/6/2025 của 2 đơn vị trước sắp xếp: xã Một 9, số chính thức; xã Hai 2, số ước."
    )
    assert figures_of(report).carried_rule == (
        "Cột (6) là số đang giải quyết đến hết ngày 14/6/2025 của xã Một, xã Hai cộng lại. "
        "Xã Một sáp nhập từ ngày 01/7/2025: các cột khác tính cả số của đơn vị này từ 15/6/2025 đến 30/6/2025. "
        "Xã Hai sáp nhập từ ngày 01/7/2025: các cột khác tính cả số của đơn vị này từ 15/6/2025 đến 30/6/2025."
    )


def test_a_commune_that_takes_another_over_in_the_window_begins_with_both(cast, two):
    # xã Một lasts: 9 open on 14/6; xã Hai, which joins it on 01/7, had 2: (6) = 11, not 9.
    left_open(two[0], cast.focal, HALF, 8, 1)
    left_open(two[1], cast.other_focal, HALF, 2)
    # On 30/6, the day before it joined, xã Hai had 6 open; its part of the window says why, (6) does not.
    left_open(two[1], cast.other_focal, FIRST_PART, 6)
    become(two[1], two[0])
    report = report_of(two[0], cast.focal)
    enter(report, cast.focal, line(FIELD, 23, 7, 20, 10, 1, 10, 0))
    assert columns(report) == ("41", "11", "31", "10")
    assert stored(report, "tthc.c6", field=FIELD).amount == 11
    rule = figures_of(report).carried_rule
    assert rule == (
        "Cột (6) là số đang giải quyết đến hết ngày 14/6/2025 của xã Hai, xã Một cộng lại. "
        "Xã Hai sáp nhập từ ngày 01/7/2025: các cột khác tính cả số của đơn vị này từ 15/6/2025 đến 30/6/2025."
    )
    notes = [note for grid in figure_grids(report, figures_of(report)) for note in grid.notes]
    assert f"Ghi chú: {rule}" in notes
    page = client(cast.focal).get(f"/bao-cao/{report.code}/so-lieu/3/").content.decode()
    assert rule in " ".join(page.split())


def test_a_merger_after_the_window_changes_nothing_in_it(cast, two):
    left_open(two[0], cast.focal, HALF, 9)
    left_open(two[1], cast.other_focal, HALF, 2)
    become(two[1], two[0], date(2025, 9, 15))
    report = report_of(two[0], cast.focal)
    assert (start_of(report).figure.number, figures_of(report).carried_rule) == (9, "")


def test_mergers_one_after_the_other_bring_everybody_who_was_there_on_the_eve(cast, two):
    # xã Hai joins xã Ba, founded on 01/7; xã Ba joins xã Một on 01/8. On the eve there were 9 (Một) and 2 (Hai).
    left_open(two[0], cast.focal, HALF, 9)
    left_open(two[1], cast.other_focal, HALF, 2)
    new, _ = founded(cast)
    become(two[1], new)
    become(new, two[0], date(2025, 8, 1))
    report = report_of(two[0], cast.focal)
    assert start_of(report).figure.number == 11
    assert figures_of(report).carried_rule.endswith(
        "Xã Hai sáp nhập từ ngày 01/7/2025: các cột khác tính cả số của đơn vị này từ 15/6/2025 đến 30/6/2025."
    )


def test_who_did_not_report_on_the_eve_is_waited_for_and_who_had_no_such_files_is_not(cast, two):
    # xã Hai said nothing of the eve: no field of xã Một stands alone.
    left_open(two[0], cast.focal, HALF, 9)
    become(two[1], two[0])
    report = report_of(two[0], cast.focal)
    assert not start_of(report).figure.known
    assert start_of(report).words == (
        "Chưa có số đang giải quyết đến hết ngày 14/6/2025 của xã Hai: nhập số và ghi nguồn."
    )
    # It had files of another field only: 9 of this field stand, and its 4 of the other.
    left_open(two[1], cast.focal, HALF, 4, field=OTHER)
    assert (start_of(report).figure.number, start_of(report, OTHER).figure.number) == (9, 4)


def test_a_late_final_figure_of_who_joined_reaches_the_successor(cast, two):
    left_open(two[0], cast.focal, HALF, 9)
    left_open(two[1], cast.other_focal, HALF, 2, kind="estimate")
    become(two[1], two[0])
    report = report_of(two[0], cast.focal)
    enter(report, cast.focal, line(FIELD, 23, 7, 20, 10, 1, 10, 0))
    # Who answers for xã Hai since settles it.
    left_open(two[1], cast.focal, HALF, 5)
    # 9 + 5 = 14: (3) = 23 + 7 + 14 = 44, three more than (7) + (11) explain; stored with the next act.
    assert columns(report)[:2] == ("44", "14")
    assert [one.sentence for one in figures_of(report).findings] == [
        "Hộ tịch: cột (3) là 44 nhưng (7) + (11) là 41, thiếu 3 hồ sơ."
    ]
    assert carry_on(report=report, by=cast.focal) == 2
    assert stored(report, "tthc.c6", field=FIELD).amount == 14
