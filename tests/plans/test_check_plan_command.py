"""manage.py check_plan: one finding per line, the printed plan judged on any database without a trace."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import Plan

KEYS = ["code", "area", "place", "blocks", "sentence", "clause"]


def told(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("check_plan", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_the_printed_plan_misses_two_areas_and_its_annex_even_on_an_empty_database() -> None:
    lines = [json.loads(line) for line in told("--seed-draft", "--json")]
    assert {tuple(line) for line in lines} == {tuple(KEYS)}
    found = {(line["code"], line["area"], line["blocks"]) for line in lines}
    assert {
        ("area_missing", "TCBM", True),
        ("area_missing", "TCC", True),
        ("annex_missing", None, True),
        ("target_two_values", "CQS", False),
        ("citation_issuer", "CQS", False),
        ("deadline_past", None, False),
    } <= found
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_the_printed_plan_is_judged_the_same_twice() -> None:
    assert told("--seed-draft") == told("--seed-draft")


def test_a_plan_is_named_by_its_code_or_its_number(plan: Plan) -> None:
    assert told(plan.code) == told(str(plan.pk)) != []
    assert all(len(line.split("\t")) == len(KEYS) for line in told(plan.code))


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [(), ("KH00000",), ("KH00000", "--seed-draft")])
def test_what_cannot_be_judged_is_said(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        told(*arguments)
