"""Fetching uv and the list of system packages, without touching the machine."""

import hashlib
import http.server
import threading
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tools import system_packages, uv_wheel

PROGRAM = b"#!/bin/sh\necho uv 0.13.8\n"
NAMES = [
    f"uv-{uv_wheel.VERSION}-py3-none-manylinux_2_17_{machine}.manylinux2014_{machine}.whl"
    for machine in ("x86_64", "aarch64", "s390x")
]


def wheel() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # Entries of their own day: the clock's would make another file, with another hash, two seconds later.
        archive.writestr(zipfile.ZipInfo(f"uv-{uv_wheel.VERSION}.data/scripts/uv"), PROGRAM)
        archive.writestr(zipfile.ZipInfo("uv/__init__.py"), "")
    return buffer.getvalue()


class Index(http.server.BaseHTTPRequestHandler):
    """A package index with the wheels of one version; states this hash for all of them."""

    stated = ""

    def do_GET(self) -> None:
        links = "".join(f'<a href="../../files/{name}#sha256={self.stated}">{name}</a>' for name in NAMES)
        body = wheel() if self.path.endswith(".whl") else links.encode()
        self.send_response(200)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Index]]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("UV_DEFAULT_INDEX", f"http://127.0.0.1:{server.server_port}/simple/")
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(Index, "stated", hashlib.sha256(wheel()).hexdigest())
    yield Index
    server.shutdown()
    server.server_close()


def test_uv_is_unpacked_from_the_wheel_of_this_machine(index: type[Index], tmp_path: Path) -> None:
    program = Path(uv_wheel.find_or_fetch(tmp_path / ".tools"))
    assert (program.name, program.read_bytes()) == (f"uv-{uv_wheel.VERSION}", PROGRAM)
    assert program.stat().st_mode & 0o111 == 0o111


def test_a_wheel_with_another_hash_is_refused(index: type[Index], tmp_path: Path) -> None:
    index.stated = "0" * 64
    with pytest.raises(SystemExit, match="does not have the hash"):
        uv_wheel.find_or_fetch(tmp_path / ".tools")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, None),
        ({"PIP_INDEX_URL": "https://pypi.org/simple/"}, None),
        ({"PIP_INDEX_URL": "https://mirror.example.vn/simple/"}, "https://mirror.example.vn/simple"),
        ({"UV_INDEX_URL": "https://a.example.vn", "PIP_INDEX_URL": "https://b.example.vn"}, "https://a.example.vn"),
    ],
)
def test_the_index_is_the_one_this_machine_names(variables, expected, monkeypatch, tmp_path) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(uv_wheel, "_pip_configurations", list)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert uv_wheel.configured_index() == expected


def test_the_index_may_be_named_in_the_configuration_of_pip(monkeypatch, tmp_path) -> None:
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "pip.conf").write_text("[global]\nindex-url = https://mirror.example.vn/simple\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    assert uv_wheel.configured_index() == "https://mirror.example.vn/simple"


ABSENT = system_packages.Need("Pango (PDF)", ("libpango-1.0-0",), lambda: False)
ABSENT_IN_TESTS = system_packages.TEST[0]._replace(present=lambda: False)


@pytest.fixture
def nobody_in_particular(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not root, with apt, in a run that nobody watches."""
    monkeypatch.setattr(system_packages.os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system_packages.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setenv("CI", "true")


def test_without_root_the_command_is_printed_and_what_is_missing_named(
    nobody_in_particular, monkeypatch, capsys
) -> None:
    monkeypatch.setitem(system_packages.NEEDS, "run", (ABSENT,))
    with pytest.raises(SystemExit, match=r"Still missing: Pango \(PDF\)\."):
        system_packages.install("run")
    assert (
        "    sudo apt-get update && sudo apt-get install --no-install-recommends libpango-1.0-0\n"
        in capsys.readouterr().out
    )


def test_what_only_tests_use_does_not_stop_the_installation(nobody_in_particular, monkeypatch, capsys) -> None:
    monkeypatch.setattr(system_packages, "TEST", (ABSENT_IN_TESTS,))
    monkeypatch.setitem(system_packages.NEEDS, "test", (ABSENT_IN_TESTS,))
    system_packages.install("test")
    assert "apt-get install --no-install-recommends postgresql\n" in capsys.readouterr().out


def test_the_wait_ends_when_the_packages_are_there(nobody_in_particular, monkeypatch, capsys) -> None:
    answers = iter([False, False, True])
    arriving = ABSENT._replace(present=lambda: next(answers, True))
    monkeypatch.setitem(system_packages.NEEDS, "run", (arriving,))
    monkeypatch.delenv("CI")
    monkeypatch.setattr(system_packages.time, "sleep", lambda seconds: None)
    system_packages.install("run")
    assert "Waiting until they are there" in capsys.readouterr().out


def test_nothing_is_said_when_nothing_is_missing(nobody_in_particular, monkeypatch, capsys) -> None:
    monkeypatch.setitem(system_packages.NEEDS, "run", (ABSENT._replace(present=lambda: True),))
    system_packages.install("run")
    assert capsys.readouterr().out == ""
