"""Every address of the portal, opened by everyone: who may look, and that looking changes nothing."""

import hashlib

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client

from tests.ground.writes import recorded_writes
from tests.guards.world import addresses, patterns

pytestmark = pytest.mark.django_db

# What a visitor may open: whether the portal is well, and how to sign in.
PUBLIC = {"suc-khoe/", "dang-nhap/", "dang-nhap/vao-vai/"}
# The catalogue of components, for development only.
CATALOGUE = "he-thong/thanh-phan/"
ROUTES = sorted(route for route in patterns() if not route.startswith(CATALOGUE))
# 202: the file is still being made; 409: the item stands elsewhere.
OPENED = (200, 202, 302, 403, 404, 405, 409)
OURS = ("organisations", "workflow", "documents", "indicators", "directives", "plans", "reporting")


def everything() -> dict[str, str]:
    """Each table of ours with the hash of all its rows."""
    found = {}
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            rows = model._base_manager.order_by("pk").values_list()
            found[model._meta.label] = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
    return found


def everywhere(world, part: str) -> list[str]:
    """Every address of every route for those who try hardest, one of each route for the others."""
    most = None if part in THOROUGH else 1
    return [address for route in ROUTES for address in addresses(route, world)[:most]]


def test_every_route_has_something_to_open(world):
    empty = [route for route in ROUTES if not addresses(route, world)]
    assert empty == []


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_a_visitor_is_sent_to_the_sign_in_page(world, method):
    client, told = Client(), []
    with recorded_writes() as writes:
        for route in ROUTES:
            if route not in PUBLIC:
                for address in addresses(route, world):
                    answer = getattr(client, method)(address)
                    if answer.status_code not in (404, 405) and not (
                        answer.status_code == 302 and answer["Location"].startswith(settings.LOGIN_URL)
                    ):
                        told.append((address, answer.status_code))
    assert (told, writes) == ([], [])


# People of other units; "nobody" has an account and no membership that holds.
OUTSIDERS = ("stranger", "nobody", "other_focal", "other_chairman")
THOROUGH = ("stranger", "other_focal")


@pytest.mark.parametrize("part", OUTSIDERS)
def test_people_of_other_units_read_nothing_of_this_one(world, part):
    client, told = Client(raise_request_exception=False), []
    client.force_login(getattr(world.cast, part))
    private = world.private_codes()
    with recorded_writes() as writes:
        for address in everywhere(world, part):
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            words = body.decode(errors="replace") if answer.status_code == 200 else ""
            asked = {code for code in private if code in address}
            told += [(address, code) for code in private - asked if code in words]
            if answer.status_code not in OPENED or (asked and answer.status_code == 200):
                told.append((address, answer.status_code))
    assert (told, writes) == ([], [])


@pytest.mark.parametrize("part", OUTSIDERS)
def test_people_of_other_units_change_nothing_of_this_one(world, part):
    client, told = Client(raise_request_exception=False), []
    client.force_login(getattr(world.cast, part))
    before, private = everything(), world.private_codes()
    for address in everywhere(world, part):
        if any(code in address for code in private):
            answer = client.post(address)
            if answer.status_code not in (403, 404, 405):
                told.append((address, answer.status_code))
    assert told == []
    assert everything() == before


# People of the unit and of its authority, in the order in which they take turns at the addresses of a route.
INSIDERS = (
    "focal",
    "field",
    "office_head",
    "records",
    "chairman",
    "deputy",
    "viewer",
    "reviewer",
    "review_head",
    "administrator",
    "service",
)
AT_A_ROUTE = 1
# Of how many insiders one asks for the head of a route's page as well.
HEAD_BY_ONE_IN = 3


def turn_of(part: str, found: list[str]) -> list[str]:
    """The addresses of a route that one insider opens: one each, all of them between the eleven."""
    first = INSIDERS.index(part) * AT_A_ROUTE
    return list(dict.fromkeys(found[(first + step) % len(found)] for step in range(AT_A_ROUTE)))


def test_between_them_insiders_open_every_address(world):
    for route in ROUTES:
        found = addresses(route, world)
        opened = {address for part in INSIDERS for address in turn_of(part, found)}
        assert opened == set(found), route


@pytest.mark.parametrize("part", INSIDERS)
def test_looking_changes_nothing_and_never_fails(world, part):
    client, told = Client(raise_request_exception=False), []
    client.force_login(getattr(world.cast, part))
    before = everything()
    with recorded_writes() as writes:
        for at, route in enumerate(ROUTES):
            heads = (at + INSIDERS.index(part)) % HEAD_BY_ONE_IN == 0
            for address in turn_of(part, addresses(route, world)):
                got = client.get(address).status_code
                # A refusal has no other head.
                head = client.head(address).status_code if heads and got < 400 else got
                if got not in OPENED or head != got:
                    told.append((address, got, head))
    assert (told, writes) == ([], [])
    assert everything() == before
