"""The home page of every role: what is mine, what waits, what comes (ux sections 2.3, 4.1)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import Membership
from organisations.roles import Role
from reporting.models import FigurePart
from tests.cast import START, Cast
from tests.pages.walks import asked_for_opinion, handed_in, issued, opened_call, waiting
from tests.reporting.builders import opened
from tests.workflow.items import letter, plan
from workflow.actions import take
from workflow.clock import now, today
from workflow.models import Notice


def page(user, address: str = "/"):
    client = Client()
    client.force_login(user)
    return client.get(address)


def rows(answer) -> list[str]:
    return [row["title"] for group in answer.context["groups"] for row in group["rows"]]


def queries(user, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def test_the_clerk_reads_a_draft_as_hers_with_one_primary_button(cast: Cast):
    plan(cast)
    letter(cast)
    answer = page(cast.focal)
    assert answer.context["heading"] == "Đến lượt tôi: 2 việc"
    assert rows(answer) == ["Kế hoạch CCHC năm 2026 – soạn và trình", f"{letter_title()} – soạn và trình"]
    main = answer.content.decode().split("<main")[1].split("</main>")[0]
    assert main.count("btn-primary") == 1


def letter_title() -> str:
    return "Công văn V/v xin lùi thời hạn báo cáo"


def test_the_return_reason_stands_in_the_row(cast: Cast):
    item = take("return", waiting(cast), by=cast.chairman, comment="Thiếu sản phẩm ở mục 3.")
    answer = page(cast.focal)
    (group,) = answer.context["groups"]
    (row,) = group["rows"]
    assert row["title"] == "Kế hoạch CCHC năm 2026 – Chủ tịch trả lại"
    assert row["why"].endswith(": “Thiếu sản phẩm ở mục 3.”")
    assert row["act"]["label"] == "Sửa tiếp"
    assert row["url"] == f"/ke-hoach/{item.code}/soan/"


def test_what_was_sent_waits_with_the_others_by_name(cast: Cast):
    waiting(cast)
    (row,) = page(cast.focal).context["waiting"]
    assert row["who"].startswith("Phạm Văn Tịch duyệt, từ ")
    assert row["pill"]["word"] == "Chờ Chủ tịch duyệt"


def test_the_chairman_reads_a_list_of_decisions(cast: Cast):
    item = waiting(cast)
    answer = page(cast.chairman)
    assert answer.context["heading"] == "Chờ tôi duyệt: 1"
    assert answer.context["deciding"] is True
    assert f'href="/ke-hoach/{item.code}/duyet/"' in answer.content.decode()


def test_an_open_call_asks_for_the_plan_that_is_not_begun(cast: Cast):
    opened_call(cast, year=2027)
    (card,) = page(cast.focal).context["new_plans"]
    assert (card["year"], card["row"].call.title) == (2027, "Kế hoạch CCHC năm 2027")


def test_a_unit_without_any_plan_is_offered_to_begin_one(cast: Cast):
    (card,) = page(cast.focal).context["new_plans"]
    assert card["row"] is None
    plan(cast)
    assert page(cast.focal).context["new_plans"] == []


def test_a_reviewer_reads_the_work_by_call(cast: Cast):
    opened_call(cast)
    item = plan(cast)
    issued(cast, handed_in(cast, item))
    answer = page(cast.reviewer)
    (one,) = answer.context["rounds"]
    assert (one["mine"], one["waiting"], one["accepted"], one["total"]) == (1, 1, 0, 2)
    assert one["start"] == f"/ra-soat/{item.code}/"
    assert rows(answer) == []
    assert rows(page(cast.reviewer, "/viec-cua-toi/")) == ["Xã Một: Kế hoạch CCHC năm 2026 – rà soát"]


def test_the_head_reads_what_waits_for_a_conclusion(cast: Cast):
    item = asked_for_opinion(cast, two_step=True)
    take("begin_review", item, by=cast.reviewer)
    take("propose", item, by=cast.reviewer, comment="Đủ điều kiện thông qua.")
    answer = page(cast.review_head)
    assert answer.context["heading"] == "Chờ tôi quyết định: 1"


def test_several_hats_give_the_union_and_chips(cast: Cast):
    Membership.objects.create(user=cast.records, unit=cast.commune, role=Role.FOCAL_POINT, valid_from=START)
    letter(cast)
    take("pass_content", take("submit", plan(cast), by=cast.focal), by=cast.office_head)
    answer = page(cast.records)
    assert [(one["label"], one["count"]) for one in answer.context["chips"]] == [
        ("Tất cả", 2),
        ("Soạn", 1),
        ("Kiểm tra", 1),
    ]
    assert rows(page(cast.records, "/?vai=kiem-tra")) == ["Kế hoạch CCHC năm 2026 – kiểm tra thể thức"]


def test_the_administrator_reads_what_is_set_up(cast: Cast):
    steps = page(cast.administrator).context["steps"]
    assert [(step["label"], step["done"]) for step in steps] == [
        ("Lập đơn vị", True),
        ("Tạo người dùng, phân quyền", True),
        ("Giao cơ quan theo dõi", True),
        ("Mở đợt lập kế hoạch", False),
    ]


def test_the_bars_count_complete_tasks_by_area(cast: Cast):
    item = plan(cast)
    task = item.tasks.first()
    task.timing = ""
    task.save()
    bars = page(cast.focal).context["bars"]
    assert (bars["done"], bars["total"]) == (6, 7)


def test_a_deadline_on_a_day_off_says_when_to_send(cast: Cast):
    opened_call(cast, year=2027, due_on=date(2027, 2, 28))
    (one,) = page(cast.focal).context["coming"]
    assert (one["day"], one["month"], one["note"]) == ("28", "02", "Chủ nhật, ngày nghỉ: nên gửi trước 17:00 thứ Sáu")


@pytest.mark.parametrize("address", ["/", "/viec-cua-toi/", "/thong-bao/"])
def test_thirty_rows_ask_as_often_as_one(cast: Cast, address: str):
    take("submit", letter(cast, title="thứ 0"), by=cast.focal)
    before = queries(cast.office_head, address)
    for number in range(1, 30):
        take("submit", letter(cast, title=f"thứ {number}"), by=cast.focal)
    assert Notice.objects.filter(to=cast.office_head).count() == 30
    assert queries(cast.office_head, address) == before


def test_thirty_items_that_wait_ask_as_often_as_one(cast: Cast):
    take("submit", letter(cast, title="thứ 0"), by=cast.focal)
    before = queries(cast.focal, "/")
    for number in range(1, 20):
        take("submit", letter(cast, title=f"thứ {number}"), by=cast.focal)
    assert queries(cast.focal, "/") == before


def test_everyone_has_a_home(cast: Cast):
    for user in cast.everyone().values():
        if user.kind == "person":
            assert page(user).status_code == 200


def test_a_part_of_figures_waits_with_the_official_it_was_given_to_until_it_is_finished(cast: Cast):
    report = opened(cast, due_on=today() + timedelta(days=10))
    FigurePart.objects.create(report=report, code="2", owner=cast.field)
    words = page(cast.field).content.decode()
    assert f'href="/bao-cao/{report.code}/so-lieu/2/">Nhập số liệu: Cải cách thể chế</a>' in words
    assert "Đến lượt tôi: 1 việc" in words
    FigurePart.objects.update(finished_at=now(), finished_by=cast.field)
    assert "Nhập số liệu" not in page(cast.field).content.decode()
