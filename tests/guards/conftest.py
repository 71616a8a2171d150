"""A world of everything, built once for a file of tests and gone with it."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.guards.world import World, make_world


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """The world; tests of the file share it, each inside a transaction of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)
