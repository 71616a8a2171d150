"""Tách: one target or task becomes several, alike in everything else; without scripts it is a page."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from plans import actions
from plans.actions import splitting
from plans.models import Plan, Responsibility, Target, Task
from tests.cast import Cast
from tests.plans.test_locked import LOCKED, snapshot
from workflow.clock import now
from workflow.rules import Refused, edit_refusal

WORDS = "Rà soát thủ tục; niêm yết công khai; bỏ thủ tục thừa"


@pytest.fixture
def task(plan: Plan, cast: Cast) -> Task:
    """A task with everything that a split has to hand on, and one below it."""
    area = plan.template.areas.get(code="TC")
    facts = {"product_text": "Báo cáo", "lead_text": "Văn phòng - thống kê", "timing_text": "Quý II", "note": "gấp"}
    more = {"partners": "xã Một; Trạm Y tế", "budget": 12, "is_key": True}
    row = actions.add_row(plan=plan, model=Task, area=area, by=cast.focal, content=WORDS, **facts, **more)
    actions.add_row(plan=plan, model=Task, area=area, by=cast.focal, content="Việc đứng sau")
    return row


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(row, kind: str = "nhiem-vu") -> str:
    return reverse("plans:row_split", args=[row.plan.code, kind, row.pk])


def test_the_rows_stand_below_one_another_with_the_same_facts(plan: Plan, task: Task, cast: Cast) -> None:
    rows = splitting.split_row(row=task, parts=WORDS.split(";"), version=1, by=cast.focal)
    stored = list(Task.objects.filter(plan=plan).order_by("order", "id"))
    assert [row.content for row in stored] == [
        "Rà soát thủ tục", "Niêm yết công khai", "Bỏ thủ tục thừa", "Việc đứng sau",
    ]  # fmt: skip
    assert (rows[0].pk, [row.pk for row in rows]) == (task.pk, [row.pk for row in stored[:3]])
    for row in stored[:3]:
        assert (row.product_type, row.lead, row.ends_on.isoformat(), row.note, row.is_key) == (
            stored[0].product_type, cast.room, "2026-06-30", "gấp", True,
        )  # fmt: skip
        assert [one.partner_text for one in row.partners.all()] == ["xã Một", "Trạm Y tế"]
        assert row.history.first().history_user == cast.focal
    assert [row.budget for row in stored] == [12, None, None, None]


def test_a_targets_parts_are_read_anew(plan: Plan, cast: Cast) -> None:
    area = plan.template.areas.get(code="TC")
    phrase = "Trên 95% hồ sơ đúng hạn. Ít nhất 60% hồ sơ trực tuyến"
    target = actions.add_row(plan=plan, model=Target, area=area, by=cast.focal, phrase=phrase)
    actions.set_conditions(
        target=target, conditions=[{"operator": "gte", "value": 1, "unit_label": "%"}], version=1, by=cast.focal
    )
    target.refresh_from_db()
    parts = splitting.by_sentences(phrase).splitlines()
    rows = splitting.split_row(row=target, parts=parts, version=target.version, by=cast.focal)
    assert [[(one.operator, one.value, one.confirmed) for one in row.conditions.all()] for row in rows] == [
        [("gt", 95, False)],
        [("gte", 60, False)],
    ]


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "Chưa có chỗ tách."),
        ([WORDS], "Chưa có chỗ tách."),
        (["Một", " ;", ""], "Chưa có chỗ tách."),
        ([f"Việc {at}" for at in range(21)], "Tách một lần tối đa 20 dòng, ở đây có 21 dòng."),
        (["Theo {{cite:", "c1}} làm ngay"], "Chỗ tách nằm giữa một viện dẫn"),
        (["Làm **ngay", "và luôn**"], "Chỗ tách nằm giữa một viện dẫn"),
        (["Một", "x" * 4001], "ô này nhận tối đa 4.000"),
        (["Một", "TỐI MẬT"], "mang dấu độ mật"),
    ],
)
def test_what_cannot_be_split_is_told_and_kept(
    plan: Plan, task: Task, cast: Cast, parts: list[str], sentence: str
) -> None:
    before = snapshot(plan)
    with pytest.raises(ValidationError) as refused:
        splitting.split_row(row=task, parts=parts, version=1, by=cast.focal)
    assert sentence in refused.value.messages[0]
    answer = client_of(cast.focal).post(url(task), {"parts": "\n".join(parts), "version": "1"})
    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert snapshot(plan) == before


def test_only_targets_and_tasks_are_split(full_plan: Plan, cast: Cast) -> None:
    row = Responsibility.objects.filter(plan=full_plan).first()
    with pytest.raises(ValueError, match="only targets and tasks"):
        splitting.split_row(row=row, parts=["a", "b"], version=1, by=cast.focal)
    assert client_of(cast.focal).get(url(row, "trach-nhiem")).status_code == 404


@pytest.mark.parametrize(
    ("words", "place", "broken"),
    [
        ("Một hai", 3, "Một\nhai"),
        ("Một hai", 4, "Một\nhai"),
        ("Một hai", 0, "Một hai"),
        ("Một hai", 7, "Một hai"),
        ("Một hai", 99, "Một hai"),
    ],
)
def test_words_are_broken_at_the_cursor(words: str, place: int, broken: str) -> None:
    assert splitting.at_place(words, place) == broken


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Một. Hai; ba", ["Một.", "Hai;", "ba"]),
        ("Đạt 1. 000 hồ sơ", ["Đạt 1. 000 hồ sơ"]),
        ("Một{{note:a. b; c}}. Hai", ["Một{{note:a. b; c}}.", "Hai"]),
        ("Một câu", ["Một câu"]),
    ],
)
def test_words_are_broken_by_sentences(words: str, lines: list[str]) -> None:
    assert splitting.by_sentences(words).splitlines() == lines


def test_the_page_shows_the_words_and_makes_the_rows(plan: Plan, task: Task, cast: Cast) -> None:
    client = client_of(cast.focal)
    page = client.get(url(task))
    assert (page.context["text"], page.context["version"]) == (WORDS, 1)
    assert "Kinh phí 12 triệu đồng ở lại dòng đầu." in page.text
    assert client.get(url(task), {"cho": "15"}).context["text"].splitlines()[0] == "Rà soát thủ tục"
    assert len(client.get(url(task), {"theo": "cau"}).context["text"].splitlines()) == 3
    done = client.post(url(task), {"parts": "Một\r\nHai", "version": "1"}, follow=True)
    assert "Đã tách thành 2 nhiệm vụ." in done.text
    assert [row.content for row in Task.objects.filter(plan=plan).order_by("order")] == ["Một", "Hai", "Việc đứng sau"]


def test_words_that_somebody_changed_meanwhile_are_not_split(plan: Plan, task: Task, cast: Cast) -> None:
    actions.save_field(row=task, field="content", value="Câu khác", version=1, by=cast.field)
    before = snapshot(plan)
    answer = client_of(cast.focal).post(url(task), {"parts": "Một\nHai", "version": "1"})
    assert (answer.status_code, "vừa sửa chỗ này. Chưa tách gì" in answer.text) == (409, True)
    assert snapshot(plan) == before


def test_the_menu_of_a_row_offers_it(full_plan: Plan, cast: Cast) -> None:
    row = Task.objects.get(plan=full_plan, area__code="TC")
    page = client_of(cast.focal).get(reverse("plans:edit", args=[full_plan.code, "tc"]))
    assert f'href="{url(row)}" data-sheet data-split="task-{row.pk}"' in page.text


def test_who_may_not_draft_the_area_splits_nothing(plan: Plan, task: Task, cast: Cast) -> None:
    before = snapshot(plan)
    for part, status in (("chairman", 403), ("stranger", 404), ("other_focal", 404)):
        client = client_of(getattr(cast, part))
        assert client.get(url(task)).status_code == status, part
        assert client.post(url(task), {"parts": "Một\nHai", "version": "1"}).status_code == status, part
    with pytest.raises(Refused):
        splitting.split_row(row=task, parts=["Một", "Hai"], version=1, by=cast.chairman)
    assert snapshot(plan) == before


def test_a_locked_plan_refuses_it_with_the_sentence(plan: Plan, task: Task, cast: Cast) -> None:
    client = client_of(cast.focal)
    for state in LOCKED:
        Plan.objects.filter(pk=plan.pk).update(state=state, state_since=now())
        at, before = Plan.objects.get(pk=plan.pk), snapshot(plan)
        sentence = edit_refusal(cast.focal, at)
        answer = client.post(url(task), {"parts": "Một\nHai", "version": "1"})
        assert (answer.status_code, sentence in answer.text) == (403, True), state
        with pytest.raises(Refused) as refused:
            splitting.split_row(row=Task.objects.get(pk=task.pk), parts=["Một", "Hai"], version=1, by=cast.focal)
        assert refused.value.sentence == sentence
        assert snapshot(plan) == before
