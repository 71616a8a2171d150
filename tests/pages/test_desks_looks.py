"""The pages of a decision with a report on them, and accepting many at once, in a real browser."""

from playwright.sync_api import Page

from documents import actions as papers
from documents.models import IssuedDocument
from documents.queries import issue_of
from reporting.models import Report
from tests.cast import Cast
from tests.looks import faults_at, sign_in, told
from tests.pages.test_desks import WAITING, counted
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import walk
from workflow import remarks
from workflow.clock import today

FILES = {"c4": 60, "c5": 30, "c6": 10, "c8": 80, "c9": 10, "c10": 5, "c12": 4, "c13": 1}


def counted_report(cast: Cast) -> Report:
    """A report with rows, estimates and the table of procedures; one part is more than its whole."""
    report = write_all(opened(cast), cast.focal)
    counted(report, cast, "tk.1.1.1", 40)
    counted(report, cast, "tk.1.1.2", 9, kind="estimate")
    counted(report, cast, "tk.1.3.1", 9)
    counted(report, cast, "tk.1.3.2", 12)
    for column, amount in FILES.items():
        counted(report, cast, f"tthc.{column}", amount, field="dat-dai")
    return report


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast) -> None:
    report = counted_report(cast)
    approve, review, bulk = f"/bao-cao/{report.code}/duyet/", f"/ra-soat/{report.code}/", "/dot/{}/tiep-nhan/"
    found, spoken = [], told(page)

    def look(part: str, *addresses: str) -> None:
        page.context.clear_cookies()
        sign_in(page.context, live_server, getattr(cast, part))
        found.extend(fault for address in addresses for fault in faults_at(page, live_server.url + address))

    look("chairman", f"{approve}?phan=so-lieu")
    counted(report, cast, "tk.1.3.2", 8, reason="Đếm lại")
    report = walk(report, cast, *WAITING)
    look("chairman", approve, f"{approve}ky/")
    papers.issue(
        issue_of(walk(report, cast, "sign")), by=cast.records, number=5, day=today(),
        signed_how=IssuedDocument.SignedHow.PEN_KEPT, signed_on=today(),
    )  # fmt: skip
    report = walk(Report.objects.get(pk=report.pk), cast, "begin_review")
    remarks.add(report, by=cast.reviewer, text="Ghi rõ nguồn.", place="figure-1.1.1", place_label="Số liệu 1.1.1")
    look(
        "reviewer",
        f"{review}?phan=so-lieu",
        f"{review}?phan=toan-van",
        f"{review}?ben=tong-quan",
        f"/bao-cao/{report.code}/gop-y/?cho=figure-1.1.1",
        bulk.format(report.call_unit.call.code),
    )
    assert (found, spoken) == ([], [])
