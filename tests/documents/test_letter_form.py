"""The form of a công văn: rows are added without saving, and what must be there on sending is said."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from documents.models import Letter
from tests.cast import Cast, commune

pytestmark = pytest.mark.django_db

NEW = "/cong-van/moi/"


@pytest.fixture
def drafter(cast: Cast) -> Client:
    found = Client()
    found.force_login(cast.focal)
    return found


def typed(**more) -> dict:
    rows = {"TOTAL_FORMS": "2", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "60"}
    sent = {f"{prefix}-{name}": value for prefix in ("gui", "noi-nhan") for name, value in rows.items()}
    return {
        **sent,
        "title": "",
        "body": "Đang viết dở",
        "gui-0-name": "Sở Nội vụ",
        "gui-1-name": "Sở Tài chính",
        **more,
    }


@pytest.mark.parametrize(("table", "counts"), [("gui", (5, 2)), ("noi-nhan", (2, 5)), ("khong-co", (2, 2))])
def test_blank_rows_are_added_and_nothing_is_stored(drafter: Client, table: str, counts: tuple[int, int]):
    answer = drafter.post(NEW, typed(more=table))
    page = answer.content.decode()
    assert answer.status_code == 200
    shown = tuple(len(re.findall(rf'name="{prefix}-\d+-name"', page)) for prefix in ("gui", "noi-nhan"))
    assert shown == counts
    assert [text in page for text in ("Đang viết dở", 'value="Sở Nội vụ"', 'value="Sở Tài chính"')] == [True] * 3
    assert ("aria-invalid" in page, "Có 1 chỗ cần sửa" in page) == (False, False)
    assert Letter.objects.count() == 0


def test_rows_added_so_are_stored_with_the_rest(drafter: Client):
    names = {f"gui-{n}-name": f"Đơn vị {n}" for n in range(5)}
    drafter.post(NEW, typed(title="mời họp", **names, **{"gui-TOTAL_FORMS": "5"}))
    assert [row["name"] for row in Letter.objects.get().addressees] == [f"Đơn vị {n}" for n in range(5)]


@pytest.mark.parametrize("count", ["60", "999999999", "-1", "x", "²"])
def test_rows_end_somewhere(drafter: Client, count: str):
    page = drafter.post(NEW, typed(more="gui", **{"gui-TOTAL_FORMS": count})).content.decode()
    assert len(re.findall(r'name="gui-\d+-name"', page)) <= 60


def test_only_what_may_stay_empty_is_called_optional(drafter: Client):
    page = drafter.get(NEW).content.decode()
    assert re.findall(r'(?:<legend>|">)([^<>]+) <span class="optional">\(không bắt buộc\)</span>', page) == [
        "Đơn vị soạn thảo, viết tắt",
        "Nơi nhận khác",
    ]


def test_everything_that_is_missing_is_said_at_once(drafter: Client):
    answer = drafter.post(NEW, typed(body="", **{"gui-0-name": "", "gui-1-name": ""}))
    told = re.findall(r"<li>(?:<a [^>]*>)?([^<]+)", answer.content.decode().split("chỗ cần sửa")[1].split("</ul>")[0])
    assert (answer.status_code, told) == (
        422,
        [
            "Trích yếu: Ghi trích yếu.",
            "Nội dung: Ghi nội dung.",
            "Ghi ít nhất một nơi nhận ở phần Kính gửi.",
        ],
    )
    assert Letter.objects.count() == 0


def test_more_rows_and_more_units_ask_no_more_queries(drafter: Client, cast: Cast):
    def queries(**more) -> int:
        with CaptureQueriesContext(connection) as asked:
            drafter.post(NEW, typed(more="gui", **more))
        return len(asked)

    # The first page of a minute reads the names that its session keeps.
    drafter.get("/")
    few = queries()
    for n in range(5):
        commune(f"xa-{n}-nua", f"xã {n} nữa", cast.province)
    assert queries(**{"gui-TOTAL_FORMS": "20"}) == few
