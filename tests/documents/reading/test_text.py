"""Folding, tones and cleaning."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.text import clean_pasted, fold, lower, new_tones, nfc

FOLDED = [
    ("Kế hoạch", "ke hoach"),
    ("HOÀ BÌNH", "hoa binh"),
    ("hòa bình", "hoa binh"),
    ("Uỷ  ban\u00a0nhân dân", "uy ban nhan dan"),
    ("Đường Điện Biên Phủ", "duong dien bien phu"),
    (unicodedata.normalize("NFD", "Tiếng Việt"), "tieng viet"),
]


@pytest.mark.parametrize(("text", "folded"), FOLDED)
def test_search_folds_case_marks_and_blanks(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hoà", "hòa"), ("Hoá", "Hóa"), ("HOÀ", "HÒA"), ("uỷ ban", "ủy ban"), ("thuý", "thúy"), ("khoẻ", "khỏe"),
        ("quý", "quý"), ("quỹ", "quỹ"), ("toàn", "toàn"), ("hoàn", "hoàn"), ("hòa", "hòa"), ("loại", "loại"),
        ("thuyết", "thuyết"),
    ],
)  # fmt: skip
def test_tones_move_to_the_newer_place(old, new):
    assert new_tones(old) == new


CLEANED = [
    ("a\u00a0b", "a b"),
    ("a\r\nb\rc", "a\nb\nc"),
    ("a\x00b\x07", "ab"),
    ("a\u200bb\ufeff", "ab"),
    ("<b>đậm</b>", "<b>đậm</b>"),
    ("  a   b  ", "a b"),
    ("a\n\n\n\nb", "a\n\nb"),
    (unicodedata.normalize("NFD", "Tiếng Việt"), "Tiếng Việt"),
    ("dòng một\vdòng hai", "dòng một\ndòng hai"),
    ("😀", "😀"),
    ("“Trích dẫn”", "“Trích dẫn”"),
]


@pytest.mark.parametrize(("pasted", "cleaned"), CLEANED)
def test_pasted_text_is_cleaned(pasted, cleaned):
    assert clean_pasted(pasted) == cleaned


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text):
    once = clean_pasted(text)
    assert clean_pasted(once) == once
    assert nfc(once) == once


@given(st.text(max_size=60))
def test_positions_survive_tones_and_case(text):
    assert len(new_tones(text)) == len(nfc(text))
    assert len(lower(text)) == len(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
