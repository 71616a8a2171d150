"""Days and deadlines as typed, printed and meant."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.dates import (
    Deadline,
    format_date,
    format_date_long,
    format_date_short,
    last_day,
    parse_date,
    parse_deadline,
    typed_days,
    weekday_name,
)
from documents.reading.quantities import NotReadable

days = st.dates(date(1945, 1, 1), date(2099, 12, 31))

ACCEPTED = [
    ("05/01/2027", date(2027, 1, 5)),
    ("5/1/2027", date(2027, 1, 5)),
    ("5/1", date(2026, 1, 5)),
    ("05.01.26", date(2026, 1, 5)),
    ("05-01-2026", date(2026, 1, 5)),
    ("05012026", date(2026, 1, 5)),
    ("ngày 05 tháng 6 năm 2023", date(2023, 6, 5)),
    ("ngày 15/7/2021", date(2021, 7, 15)),
    ("29/2/2028", date(2028, 2, 29)),
]


@pytest.mark.parametrize(("typed", "day"), ACCEPTED)
def test_day_is_read_day_before_month(typed, day):
    assert parse_date(typed, year=2026) == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/02/2026", "Ngày “31/02/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."),
        ("31/4", "Ngày “31/4” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 30/04/2026."),
        ("05/13/2026", "Ngày “05/13/2026” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."),
        ("2026-01-05", "Ngày “2026-01-05” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."),
        ("mai", "Ngày “mai” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."),
    ],
)
def test_day_that_does_not_exist_is_refused(typed, sentence):
    with pytest.raises(NotReadable) as refused:
        parse_date(typed, year=2026)
    assert refused.value.sentence == sentence


def test_day_without_a_year_needs_a_context():
    with pytest.raises(NotReadable) as refused:
        parse_date("5/1")
    assert refused.value.sentence == ("Ngày “5/1” chưa có năm. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026.")


@pytest.mark.parametrize(
    ("day", "screen", "short", "long"),
    [
        (date(2023, 6, 5), "05/06/2023", "05/6/2023", "ngày 05 tháng 6 năm 2023"),
        (date(2023, 2, 25), "25/02/2023", "25/02/2023", "ngày 25 tháng 02 năm 2023"),
        (date(2023, 1, 9), "09/01/2023", "09/01/2023", "ngày 09 tháng 01 năm 2023"),
        (date(2023, 10, 31), "31/10/2023", "31/10/2023", "ngày 31 tháng 10 năm 2023"),
    ],
)
def test_day_is_printed_with_the_zeros_of_the_decree(day, screen, short, long):
    assert (format_date(day), format_date_short(day), format_date_long(day)) == (screen, short, long)


def test_weekday_is_named():
    assert (weekday_name(date(2026, 1, 5)), weekday_name(date(2023, 2, 25))) == ("Thứ Hai", "Thứ Bảy")


@given(days)
def test_every_print_reads_back(day):
    prints = (format_date(day), format_date_short(day), format_date_long(day), f"{day:%d%m%Y}")
    assert [parse_date(printed) for printed in prints] == [day] * 4


@given(days)
def test_printed_days_have_the_right_zeros(day):
    text = f"Từ {format_date_short(day)} và {format_date_long(day)}."
    assert [(found.text, found.expected) for found in typed_days(text)] == [
        (format_date_short(day),) * 2,
        (format_date_long(day),) * 2,
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 5/6/2023", [("5/6/2023", "05/6/2023")]),
        ("13/07/2022", [("13/07/2022", "13/7/2022")]),
        ("Ngày 5 tháng 2 năm 2023", [("Ngày 5 tháng 2 năm 2023", "Ngày 05 tháng 02 năm 2023")]),
        ("31/02/2023", [("31/02/2023", "")]),
        ("số 42/2022/NĐ-CP, 1/2/20233", []),
    ],
)
def test_typed_days_are_found_with_their_right_writing(text, expected):
    assert [(found.text, found.expected) for found in typed_days(text)] == expected


DEADLINES = [
    ("trước ngày 25/02/2023", Deadline(date(2023, 2, 25), False), date(2023, 2, 24)),
    ("gửi trước ngày 25/5", Deadline(date(2026, 5, 25), False), date(2026, 5, 24)),
    ("chậm nhất ngày 28/02", Deadline(date(2026, 2, 28), True), date(2026, 2, 28)),
    ("chậm nhất là ngày 28/02", Deadline(date(2026, 2, 28), True), date(2026, 2, 28)),
    ("đến hết ngày 31/5/2020", Deadline(date(2020, 5, 31), True), date(2020, 5, 31)),
    ("không muộn hơn ngày 05 tháng 6 năm 2026", Deadline(date(2026, 6, 5), True), date(2026, 6, 5)),
    ("trong tháng 1 hằng năm", Deadline(date(2026, 1, 31), True), date(2026, 1, 31)),
    ("Hoàn thành trong quý II/2026", Deadline(date(2026, 6, 30), True), date(2026, 6, 30)),
    ("trong tháng 2 năm 2028", Deadline(date(2028, 2, 29), True), date(2028, 2, 29)),
    ("trước tháng 6", Deadline(date(2026, 6, 1), False), date(2026, 5, 31)),
    ("15/5", Deadline(date(2026, 5, 15), True), date(2026, 5, 15)),
]


@pytest.mark.parametrize(("text", "deadline", "last"), DEADLINES)
def test_deadline_is_read_with_its_inclusiveness(text, deadline, last):
    assert (parse_deadline(text, 2026), last_day(text, 2026)) == (deadline, last)


def test_month_without_a_year_is_not_guessed():
    with pytest.raises(NotReadable):
        parse_deadline("trong tháng 3")


@given(days, st.booleans())
def test_worded_deadline_reads_back(day, inclusive):
    deadline = Deadline(day, inclusive)
    assert parse_deadline(deadline.phrase()) == deadline
    assert [deadline.kept(day), deadline.kept(day - timedelta(1)), deadline.kept(day + timedelta(1))] == [
        inclusive,
        True,
        False,
    ]
