"""The carry-over page maps targets by hand as it maps tasks."""

import pytest
from django.test import Client
from django.urls import reverse

from plans import actions
from plans.models import Plan, Target
from tests.cast import Cast
from tests.plans.test_plans import issue


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def successor(full_plan: Plan, cast: Cast) -> Plan:
    return actions.open_successor(plan=issue(full_plan, cast), by=cast.focal, reason="Tỉnh có kế hoạch mới")


@pytest.fixture
def url(successor: Plan) -> str:
    return reverse("plans:carry_over", args=[successor.code])


def carried(plan: Plan) -> dict[int, int]:
    """Old target to the new one that carries it on."""
    rows = Target.objects.filter(plan=plan, carried_from__isnull=False).order_by("pk")
    return dict(rows.values_list("carried_from", "pk"))


def test_targets_stand_below_the_tasks_each_with_what_carries_it_on(successor: Plan, url: str, cast: Cast) -> None:
    page = client_of(cast.focal).get(url).content.decode()
    assert page.index("Nhiệm vụ của kế hoạch bị thay thế") < page.index("Chỉ tiêu của kế hoạch bị thay thế")
    for old, new in carried(successor).items():
        field = page.partition(f'name="chi-tieu-{old}"')[2].partition("</select>")[0]
        assert f'value="{new}" selected' in field


def test_a_target_goes_over_to_another_one_and_back_to_none(successor: Plan, url: str, cast: Cast) -> None:
    before = carried(successor)
    (one, _its), (other, others) = list(before.items())[:2]
    clerk = client_of(cast.focal)
    assert clerk.post(url, {f"chi-tieu-{one}": others}).status_code == 302
    assert carried(successor) == {**{old: new for old, new in before.items() if old != other}, one: others}
    clerk.post(url, {f"chi-tieu-{one}": ""})
    assert one not in carried(successor)
    assert "Chỉ tiêu chỉ có trong bản thay thế" in clerk.get(url).content.decode()


def test_saving_the_page_as_it_stands_changes_nothing(successor: Plan, url: str, cast: Cast) -> None:
    before = carried(successor)
    assert client_of(cast.focal).post(url, {f"chi-tieu-{old}": new for old, new in before.items()}).status_code == 302
    assert carried(successor) == before


def test_a_target_of_another_plan_and_a_reason_word_are_no_choices(successor: Plan, url: str, cast: Cast) -> None:
    before = carried(successor)
    old = next(iter(before))
    clerk = client_of(cast.focal)
    for chosen in (old, "khong", "987654"):
        clerk.post(url, {f"chi-tieu-{old}": chosen})
    assert carried(successor) == before


def test_a_stranger_finds_nothing_and_a_reader_changes_nothing(successor: Plan, url: str, cast: Cast) -> None:
    before = carried(successor)
    answers = [
        client_of(user).post(url, {f"chi-tieu-{next(iter(before))}": ""}) for user in (cast.stranger, cast.chairman)
    ]
    assert [answer.status_code for answer in answers] == [404, 403]
    assert carried(successor) == before
