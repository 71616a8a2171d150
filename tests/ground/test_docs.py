"""The documentation names what is there: pages, commands, variables, words of the code."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = Path(settings.BASE_DIR)
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
OPERATIONS = (ROOT / "docs/operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_and_picture_is_there(page: Path) -> None:
    links = re.findall(r"\[[^\]]*\]\(([^)#:]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_command_of_ours_is_described_and_no_other() -> None:
    ours = {name for name, app in get_commands().items() if isinstance(app, str) and (ROOT / app).is_dir()}
    table = OPERATIONS.split("## Commands")[1].split("\n###")[0]
    assert set(re.findall(r"^\| `(\w+)", table, re.MULTILINE)) == ours


def test_every_variable_is_described() -> None:
    names = set(
        re.findall(r'env(?:\.\w+)?\("([A-Z_]+)"', (ROOT / "cchc_portal/settings.py").read_text(encoding="utf-8"))
    )
    # Set by the tests alone.
    assert {name for name in names if f"`{name}`" not in OPERATIONS} == {"CELERY_TASK_ALWAYS_EAGER"}


def test_every_model_of_the_glossary_is_there() -> None:
    words = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    named = set(
        re.findall(r"`(organisations|workflow|documents|indicators|directives|plans|reporting)\.([A-Z]\w+)`", words)
    )
    assert sorted(one for one in named if not hasattr(import_module(f"{one[0]}.models"), one[1])) == []
