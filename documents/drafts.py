"""Long draft papers, pressed in the background: what is pressed, how far it is, and the file, below DATA_DIR/drafts.

Other files that take long and can be made again lie there as well (`ask`, `make`).

No row names them, a draft is nobody's official file: the same inputs are pressed once and everything is cleared away
after a week. They lie apart from documents.storage, whose bytes stay for ever. Papers that are frozen have a road of
their own (documents.freezing).
"""

import fcntl
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from celery import signature as task
from django.conf import settings
from django.db import transaction

from documents.layout import Paper, Table, canonical_json, from_dict, paper_hash
from documents.render import render_pdf
from workflow.models import Item

# Rows of tables. So many are pressed in about two seconds, which is what a page may take (docs/benchmarks.md).
LARGE_ROWS = 200
ENDINGS = ("pdf", "xlsx")
KEPT_FOR = 7 * 24 * 3600
# Seconds without a step forward after which a press may be asked for again: no worker was there, or it ended midway.
QUIET_FOR = 120


class Step(StrEnum):
    """How far a press is, in the order in which it goes; FAILED ends it without a file."""

    WAITING = "waiting"
    READING = "reading"
    LAYING_OUT = "laying_out"
    WRITING = "writing"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True)
class Draft:
    """One state of the paper of one item; ``inputs_hash`` is its documents.layout.paper_hash."""

    unit_id: int
    kind: str
    object_id: int
    inputs_hash: str

    def __post_init__(self) -> None:
        if len(self.inputs_hash) != 64 or not set(self.inputs_hash) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256: {self.inputs_hash!r}")

    def path(self, ending: str) -> Path:
        """Where its inputs (json), its standing (state) and its file (one of ENDINGS) lie."""
        return _folder() / f"{self.unit_id}-{self.kind}-{self.object_id}-{self.inputs_hash}.{ending}"


@dataclass(frozen=True)
class Standing:
    """How far a draft is, times in seconds since the epoch. began_at: 0 before a worker took it."""

    step: Step
    rows: int
    asked_at: float
    moved_at: float
    began_at: float = 0

    @property
    def seconds(self) -> int:
        """How long it has been waited for: up to now, or up to the end."""
        ended = self.step in (Step.DONE, Step.FAILED)
        return int((self.moved_at if ended else time.time()) - self.asked_at)

    @property
    def is_quiet(self) -> bool:
        """Nothing has gone on for so long that nobody seems to work on it."""
        return self.step not in (Step.DONE, Step.FAILED) and time.time() - self.moved_at > QUIET_FOR

    @property
    def may_begin(self) -> bool:
        """Whether pressing it (again) makes sense."""
        return self.step == Step.FAILED or self.is_quiet


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "drafts"


def rows_of(paper: Paper) -> int:
    """How many rows the tables of a paper have, its annexes with it."""
    blocks = [*paper.blocks, *(block for annex in paper.annexes for block in annex.blocks)]
    return sum(len(block.rows) for block in blocks if isinstance(block, Table))


def is_large(paper: Paper) -> bool:
    """Whether a paper takes too long to be pressed while somebody waits for the page."""
    return rows_of(paper) >= LARGE_ROWS


def draft_of(item: Item, paper: Paper) -> Draft:
    """The draft that a paper of an item is."""
    return Draft(item.unit_id, item.kind, item.pk, paper_hash(paper))


def standing(draft: Draft) -> Standing | None:
    """How far a draft is; None for one that nobody asked for, or that was cleared away."""
    try:
        said = json.loads(draft.path("state").read_text())
    except FileNotFoundError:
        return None
    stands = Standing(**{**said, "step": Step(said["step"])})
    gone = not any(draft.path(ending).exists() for ending in ENDINGS)
    return None if stands.step == Step.DONE and gone else stands


def file_of(draft: Draft, ending: str = "pdf") -> bytes | None:
    """The file of a draft, None while there is none."""
    try:
        return draft.path(ending).read_bytes()
    except FileNotFoundError:
        return None


def begin(item: Item, paper: Paper) -> Draft:
    """Have the paper of an item pressed in the background, unless it is pressed or being pressed already."""
    inputs = canonical_json(paper).encode()
    return ask(draft_of(item, paper), rows=rows_of(paper), work="documents.tasks.press_draft", inputs=inputs)


def ask(draft: Draft, *, rows: int, work: str, inputs: bytes = b"") -> Draft:
    """Have a file made in the background, unless it is made or being made already.

    work: name of the task that makes it with `make`, called with the fields of the draft.
    """
    clear()
    stands = standing(draft)
    if stands is None or stands.may_begin:
        if inputs:
            _write(draft.path("json"), inputs)
        at = time.time()
        _put(draft, Standing(Step.WAITING, rows, asked_at=at, moved_at=at))
        # By name: tasks stand above this module. Without a broker the page offers to ask again.
        transaction.on_commit(task(work, args=list(asdict(draft).values())).delay, robust=True)
    return draft


def press(draft: Draft) -> Standing | None:
    """Press a draft and keep the file; a second run at the same time or afterwards leaves everything alone."""

    def pressed(now_at: Callable[[Step], None]) -> bytes:
        paper = from_dict(json.loads(draft.path("json").read_text()))
        now_at(Step.LAYING_OUT)
        return render_pdf(paper)

    return make(draft, pressed, ending="pdf")


def make(draft: Draft, work: Callable[[Callable[[Step], None]], bytes], *, ending: str) -> Standing | None:
    """Make the file of a draft that was asked for, and keep it; a second run leaves everything alone.

    work: reads, tells when it begins to lay out, and gives the bytes.
    """
    with _alone(draft) as alone:
        stands = standing(draft)
        if not alone or stands is None or stands.step == Step.DONE:
            return stands

        def now_at(step: Step) -> None:
            _put(draft, begun, step)

        begun = _put(draft, replace(stands, began_at=time.time()), Step.READING)
        try:
            data = work(now_at)
            now_at(Step.WRITING)
            _write(draft.path(ending), data)
        except Exception:
            now_at(Step.FAILED)
            raise
        return _put(draft, begun, Step.DONE)


def clear(older_than: float = KEPT_FOR) -> int:
    """Delete what has not moved for ``older_than`` seconds; returns how many files that were."""
    before, gone = time.time() - older_than, 0
    for path in _folder().glob("*"):
        try:
            if path.stat().st_mtime < before:
                path.unlink()
                gone += 1
        except FileNotFoundError:
            continue
    return gone


@contextmanager
def _alone(draft: Draft) -> Iterator[bool]:
    """Whether no other process presses this draft; the system takes the lock from one that ends midway."""
    place = draft.path("lock")
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _put(draft: Draft, stands: Standing, step: Step | None = None) -> Standing:
    """Write down where a draft stands now."""
    now = replace(stands, step=step or stands.step, moved_at=time.time())
    _write(draft.path("state"), json.dumps(asdict(now)).encode())
    return now


def _write(place: Path, data: bytes) -> None:
    """The file appears whole or not at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(data)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
