"""The log and the other append-only tables refuse change in code and in the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.workflow.items import letter
from workflow import append_only, log
from workflow.models import Event, ImmutableRow

pytestmark = pytest.mark.django_db


def test_every_guard_stands_after_migrate():
    assert append_only.installed(connection) == append_only.expected(connection)
    assert {table.label for table in append_only.tables()} >= {
        "workflow.Event",
        "documents.FrozenPaper",
        "documents.Delivery",
    }


@pytest.fixture
def event(cast):
    letter(cast)
    return Event.objects.latest("pk")


def test_code_refuses_to_change_an_event(event):
    with pytest.raises(ImmutableRow):
        event.save()
    with pytest.raises(ImmutableRow):
        event.delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE workflow_event SET comment = 'khác'",
        "DELETE FROM workflow_event",
    ],
)
def test_the_database_refuses_to_change_an_event(event, statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert log.event_hash(Event.objects.get(pk=event.pk)) == event.row_hash
