"""Doors of what ties a plan to others × every state in which the plan is locked: refused, nothing changed."""

import pytest
from django.urls import reverse

from plans.models import LeftOut, Milestone, Plan, Programme, Tag, Task, TaskTag
from tests.cast import Cast
from tests.guards.test_doors import LOCKED, Door, refused_everywhere, signed_in
from tests.guards.test_walk import everything
from tests.workflow.items import in_state, plan
from workflow.clock import today
from workflow.rules import edit_refusal

pytestmark = pytest.mark.django_db


def tied(item: Plan, cast: Cast) -> list[Door]:
    """Make the plan one of a stage that replaces another, with a row of every kind; its doors."""
    old = plan(cast, year=2020)
    Plan.objects.filter(pk=item.pk).update(scope="stage", year_to=item.year + 4, replaces=old, upper=old)
    first, last = Task.objects.filter(plan=item).order_by("pk")[:2]
    programme = Programme.objects.create(code="thu", name="Chương trình thử", valid_from=today())
    tag, other = (Tag.objects.create(programme=programme, code=code, name=code) for code in ("mot", "hai"))
    Milestone.objects.create(plan=item, task=first, year=item.year, text="một nửa")
    LeftOut.objects.create(plan=item, task=Task.objects.filter(plan=old).first(), reason="Đã xong")
    TaskTag.objects.create(task=first, tag=tag)
    gone = Task.objects.filter(plan=old).last()
    code = item.code
    return [
        (reverse("plans:milestones", args=[code, "nhiem-vu", first.pk]), {f"nam-{item.year}": "xong"}),
        (reverse("plans:task_tags", args=[code, first.pk]), {"tags": str(other.pk)}),
        (reverse("plans:carry_over", args=[code]), {f"sang-{gone.pk}": "khong", f"ly-do-{gone.pk}": "Bỏ"}),
        (reverse("plans:carry_over", args=[code]), {f"sang-{gone.pk}": str(last.pk)}),
        (reverse("plans:serving", args=[code]), {f"nhiem-vu-{last.pk}": str(gone.pk)}),
    ]


@pytest.mark.parametrize(("road", "state"), LOCKED)
def test_a_locked_plan_keeps_every_door_shut(cast: Cast, road: str, state: str) -> None:
    item = in_state(cast, road, state)
    doors = tied(item, cast)
    item = Plan.objects.get(pk=item.pk)
    client = signed_in(cast.focal)
    before = everything()
    assert refused_everywhere(client, edit_refusal(cast.focal, item), doors) == []
    assert everything() == before


def test_the_same_doors_open_to_the_drafter_of_a_draft(cast: Cast) -> None:
    item = plan(cast)
    doors = tied(item, cast)
    client = signed_in(cast.focal)
    answers = [(address, client.post(address, said).status_code) for address, said in doors]
    assert [one for one in answers if one[1] != 302] == []
    assert Milestone.objects.get(plan=item).text == "xong"
    assert Task.objects.filter(plan=item, serves__isnull=False).count() == 1
    assert LeftOut.objects.filter(plan=item).count() == 1
