"""Demo worlds for tests: the command, said quietly, and what it has built as plain rows."""

import io

from django.apps import apps
from django.core.management import call_command

OURS = ("organisations", "workflow", "documents", "indicators", "directives", "plans", "reporting")


def make_demo(*said: str) -> None:
    """The command with these words."""
    call_command("make_demo", *said, stdout=io.StringIO())


def rows(*left_out: str) -> dict[str, list[tuple]]:
    """Every row of ours by table, columns named in ``left_out`` apart."""
    found = {}
    for label in OURS:
        for model in apps.get_app_config(label).get_models():
            names = [field.attname for field in model._meta.concrete_fields if field.attname not in left_out]
            found[model._meta.label] = list(model._base_manager.order_by("pk").values_list(*names))
    return found
