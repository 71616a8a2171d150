"""Capitals: a text that breaks each rule, and one beside it that does not (NĐ 30/2020/NĐ-CP, Phụ lục II)."""

import pytest

from documents.checks.capitals import RULES, capital_faults

WRONG = [
    ("theo điều 5 của Luật", "viết hoa chữ “Điều”"),
    ("tại Khoản 2 Điều 5", "viết thường chữ “khoản”"),
    ("tại Điểm a khoản 2 Điều 5", "viết thường chữ “điểm”"),
    ("tại khoản 2 Điều 103 mục 5 Chương XII", "viết hoa chữ đầu"),
    ("phục vụ nhân dân trên địa bàn", "viết hoa là “Nhân dân”"),
    ("chủ trương của Đảng, nhà nước", "viết hoa là “Nhà nước”"),
    ("yêu cầu các Cán bộ, công chức xã", "viết thường khi đứng giữa câu"),
    ("đội ngũ cán bộ, Công chức phường", "viết thường khi đứng giữa câu"),
    ("trên địa bàn Xã Tú Xuyên", "viết thường trước tên riêng"),
    ("báo cáo Ủy Ban nhân dân xã", "viết là “Ủy ban nhân dân”"),
    ("trình Hội Đồng nhân dân xã", "viết là “Hội đồng nhân dân”"),
    ("trong dịp Tết Nguyên đán", "viết là “tết Nguyên đán”"),
]
RIGHT = [
    "theo điểm a khoản 2 Điều 5 Mục 5 Chương XII",
    "Ủy ban nhân dân, Hội đồng nhân dân, Tòa án nhân dân, công an nhân dân",
    "cải cách hành chính nhà nước, quản lý nhà nước, cơ quan nhà nước",
    "Cán bộ, công chức xã Tú Xuyên phục vụ Nhân dân",
    "chủ trương của Đảng và Nhà nước",
    "Khoản kinh phí còn lại; trong dịp tết Nguyên đán; trước Tết",
    "đạt điều 5% đã hứa",
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_a_wrong_capital_is_said(text, said):
    assert [said in sentence for sentence in capital_faults(text)] == [True]


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_one_is_left_alone(text):
    assert capital_faults(text) == []


def test_every_rule_has_its_example():
    found = {pattern for pattern, _ in RULES for text, _ in WRONG if pattern.search(text)}
    assert found == {pattern for pattern, _ in RULES}
