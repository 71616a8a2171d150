"""The bin: drafts and rows that can be put back, by whom, and what stands in the way."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans import actions
from plans.models import Plan, ReportDeadline, Target, Task
from tests.cast import Cast
from workflow.actions import bin_draft, take
from workflow.clock import now

BIN = "/ke-hoach/thung-rac/"


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def deadline(plan: Plan, cast: Cast) -> ReportDeadline:
    return actions.add_row(plan=plan, model=ReportDeadline, by=cast.focal, period="q1", due_on=date(2026, 3, 9))


def removed(user) -> list[str]:
    return [one["words"] for one in client(user).get(BIN).context["rows"]]


def test_a_removed_row_is_offered_and_comes_back(full_plan: Plan, cast: Cast) -> None:
    task = Task.objects.get(plan=full_plan, area__code="TC")
    actions.remove_row(row=task, by=cast.focal)
    page = client(cast.focal).get(BIN)
    (line,) = page.context["rows"]
    assert (line["words"], line["noun"], line["refused"]) == (task.content, "nhiệm vụ", "")
    assert cast.focal.display_name in page.content.decode()
    client(cast.focal).post(line["url"])
    assert Task.objects.filter(pk=task.pk).exists()
    assert removed(cast.focal) == []


def test_the_last_one_removed_stands_first_whatever_its_kind(full_plan: Plan, cast: Cast) -> None:
    target, task = Target.objects.filter(plan=full_plan).first(), Task.objects.filter(plan=full_plan).first()
    for row in (task, deadline(full_plan, cast), target):
        actions.remove_row(row=row, by=cast.focal)
    assert removed(cast.focal) == [target.phrase, "báo cáo quý I, hạn 09/03/2026", task.content]


def test_what_said_nothing_or_was_removed_long_ago_is_not_offered(full_plan: Plan, cast: Cast) -> None:
    area = full_plan.template.areas.get(code="TC")
    empty = actions.add_row(plan=full_plan, model=Task, by=cast.focal, area=area)
    old = Task.objects.filter(plan=full_plan).first()
    for row in (empty, old):
        actions.remove_row(row=row, by=cast.focal)
    Task.everything.filter(pk=old.pk).update(removed_at=now() - timedelta(days=91))
    assert removed(cast.focal) == []


def test_rows_of_a_sent_plan_are_not_offered(full_plan: Plan, cast: Cast) -> None:
    actions.remove_row(row=deadline(full_plan, cast), by=cast.focal)
    take("submit", full_plan, by=cast.focal)
    assert removed(cast.focal) == []


def test_a_row_whose_place_was_taken_stays_and_the_page_says_why(full_plan: Plan, cast: Cast) -> None:
    row = deadline(full_plan, cast)
    actions.remove_row(row=row, by=cast.focal)
    deadline(full_plan, cast)
    (line,) = client(cast.focal).get(BIN).context["rows"]
    answer = client(cast.focal).post(line["url"], follow=True)
    assert "Kỳ báo cáo này đã có hạn." in answer.content.decode()
    assert not ReportDeadline.objects.filter(pk=row.pk).exists()


def test_an_official_of_other_areas_reads_who_may_put_it_back(full_plan: Plan, cast: Cast) -> None:
    actions.remove_row(row=Task.objects.get(plan=full_plan, area__code="CV"), by=cast.focal)
    (line,) = client(cast.field).get(BIN).context["rows"]
    assert "Lĩnh vực này do người khác soạn" in line["refused"]
    assert client(cast.field).post(line["url"]).status_code == 403


def test_a_draft_comes_back_unless_the_year_has_another(plan: Plan, cast: Cast) -> None:
    bin_draft(plan, by=cast.focal)
    (line,) = client(cast.focal).get(BIN).context["lines"]
    assert (line["plan"], line["refused"]) == (plan, "")
    other = actions.create_plan(unit=cast.commune, year=plan.year, by=cast.focal)
    (line,) = client(cast.focal).get(BIN).context["lines"]
    assert line["refused"].startswith("Đơn vị đã có kế hoạch khác của năm này.")
    answer = client(cast.focal).post(f"/ke-hoach/{plan.code}/khoi-phuc/", follow=True)
    assert "Đơn vị đã có kế hoạch của năm này." in answer.content.decode()
    bin_draft(other, by=cast.focal)
    client(cast.focal).post(f"/ke-hoach/{plan.code}/khoi-phuc/")
    plan.refresh_from_db()
    assert plan.binned_at is None


@pytest.mark.parametrize("part", ["stranger", "other_focal", "reviewer", "viewer", "nobody"])
def test_nobody_else_sees_or_restores_anything(full_plan: Plan, cast: Cast, part: str) -> None:
    actions.remove_row(row=deadline(full_plan, cast), by=cast.focal)
    (line,) = client(cast.focal).get(BIN).context["rows"]
    binned = bin_draft(actions.create_plan(unit=cast.commune, year=2027, by=cast.focal), by=cast.focal)
    page = client(getattr(cast, part)).get(BIN)
    assert (page.context["rows"], page.context["lines"]) == ([], [])
    assert client(getattr(cast, part)).post(line["url"]).status_code in (403, 404)
    assert client(getattr(cast, part)).post(f"/ke-hoach/{binned.code}/khoi-phuc/").status_code in (403, 404)


def test_an_empty_bin_says_so(plan: Plan, cast: Cast) -> None:
    words = client(cast.focal).get(BIN).content.decode()
    assert "Không có bản nháp nào trong thùng rác." in words
    assert "Không có dòng nào đã xóa." in words


def test_more_rows_ask_no_more_queries(full_plan: Plan, cast: Cast) -> None:
    def asked() -> int:
        user = client(cast.focal)
        user.get(BIN)
        with CaptureQueriesContext(connection) as queries:
            user.get(BIN)
        return len(queries)

    area = full_plan.template.areas.get(code="CV")
    rows = [
        actions.add_row(plan=full_plan, model=Task, by=cast.focal, area=area, content=f"Việc {number}")
        for number in range(20)
    ]
    actions.remove_row(row=rows.pop(), by=cast.focal)
    few = asked()
    for row in rows:
        actions.remove_row(row=row, by=cast.focal)
    assert asked() == few
