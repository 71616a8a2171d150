"""Rows read together are the rows that each query set reads by itself."""

from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.test.utils import CaptureQueriesContext

from organisations.models import Delegation, Membership, Unit, User
from organisations.together import read_together
from plans.models import Condition, Target, TaskProgress
from reporting.models import ReportLine, ReportSection
from tests.reporting.worlds import clock, draw
from tests.workflow.walks import lend

pytestmark = pytest.mark.django_db


def plain(rows) -> list[dict]:
    """Every column of the rows, with its type."""
    names = [field.attname for field in rows[0]._meta.concrete_fields] if rows else []
    return [{name: (type(getattr(row, name)), getattr(row, name)) for name in names} for row in rows]


def test_every_model_of_a_world_reads_the_same_together_as_alone(cast):
    with clock():
        draw(cast, 3)
    ours = ("organisations", "workflow", "indicators", "directives", "plans", "reporting")
    models = [model for label in ours for model in apps.get_app_config(label).get_models()]
    sets = [model._base_manager.order_by("-pk") for model in models]
    assert any(rows.exists() for rows in sets)
    for at in range(0, len(sets), 5):
        some = sets[at : at + 5]
        assert [plain(rows) for rows in read_together(*some)] == [plain(list(rows)) for rows in some]


def test_what_rows_lead_to_comes_with_them_in_one_statement(cast):
    lend(cast)
    sets = (
        Membership.objects.on(date(2026, 3, 1)).select_related("user__official", "unit").order_by("-user_id"),
        Delegation.objects.select_related("given_by"),
        Unit.objects.filter(pk=cast.commune.pk).select_related("parent"),
        User.objects.none(),
    )
    with CaptureQueriesContext(connection) as asked:
        members, lent, units, nobody = read_together(*sets)
        names = [(row.user.official and row.user.official.full_name, row.unit.name) for row in members]
        assert (lent[0].given_by.full_name, nobody) == (cast.chairman.official.full_name, [])
        assert units[0].parent == cast.commune.parent
    assert len(asked) == 1
    assert names == [(row.user.official and row.user.official.full_name, row.unit.name) for row in sets[0]]


def test_a_relation_that_leads_nowhere_is_none(cast):
    (found,) = read_together(Unit.objects.filter(parent=None).select_related("parent"))
    with CaptureQueriesContext(connection) as asked:
        assert [unit.parent for unit in found] == [None] * len(found)
    assert found
    assert not asked.captured_queries


def test_annotations_come_with_their_rows(cast):
    with clock():
        draw(cast, 3)
    done = ExpressionWrapper(Q(state="done"), output_field=BooleanField())
    rows = TaskProgress.objects.annotate(finished=done).order_by("code")
    found, *_ = read_together(rows, Target.objects.all(), Condition.objects.all())
    assert [(row.code, row.finished) for row in found] == [(row.code, row.finished) for row in rows]
    assert {row.finished for row in found} == {True, False}


def test_sets_without_rows_read_as_nothing(cast):
    assert read_together(ReportLine.objects.all(), ReportSection.objects.all()) == ([], [])
