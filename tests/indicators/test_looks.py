"""Pages of figures in a real browser: accessible, as wide as the window."""

from decimal import Decimal

import pytest
from playwright.sync_api import Page

from indicators import actions
from indicators.actions import Wanted
from indicators.models import Metric
from plans.actions.measuring import link_metrics
from plans.models import Condition, Plan, Target
from tests.cast import Cast
from tests.indicators.builders import Q1, Q2, Q3, Q4, YEAR, count, table
from tests.looks import faults_at, sign_in, told
from tests.workflow.items import plan as dull_plan
from workflow.clock import today


@pytest.fixture
def figures(cast: Cast, library) -> Plan:
    """A year of figures, a goal, a correction, and a plan in force with a target that they answer."""
    handled = {
        Q1: {3: 400, 7: 370, 8: 300, 9: 68, 10: 2, 13: 1},
        Q2: {3: 110, 7: 100, 8: 90, 9: 8, 10: 2, 13: 0},
        Q3: {3: 210, 7: 200, 8: 190, 9: 8, 10: 2, 13: 0},
        Q4: {3: 410, 7: 400, 8: 390, 9: 8, 10: 2, 13: 0},
    }
    for window, numbers in handled.items():
        table(cast.commune, cast.focal, window, numbers, kind="estimate" if window == Q4 else "actual")
    table(cast.other_commune, cast.other_focal, Q4, {3: 130, 7: 120, 8: 100, 9: 15, 10: 5, 13: 0})
    value = count(cast.commune, cast.focal, "tk.1.6", Q1, 5, source="Sổ theo dõi tuyên truyền")
    actions.correct_value(value, by=cast.focal, reason="Đếm thiếu hai buổi", amount=Decimal(7))
    count(cast.commune, cast.focal, "tk.1.6", Q2, 4, kind="estimate")
    metric = Metric.objects.get(code="tthc.on_time_a")
    for goal in (98, 99):
        said = {"wanted": Wanted("gt", Decimal(goal)), "window": YEAR, "reason": "Cấp trên giao"}
        actions.set_goal(unit=cast.commune, metric=metric, by=cast.focal, **said)
    item = dull_plan(cast, year=2026)
    Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=today())
    target = Target.objects.get(plan=item, area__code="TTHC")
    condition = Condition.objects.create(target=target, order=1, operator="gt", value=99, unit_label="%")
    link_metrics(target=target, links={condition.pk: metric}, by=cast.focal)
    return item


def test_axe_finds_nothing_and_nothing_scrolls_sideways(page: Page, live_server, cast: Cast, figures: Plan) -> None:
    sign_in(page.context, live_server, cast.focal)
    spoken = told(page)
    target = Target.objects.get(plan=figures, area__code="TTHC")
    addresses = [
        "/chi-so/",
        "/chi-so/?xem=tat-ca",
        "/chi-so/tthc.on_time_a/",
        "/chi-so/tk.1.6/",
        "/chi-so/tk.1.7.a/",
        "/chi-so/tthc.on_time_a/muc-tieu/",
        "/chi-so/tthc.on_time_a/dau-ky/",
        "/chi-so/tthc.on_time_a/nguong/",
        "/chi-so/?xem=ngoai-nguong",
        "/chi-so/tk.1.6/nhap-so/",
        f"/ke-hoach/{figures.code}/chi-tieu/",
        f"/ke-hoach/{figures.code}/chi-tieu/{target.pk}/chi-so/",
    ]
    found = [fault for address in addresses for fault in faults_at(page, live_server.url + address)]
    # An authority reads the same page with all its units.
    sign_in(page.context, live_server, cast.reviewer)
    found += faults_at(page, f"{live_server.url}/chi-so/tthc.on_time_a/?don-vi={cast.commune.code}")
    assert (found, spoken) == ([], [])
