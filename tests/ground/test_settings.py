"""What the portal refuses to start with, and what it promises without any variable."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from cchc_portal import sessions
from cchc_portal import settings as written

COMPLETE = {
    "PRODUCTION": "1",
    "SECRET_KEY": "a-secret-that-only-this-test-knows-0123456789-0123456789",
    "ALLOWED_HOSTS": "cchc.example.vn",
    "DATABASE_URL": "sqlite:///{folder}/portal.sqlite3",
}


def start(folder, **variables: str) -> subprocess.CompletedProcess[str]:
    """Starts the portal in another process with these variables and nothing else."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
    environment |= {name: value.format(folder=folder) for name, value in variables.items()}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)


def test_without_variables_the_portal_starts_in_development_mode(tmp_path) -> None:
    done = start(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [file.name for file in tmp_path.iterdir()] == ["development-secret"]
    assert (tmp_path / "development-secret").stat().st_mode & 0o077 == 0


def test_production_starts_when_everything_is_given(tmp_path) -> None:
    done = start(tmp_path, **COMPLETE)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_refuses_to_start_without(name: str, tmp_path) -> None:
    done = start(tmp_path, **{key: value for key, value in COMPLETE.items() if key != name})
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"PRODUCTION=1 refuses to start: {name} is not set.")


@pytest.mark.parametrize("name", ["DEMO_SIGN_IN", "DEBUG"])
def test_production_refuses_to_start_with(name: str, tmp_path) -> None:
    done = start(tmp_path, **COMPLETE, **{name: "1"})
    assert done.returncode == 1
    assert done.stderr.strip().endswith(f"PRODUCTION=1 refuses to start: {name} is on.")


def test_argon2_hashes_new_passwords() -> None:
    assert written.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_the_content_policy_allows_nothing_inline() -> None:
    sources = [source for listed in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for source in listed]
    assert {source for source in sources if source.startswith("'unsafe")} == set()


def test_sessions_end_after_thirty_minutes_without_an_act() -> None:
    assert settings.SESSION_COOKIE_AGE == 30 * 60 + sessions.EVERY
