"""Tables whose rows are appended and never changed: named once, guarded by triggers on both databases.

``install`` runs after every migrate (SQLite drops triggers when a table is rebuilt); tests lift the
triggers round the flush of transactional tests with ``remove``.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connections


@dataclass(frozen=True)
class AppendOnly:
    """One guarded table. ``once``: columns that may be filled a single time, from empty to a value.

    ``frozen`` are all other columns that must stay as they are while ``once`` is filled.
    """

    label: str
    once: tuple[str, ...] = ()

    @property
    def model(self):
        """The model class of the table."""
        return apps.get_app_config(self.label.split(".")[0]).get_model(self.label.split(".")[1])

    @property
    def table(self) -> str:
        """The table's name in the database."""
        return self.model._meta.db_table

    def columns(self) -> tuple[list[str], list[str]]:
        """(columns that never change, columns that are filled once)."""
        names = [field.column for field in self.model._meta.concrete_fields]
        return [name for name in names if name not in self.once], list(self.once)


_tables: dict[str, AppendOnly] = {}
_MESSAGE = "append-only"


def register(label: str, *, once: tuple[str, ...] = ()) -> None:
    """Guard the table of ``label`` ("app.Model"); ``once`` names columns filled a single time."""
    _tables[label] = AppendOnly(label, once)


def tables() -> tuple[AppendOnly, ...]:
    """All guarded tables."""
    return tuple(_tables.values())


def _change_forbidden(table: AppendOnly, vendor: str) -> str:
    """SQL condition over OLD and NEW under which an update is refused."""
    frozen, once = table.columns()
    if not once:
        return "1 = 1"
    same = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    changed = [f'NEW."{name}" {same} OLD."{name}"' for name in frozen]
    filled = [
        f"(OLD.\"{name}\" IS NOT NULL AND CAST(OLD.\"{name}\" AS TEXT) NOT IN ('', '0') "
        f'AND NEW."{name}" {same} OLD."{name}")'
        for name in once
    ]
    return " OR ".join(changed + filled)


def install(connection) -> None:
    """Create the triggers of every guarded table that exists, replacing old ones."""
    present = set(connection.introspection.table_names())
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION cchc_append_only() RETURNS trigger AS $$ "
                f"BEGIN RAISE EXCEPTION '{_MESSAGE}: %', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"
            )
        for table in tables():
            if table.table in present:
                for statement in _create(table, connection.vendor):
                    cursor.execute(statement)


def _create(table: AppendOnly, vendor: str) -> list[str]:
    name, when = table.table, _change_forbidden(table, vendor)
    if vendor == "postgresql":
        call = "EXECUTE FUNCTION cchc_append_only()"
        return [
            f'CREATE TRIGGER {name}_no_change BEFORE UPDATE ON "{name}" FOR EACH ROW WHEN ({when}) {call}',
            f'CREATE TRIGGER {name}_no_delete BEFORE DELETE ON "{name}" FOR EACH ROW {call}',
            f'CREATE TRIGGER {name}_no_truncate BEFORE TRUNCATE ON "{name}" FOR EACH STATEMENT {call}',
        ]
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}: {name}'); END"
    return [
        f'CREATE TRIGGER {name}_no_change BEFORE UPDATE ON "{name}" WHEN {when} {refuse}',
        f'CREATE TRIGGER {name}_no_delete BEFORE DELETE ON "{name}" {refuse}',
    ]


def remove(connection) -> None:
    """Drop the triggers: for the flush of transactional tests and the rebuild of a demo world."""
    with connection.cursor() as cursor:
        for table in tables():
            for name in _names(table, connection.vendor):
                if connection.vendor == "postgresql":
                    if table.table in connection.introspection.table_names(cursor):
                        cursor.execute(f'DROP TRIGGER IF EXISTS {name} ON "{table.table}"')
                else:
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def _names(table: AppendOnly, vendor: str) -> list[str]:
    kinds = ["no_change", "no_delete"] + (["no_truncate"] if vendor == "postgresql" else [])
    return [f"{table.table}_{kind}" for kind in kinds]


def installed(connection) -> set[str]:
    """Names of the triggers that stand in the database now."""
    wanted = {name for table in tables() for name in _names(table, connection.vendor)}
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()} & wanted


def expected(connection) -> set[str]:
    """Names of the triggers that should stand."""
    return {name for table in tables() for name in _names(table, connection.vendor)}


def install_after_migrate(sender, *, using="default", **kwargs) -> None:
    """Receiver of post_migrate."""
    install(connections[using])
