"""Remarks: who makes them when, what they stop, who answers, who settles."""

import pytest
from django.core.exceptions import ValidationError

from tests.workflow.items import in_state, letter, plan
from tests.workflow.walks import answers, second_authority, through, walk
from workflow import actions, remarks, rules
from workflow.models import Event, Remark, Road
from workflow.states import states_on

pytestmark = pytest.mark.django_db

# State -> who may remark there, typed by hand; in every other state nobody may.
MAY = {
    (Road.SIGN_THEN_SEND, "content_check"): {"office_head"},
    (Road.SIGN_THEN_SEND, "form_check"): {"records"},
    (Road.SIGN_THEN_SEND, "awaiting_chairman"): {"chairman"},
    (Road.SIGN_THEN_SEND, "issued"): {"reviewer", "review_head"},
    (Road.SIGN_THEN_SEND, "under_review"): {"reviewer", "review_head"},
    (Road.SIGN_THEN_SEND, "concluding"): {"reviewer", "review_head"},
    (Road.REVIEW_THEN_SIGN, "submitted"): {"reviewer", "review_head"},
    (Road.REVIEW_THEN_SIGN, "under_review"): {"reviewer", "review_head"},
    (Road.REVIEW_THEN_SIGN, "concluding"): {"reviewer", "review_head"},
    (Road.REVIEW_THEN_SIGN, "awaiting_chairman"): {"chairman"},
    (Road.REVIEW_THEN_SIGN, "issued"): {"reviewer", "review_head"},
    (Road.LETTER, "content_check"): {"office_head"},
    (Road.LETTER, "form_check"): {"records"},
    (Road.LETTER, "awaiting_chairman"): {"chairman"},
}
CELLS = [
    (road, state) for road in (Road.SIGN_THEN_SEND, Road.REVIEW_THEN_SIGN, Road.LETTER) for state in states_on(road)
]


@pytest.mark.parametrize(("road", "state"), CELLS)
def test_only_the_office_whose_turn_it_is_remarks(cast, road, state):
    item = in_state(cast, road, state)
    said = answers(cast, lambda user: remarks.add(item, by=user, text="Nêu rõ thời hạn."))
    allowed = MAY.get((road, state), set())
    assert through(said) == allowed
    assert Remark.objects.count() == len(allowed)
    for sentence in set(said.values()) - {""}:
        assert sentence.startswith("Góp ý khi hồ sơ đang chờ mình kiểm tra, duyệt hoặc rà soát.")


class TestTheFirstRemark:
    def test_ends_the_right_to_withdraw(self, cast):
        item = walk(letter(cast), cast, "submit")
        assert rules.refusal(cast.focal, "withdraw", item) is None
        remarks.add(item, by=cast.office_head, text="Thiếu căn cứ.")
        item.refresh_from_db()
        assert item.opened_by == cast.office_head
        assert rules.refusal(cast.focal, "withdraw", item).startswith("Đào Thị Phòng đã mở xem lúc ")
        with pytest.raises(rules.Refused):
            actions.take("withdraw", item, by=cast.focal)

    def test_keeps_who_opened_first(self, cast):
        item = walk(letter(cast), cast, "submit")
        item = actions.take("open", item, by=cast.office_head)
        opened = item.opened_at
        remarks.add(item, by=cast.office_head, text="Thiếu căn cứ.")
        item.refresh_from_db()
        assert item.opened_at == opened

    def test_a_private_one_ends_it_as_well(self, cast):
        item = walk(letter(cast), cast, "submit")
        remarks.add(item, by=cast.office_head, text="Hỏi lại Sở.", private=True)
        item.refresh_from_db()
        assert rules.refusal(cast.focal, "withdraw", item) is not None


@pytest.fixture
def under_review(cast):
    item = walk(plan(cast, Road.REVIEW_THEN_SIGN), cast, "submit")
    return walk(item, cast, "begin_review")


@pytest.fixture
def remark(cast, under_review):
    return remarks.add(
        under_review, by=cast.reviewer, text=" Chỉ tiêu chưa có số. ", place="target:1", place_label="Chỉ tiêu 1"
    )


class TestARemark:
    def test_keeps_who_said_what_where(self, cast, remark):
        assert (remark.by, remark.office, remark.text, remark.place, remark.state) == (
            cast.reviewer,
            cast.authority,
            "Chỉ tiêu chưa có số.",
            "target:1",
            Remark.State.OPEN,
        )
        event = Event.objects.latest("pk")
        assert (event.action, event.by, event.comment, event.details) == (
            "remark",
            cast.reviewer,
            "Chỉ tiêu chưa có số.",
            {"place": "Chỉ tiêu 1"},
        )

    def test_without_words_is_refused(self, cast, under_review):
        with pytest.raises(ValidationError) as fault:
            remarks.add(under_review, by=cast.reviewer, text="  ")
        assert fault.value.message_dict == {"text": ["Ghi nội dung ý kiến."]}

    def test_of_private_kind_is_read_in_its_own_office_only_and_leaves_no_event(self, cast, under_review):
        before = Event.objects.count()
        private = remarks.add(under_review, by=cast.reviewer, text="Hỏi lại lãnh đạo.", private=True)
        assert Event.objects.count() == before
        readers = {part for part, user in cast.everyone().items() if private in remarks.for_reader(under_review, user)}
        assert readers == {"reviewer", "review_head"}

    def test_of_another_authority_stays_private_to_that_one(self, cast):
        over, officer, _ = second_authority(cast)
        item = walk(plan(cast, Road.REVIEW_THEN_SIGN), cast, "submit")
        private = remarks.add(item, by=officer, text="Trao đổi nội bộ.", private=True)
        assert private.office == over
        assert remarks.for_reader(item, officer) == [private]
        assert remarks.for_reader(item, cast.reviewer) == []


class TestAnAnswer:
    def test_is_given_by_those_who_draft_for_the_unit(self, cast, remark):
        said = answers(cast, lambda user: remarks.answer(remark, by=user, text="Đã bổ sung."))
        assert through(said) == {"focal"}
        assert set(said.values()) - {""} == {
            "Soạn thảo do người được phân công soạn thực hiện: Lê Thị Soạn, Vi Văn Lĩnh."
        }

    def test_is_kept_with_its_author_and_logged(self, cast, remark):
        remark = remarks.answer(remark, by=cast.focal, text=" Đã bổ sung. ")
        assert (remark.state, remark.answer, remark.answered_by) == (
            Remark.State.ANSWERED,
            "Đã bổ sung.",
            cast.focal,
        )
        assert Event.objects.latest("pk").action == "answer"

    def test_without_words_is_refused(self, cast, remark):
        with pytest.raises(ValidationError) as fault:
            remarks.answer(remark, by=cast.focal, text="")
        assert fault.value.message_dict == {"answer": ["Ghi nội dung trả lời."]}

    def test_comes_too_late_for_a_resolved_remark(self, cast, remark):
        remark = remarks.resolve(remark, by=cast.reviewer)
        with pytest.raises(rules.MovedOn) as refused:
            remarks.answer(remark, by=cast.focal, text="Đã bổ sung.")
        assert refused.value.sentence == "Ý kiến này đã xử lý xong, không cần trả lời nữa."

    def test_is_not_given_to_a_private_remark(self, cast, under_review):
        private = remarks.add(under_review, by=cast.reviewer, text="Hỏi lại.", private=True)
        with pytest.raises(rules.Refused):
            remarks.answer(private, by=cast.focal, text="Đã rõ.")


class TestResubmission:
    @pytest.fixture
    def returned(self, cast, under_review, remark):
        return actions.take("return", under_review, by=cast.reviewer, comment="Sửa chỉ tiêu 1.")

    def test_waits_for_every_answer(self, cast, returned, remark):
        assert rules.refusal(cast.focal, "submit", returned) == (
            "Còn 1 ý kiến chưa trả lời. Trả lời đủ thì gửi lại được."
        )
        with pytest.raises(rules.Refused):
            actions.take("submit", returned, by=cast.focal)
        remarks.answer(remark, by=cast.focal, text="Đã bổ sung.")
        assert actions.take("submit", returned, by=cast.focal).state == "submitted"

    def test_does_not_wait_for_private_notes(self, cast, returned, remark):
        Remark.objects.update(private=True)
        assert rules.refusal(cast.focal, "submit", returned) is None

    def test_waits_again_for_a_remark_asked_again(self, cast, returned, remark):
        remark = remarks.answer(remark, by=cast.focal, text="Đã bổ sung.")
        remarks.reopen(remark, by=cast.reviewer)
        assert rules.refusal(cast.focal, "submit", returned) is not None


class TestSettling:
    def test_is_for_readers_of_the_office_that_made_the_remark(self, cast, remark):
        def settle(user):
            Remark.objects.update(state=Remark.State.OPEN, resolved_at=None, resolved_by=None)
            remarks.resolve(remark, by=user)

        said = answers(cast, settle)
        assert through(said) == {"reviewer", "review_head"}
        assert set(said.values()) - {""} == {"Ý kiến này do Sở Nội vụ tỉnh Thử nêu; cơ quan đó xác nhận đã xử lý."}

    def test_of_a_check_is_not_for_the_author_of_the_same_office(self, cast):
        item = walk(letter(cast), cast, "submit")
        remark = remarks.add(item, by=cast.office_head, text="Thiếu căn cứ.")
        for user in (cast.focal, cast.field, cast.nobody, cast.service):
            with pytest.raises(rules.Refused):
                remarks.resolve(remark, by=user)
        assert remarks.resolve(remark, by=cast.office_head).state == Remark.State.RESOLVED

    def test_stamps_and_reopening_takes_the_stamps_away(self, cast, remark):
        done = remarks.resolve(remark, by=cast.review_head)
        assert (done.state, done.resolved_by) == (Remark.State.RESOLVED, cast.review_head)
        again = remarks.reopen(done, by=cast.reviewer)
        assert (again.state, again.resolved_at, again.resolved_by) == (Remark.State.OPEN, None, None)
        assert list(Event.objects.order_by("pk").values_list("action", flat=True))[-3:] == [
            "remark",
            "resolve",
            "reopen",
        ]

    def test_twice_is_told_so_and_logged_once(self, cast, remark):
        remarks.resolve(remark, by=cast.reviewer)
        count = Event.objects.count()
        with pytest.raises(rules.MovedOn):
            remarks.resolve(remark, by=cast.reviewer)
        assert Event.objects.count() == count
