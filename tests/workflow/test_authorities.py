"""Several authorities: each has its own row and its own turn; the item waits until all have concluded."""

from datetime import date

import pytest
from django.db import connection

from organisations import actions as offices
from organisations.models import ReviewRelation, Subject, Unit
from tests.cast import START, person, unit
from tests.workflow.items import plan
from tests.workflow.walks import issued, second_authority, walk
from workflow import actions, integrity, queries, rules
from workflow.clock import at, today
from workflow.models import Call, CallAuthority, CallUnit, Obligation, ReviewRow, Road

pytestmark = pytest.mark.django_db


START_AT = at(date(2025, 12, 1))


def faults() -> list[str]:
    """What verify_integrity would print."""
    return list(integrity.faults(connection))


@pytest.fixture
def second(cast):
    return second_authority(cast)


def turns() -> set[tuple[str, str]]:
    """(office, capability) of every open duty."""
    return {(row.office.code, row.capability) for row in Obligation.objects.filter(closed_at=None)}


class TestAnOpinionBeforeTheSignature:
    @pytest.fixture
    def sent(self, cast, second):
        return walk(plan(cast, Road.REVIEW_THEN_SIGN), cast, "submit")

    def test_is_asked_of_each(self, cast, second, sent):
        assert turns() == {("so", "review"), ("vp", "review")}
        assert [work.item for work in queries.my_work(cast.reviewer)] == [sent]
        assert [work.item for work in queries.my_work(second[1])] == [sent]

    def test_waits_for_the_last(self, cast, second, sent):
        item = actions.take("begin_review", sent, by=cast.reviewer)
        item = actions.take("pass", item, by=cast.reviewer)
        assert item.state == "under_review"
        assert turns() == {("vp", "review")}
        assert queries.my_work(cast.reviewer) == []
        item = actions.take("pass", item, by=second[1])
        assert item.state == "passed"
        assert turns() == {("xa-mot", "submit")}

    def test_is_not_given_twice(self, cast, second, sent):
        item = actions.take("begin_review", sent, by=cast.reviewer)
        item = actions.take("pass", item, by=cast.reviewer)
        assert rules.refusal(cast.reviewer, "pass", item) == (
            "Rà soát do chuyên viên của cơ quan theo dõi thực hiện: Mai Văn Hai."
        )

    def test_of_one_returns_for_all_and_is_asked_of_all_again(self, cast, second, sent):
        item = actions.take("begin_review", sent, by=cast.reviewer)
        item = actions.take("pass", item, by=cast.reviewer)
        item = actions.take("return", item, by=second[1], comment="Sửa chỉ tiêu.")
        assert (item.state, turns()) == ("returned_by_reviewer", {("xa-mot", "submit")})
        item = actions.take("submit", item, by=cast.focal)
        assert turns() == {("so", "review"), ("vp", "review")}
        assert list(ReviewRow.objects.values_list("sending", "authority__code", "conclusion")) == [
            (1, "so", "pass"),
            (1, "vp", "return"),
            (2, "so", ""),
            (2, "vp", ""),
        ]

    def test_leaves_no_difference(self, cast, second, sent):
        item = actions.take("begin_review", sent, by=cast.reviewer)
        actions.take("pass", item, by=cast.reviewer)
        assert faults() == []


class TestAfterIssue:
    @pytest.fixture
    def item(self, cast, second):
        return issued(walk(plan(cast), cast, "submit", "pass_content", "pass_form", "sign"), cast)

    def test_is_accepted_when_all_have_concluded(self, cast, second, item):
        assert turns() >= {("so", "review"), ("vp", "review")}
        item = actions.take("begin_review", item, by=second[1])
        item = actions.take("accept", item, by=second[1])
        assert (item.state, item.accepted_at) == ("under_review", None)
        assert ("vp", "review") not in turns()
        item = actions.take("accept", item, by=cast.reviewer)
        assert (item.state, item.accepted_by) == ("accepted", cast.reviewer)

    def test_begins_for_the_office_that_pressed_only(self, cast, second, item):
        actions.take("begin_review", item, by=second[1])
        started = dict(ReviewRow.objects.filter(kind="plan").values_list("authority__code", "started_by"))
        assert started == {"so": None, "vp": second[1].pk}

    def test_a_third_office_that_was_not_asked_is_refused(self, cast, second, item):
        over = unit("khac", "Sở Tư pháp tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province)
        ReviewRelation.objects.create(unit=cast.commune, authority=over, subject=Subject.PLAN, valid_from=START)
        late = person("late", "Quách Văn Muộn", over, "reviewer", "Chuyên viên")
        offices.rebuild_reach()
        assert type(item).objects.visible_to(late).get() == item
        assert rules.refusal(late, "begin_review", item) is not None


class TestOfACall:
    def call(self, cast, *more: Unit) -> CallUnit:
        call = Call.objects.create(
            unit=cast.authority,
            code="DB00001",
            subject=Subject.PLAN,
            title="Kế hoạch CCHC 2026",
            year=2026,
            road=Road.REVIEW_THEN_SIGN,
            two_step=True,
            due_on=date(2026, 1, 31),
            created_at=START_AT,
            created_by=cast.review_head,
            state=Call.State.OPEN,
            opened_at=START_AT,
            opened_by=cast.review_head,
        )
        for other in more:
            CallAuthority.objects.create(call=call, authority=other, subject=Subject.PLAN)
        return CallUnit.objects.create(call=call, unit=cast.commune, due_on=call.due_on, officer=cast.reviewer)

    def started(self, cast, row):
        item = plan(cast)
        type(item).objects.filter(pk=item.pk).update(call_unit=row, road=row.call.road, two_step=True)
        item.refresh_from_db()
        return item

    def test_each_authority_of_the_call_is_asked_and_its_officer_named(self, cast, second):
        item = walk(self.started(cast, self.call(cast, second[0])), cast, "submit")
        rows = ReviewRow.objects.filter(object_id=item.pk).values_list("authority__code", "officer")
        assert set(rows) == {("so", cast.reviewer.pk), ("vp", None)}

    def test_an_authority_named_twice_is_asked_once(self, cast, second):
        walk(self.started(cast, self.call(cast, cast.authority)), cast, "submit")
        assert ReviewRow.objects.count() == 1

    def test_each_head_concludes_for_their_own_office(self, cast, second):
        item = walk(self.started(cast, self.call(cast, second[0])), cast, "submit", "begin_review")
        item = actions.take("propose", item, by=cast.reviewer, comment="Đề xuất thông qua.")
        item = actions.take("pass", item, by=cast.review_head)
        assert (item.state, turns()) == ("under_review", {("vp", "review")})
        item = actions.take("propose", item, by=second[1], comment="Đề xuất thông qua.")
        assert rules.refusal(cast.review_head, "pass", item) is not None
        assert actions.take("pass", item, by=second[2]).state == "passed"


class TestASuccessorOfTwoAuthorities:
    def test_owes_one_duty(self, cast, second):
        walk(plan(cast, Road.REVIEW_THEN_SIGN), cast, "submit")
        heir = unit("gop", "Sở hợp nhất tỉnh Thử", Unit.Kind.DEPARTMENT, cast.province)
        for old in (cast.authority, second[0]):
            offices.record_succession(
                predecessor=old,
                successor=heir,
                kind="merge",
                effective_on=today(),
                ground_text="Nghị quyết số 2/NQ-HĐND",
                by=cast.administrator,
            )
        assert turns() == {("gop", "review")}
        assert faults() == []
