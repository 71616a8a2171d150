"""Every door to every row of a plan in every state that is not the authors': refused with the button's sentence."""

from datetime import date

import pytest

from plans import actions
from plans.models import (
    Condition,
    LeftOut,
    Milestone,
    Plan,
    PlanArea,
    PlanBasis,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Target,
    Task,
    TaskPartner,
    TaskTag,
    Waiver,
)
from tests.cast import Cast
from workflow.clock import now
from workflow.models import Child
from workflow.rules import Refused, edit_refusal
from workflow.states import EDITABLE, ROADS, STATES, states_on

MODELS = (
    PlanText, PlanArea, PlanBasis, Target, Condition, Task, TaskPartner, Responsibility, ReportDeadline,
    PlanRecipient, Waiver,
)  # fmt: skip
PLAN_ROADS = ("sign_then_send", "review_then_sign")
LOCKED = sorted({state for road in PLAN_ROADS for state in states_on(road)} - set(EDITABLE))


def first(model, plan):
    lookup = (
        {"target__plan": plan}
        if model is Condition
        else {"task__plan": plan}
        if model is TaskPartner
        else {"plan": plan}
    )
    return model.objects.filter(**lookup).first()


def door_save(row, name, value):
    return lambda by: actions.save_field(row=row, field=name, value=value, version=row.version, by=by)


def row_doors(row):
    return [
        lambda by: actions.remove_row(row=row, by=by),
        lambda by: actions.move_row(row=row, step=1, by=by),
    ]


def doors(plan: Plan, decree) -> dict[str, list]:
    """Every way to change a row of each kind."""
    rows = {model: first(model, plan) for model in MODELS}
    area = plan.template.areas.get(code="TC")
    gone = Responsibility.everything.get(plan=plan, holder_text="Đã xóa")
    return {
        "PlanText": [door_save(rows[PlanText], "body", "khác")],
        "PlanArea": [door_save(rows[PlanArea], "heading", "khác")],
        "PlanBasis": [
            door_save(rows[PlanBasis], "as_written", "khác"), *row_doors(rows[PlanBasis]),
            lambda by: actions.add_row(plan=plan, model=PlanBasis, by=by, document=decree),
        ],
        "Target": [
            door_save(rows[Target], "phrase", "khác"), *row_doors(rows[Target]),
            lambda by: actions.copy_row(row=rows[Target], by=by),
            lambda by: actions.add_row(plan=plan, model=Target, by=by, area=area, phrase="mới"),
        ],
        "Condition": [
            lambda by: actions.set_conditions(target=rows[Target], conditions=[], version=rows[Target].version, by=by),
            lambda by: actions.read_again(target=rows[Target], by=by),
        ],
        "Task": [
            door_save(rows[Task], "content", "khác"), *row_doors(rows[Task]),
            lambda by: actions.copy_row(row=rows[Task], by=by),
            lambda by: actions.add_row(plan=plan, model=Task, by=by, area=area, content="mới"),
        ],
        "TaskPartner": [door_save(rows[TaskPartner].task, "partners", "khác")],
        "Responsibility": [
            door_save(rows[Responsibility], "body", "khác"), *row_doors(rows[Responsibility]),
            lambda by: actions.add_row(plan=plan, model=Responsibility, by=by, holder_text="mới"),
            lambda by: actions.restore_row(row=gone, by=by),
        ],
        "ReportDeadline": [
            door_save(rows[ReportDeadline], "inclusive", True), *row_doors(rows[ReportDeadline]),
            lambda by: actions.add_row(plan=plan, model=ReportDeadline, by=by, period="q3", due_on=date(2026, 8, 25)),
        ],
        "PlanRecipient": [
            door_save(rows[PlanRecipient], "name", "khác"), *row_doors(rows[PlanRecipient]),
            lambda by: actions.add_row(plan=plan, model=PlanRecipient, by=by, name="mới"),
            lambda by: actions.set_recipients(plan=plan, recipients=[], by=by),
        ],
        "Waiver": [
            lambda by: actions.waive(plan=plan, code="area_missing", place="area-TCC", reason="khác", by=by),
            lambda by: actions.unwaive(waiver=rows[Waiver], by=by),
        ],
        "Plan": [
            lambda by: actions.change_plan(plan=plan, by=by, title="khác"),
            lambda by: actions.set_annex(plan=plan, has_annex=False, by=by),
            lambda by: actions.cite(plan=plan, key="nq", documents=[decree], by=by),
        ],
    }  # fmt: skip


@pytest.fixture
def complete(full_plan: Plan, cast: Cast, decree) -> Plan:
    """A plan with a row of every kind."""
    by = cast.focal
    task = Task.objects.filter(plan=full_plan).first()
    actions.save_field(row=task, field="partners", value="Đoàn thanh niên", version=task.version, by=by)
    actions.add_row(plan=full_plan, model=ReportDeadline, by=by, period="year", due_on=date(2026, 11, 20))
    gone = actions.add_row(plan=full_plan, model=Responsibility, by=by, holder_text="Đã xóa")
    actions.remove_row(row=gone, by=by)
    for model in (Target, Task):
        actions.remove_row(row=model.objects.get(plan=full_plan, area__code="TCC"), by=by)
    actions.waive(plan=full_plan, code="area_missing", place="area-TCC", reason="Không có", by=by)
    return Plan.objects.get(pk=full_plan.pk)


def snapshot(plan: Plan) -> list:
    """Every stored value of the plan and of everything that hangs on it."""
    found = [list(Plan.objects.filter(pk=plan.pk).values())]
    for model in MODELS:
        lookup = (
            {"target__plan": plan}
            if model is Condition
            else {"task__plan": plan}
            if model is TaskPartner
            else {"plan": plan}
        )
        manager = getattr(model, "everything", model.objects)
        found.append(list(manager.filter(**lookup).order_by("pk").values()))
    return found


def test_every_kind_of_row_is_in_the_grid() -> None:
    below = {one for model in Child.__subclasses__() for one in (model, *model.__subclasses__())}
    ours = {model for model in below if model._meta.app_label == "plans" and not model._meta.abstract}
    # What ties a plan to others has its doors in tests/guards/test_doors_lineage.py.
    assert set(MODELS) == ours - {Milestone, LeftOut, TaskTag}


def test_the_grid_holds_every_state_of_the_plans_roads() -> None:
    assert set(LOCKED) == {key for key, state in STATES.items() if not state.editable} & {
        key for road in PLAN_ROADS for step in ROADS[road] for key in (step.source, step.target)
    }


@pytest.mark.parametrize("state", LOCKED)
def test_every_door_is_refused_with_the_buttons_sentence_and_nothing_changes(
    complete: Plan, cast: Cast, decree, state: str
) -> None:
    issued_on = date(2026, 2, 27) if state in ("issued", "accepted", "superseded", "replacement_asked") else None
    Plan.objects.filter(pk=complete.pk).update(state=state, state_since=now(), issued_on=issued_on)
    plan = Plan.objects.get(pk=complete.pk)
    sentence = edit_refusal(cast.focal, plan)
    before = snapshot(plan)
    for kind, ways in doors(plan, decree).items():
        for number, way in enumerate(ways):
            with pytest.raises(Refused) as refused:
                way(cast.focal)
            assert refused.value.sentence == sentence, (kind, number)
    assert snapshot(plan) == before


STRANGERS = ("chairman", "reviewer", "other_focal", "stranger", "nobody", "service")


@pytest.mark.parametrize("who", STRANGERS)
def test_every_door_of_a_draft_is_refused_to_who_does_not_draft(complete: Plan, cast: Cast, decree, who: str) -> None:
    user = getattr(cast, who)
    sentence = edit_refusal(user, complete)
    before = snapshot(complete)
    for ways in doors(complete, decree).values():
        for way in ways:
            with pytest.raises(Refused) as refused:
                way(user)
            assert refused.value.sentence == sentence
    assert snapshot(complete) == before


@pytest.mark.parametrize("state", EDITABLE)
def test_every_door_of_the_authors_turn_is_open(complete: Plan, cast: Cast, decree, state: str) -> None:
    Plan.objects.filter(pk=complete.pk).update(state=state)
    plan = Plan.objects.get(pk=complete.pk)
    for kind in doors(plan, decree):
        before = snapshot(plan)
        doors(Plan.objects.get(pk=plan.pk), decree)[kind][0](cast.focal)
        assert snapshot(plan) != before, kind
