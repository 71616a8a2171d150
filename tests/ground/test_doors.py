"""Every address of the portal, tried by somebody who is not signed in."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.ground.writes import recorded_writes

# What a visitor may see: whether the portal is well, and how to sign in; the demo's list of people is posted only.
PUBLIC = {"suc-khoe/": 200, "dang-nhap/": 200, "dang-nhap/vao-vai/": 405}
PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")
SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every route as it is written, for example `ke-hoach/<str:code>/`."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def address(route: str) -> str:
    """The route with something in the place of every parameter."""
    return "/" + PARAMETER.sub(lambda found: SAMPLES.get(found[1] or "str", "1"), route)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("route", [route for route in ROUTES if route not in PUBLIC])
def test_a_visitor_is_sent_to_the_sign_in_page(route: str, method: str) -> None:
    with recorded_writes() as writes:
        response = getattr(Client(), method)(address(route))
    assert (response.status_code, response.get("Location", "").split("?")[0]) == (302, settings.LOGIN_URL)
    assert writes == []


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(("route", "status"), PUBLIC.items())
def test_a_public_page_changes_nothing(route: str, status: int, method: str) -> None:
    with recorded_writes() as writes:
        response = getattr(Client(), method)(address(route))
    assert response.status_code == status
    assert writes == []
