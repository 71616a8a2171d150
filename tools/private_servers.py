"""PostgreSQL and Redis for tests: own processes on sockets in a temporary folder, gone afterwards.

No port is opened and no service of the system is touched. PostgreSQL refuses to run as root, so as root both run as
another user of the system.
"""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.system_packages import postgresql_folder

_READY_WITHIN_SECONDS = 60
# Tests need no durability; without it the suite takes half the time.
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@contextlib.contextmanager
def postgresql() -> Iterator[str]:
    """A fresh PostgreSQL; gives its DATABASE_URL. Raises FileNotFoundError where none is installed."""
    programs = postgresql_folder()
    if programs is None:
        raise FileNotFoundError("PostgreSQL is not installed.")
    with _folder() as folder:
        _check(
            [f"{programs}/initdb", "-D", "data", "-U", "portal", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
            folder,
        )
        settings = [
            f"-c{setting}"
            for setting in (*_FAST, "listen_addresses=", f"unix_socket_directories={folder}", "max_connections=60")
        ]
        with _process([f"{programs}/postgres", "-D", "data", *settings], folder):
            _wait(lambda: _says_ready(folder / "data" / "postmaster.pid"), "PostgreSQL", folder)
            yield f"postgres://portal@/postgres?host={folder}"


@contextlib.contextmanager
def redis() -> Iterator[str]:
    """A fresh Redis; gives its REDIS_URL. Raises FileNotFoundError where none is installed."""
    program = shutil.which("redis-server")
    if program is None:
        raise FileNotFoundError("Redis is not installed.")
    with _folder() as folder:
        socket = folder / "redis.sock"
        command = [
            program,
            "--port",
            "0",
            "--unixsocket",
            str(socket),
            "--unixsocketperm",
            "777",
            "--save",
            "",
            "--appendonly",
            "no",
        ]
        with _process(command, folder):
            _wait(socket.exists, "Redis", folder)
            yield f"unix://{socket}"


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """A temporary folder with a short name (a socket's path has at most 107 bytes), owned by the servers' user."""
    folder = Path(tempfile.mkdtemp(prefix="cchc-", dir="/tmp"))
    try:
        if user := _other_user():
            shutil.chown(folder, user)
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> str | None:
    """As root the name of a user without rights, else None."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", "daemon") if name in known)


def _as_other_user() -> dict[str, Any]:
    user = _other_user()
    if user is None:
        return {}
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}


def _check(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, env=_environment(folder), **_as_other_user(), check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


@contextlib.contextmanager
def _process(command: list[str], folder: Path) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env=_environment(folder), **_as_other_user()
        )
        try:
            yield
        finally:
            server.send_signal(signal.SIGINT)  # both: stop now, clients or not
            try:
                server.wait(5)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _says_ready(status: Path) -> bool:
    """PostgreSQL writes its state into the last line of this file."""
    return status.exists() and "\nready" in status.read_text()


def _wait(ready: Callable[[], bool], name: str, folder: Path) -> None:
    given_up = time.monotonic() + _READY_WITHIN_SECONDS
    while not ready():
        if time.monotonic() > given_up:
            raise TimeoutError(f"{name} did not start: {(folder / 'log').read_text(errors='replace')}")
        time.sleep(0.05)
