"""The whole grid: every state × every action × everyone of the cast, against a table typed by hand.

A cell of the table lets the person through; every other cell refuses with a sentence, and nothing
changes in the database.
"""

from dataclasses import dataclass

import pytest
from django.db import transaction

from organisations.models import UnitSetting
from tests.cast import decide
from tests.workflow.items import in_state
from workflow import actions, rules
from workflow.models import Event, Notice, Obligation, Road
from workflow.states import ACTIONS, states_on

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A road under certain settings, and who may do what in which state."""

    road: str
    two_step: bool
    single_check: bool
    allowed: dict[tuple[str, str], str]


_CHECKING = {
    ("content_check", "withdraw"): "focal",
    ("content_check", "open"): "office_head",
    ("content_check", "return"): "office_head",
    ("form_check", "withdraw"): "focal",
    ("form_check", "open"): "records",
    ("form_check", "pass_form"): "records",
    ("form_check", "return"): "records",
}
_SIGNING = {
    ("awaiting_chairman", "withdraw"): "focal",
    ("awaiting_chairman", "open"): "chairman",
    ("awaiting_chairman", "return"): "chairman",
    ("awaiting_chairman", "sign"): "chairman",
}
_DRAFTING = {
    ("draft", "submit"): "focal",
    ("returned_by_check", "submit"): "focal",
    ("returned_by_chairman", "submit"): "focal",
}
_TWO_CHECKS = {("content_check", "pass_content"): "office_head"}
_ONE_CHECK = {("content_check", "pass_checks"): "office_head"}
_HEAD_AFTER_ISSUE = {
    ("concluding", "send_back"): "review_head",
    ("concluding", "accept"): "review_head",
    ("concluding", "ask_replacement"): "review_head",
    ("concluding", "ask_correction"): "review_head",
}
_HEAD_BEFORE_SIGNATURE = {
    ("concluding", "send_back"): "review_head",
    ("concluding", "return"): "review_head",
    ("concluding", "pass"): "review_head",
}
_AFTER_ISSUE = {("issued", "begin_review"): "reviewer"}
_OPINION = {
    ("draft", "submit"): "focal",
    ("returned_by_reviewer", "submit"): "focal",
    ("returned_by_chairman", "submit"): "focal",
    ("submitted", "withdraw"): "focal",
    ("submitted", "begin_review"): "reviewer",
    ("passed", "send_to_sign"): "focal",
}
CASES = {
    "sign_then_send, one step": Case(
        Road.SIGN_THEN_SEND,
        False,
        False,
        {
            **_DRAFTING,
            **_CHECKING,
            **_TWO_CHECKS,
            **_SIGNING,
            **_AFTER_ISSUE,
            **_HEAD_AFTER_ISSUE,
            ("under_review", "accept"): "reviewer",
            ("under_review", "ask_replacement"): "reviewer",
            ("under_review", "ask_correction"): "reviewer",
        },
    ),
    "sign_then_send, two steps, one checker": Case(
        Road.SIGN_THEN_SEND,
        True,
        True,
        {
            **_DRAFTING,
            **_CHECKING,
            **_ONE_CHECK,
            **_SIGNING,
            **_AFTER_ISSUE,
            **_HEAD_AFTER_ISSUE,
            ("under_review", "propose"): "reviewer",
        },
    ),
    "review_then_sign, one step": Case(
        Road.REVIEW_THEN_SIGN,
        False,
        False,
        {
            **_OPINION,
            **_SIGNING,
            **_HEAD_BEFORE_SIGNATURE,
            ("under_review", "return"): "reviewer",
            ("under_review", "pass"): "reviewer",
            ("issued", "accept"): "reviewer",
            ("issued", "ask_replacement"): "reviewer",
        },
    ),
    "review_then_sign, two steps": Case(
        Road.REVIEW_THEN_SIGN,
        True,
        False,
        {
            **_OPINION,
            **_SIGNING,
            **_HEAD_BEFORE_SIGNATURE,
            ("under_review", "propose"): "reviewer",
            ("issued", "accept"): "review_head",
            ("issued", "ask_replacement"): "review_head",
        },
    ),
    "letter": Case(
        Road.LETTER,
        False,
        False,
        {
            **_DRAFTING,
            **_CHECKING,
            **_TWO_CHECKS,
            **_SIGNING,
        },
    ),
    "receiving a directive": Case(
        Road.RECEIVING,
        False,
        False,
        {("to_acknowledge", "acknowledge"): "focal"},
    ),
    "carrying a task out": Case(
        Road.CARRYING_OUT,
        False,
        False,
        {
            ("not_started", "begin"): "focal",
            ("not_started", "note"): "focal",
            ("not_started", "report_done"): "focal",
            ("not_started", "drop"): "focal",
            ("awaiting_trigger", "begin"): "focal",
            ("awaiting_trigger", "note"): "focal",
            ("awaiting_trigger", "report_done"): "focal",
            ("awaiting_trigger", "drop"): "focal",
            ("in_progress", "note"): "focal",
            ("in_progress", "report_done"): "focal",
            ("in_progress", "drop"): "focal",
            ("ongoing", "note"): "focal",
            ("ongoing", "report_done"): "focal",
            ("ongoing", "drop"): "focal",
            ("to_confirm", "confirm"): "focal",
            ("to_confirm", "not_yet"): "focal",
            ("done", "reopen"): "focal",
            ("not_done", "reopen"): "focal",
        },
    ),
    "registering a plan": Case(
        Road.REGISTRATION,
        False,
        False,
        {("draft", "register"): "focal"},
    ),
}
# What an act needs beside a reason.
DETAILS = {"report_done": {"no_product_reason": "Làm tại cuộc họp."}}
CELLS = [(name, state) for name, case in CASES.items() for state in states_on(case.road)]


def _snapshot(item) -> tuple:
    fresh = type(item).objects.filter(pk=item.pk).values().get()
    return (
        tuple(fresh.items()).__repr__(),
        Event.objects.count(),
        Obligation.objects.count(),
        Notice.objects.count(),
    )


@pytest.mark.parametrize(("name", "state"), CELLS)
def test_only_the_cells_of_the_table_let_through(cast, name, state):
    case = CASES[name]
    if case.single_check:
        decide(cast.commune, UnitSetting.Key.SINGLE_CHECK)
    item = in_state(cast, case.road, state, two_step=case.two_step)
    before = _snapshot(item)
    for part, user in cast.everyone().items():
        situation = rules.Situation(user, [item])
        shown = {
            step.action: sentence for step, sentence in rules.available(user, [item], situation=situation)[item.pk]
        }
        for action in ACTIONS:
            wanted = case.allowed.get((state, action)) == part
            sentence = rules.refusal(user, action, item, situation=situation)
            assert (sentence is None) == wanted, (part, action, sentence)
            if wanted:
                assert shown[action] is None
                _goes_through(item, action, user)
            elif any(key == (state, action) for key in case.allowed):
                _is_refused(item, action, user, sentence)
    for action in ACTIONS:
        if (state, action) not in case.allowed:
            _is_refused(item, action, cast.focal, None)
    assert _snapshot(item) == before


def _goes_through(item, action, user) -> None:
    """The act is taken, leaves an event, and is undone again."""
    with transaction.atomic():
        count = Event.objects.filter(kind=item.kind, object_id=item.pk).count()
        after = actions.take(action, item, by=user, comment="có lý do", **DETAILS.get(action, {}))
        assert Event.objects.filter(kind=item.kind, object_id=item.pk).count() == count + 1
        assert after.version == item.version + 1
        transaction.set_rollback(True)


def _is_refused(item, action, user, sentence) -> None:
    with pytest.raises(rules.Refused) as refused:
        actions.take(action, item, by=user, comment="có lý do")
    assert refused.value.sentence.endswith(".")
    if sentence is not None:
        assert refused.value.sentence == sentence
