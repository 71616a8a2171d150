"""The demo world walked by everybody in it: every page opens, and looking changes nothing."""

import io
from collections import Counter
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve

from documents.actions import finish_waiting
from organisations.models import Membership
from tests.ground.writes import recorded_writes

# Different addresses of one route tried per person; the tenth plan opens like the second.
PER_ROUTE = 2
# People who were not offered an address and try it all the same.
TURNS = 3
NOT_A_PAGE = ("/static/", "/dang-xuat/")


class Links(HTMLParser):
    """Addresses that a page offers to follow."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.found += [given[name] or "" for name in ("href", "hx-get") if given.get(name)]


class Walk:
    """One person following every link from the first page; faults are sentences.

    headed: routes that somebody has asked for by HEAD already; every walk adds to it.
    """

    def __init__(self, person, headed: set[str]) -> None:
        self.headed = headed
        self.name = person.username
        self.client = Client(raise_request_exception=False)
        self.client.force_login(person)
        self.seen: dict[str, int] = {}
        self.per_route: Counter[str] = Counter()
        self.faults: list[str] = []

    def go(self) -> "Walk":
        waiting = ["/"]
        while waiting:
            address = waiting.pop()
            if address not in self.seen:
                waiting += self.visit(address)
        return self

    def visit(self, address: str) -> list[str]:
        """Asks by GET, once for each route by HEAD as well; gives the addresses to go on with."""
        route = self.route(address)
        with recorded_writes() as writes:
            answer = self.client.get(address)
            head = answer if route in self.headed else self.client.head(address)
        self.headed.add(route)
        self.seen[address] = answer.status_code
        if answer.status_code not in (200, 302):
            self.faults.append(f"{self.name}: GET {address} -> {answer.status_code}")
        if head.status_code != answer.status_code:
            self.faults.append(f"{self.name}: HEAD {address} -> {head.status_code}, GET -> {answer.status_code}")
        self.faults += [f"{self.name}: {address} wrote {statement}" for statement in writes]
        offered = [answer["Location"]] if answer.status_code == 302 else self.links(answer)
        return [target for target in (self.local(address, link) for link in offered) if target and self.is_new(target)]

    def links(self, answer) -> list[str]:
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            return []
        return Links(answer.content.decode()).found

    def local(self, page: str, link: str) -> str | None:
        """The link as an address of ours, None for one that leads elsewhere or stays on the page."""
        parts = urlsplit(urljoin(f"http://testserver{page}", link))
        if parts.netloc != "testserver" or link.startswith("#") or parts.path.startswith(NOT_A_PAGE):
            return None
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def route(self, address: str) -> str:
        """The pattern behind an address; an address that leads nowhere is a pattern of its own."""
        try:
            return resolve(address.split("?")[0]).route
        except Resolver404:
            return address

    def is_new(self, address: str) -> bool:
        if address in self.seen:
            return False
        route = self.route(address)
        self.per_route[route] += 1
        return self.per_route[route] <= PER_ROUTE


def status(client: Client, address: str) -> int:
    """What a GET of this address answers; it must write nothing whatever it answers."""
    with recorded_writes() as writes:
        answer = client.get(address)
    assert (address, writes) == (address, [])
    return answer.status_code


# On PostgreSQL tests/guards/test_walk opens every address, by more people.
@pytest.mark.one_database
@pytest.mark.django_db(transaction=True)
def test_everybody_opens_every_page_they_are_offered_and_changes_nothing() -> None:
    call_command("make_demo", stdout=io.StringIO())
    # The worker has come by: what the command leaves to it has its file.
    finish_waiting(older_than=timedelta(0))
    held = Membership.objects.filter(user__is_demo=True).select_related("user", "unit").order_by("pk")
    # One person for every role at every kind of unit; for the second look one for every unit.
    headed: set[str] = set()
    walks = [Walk(user, headed).go() for user in {(row.role, row.unit.kind): row.user for row in held}.values()]
    others = [Walk(user, headed) for user in {row.unit_id: row.user for row in held}.values()]
    assert [fault for walk in walks for fault in walk.faults] == []

    # The same addresses by those who were not offered them: opened, refused or unknown, never a fault.
    # They take turns (tests/guards tries every stranger at every address).
    by_route = {walk.route(address): address for walk in walks for address in walk.seen}
    addresses = sorted(by_route.values())
    assert len(addresses) > len(walks)
    strange = [
        (walk.name, address, found)
        for at, address in enumerate(addresses)
        for walk in (others[(at + step) % len(others)] for step in range(TURNS))
        if (found := status(walk.client, address)) not in (200, 302, 403, 404, 409)
    ]
    assert strange == []

    guarded = [address for address in addresses if not address.startswith(settings.LOGIN_URL)]
    assert [address for address in guarded if status(Client(), address) != 302] == []
