"""The table of TTHC by field, columns (3) to (13), and the ratios taken of it (domain.md 6.1, 6.2).

The three definitions of "đúng hạn" stand side by side: a printed label always says which one it is.
"""

from datetime import date

from indicators.library.rows import FILES, PROCEDURES, QD766, Row, ratio

_TT01 = "Thông tư số 01/2020/TT-VPCP"


def _column(number: int, name: str, *, direction="none", cumulation="summing") -> Row:
    return Row(
        f"tthc.c{number}", name, "TTHC", FILES, direction=direction, cumulation=cumulation, breakdown="field",
        words=f"Cột ({number}) của biểu tình hình giải quyết thủ tục hành chính", authority="Văn phòng Chính phủ",
        ground=_TT01, source="Hệ thống thông tin giải quyết thủ tục hành chính",
    )  # fmt: skip


_OWN = "non_cumulative"
TABLE = (
    _column(3, "Hồ sơ tiếp nhận, tổng số", cumulation=_OWN),
    _column(4, "Hồ sơ tiếp nhận trong kỳ, trực tuyến"),
    _column(5, "Hồ sơ tiếp nhận trong kỳ, trực tiếp và bưu chính"),
    _column(6, "Hồ sơ từ kỳ trước chuyển sang", cumulation=_OWN),
    _column(7, "Hồ sơ đã giải quyết, tổng số"),
    _column(8, "Hồ sơ giải quyết trước hạn", direction="up"),
    _column(9, "Hồ sơ giải quyết đúng hạn", direction="up"),
    _column(10, "Hồ sơ giải quyết quá hạn", direction="down"),
    _column(11, "Hồ sơ đang giải quyết, tổng số", cumulation="non_summing"),
    _column(12, "Hồ sơ đang giải quyết, trong hạn", cumulation="non_summing"),
    _column(13, "Hồ sơ đang giải quyết, quá hạn", direction="down", cumulation="non_summing"),
    Row(
        "tthc.untimed",
        "Hồ sơ không tính hạn (trả lại, rút, dừng)",
        "TTHC",
        FILES,
        breakdown="field",
        words="Hồ sơ đã kết thúc mà không xếp vào trước hạn, đúng hạn, quá hạn",
    ),
)
_BY_FIELD = {"breakdown": "field"}
_RECEIVED, _HANDLED, _ASKED = "tthc.c4 + tthc.c5", "tthc.c7", "tthc.c3"
RATIOS = (
    ratio(
        "tthc.on_time_a", "Tỷ lệ giải quyết trước và đúng hạn (A, trên số đã giải quyết)", "TTHC",
        "tthc.c8 + tthc.c9", _HANDLED, words="(Trước hạn + đúng hạn) / đã giải quyết", **_BY_FIELD,
    ),
    ratio(
        "tthc.on_time_b", "Tỷ lệ đúng hạn (B, trên số phải giải quyết)", "TTHC",
        "tthc.c3 - tthc.c10 - tthc.c13", _ASKED,
        words="100% trừ (đã giải quyết quá hạn + đang giải quyết quá hạn) / tổng số tiếp nhận", **_BY_FIELD,
    ),
    ratio(
        "tthc.on_time_c", "Tỷ lệ đúng hạn (C, Bộ chỉ số phục vụ người dân, doanh nghiệp)", "TTHC",
        "tthc.c8 + tthc.c9 + tthc.c12", _ASKED,
        words="(Trước hạn + đúng hạn + đang giải quyết trong hạn) / tổng số tiếp nhận", ground=QD766,
        authority="Thủ tướng Chính phủ", since=date(2022, 6, 23), **_BY_FIELD,
    ),
    ratio("tthc.late", "Tỷ lệ trễ hạn trên số đã giải quyết", "TTHC", "tthc.c10", _HANDLED, direction="down", **_BY_FIELD),
    ratio(
        "tthc.late_b", "Tỷ lệ trễ hạn trên số phải giải quyết", "TTHC", "tthc.c10 + tthc.c13", _ASKED,
        direction="down", **_BY_FIELD,
    ),
    ratio("tthc.online", "Tỷ lệ hồ sơ trực tuyến", "TTHC", "tthc.c4", _RECEIVED, **_BY_FIELD),
    ratio(
        "tthc.full_online", "Tỷ lệ hồ sơ trực tuyến toàn trình trên tổng số hồ sơ", "TTHC",
        "tk.7.2.5", "tk.7.2.5 + tk.7.2.6 + tk.7.2.7",
    ),
    Row("tthc.procedures_with_files", "TTHC trực tuyến có phát sinh hồ sơ bất kỳ", "TTHC", PROCEDURES, across="none"),
    ratio(
        "tthc.procedures_online", "Tỷ lệ TTHC trực tuyến có phát sinh hồ sơ trực tuyến", "TTHC",
        "tk.7.2.3 + tk.7.2.4", "tthc.procedures_with_files",
    ),
    ratio("tthc.digitised", "Tỷ lệ hồ sơ số hóa khi tiếp nhận", "TTHC", "tk.7.5.1", _RECEIVED),
    ratio("tthc.e_results", "Tỷ lệ hồ sơ có kết quả điện tử", "TTHC", "tk.7.5.2", _HANDLED, ground=QD766),
    ratio("tthc.results_digitised", "Tỷ lệ kết quả còn hiệu lực đã số hóa", "TTHC", "tk.7.5.3", "tk.7.5.3.m"),
    ratio("tthc.payment_procedures", "Tỷ lệ TTHC có thanh toán trực tuyến", "TTHC", "tk.7.3.2", "tk.7.3.1"),
    ratio("tthc.payment_online", "Tỷ lệ hồ sơ thanh toán trực tuyến", "TTHC", "tk.7.3.5", "tk.7.3.4"),
    Row("tthc.published_on_time.t", "TTHC công bố đúng hạn", "TTHC", PROCEDURES),
    Row("tthc.published_on_time.m", "TTHC đã công bố trong kỳ", "TTHC", PROCEDURES),
    ratio(
        "tthc.published_on_time", "Tỷ lệ công bố TTHC đúng hạn", "TTHC",
        "tthc.published_on_time.t", "tthc.published_on_time.m", ground=QD766,
    ),
    Row("tthc.petitions_on_time.t", "Phản ánh, kiến nghị xử lý đúng hoặc trước hạn", "TTHC", "PAKN"),
    Row("tthc.petitions_on_time.m", "Phản ánh, kiến nghị thuộc thẩm quyền", "TTHC", "PAKN"),
    ratio(
        "tthc.petitions_on_time", "Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn", "TTHC",
        "tthc.petitions_on_time.t", "tthc.petitions_on_time.m", ground=QD766,
    ),
    Row("tthc.petitions_bad", "Phản ánh, kiến nghị bị đánh giá không hài lòng hoặc quá hạn", "TTHC", "PAKN", direction="down"),
    ratio(
        "tthc.petitions_satisfied", "Tỷ lệ hài lòng về xử lý phản ánh, kiến nghị", "TTHC",
        "tk.3.3.1 - tthc.petitions_bad", "tk.3.3.1", ground=QD766,
    ),
    ratio("tthc.apology", "Tỷ lệ hồ sơ trễ hạn có văn bản xin lỗi", "TTHC", "tk.3.5.3", "tk.3.5.2"),
)  # fmt: skip

# Fields of procedures that a commune handles; the list of a province is its own (dated rows, may be added to).
FIELDS = (
    ("ho-tich", "Hộ tịch"),
    ("chung-thuc", "Chứng thực"),
    ("dat-dai", "Đất đai"),
    ("xay-dung", "Xây dựng"),
    ("bao-tro-xa-hoi", "Bảo trợ xã hội"),
    ("nguoi-co-cong", "Người có công"),
    ("tre-em", "Trẻ em"),
    ("nuoi-con-nuoi", "Nuôi con nuôi"),
    ("giao-duc", "Giáo dục và đào tạo"),
    ("van-hoa", "Văn hóa, thể thao"),
    ("ton-giao", "Tôn giáo, tín ngưỡng"),
    ("thi-dua", "Thi đua, khen thưởng"),
    ("nong-nghiep", "Nông nghiệp"),
    ("moi-truong", "Môi trường"),
    ("ho-kinh-doanh", "Thành lập và hoạt động của hộ kinh doanh"),
    ("khieu-nai", "Giải quyết khiếu nại, tố cáo"),
    ("khac", "Lĩnh vực khác"),
)
