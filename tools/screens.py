"""Pictures of the portal's main pages for docs/screens: `.venv/bin/python -m tools.screens [name …]`.

Builds the demo world in a temporary folder, serves it, signs in as the people of it and photographs what they see on
a desk and on a telephone. With names, only those are taken. The same table tells the accessibility walk which pages
there are.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "screens"
SIZES = {"": (1366, 768), "-phone": (390, 844)}


@dataclass(frozen=True)
class Page:
    """One page as one person sees it.

    name: of its pictures, "" for none; who: user name in the demo world, "" for a visitor; address: with {codes} of
    ``codes``; press: a link that opens a sheet; status: what the page answers.
    """

    name: str
    who: str
    address: str
    press: str = ""
    status: int = 200


CLERK, CHAIRMAN, RECORDS = "daumoi.tanlap", "chutich.tanlap", "vanthu.tanlap"
BESIDE = "daumoi.dongtam"
PAGES = (
    Page("sign-in", "", "/dang-nhap/"),
    Page("home-clerk", BESIDE, "/"),
    Page("directive", BESIDE, "/van-ban/{directive}/"),
    Page("directive-given", BESIDE, "/ke-hoach/{elsewhere}/viec-duoc-giao/"),
    Page("", BESIDE, "/van-ban/{directive}/xu-ly/"),
    Page("", CLERK, "/"),
    Page("", CLERK, "/viec-cua-toi/"),
    Page("notices", CLERK, "/thong-bao/"),
    Page("", CLERK, "/them/"),
    Page("plans", CLERK, "/ke-hoach/"),
    Page("plan", CLERK, "/ke-hoach/{waiting}/"),
    Page("", CLERK, "/ke-hoach/{accepted}/nhiem-vu/"),
    Page("paper", CLERK, "/ke-hoach/{accepted}/ban-in/"),
    Page("history", CLERK, "/ke-hoach/{accepted}/dien-bien/"),
    Page("", CLERK, "/cong-van/"),
    Page("letter", CLERK, "/cong-van/{letter}/"),
    Page("", CLERK, "/cong-van/moi/"),
    Page("", CLERK, "/van-ban-vien-dan/"),
    Page("", CLERK, "/van-ban-vien-dan/them/"),
    Page("", CLERK, "/van-ban/"),
    Page("", CLERK, "/van-ban/{directive}/?muc={item}"),
    Page("tasks", CLERK, "/nhiem-vu/"),
    Page("task", CLERK, "/nhiem-vu/{task}/"),
    Page("coverage", CLERK, "/ke-hoach/{accepted}/phan-cong/"),
    Page("inherit", CLERK, "/ke-hoach/{accepted}/ke-thua/?nam=2028"),
    Page("compare", CLERK, "/ke-hoach/{waiting}/so-sanh/{accepted}/"),
    Page("", CLERK, "/ke-hoach/giai-doan/"),
    Page("", CLERK, "/ke-hoach/thung-rac/"),
    Page("", CLERK, "/van-ban-soan/moi/"),
    Page("named-new", CLERK, "/van-ban-soan/moi/quyet-dinh/"),
    Page("error-403", CLERK, "/nguoi-dung/", status=403),
    Page("error-404", CLERK, "/ke-hoach/{elsewhere}/", status=404),
    Page("plan-editor", "hanh", "/ke-hoach/{seed}/soan/tthc/"),
    Page("", "hanh", "/ke-hoach/{seed}/soan/can-cu/"),
    Page("", "hanh", "/ke-hoach/{seed}/soan/muc-dich-yeu-cau/"),
    Page("", "hanh", "/ke-hoach/{seed}/soan/to-chuc-thuc-hien/"),
    Page("carry-over", "hanh", "/ke-hoach/{seed}/chuyen-tiep/"),
    Page("check-page", "hanh", "/ke-hoach/{seed}/kiem-tra/"),
    Page("home-chairman", CHAIRMAN, "/"),
    Page("approve", CHAIRMAN, "/ke-hoach/{waiting}/duyet/"),
    Page("approve-text", CHAIRMAN, "/ke-hoach/{waiting}/duyet/?phan=toan-van"),
    Page("approve-sheet", CHAIRMAN, "/ke-hoach/{waiting}/duyet/", press="Duyệt"),
    Page("approve-return", CHAIRMAN, "/ke-hoach/{waiting}/duyet/", press="Trả lại"),
    Page("", CHAIRMAN, "/cong-van/{letter}/"),
    Page("", RECORDS, "/"),
    Page("issue-desk", RECORDS, "/ban-hanh/"),
    Page("issue", RECORDS, "/ban-hanh/{to_number}/"),
    Page("issued", RECORDS, "/van-ban-di/{issued}/"),
    Page("register", RECORDS, "/so-van-ban/di/"),
    Page("", RECORDS, "/so-van-ban/den/"),
    Page("home-reviewer", "ngan", "/"),
    Page("review-page", "ngan", "/ra-soat/{reviewed}/"),
    Page("review-table", "ngan", "/ra-soat/{reviewed}/?phan=bang"),
    Page("", "ngan", "/ra-soat/{reviewed}/?phan=toan-van&ben=kiem-tra"),
    Page("home-review-head", "phuc", "/"),
    Page("calls", "phuc", "/dot/"),
    Page("call", "phuc", "/dot/{call}/"),
    Page("call-new", "phuc", "/dot/moi/"),
    Page("directive-receivers", "phuc", "/van-ban/{directive}/noi-nhan/"),
    Page("", "phuc", "/van-ban/{directive}/anh-huong/"),
    Page("", "phuc", "/khung-ke-hoach/"),
    Page("home-administrator", "quantri", "/"),
    Page("units", "quantri", "/don-vi/"),
    Page("unit", "quantri", "/don-vi/tan-lap/"),
    Page("", "quantri", "/don-vi/moi/"),
    Page("", "quantri", "/don-vi/tan-lap/quan-he/"),
    Page("", "quantri", "/don-vi/tan-lap/phan-cong/"),
    Page("", "quantri", "/don-vi/tan-lap/tham-quyen-ky/"),
    Page("", "quantri", "/don-vi/tan-lap/can-bo/moi/"),
    Page("workbook", "quantri", "/don-vi/nhap-tep/"),
    Page("users", "quantri", "/nguoi-dung/"),
    Page("user", "quantri", "/nguoi-dung/daumoi.tanlap/"),
    Page("", "quantri", "/nguoi-dung/moi/?don_vi=tan-lap"),
    Page("", "quantri", "/ca-nhan/mat-khau/"),
    Page("reports", CLERK, "/bao-cao/"),
    Page("report", CLERK, "/bao-cao/{told}/"),
    Page("report-figures", CLERK, "/bao-cao/{counted}/so-lieu/3/"),
    Page("report-text", CLERK, "/bao-cao/{counted}/noi-dung/II.2.d/"),
    Page("report-check", CLERK, "/bao-cao/{counted}/kiem-tra/"),
    Page("report-paper", CLERK, "/bao-cao/{told}/ban-in/"),
    Page("figures", "binh", "/so-lieu/"),
    Page("approve-report", CHAIRMAN, "/bao-cao/{signing}/duyet/"),
    Page("review-report", "phuc", "/ra-soat/{told}/?phan=so-lieu"),
    Page("round", "phuc", "/dot/{round}/"),
    Page("round-new", "phuc", "/dot/moi/bao-cao/"),
    Page("consolidation", "phuc", "/dot/{round}/tong-hop/"),
    Page("ranking", "phuc", "/dot/{round}/tong-hop/xep-hang/"),
    Page("", "phochutich.tanlap", "/"),
    Page("", "binh", "/"),
)


def codes() -> dict[str, object]:
    """Codes of the demo world (``make_demo --stage draft``) by the part they play in addresses."""
    from documents.models import IssuedDocument, Letter
    from plans.models import Plan, Task, TaskProgress
    from reporting.models import Report
    from workflow.models import Call

    def plan(**facts: object) -> str:
        return Plan.objects.filter(**facts).latest("pk").code

    def report(**facts: object) -> str:
        return Report.objects.filter(**facts).latest("pk").code

    taken = Task.objects.filter(plan__unit__code="tan-lap", source_item__isnull=False).latest("pk")
    return {
        "directive": taken.source_item.directive.code,
        "item": taken.source_item_id,
        "task": TaskProgress.objects.filter(unit__code="tan-lap", state__in=("not_started", "in_progress"))
        .earliest("due_on", "pk")
        .code,
        "seed": plan(unit__code="tu-xuyen"),
        "waiting": plan(unit__code="tan-lap", state="awaiting_chairman"),
        "accepted": plan(unit__code="tan-lap", state="accepted"),
        "reviewed": plan(state="under_review"),
        "elsewhere": plan(unit__code="dong-tam"),
        "letter": Letter.objects.get(state="awaiting_chairman").code,
        "to_number": IssuedDocument.objects.get(state="to_number").code,
        "issued": IssuedDocument.objects.filter(unit__code="tan-lap", state="delivered").latest("pk").code,
        "call": Call.objects.filter(subject="plan").latest("year", "pk").code,
        "round": Call.objects.filter(subject="report", title__contains="quý III năm 2026").latest("pk").code,
        "told": report(unit__code="tan-lap", state="accepted"),
        "counted": report(unit__code="tan-lap", state="draft"),
        "signing": report(unit__code="tan-lap", state="awaiting_chairman"),
    }


@contextmanager
def served() -> Iterator[str]:
    """The demo world, built in this process, served by another; the address."""
    with tempfile.TemporaryDirectory(prefix="cchc-screens-") as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        os.environ |= {"DATA_DIR": folder, "PORT": str(port), "DJANGO_SETTINGS_MODULE": "cchc_portal.settings",
                       "DJANGO_ALLOW_ASYNC_UNSAFE": "true", "LOG_LEVEL": "WARNING"}  # fmt: skip
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("make_demo", stage="draft")
        server = subprocess.Popen([sys.executable, "manage.py", "serve"])
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url)
            yield url
        finally:
            server.terminate()
            server.wait(30)


def _wait(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/suc-khoe/")
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit("The portal did not start.")


def photograph(url: str, names: Sequence[str] = ()) -> None:
    """Every named page, or those of ``names``, at every size."""
    from playwright.sync_api import sync_playwright

    from tools import system_packages

    known = codes()
    wanted = [page for page in PAGES if page.name and (not names or page.name in names)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_packages.chromium(), args=["--no-sandbox"])
        for suffix, (width, height) in SIZES.items():
            for who in dict.fromkeys(page.who for page in wanted):
                context = browser.new_context(viewport={"width": width, "height": height}, locale="vi-VN",
                                              timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")  # fmt: skip
                tab = context.new_page()
                if who:
                    take_part(tab, url, who)
                for page in (page for page in wanted if page.who == who):
                    show(tab, url, page, known)
                    tab.wait_for_load_state("networkidle")
                    _store(tab.screenshot(), FOLDER / f"{page.name}{suffix}.png")
                context.close()
        browser.close()


def take_part(tab, url: str, who: str) -> None:
    """One click on the sign-in page."""
    tab.goto(f"{url}/dang-nhap/")
    tab.locator(f".cast-row:has(input[value='{who}']) button").click()
    tab.wait_for_selector(".account")


def show(tab, url: str, page: Page, known: dict[str, object]):
    """The page as it is to be looked at, its sheet open; the answer."""
    answer = tab.goto(url + page.address.format(**known))
    if page.press:
        tab.locator(".decision-bar").get_by_role("link", name=page.press).click()
        tab.wait_for_selector("dialog[open]")
    return answer


def _store(picture: bytes, to: Path) -> None:
    """With a palette of 256 colours: a page has few, and a third of the weight is enough."""
    from PIL import Image

    image = Image.open(BytesIO(picture)).convert("RGB").quantize(256, dither=Image.Dither.NONE)
    image.save(to, optimize=True)


if __name__ == "__main__":
    with served() as address:
        photograph(address, sys.argv[1:])
