"""The floors of the house: what pyproject.toml promises, and what imports alone cannot show."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
FLOORS = list(reversed(CONTRACTS[0]["layers"]))
OURS = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
# The registries of design's low floors are the only places that look a model up by name.
REGISTRIES = {"workflow/append_only.py"}


def sources() -> list[Path]:
    """Every Python file of ours that runs in the portal."""
    return [file for name in OURS for file in sorted((ROOT / name).rglob("*.py")) if "migrations" not in file.parts]


def relations() -> list[tuple[models.Field, str, str]]:
    """Every foreign key, one-to-one and many-to-many of our models with the apps at both ends."""
    return [
        (field, model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        if model._meta.app_label in FLOORS and not model._meta.auto_created
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation
    ]


def test_every_app_of_ours_has_its_floor() -> None:
    assert sorted(FLOORS) == sorted(OURS)


def test_both_contracts_name_the_same_apps() -> None:
    assert sorted([*CONTRACTS[1]["containers"], "cchc_portal"]) == sorted(FLOORS)


def test_fields_point_down_or_sideways() -> None:
    upward = [
        str(field)
        for field, source, target in relations()
        if target in FLOORS and FLOORS.index(target) > FLOORS.index(source)
    ]
    assert upward == []


def test_a_field_that_crosses_floors_leaves_no_name_behind() -> None:
    visible = [
        str(field)
        for field, source, target in relations()
        if target in FLOORS and source != target and not field.remote_field.hidden
    ]
    assert visible == []


@pytest.mark.parametrize("banned", [r"\bget_model\(", r"(?<!\")\bContentType\b", r"\bGenericForeignKey\b"])
def test_no_model_is_looked_up_by_name(banned: str) -> None:
    found = {str(file.relative_to(ROOT)) for file in sources() if re.search(banned, file.read_text())}
    assert found - REGISTRIES == set()


@pytest.mark.parametrize("name", ["core", "common", "utils", "helpers", "services", "managers"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert [str(file) for file in sources() if name in (file.stem, file.parent.name)] == []
