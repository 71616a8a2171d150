"""The tables of roads, tested as tables."""

import pytest

from organisations.roles import Capability
from workflow.models import Road
from workflow.states import ACTIONS, FIRST_STATE, ROADS, STATES, STOPS, states_on, steps_from

ROAD_KEYS = list(Road.values)


def test_every_road_has_steps_a_first_state_and_stops():
    assert set(ROADS) == set(FIRST_STATE) == set(STOPS) == set(ROAD_KEYS)


@pytest.mark.parametrize("road", ROAD_KEYS)
def test_steps_name_known_states_actions_and_capabilities(road):
    for step in ROADS[road]:
        assert step.source in STATES
        assert step.target in STATES
        assert step.action in ACTIONS
        assert step.needs in Capability.values


# A kind may begin elsewhere than its road does (Flow.first_state): standing tasks, and those that wait for something.
ALSO_FIRST = {"carrying_out": ("ongoing", "awaiting_trigger")}


@pytest.mark.parametrize("road", ROAD_KEYS)
def test_every_state_of_a_road_can_be_reached_and_left_unless_final(road):
    reached, queue = set(), [FIRST_STATE[road], *ALSO_FIRST.get(road, ())]
    while queue:
        state = queue.pop()
        if state not in reached:
            reached.add(state)
            queue += [step.target for step in steps_from(road, state)]
    assert reached == set(states_on(road))
    for state in reached:
        if not STATES[state].final:
            assert any(step.target != state for step in steps_from(road, state)), state


@pytest.mark.parametrize("road", ROAD_KEYS)
def test_every_state_stands_on_exactly_one_stop(road):
    stops = [state for _, states in STOPS[road] for state in states]
    assert sorted(stops) == sorted(states_on(road))


def test_whoever_must_act_has_an_act():
    for road in ROAD_KEYS:
        for state in states_on(road):
            turn = STATES[state].turn
            # Answering a replacement or a correction is a new paper, not a step of this one.
            if turn and state not in ("replacement_asked", "correction_asked"):
                assert turn in {step.needs for step in steps_from(road, state)}, (road, state)


def test_returns_and_requests_need_a_reason():
    reasons = {"return", "ask_replacement", "ask_correction", "propose", "send_back"}
    reasons |= {"note", "not_yet", "drop", "reopen"}
    for steps in ROADS.values():
        for step in steps:
            assert step.comment == (step.action in reasons), step


def test_returning_and_withdrawing_exist_only_before_the_signature():
    after = {"approved", "issued", "accepted", "superseded", "replacement_asked", "correction_asked"}
    for road in (Road.SIGN_THEN_SEND, Road.LETTER):
        for step in ROADS[road]:
            if step.action in ("return", "withdraw"):
                assert step.source not in after
                assert step.target not in after


def test_no_state_after_issue_is_editable():
    assert {key for key, state in STATES.items() if state.editable} == {
        "draft",
        "returned_by_check",
        "returned_by_chairman",
        "returned_by_reviewer",
    }


def test_signing_and_accepting_ask_for_a_second_person():
    for steps in ROADS.values():
        for step in steps:
            assert step.two_persons == (step.action in ("sign", "accept", "pass")), step
