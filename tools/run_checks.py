"""`make check`: every check that reads and changes nothing, all of them even when one fails."""

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS = (
    ("format", ["ruff", "format", "--check", "--quiet", "."]),
    ("lint", ["ruff", "check", "--quiet", "."]),
    ("types", ["mypy", "--no-incremental"]),
    ("floors", ["lint-imports"]),
    ("templates", ["djlint", "--lint", "--quiet", "templates"]),
    ("system", ["python", "manage.py", "check", "--fail-level", "WARNING"]),
    ("migrations", ["python", "manage.py", "makemigrations", "--check", "--dry-run"]),
    ("road diagram", ["python", "manage.py", "road_diagram", "--check"]),
)


def main() -> int:
    """Runs all checks, prints the output of those that fail; returns how many failed."""
    failed = []
    for name, command in CHECKS:
        started = time.monotonic()
        program = str(BIN / command[0])
        done = subprocess.run(
            [program, *command[1:]], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
        )
        print(
            f"{'ok    ' if done.returncode == 0 else 'FAILED'} {name} ({time.monotonic() - started:.1f} s)", flush=True
        )
        if done.returncode:
            failed.append(name)
            print(done.stdout + done.stderr, flush=True)
    print(f"Checks failed: {', '.join(failed)}." if failed else "All checks passed.", flush=True)
    return len(failed)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
