"""The impact view on a world made from a drawn seed: exactly what hangs on a clause is listed, and nothing else."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directives import actions
from directives.impact import Hit, impact
from directives.models import Directive, DirectiveItem
from directives.queries import flat, tree
from documents.actions import start_letter
from documents.models import Citation
from plans import actions as plans
from plans.models import Plan, Target, Task
from tests.cast import Cast
from tests.directives.builders import received
from tests.workflow.items import plan
from workflow.clock import today


@dataclass
class Drawn:
    """A directive, who made what of its items, and by item what hangs on it."""

    directive: Directive
    items: list[DirectiveItem]
    hangs: dict[int, set[tuple[str, int]]] = field(default_factory=dict)
    plans: dict[int, set[tuple[str, int]]] = field(default_factory=dict)


def _draw(cast: Cast, seed: int) -> Drawn:
    dice = random.Random(seed)
    directive = received(cast, number=f"{Directive.objects.count() + 1}/UBND-NC")
    world = Drawn(directive, [])
    for number in range(dice.randint(2, 7)):
        parent = dice.choice([None, None, *world.items]) if world.items else None
        item = actions.add_item(
            directive, by=cast.focal, parent=parent, marker=f"{number + 1}", text=f"Việc {number}",
            area_code=dice.choice(["TC", "TTHC", "CV"]),
        )  # fmt: skip
        world.items.append(item)
        for nth in range(dice.choice([0, 0, 1, 2])):
            actions.set_target(item, by=cast.focal, phrase=f"{90 + nth}% hồ sơ việc {number} đúng hạn")
    draft = plan(cast, year=today().year + 1)
    for item in world.items:
        world.hangs[item.pk] = set()
        if dice.random() < 0.5:
            task = plans.take_up(plan=draft, by=cast.focal, item=item)
            world.hangs[item.pk] |= {("task", task.pk), ("paper", draft.pk)}
        for target in item.targets.all():
            if dice.random() < 0.5:
                row = plans.take_up(plan=draft, by=cast.focal, target=target)
                world.hangs[item.pk] |= {("target", row.pk), ("paper", draft.pk)}
        if dice.random() < 0.3:
            world.hangs[item.pk].add(("letter", _citing(cast, world, item)))
    return world


def _citing(cast: Cast, world: Drawn, item: DirectiveItem) -> int:
    letter = start_letter(
        unit=cast.commune, by=cast.focal, title=f"về việc {item.pk}", addressees=[{"name": "Sở", "unit": None}],
        body="Nội dung", recipients=[],
    )  # fmt: skip
    place = next(node.place for node in flat(tree(world.directive)) if node.item.pk == item.pk)
    Citation.objects.create(
        unit=cast.commune, kind="letter", object_id=letter.pk, document=world.directive.document, role="refers",
        place=place,
    )  # fmt: skip
    return letter.pk


def _below(item: DirectiveItem, items: list[DirectiveItem]) -> list[DirectiveItem]:
    return [item, *(one for child in items if child.parent_id == item.pk for one in _below(child, items))]


def _keys(hits: list[Hit]) -> list[tuple[str, int]]:
    return [("letter" if hit.key[0] == "letter" else hit.kind, hit.key[1]) for hit in hits]


@pytest.mark.django_db
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(seed=st.integers(min_value=0, max_value=2**32))
def test_a_changed_clause_lists_exactly_its_tasks_targets_and_open_papers(cast: Cast, seed: int) -> None:
    Plan.objects.filter(unit=cast.commune).update(binned_at="2026-01-01T00:00Z")
    world = _draw(cast, seed)
    dice = random.Random(seed + 1)
    changed = dice.choice(world.items)
    below = _below(changed, world.items)
    expected = set().union(*(world.hangs[item.pk] for item in below))
    found = _keys(impact(world.directive, user=cast.focal, item=changed))
    assert sorted(found) == sorted(expected)

    rows = {model: list(model.objects.order_by("pk").values()) for model in (Task, Target)}
    if dice.random() < 0.5:
        actions.withdraw_item(changed, by=cast.focal, on=today(), ground="Công văn bãi bỏ")
    else:
        actions.amend_item(changed, by=cast.focal, text="Việc mới", on=today(), ground="Công văn sửa đổi")
    assert sorted(_keys(impact(world.directive, user=cast.focal, item=changed))) == sorted(expected)
    assert rows == {model: list(model.objects.order_by("pk").values()) for model in (Task, Target)}

    whole = set().union(*world.hangs.values())
    assert sorted(_keys(impact(world.directive, user=cast.focal))) == sorted(whole)
    assert impact(world.directive, user=cast.stranger) == []
