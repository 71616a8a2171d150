"""Pressing papers beside other work: a command that makes many has children of its own process render them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from documents import freezing, storage
from documents.actions import issuing
from documents.layout import Paper
from documents.models import FrozenPaper
from workflow.clock import now


@dataclass
class _Asked:
    """A paper to press: its row, and the moment at which it was asked for."""

    frozen: FrozenPaper
    at: datetime
    pid: int = 0
    told: int = -1


class _Desk:
    """At most as many children as leave one processor to the command; the others wait their turn."""

    def __init__(self) -> None:
        self.places = (os.cpu_count() or 1) - 1
        self.waiting: list[_Asked] = []
        self.running: list[_Asked] = []

    def ask(self, frozen_id: int) -> None:
        frozen = FrozenPaper.objects.get(pk=frozen_id)
        self.waiting.append(_Asked(frozen, now()))
        self.running = [one for one in self.running if not self._finished(one, wait=False)]
        while self.waiting and len(self.running) < self.places:
            self.running.append(_start(self.waiting.pop(0)))

    def finish(self) -> None:
        """Wait for the children, press what none of them took."""
        for one in self.running:
            self._finished(one, wait=True)
        for one in self.waiting:
            issuing.press(one.frozen.pk, at=one.at)

    def _finished(self, one: _Asked, *, wait: bool) -> bool:
        pid, status = os.waitpid(one.pid, 0 if wait else os.WNOHANG)
        if pid == 0:
            return False
        with os.fdopen(one.told) as said:
            words = said.read().split()
        if status == 0 and len(words) == 2:
            issuing.enter_file(one.frozen.pk, storage.Stored(words[0], int(words[1])), at=one.at)
        else:
            issuing.press(one.frozen.pk, at=one.at)
        return True


def _start(asked: _Asked) -> _Asked:
    paper = freezing.paper_of(asked.frozen)
    asked.told, ear = os.pipe()
    asked.pid = os.fork()
    if asked.pid == 0:
        os._exit(_render(paper, asked.frozen.unit_id, ear))
    os.close(ear)
    return asked


def _render(paper: Paper, unit_id: int, ear: int) -> int:
    """In the child: no database, no clean-up of what belongs to the parent; hash and size are told by the pipe."""
    try:
        stored = storage.put(unit_id, issuing.render_pdf(paper))
        os.write(ear, f"{stored.sha256} {stored.size}".encode())
    except BaseException:  # the parent presses it again and raises what is wrong
        return 1
    return 0


_desk: ContextVar[_Desk | None] = ContextVar("documents.pressing_desk", default=None)


@contextmanager
def beside() -> Iterator[None]:
    """Within it papers that nobody waits for are pressed by children; all are there when it ends.

    For commands outside a transaction and with one thread; what is issued is still pressed at once.
    """
    desk = _Desk()
    token = _desk.set(desk)
    try:
        yield
    finally:
        _desk.reset(token)
        desk.finish()


def press_soon(frozen_id: int) -> str:
    """Press a paper now, or have it pressed beside the command that plays; the hash where it is known already."""
    desk = _desk.get()
    if desk is None or desk.places < 1:
        return issuing.press(frozen_id).file_hash
    desk.ask(frozen_id)
    return ""
