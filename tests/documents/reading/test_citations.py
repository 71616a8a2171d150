"""Documents named in running text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.citations import find_citations, issuer_finding, number_finding

CITED = [
    (
        "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể;",
        ("Nghị quyết", "76/NQ-CP", "76/NQ-CP", date(2021, 7, 15), "Chính phủ", "về Chương trình tổng thể"),
    ),
    (
        "theo số 60-NQ/TU, ngày 15/12/2021 của Ban Thường vụ Tỉnh ủy.",
        ("Nghị quyết", "60-NQ/TU", "60/NQ-TU", date(2021, 12, 15), "Ban Thường vụ Tỉnh ủy", ""),
    ),
    (
        "Quyết định số 468/QĐ-TTg ngày 27 tháng 3 năm\n2021 của Thủ\ntướng Chính phủ phê duyệt Đề án một cửa",
        ("Quyết định", "468/QĐ-TTg", "468/QĐ-TTG", date(2021, 3, 27), "Thủ tướng Chính phủ",
         "phê duyệt Đề án một cửa"),
    ),
    (
        "Kế hoạch số 137/KH-UBND ngày 20/6/2023 của UBND tỉnh Lạng Sơn Kế hoạch năm 2023",
        ("Kế hoạch", "137/KH-UBND", "137/KH-UBND", date(2023, 6, 20), "UBND tỉnh Lạng Sơn", "Kế hoạch năm 2023"),
    ),
    (
        "Thông báo số 459/TB-HĐND ngày 19/5/2023 của Thường trực HĐND tỉnh",
        ("Thông báo", "459/TB-HĐND", "459/TB-HĐND", date(2023, 5, 19), "Thường trực HĐND tỉnh", ""),
    ),
    (
        "tại Văn bản số 2375/UBND-NC ngày 31/7/2020 về việc đẩy mạnh;",
        ("Công văn", "2375/UBND-NC", "2375/UBND-NC", date(2020, 7, 31), "", "về việc đẩy mạnh"),
    ),
    (
        "Thông tư số 01/2018/TT-VPCP của Văn phòng Chính phủ",
        ("Thông tư", "01/2018/TT-VPCP", "1/2018/TT-VPCP", None, "Văn phòng Chính phủ", ""),
    ),
    (
        "Thông tư số 3/2021/TT-BTTTT của Bộ Thông tin và Truyền thông quy định về mạng",
        ("Thông tư", "3/2021/TT-BTTTT", "3/2021/TT-BTTTT", None, "Bộ Thông tin và Truyền thông",
         "quy định về mạng"),
    ),
    (
        "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        ("Luật Tổ chức chính quyền địa phương", "", "luat to chuc chinh quyen dia phuong",
         date(2025, 6, 16), "Quốc hội", ""),
    ),
    (
        "Luật số 72/2025/QH15 của Quốc hội",
        ("Luật", "72/2025/QH15", "72/2025/QH15", None, "Quốc hội", ""),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CITED, ids=[row[1][2] for row in CITED])
def test_citation_is_read(text, expected):
    (c,) = find_citations(text)
    assert (c.type_name, c.number, c.key, c.date, c.issuer, c.subject) == expected


def test_lists_after_one_type_are_read_one_by_one():
    text = "các quyết định: số 52/2017/QĐ-UBND ngày 22/11/2017 về A; số 20/2019/QĐ-UBND ngày 19/4/2019 về B;"
    assert [(c.type_name, c.number, c.subject) for c in find_citations(text)] == [
        ("Quyết định", "52/2017/QĐ-UBND", "về A"),
        ("Quyết định", "20/2019/QĐ-UBND", "về B"),
    ]


def test_citation_inside_a_subject_is_found_as_well():
    text = (
        "Nghị định số 107/2021/NĐ-CP ngày 06/12/2021 của Chính phủ về sửa đổi, bổ sung một số điều của "
        "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về cơ chế một cửa"
    )
    outer, inner = find_citations(text)
    assert outer.subject == text[text.index("về sửa") :]
    assert (inner.key, inner.issuer, inner.subject) == ("61/2018/NĐ-CP", "Chính phủ", "về cơ chế một cửa")


def test_position_encloses_the_citation():
    text = "Thực hiện Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng Chính phủ về đẩy mạnh"
    (cited,) = find_citations(text)
    assert text[cited.start : cited.end] == "Chỉ thị số 23/CT-TTg ngày 02/9/2021 của Thủ tướng Chính phủ"


@pytest.mark.parametrize(
    "text",
    ["ngày 15/7/2021", "giai đoạn 2021 - 2025", "tỷ lệ 60%, 55%", "https://vb.vn/tim?keyword=76/NQ-CP", "Luật sư Bình"],
)
def test_other_figures_are_no_citation(text):
    assert find_citations(text) == []


def test_wrong_issuer_is_named_in_a_sentence():
    (cited,) = find_citations("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Thủ tướng Chính phủ quy định")
    assert issuer_finding(cited) == ("Nghị định 42/2022/NĐ-CP là của Chính phủ, đang ghi “của Thủ tướng Chính phủ”.")


def test_right_issuer_has_no_finding():
    (cited,) = find_citations("Nghị định số 42/2022/NĐ-CP ngày 24/6/2022 của Chính phủ quy định")
    assert (issuer_finding(cited), number_finding(cited)) == (None, None)


def test_mistyped_year_is_found():
    (cited,) = find_citations("Thông tư 14/20218/TT-BNV của Bộ Nội vụ vừa phù hợp")
    assert (cited.issuer, number_finding(cited)) == (
        "Bộ Nội vụ",
        "Năm “20218” trong số “14/20218/TT-BNV” không đúng. Năm viết bằng bốn chữ số.",
    )


@given(st.lists(st.sampled_from(["Nghị quyết", "số", "76/NQ-CP", "ngày", "15/7/2021", "của", "Chính phủ", "về",
                                 "Luật", "Cư trú", ";", "\n", "31/02/2020"]), max_size=15).map(" ".join))  # fmt: skip
def test_citations_stand_in_order_inside_the_text(text):
    found = find_citations(text)
    assert [c.start for c in found] == sorted(c.start for c in found)
    assert [0 <= c.start < c.end <= len(text) for c in found] == [True] * len(found)
