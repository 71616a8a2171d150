"""What holds over the whole codebase: scoped models, migrations, templates in use, words for every act."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command

from organisations.models import Unit
from tests.guards.world import patterns
from workflow.states import ACTIONS, ROADS, STATES

ROOT = Path(settings.BASE_DIR)
OURS = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]

# Rows with a unit that are not read through visible_to, each with the reason.
UNSCOPED = {
    "organisations.Unit": "the directory of units is public inside the portal",
    "organisations.Reach": "it is the scope itself",
    "organisations.UnitSetting": "read through its unit's page, changed by its administrator",
    "organisations.Succession": "history of units is public inside the portal",
    "organisations.ReviewRelation": "who follows whom is public inside the portal",
    "organisations.Appointment": "the directory of offices is public inside the portal",
    "organisations.Membership": "read by powers_of for one person, listed for administrators only",
    "organisations.Delegation": "read by powers_of for one person, listed on the unit's page",
    "workflow.CallAuthority": "a part of its call, never read by itself",
    "plans.PlanTemplate": "the khung kế hoạch of an authority is public inside the portal",
}


def our_models():
    return [model for name in OURS for model in apps.get_app_config(name.split(".")[0]).get_models()]


def test_every_model_with_a_unit_is_scoped_or_says_why_not():
    unscoped = {
        model._meta.label
        for model in our_models()
        if not model.__name__.startswith("Historical")
        and any(field.is_relation and field.related_model is Unit for field in model._meta.fields)
        and not hasattr(model._default_manager.get_queryset(), "visible_to")
    }
    assert unscoped == set(UNSCOPED)


@pytest.mark.django_db
def test_the_migrations_are_those_of_the_models():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_every_act_has_words_and_is_used():
    for action in ACTIONS.values():
        assert action.label
        assert action.done
    assert set(ACTIONS) == {step.action for steps in ROADS.values() for step in steps}


def test_every_act_that_needs_a_reason_asks_for_it():
    needs = {step.action for steps in ROADS.values() for step in steps if step.comment}
    assert {key for key, action in ACTIONS.items() if action.asks} == needs


def test_every_state_has_words_for_all_five_audiences():
    for state in STATES.values():
        assert len(state.words) == 5
        assert all(state.words)


def test_every_route_has_a_name_of_its_own():
    assert [route for route, name in patterns().items() if not name] == []


def _python() -> str:
    files = [file for name in [*OURS, "cchc_portal"] for file in (ROOT / name).rglob("*.py")]
    return "\n".join(file.read_text() for file in files)


# Django finds these by itself.
FOUND_BY_NAME = re.compile(r"^(\d{3}|403_csrf)\.html$")


def test_every_template_is_used():
    folder = ROOT / "templates"
    templates = {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.html")}
    code = _python()
    words = code + "\n".join(templates.values())
    # A name may be put together from a folder and a key: f"plans/edit/{key}.html".
    built = [re.escape(name).replace(r"\{", "{") for name in re.findall(r'f"([\w/]+\{[^"]+\}[\w/.]*\.html)"', code)]
    shapes = [re.compile(re.sub(r"\{.*?\}", r"[\\w-]+", name)) for name in built]
    unused = [
        name
        for name in templates
        if name not in words
        and not FOUND_BY_NAME.match(name)
        and not any(shape.fullmatch(name) for shape in shapes)
        and not name.startswith("catalogue/")
    ]
    assert unused == []


def test_no_template_carries_style_or_script_of_its_own():
    folder = ROOT / "templates"
    banned = re.compile(r"""\sstyle=|\son[a-z]+=["']|hx-on|<script(?![^>]*\ssrc=)(?![^>]*application/json)""")
    found = [
        f"{file.relative_to(folder)}: {match[0]}"
        for file in sorted(folder.rglob("*.html"))
        for match in banned.finditer(file.read_text())
        if "documents/paper" not in str(file)
    ]
    assert found == []
