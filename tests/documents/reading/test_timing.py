"""The timing field of a task."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.quantities import NotReadable
from documents.reading.timing import TimingKind, TimingReading, print_timing, read_timing, read_timing_of_paper

JAN1, DEC31 = date(2026, 1, 1), date(2026, 12, 31)

# text, kind, start, end, echo, print in the plan of 2026
TIMINGS = [
    ("Quý II", "quarter", date(2026, 4, 1), date(2026, 6, 30), "đến hết 30/6/2026", "Quý II"),
    ("quý 1/2027", "quarter", date(2027, 1, 1), date(2027, 3, 31), "đến hết 31/3/2027", "Quý I/2027"),
    ("tháng 3", "month", date(2026, 3, 1), date(2026, 3, 31), "đến hết 31/3/2026", "Tháng 3"),
    ("Trong tháng 02", "month", date(2026, 2, 1), date(2026, 2, 28), "đến hết 28/02/2026", "Tháng 2"),
    ("15/5", "date", None, date(2026, 5, 15), "đến hết 15/5/2026", "15/5/2026"),
    ("chậm nhất 31/3", "date", None, date(2026, 3, 31), "đến hết 31/3/2026", "31/3/2026"),
    ("trước ngày 25/02", "date", None, date(2026, 2, 24), "đến hết 24/02/2026", "Trước ngày 25/02/2026"),
    ("tháng 3–6", "range", date(2026, 3, 1), date(2026, 6, 30), "đến hết 30/6/2026", "Tháng 3–6"),
    ("từ tháng 3 đến tháng 6", "range", date(2026, 3, 1), date(2026, 6, 30), "đến hết 30/6/2026", "Tháng 3–6"),
    ("Quý I - Quý III", "range", date(2026, 1, 1), date(2026, 9, 30), "đến hết 30/9/2026", "Tháng 1–9"),
    ("15/3 - 30/6", "range", date(2026, 3, 15), date(2026, 6, 30), "đến hết 30/6/2026",
     "Từ 15/3/2026 đến 30/6/2026"),
    ("6 tháng đầu năm", "range", JAN1, date(2026, 6, 30), "đến hết 30/6/2026", "Tháng 1–6"),
    ("cả năm", "range", JAN1, DEC31, "đến hết 31/12/2026", "Cả năm"),
    ("năm 2027", "range", date(2027, 1, 1), date(2027, 12, 31), "đến hết 31/12/2027", "Năm 2027"),
    ("hằng quý", "recurring", JAN1, DEC31, "hằng quý, đến hết 31/12/2026", "Hằng quý"),
    ("Định kỳ hàng tháng", "recurring", JAN1, DEC31, "hằng tháng, đến hết 31/12/2026", "Hằng tháng"),
    ("6 tháng/lần", "recurring", JAN1, DEC31, "6 tháng một lần, đến hết 31/12/2026", "6 tháng một lần"),
    ("Thường xuyên", "ongoing", JAN1, DEC31, "thường xuyên, đến hết 31/12/2026", "Thường xuyên"),
    ("sau khi có hướng dẫn của Sở Nội vụ", "on_trigger", None, None,
     "chưa có ngày cụ thể (sau khi có hướng dẫn của Sở Nội vụ)", "Sau khi có hướng dẫn của Sở Nội vụ"),
    ("Theo yêu cầu", "on_trigger", None, None, "chưa có ngày cụ thể (theo yêu cầu)", "Theo yêu cầu"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "start", "end", "echo", "printed"), TIMINGS, ids=[row[0] for row in TIMINGS])
def test_timing_is_read_echoed_and_printed(text, kind, start, end, echo, printed):
    reading = read_timing(text, 2026)
    assert (reading.kind, reading.start, reading.end) == (TimingKind(kind), start, end)
    assert (reading.echo, print_timing(reading, 2026)) == (echo, printed)


def test_every_kind_is_in_the_table():
    assert {row[1] for row in TIMINGS} == {kind.value for kind in TimingKind}


@pytest.mark.parametrize("text", [row[0] for row in TIMINGS])
def test_printed_timing_reads_back(text):
    reading = read_timing(text, 2026)
    assert read_timing(print_timing(reading, 2026), 2026) == reading


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("lúc nào đó", "Chưa hiểu thời gian “lúc nào đó”. Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, "
                       "thường xuyên."),
        ("31/02", "Ngày “31/02” không có trong lịch. Viết theo dạng ngày/tháng/năm, ví dụ 28/02/2026."),
        ("tháng 6–3", "Khoảng thời gian kết thúc 31/3/2026, trước khi bắt đầu 01/6/2026."),
        ("tháng 13", "Chưa hiểu thời gian “tháng 13”. Viết như: Quý II, tháng 3, 15/5, tháng 3–6, hằng quý, "
                     "thường xuyên."),
    ],
)  # fmt: skip
def test_timing_that_is_not_understood_says_so(text, sentence):
    with pytest.raises(NotReadable) as refused:
        read_timing(text, 2026)
    assert refused.value.sentence == sentence


# day of the paper, words, last day
OF_PAPERS = [
    (date(2025, 12, 15), "trong quý I", date(2026, 3, 31)),
    (date(2025, 12, 15), "Quý IV", date(2025, 12, 31)),
    (date(2025, 12, 15), "tháng 1", date(2026, 1, 31)),
    (date(2025, 12, 15), "trước ngày 15/01", date(2026, 1, 14)),
    (date(2025, 12, 15), "chậm nhất 15/12", date(2025, 12, 15)),
    (date(2025, 12, 15), "6 tháng đầu năm", date(2026, 6, 30)),
    (date(2025, 12, 15), "tháng 3–6", date(2026, 6, 30)),
    (date(2025, 12, 15), "quý I/2025", date(2025, 3, 31)),
    (date(2025, 12, 15), "năm 2024", date(2024, 12, 31)),
    (date(2025, 12, 15), "hằng quý", date(2025, 12, 31)),
    (date(2025, 12, 15), "thường xuyên", date(2025, 12, 31)),
    (date(2025, 12, 15), "sau khi có hướng dẫn", None),
    (date(2025, 3, 31), "quý I", date(2025, 3, 31)),
    (date(2025, 4, 1), "quý I", date(2026, 3, 31)),
    (date(2025, 1, 10), "quý I", date(2025, 3, 31)),
]


@pytest.mark.parametrize(("issued_on", "text", "end"), OF_PAPERS)
def test_a_time_without_a_year_is_not_over_on_the_day_of_its_paper(issued_on, text, end):
    assert read_timing_of_paper(text, issued_on).end == end


def test_a_day_that_the_next_year_has_not_is_refused():
    with pytest.raises(NotReadable):
        read_timing_of_paper("chậm nhất 29/02", date(2024, 12, 15))


@given(st.dates(date(2020, 1, 1), date(2039, 12, 31)), st.booleans())
def test_any_day_reads_back(day, exclusive):
    reading = TimingReading(TimingKind.DATE, None, day, exclusive=exclusive)
    assert read_timing(print_timing(reading, 2026), 2026) == reading


def answer(text: str) -> TimingReading | str:
    try:
        return read_timing(text, 2026)
    except NotReadable as refused:
        return refused.sentence


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    read = answer(text)
    if isinstance(read, str):
        assert read.endswith(".")
    else:
        assert (read.end is None) is (read.kind is TimingKind.ON_TRIGGER)
