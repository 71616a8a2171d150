"""Numbers and letters typed by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.checks.sequences import sequence_findings, typed_mark
from documents.layout import point_letter, roman


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("II. NHIỆM VỤ", (0, "II")),
        ("3. Cải cách", (1, "3")),
        ("03. Cải cách", (1, "3")),
        ("đ) Sở Kế hoạch", (2, "đ")),
        ("f) không có chữ này", None),
        ("3.5 phần trăm", None),
        ("Nội dung 3. khác", None),
        ("C. Phần chữ", None),
    ],
)
def test_mark_at_the_start_of_a_line(text, mark):
    assert typed_mark(text) == mark


def test_gaps_of_an_imported_plan_are_named():
    lines = ["I. A", "1. a", "2. b", "II. B", "1. a", "2. b", "3. c", "5. d", "7. e", "III. C", "1. a", "2. b", "5. c"]
    assert sequence_findings(lines) == [
        (7, "L9", "Sau mục 3 là mục 5, thiếu mục 4."),
        (8, "L9", "Sau mục 5 là mục 7, thiếu mục 6."),
        (12, "L9", "Sau mục 2 là mục 5, thiếu mục 3, 4."),
    ]


def test_letters_without_đ_are_named():
    assert sequence_findings(["a) x", "b) x", "c) x", "d) x", "e) x", "g) x"]) == [
        (4, "L8", "Sau điểm d) là điểm e), thiếu điểm đ). Thứ tự các điểm: a, b, c, d, đ, e, g, h, i, k.")
    ]


def test_double_mark_is_named():
    assert sequence_findings(["1. a", "2. b", "2. c"]) == [(2, "L9", "Mục 2 xuất hiện hai lần hoặc sai thứ tự.")]


@given(st.lists(st.lists(st.integers(0, 5), max_size=4), max_size=4))
def test_generated_numbers_have_no_gap(shape):
    lines = []
    for section, clauses in enumerate(shape, start=1):
        lines.append(f"{roman(section)}. Mục")
        for clause, points in enumerate(clauses, start=1):
            lines.append(f"{clause}. Khoản")
            lines += [f"{point_letter(point)}) Điểm" for point in range(1, points + 1)]
    assert sequence_findings(lines) == []


@given(st.integers(3, 20).flatmap(lambda count: st.tuples(st.just(count), st.integers(2, count - 1))))
def test_a_missing_number_is_the_one_finding(count_and_missing):
    count, missing = count_and_missing
    lines = [f"{number}. Khoản" for number in range(1, count + 1) if number != missing]
    assert sequence_findings(lines) == [
        (missing - 1, "L9", f"Sau mục {missing - 1} là mục {missing + 1}, thiếu mục {missing}.")
    ]
