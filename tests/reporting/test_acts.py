"""What acts on a report bring with them, and what they cost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.actions import record_values
from indicators.entries import Entry
from indicators.models import Breakdown, Value
from indicators.windows import Window
from reporting.actions import draft_report
from reporting.models import Report, ReportLine, ReportSection, ReportVersion
from reporting.outlines import Content as What
from reporting.queries import content, form_of
from reporting.queries.stored import values_of
from tests.reporting.builders import opened, write_all
from tests.reporting.worlds import clock, draw
from tests.workflow.walks import issued, walk
from workflow import actions
from workflow.clock import now
from workflow.flows import flow_of

pytestmark = pytest.mark.django_db
# Sending reads everything that a report says, to judge and to keep it: of a full world also the plan with its tasks,
# targets and products, and what was given from above.
MOST = {"thin": {"submit": 18, "accept": 15}, "full": {"submit": 22, "accept": 15}}
PAGES = {
    "thin": {"section": 17, "rows": 17, "check": 20, "read": 26, "figures": 20, "approve": 26},
    "full": {"section": 21, "rows": 21, "check": 25, "read": 32, "figures": 22, "approve": 30},
}


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


def written(cast) -> Report:
    """The report of a drawn world: drafted from its plan, tasks, targets, directives and figures, the rest typed."""
    report = draw(cast, 3).report
    draft_report(report=report, by=cast.focal)
    said = {"confirmed_at": now(), "confirmed_by": cast.focal}
    for place in content(report).places:
        if place.is_empty and place.row.required and place.what not in (What.HEADING, What.TARGETS):
            ReportSection.objects.update_or_create(report=report, code=place.code, defaults={"text": "Đã làm."})
    ReportSection.objects.filter(report=report).exclude(text="").update(**said)
    ReportLine.objects.filter(report=report).update(**said)
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


def spent(report: Report, cast) -> dict[str, int]:
    """Queries of the two acts, those that only open and close the transaction left out."""
    content(report)  # outline and form have been read once
    submit = cost(lambda: walk(report, cast, "submit"))
    there = issued(walk(report, cast, "pass_content", "pass_form", "sign"), cast)
    proposed = actions.take("propose", walk(there, cast, "begin_review"), by=cast.reviewer, comment="Tiếp nhận.")
    return {"submit": submit, "accept": cost(lambda: actions.take("accept", proposed, by=cast.review_head))}


@pytest.mark.parametrize("fields", [0, 6])
def test_acts_cost_few_queries_and_no_more_with_more_figures(cast, fields):
    assert within(spent(sent_and_issued(cast, fields=fields), cast), MOST["thin"])


def test_acts_cost_few_queries_where_everything_is_bound_to_sentences(cast):
    with clock():
        assert within(spent(written(cast), cast), MOST["full"])


def within(found: dict[str, int], most: dict[str, int]) -> bool:
    """Whether nothing costs more than it may; what does is told."""
    more = {name: (number, most[name]) for name, number in found.items() if number > most[name]}
    assert not more
    return True


def pages(report: Report, cast) -> dict[str, int]:
    """Queries of the pages of a report: places of text and of rows in the editor, the check page, reading, figures, and the
    chairman's when it is sent."""
    found = {}
    for name, page, more in (
        ("section", "section", ["II.2.d"]),
        ("rows", "section", ["III.2"]),
        ("check", "check", []),
        ("read", "read", []),
        ("figures", "figures", ["1"]),
    ):
        found[name] = shown(cast.focal, reverse(f"reporting:{page}", args=[report.code, *more]))
    report = walk(report, cast, "submit", "pass_content", "pass_form")
    return found | {"approve": shown(cast.chairman, reverse("portal:approve_report", args=[report.code]))}


def shown(user, address: str) -> int:
    """Queries of a page that has been opened once."""
    client = Client()
    client.force_login(user)
    assert client.get(address).status_code == 200
    return cost(lambda: client.get(address))


@pytest.mark.parametrize("fields", [1, 6])
def test_pages_cost_few_queries_and_no_more_with_more_figures(cast, fields):
    assert within(pages(sent_and_issued(cast, fields=fields), cast), PAGES["thin"])


def test_pages_cost_few_queries_where_everything_is_bound_to_sentences(cast):
    with clock():
        assert within(pages(written(cast), cast), PAGES["full"])


def test_remarks_at_figures_rows_and_sections_belong_to_the_area_that_they_are_about(cast):
    report = opened(cast)
    line = ReportLine.objects.create(report=report, kind="weakness", order=1, text="Chậm.", area_code="TTHC")
    places = ["section-II.1.a", "section-II.2.d", "figure-2.1", "figure-3.4.c7-dat-dai", f"line-{line.pk}", "khac"]
    assert flow_of(report).areas_at(report, places) == {
        "section-II.1.a": "TC", "section-II.2.d": "TTHC", "figure-2.1": "TC", "figure-3.4.c7-dat-dai": "TTHC",
        f"line-{line.pk}": "TTHC",
    }  # fmt: skip


def test_a_corrected_earlier_period_is_carried_in_when_the_report_is_sent(cast):
    report = write_all(opened(cast), cast.focal)
    figures(report, cast.focal, fields=1)
    field = Breakdown.objects.filter(listing="field").order_by("order").first().code
    eve = Window(date(2024, 12, 15), report.window_from - timedelta(days=1))
    counts = {4: 5, 5: 0, 6: 0, 8: 3, 9: 0, 10: 0, 12: 2, 13: 0}
    entries = [Entry(f"tthc.c{at}", eve, "actual", field, amount=Decimal(number)) for at, number in counts.items()]
    record_values(
        unit=report.unit, entries=[*entries, Entry("tthc.c11", eve, "actual", field, amount=Decimal(2))], by=cast.focal
    )
    open_now = {8: Entry("tthc.c12", report.window, breakdown=field, amount=Decimal(2))}
    record_values(unit=report.unit, entries=list(open_now.values()), by=cast.focal)
    stored = values_of(report).filter(definition__metric__code="tthc.c6", breakdown=field)
    assert [row.amount for row in stored] == [0]
    walk(report, cast, "submit")
    assert [row.amount for row in stored.all()] == [2]
    assert ReportVersion.objects.get(report=report).content["figures"][f"3.4.c6@{field}"] == "2"
