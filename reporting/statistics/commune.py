"""Phụ lục 1, Thống kê số liệu CCHC, the commune's version: every row of domain 3.3, as data.

A printed row with several figures has one row here for each: ".a", ".b" …; ".m" is the whole that a ratio is taken
of and ".t" the part, where the printed form has only the ratio; ".tl" the ratio of a row that also has counts.
How sure the rows are: docs/decisions/021-statistics-forms-as-data.md.
"""

from datetime import date

from reporting.statistics import procedures
from reporting.statistics.shape import Carry, Check, Form, NotApplicable, Row, RowKind, Sign

_TASKS, _PAPERS, _UNITS, _ISSUES, _FILES = "nhiệm vụ", "văn bản", "đơn vị", "vấn đề", "hồ sơ"
_PROCEDURES, _PEOPLE, _HAMLETS, _MONEY = "TTHC", "người", "thôn", "triệu đồng"
_NO_YES = (("0", "Không"), ("1", "Có"))
_SURVEYS = (("1", "trực tuyến"), ("2", "trực tiếp"), ("3", "phát phiếu"), ("4", "hình thức khác"))


def _head(code: str, label: str, *, filled: bool = True) -> Row:
    return Row(code, label, kind=RowKind.HEADING, filled=filled)


def _count(code: str, label: str, unit: str, phrase: str = "", **more) -> Row:
    return Row(code, label, unit, phrase=phrase, metric=f"tk.{code}", **more)


def _stands(code: str, label: str, unit: str, phrase: str = "") -> Row:
    """A count that rarely changes: a new period starts with the last one."""
    return _count(code, label, unit, phrase, carry=Carry.KEEP)


def _other_level(code: str, label: str, unit: str, phrase: str = "") -> Row:
    """○: on the national form, normally not for communes."""
    return _count(code, label, unit, phrase, filled=False, not_applicable=NotApplicable.USUAL)


def _ratio(code: str, label: str, formula: str) -> Row:
    return Row(code, label, "%", RowKind.RATIO, formula=formula, metric=f"tk.{code}")


def _choice(code: str, label: str, choices: tuple[tuple[str, str], ...]) -> Row:
    return Row(code, label, kind=RowKind.CODE, choices=choices, metric=f"tk.{code}")


def _money(code: str, label: str, phrase: str = "") -> Row:
    return Row(code, label, _MONEY, RowKind.MONEY, phrase=phrase, metric=f"tk.{code}")


_STEERING = (
    _head("1", "Công tác chỉ đạo, điều hành CCHC"),
    _head("1.1", "Kế hoạch CCHC"),
    _count("1.1.1", "Số nhiệm vụ trong kế hoạch CCHC năm", _TASKS, carry=Carry.KEEP, not_applicable=NotApplicable.NEVER),
    _count("1.1.2", "Số nhiệm vụ đã hoàn thành (lũy kế)", _TASKS, "số nhiệm vụ đã hoàn thành", not_applicable=NotApplicable.NEVER),
    _ratio("1.1.3", "Tỷ lệ hoàn thành kế hoạch", "[1.1.2] / [1.1.1]"),
    _count("1.1.4", "Số văn bản chỉ đạo, điều hành CCHC ban hành trong kỳ", _PAPERS),
    _head("1.2", "Kiểm tra CCHC"),
    _count("1.2.1", "Số cơ quan, đơn vị, bộ phận đã kiểm tra", _UNITS, "số đơn vị đã kiểm tra"),
    _count("1.2.2.m", "Số cơ quan, đơn vị, bộ phận phải kiểm tra", _UNITS, "số đơn vị phải kiểm tra", carry=Carry.KEEP),
    _ratio("1.2.2", "Tỷ lệ đã kiểm tra trên số phải kiểm tra", "[1.2.1] / [1.2.2.m]"),
    _count("1.2.3", "Số vấn đề phát hiện qua kiểm tra", _ISSUES),
    _count("1.2.4", "Số vấn đề phát hiện đã xử lý xong", _ISSUES),
    _head("1.3", "Nhiệm vụ được cấp trên giao"),
    _count("1.3.1", "Tổng số nhiệm vụ được cấp trên giao", _TASKS),
    _count("1.3.2", "Hoàn thành đúng hạn", _TASKS, "số nhiệm vụ hoàn thành đúng hạn"),
    _count("1.3.3", "Hoàn thành nhưng quá hạn", _TASKS, "số hoàn thành nhưng quá hạn"),
    _count("1.3.4", "Quá hạn chưa hoàn thành", _TASKS, "số quá hạn chưa hoàn thành"),
    _head("1.4", "Khảo sát sự hài lòng của người dân, tổ chức"),
    _count("1.4.1", "Số phiếu khảo sát", "phiếu"),
    _choice("1.4.2", "Hình thức khảo sát", _SURVEYS),
    _head("1.5", "Đối thoại của lãnh đạo với người dân, doanh nghiệp"),
    _choice("1.5.a", "Có tổ chức đối thoại", _NO_YES),
    _count("1.5.b", "Số cuộc đối thoại", "cuộc"),
    _count("1.6", "Số hoạt động tuyên truyền CCHC", "hoạt động"),
    _head("1.7", "Sáng kiến, mô hình CCHC"),
    _count("1.7.a", "Số sáng kiến, mô hình đăng ký", "sáng kiến"),
    _count("1.7.b", "Số sáng kiến, mô hình được công nhận", "sáng kiến"),
)  # fmt: skip
_INSTITUTIONS = (
    _head("2", "Cải cách thể chế"),
    _count("2.1", "Số văn bản quy phạm pháp luật ban hành (cấp xã)", _PAPERS, "số văn bản quy phạm pháp luật ban hành"),
    _head("2.2", "Kiểm tra văn bản quy phạm pháp luật"),
    _count("2.2.1", "Số văn bản kiểm tra theo thẩm quyền", _PAPERS),
    _count("2.2.2", "Số văn bản phải kiến nghị xử lý", _PAPERS),
    _count("2.2.3", "Số văn bản đã xử lý xong", _PAPERS, "số văn bản kiểm tra đã xử lý xong"),
    _head("2.3", "Rà soát văn bản quy phạm pháp luật"),
    _count("2.3.1", "Số văn bản phải rà soát", _PAPERS),
    _count("2.3.2", "Số văn bản đã rà soát", _PAPERS),
    _count("2.3.3", "Số văn bản đã xử lý, kiến nghị xử lý sau rà soát", _PAPERS),
)
_PROCEDURE_ROWS = (
    _head("3", "Cải cách thủ tục hành chính"),
    _head("3.1", "Thủ tục hành chính"),
    _head("3.1.1", "TTHC, quy định được cắt giảm, đơn giản hóa"),
    _count("3.1.1.a", "Số đề xuất cắt giảm, đơn giản hóa", _PROCEDURES),
    _count("3.1.1.b", "Số được phê duyệt cắt giảm, đơn giản hóa", _PROCEDURES),
    _other_level("3.1.2", "Số TTHC công bố mới", _PROCEDURES),
    _other_level("3.1.3", "Số TTHC bãi bỏ, thay thế", _PROCEDURES),
    _stands("3.1.4", "Tổng số TTHC thực hiện tại cấp xã", _PROCEDURES),
    _head("3.2", "Cơ chế một cửa, một cửa liên thông"),
    _head("3.2.1", "TTHC liên thông"),
    _stands("3.2.1.a", "Số TTHC liên thông cùng cấp", _PROCEDURES),
    _stands("3.2.1.b", "Số TTHC liên thông các cấp", _PROCEDURES),
    _stands("3.2.2.t", "Số TTHC thực hiện tại Bộ phận Một cửa", _PROCEDURES),
    _ratio("3.2.2", "Tỷ lệ TTHC thực hiện tại Bộ phận Một cửa", "[3.2.2.t] / [3.1.4]"),
    _head("3.3", "Phản ánh, kiến nghị về quy định hành chính"),
    _count("3.3.1", "Số phản ánh, kiến nghị tiếp nhận", "PAKN"),
    _count("3.3.2", "Số phản ánh, kiến nghị đã xử lý", "PAKN"),
    _count("3.3.3", "Số phản ánh, kiến nghị đã công khai trả lời", "PAKN"),
    procedures.HEAD,
    *procedures.COLUMNS,
    _head("3.5", "Chất lượng giải quyết hồ sơ"),
    _ratio("3.5.1", "Tỷ lệ giải quyết trước và đúng hạn (cách tính A)", procedures.ON_TIME_A.formula),
    _count("3.5.2", "Số hồ sơ trễ hạn", _FILES, formula="[3.4.c10] + [3.4.c13]"),
    _count("3.5.3", "Số hồ sơ trễ hạn đã xin lỗi bằng văn bản", _FILES, "số hồ sơ đã xin lỗi bằng văn bản"),
)
_ORGANISATION = (
    _head("4", "Cải cách tổ chức bộ máy"),
    _head("4.1", "Thôn, tổ dân phố"),
    _stands("4.1.a", "Số thôn, tổ dân phố", _HAMLETS),
    _count("4.1.b", "Số thôn, tổ dân phố đã sắp xếp, sáp nhập trong kỳ", _HAMLETS),
    _head("4.2", "Biên chế"),
    _stands("4.2.1", "Số CBCC được giao", _PEOPLE),
    _stands("4.2.2", "Số CBCC có mặt", _PEOPLE),
    _count("4.2.3", "Số CBCC tinh giản trong kỳ", _PEOPLE),
    _head("4.2.4", "Người hoạt động không chuyên trách"),
    _stands("4.2.4.a", "Số người được giao", _PEOPLE, "số người hoạt động không chuyên trách được giao"),
    _stands("4.2.4.b", "Số người có mặt", _PEOPLE, "số người hoạt động không chuyên trách có mặt"),
    _head("4.3", "Phân cấp quản lý", filled=False),
    _other_level("4.3.a", "Số vấn đề về phân cấp phát hiện", _ISSUES),
    _other_level("4.3.b", "Số vấn đề về phân cấp đã xử lý", _ISSUES),
)
_SERVICE = (
    _head("5", "Cải cách chế độ công vụ"),
    _count("5.1", "Số CBCC bố trí đúng vị trí việc làm, đạt chuẩn", _PEOPLE, carry=Carry.KEEP),
    _head("5.2", "Tuyển dụng, bổ nhiệm", filled=False),
    _other_level("5.2.a", "Số người tuyển dụng (thi, xét, tiếp nhận)", _PEOPLE, "số người tuyển dụng"),
    _other_level("5.2.b", "Số người được bổ nhiệm", _PEOPLE),
    _head("5.3", "CBCC bị kỷ luật"),
    _count("5.3.a", "Khiển trách", _PEOPLE, "số CBCC bị khiển trách"),
    _count("5.3.b", "Cảnh cáo", _PEOPLE, "số CBCC bị cảnh cáo"),
    _count("5.3.c", "Hình thức khác", _PEOPLE, "số CBCC bị kỷ luật bằng hình thức khác"),
    _head("5.4", "Đào tạo, bồi dưỡng"),
    _count("5.4.a", "Số lượt CBCC đào tạo, bồi dưỡng", "lượt"),
    _count("5.4.b", "Trong đó về CCHC", "lượt", "số lượt bồi dưỡng về CCHC"),
    _count("5.5", "Số CBCC chuyển đổi vị trí công tác", _PEOPLE),
)
_FINANCE = (
    _head("6", "Cải cách tài chính công"),
    _head("6.1", "Vốn đầu tư công"),
    _money("6.1.1", "Kế hoạch vốn đầu tư công"),
    _money("6.1.2", "Vốn đầu tư công đã giải ngân"),
    _ratio("6.1.3", "Tỷ lệ giải ngân vốn đầu tư công", "[6.1.2] / [6.1.1]"),
    _head("6.2", "Kinh phí cho CCHC"),
    _money("6.2.a", "Kinh phí bố trí theo kế hoạch", "kinh phí bố trí cho CCHC theo kế hoạch"),
    _money("6.2.b", "Kinh phí đã thực hiện", "kinh phí CCHC đã thực hiện"),
    _head("6.3", "Đơn vị sự nghiệp tự chủ", filled=False),
    _other_level("6.3.a", "Nhóm 1", _UNITS, "số đơn vị sự nghiệp nhóm 1"),
    _other_level("6.3.b", "Nhóm 2", _UNITS, "số đơn vị sự nghiệp nhóm 2"),
    _other_level("6.3.c", "Nhóm 3", _UNITS, "số đơn vị sự nghiệp nhóm 3"),
    _other_level("6.3.d", "Nhóm 4", _UNITS, "số đơn vị sự nghiệp nhóm 4"),
)
_ONLINE, _PARTLY, _ON_PAPER = "[7.2.5]", "[7.2.6]", "[7.2.7]"
_RECEIVED_NOW = "[3.4.c4] + [3.4.c5]"
_DIGITAL = (
    _head("7", "Xây dựng và phát triển Chính quyền điện tử, Chính quyền số"),
    _head("7.1", "Văn bản điện tử"),
    _count("7.1.a", "Số văn bản đi điện tử", _PAPERS),
    _count("7.1.b", "Trong đó ký số đầy đủ", _PAPERS, "số văn bản đi ký số đầy đủ"),
    _ratio("7.1.tl", "Tỷ lệ văn bản đi ký số đầy đủ", "[7.1.b] / [7.1.a]"),
    _head("7.2", "Dịch vụ công trực tuyến"),
    _stands("7.2.1", "Số TTHC trực tuyến toàn trình", _PROCEDURES),
    _stands("7.2.2", "Số TTHC trực tuyến một phần", _PROCEDURES),
    _count("7.2.3", "Số TTHC trực tuyến toàn trình có phát sinh hồ sơ", _PROCEDURES),
    _count("7.2.4", "Số TTHC trực tuyến một phần có phát sinh hồ sơ", _PROCEDURES),
    _count("7.2.5", "Số hồ sơ trực tuyến toàn trình", _FILES),
    _count("7.2.6", "Số hồ sơ trực tuyến một phần", _FILES),
    _count("7.2.7", "Số hồ sơ nộp trực tiếp", _FILES),
    _ratio("7.2.7.tl", "Tỷ lệ hồ sơ trực tuyến", f"({_ONLINE} + {_PARTLY}) / ({_ONLINE} + {_PARTLY} + {_ON_PAPER})"),
    _head("7.3", "Thanh toán trực tuyến"),
    _stands("7.3.1", "Số TTHC có nghĩa vụ tài chính", _PROCEDURES),
    _stands("7.3.2", "Số TTHC đã triển khai thanh toán trực tuyến", _PROCEDURES),
    _count("7.3.3", "Số TTHC có giao dịch thanh toán trực tuyến", _PROCEDURES),
    _count("7.3.4", "Số hồ sơ phải nộp phí", _FILES),
    _count("7.3.5", "Số hồ sơ nộp phí trực tuyến", _FILES),
    _ratio("7.3.5.tl", "Tỷ lệ hồ sơ thanh toán trực tuyến", "[7.3.5] / [7.3.4]"),
    _head("7.4", "Bưu chính công ích"),
    _stands("7.4.1", "Số TTHC qua bưu chính công ích", _PROCEDURES),
    _count("7.4.2", "Số hồ sơ tiếp nhận, trả kết quả qua bưu chính công ích", _FILES),
    _head("7.5", "Số hóa hồ sơ, kết quả"),
    _count("7.5.1", "Số hồ sơ số hóa khi tiếp nhận", _FILES),
    _ratio("7.5.1.tl", "Tỷ lệ hồ sơ số hóa khi tiếp nhận", f"[7.5.1] / ({_RECEIVED_NOW})"),
    _count("7.5.2", "Số hồ sơ có kết quả điện tử", _FILES),
    _ratio("7.5.2.tl", "Tỷ lệ hồ sơ có kết quả điện tử", "[7.5.2] / [3.4.c7]"),
    _count("7.5.3", "Số kết quả còn hiệu lực đã số hóa", _FILES),
    _count("7.5.3.m", "Số kết quả còn hiệu lực phải số hóa", _FILES, carry=Carry.KEEP),
    _ratio("7.5.3.tl", "Tỷ lệ kết quả còn hiệu lực đã số hóa", "[7.5.3] / [7.5.3.m]"),
    _head("7.6", "Hệ thống quản lý chất lượng ISO 9001"),
    _choice("7.6.a", "Duy trì, áp dụng", _NO_YES),
    _choice("7.6.b", "Đánh giá nội bộ trong kỳ", _NO_YES),
)


def _most(*pairs: tuple[str, str]) -> tuple[Check, ...]:
    """Part and whole: the part is not more than the whole."""
    return tuple(Check(f"{part}<={whole}", f"[{part}]", Sign.AT_MOST, f"[{whole}]") for part, whole in pairs)


_CHECKS = (
    *procedures.CHECKS,
    *_most(
        ("1.1.2", "1.1.1"), ("1.2.1", "1.2.2.m"), ("1.2.4", "1.2.3"), ("2.2.2", "2.2.1"), ("2.2.3", "2.2.2"),
        ("2.3.2", "2.3.1"), ("2.3.3", "2.3.2"), ("3.1.1.b", "3.1.1.a"), ("3.2.2.t", "3.1.4"), ("3.3.2", "3.3.1"),
        ("3.3.3", "3.3.2"), ("3.5.3", "3.5.2"), ("4.2.2", "4.2.1"), ("4.2.4.b", "4.2.4.a"), ("4.3.b", "4.3.a"),
        ("5.1", "4.2.2"), ("5.4.b", "5.4.a"), ("6.1.2", "6.1.1"), ("6.2.b", "6.2.a"), ("7.1.b", "7.1.a"),
        ("7.2.3", "7.2.1"), ("7.2.4", "7.2.2"), ("7.3.2", "7.3.1"), ("7.3.3", "7.3.2"), ("7.3.5", "7.3.4"),
        ("7.5.2", "3.4.c7"), ("7.5.3", "7.5.3.m"),
    ),
    Check("1.3", "[1.3.2] + [1.3.3] + [1.3.4]", Sign.AT_MOST, "[1.3.1]"),
    Check("7.2.tthc", "[7.2.1] + [7.2.2]", Sign.AT_MOST, "[3.1.4]"),
    Check("7.2.online", f"{_ONLINE} + {_PARTLY}", Sign.EQUAL, "[3.4.c4]"),
    Check("7.2.paper", _ON_PAPER, Sign.EQUAL, "[3.4.c5]"),
    Check("7.5.1", "[7.5.1]", Sign.AT_MOST, _RECEIVED_NOW),
)  # fmt: skip

COMMUNE_2020 = Form(
    code="commune",
    name="Phụ lục 1. Thống kê số liệu cải cách hành chính (cấp xã)",
    ground_text="Văn bản số 581/BNV-CCHC của Bộ Nội vụ; Thông tư số 01/2020/TT-VPCP",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    rows=(*_STEERING, *_INSTITUTIONS, *_PROCEDURE_ROWS, *_ORGANISATION, *_SERVICE, *_FINANCE, *_DIGITAL),
    checks=_CHECKS,
)
FORMS = (COMMUNE_2020,)
