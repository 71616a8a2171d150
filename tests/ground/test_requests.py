"""What every answer carries, and which requests are refused before a view sees them."""

import pytest
from django.conf import settings
from django.test import Client

TYPED = "application/x-www-form-urlencoded"


@pytest.mark.django_db
def test_the_health_page_is_public_and_says_the_database_answers(client: Client) -> None:
    response = client.get("/suc-khoe/")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})


def test_the_health_page_says_503_when_the_database_does_not_answer(client: Client, unreachable_database) -> None:
    response = client.get("/suc-khoe/")
    assert (response.status_code, response.json()) == (503, {"database": "unreachable"})


@pytest.fixture
def unreachable_database(monkeypatch: pytest.MonkeyPatch, django_db_blocker):
    """The database names a file in a folder that does not exist, or a server that is not there."""
    from django.db import connection

    with django_db_blocker.unblock():
        connection.close()
        monkeypatch.setitem(connection.settings_dict, "NAME", "/nonexistent/portal")
        yield
        connection.close()


@pytest.mark.django_db
def test_every_answer_carries_the_safe_headers(client: Client) -> None:
    response = client.get("/suc-khoe/")
    policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-src": "'self'",
        "frame-ancestors": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
    }
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_page_that_says_nothing_about_it_asks_for_sign_in(client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, response["Location"].split("?")[0]) == (302, settings.LOGIN_URL)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content_type", "size", "status"),
    [
        (TYPED, settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, 413),
        ("multipart/form-data; boundary=x", settings.REQUEST_MAX_SIZE + 1, 413),
        ("application/json", settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, 413),
    ],
)
def test_a_request_that_is_too_large_gets_the_413_page(
    client: Client, content_type: str, size: int, status: int
) -> None:
    response = client.post(settings.LOGIN_URL, data=b"x" * size, content_type=content_type)
    assert response.status_code == status
    assert "text/html" in response["Content-Type"]
    assert [template.name for template in response.templates][:1] == ["413.html"]


@pytest.mark.django_db
def test_a_multipart_form_whose_text_is_too_large_gets_the_413_page() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(settings.LOGIN_URL, {"text": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert response.status_code == 413
