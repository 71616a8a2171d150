"""Finds uv, or fetches it from the Python package index; standard library only.

A bare Debian has neither pip nor venv, so the wheel is fetched through the index's simple API (PEP 503), checked
against the hash the index states, and its program unpacked. The index is the one pip or uv is told to use here.
"""

import configparser
import hashlib
import html.parser
import os
import platform
import re
import shutil
import ssl
import stat
import subprocess
import sys
import urllib.parse
import urllib.request
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Optional

VERSION = "0.13.8"
OLDEST_USABLE = (0, 8)
PUBLIC_INDEX = "https://pypi.org/simple"


def find_or_fetch(folder: Path) -> str:
    """Path of a usable uv: in `folder`, on the PATH, else fetched into `folder`.

    Raises SystemExit with a sentence when the index does not have it or cannot be reached.
    """
    own = folder / f"uv-{VERSION}"
    if own.exists():
        return str(own)
    on_path = shutil.which("uv")
    if on_path and _version(on_path) >= OLDEST_USABLE:
        return on_path
    index = configured_index() or PUBLIC_INDEX
    print(f"== Fetching uv {VERSION} from the Python package index", flush=True)
    try:
        program = _fetch(index)
    except OSError as fault:
        raise SystemExit(f"uv could not be fetched from the Python package index: {fault}") from fault
    folder.mkdir(exist_ok=True)
    part = folder / f"uv-{VERSION}.part{os.getpid()}"
    part.write_bytes(program)
    part.chmod(part.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    part.rename(own)
    return str(own)


def configured_index() -> Optional[str]:
    """The package index this machine is told to use instead of the public one, None for the public one."""
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"):
        if os.environ.get(name):
            return _unless_public(os.environ[name])
    for file in _pip_configurations():
        parser = configparser.RawConfigParser()
        parser.read(file)
        for section in ("install", "global"):
            if parser.has_option(section, "index-url"):
                return _unless_public(parser.get(section, "index-url").strip())
    return None


def _pip_configurations() -> "list[str]":
    home = Path.home()
    files = [
        os.environ.get("PIP_CONFIG_FILE", ""),
        home / ".config/pip/pip.conf",
        home / ".pip/pip.conf",
        "/etc/pip.conf",
    ]
    return [str(file) for file in files if str(file)]


def _unless_public(index: str) -> Optional[str]:
    return None if index.rstrip("/") == PUBLIC_INDEX else index.rstrip("/")


def _version(program: str) -> "tuple[int, ...]":
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    found = re.match(r"uv (\d+)\.(\d+)", done.stdout)
    return tuple(int(part) for part in found.groups()) if found else (0,)


def _fetch(index: str) -> bytes:
    """The uv program out of its wheel."""
    page_address = f"{index}/uv/"
    links = _Links()
    links.feed(_download(page_address).decode())
    name = f"uv-{VERSION}-py3-none-{_platform_pattern()}.whl"
    for href in links.found:
        address = urllib.parse.urljoin(page_address, href)
        path, _, fragment = address.partition("#")
        if re.fullmatch(name, urllib.parse.unquote(path.rsplit("/", 1)[-1])):
            return _unpack(_download(path), fragment)
    raise SystemExit(
        f"The package index has no uv {VERSION} for {platform.machine()} {sys.platform}. Install uv and try again."
    )


def _platform_pattern() -> str:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if sys.platform == "darwin":
        return rf"macosx_\d+_\d+_{'arm64' if machine == 'aarch64' else machine}"
    family = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    return rf"[\w.]*{family}[\w.]*_{machine}[\w.]*"


def _unpack(wheel: bytes, fragment: str) -> bytes:
    stated = urllib.parse.parse_qs(fragment).get("sha256", [""])[0]
    if hashlib.sha256(wheel).hexdigest() != stated:
        raise SystemExit("The uv wheel does not have the hash that the package index states for it.")
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        [program] = [name for name in archive.namelist() if name.endswith("/scripts/uv")]
        return archive.read(program)


def _download(address: str) -> bytes:
    bundle = os.environ.get("PIP_CERT") or os.environ.get("SSL_CERT_FILE")
    context = ssl.create_default_context(cafile=bundle if bundle and Path(bundle).exists() else None)
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.1", "User-Agent": "cchc-portal"})
    handlers: "list[urllib.request.BaseHandler]" = [urllib.request.HTTPSHandler(context=context)]
    parts = urllib.parse.urlsplit(address)
    if parts.username:
        passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2])
        request = urllib.request.Request(bare.geturl(), headers=dict(request.header_items()))
        user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        passwords.add_password(None, f"{bare.scheme}://{bare.netloc}", user, password, is_authenticated=True)
        handlers.append(urllib.request.HTTPBasicAuthHandler(passwords))
    with urllib.request.build_opener(*handlers).open(request, timeout=120) as answer:
        return answer.read()


class _Links(html.parser.HTMLParser):
    """The addresses of every link of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: "list[tuple[str, Optional[str]]]") -> None:
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]
