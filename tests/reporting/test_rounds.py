"""Rounds on calls: shells for every unit, days of each, nobody opens a round that nobody reviews; the road of a report."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from organisations.models import Membership, Unit
from organisations.roles import Role
from reporting.actions import open_round
from reporting.actions.rounds import add_unit
from reporting.models import Report, ReportVersion
from reporting.periods import Kind, Period
from reporting.queries.rounds import guidance_of
from tests.reporting.builders import Q1, library, opened, prepared, write_all
from tests.workflow.walks import issued, walk
from workflow import actions
from workflow.codes import seeded
from workflow.models import Obligation
from workflow.rules import MovedOn, Refused

pytestmark = pytest.mark.django_db


def test_opening_begins_a_report_for_every_unit_with_its_days(cast):
    library(cast)
    shells = open_round(prepared(cast), by=cast.review_head)
    assert {shell.unit for shell in shells} == {cast.commune, cast.other_commune}
    shell = Report.objects.get(unit=cast.commune)
    assert (shell.state, shell.due_on, shell.window_from, shell.window_to) == (
        "draft", date(2026, 3, 20), date(2025, 12, 15), date(2026, 3, 14),
    )  # fmt: skip
    assert str(shell) == "Báo cáo CCHC quý I năm 2026"
    owed = Obligation.objects.get(kind="report", object_id=shell.pk, closed_at=None)
    assert (owed.capability, owed.due_on, owed.office) == ("submit", date(2026, 3, 20), cast.commune)


def test_round_that_nobody_reviews_does_not_open(cast):
    library(cast)
    round_ = prepared(cast)
    Membership.objects.filter(role=Role.REVIEWER).delete()
    with pytest.raises(ValidationError, match="chưa có chuyên viên rà soát"):
        open_round(round_, by=cast.review_head)
    assert not Report.objects.exists()


def test_round_opens_once_and_by_the_authority_only(cast):
    library(cast)
    round_ = prepared(cast)
    with pytest.raises(Refused):
        open_round(round_, by=cast.focal)
    open_round(round_, by=cast.review_head)
    with pytest.raises(MovedOn):
        open_round(round_, by=cast.review_head)


def test_shells_are_begun_in_a_constant_number_of_queries(cast, django_assert_max_num_queries):
    library(cast)
    round_ = prepared(cast)
    with django_assert_max_num_queries(60):
        open_round(round_, by=cast.review_head)


def test_report_walks_to_acceptance_and_its_replacement_takes_its_place(cast):
    report = write_all(opened(cast), cast.focal)
    report = walk(report, cast, "submit", "pass_content", "pass_form", "sign")
    assert ReportVersion.objects.get(report=report).sending == 1
    report = issued(report, cast)
    assert (report.state, report.first_issued_on) == ("issued", report.issued_on)
    report = walk(report, cast, "begin_review")
    report = actions.take("propose", report, by=cast.reviewer, comment="Đề nghị thay thế: số hồ sơ chưa khớp.")
    report = actions.take("ask_replacement", report, by=cast.review_head, comment="Số hồ sơ chưa khớp.")
    successor = Report.objects.get(replaces=report)
    assert (successor.state, successor.due_on, successor.first_issued_on) == ("draft", None, report.issued_on)
    assert successor.reportsections.count() == report.reportsections.count()
    successor = issued(walk(successor, cast, "submit", "pass_content", "pass_form", "sign"), cast)
    report.refresh_from_db()
    assert (report.state, successor.state) == ("superseded", "issued")


def test_reports_of_many_units_never_share_a_code(cast):
    library(cast)
    for period in (Q1, Period(2026, Kind.HALF, 1)):
        round_ = prepared(cast, period)
        with seeded(7):
            open_round(round_, by=cast.review_head)
    assert Report.objects.values("code").distinct().count() == 4


def test_units_that_did_not_exist_in_the_window_are_not_asked(cast):
    library(cast)
    Unit.objects.filter(pk=cast.other_commune.pk).update(valid_from=date(2026, 7, 1))
    call = open_round(prepared(cast), by=cast.review_head)[0].call_unit.call
    assert [row.unit for row in call.units.all()] == [cast.commune]
    with pytest.raises(ValidationError, match="thành lập ngày 01/07/2026"):
        add_unit(call, Unit.objects.get(pk=cast.other_commune.pk), by=cast.review_head)


def test_unit_that_has_ended_is_not_asked_for_a_report(cast):
    library(cast)
    call = open_round(prepared(cast), by=cast.review_head, units=[cast.commune])[0].call_unit.call
    Unit.objects.filter(pk=cast.other_commune.pk).update(valid_to=date(2026, 6, 30))
    with pytest.raises(ValidationError, match="kết thúc hoạt động sau ngày 30/06/2026"):
        add_unit(call, Unit.objects.get(pk=cast.other_commune.pk), by=cast.review_head)


def test_guidance_is_told_with_the_report(cast):
    report = opened(cast)
    report.round.guidance = "Kèm phụ lục 2."
    told = guidance_of(report)
    assert (told.text, told.files, bool(told)) == ("Kèm phụ lục 2.", (), True)
