"""`make test`: the whole suite on SQLite, all that asks a database again on PostgreSQL, then what was missing.

What asks no database, and what a browser only looks at, can say nothing new the second time (tests/conftest.py).

The last lines are pytest's own summaries, one per database. Words after `--` go to pytest:
`.venv/bin/python -m tools.run_tests -- -k sign`.
"""

import contextlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools import private_servers, system_packages

ROOT = Path(__file__).resolve().parent.parent
_SUMMARY = re.compile(r"^(=+ )?\d+ (passed|failed|error|errors|skipped|deselected)\b.* in [\d.]+s\b.*$")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def main(arguments: list[str]) -> int:
    """Runs both suites whatever the first one says; returns 0 only when all passed and nothing was missing in CI."""
    started = time.monotonic()
    missing = [need.what for need in system_packages.missing("test")]
    failed = False
    summaries: list[str] = []
    for name, server, what, words in _RUNS:
        if name in missing:
            continue
        with server() as address:
            print(f"\n== {what} on {name}", flush=True)
            code, summary = _pytest(address, [*words, *arguments])
            failed |= code != 0
            summaries += [f"{name}:", summary or f"pytest ended without a summary, exit code {code}"]
    strict = os.environ.get("CI") == "true"
    for what in missing:
        print(f"\n!!!!!!!! NOT INSTALLED: {what}. The tests that need it DID NOT RUN. !!!!!!!!", flush=True)
    print(f"\n== {time.monotonic() - started:.0f} s in all\n" + "\n".join(summaries), flush=True)
    return int(failed or (strict and bool(missing)))


@contextlib.contextmanager
def _embedded() -> Iterator[str]:
    yield ""


# Every migration runs on PostgreSQL and in the tests of `make run`; the embedded database is made from the models.
_RUNS = (
    ("SQLite", _embedded, "The whole suite", ("--nomigrations",)),
    ("PostgreSQL", private_servers.postgresql, "All that asks a database", ("-m", "not one_database")),
)


def _pytest(address: str, arguments: list[str]) -> tuple[int, str]:
    """One run; gives the exit code and pytest's last summary line."""
    environment = {**os.environ, "DATABASE_URL": address, "PYTHONUNBUFFERED": "1"}
    # Every process of both runs imports the same two thousand modules; translated once, they start in a fifth of the time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-m", "pytest", "-n", str(_workers()), "--dist=worksteal", *arguments]
    summary = ""
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        for line in run.stdout:
            print(line, end="", flush=True)
            bare = _COLOUR.sub("", line.strip())
            summary = bare if _SUMMARY.match(bare) else summary
    return run.returncode, summary


def _workers() -> int:
    """Two for each processor: a test in a browser waits about as long as it works."""
    return 2 * (os.cpu_count() or 2)


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(given[1:] if given[:1] == ["--"] else given))
