"""The catalogue of page parts: what there is, with invented contents to look at (cchc_portal/dev.py shows it).

Nothing here reaches a real page; the names are of the demo cast.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.core.paginator import Paginator

TODAY = date(2026, 2, 24)


@dataclass(frozen=True)
class Part:
    """One page of the catalogue. template: below templates/catalogue/; sample: makes its context."""

    slug: str
    title: str
    template: str
    sample: Callable[[], dict] = dict
    frame: str = "clerk"


class SampleForm(forms.Form):
    """One field of every shape."""

    name = forms.CharField(label="Tên kế hoạch", max_length=200)
    purpose = forms.CharField(label="Mục đích", widget=forms.Textarea, required=False, help_text="Mỗi ý một đoạn.")
    money = forms.DecimalField(label="Kinh phí dự kiến", required=False, localize=True)
    due_on = forms.DateField(label="Thời hạn", help_text="Ví dụ 28/02/2026.")
    area = forms.ChoiceField(label="Lĩnh vực", choices=[("tc", "Thể chế"), ("tthc", "Cải cách thủ tục hành chính")])
    capacity = forms.ChoiceField(
        label="Ký với tư cách",
        widget=forms.RadioSelect,
        choices=[("", "TM. ỦY BAN NHÂN DÂN, CHỦ TỊCH"), ("KT", "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH")],
        required=False,
    )
    scan = forms.FileField(
        label="Bản quét",
        required=False,
        help_text="Nhận tệp Word (.docx, .doc), PDF có lớp chữ, Excel (.xlsx), tối đa 20 MB.",
    )
    priority = forms.BooleanField(label="Nhiệm vụ trọng tâm", required=False)


def _form() -> dict:
    return {
        "form": SampleForm(initial={"name": "Kế hoạch cải cách hành chính năm 2026", "money": Decimal("186.5")}),
        "faulty": SampleForm({"name": "", "due_on": "31/02/2026", "area": "?"}, auto_id="sai_%s"),
    }


def _pills() -> dict:
    return {
        "pills": [
            ("neutral", "pencil", "Đang soạn"),
            ("blue", "list-check", "Chờ kiểm tra"),
            ("blue", "signature", "Chờ Chủ tịch duyệt"),
            ("amber", "arrow-back-up", "Chủ tịch trả lại"),
            ("blue", "rubber-stamp", "Chờ ban hành"),
            ("blue", "send", "Đã gửi"),
            ("blue", "inbox", "Cần rà soát"),
            ("violet", "eye", "Đang rà soát"),
            ("violet", "hourglass", "Chờ kết luận"),
            ("amber", "arrow-back-up", "Cấp trên đề nghị thay thế"),
            ("green", "circle-check", "Đã được tiếp nhận"),
            ("neutral", "replace", "Đã được thay thế"),
            ("red", "alert-circle", "Lỗi"),
        ],
        "days": [
            {"inclusive": True, "act": "", **one}
            for one in (
                {"on": None},
                {"on": date(2026, 3, 10), "inclusive": False},
                {"on": date(2026, 2, 28), "act": "ban hành", "send_by": date(2026, 2, 27)},
                {"on": date(2026, 2, 25)},
                {"on": date(2026, 2, 24)},
                {"on": date(2026, 2, 20)},
                {"on": date(2026, 2, 20), "done_on": date(2026, 2, 19)},
                {"on": date(2026, 2, 20), "done_on": date(2026, 2, 22)},
            )
        ],
        "today": TODAY,
    }


STEPS = [
    {"label": "Đang soạn", "state": "done"},
    {"label": "Kiểm tra", "state": "done"},
    {"label": "Chủ tịch duyệt", "state": "current"},
    {"label": "Ban hành", "state": "todo"},
    {"label": "Rà soát", "state": "todo"},
    {"label": "Tiếp nhận", "state": "todo"},
]


def _movement() -> dict:
    return {
        "steps": STEPS,
        "waiting": "Phạm Văn Toàn (Chủ tịch) duyệt, từ 8:15 hôm nay. Ban hành chậm nhất T7, 28/02.",
        "mine": "duyệt, từ 8:15 hôm nay. Ban hành chậm nhất T7, 28/02.",
        "withdraw": [
            {"label": "Rút lại", "url": "#", "method": "post"},
            {"label": "Nhắc", "url": "#", "refused": "Nhắc được sau 3 ngày làm việc, từ 27/02."},
        ],
        "decide": [
            {"label": "Trả lại", "url": "../tam/", "icon": "arrow-back-up", "sheet": True},
            {"label": "Duyệt", "url": "#", "kind": "primary", "icon": "signature", "method": "post"},
        ],
        "events": [
            {
                "icon": "signature",
                "what": "Trình Chủ tịch lần 2",
                "who": "Lê Thu Hà",
                "title": "Phòng Văn hóa - Xã hội",
                "at": "8:15 hôm nay",
                "changes_url": "#",
                "changes_label": "3 chỗ đã sửa",
            },
            {
                "icon": "arrow-back-up",
                "what": "Trả lại để sửa",
                "who": "Phạm Văn Toàn",
                "title": "Chủ tịch Ủy ban nhân dân xã",
                "at": "23/02, 16:20",
                "comment": "Bổ sung sản phẩm cho 3 nhiệm vụ ở phần Cải cách TTHC.",
            },
            {
                "icon": "pencil",
                "what": "Lập bản nháp",
                "who": "Lê Thu Hà",
                "at": "05/02, 9:10",
                "hash": "9f2c 81aa 07d4",
            },
        ],
        "changes": [
            {"where": "Nhiệm vụ II.3.b.2, sản phẩm", "old": "", "new": "Báo cáo"},
            {"where": "Nhiệm vụ II.3.b.5, thời gian", "old": "Quý IV", "new": "Quý II", "by": "Lê Thu Hà, 8:02"},
        ],
        "remarks": REMARKS,
    }


REMARKS = [
    {
        "id": 1,
        "number": 1,
        "place": "Căn cứ, dòng 2",
        "state": "open",
        "text": "Chưa ghi ngày ban hành của Công văn 118/SNV-CCHC. Đề nghị ghi đủ khi viện dẫn lần đầu.",
        "who": "Đỗ Quang Minh",
        "at": "9:12 hôm nay",
        "actions": [{"label": "Sửa ý kiến", "url": "#", "small": True}, {"label": "Xóa", "url": "#", "small": True}],
    },
    {
        "id": 2,
        "number": 2,
        "place": "I.1 Mục đích",
        "state": "answered",
        "text": "Mục tiêu thứ hạng chưa có con số.",
        "who": "Đỗ Quang Minh",
        "at": "02/3, 15:00",
        "replies": [
            {
                "text": "Đã ghi rõ “từ 2 bậc trở lên”. Năm 2025 xã đứng thứ 12/98.",
                "who": "Lê Thu Hà",
                "at": "03/3, 15:40",
            }
        ],
        "actions": [
            {"label": "Đã xử lý", "url": "#", "small": True, "kind": "primary", "icon": "check", "method": "post"},
            {"label": "Chưa đạt, hỏi lại", "url": "#", "small": True},
        ],
    },
    {
        "id": 3,
        "state": "internal",
        "text": "Ít hơn năm 2025 hai nhiệm vụ tuyên truyền. Hỏi thêm tại buổi giao ban.",
        "who": "Đỗ Quang Minh",
        "at": "9:20 hôm nay",
    },
]
MUST = [
    {
        "sentence": "Mục 4 Tổ chức bộ máy chưa có chỉ tiêu, nhiệm vụ nào.",
        "links": [
            {"label": "Đến mục này", "url": "#"},
            {"label": "Nêu lý do không có", "url": "../tam/", "sheet": True},
        ],
    },
    {"sentence": "Nhiệm vụ 3.b.3 chưa có đơn vị chủ trì.", "links": [{"label": "Sửa ngay", "url": "#o-3-chu-tri"}]},
    {"sentence": "Nhiệm vụ 3.b.4 chưa có sản phẩm.", "links": [{"label": "Sửa ngay", "url": "#o-4-san-pham"}]},
]
SHOULD = [
    {
        "sentence": "Chỉ tiêu 7.a.4 có hai mức “60%, 55%” nhưng chưa rõ mức nào của cấp xã.",
        "links": [{"label": "Xem", "url": "#"}, {"label": "Bỏ qua, nêu lý do", "url": "#"}],
    },
    {"sentence": "Mục 6 Tài chính công chưa có nhiệm vụ nào.", "waived": "Xã không có đơn vị sự nghiệp công lập."},
]
TASKS = [
    {
        "number": 1,
        "text": "Kế hoạch kiểm soát TTHC, thực hiện cơ chế một cửa năm 2023",
        "product": "Kế hoạch",
        "lead": "Văn phòng - thống kê",
        "when": "Quý I",
    },
    {
        "number": 2,
        "text": "Số hóa hồ sơ, kết quả giải quyết TTHC",
        "product": "Báo cáo",
        "lead": "Tư pháp - hộ tịch",
        "when": "Thường xuyên",
        "origin": "Từ Kế hoạch 137/KH-UBND của tỉnh",
    },
    {
        "number": 3,
        "text": "Công khai TTHC, địa chỉ tiếp nhận phản ánh",
        "product": "Công văn",
        "lead": "",
        "when": "Quý II",
    },
    {
        "number": 4,
        "text": "Rà soát, kiện toàn Bộ phận Một cửa",
        "product": "",
        "lead": "Văn phòng - thống kê",
        "when": "Tháng 3",
    },
]
UNITS = [
    ("xã An Bình", "blue", "inbox", "Cần rà soát", "14/KH-UBND, 27/02", "đúng hạn", "22 · 41", 1, "Đỗ Quang Minh"),
    ("xã Bình Minh", "blue", "inbox", "Cần rà soát", "09/KH-UBND, 26/02", "đúng hạn", "18 · 33", 0, "Đỗ Quang Minh"),
    (
        "phường Cao Xá",
        "violet",
        "eye",
        "Đang rà soát",
        "21/KH-UBND, 02/3",
        "muộn 2 ngày",
        "24 · 45",
        3,
        "Đỗ Quang Minh",
    ),
    ("xã Đồng Tâm", "neutral", "pencil", "Chưa gửi", "–", "quá hạn 4 ngày", "–", "–", "Đỗ Quang Minh"),
    (
        "xã Hòa Thắng",
        "amber",
        "arrow-back-up",
        "Đã đề nghị thay thế",
        "11/KH-UBND, 25/02",
        "đúng hạn",
        "15 · 20",
        6,
        "Vũ Thị Ngân",
    ),
    (
        "phường Kim Sơn",
        "green",
        "circle-check",
        "Đã tiếp nhận",
        "17/KH-UBND, 24/02",
        "đúng hạn",
        "25 · 44",
        0,
        "Vũ Thị Ngân",
    ),
]


def _lists() -> dict:
    names = ("name", "kind", "icon", "state", "number", "time", "size", "faults", "officer")
    return {
        "units": [dict(zip(names, row, strict=True)) for row in UNITS],
        "page": Paginator(range(98), 50).page(1),
        "counters": [
            {"number": 98, "label": "Tất cả", "url": "#", "current": True},
            {"number": 21, "label": "Cần rà soát", "url": "#"},
            {"number": 6, "label": "Đang rà soát", "url": "#"},
            {"number": 48, "label": "Đã tiếp nhận", "url": "#"},
            {"number": 18, "label": "Chưa gửi, quá hạn", "url": "#", "red": True},
        ],
        "tabs": [
            {"label": "Kế hoạch năm", "url": "#", "current": True},
            {"label": "Kế hoạch giai đoạn", "url": "#", "count": 2},
            {"label": "Thùng rác", "url": "#", "count": 1, "red": True},
        ],
        "areas": AREAS,
        "findings": {"must": MUST, "should": SHOULD},
    }


AREAS = [
    {"label": "Chỉ đạo, điều hành", "done": 6, "total": 6},
    {"label": "Thể chế", "done": 4, "total": 4},
    {"label": "Thủ tục hành chính", "done": 9, "total": 10},
    {"label": "Tổ chức bộ máy", "done": 2, "total": 2},
    {"label": "Chế độ công vụ", "done": 4, "total": 5},
    {"label": "Tài chính công", "done": 2, "total": 2},
    {"label": "Chính quyền số", "done": 4, "total": 7},
]


def _home() -> dict:
    return {
        "today": TODAY,
        "areas": AREAS,
        "work": [
            {
                "title": "Công văn 118/SNV-CCHC – tiếp nhận và phân công",
                "url": "#",
                "why": "Sở Nội vụ giao xã 3 việc, có 1 việc phải xong trong tháng 3.",
                "due": {"on": date(2026, 2, 26), "today": TODAY},
                "act": {"label": "Phân công", "url": "#", "kind": "primary"},
            },
            {
                "title": "Kế hoạch CCHC năm 2026 – Chủ tịch trả lại",
                "url": "#",
                "why": "16:20 hôm qua: “Bổ sung sản phẩm cho 3 nhiệm vụ ở phần Cải cách TTHC.”",
                "due": {"on": date(2026, 2, 28), "today": TODAY},
                "act": {"label": "Sửa tiếp", "url": "#"},
            },
            {
                "title": "Báo cáo CCHC quý I – nhập số liệu",
                "url": "#",
                "why": "Đã nhập 41 trên 68 ô. Còn phần của Trần Bình (Tài chính công) và Mai Anh (TTHC).",
                "due": {"on": date(2026, 3, 10), "inclusive": False, "today": TODAY},
                "act": {"label": "Nhập số liệu", "url": "#"},
            },
            {
                "title": "2 nhiệm vụ vừa được báo xong – xác nhận",
                "url": "#",
                "why": "“Niêm yết TTHC” và “Kế hoạch kiểm soát TTHC”. Đã có đủ minh chứng.",
                "act": {"label": "Xem, xác nhận", "url": "#"},
            },
        ],
    }


def _editor() -> dict:
    def entry(label: str, state: str, amount: str = "", **more: object) -> dict:
        return {"label": label, "state": state, "amount": amount, "url": "#", **more}

    return {
        "general": [
            entry("Thông tin chung", "complete"),
            entry("Căn cứ", "complete", "5"),
            entry("I. Mục đích, yêu cầu", "complete"),
        ],
        "areas": [
            entry("1. Chỉ đạo, điều hành", "complete", "1 · 4"),
            entry("2. Thể chế", "complete", "3 · 4"),
            entry("3. Thủ tục hành chính", "must", "5 · 7", current=True),
            entry("4. Tổ chức bộ máy", "must", "0 · 0"),
            entry("5. Chế độ công vụ", "complete", "1 · 5"),
            entry("6. Tài chính công", "must", "0 · 0"),
            entry("7. Chính quyền số", "should", "8 · 5"),
        ],
        "closing": [entry("III. Tổ chức thực hiện", "should"), entry("Nơi nhận, người ký", "complete")],
        "parents": [{"label": "Kế hoạch", "url": "#"}, {"label": "Năm 2023", "url": "#"}],
        "side_tabs": [
            {"label": "Cần bổ sung", "url": "#", "current": True, "count": 5, "red": True},
            {"label": "Bản in", "url": "#"},
            {"label": "Ý kiến", "url": "#", "count": 0},
        ],
        "must": MUST,
        "should": SHOULD,
        "tasks": TASKS,
        "due_on": date(2023, 2, 28),
        "today": date(2023, 2, 10),
        "targets": [
            {
                "number": 1,
                "text": "Trên 99% hồ sơ TTHC tiếp nhận trong năm được giải quyết đúng hạn và trước hạn",
                "read": "> 99 %",
                "before": "98,71 %",
            },
            {
                "number": 2,
                "text": "100% hồ sơ trễ hạn có giải trình và văn bản xin lỗi",
                "read": "= 100 %",
                "before": "100 %",
            },
        ],
    }


def _approval() -> dict:
    return {
        **_movement(),
        "due_on": date(2026, 2, 28),
        "today": date(2026, 2, 26),
        "tabs": [
            {"label": "Tóm tắt", "url": "#", "current": True},
            {"label": "Toàn văn", "url": "#"},
            {"label": "Bản giấy", "url": "#"},
            {"label": "Ý kiến", "url": "#", "count": 3},
        ],
        "phrases": ["Thiếu sản phẩm", "Chưa rõ chủ trì", "Sửa thời hạn", "Sửa câu chữ", "Thiếu nội dung cấp trên giao"],
    }


def _approvals() -> dict:
    return {"today": date(2026, 2, 26), "due_on": date(2026, 2, 28)}


def _review() -> dict:
    return {
        "remarks": REMARKS,
        "parents": [{"label": "Đợt theo dõi", "url": "#"}, {"label": "Kế hoạch CCHC năm 2026", "url": "#"}],
        "tabs": [
            {"label": "Bản giấy", "url": "#", "current": True},
            {"label": "Bảng chỉ tiêu, nhiệm vụ", "url": "#"},
            {"label": "So với lần gửi 1", "url": "#", "count": 4},
            {"label": "So với năm 2025", "url": "#"},
            {"label": "Diễn biến", "url": "#"},
        ],
        "side_tabs": [
            {"label": "Ý kiến", "url": "#", "current": True, "count": 3},
            {"label": "Kiểm tra", "url": "#", "count": 1},
            {"label": "Tổng quan", "url": "#"},
        ],
    }


def _issue() -> dict:
    return {
        "today": TODAY,
        "tabs": [
            {"label": "Chờ ban hành", "url": "#", "current": True, "count": 2},
            {"label": "Đã ban hành hôm nay", "url": "#"},
            {"label": "Bị lỗi gửi", "url": "#", "count": 1, "red": True},
        ],
    }


def _check() -> dict:
    return {
        **_movement(),
        "parents": [{"label": "Kế hoạch", "url": "#"}, {"label": "Kế hoạch CCHC năm 2026", "url": "#"}],
        "should": SHOULD,
        "refused": "Còn 3 nội dung phải xong trước khi trình.",
    }


def _conflict() -> dict:
    return {
        "intro": "Trần Bình vừa sửa chỗ này lúc 14:31. Chưa ghi đè gì.",
        "back": "#",
        "fields": [
            {
                "name": "lead",
                "label": "Nhiệm vụ II.3.b.2, chủ trì",
                "mine": "Văn phòng - thống kê",
                "theirs": "Tư pháp - hộ tịch",
                "who": "Trần Bình",
                "at": "14:31",
            },
            {
                "name": "text",
                "label": "Nhiệm vụ II.3.b.2, nội dung",
                "mine": "Số hóa hồ sơ, kết quả giải quyết TTHC còn hiệu lực",
                "theirs": "Số hóa hồ sơ, kết quả giải quyết TTHC",
                "who": "Trần Bình",
                "at": "14:31",
                "long": True,
            },
        ],
    }


def _cast() -> dict:
    def person(role: str, name: str, waits: str = "") -> dict:
        return {"role": role, "name": name, "waits": waits, "username": name}

    return {
        "cast_url": "#",
        "cast": [
            {
                "world": "Năm 2023, ba cấp",
                "people": [
                    person("Văn phòng - thống kê, xã Tú Xuyên", "Nông Thị Hạnh", "4 việc đến lượt"),
                    person("Chủ tịch UBND xã Tú Xuyên", "Lý Thành Công", "1 hồ sơ chờ duyệt"),
                    person("Văn thư xã Tú Xuyên", "Hoàng Thị Mến"),
                ],
            },
            {
                "world": "Năm 2026, hai cấp",
                "people": [
                    person("Phòng Văn hóa - Xã hội, đầu mối, xã Tân Lập", "Lê Thu Hà", "4 việc đến lượt"),
                    person("Chủ tịch UBND xã Tân Lập", "Phạm Văn Toàn", "3 hồ sơ chờ duyệt"),
                    person("Chuyên viên Sở Nội vụ", "Đỗ Quang Minh", "27 hồ sơ cần rà soát"),
                ],
            },
        ],
    }


PARTS = (
    Part("nut", "Nút", "parts/buttons.html"),
    Part("trang-thai", "Trạng thái, thời hạn", "parts/pills.html", _pills),
    Part("truong", "Trường nhập, lỗi", "parts/fields.html", _form),
    Part("den-luot", "Đến lượt ai, diễn biến, so sánh, ý kiến", "parts/movement.html", _movement),
    Part("danh-sach", "Danh sách, bộ lọc, bảng, phát hiện", "parts/lists.html", _lists),
    Part("thong-bao", "Thông báo, trống, tiến độ, tấm", "parts/messages.html", _lists),
)
SCREENS = (
    Part("trang-dau", "Trang đầu của cán bộ xã", "screens/home.html", _home),
    Part("soan", "Soạn kế hoạch", "screens/editor.html", _editor),
    Part("cho-duyet", "Chờ tôi duyệt (điện thoại)", "screens/approvals.html", _approvals, "chairman"),
    Part("duyet", "Duyệt (điện thoại)", "screens/approve.html", _approval, "chairman"),
    Part("ra-soat", "Rà soát", "screens/review.html", _review, "reviewer"),
    Part("dot", "Bảng lớn của đợt", "screens/round.html", _lists, "reviewer"),
    Part("ban-hanh", "Chờ ban hành (văn thư)", "screens/issue.html", _issue, "registrar"),
    Part("kiem-tra", "Kiểm tra trước khi trình", "screens/check.html", _check),
    Part("tam", "Tấm: Trả lại để sửa", "screens/return_sheet.html", _approval, "chairman"),
    Part("hai-ban", "So hai bản (409)", "../conflict.html", _conflict),
    Part("dang-nhap", "Đăng nhập", "../organisations/sign_in.html", _cast, ""),
    *(Part(f"loi-{code}", f"Lỗi {code}", f"../{code}.html") for code in (400, 403, 404, 409, 413, 422, 429, 500, 503)),
)
