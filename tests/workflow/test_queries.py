"""Work lists, the turn strip, the words of each audience: queries on duties and events."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.rules import powers_of
from tests.workflow.items import in_state, letter, plan
from tests.workflow.walks import lend, walk
from workflow import actions, queries, rules
from workflow.clock import at, now, set_to, today
from workflow.models import Obligation, Road
from workflow.states import states_on

pytestmark = pytest.mark.django_db


def due(item, days: int | None):
    """Give the open duty of the item a day, counted from today."""
    day = None if days is None else today() + timedelta(days=days)
    Obligation.objects.filter(kind=item.kind, object_id=item.pk, closed_at=None).update(due_on=day)
    return item


class TestMyWork:
    def test_comes_overdue_first_then_by_day_then_what_has_none(self, cast):
        days = {"không hạn": None, "tuần sau": 7, "quá hạn": -3, "mai": 1, "quá hạn lâu": -30}
        for title, count in days.items():
            due(letter(cast, title=title), count)
        found = [work.item.title for work in queries.my_work(cast.focal)]
        assert found == ["quá hạn lâu", "quá hạn", "mai", "tuần sau", "không hạn"]
        assert [work.item.title for work in queries.my_work(cast.focal, limit=2)] == found[:2]
        assert queries.my_work_count(cast.focal) == 5

    def test_belongs_to_whose_turn_it_is_and_to_nobody_else(self, cast):
        item = walk(letter(cast), cast, "submit")
        has = {part for part, user in cast.everyone().items() if queries.my_work(user)}
        assert has == {"office_head"}
        assert [(work.item, work.asked, work.button) for work in queries.my_work(cast.office_head)] == [
            (item, "kiểm tra nội dung", "Kiểm tra")
        ]

    def test_includes_what_was_lent(self, cast):
        item = walk(letter(cast), cast, "submit", "pass_content", "pass_form")
        lend(cast)
        assert [work.item for work in queries.my_work(cast.deputy)] == [item]

    def test_of_a_named_person_is_theirs_alone(self, cast):
        walk(letter(cast), cast, "submit")
        Obligation.objects.filter(closed_at=None).update(person=cast.viewer)
        assert (queries.my_work(cast.office_head), queries.my_work_count(cast.office_head)) == ([], 0)

    def test_says_why_it_came_back(self, cast):
        item = walk(letter(cast), cast, "submit")
        actions.take("return", item, by=cast.office_head, comment="Thiếu căn cứ.")
        (work,) = queries.my_work(cast.focal)
        assert (work.reason, work.asked, work.button) == ("Thiếu căn cứ.", "kiểm tra trả lại", "Sửa tiếp")

    @pytest.mark.parametrize("road", [Road.SIGN_THEN_SEND, Road.REVIEW_THEN_SIGN, Road.LETTER])
    def test_has_words_and_a_door_for_every_turn_of_the_road(self, cast, road):
        for year, state in enumerate(states_on(road), start=2027):
            item = in_state(cast, road, state, year=year)
            for work in [work for user in cast.everyone().values() for work in queries.my_work(user)]:
                assert all((work.title, work.asked, work.button, work.url))
            Obligation.objects.filter(object_id=item.pk).delete()


class TestTheOthers:
    def test_what_i_sent_waits_for_them(self, cast):
        item = walk(letter(cast), cast, "submit")
        assert [work.item for work in queries.waiting_for_others(cast.focal)] == [item]
        assert queries.waiting_for_others(cast.office_head) == []

    def test_what_came_back_to_me_does_not_wait_for_them(self, cast):
        item = walk(letter(cast), cast, "submit")
        actions.take("return", item, by=cast.office_head, comment="Thiếu căn cứ.")
        assert queries.waiting_for_others(cast.focal) == []


class TestDoneRecently:
    def test_is_what_i_closed_newest_first(self, cast):
        first, second = letter(cast, title="một"), letter(cast, title="hai")
        with set_to(now() - timedelta(hours=1)):
            walk(first, cast, "submit")
        walk(second, cast, "submit")
        assert [work.item for work in queries.done_recently(cast.focal)] == [second, first]
        assert queries.done_recently(cast.office_head) == []

    def test_ends_after_a_week(self, cast):
        with set_to(now() - timedelta(days=8)):
            walk(letter(cast), cast, "submit")
        assert queries.done_recently(cast.focal) == []
        assert len(queries.done_recently(cast.focal, days=9)) == 1


class TestTheNumberOfQueries:
    LISTS = [queries.my_work, queries.waiting_for_others, queries.done_recently]

    def count(self, question) -> int:
        with CaptureQueriesContext(connection) as seen:
            question()
        return len(seen)

    @pytest.mark.parametrize("listed", LISTS, ids=lambda verb: verb.__name__)
    def test_of_a_list_is_the_same_for_1_and_30_rows(self, cast, listed):
        user = cast.office_head if listed is queries.my_work else cast.focal
        walk(letter(cast), cast, "submit")
        one = self.count(lambda: listed(user, limit=50))
        for _ in range(29):
            walk(letter(cast), cast, "submit")
        assert len(listed(user, limit=50)) == 30
        assert self.count(lambda: listed(user, limit=50)) == one

    def test_of_available_acts_is_the_same_for_1_and_30_items(self, cast):
        items = [walk(letter(cast), cast, "submit") for _ in range(30)]
        one = self.count(lambda: rules.available(cast.office_head, items[:1]))
        assert self.count(lambda: rules.available(cast.office_head, items)) == one

    def test_of_available_acts_on_plans_is_the_same_for_1_and_5_items(self, cast):
        items = [plan(cast, year=2026 + n) for n in range(5)]
        one = self.count(lambda: rules.available(cast.focal, items[:1]))
        assert self.count(lambda: rules.available(cast.focal, items)) == one


class TestTheTurnStrip:
    def strip(self, item, user):
        return queries.turn(item, rules.Situation(user, [item]))

    def test_says_whose_turn_it_is_and_until_when(self, cast):
        with set_to(at(today() - timedelta(days=1), 16, 20)):
            item = walk(letter(cast), cast, "submit")
        due(item, 2)
        strip = self.strip(item, cast.focal)
        assert (strip.mine, strip.who, strip.asked, strip.due_on, strip.since) == (
            False,
            ("Đào Thị Phòng",),
            "kiểm tra nội dung",
            today() + timedelta(days=2),
            item.state_since,
        )
        assert strip.stops == (
            ("Soạn", "done"),
            ("Kiểm tra", "current"),
            ("Chủ tịch duyệt", "ahead"),
            ("Ban hành", "ahead"),
        )

    def test_is_mine_for_whose_turn_it_is(self, cast):
        item = walk(letter(cast), cast, "submit")
        mine = {part for part, user in cast.everyone().items() if self.strip(item, user).mine}
        assert mine == {"office_head"}

    def test_names_the_office_that_must_act_above(self, cast):
        item = in_state(cast, Road.SIGN_THEN_SEND, "issued")
        assert self.strip(item, cast.focal).who == ("Đỗ Văn Soát",)


# State -> words of author, chairman, clerk, reviewer, head of review (ux 3.4).
WORDS = {
    "draft": ("Đang soạn", "Đang soạn", "Đang soạn", "Chưa gửi", "Chưa gửi"),
    "awaiting_chairman": ("Chờ Chủ tịch duyệt", "Chờ tôi duyệt", "Sắp đến lượt", "Chưa gửi", "Chưa gửi"),
    "issued": ("Đã gửi", "Đã gửi", "Đã ban hành", "Cần rà soát", "Chờ chuyên viên"),
    "concluding": ("Đang được rà soát", "Đang được rà soát", "Đã ban hành", "Chờ kết luận", "Chờ tôi quyết định"),
    "accepted": ("Đã được tiếp nhận", "Đã được tiếp nhận", "Đã được tiếp nhận", "Đã tiếp nhận", "Đã tiếp nhận"),
}


@pytest.mark.parametrize("state", WORDS)
def test_each_audience_reads_its_own_word(cast, state):
    item = in_state(cast, Road.SIGN_THEN_SEND, state, two_step=True)
    parts = ("focal", "chairman", "records", "reviewer", "review_head")
    said = tuple(queries.turn(item, rules.Situation(getattr(cast, part), [item])).state_word for part in parts)
    assert said == WORDS[state]
    columns = [queries.audience(powers_of(getattr(cast, part)), item) for part in parts]
    assert columns == ["author", "chairman", "clerk", "reviewer", "head"]


def test_history_is_told_newest_first(cast):
    item = walk(letter(cast), cast, "submit", "pass_content", "pass_form", "sign")
    assert [event.action for event in queries.history(item)][:5] == [
        "sign",
        "pass_form",
        "pass_content",
        "submit",
        "start",
    ]
