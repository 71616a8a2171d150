"""Files that arrive piece by piece over a patchy line, below DATA_DIR/pieces until they are whole.

No row names them: what lies here is nobody's file yet. It counts only when every byte is there and the hash is the
one that was announced; what is not finished within a day is cleared away.
"""

import fcntl
import hashlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from documents.file_types import MEGABYTE

PIECE = MEGABYTE
KEPT_FOR = 24 * 3600


class OutOfStep(Exception):
    """A piece that does not begin where the last one ended; ``received`` says where that is."""

    def __init__(self, received: int):
        super().__init__(received)
        self.received = received


class NotWhole(Exception):
    """All bytes are there and they are not the announced ones; nothing of them is kept."""


@dataclass(frozen=True)
class Coming:
    """A file on its way: to which place (kind and key of its owner), from whom, and what it will be."""

    unit_id: int
    owner: str
    user_id: int
    sha256: str
    size: int

    @property
    def path(self) -> Path:
        """Where its pieces lie: the same file of the same person for the same place, whenever it goes on."""
        key = hashlib.sha256(repr(self).encode()).hexdigest()
        return _folder() / f"{self.unit_id}-{key}"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "pieces"


def received(coming: Coming) -> int:
    """How many bytes have arrived."""
    try:
        return coming.path.stat().st_size
    except FileNotFoundError:
        return 0


def add(coming: Coming, offset: int, data: bytes) -> int:
    """Put a piece where the last one ended; returns how many bytes have arrived.

    Raises OutOfStep, ValueError for more than was announced or more than one piece.
    """
    if not data or len(data) > PIECE or offset + len(data) > coming.size:
        raise ValueError("not a piece of this file")
    if offset == 0:
        clear()
    coming.path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(coming.path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        end = file.seek(0, os.SEEK_END)
        if end != offset:
            raise OutOfStep(end)
        file.write(data)
        return offset + len(data)


def take_whole(coming: Coming) -> bytes:
    """The bytes of a file of which everything has arrived; its pieces are gone. Raises NotWhole."""
    data = coming.path.read_bytes()
    coming.path.unlink(missing_ok=True)
    if len(data) != coming.size or hashlib.sha256(data).hexdigest() != coming.sha256:
        raise NotWhole
    return data


def clear(older_than: float = KEPT_FOR) -> int:
    """Delete what nobody has gone on with for ``older_than`` seconds; returns how many files that were."""
    before, gone = time.time() - older_than, 0
    for path in _folder().glob("*"):
        try:
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
        except FileNotFoundError:
            continue
    return gone
