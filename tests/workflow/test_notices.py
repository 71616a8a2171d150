"""Who is told what when an item moves: a table typed by hand, row by row of both roads."""

import pytest

from organisations.roles import Role
from tests.cast import person
from tests.workflow.items import in_state, letter
from tests.workflow.walks import lend, walk
from workflow import actions, notify
from workflow.flows import flow_of
from workflow.models import Event, Notice, Road

pytestmark = pytest.mark.django_db

_PLAN = "Kế hoạch CCHC năm 2026"
# (road, state, two steps, act, who acts) -> {part: (their turn, subject)}; nobody else is told.
TOLD = {
    ("sign_then_send", "draft", False, "submit", "focal"): {"office_head": (True, "Cần kiểm tra: ")},
    ("sign_then_send", "content_check", False, "withdraw", "focal"): {},
    ("sign_then_send", "content_check", False, "open", "office_head"): {},
    ("sign_then_send", "content_check", False, "pass_content", "office_head"): {
        "records": (True, "Cần kiểm tra thể thức: "),
    },
    ("sign_then_send", "content_check", False, "return", "office_head"): {
        "focal": (True, "Trả lại để sửa: "),
    },
    ("sign_then_send", "form_check", False, "pass_form", "records"): {"chairman": (True, "Chờ duyệt: ")},
    ("sign_then_send", "form_check", False, "return", "records"): {"focal": (True, "Trả lại để sửa: ")},
    ("sign_then_send", "awaiting_chairman", False, "return", "chairman"): {
        "focal": (True, "Trả lại để sửa: "),
    },
    ("sign_then_send", "issued", False, "begin_review", "reviewer"): {
        "focal": (False, "Cấp trên bắt đầu rà soát: "),
    },
    ("sign_then_send", "under_review", True, "propose", "reviewer"): {
        "review_head": (True, "Chờ kết luận: "),
    },
    ("sign_then_send", "concluding", True, "send_back", "review_head"): {
        "reviewer": (True, "Cần rà soát: "),
    },
    ("sign_then_send", "concluding", True, "accept", "review_head"): {
        "focal": (False, "Đã được tiếp nhận: "),
    },
    ("sign_then_send", "concluding", True, "ask_replacement", "review_head"): {
        "focal": (True, "Cấp trên đề nghị thay thế: "),
    },
    ("sign_then_send", "concluding", True, "ask_correction", "review_head"): {
        "focal": (True, "Cấp trên đề nghị đính chính: "),
    },
    ("review_then_sign", "draft", False, "submit", "focal"): {"reviewer": (True, "Cần rà soát: ")},
    ("review_then_sign", "submitted", False, "withdraw", "focal"): {},
    ("review_then_sign", "under_review", False, "pass", "reviewer"): {
        "focal": (True, "Được thông qua: "),
    },
    ("review_then_sign", "under_review", False, "return", "reviewer"): {
        "focal": (True, "Trả lại để sửa: "),
    },
    ("review_then_sign", "passed", False, "send_to_sign", "focal"): {"chairman": (True, "Chờ duyệt: ")},
}


def told(cast) -> dict[str, tuple[bool, str]]:
    """Part -> (their turn, subject) of every notice written."""
    parts = {user.pk: part for part, user in cast.everyone().items()}
    return {parts[row.to_id]: (row.my_turn, row.subject) for row in Notice.objects.all()}


@pytest.mark.parametrize("case", TOLD, ids=lambda case: f"{case[0]}-{case[1]}-{case[3]}")
def test_each_act_tells_these_and_nobody_else(cast, case):
    road, state, two_step, action, part = case
    item = in_state(cast, road, state, two_step=two_step)
    item.times_sent = min(item.times_sent, 1)
    type(item).objects.filter(pk=item.pk).update(times_sent=0)
    Notice.objects.all().delete()
    actions.take(action, item, by=getattr(cast, part), comment="Có lý do.")
    wanted = {who: (mine, subject + _PLAN) for who, (mine, subject) in TOLD[case].items()}
    assert told(cast) == wanted


def test_signing_tells_the_author_and_who_numbers(cast):
    item = walk(letter(cast), cast, "submit", "pass_content", "pass_form")
    Notice.objects.all().delete()
    walk(item, cast, "sign")
    found = {part: turn for part, (turn, _) in told(cast).items()}
    assert found == {"focal": False, "records": True}


def test_the_actor_is_never_told(cast):
    walk(letter(cast), cast, "submit", "pass_content", "pass_form", "sign")
    assert Notice.objects.exists()
    for notice in Notice.objects.select_related("event"):
        assert notice.to_id != notice.event.by_id


def test_everyone_of_the_office_is_told_the_lent_ones_too(cast):
    item = walk(letter(cast), cast, "submit", "pass_content")
    lend(cast)
    second = person("chairman2", "Phạm Thị Tịch", cast.commune, Role.CHAIRMAN, "Quyền Chủ tịch")
    Notice.objects.all().delete()
    walk(item, cast, "pass_form")
    assert set(Notice.objects.values_list("to", flat=True)) == {
        cast.chairman.pk,
        cast.deputy.pk,
        second.pk,
    }


def test_the_second_sending_says_so(cast):
    item = walk(letter(cast), cast, "submit", "withdraw", "submit")
    last = Notice.objects.order_by("-pk").first()
    assert (item.times_sent, last.subject) == (2, f"Cần kiểm tra: {flow_of(item).title(item)} (lần 2)")


def test_the_words_of_a_return_stand_in_the_notice(cast):
    item = walk(letter(cast), cast, "submit")
    actions.take("return", item, by=cast.office_head, comment="Thiếu căn cứ.")
    assert Notice.objects.get(to=cast.focal).body == "Đào Thị Phòng, Phó Chủ tịch. “Thiếu căn cứ.”"


def test_a_notice_is_seen_by_its_reader_alone(cast):
    walk(letter(cast), cast, "submit")
    seen = {part for part, user in cast.everyone().items() if Notice.objects.visible_to(user).exists()}
    assert seen == {"office_head"}


def test_telling_twice_of_one_event_is_refused_by_the_database(cast):
    item = walk(letter(cast), cast, "submit")
    event = Event.objects.filter(kind=item.kind, object_id=item.pk).latest("sequence")
    with pytest.raises(Exception, match=r"(?i)unique"):
        notify.tell(item, event)


def test_roads_of_the_table_are_roads():
    assert {case[0] for case in TOLD} <= set(Road.values)
