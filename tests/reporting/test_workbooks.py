"""The table of files read from exported workbooks: whole, or faults by cell and nothing."""

import json
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given as over
from hypothesis import settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell

from indicators.windows import Window
from organisations.text import fold
from reporting.periods import Kind, Period, window_of
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.figures import BLANK, NOTHING, given
from reporting.statistics.findings import Cell, check
from reporting.statistics.procedures import UNTIMED, column
from reporting.statistics.sheet import TOTAL, Sheet
from reporting.workbooks import NO_CHANGE, Template, Wanted, changes, name_key, read_table, summary
from reporting.workbooks.heads import meaning
from tests.reporting.exports import CERTIFYING, CIVIL, LEAVES, TITLES, Export, plain, written
from tests.reporting.exports import TOTAL as TOTAL_LINE

FIELDS = {
    "chung-thuc": ("Chứng thực",),
    "ho-tich": ("Hộ tịch",),
    "dat-dai": ("Đất đai", "Quản lý đất đai"),
}
Q1 = Period(2026, Kind.QUARTER, 1)
WANTED = Wanted(Q1, window_of(Q1), FIELDS)
TYPED = tuple(column(number) for number in (4, 5, 6, 8, 9, 10, 12, 13))


def read(content, wanted=WANTED, template=None, name="bieu-06.xlsx"):
    return read_table(name, content, wanted, template)


def told(reading):
    """(cell, sentence) of each fault; a reading with faults has nothing else."""
    assert bool(reading.faults) != bool(reading.lines)
    assert not (reading.faults and (reading.stated or reading.places))
    return [(fault.cell, fault.sentence) for fault in reading.faults]


def numbers(line):
    return tuple(line.figures[column(number)] for number in range(3, 14))


def expected(row):
    return tuple(given(number) for number in row[1])


def test_export_is_read_with_its_lines_totals_and_addresses():
    reading = read(Export().bytes())
    assert reading.faults == ()
    assert [(line.key, line.name) for line in reading.lines] == [("chung-thuc", "Chứng thực"), ("ho-tich", "Hộ tịch")]
    assert [numbers(line) for line in reading.lines] == [expected(CERTIFYING), expected(CIVIL)]
    assert (reading.stated.key, numbers(reading.stated)) == (TOTAL, expected(TOTAL_LINE))
    assert reading.places[Cell(column(4), "ho-tich")] == "D9"
    assert reading.places[Cell(column(13), TOTAL)] == "M10"
    assert (reading.sheet, reading.as_of, reading.dated) == ("Biểu 06", date(2026, 3, 14), True)


def test_what_was_read_fits_together():
    reading = read(Export().bytes())
    assert check(Sheet(COMMUNE_2020, {}, reading.lines, reading.stated)) == []


HEADS = {
    "no numbers below the head": lambda: Export(numbers=False).bytes(),
    "no title rows": lambda: Export(titles=()).bytes(),
    "no total": lambda: Export(total=None).bytes(),
    "one row of heads": lambda: plain(
        ("TT", "Tên lĩnh vực", "Tổng số HS tiếp nhận", "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp, BCCI", "Tồn kỳ trước",
         "Tổng đã GQ", "Đã GQ trước hạn", "Đã GQ đúng hạn", "Đã GQ trễ hạn", "Tổng đang GQ", "Đang GQ trong hạn",
         "Đang GQ trễ hạn"),
        (1, *_row(CERTIFYING)), (2, *_row(CIVIL)),
    ),
    "other words, columns moved": lambda: plain(
        ("LĨNH VỰC", "HỒ SƠ TIẾP NHẬN", None, None, "ĐÃ XỬ LÝ", None, None, "CHƯA XỬ LÝ", None, "GHI CHÚ"),
        (None, "Năm trước chuyển sang", "Qua mạng", "Trực tiếp", "Sớm hạn", "Đúng hạn", "Quá hạn", "Chưa đến hạn", "Quá hạn", None),
        ("Chứng thực", 3, 412, 1036, 1180, 268, 0, 3, 0, "x"), ("Hộ tịch", 5, 268, 54, 210, 108, 2, 7, 0, None),
        merge=("B1:D1", "E1:G1", "H1:I1", "A1:A2"),
    ),
    "numbers only": lambda: plain(
        tuple(f"Cột {letter}" for letter in "ABCDEFGHIJKLM"), tuple(range(1, 14)),
        (1, *_row(CERTIFYING)), (2, *_row(CIVIL)),
    ),
    "numbers with formulas in words": lambda: plain(
        ("STT", "Lĩnh vực", *LEAVES),
        ("(1)", "(2)", "(3)=(4)+(5)+(6)", "(4)", "(5)", "(6)", "(7)=(8)+(9)+(10)", "(8)", "(9)", "(10)", "(11)=(12)+(13)", "(12)", "(13)"),
        (1, *_row(CERTIFYING)), (2, *_row(CIVIL)),
    ),
    "letters below the head": lambda: plain(
        ("TT", "Lĩnh vực", "Tổng số hồ sơ tiếp nhận", "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp", "Kỳ trước chuyển sang",
         "Tổng đã giải quyết", "Đã giải quyết trước hạn", "Đã giải quyết đúng hạn", "Đã giải quyết quá hạn",
         "Tổng đang giải quyết", "Đang giải quyết trong hạn", "Đang giải quyết quá hạn"),
        ("A", "B", *range(1, 12)), (1, *_row(CERTIFYING)), (2, *_row(CIVIL)),
    ),
    "headings of sections merged over the table": lambda: plain(
        ("STT", "Lĩnh vực", *LEAVES), tuple(f"({number})" for number in range(1, 14)),
        ("1. TTHC thuộc thẩm quyền cấp xã",), (1, *_row(CERTIFYING)), ("2. TTHC tiếp nhận thay",), (2, *_row(CIVIL)),
        merge=("A3:M3", "A5:M5"),
    ),
    "section rows and a total on top": lambda: plain(
        ("STT", "Lĩnh vực", *LEAVES), tuple(f"({number})" for number in range(1, 14)),
        ("", "Tổng số", *TOTAL_LINE[1]), ("I", "TTHC thuộc thẩm quyền cấp xã"),
        (1, *_row(CERTIFYING)), ("II", "TTHC tiếp nhận thay"), (2, *_row(CIVIL)),
    ),
}  # fmt: skip


def _row(line):
    return (line[0], *line[1])


@pytest.mark.parametrize("build", HEADS.values(), ids=HEADS.keys())
def test_heads_are_understood_however_they_are_written(build):
    reading = read(build())
    assert reading.faults == ()
    typed = [[line.figures[code] for code in TYPED] for line in reading.lines]
    assert typed == [[given(row[1][int(code.rpartition("c")[2]) - 3]) for code in TYPED] for row in (CERTIFYING, CIVIL)]


def test_files_without_time_limit_are_added_up_from_their_columns():
    heads = ("Lĩnh vực", "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp", "Từ kỳ trước", "Đã giải quyết trước hạn",
             "Đã giải quyết đúng hạn", "Đã giải quyết quá hạn", "Trả lại hồ sơ", "Công dân rút hồ sơ",
             "Đang giải quyết trong hạn", "Đang giải quyết quá hạn")  # fmt: skip
    reading = read(plain(heads, ("Hộ tịch", 20, 5, 1, 10, 6, 0, 3, 2, 5, 0)))
    assert reading.lines[0].figures[UNTIMED] == given(5)
    assert check(Sheet(COMMUNE_2020, {}, reading.lines)) == []


def test_part_of_the_window_is_an_actual_figure_up_to_its_day():
    titles = (*TITLES[:3], "(Từ ngày 15/12/2025 đến ngày 08/3/2026)")
    assert read(Export(titles=titles).bytes()).as_of == date(2026, 3, 8)


def test_file_without_any_period_says_so():
    reading = read(Export(titles=TITLES[:2]).bytes())
    assert (reading.dated, reading.as_of, reading.faults) == (False, None, ())


OTHER_ROUNDS = [
    ("Quý IV/2025", "A1", "Tệp này là số liệu quý IV/2025, báo cáo đang mở là quý I/2026. Chưa đưa số nào vào báo cáo."),
    ("Báo cáo năm 2025", "A1", "Tệp này là số liệu năm 2025, báo cáo đang mở là quý I/2026. Chưa đưa số nào vào báo cáo."),
    ("Từ ngày 01/01/2026 đến ngày 31/3/2026", "A1",
     "Tệp này lấy số liệu từ 01/01/2026 đến 31/3/2026, kỳ báo cáo lấy từ 15/12/2025 đến 14/3/2026. Chưa đưa số nào vào báo cáo."),
    ("Từ ngày 15/12/2025 đến ngày 20/3/2026", "A1",
     "Tệp này lấy số liệu từ 15/12/2025 đến 20/3/2026, kỳ báo cáo lấy từ 15/12/2025 đến 14/3/2026. Chưa đưa số nào vào báo cáo."),
    ("Biểu số 05a/VPCP/KSTT", "A1", "Tệp này là biểu 05A/VPCP/KSTT, cần biểu 06/VPCP/KSTT. Chưa đưa số nào vào báo cáo."),
    ("Biểu mẫu số: II.08", "A1", "Tệp này là biểu II.08, cần biểu 06/VPCP/KSTT. Chưa đưa số nào vào báo cáo."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "cell", "sentence"), OTHER_ROUNDS)
def test_file_of_another_period_or_form_is_refused_at_the_cell_that_says_so(title, cell, sentence):
    assert told(read(Export(titles=(title,)).bytes())) == [(cell, sentence)]


def test_period_in_the_name_of_the_sheet_counts_too():
    one = Export(titles=())
    one.sheet.title = "Quý III-2025"
    assert told(read(one.bytes()))[0][1].startswith("Tệp này là số liệu quý III/2025")


@pytest.mark.parametrize("title", ["Biểu số 06a/VPCP/KSTT", "Biểu II.06", "Biểu số: 6"])
def test_versions_of_the_same_form_are_taken(title):
    assert read(Export(titles=(title,)).bytes()).faults == ()


def test_ad_hoc_round_asks_for_its_days_only():
    wanted = replace(WANTED, period=Period(2026, Kind.AD_HOC), window=Window(date(2026, 1, 1), date(2026, 3, 31)))
    assert read(Export(titles=("Quý I năm 2026", "Từ 01/01/2026 đến 31/3/2026")).bytes(), wanted).faults == ()
    assert told(read(Export().bytes(), wanted))[0][0] == "A4"


def with_cell(address, value, **more):
    one = Export(**more)
    one.sheet[address] = value
    return one.bytes()


CELLS = [
    ("F8", "=D8+E8", "Ô này là công thức (=D8+E8). Trong Excel chép ô, chọn Dán đặc biệt, Giá trị, lưu lại rồi tải lên."),
    ("D8", "bốn trăm", "“bốn trăm” không phải là số. Viết bằng chữ số, ví dụ 1.234,5."),
    ("D8", "1,234.5", "“1,234.5” chưa rõ là số nào. Viết 1.234,5: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."),
    ("D8", 12.5, "Số tiếp nhận trực tuyến tính bằng hồ sơ nên chỉ nhận số nguyên, đang ghi 12,5."),
    ("D8", -4, "Số tiếp nhận trực tuyến không nhận số âm, đang ghi -4."),
    ("C8", -4, "Tổng số tiếp nhận không nhận số âm, đang ghi -4."),
    ("D8", "98%", "“98%” là tỷ lệ. Số tiếp nhận trực tuyến tính bằng hồ sơ; tỷ lệ do cổng tính."),
    ("D8", "K", "Số tiếp nhận trực tuyến đơn vị nào cũng có nên không ghi K. Không phát sinh thì ghi dấu -."),
    ("D8", "#REF!", "Ô này ghi lỗi #REF!, cần một số."), ("D8", True, "Ô này ghi đúng, cần một số."),
    ("D8", datetime(2026, 3, 5), "Ô này ghi ngày 05/3/2026, cần một số."),
    ("B8", "Môi trường", "“Môi trường” chưa ghép với lĩnh vực nào. Ghép một lần, lần sau cổng nhớ."),
    ("B8", "(7)", "“(7)” chưa ghép với lĩnh vực nào. Ghép một lần, lần sau cổng nhớ."),
    ("B8", None, "Dòng này có số nhưng chưa ghi tên lĩnh vực."),
    ("B9", "Lĩnh vực chứng thực", "“Lĩnh vực chứng thực” trùng lĩnh vực với một dòng ở trên."),
]  # fmt: skip


@pytest.mark.parametrize(("address", "value", "sentence"), CELLS)
def test_bad_cell_is_named_and_nothing_is_read(address, value, sentence):
    assert told(read(with_cell(address, value))) == [(address, sentence)]


def test_all_bad_cells_are_told_at_once():
    one = Export()
    one.sheet["D8"], one.sheet["F9"], one.sheet["B9"] = "?", "=1+1", "Môi trường"
    reading = read(one.bytes())
    assert [cell for cell, _ in told(reading)] == ["D8", "B9", "F9"]
    assert reading.unknown == (("Môi trường", "B9"),)


GOOD_CELLS = [("1.451", given(1451)), ("1 451", given(1451)), (" 12 ", given(12)), ("-", NOTHING), (None, BLANK), (12.0, given(12)), (0, given(0))]  # fmt: skip


@pytest.mark.parametrize(("value", "figure"), GOOD_CELLS)
def test_number_is_read_however_the_system_writes_it(value, figure):
    assert read(with_cell("D8", value)).lines[0].figures[column(4)] == figure


def test_merged_numbers_are_refused():
    one = Export()
    one.sheet.merge_cells("D8:E8")
    sentence = "Ô gộp D8:E8 nên không rõ số thuộc ô nào. Bỏ gộp rồi tải lại."
    assert told(read(one.bytes())) == [("D8", sentence), ("E8", sentence)]


def test_numbers_beyond_the_table_are_refused():
    one = Export()
    for at, number in enumerate(CIVIL[1], start=3):
        one.sheet.cell(14, at, number)
    assert told(read(one.bytes())) == [("C14", "Dòng này còn số nhưng nằm ngoài bảng, sau dòng trống hoặc dòng tổng.")]


def test_number_and_words_of_a_column_that_disagree_are_told():
    one = Export()
    one.sheet["H6"], one.sheet["I6"] = "Đúng hạn", "Trước hạn"
    clash = "Cột đánh số là “Đã giải quyết: {} ({})” nhưng tiêu đề là “Đã giải quyết: {} ({})”."
    assert told(read(one.bytes())) == [
        ("H7", clash.format("trước hạn", 8, "đúng hạn", 9)),
        ("I7", clash.format("đúng hạn", 9, "trước hạn", 8)),
    ]


def test_missing_columns_are_named():
    one = Export(numbers=False)
    one.sheet["H6"], one.sheet["I6"] = "Trước và đúng hạn", "Ghi chú"
    assert told(read(one.bytes())) == [
        ("dòng 6", "Thiếu cột: Đã giải quyết: trước hạn (8); Đã giải quyết: đúng hạn (9).")
    ]


def test_column_that_stands_twice_is_told():
    one = Export(numbers=False)
    one.sheet["I6"] = "Trước hạn"
    assert ("I6", "Cột “Đã giải quyết: trước hạn (8)” có hai lần: H6, I6.") in told(read(one.bytes()))


def test_empty_sheet_is_told():
    reading = read(written(Workbook()))
    assert [(fault.sheet, fault.cell, fault.sentence) for fault in reading.faults] == [
        ("Sheet", "", "Trang tính không có dữ liệu.")
    ]


def test_sheet_without_the_table_is_told():
    assert told(read(plain(("Danh sách", "Số"), ("a", 1)))) == [
        (
            "",
            "Không thấy bảng hồ sơ theo lĩnh vực: cần dòng tiêu đề có các cột Tiếp nhận, Đã giải quyết, Đang giải quyết.",
        )
    ]


def test_head_without_lines_is_told():
    assert told(read(Export(lines=(), total=None).bytes())) == [
        ("", "Bảng có tiêu đề nhưng chưa có dòng số nào. Chưa đưa số nào vào báo cáo.")
    ]


DAMAGED = "Tệp “a.xls” không phải tệp Excel (.xlsx), hoặc đã hỏng, hoặc đặt mật khẩu, nên không đọc được."
FILES = {
    "web": (b"<html><table>", "Tệp “a.xls” thực ra là trang web mang đuôi Excel nên không đọc được. Mở bằng Excel, lưu lại dạng .xlsx rồi nhập."),
    "pdf": (b"%PDF-1.7", DAMAGED),
    "broken": (b"PK\x03\x04rest", DAMAGED),
    "empty": (b"", "Tệp “a.xls” rỗng. Chọn lại tệp."),
    "large": (b"0" * (2 * 1024 * 1024 + 1), "Tệp “a.xls” lớn hơn 2 MB. Bỏ hình ảnh, trang tính không dùng rồi nhập lại."),
}  # fmt: skip


@pytest.mark.parametrize(("content", "sentence"), FILES.values(), ids=FILES.keys())
def test_file_that_is_no_workbook_is_told_by_its_content(content, sentence):
    assert told(read(content, name="a.xls")) == [("", sentence)]


def test_workbook_that_unpacks_to_too_much_is_not_read():
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (9 * 1024 * 1024))
    assert told(read(packed.getvalue()))[0][1].startswith("Tệp “bieu-06.xlsx” giải nén ra quá lớn nên không đọc.")


def test_merged_area_over_the_whole_sheet_is_refused_before_it_is_read():
    content = BytesIO(Export().bytes())
    packed = BytesIO()
    with ZipFile(content) as parts, ZipFile(packed, "w", ZIP_DEFLATED) as fresh:
        for part in parts.namelist():
            fresh.writestr(part, parts.read(part).replace(b'ref="A10:B10"', b'ref="A10:XFD1048576"'))
    assert "vùng gộp ô quá rộng (A10:XFD1048576)" in told(read(packed.getvalue()))[0][1]


def test_file_marked_as_a_state_secret_is_refused():
    assert told(read(Export(titles=("TỐI MẬT", *TITLES)).bytes()))[0][1].startswith("Văn bản mang dấu độ mật “TỐI MẬT”")


def two_sheets(first_titles, second_titles):
    one, other = Export(titles=first_titles), Export(titles=second_titles)
    sheet = one.book.create_sheet("Bảng hai")
    for row in other.sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                sheet[cell.coordinate] = cell.value
    for area in other.sheet.merged_cells.ranges:
        sheet.merge_cells(area.coord)
    return one.book


def test_sheet_of_the_round_is_chosen_from_several():
    reading = read(written(two_sheets(("Quý IV năm 2025",), ("Quý I năm 2026",))))
    assert (reading.sheet, reading.faults) == ("Bảng hai", ())


def test_two_sheets_of_the_same_round_are_not_guessed_between():
    book = two_sheets(("Quý I năm 2026",), ("Quý I năm 2026",))
    assert told(read(written(book))) == [
        ("", "Có 2 trang tính cùng có bảng: “Biểu 06”; “Bảng hai”. Giữ lại một. Chưa đưa số nào vào báo cáo.")
    ]
    assert read(written(book), template=Template(sheet="Bảng hai")).sheet == "Bảng hai"
    book["Bảng hai"].sheet_state = "hidden"
    assert read(written(book)).sheet == "Biểu 06"


def test_name_of_a_field_told_once_is_known_the_next_time():
    content = with_cell("B9", "3. Lĩnh vực Môi trường")
    unknown = read(content)
    assert unknown.unknown == (("3. Lĩnh vực Môi trường", "B9"),)
    template = Template().with_field(unknown.unknown[0][0], "dat-dai")
    kept = Template.from_data(json.loads(json.dumps(template.as_data())))
    assert kept == template
    assert [line.key for line in read(content, template=kept).lines] == ["chung-thuc", "dat-dai"]


def test_head_told_once_is_known_the_next_time():
    one = Export(numbers=False)
    one.sheet["L6"] = "Còn thời gian"
    unread = read(one.bytes())
    assert told(unread) == [("dòng 6", "Thiếu cột: Đang giải quyết: trong hạn (12).")]
    words = next(words for words, code in unread.heads if words.endswith("con thoi gian"))
    template = Template().with_head(words, column(12))
    assert read(one.bytes(), template=template).lines[0].figures[column(12)] == given(3)


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Lĩnh vực Hộ tịch", "ho tich"),
        ("2. HỘ TỊCH:", "ho tich"),
        ("II - Hộ tịch", "ho tich"),
        ("Y tế", "y te"),
        ("", ""),
    ],
)
def test_names_of_fields_are_compared_without_what_surrounds_them(label, key):
    assert name_key(label) == key


def current(reading):
    return {Cell(code, line.key): line.figures[code] for line in reading.lines for code in line.figures}


def test_first_import_changes_every_typed_cell():
    found = changes(read(Export().bytes()), {}, TYPED)
    assert (len(found), summary(found)) == (16, "Đưa 16 ô vào báo cáo")


def test_same_file_again_changes_nothing():
    reading = read(Export().bytes())
    found = changes(reading, current(reading), TYPED)
    assert (found, summary(found)) == ([], NO_CHANGE)
    assert NO_CHANGE == "Không có gì thay đổi."


def test_changed_cell_is_shown_with_both_figures_and_its_address():
    before = current(read(Export().bytes()))
    found = changes(read(with_cell("D9", 270)), before, TYPED)
    assert [(one.cell, one.field, one.place, one.before, one.after) for one in found] == [
        (Cell(column(4), "ho-tich"), "Hộ tịch", "D9", given(268), given(270))
    ]


def test_empty_cell_of_the_file_takes_nothing_away_and_a_dash_is_a_zero():
    before = current(read(Export().bytes()))
    assert changes(read(with_cell("D9", None)), before, TYPED) == []
    assert changes(read(with_cell("J8", "-")), before, TYPED) == []


def test_stated_total_that_does_not_add_up_is_a_finding_not_a_fault():
    reading = read(with_cell("D10", 681))
    found = check(Sheet(COMMUNE_2020, {}, reading.lines, reading.stated))
    assert [one.sentence for one in found] == [
        "Tổng cộng: cột (3) là 1.778 nhưng (4) + (5) + (6) là 1.779, thừa 1 hồ sơ.",
        "Tổng cộng: cột (4) là 681 nhưng các lĩnh vực cộng lại là 680, thiếu 1 hồ sơ.",
    ]


def test_known_field_with_words_for_figures_is_not_passed_over():
    one = Export()
    for at in range(3, 14):
        one.sheet.cell(9, at, "không")
    assert {cell[1:] for cell, _ in told(read(one.bytes()))} == {"9"}


MEANINGS = [
    ("Đang giải quyết | Chưa quá hạn", 12), ("Đang giải quyết | Còn hạn", 12), ("Chưa giải quyết | Trễ hạn", 13),
    ("Đang xử lý", 11), ("Đã giải quyết | Không đúng hạn", 10), ("Đã giải quyết", 7), ("Kết quả giải quyết | Đang giải quyết | Quá hạn", 13),
    ("Kết quả xử lý | Đã xử lý | Sớm hạn", 8), ("Đã GQ đúng hạn", 9), ("Hồ sơ tiếp nhận | Trong kỳ | Qua mạng", 4),
    ("Tiếp nhận | Trong kỳ | Bưu chính", 5), ("Tồn đầu kỳ", 6), ("Tổng số HS tiếp nhận", 3),
]  # fmt: skip
UNCLEAR = [
    "Đã giải quyết | Trước và đúng hạn",
    "Tỷ lệ đã giải quyết đúng hạn",
    "Ghi chú",
    "STT",
    "Tiếp nhận | Trong kỳ | Tổng",
    "",
]


@pytest.mark.parametrize(("words", "number"), MEANINGS)
def test_head_of_a_column_says_what_it_holds(words, number):
    assert meaning(" | ".join(fold(word) for word in words.split(" | "))) == column(number)


@pytest.mark.parametrize("words", UNCLEAR)
def test_head_that_is_unclear_or_of_no_use_is_left_alone(words):
    assert meaning(fold(words)) == ""


ODD_CELLS = st.one_of(
    st.none(), st.integers(-5, 10**7), st.floats(0, 100), st.booleans(), st.dates(), st.text(max_size=12),
    st.sampled_from(["=A1", "#N/A", "K", "-", "Tổng cộng", "(7)", "Quý IV/2025", "Hộ tịch", "Đúng hạn", "1.234,5"]),
)  # fmt: skip
PLACES = st.tuples(st.integers(1, 14), st.integers(1, 15))


@settings(max_examples=30, deadline=None)
@over(st.dictionaries(PLACES, ODD_CELLS, max_size=6))
def test_whatever_stands_in_a_file_it_is_read_whole_or_not_at_all(cells):
    one = Export()
    for (row, at), value in cells.items():
        cell = one.sheet.cell(row, at)
        if not isinstance(cell, MergedCell):
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    reading = read(one.bytes())
    assert bool(reading.faults) != bool(reading.lines)
    assert all(fault.sentence.endswith(".") for fault in reading.faults)
    assert all(key in FIELDS for key in (line.key for line in reading.lines))
