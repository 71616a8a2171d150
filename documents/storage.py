"""Files by content, below DATA_DIR/files/<unit>/<sha256>; one copy per unit however often it is kept.

Reading and writing files is slow and cannot be rolled back, so neither stands inside ``atomic()``:
bytes are put first, the row that names them is written after (design section 5).
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


class Damaged(Exception):
    """A stored file is gone, or is no longer what its hash says."""


@dataclass(frozen=True)
class Stored:
    """What was put: its SHA-256 (64 hexadecimal digits) and its size in bytes."""

    sha256: str
    size: int


def path_of(unit_id: int, sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError(f"not a SHA-256: {sha256!r}")
    return Path(settings.DATA_DIR) / "files" / str(unit_id) / sha256


def put(unit_id: int, data: bytes) -> Stored:
    """Keep ``data`` for a unit and return its hash; the same bytes again change nothing.

    The file appears whole or not at all: it is written beside its place and moved there.
    """
    stored = Stored(hashlib.sha256(data).hexdigest(), len(data))
    place = path_of(unit_id, stored.sha256)
    if place.exists() and place.read_bytes() == data:
        return stored
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
            new.flush()
            os.fsync(new.fileno())
        beside.chmod(settings.FILE_UPLOAD_PERMISSIONS)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    return stored


def get(unit_id: int, sha256: str) -> bytes:
    """The bytes of a hash, checked against it. Raises Damaged."""
    try:
        data = path_of(unit_id, sha256).read_bytes()
    except FileNotFoundError as gone:
        raise Damaged(sha256) from gone
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Damaged(sha256)
    return data
