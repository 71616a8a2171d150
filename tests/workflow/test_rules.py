"""Rules around persons: two persons, lent rights, officers, areas, abolished units, services."""

from datetime import timedelta

import pytest

from organisations import actions as offices
from organisations.models import Membership, Unit, UnitSetting
from organisations.roles import Role
from tests.cast import START, commune, decide, person
from tests.workflow.items import in_state, letter, plan
from tests.workflow.walks import answers, lend, through, walk
from workflow import actions, rules
from workflow.clock import today
from workflow.models import Event, Obligation, ReviewRow, Road

pytestmark = pytest.mark.django_db

OWN_PAPER = "Người soạn, người trình không tự duyệt văn bản của mình. Chuyển người khác duyệt: "


def grant(user, unit, role):
    return Membership.objects.create(user=user, unit=unit, role=role, valid_from=START)


class TestTwoPersons:
    def test_who_changed_the_text_does_not_sign_it(self, cast):
        item = letter(cast)
        grant(cast.chairman, cast.commune, Role.FOCAL_POINT)
        with actions.editing(item, by=cast.chairman):
            pass
        item.refresh_from_db()
        assert item.changed_by == [cast.chairman.official_id]
        item = walk(item, cast, "submit", "pass_content", "pass_form")
        assert rules.refusal(cast.chairman, "sign", item) == OWN_PAPER + "người được phân công ký thay."
        with pytest.raises(rules.Refused):
            actions.take("sign", item, by=cast.chairman)

    def test_who_sent_it_does_not_sign_it_and_reads_who_can(self, cast):
        grant(cast.chairman, cast.commune, Role.FOCAL_POINT)
        lend(cast)
        item = actions.take("submit", letter(cast), by=cast.chairman)
        item = walk(item, cast, "pass_content", "pass_form")
        assert rules.refusal(cast.chairman, "sign", item) == OWN_PAPER + "Hà Văn Phó."
        assert actions.take("sign", item, by=cast.deputy).state == "approved"

    def test_it_is_the_last_sending_that_counts(self, cast):
        grant(cast.chairman, cast.commune, Role.FOCAL_POINT)
        item = actions.take("submit", letter(cast), by=cast.chairman)
        item = actions.take("withdraw", item, by=cast.focal)
        item = walk(item, cast, "submit", "pass_content", "pass_form")
        assert rules.refusal(cast.chairman, "sign", item) is None

    def test_who_reviewed_and_had_changed_it_does_not_accept(self, cast):
        item = in_state(cast, Road.SIGN_THEN_SEND, "under_review")
        type(item).objects.filter(pk=item.pk).update(changed_by=[cast.reviewer.official_id])
        item.refresh_from_db()
        assert rules.refusal(cast.reviewer, "accept", item).startswith("Người soạn, người trình")

    def test_the_unit_may_decide_otherwise_from_a_day_to_a_day(self, cast):
        grant(cast.chairman, cast.commune, Role.FOCAL_POINT)
        item = actions.take("submit", letter(cast), by=cast.chairman)
        item = walk(item, cast, "pass_content", "pass_form")
        setting = decide(cast.commune, UnitSetting.Key.SAME_PERSON)
        assert rules.refusal(cast.chairman, "sign", item) is None
        setting.valid_to = today() - timedelta(days=1)
        setting.save()
        assert rules.refusal(cast.chairman, "sign", item) is not None

    def test_the_decision_of_another_unit_does_not_count(self, cast):
        grant(cast.chairman, cast.commune, Role.FOCAL_POINT)
        item = actions.take("submit", letter(cast), by=cast.chairman)
        item = walk(item, cast, "pass_content", "pass_form")
        decide(cast.other_commune, UnitSetting.Key.SAME_PERSON)
        assert rules.refusal(cast.chairman, "sign", item) is not None

    def test_one_person_may_check_content_and_form_where_the_unit_says_so(self, cast):
        decide(cast.commune, UnitSetting.Key.SINGLE_CHECK)
        item = walk(letter(cast), cast, "submit", "pass_checks")
        assert item.state == "awaiting_chairman"


class TestALentRight:
    @pytest.fixture
    def waiting(self, cast):
        return walk(letter(cast), cast, "submit", "pass_content", "pass_form")

    def test_signs_and_prints_on_whose_behalf(self, cast, waiting):
        lend(cast)
        item = actions.take("sign", waiting, by=cast.deputy)
        event = Event.objects.filter(kind=item.kind, object_id=item.pk, action="sign").get()
        assert (event.by, event.office, event.on_behalf) == (
            cast.deputy,
            cast.commune,
            "Chủ tịch UBND Phạm Văn Tịch (Quyết định số 5/QĐ-UBND)",
        )

    def test_that_ended_yesterday_does_not(self, cast, waiting):
        row = lend(cast)
        row.valid_to = today() - timedelta(days=1)
        row.save()
        assert rules.refusal(cast.deputy, "sign", waiting) == (
            "Duyệt do Chủ tịch, thủ trưởng hoặc người được giao ký thực hiện: Phạm Văn Tịch."
        )

    def test_to_check_form_does_not_sign(self, cast, waiting):
        lend(cast, "check_form")
        assert rules.refusal(cast.deputy, "sign", waiting) is not None

    def test_is_named_in_the_refusal_of_others(self, cast, waiting):
        lend(cast)
        assert rules.refusal(cast.focal, "sign", waiting) == (
            "Duyệt do Chủ tịch, thủ trưởng hoặc người được giao ký thực hiện: Phạm Văn Tịch, Hà Văn Phó."
        )

    def test_does_not_reach_another_commune(self, cast):
        lend(cast)
        other = letter(cast)
        type(other).objects.filter(pk=other.pk).update(unit=cast.other_commune, state="awaiting_chairman")
        other.refresh_from_db()
        assert rules.refusal(cast.deputy, "sign", other) is not None


class TestTheOfficerOfAUnit:
    @pytest.fixture
    def colleague(self, cast):
        return person("colleague", "Hoàng Văn Bạn", cast.authority, Role.REVIEWER, "Chuyên viên")

    @pytest.fixture
    def assigned(self, cast, colleague):
        item = in_state(cast, Road.SIGN_THEN_SEND, "under_review")
        ReviewRow.objects.update(officer=colleague)
        return item

    def test_reviews_it(self, colleague, assigned):
        assert rules.refusal(colleague, "accept", assigned) is None

    def test_is_named_to_colleagues(self, cast, assigned):
        assert rules.refusal(cast.reviewer, "accept", assigned) == (
            "Đơn vị này do Hoàng Văn Bạn theo dõi. Đề nghị người đó hoặc lãnh đạo quyết định."
        )

    def test_does_not_keep_colleagues_from_beginning(self, cast, colleague, assigned):
        type(assigned).objects.filter(pk=assigned.pk).update(state="issued")
        assigned.refresh_from_db()
        assert rules.refusal(cast.reviewer, "begin_review", assigned) is None


class TestAreas:
    CASES = [("field", "TC", None), ("focal", "TC", None), ("focal", "TTHC", None), ("focal", "", None)]

    @pytest.mark.parametrize(("part", "area", "wanted"), CASES)
    def test_who_may_change_an_area(self, cast, part, area, wanted):
        assert rules.edit_refusal(getattr(cast, part), plan(cast), area=area) == wanted

    @pytest.mark.parametrize("area", ["TTHC", ""])
    def test_limit_whoever_has_some_only(self, cast, area):
        assert rules.edit_refusal(cast.field, plan(cast), area=area) == (
            "Lĩnh vực này do người khác soạn. Hỏi Lê Thị Soạn."
        )

    def test_keep_everyone_else_out(self, cast):
        item = plan(cast)
        sentence = "Soạn thảo do người được phân công soạn thực hiện: Lê Thị Soạn, Vi Văn Lĩnh."
        others = set(cast.everyone()) - {"focal", "field"}
        found = {part: rules.edit_refusal(getattr(cast, part), item, area="TC") for part in others}
        assert found == dict.fromkeys(others, sentence)

    def test_lent_by_delegation_count_alike(self, cast):
        lend(cast, "draft", areas=("TC",))
        item = plan(cast)
        assert rules.edit_refusal(cast.deputy, item, area="TC") is None
        assert rules.edit_refusal(cast.deputy, item, area="TTHC") is not None


class TestEditing:
    @pytest.mark.parametrize(
        ("road", "state", "sentence"),
        [
            (Road.SIGN_THEN_SEND, "content_check", "nên tạm khóa. Cần sửa ngay thì rút lại."),
            (Road.REVIEW_THEN_SIGN, "submitted", "nên tạm khóa. Cần sửa ngay thì rút lại."),
            (Road.REVIEW_THEN_SIGN, "under_review", "nên tạm khóa. Cần sửa thì đề nghị trả lại."),
            (Road.REVIEW_THEN_SIGN, "concluding", "nên tạm khóa. Cần sửa thì đề nghị trả lại."),
            (Road.SIGN_THEN_SEND, "approved", "nên tạm khóa. Cần sửa thì hỏi văn thư hoặc Chủ tịch của đơn vị."),
            (
                Road.SIGN_THEN_SEND,
                "issued",
                "Văn bản đã ban hành nên giữ nguyên. Muốn thay đổi, lập bản thay thế; bản cũ vẫn đọc được.",
            ),
        ],
    )
    def test_is_refused_with_the_way_out_that_there_really_is(self, cast, road, state, sentence):
        assert rules.edit_refusal(cast.focal, in_state(cast, road, state)).endswith(sentence)

    def test_of_a_binned_draft_is_refused(self, cast):
        item = actions.bin_draft(letter(cast), by=cast.focal)
        assert rules.edit_refusal(cast.focal, item) == "Hồ sơ đang ở thùng rác. Khôi phục rồi mới sửa được."

    def test_refused_changes_nothing(self, cast):
        item = walk(letter(cast), cast, "submit")
        with pytest.raises(rules.Refused), actions.editing(item, by=cast.focal):
            raise AssertionError("the body must not run")
        item.refresh_from_db()
        assert item.changed_by == []

    def test_notes_each_person_once(self, cast):
        item = letter(cast)
        for _ in range(2):
            with actions.editing(item, by=cast.focal):
                pass
        item.refresh_from_db()
        assert item.changed_by == [cast.focal.official_id]


class TestTheBin:
    def test_takes_a_draft_and_gives_it_back(self, cast):
        item = actions.bin_draft(letter(cast), by=cast.focal)
        assert item.binned_at is not None
        assert not Obligation.objects.filter(closed_at=None).exists()
        item = actions.restore_draft(item, by=cast.focal)
        assert item.binned_at is None
        assert Obligation.objects.filter(closed_at=None).get().capability == "submit"

    def test_refuses_what_was_sent_once(self, cast):
        item = walk(letter(cast), cast, "submit", "withdraw")
        with pytest.raises(rules.Refused) as refused:
            actions.bin_draft(item, by=cast.focal)
        assert refused.value.sentence == "Hồ sơ đã trình thì giữ lại, không bỏ vào thùng rác được."

    def test_is_for_those_who_draft_the_whole(self, cast):
        item = letter(cast)
        assert through(answers(cast, lambda user: actions.bin_draft(item, by=user))) == {"focal"}

    def test_keeps_a_binned_draft_from_moving(self, cast):
        item = actions.bin_draft(letter(cast), by=cast.focal)
        with pytest.raises(rules.Refused):
            actions.take("submit", item, by=cast.focal)


class TestAnAbolishedUnit:
    @pytest.fixture
    def heir(self, cast):
        """The commune is merged into a new one today; its draft waits in the checks."""
        self.item = walk(letter(cast), cast, "submit")
        new = commune("xa-moi", "xã Mới", cast.province)
        self.people = {
            "office_head": person("new_head", "Lò Văn Mới", new, Role.OFFICE_HEAD, "Phó Chủ tịch"),
            "records": person("new_records", "Lò Thị Thư", new, Role.RECORDS_CLERK, "Văn thư"),
            "chairman": person("new_chairman", "Lò Văn Tịch", new, Role.CHAIRMAN, "Chủ tịch UBND", head=True),
        }
        offices.record_succession(
            predecessor=cast.commune,
            successor=new,
            kind="merge",
            effective_on=today(),
            ground_text="Nghị quyết số 1/NQ-HĐND",
            by=cast.administrator,
        )
        return new

    def test_is_answered_for_by_its_successor(self, cast, heir):
        item = actions.take("pass_content", self.item, by=self.people["office_head"])
        item = actions.take("pass_form", item, by=self.people["records"])
        assert actions.take("sign", item, by=self.people["chairman"]).state == "approved"

    def test_no_longer_acts_itself(self, cast, heir):
        assert rules.refusal(cast.office_head, "pass_content", self.item) == (
            "Kiểm tra nội dung do phụ trách bộ phận soạn thảo thực hiện: Lò Văn Mới."
        )

    def test_hands_its_open_duties_over(self, cast, heir):
        open_duties = Obligation.objects.filter(closed_at=None)
        assert {row.office for row in open_duties} == {heir}


class TestAService:
    def test_reads_and_never_acts(self, cast):
        item = letter(cast)
        assert cast.service.kind == "service"
        assert type(item).objects.visible_to(cast.service).get() == item
        assert rules.available(cast.service, [item]) == {item.pk: []}

    def test_does_not_sign_even_where_a_role_was_given_by_mistake(self, cast):
        grant(cast.service, cast.commune, Role.CHAIRMAN)
        item = walk(letter(cast), cast, "submit", "pass_content", "pass_form")
        assert rules.refusal(cast.service, "sign", item).startswith("Người soạn, người trình không tự duyệt")


def test_an_unknown_unit_has_nobody_to_name(cast):
    Membership.objects.filter(role=Role.OFFICE_HEAD).delete()
    item = walk(letter(cast), cast, "submit")
    assert rules.refusal(cast.focal, "pass_content", item) == (
        "Kiểm tra nội dung do phụ trách bộ phận soạn thảo thực hiện: chưa giao cho ai, hỏi quản trị của đơn vị."
    )
    assert Unit.objects.filter(pk=cast.commune.pk).exists()
