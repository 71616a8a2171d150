"""Tiếp nhận hàng loạt: who is left out is said before anything is done; the act is taken unit by unit (ux 4.9, M95)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.actions import rebuild_reach
from organisations.models import ReviewRelation, Subject
from plans.models import Plan
from reporting.actions import open_round
from reporting.models import Report
from tests.cast import START, Cast, commune
from tests.pages.walks import issued, opened_call, waiting
from tests.reporting import builders
from tests.workflow import walks
from workflow import calls, remarks
from workflow.actions import take
from workflow.models import Call, CallUnit, Event, Item, Obligation, ReviewRow

pytestmark = pytest.mark.django_db


def client(user) -> Client:
    found = Client()
    found.force_login(user)
    return found


def address(call: Call) -> str:
    return f"/dot/{call.code}/tiep-nhan/"


def rows(call: Call) -> list[int]:
    return list(CallUnit.objects.filter(call=call).values_list("pk", flat=True))


def under_review(cast: Cast) -> Plan:
    return take("begin_review", issued(cast, waiting(cast)), by=cast.reviewer)


@pytest.fixture
def call(cast: Cast) -> Call:
    """A call of one step, open for both communes."""
    return opened_call(cast, two_step=False)


def told(answer) -> tuple[list[str], dict[str, str]]:
    ready, left = answer.context["ready"], answer.context["left"]
    return [line.name for line in ready], {line.name: line.why for line in left}


def test_the_check_page_says_who_is_left_out_and_why_and_changes_nothing(cast: Cast, call: Call):
    under_review(cast)
    before = Event.objects.count()
    for ask in (client(cast.reviewer).get, client(cast.reviewer).post):
        answer = ask(address(call), {"unit": rows(call)})
        assert told(answer) == (["Xã Một"], {"Xã Hai": "chưa gửi"})
    assert Event.objects.count() == before


def test_the_ready_ones_are_accepted_and_the_others_stay(cast: Cast, call: Call):
    item = under_review(cast)
    answer = client(cast.reviewer).post(address(call), {"unit": rows(call), "lam": "1"}, follow=True)
    item.refresh_from_db()
    assert (item.state, item.accepted_by) == ("accepted", cast.reviewer)
    assert answer.redirect_chain[0][0] == f"/dot/{call.code}/"
    assert [str(one) for one in answer.context["messages"]] == ["Đã tiếp nhận 1 đơn vị."]
    assert not Obligation.objects.filter(kind="plan", object_id=item.pk, closed_at=None).exists()


def test_a_second_press_does_nothing_and_says_where_they_stand(cast: Cast, call: Call):
    under_review(cast)
    reviewer = client(cast.reviewer)
    reviewer.post(address(call), {"unit": rows(call), "lam": "1"})
    before = Event.objects.count()
    answer = reviewer.post(address(call), {"unit": rows(call), "lam": "1"})
    assert told(answer) == ([], {"Xã Hai": "chưa gửi", "Xã Một": "đã tiếp nhận"})
    assert Event.objects.count() == before


def not_opened(cast: Cast) -> Item:
    return issued(cast, waiting(cast))


def with_open_remark(cast: Cast) -> Item:
    item = under_review(cast)
    remarks.add(item, by=cast.reviewer, text="Ghi rõ căn cứ.")
    return item


def with_answered_remark(cast: Cast) -> Item:
    item = with_open_remark(cast)
    remarks.answer(remarks.for_reader(item, cast.reviewer)[0], by=cast.focal, text="Đã ghi.")
    return item


def with_note(cast: Cast) -> Item:
    item = under_review(cast)
    remarks.add(item, by=cast.reviewer, text="Hỏi thêm ở buổi giao ban.", private=True)
    return item


def with_faults(cast: Cast) -> Item:
    item = under_review(cast)
    item.tasks.update(product_text="", product_type=None)
    return item


def of_two_steps(cast: Cast) -> Item:
    item = under_review(cast)
    Plan.objects.filter(pk=item.pk).update(two_step=True)
    return item


def by_its_author(cast: Cast) -> Item:
    item = under_review(cast)
    Plan.objects.filter(pk=item.pk).update(changed_by=[cast.reviewer.official_id])
    return item


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (not_opened, "chưa mở xem"),
        (with_open_remark, "còn 1 ý kiến"),
        (with_answered_remark, "còn 1 ý kiến"),
        (with_note, ""),
        (with_faults, "còn 7 lỗi"),
        (of_two_steps, "chuyên viên chưa đề xuất kết luận"),
        (by_its_author, "người soạn, người trình không tự duyệt văn bản của mình"),
    ],
)
def test_each_reason_is_named(cast: Cast, call: Call, made, why: str):
    item = made(cast)
    reviewer = client(cast.reviewer)
    _, left = told(reviewer.get(address(call), {"unit": rows(call)}))
    assert left.get("Xã Một", "").split(".")[0] == why
    reviewer.post(address(call), {"unit": rows(call), "lam": "1"})
    item.refresh_from_db()
    assert (item.state == "accepted") is (why == "")


def test_a_unit_of_another_officer_is_left_out_by_name(cast: Cast, call: Call):
    item = under_review(cast)
    ReviewRow.objects.filter(kind=item.kind, object_id=item.pk).update(officer=cast.review_head)
    _, left = told(client(cast.reviewer).get(address(call), {"unit": rows(call)}))
    assert left["Xã Một"].startswith("đơn vị này do Trịnh Thị Kết theo dõi")


def test_nothing_chosen_the_whole_call_and_what_a_filter_shows(cast: Cast, call: Call):
    under_review(cast)
    reviewer, everybody = client(cast.reviewer), (["Xã Một"], {"Xã Hai": "chưa gửi"})
    assert told(reviewer.post(address(call))) == ([], {})
    assert told(reviewer.get(address(call))) == everybody
    assert told(reviewer.post(address(call), {"ca_loc": "1"})) == everybody
    assert told(reviewer.post(f"{address(call)}?tim=xa+hai", {"ca_loc": "1"})) == ([], {"Xã Hai": "chưa gửi"})


def test_an_exempt_unit_is_not_asked_about(cast: Cast, call: Call):
    under_review(cast)
    calls.skip(call.units.get(unit=cast.other_commune), by=cast.review_head, reason="Mới thành lập")
    assert told(client(cast.reviewer).get(address(call), {"unit": rows(call)})) == (["Xã Một"], {})


def test_rows_of_another_call_are_not_touched(cast: Cast, call: Call):
    under_review(cast)
    other = opened_call(cast, year=2027)
    assert told(client(cast.reviewer).get(address(other), {"unit": rows(call)})) == ([], {})


@pytest.mark.parametrize("part", ["focal", "chairman", "viewer", "stranger", "nobody"])
def test_others_do_not_find_the_page(cast: Cast, call: Call, part: str):
    under_review(cast)
    for ask in (client(getattr(cast, part)).get, client(getattr(cast, part)).post):
        assert ask(address(call), {"unit": rows(call), "lam": "1"}).status_code == 404
    assert not Plan.objects.filter(state="accepted").exists()


def test_who_only_oversees_the_call_accepts_nothing(cast: Cast, call: Call):
    item = under_review(cast)
    above = client(cast.administrator)
    _, left = told(above.get(address(call), {"unit": rows(call)}))
    assert left["Xã Một"].startswith("rà soát do chuyên viên của cơ quan theo dõi thực hiện")
    above.post(address(call), {"unit": rows(call), "lam": "1"})
    item.refresh_from_db()
    assert item.state == "under_review"


def test_reports_are_accepted_by_the_head_after_a_proposal(cast: Cast):
    report = builders.write_all(builders.opened(cast), cast.focal)
    report = walks.walk(report, cast, "submit", "pass_content", "pass_form", "sign")
    report = walks.walk(walks.issued(report, cast), cast, "begin_review")
    call = report.call_unit.call
    head = client(cast.review_head)
    assert told(head.get(address(call), {"unit": rows(call)}))[1]["Xã Một"] == "chuyên viên chưa đề xuất kết luận"
    take("propose", report, by=cast.reviewer, comment="Tiếp nhận.")
    head.post(address(call), {"unit": rows(call), "lam": "1"})
    report.refresh_from_db()
    assert (report.state, report.accepted_by) == ("accepted", cast.review_head)


def test_more_units_ask_no_more_queries_of_the_check_page(cast: Cast):
    builders.library(cast)
    for number in range(8):
        more = commune(f"xa-them-{number}", f"xã Thêm {number}", cast.province)
        ReviewRelation.objects.create(unit=more, authority=cast.authority, subject=Subject.REPORT, valid_from=START)
    rebuild_reach()
    round_ = builders.prepared(cast)
    open_round(round_, by=cast.review_head)
    Report.objects.filter(round=round_).update(state="issued")
    reviewer, call = client(cast.reviewer), round_.call

    def asked(count: int) -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            answer = reviewer.get(address(call), {"unit": rows(call)[:count]})
        assert len(answer.context["left"]) == count
        return len(found)

    asked(2)
    assert asked(10) == asked(2)
