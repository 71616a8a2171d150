"""The container set-up: which services there are, that each says whether it is well, and that no secret has a default."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings

FILE = Path(settings.BASE_DIR) / "docker-compose.yml"
MAY_HAVE_A_DEFAULT = {"PORT"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load(FILE.read_text())["services"]


def test_the_services_are_the_portal_and_its_two_servers(services: dict[str, Any]) -> None:
    assert sorted(services) == ["beat", "postgres", "prepare", "redis", "web", "worker"]


def test_every_service_that_stays_has_a_health_check(services: dict[str, Any]) -> None:
    assert [name for name, service in services.items() if "healthcheck" not in service] == ["prepare"]


def test_every_named_volume_is_declared(services: dict[str, Any]) -> None:
    used = {volume.split(":")[0] for service in services.values() for volume in service.get("volumes", ())}
    assert used == set(yaml.safe_load(FILE.read_text())["volumes"])


def test_no_secret_has_a_default() -> None:
    variables = re.findall(r"\$\{(\w+)(:?[-?])?", FILE.read_text())
    assert {name for name, mark in variables if mark != ":?"} == MAY_HAVE_A_DEFAULT


def test_the_portal_runs_in_production_mode(services: dict[str, Any]) -> None:
    ours = [name for name, service in services.items() if service.get("image") == "cchc-portal"]
    assert {name: services[name]["environment"]["PRODUCTION"] for name in ours} == dict.fromkeys(ours, "1")
    assert len(ours) == 4
