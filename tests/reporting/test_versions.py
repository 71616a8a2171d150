"""Versions of statistics forms: loaded, added by an administrator, never changed."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from reporting import reference
from reporting.actions import add_form, add_refusal
from reporting.models import StatCheck, StatForm, StatRow
from reporting.outlines import OUTLINES
from reporting.queries import form_of, version_on
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.shape import Row
from workflow import append_only
from workflow.models import Event, ImmutableRow
from workflow.rules import Refused

pytestmark = pytest.mark.django_db
NEXT = date(2027, 1, 1)


@pytest.fixture
def loaded():
    assert reference.load() == 1 + len(OUTLINES)
    return StatForm.objects.get()


@pytest.fixture
def successor():
    row = Row("8", "Số lượt truy cập trang thông tin của xã", "lượt", metric="tk.8")
    return replace(COMMUNE_2020.from_day(NEXT), rows=(*COMMUNE_2020.rows, row))


def test_form_is_read_back_as_it_was_loaded(loaded):
    assert form_of(loaded) == COMMUNE_2020


def test_loading_again_adds_nothing(loaded):
    assert reference.load() == 0
    assert (StatForm.objects.count(), StatRow.objects.count()) == (1, len(COMMUNE_2020.rows))


def test_form_is_read_in_two_queries(loaded, django_assert_num_queries):
    with django_assert_num_queries(2):
        form_of(version_on("commune", date(2026, 3, 14)))


def test_administrator_adds_a_version_and_the_one_before_ends(loaded, successor, cast):
    added = add_form(successor, by=cast.administrator)
    assert form_of(added) == successor
    loaded.refresh_from_db()
    assert (loaded.valid_to, added.valid_to, added.added_by) == (date(2026, 12, 31), None, cast.administrator)
    assert version_on("commune", date(2026, 12, 14)) == loaded
    assert version_on("commune", date(2027, 3, 14)) == added
    assert form_of(loaded).rows == COMMUNE_2020.rows


def test_adding_is_written_in_the_log(loaded, successor, cast):
    add_form(successor, by=cast.administrator)
    event = Event.objects.get(action="statform.add")
    assert event.by == cast.administrator
    assert event.details == {"code": "commune", "valid_from": "2027-01-01", "rows": len(successor.rows)}


def test_later_versions_of_an_administrator_stay_when_the_reference_is_loaded(loaded, successor, cast):
    add_form(successor, by=cast.administrator)
    assert reference.load() == 0
    assert StatForm.objects.count() == 2


@pytest.mark.parametrize("person", ["chairman", "focal", "reviewer", "stranger"])
def test_nobody_else_adds_versions(loaded, successor, cast, person):
    user = getattr(cast, person)
    assert add_refusal(user).startswith("Biểu thống kê do quản trị thêm.")
    with pytest.raises(Refused):
        add_form(successor, by=user)
    assert StatForm.objects.count() == 1


def test_unsound_version_is_refused_with_every_sentence_and_nothing_changes(loaded, successor, cast):
    bad = replace(successor, rows=(*successor.rows, Row("9", "", "", metric="")))
    with pytest.raises(ValidationError) as refused:
        add_form(bad, by=cast.administrator)
    assert refused.value.messages == [
        "Dòng 9: chưa có tên.",
        "Dòng 9: chưa có đơn vị tính.",
        "Dòng 9: chưa gắn chỉ số.",
    ]
    loaded.refresh_from_db()
    assert loaded.valid_to is None


STARTS = [
    (date(2020, 1, 1), None, "Phiên bản đang có dùng từ ngày 01/01/2020. Phiên bản mới bắt đầu sau ngày đó."),
    (date(2019, 1, 1), None, "Phiên bản đang có dùng từ ngày 01/01/2020. Phiên bản mới bắt đầu sau ngày đó."),
    (date(2026, 6, 30), date(2026, 12, 31), "Phiên bản đang có dùng đến ngày 31/12/2026. Phiên bản mới bắt đầu sau ngày đó."),
]  # fmt: skip


@pytest.mark.parametrize(("start", "ended", "sentence"), STARTS)
def test_version_begins_after_the_one_before(loaded, successor, cast, start, ended, sentence):
    StatForm.objects.filter(pk=loaded.pk).update(valid_to=ended)
    with pytest.raises(ValidationError) as refused:
        add_form(replace(successor, valid_from=start), by=cast.administrator)
    assert refused.value.messages == [sentence]


def test_code_refuses_to_change_a_version(loaded):
    for row in (loaded, loaded.rows.first(), loaded.checks.first()):
        with pytest.raises(ImmutableRow):
            row.save()
        with pytest.raises(ImmutableRow):
            row.delete()


FORBIDDEN = [
    "UPDATE reporting_statrow SET label = 'khác'",
    "DELETE FROM reporting_statrow",
    "UPDATE reporting_statcheck SET sign = '<='",
    "DELETE FROM reporting_statcheck",
    "UPDATE reporting_statform SET name = 'khác'",
    "DELETE FROM reporting_statform",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_database_refuses_to_change_a_version(loaded, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert form_of(StatForm.objects.get()) == COMMUNE_2020


def test_last_day_of_a_version_is_filled_once(loaded):
    StatForm.objects.update(valid_to=date(2026, 12, 31))
    with pytest.raises(DatabaseError), transaction.atomic():
        StatForm.objects.update(valid_to=date(2027, 12, 31))


def test_tables_of_versions_are_guarded():
    guarded = {table.label for table in append_only.tables()}
    assert {StatForm._meta.label, StatRow._meta.label, StatCheck._meta.label} <= guarded
