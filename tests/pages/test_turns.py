"""The turn strip: whose turn, since when, until when, what may be done (ux section 3.7)."""

from datetime import date

import pytest

from cchc_portal import turns
from organisations.roles import Capability
from plans.models import Plan
from tests.cast import Cast
from tests.pages.walks import asked_for_opinion, waiting
from tests.workflow.items import in_state, plan
from workflow.actions import take
from workflow.clock import at, set_to
from workflow.states import STATES

DAY = date(2026, 2, 24)


def words(item: Plan, user) -> tuple[str, str]:
    strip = turns.strip(item, user)
    return strip["label"], strip["sentence"]


def labels(item: Plan, user) -> list[str]:
    return [act["label"] for act in turns.strip(item, user)["actions"]]


def test_others_read_who_has_it_and_until_when(cast: Cast):
    with set_to(at(DAY, 8, 15)):
        item = waiting(cast)
        Plan.objects.filter(pk=item.pk).update(due_on=date(2026, 2, 28))
        item = take("return", Plan.objects.get(pk=item.pk), by=cast.chairman, comment="Sửa.")
        assert words(item, cast.chairman) == (
            "Đang chờ:",
            "Lê Thị Soạn sửa và trình lại, từ 8:15 hôm nay. Ban hành chậm nhất T7, 28/02.",
        )


def test_whose_turn_it_is_reads_it_as_ones_own(cast: Cast):
    with set_to(at(DAY, 8, 15)):
        item = waiting(cast)
        assert words(item, cast.chairman) == ("Đến lượt tôi:", "duyệt, từ 8:15 hôm nay.")
        assert words(item, cast.focal) == ("Đang chờ:", "Phạm Văn Tịch duyệt, từ 8:15 hôm nay.")


def test_the_approved_plan_waits_for_the_records_clerk(cast: Cast):
    with set_to(at(DAY, 8, 15)):
        item = take("sign", waiting(cast), by=cast.chairman)
        assert words(item, cast.focal) == ("Đang chờ:", "Ngô Thị Thư cấp số, ban hành, từ 8:15 hôm nay.")


def test_an_accepted_plan_asks_for_nothing(cast: Cast):
    with set_to(at(DAY, 8, 15)):
        item = in_state(cast, "sign_then_send", "accepted")
        assert words(item, cast.focal)[0] == "Đã được tiếp nhận"
        assert words(item, cast.focal)[1].endswith("Không cần làm gì thêm.")


def test_the_strip_acts_or_leads_to_where_the_work_is_done(cast: Cast):
    assert labels(plan(cast), cast.focal) == ["Soạn tiếp"]
    item = waiting(cast, year=2027)
    assert labels(item, cast.focal) == ["Rút lại"]
    assert labels(item, cast.chairman) == ["Xem, duyệt"]
    assert labels(item, cast.other_focal) == []
    item = take("submit", plan(cast, "review_then_sign", year=2028), by=cast.focal)
    assert labels(item, cast.reviewer) == ["Rà soát"]


def test_the_content_check_acts_in_the_strip(cast: Cast):
    item = take("submit", plan(cast), by=cast.focal)
    assert labels(item, cast.office_head) == ["Bắt đầu xem", "Đạt về nội dung", "Trả lại"]


def test_the_withdrawal_is_grey_with_its_reason_once_opened(cast: Cast):
    item = take("open", waiting(cast), by=cast.chairman)
    (act,) = turns.strip(item, cast.focal)["actions"]
    assert act["label"] == "Rút lại"
    assert act["refused"].startswith("Phạm Văn Tịch đã mở xem lúc ")


@pytest.mark.parametrize("state", [key for key, state in STATES.items() if state.turn])
def test_every_turn_says_what_is_done(state: str):
    assert turns.does(STATES[state].turn, state)


@pytest.mark.parametrize("capability", [Capability.SUBMIT, Capability.SIGN, Capability.ISSUE])
def test_what_is_done_does_not_begin_with_waiting(capability: str):
    assert not turns.does(capability, "draft").startswith("chờ")


def test_every_step_is_done_current_or_to_come(cast: Cast):
    steps = turns.strip(asked_for_opinion(cast), cast.focal)["steps"]
    assert [(step["label"], step["state"]) for step in steps][:3] == [
        ("Soạn", "done"),
        ("Xin ý kiến", "current"),
        ("Trình ký", "todo"),
    ]
