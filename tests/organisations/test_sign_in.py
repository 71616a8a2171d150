"""Coming in: one sentence for every failure, no way out to another site, parts only in a demonstration."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from organisations.actions import create_user, rebuild_reach
from organisations.models import Membership, Reach, User
from organisations.roles import Role
from tests.organisations.world import START

PASSWORD = "mot-mat-khau-dai"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng."
ADDRESS = "/dang-nhap/"


@pytest.fixture
def clerk(world):
    clerk = world.users["clerk"]
    clerk.email = "clerk@xa-mot.example"
    clerk.set_password(PASSWORD)
    clerk.save()
    return clerk


@pytest.mark.parametrize("typed", ["clerk", "clerk@xa-mot.example", "CLERK@xa-mot.example"])
def test_a_user_name_or_an_address_signs_in(client, clerk, typed):
    answer = client.post(ADDRESS, {"username": typed, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(clerk.pk)


@pytest.mark.parametrize(
    ("username", "password"),
    [("clerk", "sai"), ("khong-co", PASSWORD), ("khong-co@xa-mot.example", PASSWORD), ("closed", PASSWORD)],
)
def test_every_failure_is_the_same_sentence(client, clerk, username, password):
    User.objects.create_user("closed", password=PASSWORD, is_active=False)
    answer = client.post(ADDRESS, {"username": username, "password": password})
    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [WRONG]
    assert "_auth_user_id" not in client.session


def test_an_address_of_two_accounts_signs_in_nobody(client, clerk):
    User.objects.create_user("twin", email=clerk.email, password=PASSWORD)
    assert client.post(ADDRESS, {"username": clerk.email, "password": PASSWORD}).status_code == 422


@pytest.mark.parametrize(
    ("target", "reached"),
    [("/don-vi/?trang=2", "/don-vi/?trang=2"), ("https://example.org/", "/"), ("//example.org", "/")],
)
def test_after_signing_in_the_way_leads_on_inside_the_portal_only(client, clerk, target, reached):
    answer = client.post(ADDRESS, {"username": "clerk", "password": PASSWORD, "next": target})
    assert answer.url == reached


def test_going_out_is_a_post(client, clerk):
    client.force_login(clerk)
    assert client.get("/dang-xuat/").status_code == 405
    assert client.session["_auth_user_id"] == str(clerk.pk)
    assert client.post("/dang-xuat/").url == ADDRESS
    assert "_auth_user_id" not in client.session


@pytest.fixture
def actor(world):
    actor, _ = create_user(
        username="actor",
        unit=world.units["xa-mot"],
        role=Role.VIEWER,
        valid_from=START,
        is_demo=True,
        by=world.admin,
    )
    return actor


PARTS = {
    "a demo account": (True, "actor", 302),
    "a real account": (True, "clerk", 404),
    "nobody": (True, "", 404),
    "outside a demonstration": (False, "actor", 404),
}


@pytest.mark.parametrize(("demo", "username", "status"), PARTS.values(), ids=PARTS)
def test_a_part_is_taken_only_by_demo_accounts_in_a_demonstration(client, actor, settings, demo, username, status):
    settings.DEMO_SIGN_IN = demo
    answer = client.post(reverse("organisations:demo_sign_in"), {"username": username, "next": "//example.org"})
    assert answer.status_code == status
    assert ("_auth_user_id" in client.session) == (status == 302)
    if status == 302:
        assert answer.url == "/"


def test_the_cast_is_listed_by_world_with_roles_and_names(client, actor, settings):
    settings.DEMO_SIGN_IN = True
    assert client.get(ADDRESS).context["cast"] == [
        {
            "world": "tinh",
            "people": [{"role": "Lãnh đạo xem, Xã Một", "name": "actor", "waits": "", "username": "actor"}],
        }
    ]
    settings.DEMO_SIGN_IN = False
    assert client.get(ADDRESS).context["cast"] == []


def test_a_taken_part_does_not_answer_a_get(client, actor):
    assert client.get(reverse("organisations:demo_sign_in")).status_code == 405


def test_the_own_password_is_changed_with_the_present_one_only(client, clerk):
    client.force_login(clerk)
    address = reverse("organisations:own_password")
    fresh = {"password": "mot-cau-moi-khac", "again": "mot-cau-moi-khac"}
    answer = client.post(address, {"current": "sai", **fresh})
    assert answer.context["form"].errors == {"current": ["Mật khẩu hiện tại chưa đúng."]}
    short = client.post(address, {"current": PASSWORD, "password": "1234", "again": "1234"})
    assert short.status_code == 422
    assert client.post(address, {"current": PASSWORD, **fresh}).url == address
    clerk.refresh_from_db()
    assert clerk.check_password("mot-cau-moi-khac")
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_one_command_makes_the_first_administrator_who_can_sign_in(client, monkeypatch, capsys):
    arguments = ("quantri", "--name", "Nguyễn Văn A", "--unit-name", "Tỉnh Đồng Lâm", "--valid-from", "2025-07-01")
    call_command("first_administrator", *arguments)
    password = capsys.readouterr().out.strip().rsplit(" ", 1)[-1]
    assert client.post(ADDRESS, {"username": "quantri", "password": password}).status_code == 302
    row = Membership.objects.get()
    assert (row.unit.code, row.role) == ("tinh-dong-lam", Role.ADMINISTRATOR)
    with pytest.raises(CommandError, match="Cổng đã có quản trị"):
        call_command("first_administrator", *arguments)


@pytest.mark.django_db
def test_the_command_takes_the_password_from_the_environment_and_does_not_print_it(monkeypatch, capsys):
    monkeypatch.setenv("ADMINISTRATOR_PASSWORD", PASSWORD)
    call_command("first_administrator", "quantri", "--name", "A", "--unit-name", "Tỉnh Đồng Lâm")
    assert PASSWORD not in capsys.readouterr().out
    assert User.objects.get().check_password(PASSWORD)


def test_the_command_rebuilds_reach(world, capsys):
    rows = Reach.objects.count()
    Reach.objects.all().delete()
    call_command("rebuild_reach")
    assert capsys.readouterr().out == f"Tầm nhìn hôm nay: thêm {rows} dòng, bớt 0 dòng.\n"
    assert rebuild_reach() == (0, 0)
