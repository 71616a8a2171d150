"""What every test may use: the browser, private servers, a cheap password hash."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck
from playwright.sync_api import expect

from documents.layout.codec import paper_hash
from tests.cast import Cast, make_cast
from tools import private_servers, system_packages
from workflow import append_only

_BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}
_REDIS_FIXTURES = {"redis_url"}
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}
_JOURNEYS = Path(__file__).parent / "journeys"


def pytest_configure() -> None:
    # Argon2 takes 0.2 s by design; the order of the real list is a test of its own.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A machine with other work shows a page late; what never comes still fails.
    expect.set_options(timeout=20_000)
    hypothesis.settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def papers_pressed_once(django_test_environment: None) -> Iterator[None]:
    """The same paper gives the same bytes (tests/documents prove it), so a run presses each paper once.

    Only the press behind the acts remembers; the tests of the press itself call it directly.
    """
    from documents.actions import issuing  # the apps are ready now

    press = issuing.render_pdf
    own = Path(settings.DATA_DIR)
    kept = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "pressed"
    kept.mkdir(exist_ok=True)

    def remembered(paper):
        file = kept / paper_hash(paper)
        if not file.exists():
            fresh = own / f"{file.name}.new"
            fresh.write_bytes(press(paper))
            fresh.replace(file)
        return file.read_bytes()

    issuing.render_pdf = remembered
    # What was imported lives as long as the run; looking through it again and again costs minutes.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    yield
    issuing.render_pdf = press


_flush = TransactionTestCase._fixture_teardown


def _flush_without_guards(case: TransactionTestCase) -> None:
    """A transactional test ends by emptying every table, which the append-only ones refuse; migrate's signal
    puts the guards back."""
    for connection in connections.all():
        append_only.remove(connection)
    _flush(case)


TransactionTestCase._fixture_teardown = _flush_without_guards  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks tests by what they ask for, and skips those whose server or browser this machine lacks."""
    lacking = {need.what for need in system_packages.missing("test")}
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for marker, wanted, what in (("browser", _BROWSER_FIXTURES, "Chromium"), ("redis", _REDIS_FIXTURES, "Redis")):
            if fixtures & wanted:
                item.add_marker(marker)
                if what in lacking:
                    item.add_marker(pytest.mark.skip(reason=f"{what} is not installed"))
        if _says_the_same_on_every_database(item, fixtures):
            item.add_marker("one_database")


def _says_the_same_on_every_database(item: pytest.Item, fixtures: set[str]) -> bool:
    """Whether a second database can tell nothing new: none is asked, or a browser looks at what the first one filled.

    The walks of tests/journeys are acts from end to end and go to every database.
    """
    asks = item.get_closest_marker("django_db") is not None or bool(fixtures & _DATABASE_FIXTURES)
    return not asks or bool(fixtures & _BROWSER_FIXTURES and _JOURNEYS not in item.path.parents)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """Address of a Redis of this run's own."""
    with private_servers.redis() as address:
        yield address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The system's Chromium, headless, without a word to the network."""
    return {
        "executable_path": system_packages.chromium(),
        "headless": True,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """An office computer in Vietnam; a test that wants a telephone sets the page's size."""
    return {
        **browser_context_args,
        "viewport": {"width": 1366, "height": 768},
        "locale": "vi-VN",
        "timezone_id": "Asia/Ho_Chi_Minh",
    }


@pytest.fixture
def cast(db: None) -> Cast:
    """The fixed cast, see tests.cast."""
    return make_cast()
