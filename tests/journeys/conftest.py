"""Persons at browsers of their own, and a cast that can sign in."""

from collections.abc import Iterator

import pytest

from plans import reference
from tests.cast import Cast, make_cast
from tests.journeys.people import Arrival, Person, with_password


@pytest.fixture
def arrives(new_context, live_server) -> Iterator[Arrival]:
    """A person arrives: ``arrives()`` at the sign-in, ``arrives(user)`` signed in; options go to the browser.

    When the walk is over, no browser may have complained.
    """
    people: list[Person] = []

    def arrive(user=None, **options) -> Person:
        size = options.pop("size", None)
        person = Person(new_context(**options), live_server.url, **({"size": size} if size else {}))
        people.append(person)
        return person.sign_in(user) if user is not None else person

    yield arrive
    assert [complaint for person in people for complaint in person.complaints] == []


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The fixed cast with passwords, and the plan template."""
    cast = make_cast()
    for user in cast.everyone().values():
        with_password(user)
    reference.load()
    return cast
