"""Every main page of everybody in the demo world: accessible, as wide as the window, silent, and all of it ours."""

import io

import pytest
from django.core.management import call_command

from tests.journeys.people import Arrival
from tests.looks import faults
from tools.screens import PAGES, codes, show, take_part


# It looks and does nothing, so one database is enough (tests/conftest.py).
@pytest.mark.one_database
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
            found += [(who, person.path, *fault) for fault in faults(person.page)]
        person.page.close()
    assert [str(fault) for fault in found] == []
