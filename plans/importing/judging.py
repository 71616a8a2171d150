"""Every row of the file held against the plan: what it would change, add, leave, and what is wrong, by cell."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from django.utils.timezone import localtime as local

from documents.reading.quantities import parse_decimal
from documents.reading.text import fold
from organisations.models import Appointment, User
from plans import pasting, queries, sheets
from plans.actions.pasting import known_names
from plans.importing.file import Book, Line, Stamp
from plans.models import Area, Plan, PlanPart
from plans.workbook import resources_of
from workflow.rules import Situation, edit_refusal

FAULT, UPDATE, ADD, SAME = "fault", "update", "add", "same"
_MARK = re.compile(r"\{\{[^{}]*\}\}")


@dataclass(frozen=True)
class Told:
    """One thing said of a cell. address: "H7"; read: what stands there; faulty: whether the row is kept out."""

    address: str
    label: str
    read: str
    sentence: str
    faulty: bool


@dataclass(frozen=True)
class Change:
    """A cell that says something else than the plan does."""

    label: str
    before: str
    after: str


@dataclass
class FileRow:
    """A row of the file. row: the plan's row, None for a new one; values: as the verbs take them."""

    line: Line
    kind: str = SAME
    row: PlanPart | None = None
    area: Area | None = None
    told: list[Told] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def say(self, name: str, sentence: str, *, faulty: bool = True) -> None:
        """Say something of a cell; a fault keeps the row out."""
        cell = self.line.area if name == sheets.AREA else self.line.cells[name]
        label = sheets.AREA if name == sheets.AREA else sheets.COLUMNS[self.line.model][name]
        self.told.append(Told(cell.address, label, cell.text, sentence, faulty))
        if faulty:
            self.kind = FAULT

    @property
    def words(self) -> str:
        """The words of the row, as the file has them."""
        return self.line.cells[next(iter(sheets.COLUMNS[self.line.model]))].text

    @property
    def says_words(self) -> bool:
        """Whether the words are among the changes."""
        return any(one.label == next(iter(sheets.COLUMNS[self.line.model].values())) for one in self.changes)


@dataclass
class Outcome:
    """What the file would do. missing: rows of the plan that it does not hold; they stay."""

    rows: list[FileRow]
    missing: int
    ignored: list[str]

    def of(self, kind: str) -> list[FileRow]:
        """Rows of one kind."""
        return [row for row in self.rows if row.kind == kind]

    @property
    def looked_at(self) -> list[FileRow]:
        """Rows that would be taken and say something to look at."""
        return [row for row in self.rows if row.kind in (UPDATE, ADD) and row.told]

    @property
    def valid(self) -> int:
        """How many rows would be written."""
        return len(self.of(UPDATE)) + len(self.of(ADD))

    @cached_property
    def mark(self) -> str:
        """A mark of all that would be written, for what is carried out to be what was shown."""
        shown = [
            (row.line.title, row.line.number, row.kind, [(one.label, one.before, one.after) for one in row.changes])
            for row in self.rows
        ]
        return sha256(repr(shown).encode()).hexdigest()


def judged(book: Book, plan: Plan, by: User) -> Outcome:
    """Hold a file that was read against its plan, for the person who brings it back."""
    judge = _Judge(book, plan, by)
    rows = judge.rows()
    keys = {row.line.key for row in rows if row.row is not None}
    return Outcome(rows, len(judge.stored.keys() - keys), book.ignored)


class _Judge:
    """What all rows of one file are held against, read once."""

    def __init__(self, book: Book, plan: Plan, by: User):
        self.book, self.by = book, by
        content = queries.content(plan)
        self.plan = content.plan
        self.stored: dict[str, PlanPart] = {}
        self.texts: dict[str, dict[str, str]] = {}
        for resource in resources_of(content):
            for row in resource.rows():
                self.stored[sheets.key_of(row)] = row
                self.texts[sheets.key_of(row)] = resource.texts(row)
        self.heads = _by_person(queries.heads(self.plan))
        self.known = known_names(self.plan, self.heads)
        self.areas = {area.row.area: area.heading for area in content.areas}
        situation = Situation(by, [self.plan])
        self.refusals = {
            area.pk: edit_refusal(by, self.plan, area=area.code, situation=situation) for area in self.areas
        }
        self.there: dict[tuple, set[str]] = defaultdict(set)
        for row in self.stored.values():
            words = self.texts[sheets.key_of(row)][next(iter(sheets.COLUMNS[type(row)]))]
            self.there[type(row), row.area_id].add(pasting.key_of(words))
        # Rows of the plan that a new row of the file may repeat word for word, each once.
        claimed = {line.key for line in book.lines}
        self.twins: dict[tuple, list[str]] = defaultdict(list)
        for key, row in self.stored.items():
            if key not in claimed:
                self.twins[type(row), row.area_id, _meaning(self.texts[key])].append(key)

    def rows(self) -> list[FileRow]:
        """Every row, in the order of the file."""
        originals = self._originals()
        return [self._row(line, originals) for line in self.book.lines]

    def _originals(self) -> dict[str, int]:
        """A row copied in Excel takes its mã along: the one nearest to what was there keeps it."""
        best: dict[str, tuple[int, int]] = {}
        for at, line in enumerate(self.book.lines):
            if line.key in self.stored:
                far = sum(name in self._differing(line) for name in line.cells)
                best[line.key] = min(best.get(line.key, (far, at)), (far, at))
        return {key: at for key, (_, at) in best.items()}

    def _row(self, line: Line, originals: Mapping[str, int]) -> FileRow:
        found = FileRow(line)
        copied = line.key in originals and self.book.lines[originals[line.key]] is not line
        if line.key and not copied:
            self._known(found)
        else:
            self._new(found)
            if copied and found.kind == ADD:
                at = self.book.lines[originals[line.key]].number
                found.say(next(iter(line.cells)), f"chép từ dòng {at} của tệp, sẽ thêm thành dòng mới.", faulty=False)
        return found

    def _known(self, found: FileRow) -> None:
        """A row that was in the plan when the file was taken."""
        line = found.line
        words = next(iter(sheets.COLUMNS[line.model]))
        row = self.stored.get(line.key)
        if row is None or type(row) is not line.model or line.key not in self.book.stamps:
            found.say(words, _gone(line, line.key in self.book.stamps))
            return
        found.row, found.area = row, row.area
        heading = self.areas[row.area]
        # A heading that was renamed meanwhile is none of the person's doing.
        kept = sheets.print_of(sheets.AREA, line.area.text) == self.book.stamps[line.key].prints.get(sheets.AREA)
        if line.area.fault or not (kept or _area_named(line.area.text, self.areas) == row.area):
            found.say(sheets.AREA, f"dòng này thuộc lĩnh vực “{heading}”. Giữ nguyên lĩnh vực của dòng đã có.")
        self._say_unreadable(found)
        changed = self._differing(line)
        if not changed:
            return
        found.kind = found.kind if found.kind == FAULT else UPDATE
        before, labels = self.texts[line.key], sheets.COLUMNS[line.model]
        found.changes = [Change(labels[name], before[name], line.cells[name].text) for name in changed]
        if words in changed and not line.cells[words].text:
            found.say(words, "dòng này không còn chữ nào. Muốn bỏ dòng thì xóa ở trang soạn; nhập tệp không xóa dòng.")
            changed.remove(words)
        there = self.there[line.model, row.area_id] - {pasting.key_of(before[words])}
        self._judge(found, {name: line.cells[name].text for name in changed}, there)
        self._judge_meetings(found, changed)

    def _say_unreadable(self, found: FileRow) -> None:
        """Formulas, merged cells, faults of Excel."""
        for name, cell in found.line.cells.items():
            if cell.fault:
                found.say(name, cell.fault)

    def _differing(self, line: Line) -> list[str]:
        """Fields that somebody changed in the file and that the plan does not say so already."""
        now, stamp = self.texts[line.key], self.book.stamps.get(line.key, Stamp(0, {}))
        return [
            name
            for name, cell in line.cells.items()
            if sheets.print_of(name, cell.text) != stamp.prints.get(name)
            and sheets.meaning(name, cell.text) != sheets.meaning(name, now[name])
        ]

    def _judge_meetings(self, found: FileRow, changed: list[str]) -> None:
        """Cells changed on the portal after the file was taken: another person's are never written over."""
        version = self.book.stamps[found.line.key].version
        for name in changed:
            touch = next((found.row.touched.get(one) for one in _fields_of(name) if one in found.row.touched), None)
            if touch and touch[0] > version:
                own = touch[1] == self.by.pk
                at = local(datetime.fromisoformat(touch[2]))
                now = self.texts[found.line.key][name] or "trống"
                rest = (
                    "Nhập thì thay bằng chữ trong tệp." if own else "Chưa ghi đè gì; thống nhất rồi sửa ở trang soạn."
                )
                found.say(
                    name, f"ô này đã sửa trên cổng lúc {at:%H:%M %d/%m} thành “{now[:120]}”. {rest}", faulty=not own
                )
            if lost := set(_MARK.findall(self._stored_words(found, name))) - set(
                _MARK.findall(found.line.cells[name].text)
            ):
                found.say(
                    name,
                    f"câu này có viện dẫn hoặc chú thích mà tệp không giữ được ({', '.join(sorted(lost))}). "
                    "Sửa ở trang soạn, hoặc ghi cả ký hiệu đó vào ô.",
                )

    def _stored_words(self, found: FileRow, name: str) -> str:
        words = next(iter(sheets.COLUMNS[found.line.model]))
        return getattr(found.row, words) if name == words else ""

    def _new(self, found: FileRow) -> None:
        """A row that the plan does not have yet."""
        line = found.line
        found.kind = ADD
        area = _area_named(line.area.text, self.areas) if line.area.text else self._only_area()
        self._say_unreadable(found)
        if line.area.fault or area is None:
            found.say(sheets.AREA, line.area.fault or f"ghi một trong: {'; '.join(self.areas.values())}.")
            return
        found.area = area
        labels = sheets.COLUMNS[line.model]
        words = next(iter(labels))
        texts = {name: line.cells[name].text if name in line.cells else "" for name in labels}
        texts[words] = pasting.without_ordinal(texts[words])
        twins = self.twins[line.model, area.pk, _meaning(texts)]
        if twins and found.kind == ADD:
            found.row, found.kind = self.stored[twins.pop(0)], SAME
            return
        said = {name: text for name, text in texts.items() if text or name == words}
        found.changes = [Change(labels[name], "", text) for name, text in said.items() if text]
        there = self.there[line.model, area.pk]
        self._judge(found, said, there)
        there.add(pasting.key_of(texts[words]))

    def _only_area(self) -> Area | None:
        return next(iter(self.areas)) if len(self.areas) == 1 else None

    def _judge(self, found: FileRow, texts: Mapping[str, str], there: set[str]) -> None:
        """What the preview of pasted rows says too, at the cells in question; then the values."""
        line = found.line
        if refusal := self.refusals[found.area.pk]:
            found.say(sheets.AREA, refusal)
        cells = {name: text for name, text in texts.items() if not line.cells[name].fault}
        row = pasting.PastedRow(line.number, cells, sheets.COLUMNS[line.model])
        pasting.judge_row(row, line.model, replace(self.known, there=frozenset(there)), self.plan)
        for note in row.notes:
            found.say(note.name, note.sentence, faulty=note.faulty)
        if found.kind != FAULT:
            found.values = {
                key: value for name, text in cells.items() for key, value in self._value(name, text).items()
            }

    def _value(self, name: str, text: str) -> dict[str, Any]:
        """A cell without fault as the verbs take it."""
        if name == "budget":
            return {name: parse_decimal(text, places=pasting.BUDGET_PLACES) if text else None}
        if name == "head":
            return {name: self.heads[fold(text)] if text else None}
        if name == "flags":
            return dict(pasting.read_flags(text))
        return {name: text}


def _fields_of(name: str) -> tuple[str, ...]:
    """The fields of the model that a column stands for."""
    return tuple(pasting.FLAGS.values()) if name == "flags" else (name,)


def _gone(line: Line, was_there: bool) -> str:
    if was_there:
        return "dòng này đã xóa khỏi kế hoạch sau khi tải tệp. Hoàn tác việc xóa ở Thùng rác, hoặc xóa dòng trong tệp."
    return f"mã dòng “{line.key}” không phải của tệp này. Xóa mã để thêm thành dòng mới, hoặc tải lại tệp."


def _meaning(texts: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sheets.meaning(name, text) for name, text in texts.items())


def _by_person(heads) -> dict[str, Appointment]:
    """People by their folded names; a name that two people bear means neither."""
    named: dict[str, list[Appointment]] = defaultdict(list)
    for row in heads:
        named[fold(row.official.full_name)].append(row)
    return {name: rows[0] for name, rows in named.items() if len({row.official_id for row in rows}) == 1}


def _area_named(text: str, areas: Mapping[Area, str]) -> Area | None:
    """The area that a cell names: by its printed heading, its name, its short name or its code."""
    said = fold(text)
    for area, heading in areas.items():
        if said and said in {fold(heading), fold(area.name), fold(area.short_name), fold(area.code)}:
            return area
    return None
