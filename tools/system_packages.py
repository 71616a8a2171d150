"""Installs system packages through apt, where they are missing; standard library only.

Each need is looked for by what it provides (a library that loads, a program that is found), not by package name, so a
machine that has it from elsewhere is left alone.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable, NamedTuple

CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_WAIT_WITHOUT_TERMINAL = 900


class Need(NamedTuple):
    """One thing the portal needs from the system."""

    what: str
    packages: "tuple[str, ...]"
    present: "Callable[[], bool]"


def loads(library: str) -> "Callable[[], bool]":
    """Question whether a shared library loads."""

    def present() -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return False
        return True

    return present


def is_ubuntu() -> bool:
    """Ubuntu's package `chromium` is only a pointer to a snap, which containers cannot run."""
    release = Path("/etc/os-release")
    return release.exists() and "ID=ubuntu" in release.read_text().splitlines()


def postgresql_folder() -> "str | None":
    """Folder with `initdb` and `postgres`; Debian keeps them off the PATH."""
    found = shutil.which("initdb")
    if found and shutil.which("postgres"):
        return str(Path(found).parent)
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return str(folders[-1]) if folders and (folders[-1] / "initdb").exists() else None


def chromium() -> "str | None":
    """Path of an installed Chromium or Chrome that is not a snap, else of the one bootstrap.py fetched."""
    for name in ("chromium", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found and "/snap/" not in str(Path(found).resolve()):
            return found
    downloaded = sorted(Path(__file__).resolve().parent.parent.glob(".tools/browsers/chromium-*/chrome-linux*/chrome"))
    return str(downloaded[-1]) if downloaded else None


RUN = (
    Need("certificates", ("ca-certificates",), CERTIFICATES.exists),
    Need("Pango (PDF)", ("libpango-1.0-0",), loads("libpango-1.0.so.0")),
    Need("PangoFT2 (PDF)", ("libpangoft2-1.0-0",), loads("libpangoft2-1.0.so.0")),
    Need("HarfBuzz subsetter (PDF)", ("libharfbuzz-subset0",), loads("libharfbuzz-subset.so.0")),
    Need("fontconfig (PDF)", ("fontconfig",), lambda: Path("/etc/fonts/fonts.conf").exists()),
)
TEST = (
    Need("PostgreSQL", ("postgresql",), lambda: postgresql_folder() is not None),
    Need("Redis", ("redis-server",), lambda: shutil.which("redis-server") is not None),
    Need("Chromium", () if is_ubuntu() else ("chromium",), lambda: chromium() is not None),
)
# Node's own binary needs it; present wherever a compiler ever was.
IMAGE = (*RUN, Need("libatomic (Node)", ("libatomic1",), loads("libatomic.so.1")))
NEEDS = {"run": IMAGE, "test": (*IMAGE, *TEST), "check": RUN, "image": IMAGE}


def missing(purpose: str) -> "list[Need]":
    """What a purpose needs and this machine lacks."""
    return [need for need in NEEDS[purpose] if not need.present()]


def install(purpose: str) -> None:
    """Installs what is missing as root; without root prints the command and waits until it was run."""
    needed = missing(purpose)
    if not needed:
        return
    packages = [package for need in needed for package in need.packages]
    if not packages:
        return
    print(f"== System packages: {' '.join(packages)}", flush=True)
    if not shutil.which("apt-get"):
        _refuse_or_go_on(purpose, "This system has no apt-get.")
    elif os.geteuid() == 0:
        _apt(packages)
    else:
        _wait_for_administrator(purpose, packages)
    _refuse_or_go_on(purpose, "The packages named above could not be installed.")


def _refuse_or_go_on(purpose: str, reason: str) -> None:
    """Without the libraries of the portal nothing works; what only tests use is said at their end."""
    lacking = [need.what for need in missing(purpose) if need not in TEST]
    if lacking:
        raise SystemExit(f"{reason} Still missing: {', '.join(lacking)}.")


def _apt(packages: "list[str]") -> None:
    """Installs one by one if not all together, so that one unknown package costs only itself."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "Dpkg::Use-Pty=0"]
    with _NoServices():
        subprocess.run(["apt-get", "update", "-q"], env=environment, check=False)
        if subprocess.run([*command, *packages], env=environment, check=False).returncode == 0:
            return
        for package in packages:
            subprocess.run([*command, package], env=environment, check=False)


class _NoServices:
    """While packages are installed no database server of the system is started; tests bring up their own."""

    policy = Path("/usr/sbin/policy-rc.d")

    def __enter__(self) -> None:
        self.ours = self.policy.parent.exists() and not self.policy.exists()
        if self.ours:
            self.policy.write_text("#!/bin/sh\nexit 101\n")
            self.policy.chmod(0o755)

    def __exit__(self, *fault: object) -> None:
        if self.ours:
            self.policy.unlink(missing_ok=True)


def _wait_for_administrator(purpose: str, packages: "list[str]") -> None:
    print(
        "\nSystem packages are missing and this is not root. In another terminal, an administrator runs:\n\n"
        f"    sudo apt-get update && sudo apt-get install --no-install-recommends {' '.join(packages)}\n",
        flush=True,
    )
    if os.environ.get("CI") == "true":
        return
    print("Waiting until they are there (Ctrl-C stops).", flush=True)
    given_up = time.monotonic() + _WAIT_WITHOUT_TERMINAL
    while missing(purpose) and (sys.stdin.isatty() or time.monotonic() < given_up):
        time.sleep(2)
