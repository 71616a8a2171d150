"""The embedded database is set up so that many threads may write."""

import sqlite3
from contextlib import closing

import pytest
from django.db import connection, transaction

from workflow import append_only

sqlite_only = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="settings of the embedded database")


@sqlite_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 20_000)],
)
def test_the_embedded_database_has(pragma: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (value,)


@sqlite_only
@pytest.mark.django_db(transaction=True)
def test_a_transaction_takes_the_write_lock_at_its_start() -> None:
    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=0)) as other,
        transaction.atomic(),
        pytest.raises(sqlite3.OperationalError, match="database is locked"),
    ):
        other.execute("BEGIN IMMEDIATE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["at first", "after the tables were emptied"])
def test_the_append_only_guards_stand(turn: str) -> None:
    assert append_only.installed(connection) == append_only.expected(connection)
