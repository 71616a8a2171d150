"""The catalogue of page parts and screens at /he-thong/thanh-phan/, with DEBUG only (ux section 4.20)."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from cchc_portal.components import PARTS, SCREENS, Part

app_name = "dev"


def _entry(label: str, icon: str = "list", count: int = 0, current: bool = False) -> dict:
    return {"label": label, "url": "#", "icon": icon, "count": count, "current": current}


def _frame(unit: str, name: str, title: str, initials: str, entries: list[dict], bottom: list[dict]) -> dict:
    return {
        "unit_name": unit,
        "person_name": name,
        "person_title": title,
        "initials": initials,
        "entries": entries,
        "bottom_entries": bottom,
        "bell_count": 3,
        "support_name": "Lê Thu Hà",
        "support_phone": "0900 000 000",
        "search_url": "#",
        "demo": False,
    }


FRAMES = {
    "clerk": _frame(
        "UBND xã Tân Lập",
        "Lê Thu Hà",
        "Phòng Văn hóa - Xã hội",
        "TH",
        [
            _entry("Việc của tôi", count=4, current=True),
            *map(_entry, ("Kế hoạch", "Văn bản giao việc", "Báo cáo", "Chấm điểm", "Thời hạn")),
        ],
        [
            _entry("Việc của tôi", "list-check", 4, True),
            _entry("Kế hoạch", "file-text"),
            _entry("Báo cáo", "chart-bar"),
            _entry("Thêm", "menu-2"),
        ],
    ),
    "chairman": _frame(
        "UBND xã Tân Lập",
        "Phạm Văn Toàn",
        "Chủ tịch",
        "VT",
        [
            _entry("Chờ tôi duyệt", count=3, current=True),
            *map(_entry, ("Toàn cảnh", "Kế hoạch", "Báo cáo", "Chấm điểm", "Thời hạn")),
        ],
        [
            _entry("Chờ tôi duyệt", "signature", 3, True),
            _entry("Toàn cảnh", "chart-bar"),
            _entry("Thời hạn", "calendar-due"),
            _entry("Thêm", "menu-2"),
        ],
    ),
    "reviewer": _frame(
        "Sở Nội vụ",
        "Đỗ Quang Minh",
        "Chuyên viên theo dõi",
        "ĐM",
        [
            _entry("Việc của tôi", count=27),
            _entry("Đợt theo dõi", current=True),
            *map(_entry, ("Văn bản giao việc", "Chấm điểm", "Tổng hợp", "Thời hạn", "Đơn vị")),
        ],
        [
            _entry("Việc của tôi", "list-check", 27),
            _entry("Đợt theo dõi", "table", current=True),
            _entry("Thời hạn", "calendar-due"),
            _entry("Thêm", "menu-2"),
        ],
    ),
    "registrar": _frame(
        "UBND xã Tân Lập",
        "Ngô Thị Lý",
        "Văn thư",
        "NL",
        [
            _entry("Chờ ban hành", count=2, current=True),
            *map(_entry, ("Sổ văn bản đi", "Sổ văn bản đến", "Nhập văn bản")),
        ],
        [
            _entry("Chờ ban hành", "rubber-stamp", 2, True),
            _entry("Sổ đi", "send"),
            _entry("Sổ đến", "inbox"),
            _entry("Thêm", "menu-2"),
        ],
    ),
    "": {"demo": True},
}


@login_not_required
def catalogue(request: HttpRequest) -> HttpResponse:
    """The list of parts and screens."""
    return render(request, "catalogue/index.html", {"parts": PARTS, "screens": SCREENS, "frame": FRAMES["clerk"]})


@login_not_required
@xframe_options_sameorigin
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """One part or screen with invented contents."""
    found: Part | None = next((one for one in (*PARTS, *SCREENS) if one.slug == slug), None)
    if found is None:
        raise Http404
    template = found.template.removeprefix("../") if found.template.startswith("../") else f"catalogue/{found.template}"
    return render(request, template, {"part": found, "frame": FRAMES[found.frame], **found.sample()})


@login_not_required
@xframe_options_sameorigin
def paper(request: HttpRequest) -> HttpResponse:
    """A sheet to stand in the paper frame."""
    return render(request, "catalogue/paper.html")


urlpatterns = [
    path("he-thong/thanh-phan/", catalogue, name="catalogue"),
    path("he-thong/thanh-phan/to-giay/", paper, name="paper"),
    path("he-thong/thanh-phan/<slug:slug>/", part, name="part"),
]
