"""What saving one cell and opening a part cost: the same at any number of figures, in a thin world and in a full one."""

import pytest
from django.test import Client

from indicators.models import Breakdown, Value
from reporting.models import Report
from tests.reporting.builders import opened
from tests.reporting.figure_world import AFTER_Q1, enter, line, stored
from tests.reporting.test_acts import cost, shown, written
from tests.reporting.worlds import clock as world_clock
from workflow import clock

pytestmark = pytest.mark.django_db
# Of a full world the page of part 1 also asks its plan and its directives what they count.
MOST_TO_SAVE, MOST_TO_OPEN = 27, {"1": 26, "3": 18}
# Who may not enter is told who may; what the portal counts is not asked for them.
MOST_TO_READ = 26


def fill(report: Report, by, *, fields: int) -> str:
    """Lines of the table for some fields of procedures and figures in part 1; the first field."""
    codes = list(Breakdown.objects.filter(listing="field").order_by("order").values_list("code", flat=True))
    assert len(codes) >= fields
    cells = [line(code, 9, 9, 5, 5, 0, 8, 0) for code in codes[:fields]]
    enter(report, by, {name: text for one in cells for name, text in one.items()})
    enter(report, by, {"1.6": "3"}, "1")
    return codes[0]


def save(client: Client, report: Report, part: str, cell: str, text: str, seen: int) -> None:
    address = f"/bao-cao/{report.code}/so-lieu/{part}/?so=&o={cell.replace('@', '%40')}"
    answer = client.post(
        address, {"field": cell, cell: text, "version": str(seen)}, headers={"X-Autosave": "1", "HX-Request": "true"}
    )
    assert answer.status_code == 200, answer.content.decode()[:500]


def spent(report: Report, user, *, fields: int) -> dict[str, int]:
    """Queries of one saved cell of the table and of a list, and of the pages of both."""
    field = fill(report, user, fields=fields)
    client = Client()
    client.force_login(user)
    in_table, in_list = stored(report, "tthc.c8", field=field).pk, stored(report, "tk.1.6").pk
    found = {
        "table": cost(lambda: save(client, report, "3", f"3.4.c8@{field}", "6", in_table)),
        "list": cost(lambda: save(client, report, "1", "1.6", "5", in_list)),
    }
    return found | {part: shown(user, f"/bao-cao/{report.code}/so-lieu/{part}/") for part in MOST_TO_OPEN}


def within(found: dict[str, int]) -> bool:
    most = {"table": MOST_TO_SAVE, "list": MOST_TO_SAVE, **MOST_TO_OPEN}
    assert not {name: (number, most[name]) for name, number in found.items() if number > most[name]}
    return True


@pytest.mark.parametrize("fields", [1, 12])
def test_a_saved_cell_and_a_page_cost_the_same_at_any_number_of_figures(cast, fields):
    with clock.set_to(AFTER_Q1):
        assert within(spent(opened(cast), cast.focal, fields=fields))


@pytest.mark.parametrize("fields", [1, 12])
def test_they_cost_no_more_where_plan_directives_and_earlier_reports_stand_around(cast, fields):
    with world_clock():
        report = written(cast)
        assert Value.objects.exclude(window_from=report.window_from).exists(), "the world has earlier periods"
        assert within(spent(report, cast.focal, fields=fields))
        assert shown(cast.chairman, f"/bao-cao/{report.code}/so-lieu/1/") <= MOST_TO_READ
