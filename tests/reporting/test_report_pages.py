"""Reports as lists and as one reads them: who sees them, what is asked of whom, sending, comparing, the bin."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indicators import actions as counting
from indicators.entries import Entry
from indicators.windows import Window
from organisations.models import Unit
from reporting.actions import create_report, open_round
from reporting.models import Outline, Report, ReportSection, Round
from reporting.periods import Kind, Period, window_of
from tests.cast import Cast
from tests.reporting.builders import library, opened, prepared, write_all
from tests.workflow.walks import issued, walk
from workflow import actions, remarks
from workflow.clock import today
from workflow.models import Event, Obligation, Remark
from workflow.queries import my_work

pytestmark = pytest.mark.django_db
READ = ("read", "annex", "edit", "information", "check", "nil", "compare_choose")
WRITES = ("information", "draft", "check", "nil", "successor", "to_bin", "restore")
BESIDE = ("other_focal", "stranger", "nobody", "reviewer", "viewer")


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


def published(report: Report, cast: Cast) -> Report:
    """Issued under its own number."""
    return issued(walk(sent(report, cast), cast, "sign"), cast)


def returned(report: Report, cast: Cast) -> Report:
    """Handed back by the chairman."""
    return actions.take("return", sent(report, cast), by=cast.chairman, comment="Nêu rõ hơn.")


def sent(report: Report, cast: Cast) -> Report:
    """On the chairman's desk."""
    write_all(report, cast.focal)
    return walk(report, cast, "submit", "pass_content", "pass_form")


@pytest.mark.parametrize("name", READ)
def test_its_authors_read_every_page(clerk: Client, report: Report, name: str):
    assert clerk.get(url(name, report)).status_code in (200, 302)


@pytest.mark.parametrize("who", BESIDE)
def test_a_draft_of_another_office_is_not_found(report: Report, cast: Cast, who: str):
    client = signed_in(getattr(cast, who))
    pages = [client.get(url(name, report)).status_code for name in READ]
    acts = [client.post(url(name, report)).status_code for name in WRITES]
    assert (set(pages), set(acts)) == ({404}, {404})
    assert report.code not in client.get(reverse("reporting:list")).content.decode()


def test_reading_writes_nothing(clerk: Client, report: Report):
    before = Report.objects.values().get(pk=report.pk)
    for name in READ:
        clerk.get(url(name, report))
    assert Report.objects.values().get(pk=report.pk) == before


def test_the_open_reports_of_the_own_unit_stand_first_by_their_day(clerk: Client, cast: Cast):
    late = opened(cast, Period(2026, Kind.HALF, 1), due_on=date(2026, 6, 20))
    soon = prepared(cast)
    open_round(soon, by=cast.review_head)
    closed = published(Report.objects.get(round=soon, unit=cast.commune), cast)
    year = prepared(cast, Period(2026, Kind.YEAR), due_on=date(2026, 12, 20))
    open_round(year, by=cast.review_head)
    rows = clerk.get(reverse("reporting:list")).context["rows"]
    assert [row["report"] for row in rows] == [late, Report.objects.get(round=year, unit=cast.commune), closed]


FILTERS = [
    ("nam=2026", 1), ("nam=2025", 0), ("ky=quarter-1", 1), ("ky=year", 0), ("trang_thai=draft", 1),
    ("trang_thai=issued", 0), ("tim=quý I", 1), ("tim=không có", 0), ("don_vi=xa-mot", 1), ("don_vi=xa-hai", 0),
    ("ky=quarter-x&nam=hai", 0), ("sap_xep=-han", 1), ("trang=99", 1),
]  # fmt: skip


@pytest.mark.parametrize(("query", "found"), FILTERS)
def test_the_address_narrows_the_list(clerk: Client, report: Report, query: str, found: int):
    assert len(clerk.get(f"{reverse('reporting:list')}?{query}").context["rows"]) == found


def test_the_workbook_holds_what_the_filter_shows(clerk: Client, report: Report):
    book = load_workbook(BytesIO(clerk.get(f"{reverse('reporting:list')}?xuat=xlsx&nam=2026").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [str(report)]
    assert rows[1][-1] == report.code


def _more(cast: Cast, number: int) -> None:
    outline = Outline.objects.get(code="cchc-dot-xuat")
    for year in range(2031, 2031 + number):
        period = Period(year, Kind.AD_HOC)
        window = window_of(Period(year, Kind.QUARTER, 1))
        create_report(unit=cast.commune, period=period, window=window, outline=outline, by=cast.focal)


def test_the_list_asks_as_much_for_thirty_reports_as_for_one(clerk: Client, cast: Cast, report: Report):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert clerk.get(reverse("reporting:list")).status_code == 200
        return len(queries)

    asked()
    one = asked()
    _more(cast, 29)
    assert asked() == one


def test_a_report_that_no_round_asks_for_is_begun_in_its_window(clerk: Client, cast: Cast):
    library(cast)
    typed = {"unit": cast.commune.code, "period": "quarter-1", "year": "2026", "with_form": "on"}
    answer = clerk.post(reverse("reporting:new"), typed)
    report = Report.objects.get()
    assert answer["Location"] == url("edit", report)
    assert (report.window, report.form_id is not None, report.title) == (
        window_of(Period(2026, Kind.QUARTER, 1)), True, "Công tác cải cách hành chính quý I năm 2026",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "field", "sentence"),
    [
        ("", "", "first", "Kỳ này không có ngày định sẵn. Ghi ngày."),
        ("01/02/2026", "15/01/2026", "last", "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi."),
        ("31/02/2026", "15/03/2026", "first", "Ngày “31/02/2026” không có trong lịch."),
    ],
)
def test_days_of_an_ad_hoc_report_are_asked_for(clerk: Client, cast: Cast, first, last, field, sentence):
    library(cast)
    typed = {"unit": cast.commune.code, "period": "ad_hoc-0", "year": "2026", "first": first, "last": last}
    answer = clerk.post(reverse("reporting:new"), typed)
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Report.objects.exists()


@pytest.mark.parametrize("who", ["field", "records", "chairman", "viewer", "stranger"])
def test_who_drafts_no_whole_report_begins_none(cast: Cast, who: str):
    library(cast)
    client = signed_in(getattr(cast, who))
    typed = {"unit": cast.commune.code, "period": "quarter-1", "year": "2026"}
    assert client.post(reverse("reporting:new"), typed).status_code in (403, 422)
    assert not Report.objects.exists()


def test_only_a_draft_without_round_goes_into_the_bin_and_comes_back(clerk: Client, cast: Cast, report: Report):
    assert clerk.post(url("to_bin", report)).status_code == 403
    _more(cast, 1)
    own = Report.objects.get(call_unit=None)
    clerk.post(url("to_bin", own))
    assert own not in [row["report"] for row in clerk.get(reverse("reporting:list")).context["rows"]]
    assert str(own) in clerk.get(reverse("reporting:bin")).content.decode()
    clerk.post(url("restore", own))
    own.refresh_from_db()
    assert own.binned_at is None


def test_nothing_arose_is_one_sentence_where_the_round_takes_it(clerk: Client, report: Report):
    assert clerk.post(url("nil", report), {"words": "Không phát sinh."}).status_code == 403
    Round.objects.filter(pk=report.round_id).update(allows_nil=True)
    clerk.post(url("nil", report), {"words": "Không phát sinh."})
    assert "Không phát sinh." in clerk.get(url("read", report)).content.decode()
    clerk.post(url("nil", report), {"bo": "1"})
    report.refresh_from_db()
    assert report.nil_words == ""


def test_what_is_missing_is_told_with_the_way_to_it(clerk: Client, report: Report):
    page = clerk.get(url("check", report))
    parts = [part for row in page.context["must"] for part in row.get("parts", [row])]
    links = [link["url"] for part in parts for link in part["links"]]
    assert url("section", report, "I.1") in links
    assert page.context["stopping"] == len(parts)
    assert all(clerk.get(link.partition("#")[0]).status_code == 200 for link in links)
    answer = clerk.post(url("check", report), {"action": "submit", "version": report.version})
    assert answer.status_code == 403
    assert Report.objects.get(pk=report.pk).state == "draft"


def test_a_whole_report_is_handed_on_once(clerk: Client, cast: Cast, report: Report):
    write_all(report, cast.focal)
    typed = {"action": "submit", "version": report.version, "note": "Đề nghị xem trước 10 giờ."}
    answer = clerk.post(url("check", report), typed, follow=True)
    assert "Đã trình người kiểm tra" in answer.content.decode() or "Đã trình lúc" in answer.content.decode()
    assert clerk.post(url("check", report), typed).status_code == 409
    assert Event.objects.filter(kind="report", object_id=report.pk, action="submit").count() == 1


def test_a_locked_report_is_text_and_says_why(clerk: Client, cast: Cast, report: Report):
    report = sent(report, cast)
    page = clerk.get(url("section", report, "I.1")).content.decode()
    assert "<textarea" not in page
    assert "nên tạm khóa" in page
    assert clerk.post(url("section", report, "I.1"), {"text": "Khác", "version": "1"}).status_code == 403
    assert clerk.post(url("information", report), {"title": "Khác"}).status_code == 403


def test_a_remark_stands_at_its_place_until_it_is_answered(clerk: Client, cast: Cast, report: Report):
    report = sent(report, cast)
    reader = signed_in(cast.chairman)
    assert "Góp ý" in reader.get(url("read", report)).content.decode()
    remarks.add(report, by=cast.chairman, text="Nêu rõ số liệu.", place="section-I.1", place_label="Mục I.1")
    report = actions.take("return", report, by=cast.chairman, comment="Nêu rõ hơn.")
    assert clerk.get(url("edit", report))["Location"] == url("section", report, "I.1")
    page = clerk.get(url("section", report, "I.1"))
    assert "Nêu rõ số liệu." in page.content.decode()
    assert "Còn 1 ý kiến chưa trả lời" in page.content.decode()
    assert clerk.get(url("check", report)).context["first_remark"] == url("section", report, "I.1")
    row = Remark.objects.get()
    clerk.post(reverse("portal:remark_answer", args=[row.pk]), {"text": "Đã sửa.", "ve": url("section", report, "I.1")})
    assert clerk.get(url("check", report)).context["first_remark"] == ""


def test_the_reason_of_a_return_stands_where_the_report_is_read_and_written(clerk: Client, cast: Cast, report: Report):
    assert " trả lại " not in clerk.get(url("section", report, "I.1")).content.decode()
    report = returned(report, cast)
    for page in (url("read", report), url("section", report, "I.1"), url("information", report)):
        shown = " ".join(clerk.get(page).content.decode().split())
        assert f"{cast.chairman.display_name} trả lại" in shown
        assert "“Nêu rõ hơn.”" in shown
    walk(report, cast, "submit")
    assert "“Nêu rõ hơn.”" not in clerk.get(url("read", report)).content.decode()


def test_whoever_issues_is_led_from_the_report_to_its_number(clerk: Client, cast: Cast, report: Report):
    report = walk(sent(report, cast), cast, "sign")
    page = signed_in(cast.records).get(url("read", report))
    way = reverse("documents:issue", args=[page.context["issued"].code])
    assert f'href="{way}"' in page.content.decode()
    assert signed_in(cast.records).get(way).status_code == 200
    assert f'href="{way}"' not in clerk.get(url("read", report)).content.decode()


def test_versions_are_compared_place_by_place(clerk: Client, cast: Cast, report: Report):
    report = returned(report, cast)
    ReportSection.objects.filter(report=report, code="I.2").update(text="Đã thực hiện đúng kế hoạch năm.")
    page = clerk.get(url("compare", report, "1"))
    assert (page.context["changed"], [one.ref for one in page.context["groups"][0]["places"]]) == (1, ["section-I.2"])
    assert page.context["groups"][0]["places"][0].where.startswith("I.2 ")
    whole = clerk.get(f"{url('compare', report, '1')}?xem=ca")
    assert sum(len(group["places"]) for group in whole.context["groups"]) == 1 + page.context["same"]
    assert clerk.get(url("compare", report, "khong-co")).status_code == 404
    choice = clerk.get(f"{url('compare_choose', report)}?truoc=1&sau=hien-nay")
    assert choice["Location"] == f"{url('compare', report, '1')}?voi=hien-nay"
    assert clerk.get(url("check", report)).context["changed"]["sending"] == 1


def test_a_report_is_compared_with_that_of_the_period_before(clerk: Client, cast: Cast, report: Report):
    for window in (report.window, window_of(Period(2026, Kind.HALF, 1))):
        amount = 12 if window == report.window else 24
        counting.record_value(unit=cast.commune, entry=Entry("tk.1.1.1", window, amount=amount), by=cast.focal)
    half = prepared(cast, Period(2026, Kind.HALF, 1), due_on=date(2026, 6, 20))
    open_round(half, by=cast.review_head)
    later = Report.objects.get(round=half, unit=cast.commune)
    groups = clerk.get(url("compare", later, "ky-truoc")).context["groups"]
    figure = next(one for group in groups for one in group["places"] if one.ref == "figure-1.1.1")
    assert (figure.part.old, figure.part.new, figure.part.difference) == ("12", "24", "+12, +100 %")


def test_a_report_on_one_topic_is_not_the_period_before(clerk: Client, cast: Cast, report: Report):
    half, topic = Period(2026, Kind.HALF, 1), Period(2026, Kind.TOPICAL)
    for period, window in ((topic, Window(date(2026, 1, 1), date(2026, 4, 30))), (half, window_of(half))):
        create_report(unit=cast.commune, period=period, window=window, outline=report.outline, by=cast.focal)
    later = Report.objects.get(period_kind=Kind.HALF)
    assert [(tie["how"], tie["report"]) for tie in clerk.get(url("read", later)).context["ties"]] == [
        ("Kỳ trước", report)
    ]
    assert "So với kỳ trước: quý I năm 2026" in clerk.get(url("compare_choose", later)).content.decode()
    about = Report.objects.get(period_kind=Kind.TOPICAL)
    assert clerk.get(url("read", about)).context["ties"] == []


def test_what_was_sent_is_no_business_of_those_above(cast: Cast, report: Report):
    report = published(report, cast)
    above = signed_in(cast.reviewer)
    assert above.get(url("read", report)).status_code == 200
    assert above.get(url("compare", report, "1")).status_code == 404


def test_an_issued_report_is_replaced_with_a_reason(clerk: Client, cast: Cast, report: Report):
    report = published(report, cast)
    assert clerk.post(url("successor", report), {"reason": ""}).status_code == 422
    clerk.post(url("successor", report), {"reason": "Sửa số liệu một cửa"})
    new = Report.objects.get(replaces=report)
    assert "Đang lập bản thay thế" in clerk.get(url("read", report)).content.decode()
    assert "Sửa số liệu một cửa" in clerk.get(url("read", new)).content.decode()
    assert signed_in(cast.field).post(url("successor", report), {"reason": "x"}).status_code == 403


def test_its_own_fields_are_stored_or_refused_at_the_field(clerk: Client, report: Report):
    page = clerk.post(url("information", report), {"title": "Công tác CCHC", "as_of": "01/05/2026"})
    assert "Ngày phải trong kỳ số liệu" in " ".join(page.context["form"].errors["as_of"])
    clerk.post(url("information", report), {"title": "Công tác CCHC", "as_of": "08/03/2026", "addressee": "Sở Nội vụ"})
    report.refresh_from_db()
    assert (report.title, report.as_of, report.addressee) == ("Công tác CCHC", date(2026, 3, 8), "Sở Nội vụ")


def test_the_annex_lists_every_row_of_the_form(clerk: Client, cast: Cast, report: Report):
    counting.record_value(unit=cast.commune, entry=Entry("tk.1.1.1", report.window, amount=36), by=cast.focal)
    page = clerk.get(url("annex", report)).content.decode()
    assert page.count('id="figure-') > 60
    assert "36" in page


def test_a_unit_of_another_province_is_offered_to_nobody(clerk: Client, cast: Cast):
    library(cast)
    offered = clerk.get(reverse("reporting:new")).context["form"].fields["unit"].queryset
    assert list(offered) == [Unit.objects.get(pk=cast.commune.pk)]


def _work(user) -> list[str]:
    return [one.item.code for one in my_work(user)]


def test_a_report_becomes_work_when_its_day_comes_near_and_at_once_for_who_it_waits(cast: Cast):
    far = opened(cast, Period(today().year + 1, Kind.YEAR), due_on=today() + timedelta(days=200))
    assert far.code not in _work(cast.focal)
    Obligation.objects.filter(object_id=far.pk, kind="report").update(due_on=today() + timedelta(days=29))
    assert far.code in _work(cast.focal)
    Obligation.objects.filter(object_id=far.pk, kind="report").update(due_on=today() + timedelta(days=200))
    far = sent(far, cast)
    assert far.code in _work(cast.chairman)


def test_a_replacement_has_no_day_and_is_work_at_once(clerk: Client, cast: Cast, report: Report):
    report = published(report, cast)
    clerk.post(url("successor", report), {"reason": "Sửa số liệu một cửa"})
    new = Report.objects.get(replaces=report)
    assert new.due_on is None
    assert new.code in _work(cast.focal)
    page = clerk.get("/").content.decode()
    assert f"{new} – soạn và trình" in page
    assert url("edit", new) in page
