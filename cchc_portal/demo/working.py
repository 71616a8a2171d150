"""Tells how the tasks of a year went, act by act, through the verbs of the task page."""

import struct
import zlib

from cchc_portal.demo import year2026
from cchc_portal.demo.telling import Teller
from cchc_portal.demo.year2026 import Note, Went, on
from documents.actions.attachments import Upload
from documents.models import Attachment
from plans.actions import evidence, progress
from plans.models import Plan, TaskProgress


def year_2026(teller: Teller) -> None:
    """The work of each commune of the invented province on its plan of 2026, as far as the world's day goes."""
    for code, rows in year2026.YEAR.items():
        _Commune(teller, code).tell(rows)


class _Commune:
    """One commune's tasks under way by their words, and what its store holds."""

    def __init__(self, teller: Teller, code: str):
        self.teller, self.code = teller, code
        self.focal = f"daumoi.{code.replace('-', '')}"
        in_force = Plan.objects.filter(unit__code=code, year=2026, issued_on__isnull=False).exclude(state="superseded")
        self.tasks = list(
            TaskProgress.objects.filter(task__plan=in_force.first()).select_related("task__plan", "task__area", "unit")
        )
        self.stored: dict[str, Attachment] = {}

    def tell(self, rows: tuple[Went, ...]) -> None:
        """Play every row whose task the plan has."""
        for row in rows:
            task = next((one for one in self.tasks if one.task.content.startswith(row.starts)), None)
            if task is not None:
                self._one(task, row)

    def _one(self, task: TaskProgress, row: Went) -> None:
        who = row.who or self.focal
        for note in row.notes:
            self._note(task, note, who)
        if row.done and self.teller.told(on(row.done)):
            for name in row.proof:
                self._prove(task, name, row, who)
            self._done(task, row, who)
        if row.confirmed:
            self.teller.take("confirm", task, self.focal, on(row.confirmed), 16)

    def _note(self, task: TaskProgress, note: Note, who: str) -> None:
        said = progress.Report("in_progress", note.text, note.obstacle, note.period)
        self._report(task, said, who, on(note.on), 15)

    def _done(self, task: TaskProgress, row: Went, who: str) -> None:
        kind, number, day = row.product
        typed = {"type_name": kind, "number": number, "day": on(day)}
        said = progress.Report("done", row.text, typed=typed, delay_reason=row.delay)
        self._report(task, said, who, on(row.done), 15)

    def _report(self, task: TaskProgress, said: progress.Report, who: str, day, hour: int) -> None:
        if self.teller.told(day):
            with self.teller.on(day, hour):
                moved = progress.report(task, by=self.teller.user(who), said=said)
            task.state, task.version = moved.state, moved.version

    def _prove(self, task: TaskProgress, name: str, row: Went, who: str) -> None:
        by = self.teller.user(who)
        with self.teller.on(on(row.done), 14):
            if name in self.stored:
                evidence.pick_evidence(task, self.stored[name], by=by)
            else:
                upload = Upload(name, picture(f"{self.code} {name}"))
                self.stored[name] = progress.add_evidence(task, by=by, upload=upload)


def picture(seed: str, width: int = 210, height: int = 297) -> bytes:
    """A page seen from afar, as a PNG: grey lines on white, others for every ``seed``."""
    digits = zlib.crc32(seed.encode())
    rows = []
    for y in range(height):
        line, end = y // 9, width - 20 - (digits >> (y // 9 % 24)) % 70
        inked = y % 9 < 3 and 4 <= line <= 29 and line % 7 != digits % 7
        rows.append(b"\0" + bytes(150 if inked and 20 <= x <= end else 255 for x in range(width)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    body = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)
