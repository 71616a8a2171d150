"""The pages of a consolidation: who may open them, what they say, what their buttons do, what they cost."""

import io
from datetime import date

import pytest
from celery import current_app
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indicators.windows import Window
from organisations.actions import rebuild_reach
from organisations.models import Membership
from organisations.roles import Role
from reporting.actions import consolidating as verbs
from reporting.models import Consolidation, MergedParagraph, Report, ReportSection
from tests.cast import START
from tests.reporting import consolidations as made
from workflow import calls
from workflow.models import CallUnit

pytestmark = pytest.mark.django_db
Q1 = Window(date(2025, 12, 15), date(2026, 3, 14))
TABS = ("", "_texts", "_missing", "_places", "_paper")


def at(round_, name="", *more) -> str:
    return reverse(f"reporting:consolidation{name}", args=[round_.call.code, *more])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def unsaid(page: str, *words: str) -> list[str]:
    """Which of the words a page does not say."""
    return [one for one in words if one not in page]


def filled(cast, number: int = 3, *, accepted: int | None = None):
    """A round, all or some of its reports accepted with files and a paragraph."""
    round_ = made.world(cast, number)
    for report in made.reports(round_)[: number if accepted is None else accepted]:
        made.accept(report, cast.review_head)
        made.files(report.unit, cast.focal, Q1, made.FILES)
        ReportSection.objects.create(
            report=report, code="I.1", text=f"Kế hoạch của {report.unit.name}.\nĐã họp giao ban."
        )
    return round_


def snapped(round_, by) -> Consolidation:
    return verbs.count(verbs.take_snapshot(round_=round_, basis="accepted", by=by).pk)


def test_only_who_works_at_the_authority_opens_the_pages(cast):
    round_ = filled(cast)
    snapshot = snapped(round_, cast.review_head)
    addresses = [at(round_, tab) for tab in TABS]
    addresses += [at(round_, "_row", 1, "tthc.c3"), at(round_, "_workbook", 1), at(round_, "_draw", snapshot.number)]
    for name, user in cast.everyone().items():
        found = {signed_in(user).get(address).status_code for address in addresses}
        assert found == ({200} if name in ("reviewer", "review_head") else {404}), name


def test_the_snapshot_is_asked_for_once_more_and_then_stands(cast):
    round_ = filled(cast, accepted=2)
    client = signed_in(cast.review_head)
    page = client.get(at(round_)).content.decode()
    assert unsaid(page, "2/3 đơn vị", "xã Tổng 2", "Chưa chốt bản tổng hợp nào") == []
    asked = client.get(at(round_, "_take")).content.decode()
    assert "Chốt bản tổng hợp với 2/3 đơn vị?" in asked
    assert not Consolidation.objects.exists()
    client.post(at(round_, "_take"), {"lay": "da-tiep-nhan"})
    page = client.get(at(round_)).content.decode()
    assert unsaid(page, "Bản tổng hợp số 1", "tính lại từ số đếm", "Tổng dưới đây là của 2/3 đơn vị") == []
    made.accept(made.reports(round_)[2], cast.review_head)
    assert "1 đơn vị đến sau bản tổng hợp số 1." in client.get(at(round_)).content.decode()


def test_nothing_to_put_together_is_said(cast):
    round_ = made.world(cast, 1)
    client = signed_in(cast.review_head)
    assert "Chưa đơn vị nào được tiếp nhận." in client.get(at(round_)).content.decode()
    answer = client.post(at(round_, "_take"), {"lay": "da-tiep-nhan"})
    assert (answer.status_code, "Chưa đơn vị nào được tiếp nhận." in answer.content.decode()) == (422, True)
    for tab in TABS:
        assert client.get(at(round_, tab)).status_code == 200


def test_a_viewer_of_the_authority_reads_and_is_told_who_may(cast):
    round_ = filled(cast)
    Membership.objects.create(user=cast.nobody, unit=cast.authority, role=Role.VIEWER, valid_from=START)
    rebuild_reach()
    client = signed_in(cast.nobody)
    assert "Chỉ người được giao tổng hợp mới làm được" in client.get(at(round_)).content.decode()
    assert client.post(at(round_, "_take"), {"lay": "da-tiep-nhan"}).status_code == 403
    assert client.post(at(round_, "_write"), {"muc": "I.1", "text": "Lời."}).status_code == 403
    assert not Consolidation.objects.exists()
    assert not MergedParagraph.objects.exists()


@pytest.fixture
def at_once():
    """Background work runs where it is asked for."""
    before = current_app.conf.task_always_eager
    current_app.conf.task_always_eager = True
    yield
    current_app.conf.task_always_eager = before


@pytest.mark.usefixtures("at_once")
def test_many_units_are_counted_in_the_background_and_the_page_waits(cast, monkeypatch):
    round_ = filled(cast, 2)
    monkeypatch.setattr(verbs, "AT_ONCE", 1)
    snapshot = verbs.take_snapshot(round_=round_, basis="accepted", by=cast.review_head)
    client = signed_in(cast.review_head)
    assert "Đang cộng số liệu của các đơn vị" in client.get(at(round_)).content.decode()
    assert "HX-Refresh" not in client.get(at(round_, "_progress", 1))
    client.post(at(round_, "_recount", 1))
    snapshot.refresh_from_db()
    assert snapshot.finished_at is not None
    answer = client.get(at(round_, "_progress", 1))
    assert (answer.status_code, answer["HX-Refresh"]) == (200, "true")
    assert client.post(at(round_, "_recount", 1)).status_code == 409


def test_a_total_is_shown_unit_by_unit_and_as_a_workbook(cast):
    round_ = filled(cast, accepted=2)
    snapped(round_, cast.review_head)
    client = signed_in(cast.reviewer)
    page = client.get(at(round_, "_row", 1, "tthc.on_time_a")).content.decode()
    assert unsaid(page, "58/61", "Chưa có: xã Tổng 2") == []
    book = load_workbook(io.BytesIO(client.get(at(round_, "_row", 1, "tthc.c3") + "?xuat=xlsx").content))
    rows = list(book.active.iter_rows(values_only=True))
    assert [row[:2] for row in rows[3:]] == [("xã Tổng 0", 72), ("xã Tổng 1", 72)]
    whole = load_workbook(io.BytesIO(client.get(at(round_, "_workbook", 1)).content)).active
    assert [row[0] for row in whole.iter_rows(values_only=True)][-2:] == ["xã Tổng 0", "xã Tổng 1"]
    assert client.get(at(round_, "_row", 1, "khong.co")).status_code == 404


def test_paragraphs_alike_stand_together_and_are_taken_with_their_origin(cast):
    round_ = filled(cast)
    client = signed_in(cast.reviewer)
    page = client.get(at(round_, "_texts") + "?muc=I.1").content.decode()
    assert unsaid(page, "giống nhau 3", "Kế hoạch của xã Tổng 2.") == []
    found = client.get(at(round_, "_texts") + "?muc=I.1&tim=giao ban").context["found"]
    assert [line["one"].many for line in found] == [3]
    client.post(at(round_, "_pick"), {"muc": "I.1", "doan": [found[0]["key"]]})
    row = MergedParagraph.objects.get(round=round_)
    assert (row.text, row.origin.unit.name) == ("Đã họp giao ban.", "xã Tổng 0")
    client.post(at(round_, "_change", row.pk), {"text": "Đã họp giao ban hằng tuần.", "version": "1", "muc": "I.1"})
    client.post(at(round_, "_write"), {"text": "Đoạn của Sở.", "muc": "I.1"})
    client.post(at(round_, "_move", row.pk), {"huong": "xuong"})
    assert list(MergedParagraph.objects.values_list("text", flat=True)) == [
        "Đoạn của Sở.",
        "Đã họp giao ban hằng tuần.",
    ]
    page = client.get(at(round_, "_texts") + "?muc=I.1").content.decode()
    assert unsaid(page, "đã lấy", "đã sửa") == []
    assert client.post(at(round_, "_write"), {"text": "", "muc": "I.1"}).status_code == 422
    client.post(at(round_, "_drop", row.pk))
    assert MergedParagraph.objects.count() == 1


def test_who_is_missing_late_or_exempt_is_told(cast):
    round_ = filled(cast, 4, accepted=2)
    rows = list(CallUnit.objects.filter(call=round_.call).order_by("pk"))
    calls.skip(rows[3], by=cast.review_head, reason="Xã mới lập")
    made.accept(Report.objects.get(call_unit=rows[1]), cast.review_head, on=date(2026, 3, 25))
    page = signed_in(cast.reviewer).get(at(round_, "_missing")).content.decode()
    assert unsaid(page, "<b>1</b> chưa gửi", "<b>1</b> gửi muộn", "Được miễn: Xã mới lập", "5 ngày") == []


def test_equal_units_share_a_place_and_those_without_figures_stand_apart(cast):
    round_ = filled(cast, 4, accepted=3)
    snapped(round_, cast.review_head)
    client = signed_in(cast.reviewer)
    context = client.get(at(round_, "_places") + "?theo=ket-qua&chi-so=tthc.on_time_a").context
    assert [(row["place"], row["shared"]) for row in context["page"].object_list] == [(1, True)] * 3
    assert context["apart"] == ["xã Tổng 3"]
    timely = client.get(at(round_, "_places")).context["page"].object_list
    assert [(row["place"], row["one"].on_time) for row in timely] == [(1, 1), (1, 1), (1, 1), (4, 0)]
    assert client.get(at(round_, "_places") + "?theo=nam").status_code == 200


def test_the_authority_s_report_is_drawn_up_from_the_page(cast):
    Membership.objects.create(user=cast.reviewer, unit=cast.authority, role=Role.FOCAL_POINT, valid_from=START)
    rebuild_reach()
    round_ = filled(cast)
    snapped(round_, cast.review_head)
    refused = signed_in(cast.review_head).get(at(round_, "_paper")).content.decode()
    assert "Soạn thảo do người được phân công soạn thực hiện" in refused
    assert signed_in(cast.review_head).post(at(round_, "_draw", 1)).status_code == 403
    answer = signed_in(cast.reviewer).post(at(round_, "_draw", 1))
    report = Report.objects.get(unit=cast.authority)
    assert answer["Location"] == reverse("reporting:read", args=[report.code])
    client = signed_in(cast.reviewer)
    assert "Đã lập từ bản tổng hợp số 1" in client.get(at(round_, "_paper")).content.decode()
    names = ("read", "edit", "check", "annex", "information")
    pages = [reverse(f"reporting:{name}", args=[report.code]) for name in names]
    pages += [reverse("reporting:section", args=[report.code, "II.2.d"])]
    assert {client.get(address, follow=True).status_code for address in pages} == {200}
    assert unsaid(client.get(pages[-1]).content.decode(), "183", "216") == []


def test_every_page_costs_as_many_queries_for_three_units_as_for_thirty(cast):
    round_ = filled(cast, 30, accepted=3)
    client = signed_in(cast.reviewer)

    def costs() -> dict[str, int]:
        number = snapped(round_, cast.review_head).number
        found = {}
        for address in (*(at(round_, tab) for tab in TABS), at(round_, "_row", number, "tthc.c3")):
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            found[address.replace(f"/{number}/", "/")] = len(asked)
        return found

    costs()
    few = costs()
    for report in made.reports(round_)[3:]:
        made.accept(report, cast.review_head)
        ReportSection.objects.create(report=report, code="I.1", text=f"Lời của {report.unit.name}.")
    assert costs() == few
