"""The editor of a report's text: drafts, chips, sentences for old figures, rows, areas, saving alone (ux section 4.13)."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import actions as papers
from indicators import actions as counting
from indicators.entries import Entry
from plans.models import Plan, Task
from reporting.actions import open_round
from reporting.actions.lines import add_line
from reporting.models import Report, ReportLine, ReportSection
from reporting.panels import report_mentions
from reporting.periods import Kind, Period
from tests.cast import Cast
from tests.guards.world import issue
from tests.reporting.builders import opened, prepared
from tests.workflow.items import letter
from tests.workflow.items import plan as full_plan
from tests.workflow.walks import walk

pytestmark = pytest.mark.django_db
PLACE, ROWS = "I.4", "III.2"
TEXT = "Trong kỳ đã thực hiện {{fact:tk.1.6}} hoạt động tuyên truyền."


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def report(cast: Cast) -> Report:
    return opened(cast)


@pytest.fixture
def clerk(cast: Cast) -> Client:
    return signed_in(cast.focal)


def url(name: str, report: Report, *more) -> str:
    return reverse(f"reporting:{name}", args=[report.code, *more])


def count(report: Report, metric: str, amount: int, by) -> None:
    entry = Entry(metric, report.window, amount=Decimal(amount))
    counting.record_value(unit=report.unit, entry=entry, by=by, reason="Đếm lại")


def save(client: Client, report: Report, text: str, *, place: str = PLACE, version: int = 0, **more):
    typed = {"text": text, "version": str(version), "field": "text", **more}
    return client.post(url("section", report, place), typed, headers={"X-Autosave": "1"})


def written(report: Report, place: str = PLACE) -> ReportSection:
    return ReportSection.objects.get(report=report, code=place)


def test_every_place_of_the_outline_opens(clerk: Client, report: Report):
    groups = clerk.get(url("information", report)).context["outline"]
    places = [item["url"] for group in groups for item in group["items"]]
    assert len(places) > 40
    # Every sixth: a text, rows, a heading with a text, figures.
    assert {place: clerk.get(place).status_code for place in places[::6]} == dict.fromkeys(places[::6], 200)


@pytest.mark.parametrize("place", ["IX", "I", "II", "II.1.z", "section-I.1"])
def test_no_page_for_what_the_outline_does_not_have(clerk: Client, report: Report, place: str):
    assert clerk.get(url("section", report, place)).status_code == 404
    assert clerk.post(url("section", report, place), {"text": "x", "version": "0"}).status_code == 404


def test_an_empty_place_says_which_figures_its_draft_lacks(clerk: Client, report: Report):
    page = clerk.get(url("section", report, PLACE))
    assert page.context["lacking"] == "Chưa đủ số liệu để soạn đoạn này: còn 1.6."
    assert page.context["lacking_url"].endswith("#figure-1.6")
    assert "Đến ô đầu tiên" in page.content.decode()


def test_a_draft_is_read_confirmed_and_leads_to_the_next(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    count(report, "tk.1.7.a", 2, cast.focal)
    clerk.post(url("draft", report))
    page = clerk.get(url("section", report, PLACE)).content.decode()
    assert "Bản nháp từ số liệu. Đọc và xác nhận." in page
    assert 'class="fact"' in page
    answer = clerk.post(url("section_act", report, PLACE, "xac-nhan"))
    assert written(report).confirmed_by == cast.focal
    assert answer["Location"] != url("section", report, PLACE)
    assert clerk.get(answer["Location"].partition("#")[0]).context["standing"].needs


def test_a_text_saves_itself_and_sends_what_changes_on_the_page(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    answer = save(clerk, report, f"{TEXT} Thêm 12 buổi ở thôn.")
    body = answer.content.decode()
    assert (answer.status_code, answer["X-Version"]) == (200, "1")
    assert 'hx-swap-oob="innerHTML:#preview-box"' in body
    assert "Số gõ tay, không tự đổi theo số liệu: 12." in body
    assert "Đã sửa, chưa xác nhận." in body


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("Có {{fact:khong.co}} hồ sơ.", "Không có số liệu “khong.co”."), ("x" * 20_001, "20.000")],
)
def test_what_cannot_be_stored_is_said_at_the_field_and_kept(clerk: Client, report: Report, text: str, sentence: str):
    answer = save(clerk, report, text)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    page = clerk.post(url("section", report, PLACE), {"text": text, "version": "0"})
    assert (page.status_code, page.context["text"]) == (422, text)
    assert not ReportSection.objects.filter(report=report, code=PLACE).exists()


def test_two_people_never_overwrite_each_other(clerk: Client, cast: Cast, report: Report):
    save(clerk, report, "Bản thứ nhất của đầu mối, đủ dài để gộp.")
    answer = save(clerk, report, "Bản thứ hai, mở từ trước.", version=0)
    assert (answer.status_code, written(report).text) == (409, "Bản thứ nhất của đầu mối, đủ dài để gộp.")
    typed = {"text": "Bản thứ hai, mở từ trước và cũng dài như thế.", "version": "0"}
    page = clerk.post(url("section", report, PLACE), typed)
    assert page.status_code == 409
    hidden = {one["name"]: one["value"] for one in page.context["hidden"]}
    assert clerk.post(url("section", report, PLACE), {**hidden, "text-chon": "theirs"}).status_code == 302
    assert written(report).text == "Bản thứ nhất của đầu mối, đủ dài để gộp."
    clerk.post(url("section", report, PLACE), {**hidden, "text-chon": "both", "text-gop": "Bản gộp."})
    assert written(report).text == "Bản gộp."


def test_a_figure_is_put_in_without_scripts(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    assert "tk.1.6" in [offer.key for offer in clerk.get(url("section", report, PLACE)).context["offers"]]
    clerk.post(url("section", report, PLACE), {"text": "Số hoạt động:", "version": "0", "chen": "tk.1.6"})
    assert written(report).text == "Số hoạt động: {{fact:tk.1.6}}"


def test_a_changed_figure_marks_its_sentence_until_somebody_has_looked(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    save(clerk, report, TEXT)
    clerk.post(url("section_act", report, PLACE, "xac-nhan"))
    count(report, "tk.1.6", 9, cast.focal)
    page = clerk.get(url("section", report, PLACE))
    assert "Câu này viết cho số cũ" in page.content.decode()
    assert "<del>7</del>" in page.content.decode()
    marked = [item for group in page.context["outline"] for item in group["items"] if item.get("red")]
    assert [(item["amount"], item["state"]) for item in marked] == [(1, "stale")]
    assert clerk.get(url("edit", report))["Location"] == url("section", report, PLACE)
    assert clerk.post(url("section_act", report, PLACE, "xac-nhan")).status_code == 403
    clerk.post(url("section_act", report, PLACE, "da-xem"), {"so": page.context["stale"][0]["keys"]})
    assert clerk.get(url("section", report, PLACE)).context["stale"] == []


def test_a_figure_turned_into_words_follows_no_figure_any_more(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    save(clerk, report, TEXT)
    clerk.post(url("section_act", report, PLACE, "thay-bang-chu"), {"so": "tk.1.6"})
    assert written(report).text == "Trong kỳ đã thực hiện 7 hoạt động tuyên truyền."
    assert clerk.get(url("section", report, PLACE)).context["typed_numbers"] == ["7"]
    assert clerk.post(url("section_act", report, PLACE, "thay-bang-chu"), {"so": "tk.1.6"}).status_code == 403


def test_what_a_person_wrote_is_replaced_only_when_they_say_so(clerk: Client, cast: Cast, report: Report):
    count(report, "tk.1.6", 7, cast.focal)
    save(clerk, report, "Lời của người soạn.")
    assert "Thay bằng bản soạn lại" in clerk.get(url("redraft", report, PLACE)).content.decode()
    assert clerk.post(url("redraft", report, PLACE)).status_code == 403
    clerk.post(url("redraft", report, PLACE), {"thay": "1"})
    assert "{{fact:tk.1.6}}" in written(report).text


def test_a_field_official_writes_only_the_places_of_their_areas(cast: Cast, report: Report):
    official = signed_in(cast.field)
    other = official.get(url("section", report, PLACE)).content.decode()
    assert "Lĩnh vực này do người khác soạn" in other
    assert "<textarea" not in other
    assert save(official, report, "Khác").status_code == 403
    assert official.post(url("redraft", report, PLACE)).status_code == 403
    assert "<textarea" in official.get(url("section", report, "II.1.a")).content.decode()
    assert save(official, report, "Đã ban hành văn bản.", place="II.1.a").status_code == 200


@pytest.mark.parametrize("who", ["other_focal", "stranger", "nobody", "reviewer", "viewer"])
def test_people_of_other_offices_find_no_place_of_a_draft(cast: Cast, report: Report, who: str):
    line = add_line(report=report, kind="weakness", text="Còn chậm.", by=cast.focal)
    client = signed_in(getattr(cast, who))
    reads = [url("section", report, PLACE), url("redraft", report, PLACE), url("line_to_plan", report, line.pk)]
    acts = [
        *reads, url("section_act", report, PLACE, "xac-nhan"), url("line_add", report, ROWS), url("line", report, line.pk),
        url("line_act", report, line.pk, "xoa"), url("line_take_up", report, line.pk), url("draft", report),
    ]  # fmt: skip
    assert {client.get(one).status_code for one in reads} == {404}
    assert {client.post(one, {"text": "x"}).status_code for one in acts} == {404}


def test_rows_are_added_changed_moved_removed_and_put_back(clerk: Client, report: Report):
    for words in ("Hồ sơ trễ hạn.", "Thiếu máy tính."):
        clerk.post(url("line_add", report, ROWS), {"text": words})
    first, second = ReportLine.objects.filter(report=report).order_by("order")
    clerk.post(url("line_act", report, second.pk, "len"))
    clerk.post(url("line", report, first.pk), {"text": "Hồ sơ còn trễ hạn.", "version": str(first.version)})
    page = clerk.get(url("section", report, ROWS))
    assert [line["row"].text for line in page.context["lines"]] == ["Thiếu máy tính.", "Hồ sơ còn trễ hạn."]
    answer = clerk.post(url("line_act", report, first.pk, "xoa"))
    assert "Đã xóa một dòng." in clerk.get(answer["Location"]).content.decode()
    clerk.post(url("line_act", report, first.pk, "hoan-tac"))
    assert ReportLine.objects.filter(report=report, removed_at=None).count() == 2
    assert clerk.post(url("line_act", report, first.pk, "khong-co")).status_code == 404


def test_a_row_without_words_is_not_added(clerk: Client, report: Report):
    page = clerk.post(url("line_add", report, ROWS), {"text": "  "})
    assert (page.status_code, "Ghi nội dung." in page.content.decode()) == (422, True)
    assert not ReportLine.objects.exists()


def test_drafted_rows_wait_to_be_read(clerk: Client, cast: Cast, report: Report):
    row = ReportLine.objects.create(report=report, kind="weakness", text="Còn {{fact:tk.1.6}} việc.", source="tk.1.6")
    count(report, "tk.1.6", 3, cast.focal)
    page = clerk.get(url("section", report, ROWS))
    assert (page.context["unconfirmed"], "Xác nhận cả mục" in page.content.decode()) == (1, True)
    changed = ReportLine.objects.create(
        report=report, kind="weakness", text="Còn {{fact:tk.1.6}}.", seen={"tk.1.6": "2"}
    )
    clerk.post(url("line_act", report, row.pk, "xac-nhan-ca"))
    row.refresh_from_db()
    changed.refresh_from_db()
    assert (row.confirmed_by, changed.confirmed_by) == (cast.focal, None)
    assert signed_in(cast.field).post(url("line_act", report, row.pk, "xac-nhan-ca")).status_code == 403


def _next(cast: Cast) -> Report:
    half = prepared(cast, Period(2026, Kind.HALF, 1))
    open_round(half, by=cast.review_head)
    return Report.objects.get(round=half, unit=cast.commune)


def test_rows_of_the_report_before_are_taken_up_once(clerk: Client, cast: Cast, report: Report):
    line = add_line(report=report, kind="weakness", text="Hồ sơ trễ hạn.", by=cast.focal)
    Report.objects.filter(pk=report.pk).update(times_sent=1, state="awaiting_chairman")
    later = _next(cast)
    offered = clerk.get(url("section", later, ROWS)).context["before"]
    assert [one["words"] for one in offered] == ["Hồ sơ trễ hạn"]
    clerk.post(url("line_take_up", later, line.pk))
    clerk.post(url("line_take_up", later, line.pk))
    assert [row.taken_from for row in ReportLine.objects.filter(report=later)] == [line]
    assert clerk.get(url("section", later, ROWS)).context["before"] == []


def test_a_row_becomes_a_task_of_a_plan_in_work(clerk: Client, cast: Cast, report: Report):
    line = add_line(report=report, kind="direction", text="Số hóa hồ sơ hộ tịch.", by=cast.focal)
    assert "Chưa có kế hoạch nào đang soạn" in clerk.get(url("line_to_plan", report, line.pk)).content.decode()
    plan: Plan = full_plan(cast)
    typed = {"plan": plan.code, "area": "TTHC"}
    assert clerk.post(url("line_to_plan", report, line.pk), typed).status_code == 302
    assert Task.objects.filter(plan=plan, area__code="TTHC", content="Số hóa hồ sơ hộ tịch").exists()
    assert clerk.post(url("line_to_plan", report, line.pk), typed).status_code == 422
    assert clerk.post(url("line_to_plan", report, line.pk), {"plan": "KH00000", "area": "x"}).status_code == 422


def test_a_place_asks_as_much_with_thirty_rows_as_with_one(clerk: Client, cast: Cast, report: Report):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(url("section", report, ROWS)).status_code == 200
        return len(queries)

    ReportLine.objects.create(report=report, kind="weakness", text="Dòng 0", order=1)
    asked()
    one = asked()
    rows = [ReportLine(report=report, kind="weakness", text=f"Dòng {n}", order=n) for n in range(2, 31)]
    ReportLine.objects.bulk_create(rows)
    assert asked() == one


def test_a_document_tells_which_reports_name_it_and_where(clerk: Client, cast: Cast, report: Report):
    signed = walk(letter(cast, title="về tuyên truyền"), cast, "submit", "pass_content", "pass_form", "sign")
    paper = papers.complete_issue(issue(signed, cast).pk)
    mark = "{{fact:document:" + str(paper.pk) + "}}"
    ReportSection.objects.create(report=report, code=PLACE, text=f"Thực hiện {mark}.")
    known = paper.known_document
    assert [(one.title, one.places) for one in report_mentions(known, cast.focal)] == [(str(report), ("mục I.4",))]
    assert report_mentions(known, cast.stranger) == []
    assert str(report) in clerk.get(reverse("documents:known_document", args=[known.code])).content.decode()
