"""Document numbers meet however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.numbers import (
    DOCUMENT_TYPES,
    find_type,
    full_number,
    issuer_fits,
    number_key,
    parse_number,
    symbol_for,
    tidy_number,
    valid_number,
)

SAME = [
    ("60-NQ/TU", "60/NQ-TU"),
    ("01/CT-UBND", "1/CT-UBND"),
    ("01 /CT-UBND", "01/CT-UBND"),
    ("29- KL/TU", "29-KL/TU"),
    ("42/2022/NĐ- CP", "42/2022/NĐ-CP"),
    ("12/kh-ubnd", "12/KH-UBND"),
    ("Số: 12/KH-UBND", "12/KH-UBND"),
    ("468/QĐ–TTg", "468/QĐ-TTg"),
    ("7946 / UBND-NCPC", "7946/UBND-NCPC"),
    ("12/KH-UBND.", "12/KH-UBND"),
]

DIFFERENT = [
    ("12/HĐ-UBND", "12/HD-UBND"),
    ("12/KH-UBND", "12/KH-HĐND"),
    ("15/2022/NQ-HĐND", "15/2023/NQ-HĐND"),
    ("12/KH-UBND", "12a/KH-UBND"),
    ("76/NQ-CP", "67/NQ-CP"),
]

# text: number, year, type, issuer, drafter, style
PARTS = [
    ("12/KH-UBND", (12, None, "KH", "UBND", "", "state")),
    ("01 /CT-UBND", (1, None, "CT", "UBND", "", "state")),
    ("76/NQ-CP", (76, None, "NQ", "CP", "", "state")),
    ("42/2022/NĐ-CP", (42, 2022, "NĐ", "CP", "", "legal")),
    ("468/QĐ-TTg", (468, None, "QĐ", "TTg", "", "state")),
    ("15/2022/NQ-HĐND", (15, 2022, "NQ", "HĐND", "", "legal")),
    ("7946/UBND-NCPC", (7946, None, "", "UBND", "NCPC", "letter")),
    ("118/SNV-CCHC", (118, None, "", "SNV", "CCHC", "letter")),
    ("60-NQ/TU", (60, None, "NQ", "TU", "", "party")),
    ("29- KL/TU", (29, None, "KL", "TU", "", "party")),
    ("48-KL/TW", (48, None, "KL", "TW", "", "party")),
    ("72/2025/QH15", (72, 2025, "", "QH15", "", "law")),
    ("01/2020/TTLT-BNV-BTC", (1, 2020, "TTLT", "BNV-BTC", "", "legal")),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_writings_of_one_number_meet(one, other):
    assert number_key(one) == number_key(other) is not None


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_numbers_stay_apart(one, other):
    assert number_key(one) != number_key(other)


@pytest.mark.parametrize(("text", "expected"), PARTS)
def test_number_is_taken_apart(text, expected):
    p = parse_number(text)
    assert (p.number, p.year, p.type_abbreviation, p.issuer_abbreviation, p.drafter, p.style) == expected
    assert p.looks_wrong is None


@pytest.mark.parametrize("text", ["", "abc", "15/7/2021", "100%", "/UBND-TCNV", "2021 - 2030", "Kế hoạch số 12"])
def test_what_is_no_number_has_no_key(text):
    assert number_key(text) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "14/20218/TT-BNV",
            "Năm “20218” trong số “14/20218/TT-BNV” không đúng. Năm viết bằng bốn chữ số.",
        ),
        (
            "14/218/TT-BNV",
            "Năm “218” trong số “14/218/TT-BNV” không đúng. Năm viết bằng bốn chữ số.",
        ),
        ("00/KH-UBND", "Số văn bản bắt đầu từ 01."),
    ],
)
def test_mistyped_number_is_named(text, sentence):
    assert parse_number(text).looks_wrong == sentence


def test_the_decree_has_29_types_and_two_without_abbreviation():
    assert len(DOCUMENT_TYPES) == 29
    assert [row.name for row in DOCUMENT_TYPES if not row.abbreviation] == ["Công văn", "Thư công"]
    abbreviations = [row.abbreviation for row in DOCUMENT_TYPES if row.abbreviation]
    assert len(set(abbreviations)) == 27


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [("KẾ HOẠCH", "KH"), ("bao cao", "BC"), ("Văn bản", ""), ("Nghị định", "NĐ"), ("Thỏa ước", None)],
)
def test_type_is_found_by_name(name, abbreviation):
    row = find_type(name)
    assert (row.abbreviation if row else None) == abbreviation


FITS = [
    ("42/2022/NĐ-CP", "Chính phủ", True),
    ("42/2022/NĐ-CP", "Thủ tướng Chính phủ", False),
    ("42/2022/NĐ-CP", "Văn phòng Chính phủ", False),
    ("468/QĐ-TTg", "Thủ tướng Chính phủ", True),
    ("468/QĐ-TTg", "Chính phủ", False),
    ("01/2018/TT-VPCP", "Văn phòng Chính phủ", True),
    ("14/2018/TT-BNV", "Bộ trưởng Bộ Nội vụ", True),
    ("14/2018/TT-BNV", "Bộ Tài chính", False),
    ("60-NQ/TU", "Ban Thường vụ Tỉnh ủy", True),
    ("60-NQ/TU", "Ban Chấp hành Đảng bộ tỉnh", True),
    ("60-NQ/TU", "UBND tỉnh", False),
    ("48-KL/TW", "Bộ Chính trị", True),
    ("12/KH-UBND", "Uỷ ban nhân dân xã Tân Lập", True),
    ("12/KH-UBND", "HĐND xã", False),
    ("459/TB-HĐND", "Thường trực HĐND tỉnh", True),
    ("72/2025/QH15", "Quốc hội", True),
    ("12/KH-XYZ", "ai cũng được", None),
    ("12/KH-UBND", "", None),
]


@pytest.mark.parametrize(("number", "issuer", "fits"), FITS)
def test_issuer_in_words_is_held_against_the_symbol(number, issuer, fits):
    assert issuer_fits(parse_number(number), issuer) is fits


def test_symbols_are_made_of_type_and_issuer():
    assert symbol_for("KH", "UBND") == "KH-UBND"
    assert symbol_for("", "UBND", "NCPC") == "UBND-NCPC"
    assert symbol_for("NQ", "TU", party=True) == "NQ/TU"
    assert full_number(5, "KH-UBND") == "05/KH-UBND"
    assert full_number(42, "NĐ-CP", year=2022) == "42/2022/NĐ-CP"
    assert full_number(8, "NQ/TU", party=True) == "08-NQ/TU"


@pytest.mark.parametrize(
    ("text", "type_abbreviation", "sentence"),
    [
        ("16/KH-UBND", "KH", None),
        ("16/UBND-VHXH", "", None),
        ("16", "KH", "“16” chưa đúng dạng số và ký hiệu. Viết như 12/KH-UBND."),
        (
            "16/BC-UBND",
            "KH",
            "Ký hiệu “BC-UBND” không khớp loại văn bản và cơ quan ban hành. Viết như 12/KH-UBND.",
        ),
        (
            "16/KH-UBND",
            "",
            "Ký hiệu “KH-UBND” không khớp loại văn bản và cơ quan ban hành. Viết như 12/UBND-VP.",
        ),
        (
            "16/2026/KH-UBND",
            "KH",
            "Số và ký hiệu của văn bản hành chính không ghi năm. Viết như 12/KH-UBND.",
        ),
    ],
)
def test_typed_number_is_checked_for_shape(text, type_abbreviation, sentence):
    assert valid_number(text, type_abbreviation, "UBND") == sentence


@given(
    st.integers(1, 99999),
    st.sampled_from([row.abbreviation for row in DOCUMENT_TYPES]),
    st.sampled_from(["UBND", "HĐND", "SNV"]),
    st.sampled_from([None, 2022]),
)
def test_printed_number_reads_back(number, type_abbreviation, issuer, year):
    year = year if type_abbreviation else None
    printed = full_number(number, symbol_for(type_abbreviation, issuer, "VP"), year=year)
    p = parse_number(printed)
    assert (p.number, p.type_abbreviation, p.issuer_abbreviation, p.year) == (number, type_abbreviation, issuer, year)
    assert number_key(printed) == p.key == number_key(printed.lower())


@given(st.text(max_size=40))
def test_any_text_has_a_key_or_none(text):
    key = number_key(text)
    assert key is None or number_key(key) == key


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("01 /CT-UBND", "01/CT-UBND"),
        ("29- KL/TU", "29-KL/TU"),
        ("Số: 45/2020/NĐ- CP", "45/2020/NĐ-CP"),
        ("60-NQ/TU", "60-NQ/TU"),
    ],
)
def test_blanks_in_a_number_are_put_right_and_nothing_else(written: str, kept: str) -> None:
    assert tidy_number(written) == kept
