"""Whether a database holds a demo world, real work or nothing, and how a demo world is emptied."""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from organisations.models import Unit, User
from workflow import append_only

# Apps whose tables a rebuild empties; reference data are loaded again afterwards.
_OURS = ("organisations", "workflow", "documents", "indicators", "directives", "plans", "reporting")


def is_empty() -> bool:
    """No account and no unit yet."""
    return not User.objects.exists() and not Unit.objects.exists()


def may_rebuild() -> bool:
    """Whether every account is a demo account (also true when there is none)."""
    return not User.objects.filter(is_demo=False).exists()


def empty() -> None:
    """Delete everything of ours and start the numbering of rows again."""
    models = [model for label in _OURS for model in apps.get_app_config(label).get_models()]
    append_only.remove(connection)
    try:
        _delete([model._meta.db_table for model in models])
    finally:
        append_only.install(connection)


def _delete(tables: list[str]) -> None:
    style = no_style()
    if connection.vendor == "sqlite":
        with connection.constraint_checks_disabled(), transaction.atomic():
            _run(connection.ops.sql_flush(style, tables, reset_sequences=True, allow_cascade=False))
        return
    _run(connection.ops.sql_flush(style, tables, reset_sequences=True, allow_cascade=True))


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
