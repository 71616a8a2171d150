"""The short wait after repeated wrong passwords: whom it meets, whom not, and how it ends."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory

from organisations import clock
from organisations.actions import signing_in
from organisations.actions.signing_in import LIMITS, NAME, Try, begin_try
from organisations.addresses import client_address
from organisations.models import SignInCount, User
from tests.organisations.test_sign_in import ADDRESS, PASSWORD, WRONG

pytestmark = pytest.mark.django_db
WAIT = "Đăng nhập sai nhiều lần nên phải đợi {} rồi mới thử lại được. Quên mật khẩu thì liên hệ quản trị của đơn vị để đặt lại."
NOON = clock.at(clock.today(), 12)


@pytest.fixture(autouse=True)
def noon():
    """The clock stands still unless a test moves it."""
    with clock.set_to(NOON):
        yield


@pytest.fixture
def people():
    """Two accounts that sign in by password."""
    return [User.objects.create_user(name, password=PASSWORD, email=f"{name}@xa.example") for name in ("lan", "mai")]


def sign_in(username: str, password: str = "sai", address: str = "203.0.113.7"):
    client = Client(REMOTE_ADDR=address)
    answer = client.post(ADDRESS, {"username": username, "password": password})
    return answer.status_code, answer.context["form"].non_field_errors() if answer.context else []


def wrong(username: str, times: int, address: str = "203.0.113.7") -> list[int]:
    return [sign_in(username, address=address)[0] for _ in range(times)]


@pytest.mark.parametrize("username", ["lan", "khong-ai-co-ten-nay"])
def test_after_five_wrong_passwords_the_next_try_waits_whether_the_name_exists_or_not(people, username):
    assert wrong(username, 5) == [422] * 5
    assert sign_in(username) == (429, [WAIT.format("1 phút")])


def test_the_answer_says_when_to_come_back(people):
    wrong("lan", 5)
    answer = Client().post(ADDRESS, {"username": "lan", "password": "sai"})
    assert (answer.status_code, answer["Retry-After"]) == (429, "60")
    with clock.set_to(NOON + timedelta(seconds=20)):
        assert sign_in("lan") == (429, [WAIT.format("40 giây")])


def test_the_right_password_waits_as_well_and_signs_in_after(people):
    wrong("lan", 5)
    assert sign_in("lan", PASSWORD)[0] == 429
    with clock.set_to(NOON + timedelta(seconds=61)):
        assert sign_in("lan", PASSWORD) == (302, [])
        assert wrong("lan", 4) == [422] * 4
        assert sign_in("lan", PASSWORD) == (302, [])


@pytest.mark.parametrize("typed", ["LAN", " lan ", "lan@xa.example", "LAN@XA.example"])
def test_one_name_in_any_writing_is_one_name(people, typed):
    wrong("lan", 5)
    assert sign_in(typed)[0] == 429


def test_another_person_signs_in_meanwhile_from_the_same_address(people):
    wrong("lan", 6)
    assert sign_in("mai", PASSWORD) == (302, [])


def test_the_name_waits_at_every_address(people):
    wrong("lan", 5)
    assert sign_in("lan", PASSWORD, address="198.51.100.1")[0] == 429


def test_many_names_from_one_address_make_the_address_wait_and_no_other(people, monkeypatch):
    monkeypatch.setitem(LIMITS, "address", 8)
    assert [sign_in(f"ten-{number}")[0] for number in range(8)] == [422] * 8
    assert sign_in("mai", PASSWORD)[0] == 429
    assert sign_in("mai", PASSWORD, address="198.51.100.1") == (302, [])


def test_right_passwords_do_not_fill_an_address_and_do_not_empty_it(people, monkeypatch):
    monkeypatch.setitem(LIMITS, "address", 4)
    assert [sign_in("mai", PASSWORD)[0] for _ in range(6)] == [302] * 6
    assert [sign_in(f"ten-{number}")[0] for number in range(3)] == [422] * 3
    assert sign_in("mai", PASSWORD) == (302, [])
    assert (sign_in("ten-3")[0], sign_in("ten-4")[0]) == (422, 429)


def test_each_further_failure_waits_longer_up_to_five_minutes(people):
    wrong("lan", 5)
    waited, moment = [], NOON
    for _ in range(4):
        with clock.set_to(moment):
            waited.append(begin_try(Try("lan")))
        moment += timedelta(seconds=waited[-1])
        with clock.set_to(moment):
            assert sign_in("lan", address="") == (422, [WRONG])
    assert waited == [60, 120, 240, 300]


def test_after_a_quiet_quarter_of_an_hour_counting_starts_afresh(people):
    wrong("lan", 4)
    with clock.set_to(NOON + timedelta(minutes=16)):
        assert wrong("lan", 5) == [422] * 5


def test_tries_sent_side_by_side_are_counted_before_any_password_is_looked_at():
    assert [begin_try(Try("lan")) for _ in range(LIMITS[NAME] + 1)] == [0] * LIMITS[NAME] + [60]


def test_during_the_wait_no_password_is_looked_at(people, monkeypatch):
    wrong("lan", 5)
    monkeypatch.setattr("organisations.accounts.Accounts.authenticate", None)
    assert sign_in("lan", PASSWORD)[0] == 429


def test_a_form_without_name_or_password_counts_nothing(people):
    for data in ({}, {"username": "lan"}, {"password": "sai"}):
        Client().post(ADDRESS, data)
    assert not SignInCount.objects.exists()


def test_neither_names_nor_addresses_are_stored_and_old_rows_go(people):
    wrong("lan", 1)
    said = str(list(SignInCount.objects.values_list()))
    assert ("lan" in said, "203.0.113.7" in said) == (False, False)
    with clock.set_to(NOON + signing_in.THROWN_AWAY + timedelta(minutes=1)):
        wrong("mai", 1, address="198.51.100.1")
    assert SignInCount.objects.count() == 2


# TRUSTED_PROXIES, REMOTE_ADDR, X-Forwarded-For → address
SEEN = [
    (0, "203.0.113.7", "", "203.0.113.7"),
    (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
    (1, "10.0.0.2", "203.0.113.7", "203.0.113.7"),
    (1, "10.0.0.2", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
    (2, "10.0.0.2", "198.51.100.1, 203.0.113.7, 10.0.0.9", "203.0.113.7"),
    (2, "10.0.0.2", "203.0.113.7", ""),
    (1, "10.0.0.2", "", ""),
    (1, "10.0.0.2", "unknown", ""),
    (0, "", "", ""),
    (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::"),
    (0, "::ffff:203.0.113.7", "", "203.0.113.7"),
]


@pytest.mark.parametrize(("proxies", "remote", "forwarded", "address"), SEEN)
def test_the_address_is_the_one_that_the_trusted_proxies_saw(settings, proxies, remote, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(RequestFactory().get("/", REMOTE_ADDR=remote, **headers)) == address
