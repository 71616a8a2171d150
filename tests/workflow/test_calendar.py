"""Working days and deadlines as tables."""

from datetime import date

import pytest

from workflow import calendar
from workflow.models import WorkCalendarDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(db):
    calendar.seed(range(2023, 2028))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2023, 2, 24), True),
        (date(2023, 2, 25), False),  # Saturday: the seed plan's own deadline
        (date(2026, 1, 2), False),  # swapped with 10 January
        (date(2026, 1, 10), True),
        (date(2026, 2, 17), False),  # mùng 1 Tết
        (date(2026, 2, 27), True),
        (date(2026, 2, 28), False),
        (date(2026, 9, 2), False),
    ],
)
def test_days_are_worked_or_not(seeded, day, works):
    assert calendar.is_working_day(day) is works


def test_an_edited_row_wins_over_the_seed(seeded):
    WorkCalendarDay.objects.filter(day=date(2026, 9, 2)).update(kind=WorkCalendarDay.Kind.WORKED)
    assert calendar.is_working_day(date(2026, 9, 2)) is True
    assert calendar.seed(range(2023, 2028)) == 0
    assert calendar.is_working_day(date(2026, 9, 2)) is True


def test_the_day_before_a_day_off_and_the_next_working_day(seeded):
    assert calendar.previous_working_day(date(2026, 2, 28)) == date(2026, 2, 27)
    assert calendar.next_working_day(date(2026, 2, 27)) == date(2026, 3, 2)
    assert calendar.day_off_name(date(2026, 2, 28)) == "Thứ Bảy"


@pytest.mark.parametrize(
    ("acted", "due", "inclusive", "late"),
    [
        (date(2023, 2, 24), date(2023, 2, 25), False, False),
        (date(2023, 2, 25), date(2023, 2, 25), False, True),
        (date(2026, 2, 28), date(2026, 2, 28), True, False),
        (date(2026, 3, 1), date(2026, 2, 28), True, True),
        (date(2026, 3, 1), None, True, False),
    ],
)
def test_before_excludes_the_day_and_at_the_latest_includes_it(acted, due, inclusive, late):
    assert calendar.is_late(acted, due, inclusive) is late
