"""Calls: who asks, whom, by when; more time and exemption with a reason; what a locked call says."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from organisations.models import ReviewRelation, Subject, Unit
from organisations.roles import Role
from tests.cast import START, commune, person, unit
from tests.workflow.items import plan
from tests.workflow.walks import answers, through
from workflow import actions, calls, integrity, queries, rules
from workflow.clock import at, set_to, today
from workflow.models import Call, CallUnit, Event, Obligation, Road

pytestmark = pytest.mark.django_db

DUE = date(2026, 2, 28)


def prepared(cast, **facts) -> Call:
    """A call of the cast's authority, prepared by its head."""
    facts = {"road": Road.REVIEW_THEN_SIGN, "two_step": True, **facts}
    call = Call(
        unit=cast.authority,
        subject=Subject.PLAN,
        title="Kế hoạch CCHC năm 2026",
        year=2026,
        due_on=DUE,
        source_text="Công văn số 118/SNV-CCHC",
        **facts,
    )
    return calls.create_call(call, by=cast.review_head)


@pytest.fixture
def opened(cast):
    return calls.open_call(prepared(cast), by=cast.review_head)


@pytest.fixture
def row(cast, opened):
    return CallUnit.objects.get(call=opened, unit=cast.commune)


class TestWhoMay:
    VERBS = {
        "open": lambda row, user: calls.open_call(row.call, by=user),
        "assign": lambda row, user: calls.assign_officer(row, row.call.opened_by, by=user),
        "extend": lambda row, user: calls.extend(row, by=user, until=DUE + timedelta(days=3), reason="Bão"),
        "skip": lambda row, user: calls.skip(row, by=user, reason="Mới thành lập"),
        "close": lambda row, user: calls.close_call(row.call, by=user),
    }

    @pytest.mark.parametrize("verb", VERBS)
    def test_only_the_head_of_the_authority_and_who_administers_above(self, cast, row, verb):
        told = {
            part: sentence
            for part, sentence in answers(cast, lambda user: self.tried(row, verb, user)).items()
            if sentence
        }
        assert set(cast.everyone()) - set(told) == {"review_head", "administrator"}
        assert set(told.values()) == {"Mở đợt do cơ quan theo dõi thực hiện: Trịnh Thị Kết."}

    def tried(self, row, verb, user):
        """The verb; that it no longer fits or names a wrong officer is another question."""
        with suppress(rules.MovedOn, ValidationError):
            self.VERBS[verb](row, user)

    def test_prepares_one(self, cast):
        def prepare(user):
            calls.create_call(
                Call(unit=cast.authority, subject=Subject.PLAN, title="Đợt", year=2026, due_on=DUE), by=user
            )

        assert through(answers(cast, prepare)) == {"review_head", "administrator"}


class TestOpening:
    def test_asks_the_units_followed_today_on_its_subject(self, cast):
        new = commune("xa-ba", "xã Ba", cast.province)
        gone = commune("xa-bon", "xã Bốn", cast.province)
        Unit.objects.filter(pk=gone.pk).update(valid_to=today() - timedelta(days=1))
        relation = {"authority": cast.authority, "valid_from": START}
        ReviewRelation.objects.create(unit=new, subject=Subject.REPORT, **relation)
        ReviewRelation.objects.create(unit=gone, subject=Subject.PLAN, **relation)
        call = calls.open_call(prepared(cast), by=cast.review_head)
        assert {row.unit for row in call.units.all()} == {cast.commune, cast.other_commune}

    def test_gives_each_unit_the_day_of_its_level(self, cast):
        office = unit("so-khac", "Sở Khác", Unit.Kind.DEPARTMENT, cast.province)
        call = prepared(cast, level_due={"department": "2026-03-15"}, due_inclusive=False)
        calls.open_call(call, by=cast.review_head, units=[cast.commune, office])
        assert list(CallUnit.objects.values_list("unit", "due_on", "due_inclusive")) == [
            (cast.commune.pk, DUE, False),
            (office.pk, date(2026, 3, 15), False),
        ]

    def test_says_who_and_when_and_is_logged(self, cast, opened):
        assert (opened.state, opened.opened_by) == (Call.State.OPEN, cast.review_head)
        assert list(Event.objects.filter(kind="call").values_list("action", "by")) == [
            ("call.create", cast.review_head.pk),
            ("call.open", cast.review_head.pk),
        ]

    def test_twice_is_told_so(self, cast, opened):
        with pytest.raises(rules.MovedOn) as refused:
            calls.open_call(opened, by=cast.review_head)
        assert refused.value.sentence.startswith("Đợt này đã mở lúc ")
        assert CallUnit.objects.count() == 2

    def test_without_units_is_refused(self, cast):
        ReviewRelation.objects.all().delete()
        with pytest.raises(ValidationError) as fault:
            calls.open_call(prepared(cast), by=cast.review_head)
        assert fault.value.messages == ["Chưa có đơn vị nào để mở đợt. Lập quan hệ theo dõi cho các đơn vị trước."]
        assert Call.objects.get().state == Call.State.DRAFT


class TestTheOfficer:
    def test_follows_the_unit(self, cast, row):
        assert calls.assign_officer(row, cast.reviewer, by=cast.review_head).officer == cast.reviewer

    def test_must_review_the_unit(self, cast, row):
        stranger = person("far", "Người Xa", cast.elsewhere, Role.REVIEWER, "Chuyên viên")
        with pytest.raises(ValidationError) as fault:
            calls.assign_officer(row, stranger, by=cast.review_head)
        assert fault.value.messages == ["Người Xa không có quyền rà soát đơn vị này."]

    def test_takes_over_what_waits_with_a_colleague(self, cast, row):
        calls.assign_officer(row, cast.reviewer, by=cast.review_head)
        item = plan(cast)
        type(item).objects.filter(pk=item.pk).update(call_unit=row, road=row.call.road)
        item.refresh_from_db()
        actions.take("submit", item, by=cast.focal)
        colleague = person("colleague", "Hoàng Văn Bạn", cast.authority, Role.REVIEWER, "Chuyên viên")
        calls.assign_officer(row, colleague, by=cast.review_head)
        assert queries.my_work(cast.reviewer) == []
        assert [work.item for work in queries.my_work(colleague)] == [item]
        assert list(integrity.faults(connection)) == []


class TestMoreTime:
    def test_needs_a_reason(self, cast, row):
        with pytest.raises(ValidationError) as fault:
            calls.extend(row, by=cast.review_head, until=DUE + timedelta(days=3), reason="")
        assert fault.value.messages == ["Ghi lý do gia hạn."]

    @pytest.mark.parametrize("days", [0, -1])
    def test_ends_after_the_day_given_first(self, cast, row, days):
        with pytest.raises(ValidationError) as fault:
            calls.extend(row, by=cast.review_head, until=DUE + timedelta(days=days), reason="Bão")
        assert fault.value.message_dict == {"extended_to": ["Ngày gia hạn phải sau hạn đã giao."]}

    def test_reaches_what_is_begun_later(self, cast, row):
        until = DUE + timedelta(days=3)
        row = calls.extend(row, by=cast.review_head, until=until, reason="Bão")
        assert begun(cast, row).due_on == until

    def test_reaches_what_is_begun_already_and_its_open_duty(self, cast, row):
        item, until = begun(cast, row), DUE + timedelta(days=3)
        calls.extend(row, by=cast.review_head, until=until, reason="Bão")
        item.refresh_from_db()
        assert item.due_on == until
        assert Obligation.objects.get(kind="plan", object_id=item.pk, closed_at=None).due_on == until

    def test_leaves_what_is_issued_as_it_was(self, cast, row):
        item = begun(cast, row)
        type(item).objects.filter(pk=item.pk).update(issued_on=DUE, state="issued")
        calls.extend(row, by=cast.review_head, until=DUE + timedelta(days=3), reason="Bão")
        item.refresh_from_db()
        assert item.due_on == DUE


def test_an_exemption_needs_a_reason_and_names_who_gave_it(cast, row):
    with pytest.raises(ValidationError) as fault:
        calls.skip(row, by=cast.review_head, reason="")
    assert fault.value.messages == ["Ghi lý do miễn."]
    row.refresh_from_db()
    row = calls.skip(row, by=cast.review_head, reason="Mới thành lập")
    assert (row.skipped_by, row.skip_reason) == (cast.review_head, "Mới thành lập")


def test_an_exempt_unit_keeps_the_plan_that_it_began_without_its_day(cast, row):
    item = begun(cast, row)
    calls.skip(row, by=cast.review_head, reason="Mới thành lập")
    item.refresh_from_db()
    owed = Obligation.objects.get(kind="plan", object_id=item.pk, closed_at=None)
    assert (item.binned_at, item.due_on, owed.due_on, owed.source_text) == (None, None, None, "")
    assert list(integrity.faults(connection)) == []


def test_an_exemption_leaves_what_is_issued_as_it_was(cast, row):
    item = begun(cast, row)
    type(item).objects.filter(pk=item.pk).update(issued_on=DUE, state="issued")
    calls.skip(row, by=cast.review_head, reason="Mới thành lập")
    item.refresh_from_db()
    assert item.due_on == DUE


def begun(cast, row):
    """The unit's plan for the call, begun through ``start``."""
    ready = plan(cast)
    ready_again = type(ready)(
        unit=cast.commune,
        year=2027,
        title="Kế hoạch",
        template=ready.template,
        call_unit=row,
    )
    return actions.start(ready_again, by=cast.focal)


class TestWhatIsBegunForACall:
    def test_keeps_its_road_and_day_whatever_becomes_of_the_call(self, cast, row):
        item = begun(cast, row)
        assert (item.road, item.two_step, item.due_on, item.due_source) == (
            Road.REVIEW_THEN_SIGN,
            True,
            DUE,
            "Công văn số 118/SNV-CCHC",
        )
        Call.objects.update(road=Road.SIGN_THEN_SEND, two_step=False, due_on=DUE + timedelta(days=9))
        CallUnit.objects.update(due_on=DUE + timedelta(days=9))
        item.refresh_from_db()
        assert (item.road, item.two_step, item.due_on) == (Road.REVIEW_THEN_SIGN, True, DUE)

    def test_carries_the_day_to_its_duty(self, cast, row):
        item = begun(cast, row)
        duty = Obligation.objects.get(kind="plan", object_id=item.pk)
        assert (duty.due_on, duty.inclusive, duty.source_text) == (DUE, True, "Công văn số 118/SNV-CCHC")


class TestALockedCall:
    SENTENCE = "Đợt “Kế hoạch CCHC năm 2026” đã khóa. Người mở lại được: Trịnh Thị Kết, Sở Nội vụ tỉnh Thử."

    @pytest.fixture
    def item(self, cast, row):
        ready = plan(cast)
        type(ready).objects.filter(pk=ready.pk).update(call_unit=row, road=row.call.road)
        ready.refresh_from_db()
        return ready

    def test_takes_nothing_more_and_says_who_can_open_it(self, cast, opened, item):
        assert rules.refusal(cast.focal, "submit", item) is None
        calls.close_call(opened, by=cast.review_head)
        assert rules.refusal(cast.focal, "submit", item) == self.SENTENCE
        with pytest.raises(rules.Refused):
            actions.take("submit", item, by=cast.focal)

    def test_locks_by_itself_after_its_last_day(self, cast, opened, item):
        Call.objects.update(locks_on=DUE)
        with set_to(at(DUE, 23)):
            assert rules.refusal(cast.focal, "submit", item) is None
        with set_to(at(DUE + timedelta(days=1), 0, 1)):
            assert rules.refusal(cast.focal, "submit", item) == self.SENTENCE

    def test_is_opened_for_one_unit_by_more_time(self, cast, opened, item, row):
        calls.close_call(opened, by=cast.review_head)
        calls.extend(row, by=cast.review_head, until=today() + timedelta(days=2), reason="Bão")
        assert rules.refusal(cast.focal, "submit", item) is None

    def test_still_takes_back_what_was_returned(self, cast, opened, item):
        item = actions.take("submit", item, by=cast.focal)
        calls.close_call(opened, by=cast.review_head)
        item = actions.take("withdraw", item, by=cast.focal)
        assert rules.refusal(cast.focal, "submit", item) is None

    def test_is_not_locked_twice(self, cast, opened):
        calls.close_call(opened, by=cast.review_head)
        with pytest.raises(rules.MovedOn) as refused:
            calls.close_call(opened, by=cast.review_head)
        assert refused.value.sentence == "Đợt này đã khóa nên không khóa được."
