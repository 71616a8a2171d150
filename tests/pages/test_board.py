"""The big table of a call: what stands, in which order, counted and cut in the database."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal import board
from documents import actions as papers
from documents.models import IssuedDocument
from documents.queries import issue_of
from documents.tasks import render_and_send
from organisations.actions import rebuild_reach
from organisations.models import Official, ReviewRelation, Subject, Unit
from organisations.roles import Role
from organisations.text import order, sort_key
from reporting.actions import open_round
from reporting.actions.rounds import begin_reports
from reporting.models import Report, Round
from reporting.periods import Kind, Period
from tests.cast import START, Cast, commune, person
from tests.pages.walks import issued as issued_plan
from tests.pages.walks import opened_call
from tests.reporting.builders import library, opened, prepared, write_all
from tests.workflow.walks import issued, walk
from workflow.clock import now, today
from workflow.models import Call, CallUnit, MeasuredBy, Road

pytestmark = pytest.mark.django_db
UP_TO_SIGNED = ("submit", "pass_content", "pass_form", "sign")


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def followed(cast: Cast, number: int, name: str = "", subject: str = Subject.REPORT) -> Unit:
    unit = commune(f"xa-{number}", name or f"xã Số {number}", cast.province)
    ReviewRelation.objects.create(unit=unit, authority=cast.authority, subject=subject, valid_from=START)
    return unit


def round_of_many(cast: Cast, count: int) -> Call:
    """An open round of so many communes, of ten two drafts, the others further on."""
    library(cast)
    for number in range(count - 2):
        followed(cast, number)
    rebuild_reach()
    call = open_round(prepared(cast), by=cast.review_head)[0].call_unit.call
    states = ("issued", "under_review", "concluding", "accepted", "draft")
    for at, report in enumerate(Report.objects.order_by("pk")):
        sent = states[at % 5] != "draft"
        Report.objects.filter(pk=report.pk).update(
            state=states[at % 5], issued_on=date(2026, 3, 18 + at % 4) if sent else None, times_sent=int(sent)
        )
    return call


@pytest.mark.parametrize(
    "names",
    [
        ["xã An Bình", "phường Ánh Dương", "xã Bình Minh", "phường Cao Xá", "xã Đồng Tâm", "xã Đức Giang", "xã Ea Kar"],
        ["xã Tân", "xã Tân Lập", "xã Tân Lập 2", "xã Tấn", "xã Tiên Lữ", "xã Yên"],
    ],
)
def test_key_of_a_name_sorts_as_the_alphabet(names: list[str]):
    assert sorted(names, key=sort_key) == sorted(names, key=order)


@pytest.mark.parametrize("measured_by", MeasuredBy.values)
@pytest.mark.parametrize("count", [12])
def test_counters_of_the_database_are_those_of_the_rows(cast: Cast, measured_by: str, count: int):
    call = round_of_many(cast, count)
    Call.objects.filter(pk=call.pk).update(measured_by=measured_by)
    Report.objects.exclude(state="draft").update(sent_at=now(), sent_by=cast.focal)
    row = call.units.first()
    CallUnit.objects.filter(pk=row.pk).update(extended_to=today() + timedelta(days=9), extension_reason="Bão")
    call.refresh_from_db()
    table = board.Table(call)
    rows, tally = table.rows(), table.tally
    assert {one.word: tally.words[one.word] for one in rows} == dict(tally.words)
    assert (tally.done, tally.on_time, tally.overdue) == (
        sum(row.done_on is not None for row in rows),
        sum(row.on_time for row in rows),
        sum(row.overdue for row in rows),
    )


def test_my_turn_comes_first_then_overdue_then_the_alphabet(cast: Cast):
    library(cast)
    named = {name: followed(cast, at, f"xã {name}") for at, name in enumerate(("Đức", "Dân", "Ân", "An"))}
    call = open_round(prepared(cast), by=cast.review_head)[0].call_unit.call
    Report.objects.filter(unit=named["Dân"]).update(state="issued", issued_on=date(2026, 3, 1))
    Report.objects.filter(unit=named["An"]).update(state="accepted", issued_on=date(2026, 3, 1))
    found = [row.name for row in board.Table(call).page("1").object_list]
    assert found == ["xã Dân", "xã Ân", "xã Đức", "xã Hai", "xã Một", "xã An"]


def test_replacement_stands_and_the_first_day_answers(cast: Cast):
    first = issued(walk(write_all(opened(cast), cast.focal), cast, *UP_TO_SIGNED), cast)
    Report.objects.filter(pk=first.pk).update(state="superseded")
    second = Report.objects.get(pk=first.pk)
    second.pk, second.code, second.replaces, second.state = None, "", first, "under_review"
    second.issued_on, second._state.adding = first.issued_on + timedelta(days=30), True
    second.first_issued_on = first.issued_on
    second.save()
    table = board.Table(first.call_unit.call)
    row = next(row for row in table.rows() if row.unit == cast.commune)
    assert (row.item.pk, row.word, row.done_on) == (second.pk, "Đang rà soát", first.issued_on)
    assert (table.tally.everybody, table.tally.words["Đang rà soát"]) == (2, 1)


def test_report_sent_for_review_stands_beside_the_one_it_will_replace(cast: Cast):
    report = opened(cast, road=Road.REVIEW_THEN_SIGN)
    facts = {"times_sent": 1, "sent_at": now(), "sent_by": cast.focal}
    Report.objects.filter(pk=report.pk).update(state="replacement_asked", issued_on=date(2026, 3, 2), **facts)
    report.refresh_from_db()
    later = Report.objects.get(pk=report.pk)
    later.pk, later.code, later.replaces, later._state.adding = None, "", report, True
    later.state, later.issued_on = "submitted", None
    later.save()
    tally = board.Table(report.call_unit.call).tally
    assert dict(tally.words) == {"Cần cho ý kiến": 1, "Chưa gửi": 1}


def test_draft_in_the_bin_of_its_unit_is_still_awaited(cast: Cast):
    report = opened(cast)
    Report.objects.filter(pk=report.pk).update(binned_at=now())
    assert dict(board.Table(report.call_unit.call).tally.words) == {"Chưa gửi": 2}


@pytest.mark.parametrize("subject", [Subject.PLAN, Subject.REPORT])
def test_sixty_units_ask_as_often_as_three(cast: Cast, subject: str):
    library(cast)
    if subject == Subject.PLAN:
        call = opened_call(cast)
        issued_plan(cast)
    else:
        report = issued(walk(write_all(opened(cast), cast.focal), cast, *UP_TO_SIGNED), cast)
        call = report.call_unit.call
    pages = [
        f"/dot/{call.code}/{query}"
        for query in ("", "?tim=xa", "?nhom=tren", "?loc=can-ra-soat", f"?thuoc={cast.province.pk}")
    ]
    ask_more(cast, call, range(1))
    before = [asked(cast.review_head, page) for page in pages]
    ask_more(cast, call, range(1, 58))
    assert [asked(cast.review_head, page) for page in pages] == before


def ask_more(cast: Cast, call: Call, numbers: range) -> None:
    """More units in an open call, with their reports where it is a round."""
    units = [followed(cast, number, subject=call.subject) for number in numbers]
    rows = [CallUnit.objects.create(call=call, unit=unit, due_on=call.due_on) for unit in units]
    if call.subject == Subject.REPORT:
        begin_reports(Round.objects.get(call=call), call, rows, by=cast.review_head)


def asked(user, address: str) -> int:
    one = client(user)
    one.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert one.get(address).status_code == 200
    return len(seen)


def test_groups_count_below_each_unit_and_open_to_its_rows(cast: Cast):
    call = round_of_many(cast, 12)
    page = client(cast.reviewer).get(f"/dot/{call.code}/?nhom=tren")
    (group,) = page.context["groups"]
    assert (group.name, group.tally.asked, group.tally.done, group.tally.to_review) == ("tỉnh Thử", 12, 10, 3)
    assert f"?thuoc={cast.province.pk}" in page.content.decode()
    assert (
        client(cast.reviewer).get(f"/dot/{call.code}/?thuoc={cast.province.pk}").context["page"].paginator.count == 12
    )
    assert (
        client(cast.reviewer).get(f"/dot/{call.code}/?thuoc={cast.elsewhere.pk}").context["page"].paginator.count == 0
    )


@pytest.mark.parametrize(
    "query", ["?thuoc=x", "?chuyen_vien=x", "?trang=x", "?loc=x", "?tim=%27%25", "?thuoc=" + "9" * 30]
)
def test_odd_addresses_are_answered(cast: Cast, query: str):
    call = round_of_many(cast, 3)
    assert client(cast.reviewer).get(f"/dot/{call.code}/{query}").status_code == 200


def test_everything_the_filter_shows_is_chosen(cast: Cast):
    call = round_of_many(cast, 62)
    head = client(cast.review_head)
    page = head.get(f"/dot/{call.code}/")
    assert "Chọn cả 62 đơn vị khớp bộ lọc" in page.content.decode()
    data = {"ca_loc": "1", "officer": cast.reviewer.pk, "unit": [call.units.first().pk]}
    head.post(f"/dot/{call.code}/giao-chuyen-vien/?tim=xa+so+1", data)
    given = call.units.filter(officer=cast.reviewer).values_list("unit__name", flat=True)
    assert {name.startswith("xã Số 1") for name in given} == {True}
    assert len(given) == 11


def test_issued_papers_are_taken_along_in_one_file(cast: Cast):
    report = walk(write_all(opened(cast), cast.focal), cast, *UP_TO_SIGNED)
    document, how = issue_of(report), {"signed_how": IssuedDocument.SignedHow.PEN_KEPT, "signed_on": today()}
    papers.issue(document, by=cast.records, number=16, day=today(), **how)
    render_and_send(document.pk)
    call = report.call_unit.call
    rows = list(call.units.values_list("pk", flat=True))
    reviewer = client(cast.reviewer)
    answer = reviewer.post(f"/dot/{call.code}/ban-pdf/", {"unit": rows})
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        assert archive.namelist() == [f"Xã Một {report.code}.pdf"]
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")
    assert client(cast.stranger).post(f"/dot/{call.code}/ban-pdf/", {"unit": rows}).status_code == 404


def test_figures_are_counted_and_estimates_are_said(cast: Cast):
    from_q1 = opened(cast, Period(2026, Kind.QUARTER, 1))
    report = issued(walk(write_all(from_q1, cast.focal), cast, *UP_TO_SIGNED), cast)
    row = next(row for row in board.Table(report.call_unit.call).rows() if row.unit == cast.commune)
    assert (row.size, row.estimated) == ("0", False)


@pytest.mark.parametrize("chosen", [one.key for one in board.FILTERS])
@pytest.mark.parametrize("words", ["", "số"])
def test_rows_cut_by_name_are_those_of_the_whole_order(cast: Cast, monkeypatch, chosen: str, words: str):
    """Pages of my turn are read in the order of an index, others sorted whole: both say the same."""
    call = round_of_many(cast, 12)
    exempt = Report.objects.filter(state="issued").first()
    CallUnit.objects.filter(pk=exempt.call_unit_id).update(
        skipped_at=now(), skipped_by=cast.review_head, skip_reason="Sáp nhập"
    )
    reader = board.Reader("/dot/DB00001/", "/ra-soat/", reviews=True, manages=True)
    wanted = board.Wanted(chosen=chosen, words=words)
    whole = board.Table(call, wanted).rows()
    board.draw(call, whole, reader)
    monkeypatch.setattr("cchc_portal.board.table.PER_PAGE", 3)
    for number in range(max(1, -(-len(whole) // 3))):
        cut = board.Table(call, wanted).page(str(number + 1)).object_list
        board.draw(call, cut, reader)
        assert [row.html for row in cut] == [row.html for row in whole[number * 3 : number * 3 + 3]]


def test_what_people_typed_is_escaped_in_a_row(cast: Cast):
    call = round_of_many(cast, 3)
    sharp = '<b onclick="x">&'
    Official.objects.filter(pk=cast.reviewer.official_id).update(full_name=sharp)
    Unit.objects.filter(pk=cast.commune.pk).update(name=sharp)
    CallUnit.objects.filter(call=call, unit=cast.commune).update(
        officer=cast.reviewer, extended_to=today() + timedelta(days=9), extension_reason=sharp, wanted_at=now(),
        wanted_by=cast.focal, wanted_until=today() + timedelta(days=20), wanted_reason=sharp,
    )  # fmt: skip
    Report.objects.filter(unit=cast.commune).update(state="draft", issued_on=None, times_sent=0)
    page = client(cast.review_head).get(f"/dot/{call.code}/").content.decode()
    assert sharp not in page
    assert page.count("&lt;b onclick=") >= 5


def test_who_hands_out_units_sees_a_new_officer_at_once(cast: Cast):
    """The names of a filter may be a minute old, those to choose from for an act not."""
    call = round_of_many(cast, 2)
    address, pages = f"/dot/{call.code}/", {who: client(getattr(cast, who)) for who in ("review_head", "reviewer")}
    for page in pages.values():
        page.get(address)
    person("newcomer", "Nguyễn Văn Mới", cast.authority, Role.REVIEWER, "Chuyên viên")
    found = {who: "Nguyễn Văn Mới" in page.get(address).content.decode() for who, page in pages.items()}
    assert found == {"review_head": True, "reviewer": False}
    assert "Nguyễn Văn Mới" in client(cast.reviewer).get(address).content.decode()
