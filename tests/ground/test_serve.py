"""`manage.py serve`: web server and worker live together and die together."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE_SECONDS = 120


class Portal:
    """A portal of its own on a free port, with a copy of an empty migrated database."""

    def __init__(self, folder: Path, database: Path, **variables: str) -> None:
        shutil.copyfile(database, folder / "portal.sqlite3")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), "PORT": str(self.port), **variables}
        self.process = self.manage("serve")
        self.said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def manage(self, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def _listen(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(self.process.stdout)

    def health(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/suc-khoe/", timeout=5) as answer:
                return answer.status
        except OSError:  # refused, or too slow under load: asked again by the caller
            return 0

    def children(self) -> list[int]:
        """Process ids of web server and worker, in the order of their start."""
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                parent = status.read_text().rpartition(")")[2].split()[1]
                found += [int(status.parent.name)] if int(parent) == self.process.pid else []
        return sorted(found)

    def everyone(self) -> list[int]:
        """Every process that works on this data folder, grandchildren and orphans included."""
        found = []
        for environment in Path("/proc").glob("[0-9]*/environ"):
            with contextlib.suppress(OSError):
                if f"DATA_DIR={self.folder}\0".encode() in environment.read_bytes():
                    found.append(int(environment.parent.name))
        return found

    def task_states(self) -> list[tuple[str]]:
        with contextlib.closing(sqlite3.connect(self.folder / "portal.sqlite3", timeout=20)) as database:
            return database.execute("SELECT status FROM django_celery_results_taskresult").fetchall()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(PATIENCE_SECONDS)
        for log in sorted((self.folder / "logs").glob("*.log")):
            print(f"--- {log.name}", *log.read_text(errors="replace").splitlines()[-40:], sep="\n")


def until(question: Callable[[], object]) -> bool:
    """Asks again and again; True as soon as the answer is yes, False when patience ends."""
    given_up = time.monotonic() + PATIENCE_SECONDS
    while not question():
        if time.monotonic() > given_up:
            return False
        threading.Event().wait(0.1)
    return True


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty embedded database with every table."""
    folder = tmp_path_factory.mktemp("migrated")
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(folder)}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
    return folder / "portal.sqlite3"


@pytest.fixture
def portal(tmp_path: Path, migrated: Path) -> Iterator[Portal]:
    started = Portal(tmp_path, migrated)
    yield started
    started.stop()


@pytest.fixture
def portal_on_redis(tmp_path: Path, migrated: Path, redis_url: str) -> Iterator[Portal]:
    started = Portal(tmp_path, migrated, REDIS_URL=redis_url)
    yield started
    started.stop()


SEND = "from cchc_portal import celery_app; celery_app.send_task('celery.backend_cleanup')"


def test_it_serves_pages_does_tasks_and_stops_on_a_signal(portal: Portal) -> None:
    assert until(lambda: portal.health() == 200)
    portal.manage("shell", "-c", SEND).wait()
    assert until(lambda: portal.task_states() == [("SUCCESS",)])
    children = portal.children()
    assert len(children) == 2
    portal.process.send_signal(signal.SIGINT)
    assert portal.process.wait(PATIENCE_SECONDS) == 0
    assert until(lambda: portal.everyone() == [])
    assert until(lambda: f"    http://127.0.0.1:{portal.port}\n" in portal.said)


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
def test_a_paste_of_fifty_megabytes_gets_its_sentence_while_it_is_still_sent(portal: Portal, content_type: str) -> None:
    assert until(lambda: portal.health() == 200)
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", portal.port, timeout=PATIENCE_SECONDS)) as browser:
        browser.request("POST", "/dang-nhap/", body=b"x" * 50_000_000, headers={"Content-Type": content_type})
        answer = browser.getresponse()
        page = answer.read().decode()
    assert answer.status == 413
    assert page.count("</html>") == 1


def test_with_a_redis_address_tasks_go_through_redis(portal_on_redis: Portal) -> None:
    assert until(lambda: portal_on_redis.health() == 200)
    portal_on_redis.manage("shell", "-c", SEND).wait()
    assert until(lambda: portal_on_redis.task_states() == [("SUCCESS",)])
    assert list((portal_on_redis.folder / "broker" / "queue").iterdir()) == []


def test_when_one_child_dies_everything_stops_and_says_which(portal: Portal) -> None:
    assert until(lambda: portal.health() == 200)
    children = portal.children()
    os.kill(children[1], signal.SIGKILL)
    assert portal.process.wait(PATIENCE_SECONDS) == 1
    assert until(lambda: portal.everyone() == [])
    assert until(lambda: any("The worker process ended, so everything stops." in line for line in portal.said))


def test_a_taken_port_is_said_at_once(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "PORT": port}
        command = [sys.executable, "manage.py", "serve"]
        done = subprocess.run(
            command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 1
    assert (
        done.stderr
        == f"CommandError: Cannot listen on 127.0.0.1:{port} (Address already in use). Another port: make run PORT=8001\n"
    )
