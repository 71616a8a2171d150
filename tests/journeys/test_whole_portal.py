"""Every main page of everybody in the demo world: accessible, as wide as the window, silent, and all of it ours."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from tests.journeys.people import DESK, NARROW, PHONE, Arrival, Person
from tools.screens import PAGES, codes, show, take_part

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.mark.usefixtures("transactional_db")
def test_nothing_is_found_on_any_main_page_of_anybody(arrives: Arrival) -> None:
    call_command("make_demo", stage="draft", stdout=io.StringIO())
    known, found = codes(), []
    for who in dict.fromkeys(page.who for page in PAGES):
        person = arrives()
        if who:
            take_part(person.page, person.url, who)
        for page in (page for page in PAGES if page.who == who):
            answer = show(person.page, person.url, page, known)
            found += [] if answer.status == page.status else [(who, person.path, answer.status)]
            found += [(who, person.path, *fault) for fault in faults(person)]
        person.page.close()
    assert [str(fault) for fault in found] == []


def faults(person: Person) -> list[tuple]:
    """What axe finds on the open page at a desk and on a telephone, and where it is wider than its window."""
    found = []
    for width, height in (NARROW, PHONE, DESK):
        person.page.set_viewport_size({"width": width, "height": height})
        if person.page.evaluate("document.documentElement.scrollWidth") > width:
            found.append((width, "scrolls sideways"))
        if (width, height) != NARROW:
            results = Axe().run(person.page, options=RULES).response["violations"]
            found += [(width, one["id"], one["nodes"][0]["target"]) for one in results]
    return found
