"""Words that a scan has misread are named, never changed (domain section 10, row 21)."""

import pytest

from documents.reading.suspects import suspects


@pytest.mark.parametrize(
    ("text", "found", "meant"),
    [
        ("Chấn chỉnh lễ lối làm việc", "lễ lối", "lề lối"),
        ("Đồi mới phương thức", "Đồi mới", "Đổi mới"),
        ("tạo chuyên biến rõ nét", "chuyên biến", "chuyển biến"),
        ("không gây những thiếu, phiền hà", "những thiếu", "nhũng nhiễu"),
        ("Nhận rộng mô hình hay", "Nhận rộng", "Nhân rộng"),
        ("theo từng lính vực", "lính vực", "lĩnh vực"),
    ],
)
def test_a_misread_word_is_named_with_what_was_likely_meant(text: str, found: str, meant: str) -> None:
    assert [(one.found, one.meant) for one in suspects(text)] == [(found, meant)]


@pytest.mark.parametrize(
    "text",
    [
        "Khắc phục những thiếu sót, hạn chế",
        "Lề lối làm việc, lĩnh vực, đổi mới, chuyển biến, nhân rộng, nhũng nhiễu",
        "Tiếp nhận rộng rãi ý kiến",
        "",
    ],
)
def test_right_words_are_left_in_peace(text: str) -> None:
    assert suspects(text) == []


def test_a_word_cut_at_the_end_of_a_line_is_named() -> None:
    found = suspects("cải cách hành-\nchính và phi-\n\nhai")
    assert [(one.found, one.meant) for one in found] == [("hành- chính", ""), ("phi- hai", "")]


def test_what_is_found_stands_at_its_place_in_the_order_of_reading() -> None:
    text = "Nhận rộng lính vực; lễ  lối"
    assert [(one.found, one.start) for one in suspects(text)] == [("Nhận rộng", 0), ("lính vực", 10), ("lễ lối", 20)]
    assert suspects(text)[2].sentence == ("“lễ lối” có thể là “lề lối” bị đọc nhầm từ bản quét. Đối chiếu với bản gốc.")
