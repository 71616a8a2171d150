"""Times of tasks moved to another year: every text that can be read, on every kind of day."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.reading.timing import print_timing, read_timing
from plans.models import Plan
from plans.timing import move_day, move_timing, plan_timing

YEARS = st.integers(2020, 2060)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))
WORDS = st.sampled_from(
    [
        "Quý I", "Quý II", "quý 4", "Tháng 2", "tháng 12", "Tháng 3–6", "Quý I-III", "6 tháng đầu năm", "Cả năm",
        "Hằng quý", "hằng tháng", "Thường xuyên", "6 tháng một lần", "30/6", "trước ngày 25/02", "chậm nhất 15/5",
        "28/02", "từ ngày 01/3 đến ngày 30/4",
    ]
)  # fmt: skip


def last_of(day: date, years: int) -> date:
    """The day years later as a person counts: 29/02 becomes 28/02."""
    year = day.year + years
    return date(year, day.month, min(day.day, calendar.monthrange(year, day.month)[1]))


@settings(deadline=None)
@given(DAYS, st.integers(1, 10))
def test_a_day_moves_to_the_same_day_of_the_other_year(day: date, years: int) -> None:
    assert move_day(day, years) == last_of(day, years)


@settings(deadline=None)
@given(WORDS, YEARS, st.integers(1, 5))
def test_words_without_a_year_stay_and_mean_the_new_year(words: str, year: int, years: int) -> None:
    old, moved = read_timing(words, year), move_timing(words, "", None, None, year=year, to=year + years)
    again = read_timing(words, year + years)
    assert (moved.text, moved.kind, moved.start, moved.end) == (words, again.kind.value, again.start, again.end)
    assert moved.kind == old.kind.value


@settings(deadline=None)
@given(DAYS, st.booleans(), st.sampled_from(["{:%d/%m/%Y}", "{:%d.%m.%Y}", "{:%d%m%Y}"]), st.integers(1, 6))
def test_a_written_day_moves_with_its_year(day: date, before: bool, form: str, years: int) -> None:
    words = ("trước ngày " if before else "") + form.format(day)
    moved = move_timing(words, "", None, None, year=day.year, to=day.year + years)
    assert moved.end == last_of(day, years) - timedelta(days=before)
    again = read_timing(moved.text, day.year + years)
    assert (again.kind.value, again.start, again.end) == (moved.kind, moved.start, moved.end)


@settings(deadline=None)
@given(DAYS, st.integers(0, 200), st.integers(1, 6))
def test_a_written_range_moves_with_its_years(first: date, length: int, years: int) -> None:
    last = first + timedelta(days=length)
    words = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    moved = move_timing(words, "", None, None, year=last.year, to=last.year + years)
    assert (moved.start, moved.end) == (last_of(first, years), last_of(last, years))
    again = read_timing(moved.text, last.year + years)
    assert (again.start, again.end) == (moved.start, moved.end)


@pytest.mark.parametrize(
    ("words", "year", "to", "text", "end"),
    [
        ("15/5/2024", 2024, 2025, "15/5/2025", date(2025, 5, 15)),
        ("15/5/24", 2024, 2025, "15/5/25", date(2025, 5, 15)),
        ("Quý I/2025", 2024, 2025, "Quý I/2026", date(2026, 3, 31)),
        ("29/02/2024", 2024, 2025, "28/02/2025", date(2025, 2, 28)),
        ("29/2", 2024, 2025, "28/02/2025", date(2025, 2, 28)),
        ("trước ngày 01/03/2024", 2024, 2025, "trước ngày 01/03/2025", date(2025, 2, 28)),
        ("Tháng 2", 2024, 2025, "Tháng 2", date(2025, 2, 28)),
        ("Sau khi có hướng dẫn số 5/2024/TT-BNV", 2024, 2025, "Sau khi có hướng dẫn số 5/2024/TT-BNV", None),
    ],
)
def test_times_of_2024_in_the_next_plan(words: str, year: int, to: int, text: str, end: date | None) -> None:
    moved = move_timing(words, "", None, None, year=year, to=to)
    assert (moved.text, moved.end) == (text, end)


def test_words_that_nobody_can_read_are_kept_and_their_days_moved() -> None:
    moved = move_timing("đợt 2 trong năm", "date", None, date(2024, 2, 29), year=2024, to=2025)
    assert (moved.text, moved.kind, moved.end) == ("đợt 2 trong năm", "date", date(2025, 2, 28))


STAGE = [
    ("2021-2025", date(2021, 1, 1), date(2025, 12, 31)),
    ("giai đoạn 2022 - 2025", date(2022, 1, 1), date(2025, 12, 31)),
    ("Thường xuyên", date(2021, 1, 1), date(2025, 12, 31)),
    ("Hằng năm", date(2021, 1, 1), date(2025, 12, 31)),
    ("năm 2023", date(2023, 1, 1), date(2023, 12, 31)),
]


@pytest.mark.parametrize(("words", "start", "end"), STAGE)
def test_times_of_a_stage_plan(words: str, start: date, end: date) -> None:
    read = plan_timing(words, Plan(scope="stage", year=2021, year_to=2025))
    assert (read.start, read.end) == (start, end)
    assert print_timing(read, 2025)
