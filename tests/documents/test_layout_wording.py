"""The fixed words, numbers and dates of official paper (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

import dataclasses
from datetime import date

import pytest

from documents.layout import (
    Basis,
    Column,
    DashItem,
    Heading,
    Issuer,
    Paragraph,
    Recipient,
    Row,
    Table,
    capacity_lines,
    issued,
    number_line,
    number_text,
    place_line,
    point_letter,
    roman,
    wording,
)
from documents.reading.dates import format_date_long
from tests.documents.papers import letter_paper, plan_paper


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 6, 5), "ngày 05 tháng 6 năm 2023"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 9, 1), "ngày 01 tháng 9 năm 2026"),
        (date(2026, 12, 20), "ngày 20 tháng 12 năm 2026"),
    ],
)
def test_days_below_ten_and_months_one_and_two_take_a_zero(day, words):
    assert format_date_long(day) == words


@pytest.mark.parametrize(
    ("number", "words"), [("1", "01"), ("9", "09"), ("10", "10"), ("137", "137"), ("05", "05"), ("15a", "15a")]
)
def test_numbers_below_ten_take_a_zero(number, words):
    assert number_text(number) == words


def test_point_letters_follow_the_vietnamese_alphabet():
    letters = "".join(point_letter(position) for position in range(1, 24))
    assert letters == "abcdđeghiklmnopqrstuvxy"
    assert point_letter(24) == "aa"


@pytest.mark.parametrize(
    ("number", "digits"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (1999, "MCMXCIX")]
)
def test_roman_digits(number, digits):
    assert roman(number) == digits


@pytest.mark.parametrize("count", [0, -1])
def test_counting_starts_at_one(count):
    with pytest.raises(ValueError, match="start at 1"):
        roman(count)
    with pytest.raises(ValueError, match="from 1"):
        point_letter(count)


def test_a_draft_leaves_room_for_number_and_day():
    draft = plan_paper()
    assert number_line(draft) == f"Số: {wording.NBSP * 8}/KH-UBND"
    assert place_line(draft) == f"Suối Trong, ngày{wording.NBSP * 6}tháng 02 năm 2026"


def test_an_issued_paper_prints_number_and_day():
    paper = issued(plan_paper(), 5, date(2026, 3, 4))
    assert number_line(paper) == "Số: 05/KH-UBND"
    assert place_line(paper) == "Suối Trong, ngày 04 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("capacity", "collective", "lines"),
    [
        ("head", "Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
        ("deputy", "Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("acting", "Ủy ban nhân dân", ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
        ("head", "", ("CHỦ TỊCH",)),
        ("deputy", "", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("acting", "", ("Q. CHỦ TỊCH",)),
        ("by_order", "Ủy ban nhân dân", ("TL. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
        ("authorised", "Ủy ban nhân dân", ("TUQ. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ],
)
def test_signing_capacity_prints_its_lines(capacity, collective, lines):
    assert capacity_lines(capacity, head="Chủ tịch", title="Phó Chủ tịch", collective=collective) == lines


def test_an_unknown_capacity_is_refused():
    with pytest.raises(ValueError, match="capacity"):
        capacity_lines("president", head="Chủ tịch")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân xã Suối Trong", ("ỦY BAN NHÂN DÂN", "XÃ SUỐI TRONG")),
        ("Hội đồng nhân dân tỉnh Mẫu", ("HỘI ĐỒNG NHÂN DÂN", "TỈNH MẪU")),
        ("Sở Nội vụ", ("SỞ NỘI VỤ",)),
        ("Ban Chỉ đạo\ncải cách hành chính", ("BAN CHỈ ĐẠO", "CẢI CÁCH HÀNH CHÍNH")),
        ("", ()),
    ],
)
def test_the_unit_stands_under_its_organ(name, lines):
    assert wording.issuer_lines(name) == lines


def test_recipients_close_with_the_archive_and_open_with_the_addressee():
    assert [line for line, _ in wording.recipient_lines(letter_paper())] == [
        "- Như trên;",
        "- Giám đốc Sở;",
        "Gửi bản điện tử:",
        "- Trang thông tin điện tử;",
        "- Lưu: VT, CCHC.",
        "LTM.(45)",
    ]


@pytest.mark.parametrize(
    ("purpose", "line"),
    [
        ("", "- Sở Nội vụ;"),
        ("act", "- Sở Nội vụ (để thực hiện);"),
        ("report", "- Sở Nội vụ (để báo cáo);"),
        ("direct", "- Sở Nội vụ (để chỉ đạo);"),
        ("coordinate", "- Sở Nội vụ (để phối hợp);"),
        ("know", "- Sở Nội vụ (để biết);"),
    ],
)
def test_a_recipient_prints_its_purpose(purpose, line):
    paper = plan_paper(recipients=(Recipient("Sở Nội vụ;", purpose),))
    assert wording.recipient_lines(paper)[0][0] == line


def test_bases_end_with_a_semicolon_and_the_last_with_a_full_stop():
    assert wording.basis_text(Basis("Căn cứ Luật;"), last=False) == "Căn cứ Luật;"
    assert wording.basis_text(Basis("Căn cứ Luật;"), last=True) == "Căn cứ Luật."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("nghiêm túc thực hiện", "nghiêm túc thực hiện./."),
        ("nghiêm túc thực hiện.", "nghiêm túc thực hiện./."),
        ("nghiêm túc thực hiện./.", "nghiêm túc thực hiện./."),
        ("nghiêm túc **thực hiện.**", "nghiêm túc **thực hiện**./."),
        ("nghiêm túc *thực hiện*.", "nghiêm túc *thực hiện*./."),
        ("theo quy định{{note:Luật.}}.", "theo quy định{{note:Luật.}}./."),
    ],
)
def test_the_body_ends_with_its_sign_once(typed, printed):
    assert wording.ended_text(typed) == printed


def test_heading_numbers_start_anew_below_the_next_higher_unit():
    levels = ["section", "clause", "point", "point", "clause", "point", "section", "clause", "part", "section"]
    blocks = (*(Heading(level, "Tên") for level in levels), Paragraph("Lời"))
    assert wording.heading_labels(blocks) == (
        "I.", "1.", "a)", "b)", "2.", "a)", "II.", "1.", "Phần I", "I.", "",
    )  # fmt: skip


@pytest.mark.parametrize(("position", "total", "label"), [(1, 1, "Phụ lục"), (1, 2, "Phụ lục I"), (4, 4, "Phụ lục IV")])
def test_annexes_take_roman_numbers_from_two_on(position, total, label):
    assert wording.annex_label(position, total) == label


def test_the_annex_line_is_full_on_paper_and_empty_on_the_electronic_medium():
    paper = issued(plan_paper(medium="paper"), 5, date(2026, 2, 3))
    full = "(Kèm theo Kế hoạch số 05/KH-UBND ngày 03 tháng 02 năm 2026 của Ủy ban nhân dân xã Suối Trong)"
    assert wording.annex_reference(paper) == full
    electronic = wording.annex_reference(dataclasses.replace(paper, medium="electronic"))
    assert electronic.split() == ["(Kèm", "theo", "Kế", "hoạch", "số", "/", "ngày", "tháng", "năm", "của", ")"]


@pytest.mark.parametrize(
    ("shares", "numbered", "percents"),
    [
        ((1, 1), False, (50, 50)),
        ((1, 1, 1), False, (34, 33, 33)),
        ((90, 1), True, (5, 90, 5)),
        ((26, 15, 14, 14, 11, 9, 8), True, (5, 30, 14, 13, 13, 10, 8, 7)),
    ],
)
def test_column_percents_sum_to_a_hundred(shares, numbered, percents):
    table = Table(tuple(Column("Tên", share) for share in shares), (), numbered=numbered)
    assert wording.column_percents(table) == percents
    assert sum(percents) == 100


@pytest.mark.parametrize(
    "build",
    [
        lambda: plan_paper(medium="fax"),
        lambda: plan_paper(urgency="soon"),
        lambda: plan_paper(circulation="secret"),
        lambda: plan_paper(month=13),
        lambda: Heading("chapter", "Tên"),
        lambda: Recipient("Sở Nội vụ", purpose="sell"),
        lambda: Recipient("Sở Nội vụ", channel="pigeon"),
        lambda: Column("Tên", 0),
        lambda: Column("Tên", 1, "middle"),
        lambda: Paragraph("Lời", align="both"),
        lambda: Table((Column("Tên", 1),), (Row(("một", "hai")),)),
        lambda: Table((), ()),
    ],
)
def test_a_part_with_an_unknown_value_is_refused(build):
    with pytest.raises(ValueError, match=r"none of|weight|cells|between"):
        build()


def test_text_is_stored_composed():
    assert Paragraph("Ủy ban").text == "Ủy ban"
    assert Row(("Ủy ban",)).cells == ("Ủy ban",)
    assert Issuer("Ủy ban").name == "Ủy ban"
    assert DashItem("Ủy ban").text == "Ủy ban"
