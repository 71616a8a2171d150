"""Kiểm tra trước khi trình of a report: like findings together, in the order of mending; what one press does from there."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indicators import actions as counting
from indicators.entries import Entry
from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.roles import Role
from reporting.actions.lines import add_line
from reporting.models import FigureNote, Report, ReportLine, ReportSection
from reporting.periods import Kind, Period, window_of
from reporting.queries import content
from reporting.queries.peers import peer_findings
from tests.cast import Cast, commune, person
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import issued, walk

pytestmark = pytest.mark.django_db
PAST = window_of(Period(2025, Kind.QUARTER, 1))


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report(cast: Cast) -> Report:
    """Complete and confirmed, without figures."""
    return write_all(opened(cast), cast.focal)


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return signed_in(cast.focal)


def check(report: Report) -> str:
    return reverse("reporting:check", args=[report.code])


def count(report: Report, metric: str, amount: int, by, window: Window | None = None) -> None:
    entry = Entry(metric, window or report.window, amount=Decimal(amount))
    counting.record_value(unit=report.unit, entry=entry, by=by, reason="Đếm lại")


def unconfirm(report: Report, *codes: str) -> None:
    ReportSection.objects.filter(report=report, code__in=codes).update(confirmed_at=None, confirmed_by=None)


def entries(client: Client, report: Report, which: str = "must") -> list[tuple[str, list[str]]]:
    """Sentence of each entry with those of its parts."""
    page = client.get(check(report))
    return [(row["sentence"], [part["sentence"] for part in row.get("parts", ())]) for row in page.context[which]]


def test_what_nobody_has_confirmed_is_one_entry_that_opens_to_its_places(clerk: Client, report: Report):
    unconfirm(report, "I.1", "I.2", "I.3")
    [(sentence, parts)] = entries(clerk, report)
    assert sentence == "3 mục chưa có người xác nhận."
    assert [words.split()[1] for words in parts] == ["I.1", "I.2", "I.3"]
    page = clerk.get(check(report)).content.decode()
    assert "Phải xong trước khi trình (3)" in page
    assert page.count("Xác nhận đoạn này") == 3


def test_figures_come_first_and_confirming_last(clerk: Client, report: Report, cast: Cast):
    unconfirm(report, "I.1", "I.2")
    ReportSection.objects.filter(report=report, code__in=("I.3", "I.4")).update(
        text="", confirmed_at=None, confirmed_by=None
    )
    count(report, "tk.1.2.3", 4, cast.focal)
    count(report, "tk.1.2.4", 9, cast.focal)
    found = [sentence for sentence, _ in entries(clerk, report)]
    assert found[0].startswith("Số vấn đề phát hiện đã xử lý xong là 9, lớn hơn")
    assert found[1:] == ["2 mục chưa có nội dung.", "2 mục chưa có người xác nhận."]


def test_a_text_and_its_rows_are_one_thing_to_confirm(clerk: Client, report: Report, cast: Cast):
    kind = "weakness"
    add_line(report=report, kind=kind, text="Còn hồ sơ trễ hạn.", by=cast.focal)
    ReportLine.objects.filter(report=report, kind=kind).update(source="fact", confirmed_at=None, confirmed_by=None)
    [(sentence, parts)] = entries(clerk, report)
    many = ReportLine.objects.filter(report=report, kind=kind).count()
    assert (sentence.endswith(f": {many} dòng chưa có người xác nhận."), parts) == (True, [])
    sizes = dict(clerk.get(check(report)).context["sizes"])
    filled = int(sizes["Mục có nội dung"])
    assert sizes["Mục đã xác nhận"] == f"{filled - 1}/{filled}"


def test_a_place_is_confirmed_from_here_and_the_next_one_stands_open(clerk: Client, report: Report):
    unconfirm(report, "I.1", "I.2", "I.3")
    answer = clerk.post(check(report), {"xac-nhan": "I.1"})
    assert (answer.status_code, answer["Location"]) == (302, f"{check(report)}?mo=chua-xac-nhan#phat-hien")
    assert ReportSection.objects.get(report=report, code="I.1").confirmed_at is not None
    [entry] = clerk.get(answer["Location"].partition("#")[0]).context["must"]
    assert (entry["open"], entry["parts"][0]["open"], len(entry["parts"])) == (True, True, 2)
    assert clerk.post(check(report), {"xac-nhan": "IX"}).status_code == 404
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_nobody_confirms_from_here_what_is_not_theirs(report: Report, cast: Cast):
    own = next(one.code for one in content(report).places if one.row.area_code == "TCC" and one.row.required)
    ReportSection.objects.update_or_create(report=report, code=own, defaults={"text": "Đã quyết toán."})
    unconfirm(report, "I.1", own)
    official = person("taichinh", "Đỗ Tài Chính", cast.commune, Role.FIELD_OFFICIAL, "Kế toán", areas=("TCC",))
    rebuild_reach()
    [entry] = signed_in(official).get(check(report)).context["must"]
    assert ["act" in part for part in entry["parts"]] == [False, True]
    assert signed_in(official).post(check(report), {"xac-nhan": "I.1"}).status_code == 403


def test_a_text_with_a_figure_that_changed_is_looked_at_before_it_is_confirmed(
    clerk: Client, report: Report, cast: Cast
):
    count(report, "tk.1.1.1", 40, cast.focal)
    ReportSection.objects.filter(report=report, code="I.1").update(
        text="Có {{fact:tk.1.1.1}} nhiệm vụ.", seen={"tk.1.1.1": "39"}, confirmed_at=None, confirmed_by=None
    )
    page = clerk.get(check(report))
    assert [row["sentence"] for row in page.context["must"]] == [
        "Mục I.1: 1 số trong câu đã đổi. Xem lại và xác nhận.",
        "Mục I.1 Về kế hoạch cải cách hành chính: chưa có người xác nhận.",
    ]
    assert ["act" in row for row in page.context["must"]] == [False, False]
    assert clerk.post(check(report), {"xac-nhan": "I.1"}).status_code == 403


def test_a_figure_unlike_the_period_before_is_asked_about_and_stops_nothing(clerk: Client, report: Report, cast: Cast):
    count(report, "tk.1.2.3", 10, cast.focal, PAST)
    count(report, "tk.1.2.3", 32, cast.focal)
    asked = "Số liệu 1.2.3: Số vấn đề phát hiện qua kiểm tra. Gấp 3,2 lần kỳ trước. Đúng như vậy?"
    page = clerk.get(check(report))
    [row] = page.context["should"]
    assert (row["sentence"], page.context["must"], page.context["refused"] or "") == (asked, [], "")
    assert row["links"] == [{"label": "Đến ô này", "url": f"/bao-cao/{report.code}/so-lieu/1/#figure-1.2.3"}]
    clerk.post(check(report), {row["act"]["name"]: row["act"]["value"]})
    page = clerk.get(check(report))
    assert (page.context["should"], [one.sentence for one in page.context["answered"]]) == ([], [asked])
    waiting = walk(report, cast, "submit", "pass_content", "pass_form")
    seen = signed_in(cast.chairman).get(f"/bao-cao/{waiting.code}/duyet/")
    assert [(one["sentence"], one["waived"], one["who"]) for one in seen.context["checked"].waived] == [
        (asked, "Người nhập xác nhận đúng.", cast.focal.display_name)
    ]
    assert "Người nhập xác nhận đúng." in seen.content.decode()


@pytest.fixture
def peers(report: Report, cast: Cast) -> Report:
    """Five other units of the round, whose figure 1.1.1 is about 3; this one's is 40."""
    for number, amount in enumerate((2, 3, 3, 4, 3)):
        peer(report, cast, number, amount)
    count(report, "tk.1.1.1", 40, cast.focal)
    return report


def peer(report: Report, cast: Cast, number: int, amount: int) -> None:
    unit = commune(f"xa-khac-{number}", f"xã Khác {number}", cast.province)
    rebuild_reach()
    Report.objects.bulk_create(
        [
            Report(
                unit=unit, code=f"BC{unit.pk:05}", round=report.round, outline=report.outline, title="Khác",
                year=report.year, period_kind=report.period_kind, period_number=report.period_number,
                window_from=report.window_from, window_to=report.window_to, state="issued", road=report.road,
                issued_on=report.window_to, created_by=cast.focal, created_at=report.created_at, state_since=report.state_since,
            )
        ]
    )  # fmt: skip
    entry = Entry("tk.1.1.1", report.window, amount=Decimal(amount))
    clerk = person(f"clerk-{number}", f"Người Soạn {number}", unit, Role.FOCAL_POINT, "Văn phòng")
    counting.record_value(unit=unit, entry=entry, by=clerk)


def test_author_chairman_and_reviewer_see_the_same_figure_that_is_unlike_the_other_units(
    clerk: Client, peers: Report, cast: Cast
):
    asked = "Số liệu 1.1.1: Số nhiệm vụ trong kế hoạch CCHC năm. Cao hơn hẳn 5 đơn vị cùng đợt (mức giữa là 3). Đúng như vậy?"
    assert [sentence for sentence, _ in entries(clerk, peers, "should")] == [asked]
    waiting = walk(peers, cast, "submit", "pass_content", "pass_form")
    chairman = signed_in(cast.chairman).get(f"/bao-cao/{waiting.code}/duyet/").context["checked"]
    assert [row["sentence"] for row in chairman.should] == [asked]
    link = chairman.should[0]["links"][0]["url"]
    assert link == f"/bao-cao/{waiting.code}/duyet/?phan=so-lieu#figure-1.1.1"
    assert 'id="figure-1.1.1"' in signed_in(cast.chairman).get(link.partition("#")[0]).content.decode()
    reviewed = walk(issued(walk(waiting, cast, "sign"), cast), cast, "begin_review")
    reviewer = signed_in(cast.reviewer).get(f"/ra-soat/{reviewed.code}/").context["checked"]
    assert [row["sentence"] for row in reviewer.should] == [asked]


def test_the_answer_about_the_other_units_holds_while_the_figure_stands(clerk: Client, peers: Report, cast: Cast):
    clerk.post(check(peers), {"giu-so": "1:outlier.peers.1.1.1"})
    assert FigureNote.objects.get().words == "Người nhập xác nhận đúng."
    peer(peers, cast, 7, 5)
    assert entries(clerk, peers, "should") == []
    count(peers, "tk.1.1.1", 60, cast.focal)
    assert len(entries(clerk, peers, "should")) == 1


def test_the_peers_are_one_query_at_any_size(peers: Report, django_assert_num_queries):
    figures = content(peers).figures
    with django_assert_num_queries(1):
        assert len(peer_findings(peers, figures, figures.sheet())) == 1


def test_while_others_look_at_the_report_the_page_offers_to_read_it_and_nothing_to_send(report: Report, cast: Cast):
    waiting = walk(report, cast, "submit")
    page = signed_in(cast.office_head).get(check(waiting)).content.decode()
    assert ("Báo cáo không ở bước trình." in page, 'name="note"' in page) == (True, False)
    assert "Có thể trình Chủ tịch" not in page
