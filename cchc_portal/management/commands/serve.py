"""`manage.py serve`: the web server and the Celery worker as two children that live and die together."""

import contextlib
import ctypes
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

_STOP_WITHIN_SECONDS = 15
_READY_WITHIN_SECONDS = 60
_PR_SET_PDEATHSIG = 1
# In this order on a new database; each is free when there is nothing to do.
_PREPARATION: tuple[tuple[str, dict[str, Any]], ...] = (
    ("migrate", {"verbosity": 0}),
    ("load_reference", {}),
    ("make_demo", {"if_empty": True}),
)


class Command(BaseCommand):
    """Serves the portal on one machine; HOST and PORT say where, everything kept lies below DATA_DIR."""

    help = "Starts web server and background worker together; Ctrl-C stops both."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--prepare", action="store_true", help="first migrate, load reference data and the demo world"
        )

    def handle(self, *, prepare: bool, **options: Any) -> None:
        host, port = os.environ.get("HOST") or "127.0.0.1", _port()
        _refuse_taken(host, port)
        for folder in ("files", "logs", "broker/queue", "broker/processed", "broker/control"):
            (settings.DATA_DIR / folder).mkdir(parents=True, exist_ok=True)
        if prepare:
            self._prepare()
        connection.close()
        self._serve(host, port)

    def _prepare(self) -> None:
        logging.disable(logging.INFO)  # this process shows its own progress; the children are other processes
        for name, options in _PREPARATION:
            if name not in get_commands():
                continue
            started = time.monotonic()
            self.stdout.write(f"== {name}")
            self.stdout.flush()
            call_command(name, stdout=self.stdout, **options)
            self.stdout.write(f"== {name} done ({time.monotonic() - started:.1f} s)")

    def _serve(self, host: str, port: int) -> None:
        children: dict[str, subprocess.Popen[bytes]] = {}
        # A signal becomes SystemExit, so that the finally below runs for it as for anything else.
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, _leave)
        with contextlib.ExitStack() as files:
            try:
                for name, command in _commands(host, port).items():
                    log = files.enter_context(_log(name).open("ab"))
                    children[name] = _start(command, log)
                self._announce(host, port, children)
                self._watch(children)
            finally:
                _stop(list(children.values()))

    def _announce(self, host: str, port: int, children: dict[str, subprocess.Popen[bytes]]) -> None:
        given_up = time.monotonic() + _READY_WITHIN_SECONDS
        while not _answers(host, port) and time.monotonic() < given_up and not _ended(children):
            time.sleep(0.1)
        if not _ended(children):
            self.stdout.write(f"\n    http://{host}:{port}\n\n    Logs: {settings.DATA_DIR / 'logs'}. Ctrl-C stops.")
            self.stdout.flush()

    def _watch(self, children: dict[str, subprocess.Popen[bytes]]) -> None:
        while not (ended := _ended(children)):
            time.sleep(0.3)
        tail = _log(ended).read_text(errors="replace").splitlines()[-20:]
        raise CommandError(f"The {ended} process ended, so everything stops. Its last words:\n" + "\n".join(tail))


def _port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} is not a port number.")
    return int(text)


def _commands(host: str, port: int) -> dict[str, list[str]]:
    """The two children. One web process with threads: the SQLite default has one writer at a time anyway."""
    web = ["gunicorn", "cchc_portal.wsgi", f"--bind={host}:{port}", "--workers=1", "--threads=8", "--no-control-socket"]
    # -B: the clock of periodic tasks lives in the worker, because there is exactly one worker here.
    worker = ["celery", "--app=cchc_portal", "worker", "-B", "--pool=threads", "--concurrency=2", "--loglevel=INFO"]
    return {name: [sys.executable, "-m", *rest] for name, rest in (("web", web), ("worker", worker))}


def _log(name: str) -> Path:
    return settings.DATA_DIR / "logs" / f"{name}.log"


def _start(command: list[str], log: BinaryIO) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        # Own group: Ctrl-C reaches this process alone, which then stops the children in order.
        process_group=0,
        preexec_fn=_die_with_parent if sys.platform == "linux" else None,
    )


def _die_with_parent() -> None:
    """Linux: the child gets SIGTERM even when this process is killed outright."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _ended(children: dict[str, subprocess.Popen[bytes]]) -> str:
    """Name of the first child that is no more, or an empty string."""
    return next((name for name, child in children.items() if child.poll() is not None), "")


def _stop(children: "list[subprocess.Popen[bytes]]") -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + _STOP_WITHIN_SECONDS
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        # What is left of its group: gunicorn's workers or the worker's clock, orphaned when their parent was killed.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _leave(number: int, frame: object) -> None:
    for repeated in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(repeated, signal.SIG_IGN)
    raise SystemExit(0)


def _answers(host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=1):
        return True
    return False


def _refuse_taken(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            raise CommandError(
                f"Cannot listen on {host}:{port} ({fault.strerror}). Another port: make run PORT=8001"
            ) from fault
