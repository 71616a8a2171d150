"""Identities, cross-checks and what words do to them, on the published examples that do not add up (domain 3.3)."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as over
from hypothesis import strategies as st

from documents.reading.quantities import NotReadable
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.figures import BLANK, NOT_APPLICABLE, NOTHING, given
from reporting.statistics.findings import Cell, Finding, Level, Reason, check, read_reason, settle
from reporting.statistics.procedures import ON_TIME_A, ON_TIME_B, ON_TIME_C, RATIOS, UNTIMED, column
from reporting.statistics.revisions import revisions
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line, Sheet, formula_of

TYPED = (4, 5, 6, 8, 9, 10, 12, 13)


def line(name="Bảo trợ xã hội", key="bao-tro", untimed=None, **columns):
    figures = {column(int(name[1:])): given(number) for name, number in columns.items()}
    return Line(key, name, figures | ({UNTIMED: given(untimed)} if untimed is not None else {}))


def stated(**columns):
    return line(TOTAL_NAME, TOTAL, **columns)


def sentences(sheet):
    return [finding.sentence for finding in check(sheet)]


def table(*lines, total=None):
    return Sheet(COMMUNE_2020, {}, lines, total)


WELFARE = line(c4=39, c5=17, c6=8, c8=22, c9=30, c10=1, c12=10, c13=0)


def test_mismatch_names_the_field_the_columns_and_the_difference():
    finding = check(table(WELFARE))[0]
    assert finding.sentence == "Bảo trợ xã hội: cột (3) là 64 nhưng (7) + (11) là 63, thiếu 1 hồ sơ."
    assert finding.ask == ("Kiểm tra lại cột (4), (5), (8) đến (10), (12), (13), hoặc nêu lý do chênh lệch.")
    assert finding.cells == tuple(Cell(column(number), "bao-tro") for number in (3, 7, 11))
    assert (finding.difference, finding.level, finding.justifiable) == (1, Level.BLOCK, True)


def test_surplus_is_told_from_a_shortfall():
    more = line(c4=39, c5=17, c6=8, c8=22, c9=30, c10=1, c12=13, c13=0)
    assert sentences(table(more)) == ["Bảo trợ xã hội: cột (3) là 64 nhưng (7) + (11) là 66, thừa 2 hồ sơ."]


def test_part_larger_than_its_whole():
    both = line(c3=30, c7=10, c10=12, c11=20)
    assert sentences(table(both)) == ["Bảo trợ xã hội: số quá hạn là 12, lớn hơn tổng số đã giải quyết là 10."]


def test_line_that_is_not_filled_yet_is_not_judged():
    assert sentences(table(line(c4=39, c5=17, c6=8, c8=22))) == []


# Hội An, quý III/2020: received 10.455 in all, 10.133 new and 612 carried; resolved 9.986, 9.143 in time and 743 late;
# 844 open. The paper did not part online from direct nor early from on time.
HOI_AN = stated(c3=10455, c4=0, c5=10133, c6=612, c7=9986, c8=0, c9=9143, c10=743, c11=844)
HOI_AN_SENTENCES = [
    "Tổng cộng: cột (3) là 10.455 nhưng (4) + (5) + (6) là 10.745, thừa 290 hồ sơ.",
    "Tổng cộng: cột (7) là 9.986 nhưng (8) + (9) + (10) là 9.886, thiếu 100 hồ sơ.",
    "Tổng cộng: cột (3) là 10.455 nhưng (7) + (11) là 10.830, thừa 375 hồ sơ.",
]
# Thừa Thiên Huế: 257.141 handled, of which 124.907 early, 102.770 on time, 19.852 late; 9.612 without a class.
HUE = {"c7": 257141, "c8": 124907, "c9": 102770, "c10": 19852}
HUE_SENTENCE = "Tổng cộng: cột (7) là 257.141 nhưng (8) + (9) + (10) là 247.529, thiếu 9.612 hồ sơ."


def test_hoi_an_is_caught_in_all_three_identities():
    assert sentences(table(total=HOI_AN)) == HOI_AN_SENTENCES


def test_hoi_an_can_be_justified_and_prints_as_notes():
    found = check(table(total=HOI_AN))
    words = read_reason("Số đã công bố, chưa đối chiếu được với Bộ phận Một cửa")
    settled = settle(found, [Reason(one.key, one.difference, words) for one in found])
    assert [one.level for one in settled] == [Level.NOTE] * 3
    assert settled[1].note == f"{HOI_AN_SENTENCES[1]} Lý do: Số đã công bố, chưa đối chiếu được với Bộ phận Một cửa."


def test_hue_is_caught_by_the_files_without_a_class():
    finding = check(table(total=stated(**HUE)))[0]
    assert finding.sentence == HUE_SENTENCE
    assert "hồ sơ trả lại, rút, dừng ghi ở cột “Không tính hạn (trả lại, rút, dừng)”" in finding.ask
    assert finding.cells == tuple(Cell(code, TOTAL) for code in (*map(column, (7, 8, 9, 10)), UNTIMED))


def test_hue_adds_up_once_they_have_their_column():
    assert sentences(table(total=stated(**HUE, untimed=9612))) == []


def test_hue_with_too_few_in_that_column_names_it():
    assert sentences(table(total=stated(**HUE, untimed=9600))) == [
        "Tổng cộng: cột (7) là 257.141 nhưng (8) + (9) + (10) + “Không tính hạn (trả lại, rút, dừng)” là 257.129, "
        "thiếu 12 hồ sơ."
    ]


def test_hue_can_be_justified_instead():
    found = check(table(total=stated(**HUE)))
    note = settle(found, [Reason(found[0].key, Decimal(9612), "Hồ sơ không tính hạn.")])[0]
    assert (note.level, note.note) == (Level.NOTE, f"{HUE_SENTENCE} Lý do: Hồ sơ không tính hạn.")


def test_binh_duong_adds_up():
    assert sentences(table(total=stated(c7=904298, c8=0, c9=904225, c10=73))) == []


def test_reason_holds_for_its_own_difference_and_line_only():
    found = check(table(WELFARE))
    other_difference = [Reason(found[0].key, Decimal(2), "Hai hồ sơ xin rút.")]
    other_line = [Reason(found[0].key.replace("bao-tro", "dat-dai"), Decimal(1), "Một hồ sơ xin rút.")]
    assert settle(found, other_difference) == settle(found, other_line) == found


@pytest.mark.parametrize("words", ["", "   ", "...", "1234567890", "ok"])
def test_reason_that_says_nothing_is_refused(words):
    with pytest.raises(NotReadable) as refused:
        read_reason(words)
    assert refused.value.sentence == (
        "Ghi lý do chênh lệch để người đọc báo cáo hiểu, ví dụ: 9 hồ sơ công dân xin rút."
    )


def test_stated_total_is_held_against_its_lines():
    land = line("Đất đai", "dat-dai", c4=21, c5=9, c6=11, c8=12, c9=14, c10=3, c12=11, c13=1)
    well = line(c4=39, c5=17, c6=8, c8=22, c9=30, c10=2, c12=10, c13=0)
    right = stated(c4=60, c5=26, c6=19, c8=34, c9=44, c10=5, c12=21, c13=1)
    assert sentences(table(well, land, total=right)) == []
    wrong = replace(right, figures=right.figures | {column(4): given(61)})
    finding = check(table(well, land, total=wrong))[0]
    assert finding.sentence == "Tổng cộng: cột (3) là 106 nhưng (7) + (11) là 105, thiếu 1 hồ sơ."
    finding = check(table(well, land, total=wrong))[1]
    assert finding.sentence == "Tổng cộng: cột (4) là 61 nhưng các lĩnh vực cộng lại là 60, thiếu 1 hồ sơ."
    assert finding.cells == tuple(Cell(column(4), key) for key in (TOTAL, "bao-tro", "dat-dai"))


ROWS = [
    ({"1.1.1": 10, "1.1.2": 12}, "Số nhiệm vụ đã hoàn thành là 12, lớn hơn số nhiệm vụ trong kế hoạch CCHC năm là 10."),
    ({"1.3.1": 3, "1.3.2": 1, "1.3.3": 2, "1.3.4": 2},
     "Số nhiệm vụ hoàn thành đúng hạn, số hoàn thành nhưng quá hạn và số quá hạn chưa hoàn thành cộng lại là 5, lớn hơn "
     "tổng số nhiệm vụ được cấp trên giao là 3."),
    ({"4.2.1": 20, "4.2.2": 21}, "Số CBCC có mặt là 21, lớn hơn số CBCC được giao là 20."),
    ({"6.1.1": 100, "6.1.2": 100.5}, "Vốn đầu tư công đã giải ngân là 100,5, lớn hơn kế hoạch vốn đầu tư công là 100."),
    ({"7.2.1": 30, "7.2.2": 40, "3.1.4": 60},
     "Số TTHC trực tuyến toàn trình và số TTHC trực tuyến một phần cộng lại là 70, lớn hơn tổng số TTHC thực hiện tại "
     "cấp xã là 60."),
]  # fmt: skip


@pytest.mark.parametrize(("figures", "sentence"), ROWS)
def test_rows_are_held_against_one_another(figures, sentence):
    sheet = Sheet(COMMUNE_2020, {code: given(str(number)) for code, number in figures.items()})
    assert sentences(sheet) == [sentence]


def test_rows_are_held_against_the_totals_of_the_table():
    sheet = Sheet(COMMUNE_2020, {"7.2.5": given(30), "7.2.6": given(8), "7.2.7": given(17)}, (WELFARE,))
    assert sentences(sheet)[1:] == [
        "Số hồ sơ trực tuyến toàn trình và số hồ sơ trực tuyến một phần cộng lại là 38 nhưng số tiếp nhận trực tuyến là "
        "39, thừa 1 hồ sơ."
    ]


@pytest.mark.parametrize("other", [BLANK, NOT_APPLICABLE])
def test_row_without_number_is_not_held_against_anything(other):
    assert sentences(Sheet(COMMUNE_2020, {"1.2.3": other, "1.2.4": given(5)})) == []


def test_nothing_arose_is_a_zero_in_a_comparison():
    assert sentences(Sheet(COMMUNE_2020, {"1.2.3": NOTHING, "1.2.4": given(5)})) == [
        "Số vấn đề phát hiện đã xử lý xong là 5, lớn hơn số vấn đề phát hiện qua kiểm tra là 0."
    ]


@pytest.mark.parametrize(
    ("code", "number", "sentence"),
    [
        ("1.1.1", "-2", "Số nhiệm vụ trong kế hoạch CCHC năm không nhận số âm, đang ghi -2."),
        ("1.6", "2.5", "Số hoạt động tuyên truyền CCHC tính bằng hoạt động nên chỉ nhận số nguyên, đang ghi 2,5."),
        ("7.6.a", "3", "“3” không có trong danh mục. Chọn một trong: 0 (Không); 1 (Có)."),
    ],
)
def test_number_out_of_range_cannot_be_explained_away(code, number, sentence):
    found = check(Sheet(COMMUNE_2020, {code: given(number)}))
    assert [(one.sentence, one.cells, one.ask) for one in found] == [(sentence, (Cell(code),), "Sửa lại số này.")]
    assert settle(found, [Reason(found[0].key, found[0].difference, "Số này đúng như vậy.")]) == found


def test_every_declared_check_can_fail_and_says_so():
    form = COMMUNE_2020
    for one in form.checks:
        text = check(_breaking(form, one))
        assert one.code in [finding.check for finding in text], one.code
        assert all(finding.sentence.endswith(".") and "None" not in finding.sentence for finding in text)
        assert all(finding.ask.startswith("Kiểm tra lại ") and ".," not in finding.ask for finding in text)


def _breaking(form, one):
    left, right = formula_of(one.left).codes, formula_of(one.right).codes
    if one.table:
        return Sheet(form, {}, (Line("x", "X", {left[0]: given(9)} | {code: given(1) for code in right}),))
    columns = {code: given(9 if code in left else 1) for code in (*left, *right) if form.row(code).table}
    figures = {code: given(9 if code in left else 1) for code in (*left, *right) if not form.row(code).table}
    if "3.5.2" in right:
        columns = {column(10): given(1), column(13): given(0)}
    return Sheet(form, figures, (Line("x", "X", columns),))


counts = st.integers(0, 10**6)


@st.composite
def sound_lines(draw):
    """Lines in which received = carried + new and handled + open = received."""
    lines = []
    for number in range(draw(st.integers(1, 6))):
        online, direct, carried = draw(counts), draw(counts), draw(counts)
        received = online + direct + carried
        cuts = sorted(draw(st.integers(0, received)) for _ in range(5))
        early, timely, late, untimed, in_time, over_due = (
            high - low for low, high in zip([0, *cuts], [*cuts, received], strict=True)
        )
        lines.append(line(f"Lĩnh vực {number}", f"f{number}", untimed, c4=online, c5=direct, c6=carried, c8=early,
                          c9=timely, c10=late, c12=in_time, c13=over_due))  # fmt: skip
    return tuple(lines)


@over(sound_lines())
def test_sound_lines_raise_nothing_and_their_totals_hold_the_same_identities(lines):
    sheet = table(*lines)
    assert check(sheet) == []
    total = {number: sheet.figure(column(number)).number for number in range(3, 14)}
    assert total[3] == total[4] + total[5] + total[6] == total[7] + total[11]
    assert total[7] == total[8] + total[9] + total[10] + sheet.figure(UNTIMED).number
    assert total[3] == sum(sheet.in_line(one)(column(3)).number for one in lines)


@over(sound_lines(), st.data(), st.integers(1, 1000))
def test_any_single_change_of_a_typed_cell_is_caught(lines, data, more):
    at = data.draw(st.integers(0, len(lines) - 1))
    code = column(data.draw(st.sampled_from(TYPED)))
    changed = lines[at].figures[code].number + more
    wrong = replace(lines[at], figures=lines[at].figures | {code: given(changed)})
    found = check(table(*lines[:at], wrong, *lines[at + 1 :]))
    assert [(one.check, one.line, abs(one.difference)) for one in found] == [("3.4.a", wrong.key, more)]


@over(sound_lines())
def test_ratios_of_totals_come_from_counts_and_b_and_c_differ_by_untimed_files(lines):
    sheet = table(*lines)
    a, b, c = (sheet.ratio(one.formula) for one in (ON_TIME_A, ON_TIME_B, ON_TIME_C))
    total = {number: sheet.figure(column(number)).number for number in range(3, 14)}
    assert a.over.number == total[8] + total[9]
    assert (a.under.number, b.under.number) == (total[7], total[3])
    assert b.over.number - c.over.number == sheet.figure(UNTIMED).number
    for one in RATIOS:
        ratio = sheet.ratio(one.formula)
        assert (ratio.printed() == "-") == (ratio.under.number == 0)
        assert ratio.percent is None or 0 <= ratio.percent <= 100


def test_named_definitions_print_what_they_divide():
    assert {one.metric: one.words for one in RATIOS} == {
        "tthc.on_time_a": "((8) + (9)) / (7)",
        "tthc.on_time_b": "1 - ((10) + (13)) / (3)",
        "tthc.on_time_c": "((8) + (9) + (12)) / (3)",
        "tthc.late": "(10) / (7)",
        "tthc.late_b": "((10) + (13)) / (3)",
        "tthc.online": "(4) / ((4) + (5))",
    }


# The example of the figures screen (ux 4.12), before its third line was mistyped: A 99,68 %, B 99,64 %.
def test_definitions_a_and_b_of_one_table_differ():
    whole = stated(c3=1934, c4=785, c5=1119, c7=1898, c8=1463, c9=429, c10=6, c11=36, c13=1)
    sheet = table(total=whole)
    assert sheet.ratio(ON_TIME_A.formula).printed() == "99,68"
    assert sheet.ratio(ON_TIME_B.formula).printed() == "99,64"
    assert sheet.ratio(RATIOS[-1].formula).printed() == "41,23"


def test_nothing_received_prints_a_dash():
    empty = line(**{f"c{number}": 0 for number in TYPED})
    assert {table(empty).ratio(one.formula).printed() for one in RATIOS} == {"-"}


def test_finding_of_a_row_has_no_line():
    one = Finding("1.3", (Cell("1.3.1"),), "Sai.", Decimal(1))
    assert (one.line, one.key) == ("", "1.3")


def test_progress_counts_the_cells_that_a_commune_fills():
    sheet = Sheet(COMMUNE_2020, {"2.1": given(1), "2.2.1": NOTHING, "2.2.2": BLANK})
    assert sheet.progress("2") == (2, 7)
    assert sheet.progress("5") == (0, 7)
    assert table(WELFARE).progress("3") == (8, 10 + 8)


CELLS = [
    ("1.1.1", "10"), ("1.1.2", "9"), ("1.1.3", "90,00"), ("1.2.2", ""), ("3.1.2", "K"), ("3.4.c3", "64"),
    ("3.5.1", "98,11"), ("3.5.2", "1"), ("2.1", "-"), ("6.1.1", "1.250,5"), ("6.1.3", ""),
]  # fmt: skip


@pytest.mark.parametrize(("code", "printed"), CELLS)
def test_cell_prints_its_figure_its_sum_or_its_ratio(code, printed):
    figures = {"1.1.1": given(10), "1.1.2": given(9), "2.1": NOTHING, "6.1.1": given("1250.50")}
    assert Sheet(COMMUNE_2020, figures, (WELFARE,)).printed(code) == printed


def test_settled_figures_are_shown_against_the_estimate():
    before = Sheet(COMMUNE_2020, {"4.2.2": given(20), "1.6": given(4), "2.1": given(0)}, (WELFARE,))
    settled = replace(WELFARE, figures=WELFARE.figures | {column(10): given(2)})
    land = line("Đất đai", "dat-dai", c4=3)
    after = Sheet(
        COMMUNE_2020, {"4.2.2": given(21), "1.6": given(4), "2.1": NOTHING, "1.4.1": given(50)}, (settled, land)
    )
    assert [one.sentence for one in revisions(before, after)] == [
        "Số phiếu khảo sát: ước chưa có số, chính thức 50, thêm 50 phiếu.",
        "Số văn bản quy phạm pháp luật ban hành (cấp xã): ước 0, chính thức -.",
        "Số CBCC có mặt: ước 20, chính thức 21, thêm 1 người.",
        "Bảo trợ xã hội, cột (10): ước 1, chính thức 2, thêm 1 hồ sơ.",
        "Đất đai, cột (4): ước chưa có số, chính thức 3, thêm 3 hồ sơ.",
    ]


def test_settled_figures_that_are_the_estimate_show_nothing():
    sheet = Sheet(COMMUNE_2020, {"4.2.2": given(20)}, (WELFARE,))
    assert revisions(sheet, sheet) == []
