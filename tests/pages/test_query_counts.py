"""How often a page asks the database: the most for every page that is opened often, whatever the number of rows.

Counted are statements on tables; the session's own (it is read and prolonged on every page) are among them.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import TaskProgress
from tests.guards.world import World, make_world
from tests.workflow.items import plan

pytestmark = pytest.mark.django_db
_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def queries(user, address: str) -> int:
    client = Client()
    client.force_login(user)
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return sum(not one["sql"].startswith(_TRANSACTION) for one in asked)


# Part, address ({draft}: mã of the plan that stands so), most statements. Reports are a kind of work more: whoever has
# some of every kind asks once more, and the home of an authority counts rounds of plans and of reports.
MOST = [
    ("focal", "/", 26),
    ("chairman", "/", 23),
    ("records", "/", 22),
    ("reviewer", "/", 23),
    ("review_head", "/", 21),
    ("administrator", "/", 17),
    ("focal", "/viec-cua-toi/", 21),
    ("focal", "/them/", 9),
    ("focal", "/thong-bao/", 16),
    ("focal", "/ke-hoach/", 14),
    ("reviewer", "/ke-hoach/", 15),
    ("reviewer", "/dot/", 14),
    ("reviewer", "/dot/{call}/", 20),
    ("focal", "/cong-van/", 12),
    ("focal", "/cong-van/moi/", 14),
    ("focal", "/van-ban-vien-dan/", 11),
    ("focal", "/van-ban/", 23),
    ("reviewer", "/van-ban/", 16),
    ("focal", "/van-ban/{received}/", 28),
    ("focal", "/van-ban/{received}/thong-tin/", 18),
    ("focal", "/van-ban/{received}/anh-huong/", 28),
    ("focal", "/van-ban/{received}/xu-ly/", 23),
    ("reviewer", "/van-ban/{sent}/noi-nhan/", 24),
    ("records", "/ban-hanh/", 21),
    ("records", "/so-van-ban/di/", 11),
    ("administrator", "/don-vi/", 12),
    ("administrator", "/nguoi-dung/", 14),
    ("administrator", "/lich-lam-viec/", 11),
    ("focal", "/ke-hoach/giai-doan/", 14),
    ("focal", "/nhiem-vu/", 16),
    ("reviewer", "/nhiem-vu/", 17),
    ("focal", "/nhiem-vu/{task}/", 28),
    ("reviewer", "/nhiem-vu/{task}/", 28),
    ("focal", "/ke-hoach/{issued}/phan-cong/", 28),
    ("focal", "/ke-hoach/{draft}/", 42),
    ("focal", "/ke-hoach/{draft}/nhiem-vu/", 39),
    ("focal", "/ke-hoach/{draft}/viec-duoc-giao/", 18),
    ("focal", "/ke-hoach/{issued}/ke-thua/", 30),
    ("reviewer", "/ke-hoach/{issued}/", 39),
    ("focal", "/ke-hoach/{draft}/dien-bien/", 36),
    ("focal", "/ke-hoach/{draft}/kiem-tra/", 31),
    ("focal", "/ke-hoach/{draft}/soan/thong-tin-chung/", 32),
    ("focal", "/ke-hoach/{draft}/soan/can-cu/", 32),
    ("focal", "/ke-hoach/{draft}/soan/noi-nhan/", 33),
    ("focal", "/ke-hoach/{draft}/soan/tthc/", 34),
    ("focal", "/ke-hoach/{draft}/soan/tthc/?ben=y-kien", 35),
    ("chairman", "/ke-hoach/{awaiting}/duyet/", 39),
    ("chairman", "/ke-hoach/{awaiting}/duyet/?phan=toan-van", 36),
    ("chairman", "/ke-hoach/{awaiting}/duyet/ky/", 14),
    ("reviewer", "/ra-soat/{under_review}/", 42),
    ("reviewer", "/ra-soat/{under_review}/?ben=tong-quan&phan=bang", 43),
]


def address_in(world: World, address: str) -> str:
    codes = {key: item.code for key, item in (world.plans | world.directives).items()}
    return address.format(call=world.call.code, task=TaskProgress.objects.latest("pk").code, **codes)


def test_no_page_asks_more_often_than_it_may(world: World):
    asked = [(part, page, queries(getattr(world.cast, part), address_in(world, page))) for part, page, _ in MOST]
    over = [(*one, most) for one, (_, _, most) in zip(asked, MOST, strict=True) if one[2] > most]
    assert over == []


@pytest.mark.parametrize(("part", "page"), [("focal", "/"), ("focal", "/ke-hoach/"), ("reviewer", "/ke-hoach/")])
def test_more_plans_ask_no_more_queries(world: World, part: str, page: str):
    user = getattr(world.cast, part)
    few = queries(user, page)
    for year in range(2030, 2036):
        plan(world.cast, year=year)
    assert queries(user, page) == few
