"""What acts on a report bring with them, and what they cost."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.actions import record_values
from indicators.entries import Entry
from indicators.models import Breakdown, Value
from reporting.models import Report, ReportLine
from reporting.queries import form_of
from tests.reporting.builders import opened, write_all
from tests.workflow.walks import issued, walk
from workflow import actions
from workflow.flows import flow_of

pytestmark = pytest.mark.django_db
# Sending reads everything that a report says, to judge and to keep it.
MOST = {"submit": 40, "accept": 25}


def figures(report: Report, by, *, fields: int = 0) -> int:
    """A figure in every typed row of the form, and the table for some fields; how many Values."""
    rows = [row for row in form_of(report.form).rows if row.typed and row.metric and not row.table and not row.choices]
    entries = [Entry(row.metric, report.window, amount=Decimal(0)) for row in rows]
    columns = [row for row in form_of(report.form).columns("3.4") if row.typed]
    for field in Breakdown.objects.filter(listing="field").order_by("order")[:fields]:
        entries += [Entry(row.metric, report.window, breakdown=field.code, amount=Decimal(0)) for row in columns]
    return len(record_values(unit=report.unit, entries=entries, by=by))


def sent_and_issued(cast, *, fields: int) -> Report:
    report = write_all(opened(cast), cast.focal)
    figures(report, cast.focal, fields=fields)
    return report


def cost(act) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in found)


def test_accepting_a_report_accepts_its_figures(cast):
    report = sent_and_issued(cast, fields=1)
    report = issued(walk(report, cast, "submit", "pass_content", "pass_form", "sign"), cast)
    report = walk(report, cast, "begin_review")
    report = actions.take("propose", report, by=cast.reviewer, comment="Đề nghị tiếp nhận.")
    assert not Value.objects.exclude(accepted_at=None).exists()
    actions.take("accept", report, by=cast.review_head)
    assert not Value.objects.filter(accepted_at=None).exists()


def spent(cast, fields: int) -> dict[str, int]:
    """Queries of the two acts, those that only open and close the transaction left out."""
    report = sent_and_issued(cast, fields=fields)
    submit = cost(lambda: walk(report, cast, "submit"))
    there = issued(walk(report, cast, "pass_content", "pass_form", "sign"), cast)
    proposed = actions.take("propose", walk(there, cast, "begin_review"), by=cast.reviewer, comment="Tiếp nhận.")
    return {"submit": submit, "accept": cost(lambda: actions.take("accept", proposed, by=cast.review_head))}


@pytest.mark.parametrize("fields", [0, 6])
def test_acts_cost_few_queries_and_no_more_with_more_figures(cast, fields):
    found = spent(cast, fields)
    assert found["submit"] <= MOST["submit"]
    assert found["accept"] <= MOST["accept"]


def test_remarks_at_figures_rows_and_sections_belong_to_the_area_that_they_are_about(cast):
    report = opened(cast)
    line = ReportLine.objects.create(report=report, kind="weakness", order=1, text="Chậm.", area_code="TTHC")
    places = ["section-II.1.a", "section-II.2.d", "figure-2.1", "figure-3.4.c7-dat-dai", f"line-{line.pk}", "khac"]
    assert flow_of(report).areas_at(report, places) == {
        "section-II.1.a": "TC", "section-II.2.d": "TTHC", "figure-2.1": "TC", "figure-3.4.c7-dat-dai": "TTHC",
        f"line-{line.pk}": "TTHC",
    }  # fmt: skip
