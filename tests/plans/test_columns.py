"""Cột hiển thị: further columns of the tasks, switched on per person, with no script and nothing stored in the plan."""

import pytest
from django.test import Client
from django.urls import reverse

from plans import actions
from plans.models import Plan, Task
from tests.cast import Cast


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def section(plan: Plan) -> str:
    return reverse("plans:edit", args=[plan.code, "tc"])


def choose(client: Client, keys: list[str], back: str = "/ke-hoach/"):
    return client.post(reverse("plans:columns"), {"cot": keys, "ve": back})


# What is ticked → the fields that the grid has then.
CHOICES = [
    ([], set()),
    (["phoi-hop"], {"partners"}),
    (["kinh-phi"], {"budget"}),
    (["co"], {"is_key", "is_breakthrough"}),
    (["phoi-hop", "kinh-phi", "co"], {"partners", "budget", "is_key", "is_breakthrough"}),
    (["khong-co", "<b>"], set()),
]


def test_the_columns_ticked_are_those_of_the_grid(full_plan: Plan, cast: Cast) -> None:
    client, row = client_of(cast.focal), Task.objects.get(plan=full_plan, area__code="TC")
    for keys, names in CHOICES:
        answer = choose(client, keys, section(full_plan))
        assert (answer.status_code, answer["Location"]) == (302, section(full_plan))
        page = client.get(section(full_plan)).text
        offered = {"partners", "budget", "is_key", "is_breakthrough"}
        assert {name for name in offered if f'id="task-{row.pk}-{name}"' in page} == names, keys


def test_each_person_has_a_choice_of_their_own(full_plan: Plan, cast: Cast) -> None:
    client = client_of(cast.focal)
    choose(client, ["kinh-phi"])
    client.force_login(cast.field)
    assert 'name="budget"' not in client.get(section(full_plan)).text
    client.force_login(cast.focal)
    assert 'name="budget"' in client.get(section(full_plan)).text


def test_a_shown_cell_is_saved_like_every_other(full_plan: Plan, cast: Cast) -> None:
    client, row = client_of(cast.focal), Task.objects.get(plan=full_plan, area__code="TC")
    choose(client, ["co", "kinh-phi"])
    address = reverse("plans:row", args=[full_plan.code, "nhiem-vu", row.pk])
    alone = client.post(
        address, {"field": "is_key", "is_key": "1", "version": "1"}, headers={"X-Autosave": "1", "HX-Request": "true"}
    )
    assert (alone.status_code, alone["X-Version"]) == (200, "2")
    names = "content product_text lead_text timing_text budget is_key is_breakthrough"
    assert f'name="fields" value="{names}"' in client.get(section(full_plan)).text
    typed = {"content": row.content, "product_text": "Báo cáo", "lead_text": "", "timing_text": "", "budget": "12,5"}
    client.post(address, {**typed, "fields": names, "version": "2"})
    row.refresh_from_db()
    assert (row.budget, row.is_key, row.product_text) == (12.5, False, "Báo cáo")


def test_who_only_reads_sees_the_columns_as_words(full_plan: Plan, cast: Cast) -> None:
    row = Task.objects.get(plan=full_plan, area__code="TC")
    actions.save_fields(row=row, values={"budget": "12.5", "is_key": True}, version=1, by=cast.focal)
    client = client_of(cast.chairman)
    choose(client, ["kinh-phi", "co"])
    page = client.get(section(full_plan)).text
    assert ('<div class="cell-words plain preline">12,5</div>' in page, "data-autosave" in page) == (True, False)


@pytest.mark.parametrize("back", ["https://la.example/", "//la.example", "javascript:1", ""])
def test_the_way_back_never_leaves_the_portal(full_plan: Plan, cast: Cast, back: str) -> None:
    assert choose(client_of(cast.focal), [], back)["Location"] == reverse("plans:list")


def test_looking_at_the_address_alone_is_no_choice(full_plan: Plan, cast: Cast) -> None:
    assert client_of(cast.focal).get(reverse("plans:columns")).status_code == 405
