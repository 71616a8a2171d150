"""Marks of secrecy are found, ordinary words are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.secrecy import marked_secret, secret_level

MARKED = [
    ("MẬT", "MẬT"),
    ("  TỐI MẬT  ", "TỐI MẬT"),
    ("**TUYỆT MẬT**", "TUYỆT MẬT"),
    ("[MẬT]", "MẬT"),
    ("T Ố I  M Ậ T", "TỐI MẬT"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nMẬT\nSố: 12/BC-UBND", "MẬT"),
    ("TỐI MẬT\tĐộc lập - Tự do - Hạnh phúc", "TỐI MẬT"),
    ("| MẬT | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "MẬT"),
    ("TỐI MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỐI MẬT"),
    ("Độ mật: Tối mật", "TỐI MẬT"),
    ("Mức độ mật: MẬT", "MẬT"),
    ("MA\u0302\u0323T", "MẬT"),
]

ORDINARY = [
    "bí mật nhà nước",
    "BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "100% văn bản đi (trừ văn bản mật) được gửi điện tử",
    "bảo mật thông tin",
    "Mật khẩu",
    "MẬT ONG",
    "mật",
    "Mật",
    "ỦY BAN MẶT TRẬN TỔ QUỐC",
    "MẶT",
    "Độ mật: không",
    "văn bản mật, tối mật, tuyệt mật",
    "TUYỆT MẬT | TỐI MẬT | MẬT",
    "TUYỆT MẬT\nTỐI MẬT\nMẬT",
    "Danh mục bí mật nhà nước độ Tối mật, Mật",
    "",
]


@pytest.mark.parametrize(("text", "level"), MARKED)
def test_mark_standing_alone_is_found(text, level):
    assert secret_level(text) == level


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_no_mark(text):
    assert marked_secret(text) is None


def test_refusal_says_what_was_found():
    assert marked_secret("TỐI MẬT\nBáo cáo") == (
        "Văn bản mang dấu độ mật “TỐI MẬT” nên cổng không nhận và không lưu lại. "
        "Chuyển văn bản này theo quy định về bảo vệ bí mật nhà nước."
    )


@given(st.lists(st.sampled_from(["Kế hoạch", "", "Số: 12/KH-UBND", "bí mật"]), max_size=5), st.data())
def test_mark_is_found_wherever_it_stands(lines, data):
    at = data.draw(st.integers(0, len(lines)))
    assert secret_level("\n".join([*lines[:at], "TUYỆT MẬT", *lines[at:]])) == "TUYỆT MẬT"
    assert secret_level("\n".join(lines)) is None
