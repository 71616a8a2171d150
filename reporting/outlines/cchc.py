"""The outlines of CCHC reports that come with the portal (domain 3.1, 3.2: customary, to be checked against the ministry's).

A version that stands is never written over: a change of the data takes a later ``valid_from``.
"""

from datetime import date

from reporting.outlines.shape import Content, Outline, Section
from reporting.periods import Kind

_HEADING = Content.HEADING
_OPTIONAL = {"required": False}


def _part(code: str, title: str, content: Content = _HEADING, area: str = "", **more) -> Section:
    return Section(code, title, content, area, **more)


_DIRECTING = (
    _part("I", "Công tác chỉ đạo, điều hành cải cách hành chính"),
    _part("I.1", "Về kế hoạch cải cách hành chính", Content.TEXT, "CD"),
    _part("I.2", "Về tổ chức chỉ đạo, điều hành cải cách hành chính", Content.TEXT, "CD"),
    _part("I.3", "Về kiểm tra cải cách hành chính", Content.TEXT, "CD"),
    _part("I.4", "Về công tác tuyên truyền cải cách hành chính", Content.TEXT, "CD"),
    _part("I.5", "Sáng kiến, mô hình; đánh giá, khắc phục Chỉ số cải cách hành chính", Content.TEXT, "CD", **_OPTIONAL),
)
_YEAR_DIRECTING = (
    _part("I.6", "Mức độ hoàn thành kế hoạch năm", Content.TARGETS, "CD"),
    _part("I.7", "Bố trí nguồn lực cho cải cách hành chính", Content.TEXT, "CD", **_OPTIONAL),
)
# Area of plans, heading, what stands below it.
_AREAS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("TC", "Cải cách thể chế", (
        "Xây dựng, ban hành văn bản quy phạm pháp luật",
        "Kiểm tra, rà soát văn bản quy phạm pháp luật",
        "Theo dõi tình hình thi hành pháp luật",
    )),
    ("TTHC", "Cải cách thủ tục hành chính", (
        "Kiểm soát, rà soát, đơn giản hóa thủ tục hành chính",
        "Công bố, công khai thủ tục hành chính",
        "Thực hiện cơ chế một cửa, một cửa liên thông",
        "Kết quả giải quyết hồ sơ thủ tục hành chính",
        "Tiếp nhận, xử lý phản ánh, kiến nghị",
        "Xin lỗi khi giải quyết hồ sơ trễ hạn",
    )),
    ("TCBM", "Cải cách tổ chức bộ máy hành chính", (
        "Sắp xếp tổ chức bộ máy, thôn, tổ dân phố",
        "Quản lý biên chế",
        "Phân cấp, ủy quyền",
    )),
    ("CV", "Cải cách chế độ công vụ", (
        "Vị trí việc làm",
        "Tuyển dụng, bổ nhiệm",
        "Đánh giá cán bộ, công chức",
        "Đào tạo, bồi dưỡng",
        "Kỷ luật, kỷ cương hành chính",
    )),
    ("TCC", "Cải cách tài chính công", (
        "Giải ngân vốn đầu tư công",
        "Cơ chế tự chủ",
        "Quản lý tài sản công, thực hành tiết kiệm",
    )),
    ("CQS", "Xây dựng và phát triển chính quyền điện tử, chính quyền số", (
        "Hoàn thiện quy định, quy chế về chính quyền số",
        "Hạ tầng, nền tảng, dữ liệu số",
        "Ứng dụng trong nội bộ cơ quan",
        "Dịch vụ công trực tuyến, thanh toán trực tuyến",
        "Số hóa hồ sơ, kết quả giải quyết",
        "Áp dụng Hệ thống quản lý chất lượng ISO 9001",
        "An toàn thông tin mạng",
    )),
)  # fmt: skip
_LETTERS = "abcdđeghik"
RESULTS = (
    _part("II", "Kết quả thực hiện các nhiệm vụ cải cách hành chính"),
    *(
        section
        for number, (area, title, points) in enumerate(_AREAS, start=1)
        for section in (
            _part(f"II.{number}", title, _HEADING, area),
            *(
                _part(f"II.{number}.{letter}", words, Content.TEXT, area, **_OPTIONAL)
                for letter, words in zip(_LETTERS, points, strict=False)
            ),
        )
    ),
)
_JUDGEMENT = (
    _part("III", "Đánh giá chung"),
    _part("III.1", "Những kết quả tích cực đã đạt được", Content.ACHIEVEMENTS, "CD"),
    _part("III.2", "Những tồn tại, hạn chế", Content.WEAKNESSES, "CD"),
    _part("III.3", "Nguyên nhân của tồn tại, hạn chế", Content.CAUSES, "CD", **_OPTIONAL),
)
_LESSONS = (
    _part("III.4", "Bài học kinh nghiệm", Content.LESSONS, "CD", **_OPTIONAL),
    _part("III.5", "Kết quả Chỉ số cải cách hành chính", Content.TEXT, "CD", **_OPTIONAL),
)


def _ending(directions: str) -> tuple[Section, ...]:
    return (
        _part("IV", directions, Content.DIRECTIONS, "CD"),
        _part("V", "Kiến nghị, đề xuất", Content.PROPOSALS, "CD", **_OPTIONAL),
    )


_GROUND = "Văn bản số 581/BNV-CCHC của Bộ Nội vụ"
_SINCE = date(2020, 1, 1)
PERIODIC = Outline(
    "cchc-dinh-ky", "Đề cương báo cáo CCHC quý, 6 tháng, 9 tháng", _GROUND, _SINCE, None,
    (Kind.MONTH, Kind.QUARTER, Kind.HALF, Kind.NINE_MONTHS),
    (*_DIRECTING, *RESULTS, *_JUDGEMENT, *_ending("Phương hướng, nhiệm vụ trọng tâm kỳ tiếp theo")),
)  # fmt: skip
ANNUAL = Outline(
    "cchc-nam", "Đề cương báo cáo CCHC năm", _GROUND, _SINCE, None,
    (Kind.YEAR,),
    (*_DIRECTING, *_YEAR_DIRECTING, *RESULTS, *_JUDGEMENT, *_LESSONS, *_ending("Phương hướng, nhiệm vụ năm tiếp theo")),
)  # fmt: skip
AD_HOC = Outline(
    "cchc-dot-xuat", "Đề cương báo cáo đột xuất, chuyên đề", "", _SINCE, None,
    (Kind.AD_HOC, Kind.TOPICAL),
    (
        _part("I", "Tình hình, kết quả thực hiện", Content.TEXT, "CD"),
        _part("II", "Tồn tại, hạn chế", Content.WEAKNESSES, "CD", **_OPTIONAL),
        _part("III", "Nguyên nhân", Content.CAUSES, "CD", **_OPTIONAL),
        _part("IV", "Nhiệm vụ thời gian tới", Content.DIRECTIONS, "CD", **_OPTIONAL),
        _part("V", "Kiến nghị, đề xuất", Content.PROPOSALS, "CD", **_OPTIONAL),
    ),
)  # fmt: skip
OUTLINES = (PERIODIC, ANNUAL, AD_HOC)
