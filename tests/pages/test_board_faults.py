"""The column of faults in the table of a call: stored on sending, open remarks counted in SQL, sorted in the database."""

import re

import pytest
from django.test import Client

from cchc_portal import board
from reporting.models import Report
from tests.cast import Cast
from tests.pages.walks import issued as issued_plan
from tests.pages.walks import opened_call, waiting
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import walk
from workflow import remarks
from workflow.actions import take
from workflow.models import Remark, Road

pytestmark = pytest.mark.django_db


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


READER = board.Reader("/dot/DB00001/", "/ra-soat/", reviews=True, manages=False)


def row_of(report: Report) -> board.UnitRow:
    rows = drawn(board.Table(report.call_unit.call))
    return next(row for row in rows if row.unit == report.unit)


def drawn(table: board.Table) -> list[board.UnitRow]:
    rows = table.page("1").object_list
    board.draw(table.call, rows, READER)
    return rows


def cell(row: board.UnitRow) -> str:
    """What the column of faults says, without tags."""
    found = re.search(r'data-label="[^"]*[Ýý] kiến"[^>]*><div>(.*?)</div></td>', row.html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def sent(cast: Cast) -> Report:
    return walk(write_all(opened(cast, road=Road.REVIEW_THEN_SIGN), cast.focal), cast, "submit")


def remark(report: Report, cast: Cast, **facts) -> Remark:
    return remarks.add(report, by=cast.reviewer, text="Xem lại.", **facts)


def test_what_was_found_is_kept_when_a_report_is_sent(cast: Cast):
    report = sent(cast)
    assert (report.found_must, report.found_should) == (0, 0)
    assert (row_of(report).faults, cell(row_of(report))) == ((0, 0, 0), "0")


def test_what_was_not_sent_says_nothing(cast: Cast):
    row = row_of(opened(cast))
    assert (row.faults, cell(row)) == (None, "–")


def test_open_remarks_are_counted_without_notes_and_settled_ones(cast: Cast):
    report = walk(sent(cast), cast, "begin_review")
    remark(report, cast)
    settled = remark(report, cast)
    remark(report, cast, private=True)
    Remark.objects.filter(pk=settled.pk).update(state=Remark.State.RESOLVED)
    Report.objects.filter(pk=report.pk).update(found_must=2, found_should=1)
    row = row_of(report)
    assert row.faults == (2, 1, 1)
    assert cell(row) == "2 lỗi 1 nên xem 1 ý kiến"


def test_sent_before_it_was_kept_is_not_said_to_be_without_faults(cast: Cast):
    report = sent(cast)
    Report.objects.filter(pk=report.pk).update(found_must=None, found_should=None)
    assert cell(row_of(report)) == "–"


def test_most_faults_come_first_and_the_head_says_so(cast: Cast):
    report = sent(cast)
    second = Report.objects.exclude(pk=report.pk).get()
    Report.objects.filter(pk=report.pk).update(found_should=1)
    Report.objects.filter(pk=second.pk).update(
        state="under_review", times_sent=1, sent_at=report.sent_at, sent_by=cast.focal, found_must=1, found_should=0
    )
    address = f"/dot/{report.call_unit.call.code}/"
    page = client(cast.review_head).get(f"{address}?xep=loi")
    assert [row.item.pk for row in page.context["page"].object_list] == [second.pk, report.pk]
    assert 'aria-sort="descending"' in page.content.decode()
    assert page.context["by_faults"] == {"on": True, "url": "?"}
    remark(walk(report, cast, "begin_review"), cast)
    remark(Report.objects.get(pk=report.pk), cast)
    rows = board.Table(report.call_unit.call, board.Wanted(order="loi")).rows()
    assert [row.item.pk for row in rows] == [report.pk, second.pk]


def test_plans_are_sorted_by_open_remarks(cast: Cast):
    call = opened_call(cast)
    plan = take("begin_review", issued_plan(cast, waiting(cast)), by=cast.reviewer)
    remarks.add(plan, by=cast.reviewer, text="Xem lại.")
    rows = drawn(board.Table(call, board.Wanted(order="loi")))
    assert [row.faults for row in rows] == [(None, None, 1), None]
    assert cell(rows[0]) == "1 ý kiến"
