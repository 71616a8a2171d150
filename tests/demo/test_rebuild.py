"""Building the demo world again, on another day, and on a database that holds real work."""

import pytest
from django.core.management.base import CommandError
from django.db import connection

from organisations.models import Unit, User
from plans.models import Plan
from tests.cast import make_cast
from tests.demo.worlds import make_demo, rows
from tests.workflow.items import plan
from workflow import append_only, integrity
from workflow.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

# Moments of saving are those of the machine and no part of the story.
CLOCK = ("updated_at", "added_at", "password", "last_login", "date_joined", "history_date")
EARLY = ("--as-of", "2023-06-29")


def test_the_same_words_build_the_same_world_ids_and_codes_included():
    make_demo(*EARLY)
    first = rows(*CLOCK)
    make_demo(*EARLY)
    again = rows(*CLOCK)
    assert {label: len(found) for label, found in again.items()} == {
        label: len(found) for label, found in first.items()
    }
    assert [label for label in first if first[label] != again[label]] == []
    assert list(integrity.faults(connection)) == []


def test_another_seed_gives_other_codes_and_the_same_story():
    make_demo("--stage", "draft", "--as-of", "2023-12-31")
    code = Plan.objects.get(origin="written").code
    make_demo("--stage", "draft", "--as-of", "2023-12-31", "--seed", "2")
    assert Plan.objects.get(origin="written").code != code


def test_a_database_with_a_real_account_is_refused_and_left_as_it_is():
    cast = make_cast()
    plan(cast)
    User.objects.exclude(pk=cast.focal.pk).update(is_demo=True)
    before = rows()
    with pytest.raises(CommandError, match="dữ liệu thật"):
        make_demo()
    assert rows() == before
    assert append_only.installed(connection) == append_only.expected(connection)


def test_an_earlier_day_stops_the_story_there():
    make_demo("--as-of", "2023-06-29")
    found = Plan.objects.select_related("unit").order_by("pk")
    assert [(item.unit.code, item.state) for item in found] == [
        ("tu-xuyen", "registered"),
        ("tu-xuyen", "awaiting_chairman"),
    ]
    assert not Unit.objects.filter(code="tan-lap").exists()
    assert all(event.at.date().isoformat() <= "2023-06-29" for event in Event.objects.all())
    assert list(integrity.faults(connection)) == []


@pytest.mark.parametrize("said", [("--as-of", "31/02/2026"), ("--communes", "2")])
def test_words_that_make_no_sense_are_refused(said):
    with pytest.raises(CommandError):
        make_demo(*said)
    assert not User.objects.exists()
