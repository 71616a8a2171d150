"""Sessions: written once a minute, ended after 30 minutes without an act; titles kept for a minute, rights never."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cchc_portal import sessions
from organisations.models import Appointment, Membership
from tests.cast import Cast
from workflow.clock import today

pytestmark = pytest.mark.django_db
NOON = 1_800_000_000.0


@pytest.fixture
def client(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The chairman, who has opened a page at noon."""
    found = Client()
    found.force_login(cast.chairman)
    at(monkeypatch, 0)
    found.get("/")
    return found


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Set the clock of the sessions to so many seconds after noon."""
    monkeypatch.setattr(sessions, "time", lambda: NOON + seconds)


def writes(client: Client) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/").status_code == 200
    return sum(one["sql"].startswith(("UPDATE", "INSERT")) and "django_session" in one["sql"] for one in seen)


@pytest.mark.parametrize(("seconds", "written"), [(1, 0), (59, 0), (60, 1), (1700, 1), (-1, 1)])
def test_a_session_is_written_once_a_minute(client: Client, monkeypatch, seconds: float, written: int):
    at(monkeypatch, seconds)
    assert writes(client) == written


def test_what_is_written_moves_the_end(client: Client, monkeypatch):
    Session.objects.update(expire_date=Session.objects.get().expire_date - timedelta(minutes=20))
    before = Session.objects.get().expire_date
    writes(client)
    assert Session.objects.get().expire_date == before
    at(monkeypatch, 61)
    writes(client)
    assert Session.objects.get().expire_date - before > timedelta(minutes=19)


def test_a_session_that_was_not_prolonged_is_over(client: Client):
    Session.objects.update(expire_date=Session.objects.get().expire_date - timedelta(minutes=32))
    assert client.get("/").status_code == 302


def test_a_visitor_gets_no_session():
    visitor = Client()
    visitor.get("/dang-nhap/")
    assert not Session.objects.exists()


def test_a_title_is_a_minute_old_at_most(client: Client, cast: Cast, monkeypatch):
    Appointment.objects.filter(official=cast.chairman.official).update(title="Quyền Chủ tịch")
    assert "Quyền Chủ tịch" not in client.get("/").content.decode()
    at(monkeypatch, 60)
    assert "Quyền Chủ tịch" in client.get("/").content.decode()


def test_a_right_is_never_kept(client: Client, cast: Cast):
    address = "/don-vi/"
    assert client.get(address).status_code == 200
    Membership.objects.filter(user=cast.chairman).update(valid_to=today() - timedelta(days=1))
    assert address not in client.get("/").content.decode()
