"""Numbers as officials type and print them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.quantities import NotReadable, format_decimal, format_quantity, parse_decimal

ACCEPTED = [
    ("1934", "1934"), ("1.934", "1934"), ("1 934", "1934"), ("1\u00a0934", "1934"), ("98,71", "98.71"),
    ("98.71", "98.71"), ("98,71%", "98.71"), ("98,71 %", "98.71"), ("1.234,5", "1234.5"),
    ("1.234.567,89", "1234567.89"), ("0", "0"), ("06", "6"), ("-5", "-5"), ("−5,5", "-5.5"), (" 7 ", "7"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "value"), ACCEPTED)
def test_number_is_read(typed, value):
    assert parse_decimal(typed) == Decimal(value)


REFUSED = [
    ("1,234.5", "“1,234.5” chưa rõ là số nào. Viết 1.234,5: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ("12.34.5", "“12.34.5” chưa rõ là số nào. Viết 1.234,5: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ("1,234,567", "“1,234,567” chưa rõ là số nào. Viết 1.234.567: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ("mười", "“mười” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
    ("", "“” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
    ("12k", "“12k” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_unclear_number_is_refused_with_the_right_writing(typed, sentence):
    with pytest.raises(NotReadable) as refused:
        parse_decimal(typed)
    assert refused.value.sentence == sentence


def test_field_with_three_decimals_asks_what_one_dot_means():
    with pytest.raises(NotReadable) as asked:
        parse_decimal("1.234", places=3)
    assert asked.value.sentence == "“1.234” chưa rõ là số nào. Viết 1234 nếu là số nguyên, 1,234 nếu có phần lẻ."
    assert parse_decimal("1,234", places=3) == Decimal("1.234")


@pytest.mark.parametrize(
    ("typed", "places", "sentence"),
    [
        ("1,5", 0, "“1,5” có quá nhiều chữ số sau dấu phẩy. Số này không có phần lẻ."),
        ("1,2345", 2, "“1,2345” có quá nhiều chữ số sau dấu phẩy. Số này lấy 2 chữ số phần lẻ."),
        ("1,234", 2, "“1,234” chưa rõ là số nào. Viết 1.234: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ],
)
def test_more_decimals_than_the_field_holds_are_refused(typed, places, sentence):
    with pytest.raises(NotReadable) as refused:
        parse_decimal(typed, places=places)
    assert refused.value.sentence == sentence


PRINTED = [
    ("1234.5", None, "1.234,5"), ("1934", None, "1.934"), ("98.7100", None, "98,71"), ("98.7", 2, "98,70"),
    ("0.005", 2, "0,01"), ("-0.001", 2, "0,00"), ("1E+3", None, "1.000"), ("2.5", 0, "3"), ("-1234.5", 1, "-1.234,5"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "places", "printed"), PRINTED)
def test_number_is_printed(value, places, printed):
    assert format_decimal(Decimal(value), places) == printed


def test_quantity_keeps_number_and_unit_together():
    assert format_quantity(Decimal("98.71"), "%") == "98,71\u00a0%"
    assert format_quantity(4) == "4"


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_printed_number_reads_back(value):
    assert parse_decimal(format_decimal(value)) == value
    assert parse_decimal(format_decimal(value, grouping=False)) == value


def answer(typed: str) -> Decimal | str:
    try:
        return parse_decimal(typed)
    except NotReadable as refused:
        return refused.sentence


@given(st.text(alphabet="0123456789.,- %k", max_size=12))
def test_any_typing_is_a_number_or_a_sentence(typed):
    read = answer(typed)
    if isinstance(read, str):
        assert read.startswith(f"“{typed.strip()}” ")
    else:
        assert parse_decimal(format_decimal(read)) == read
