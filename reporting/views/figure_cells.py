"""The cells of one part as the page draws them: fields, computed and carried figures, what stands beside them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from indicators.models import Value
from indicators.windows import Window
from reporting.entering import cell_name, cell_of, label_of
from reporting.models import Report
from reporting.queries.beside import Beside, figure_in, outliers
from reporting.queries.figures import Figures
from reporting.queries.parts import PartState, in_part
from reporting.queries.starts import Start
from reporting.statistics.figures import BLANK, Figure
from reporting.statistics.findings import Cell, Finding, Level
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import NotApplicable, Row, RowKind
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line, Sheet
from workflow.rules import Situation

ESTIMATE, CARRIED_OUT = "uoc", "thuc-hien"
_WORST = (Level.BLOCK, Level.ASK, Level.NOTE)
_SIGNS = (("-", "- (không phát sinh)"), ("K", "K (không áp dụng)"))


@dataclass(frozen=True)
class Slot:
    """One cell. draw: input, choice, or fixed (computed, carried, locked); level: of the worst finding in it;
    words: from where; why: address of the rows counted; reasoned: a figure of its own asks for a reason; pasted: shown
    before it is written, with what stood there; computed: the portal reckons or carries it, whoever looks."""

    name: str
    id: str
    draw: str
    text: str
    label: str
    words: str = ""
    level: str = ""
    error: str = ""
    seen: int = 0
    address: str = ""
    options: tuple[tuple[str, str], ...] = ()
    why: str = ""
    reasoned: bool = False
    reason: str = ""
    head: str = ""
    pasted: bool = False
    stood: str = ""
    computed: bool = False

    @property
    def place(self) -> str:
        """Id of what changes beside the cell when another one is saved."""
        return self.id.replace(".", "_")


@dataclass(frozen=True)
class ListRow:
    """A line of a list part; slot: None for a heading."""

    row: Row
    slot: Slot | None = None
    year: str = ""
    period: str = ""


@dataclass(frozen=True)
class GridLine:
    """A field of procedures with its cells. state: ok, block, ask, note, open."""

    key: str
    name: str
    slots: tuple[Slot, ...]
    state: str


@dataclass
class Board:
    """One part of a report's figures as somebody looks at it. typed, faults: by name of the cell, after a refusal;
    pasted: names of cells of a block that is only previewed."""

    report: Report
    figures: Figures
    part: str
    kind: str
    starts: Mapping[str, Start]
    near: Beside
    values: Mapping[int, Value]
    locked: bool = False
    more_fields: tuple[str, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)
    pasted: Collection[str] = ()
    states: list[PartState] = field(default_factory=list)
    refusal: str | None = None
    situation: Situation | None = None
    _sheets: dict[Window, Sheet] = field(default_factory=dict)

    @property
    def state(self) -> PartState:
        """How far the part has come."""
        return next(one for one in self.states if one.code == self.part)

    @cached_property
    def sheet(self) -> Sheet:
        """The form as this page fills it."""
        return self.figures.view(self.kind)

    @cached_property
    def findings(self) -> list[Finding]:
        """What does not fit or stands out, over the whole form, settled by the words that were given."""
        return self.figures.judged(self.sheet, outliers(self.figures, self.sheet, self.near, self.part))

    @cached_property
    def here(self) -> list[Finding]:
        """Findings with a cell in this part."""
        return [one for one in self.findings if in_part(one, self.part)]

    @cached_property
    def levels(self) -> dict[Cell, Level]:
        """The worst finding of every cell."""
        found: dict[Cell, Level] = {}
        for one in self.here:
            for cell in one.cells:
                found[cell] = min(found.get(cell, Level.NOTE), one.level, key=_WORST.index)
        return found

    @property
    def table(self) -> Row | None:
        """The table of this part, if it has one."""
        return next((row for row in self.figures.form.part_rows(self.part) if row.kind == RowKind.TABLE), None)

    @cached_property
    def rows(self) -> list[ListRow]:
        """The lines of the part that are no columns, headings among them."""
        rows = [row for row in self.figures.form.part_rows(self.part) if not row.table and row.kind != RowKind.TABLE]
        return [self._line(row) for row in rows]

    def _line(self, row: Row) -> ListRow:
        if row.kind == RowKind.HEADING:
            return ListRow(row)
        year, period = (self._then(row, window) for window in (self.near.year, self.near.period))
        return ListRow(row, self.slot(row, Cell(row.code)), year, period)

    def _then(self, row: Row, window: Window | None) -> str:
        if row.kind == RowKind.RATIO or (row.formula and not row.metric):
            return _percent(row, self._then_sheet(window).printed(row.code)) if window else ""
        return row.said(figure_in(self.figures, row, window).printed())

    def _then_sheet(self, window: Window) -> Sheet:
        if window not in self._sheets:
            self._sheets[window] = self.figures.sheet(window=window)
        return self._sheets[window]

    @cached_property
    def shown_fields(self) -> list[tuple[str, str]]:
        """Fields with a line: those with figures now or in the last periods, those asked for; all where there is none."""
        used = {line.key for line in self.sheet.lines} | set(self.more_fields)
        for window in (self.near.period, self.near.year):
            if window is not None:
                used |= {line.key for line in self._then_sheet(window).lines}
        return [one for one in self.figures.fields if one[0] in used] or list(self.figures.fields)

    @property
    def other_fields(self) -> list[tuple[str, str]]:
        """Fields that have no line yet."""
        shown = {code for code, _ in self.shown_fields}
        return [one for one in self.figures.fields if one[0] not in shown]

    @cached_property
    def lines(self) -> list[GridLine]:
        """The lines of the table."""
        found = []
        for key, name in self.shown_fields:
            slots = tuple(self.slot(row, Cell(row.code, key)) for row in self.columns)
            found.append(GridLine(key, name, slots, self._state(key, slots)))
        return found

    def _state(self, key: str, slots: tuple[Slot, ...]) -> str:
        levels = [level for cell, level in self.levels.items() if cell.line == key]
        if levels:
            return str(min(levels, key=_WORST.index))
        optional = {row.code for row in self.columns if row.optional}
        empty = any(not slot.text for slot in slots if slot.name.partition("@")[0] not in optional)
        return "open" if empty else "ok"

    @property
    def slots(self) -> list[Slot]:
        """The cells of the part, line by line, the totals left out."""
        return [slot for line in self.lines if self.table for slot in line.slots] + [
            line.slot for line in self.rows if line.slot
        ]

    def slot_of(self, name: str) -> Slot | None:
        """The cell of a name as it is drawn, None where the page has none."""
        return next((slot for slot in self.slots if slot.name == name), None)

    @property
    def told_faults(self) -> list[dict[str, str]]:
        """The faults in the order of the page, each with its cell: "Hộ tịch, cột (4): …"."""
        labels = {slot.name: slot.label for slot in self.slots}
        places = list(labels)
        named = sorted((places.index(name) if name in labels else len(places), name) for name in self.faults if name)
        return [
            {"text": _named(self.faults[name], labels.get(name, "")), "href": f"#{cell_id(cell_of(name))}"}
            for _, name in named
        ]

    @property
    def to_finish(self) -> str:
        """Where somebody begins who may not finish the part yet: what does not fit, else the first empty cell."""
        if any(one.level == Level.BLOCK for one in self.here):
            return "#kiem-tra"
        wanted = {row.code for row in self.figures.form.part_rows(self.part) if row.filled and not row.optional}
        empty = (one for one in self.slots if one.draw != "fixed" and not one.text and cell_of(one.name).code in wanted)
        return next((f"#{one.id}" for one in empty), "")

    @property
    def total(self) -> GridLine:
        """The totals of the table."""
        slots = tuple(self._total(row) for row in self.columns)
        return GridLine(TOTAL, TOTAL_NAME, slots, "")

    def _total(self, row: Row) -> Slot:
        cell, head = Cell(row.code, TOTAL), row.number or row.label
        printed, level = self.sheet.figure(row.code).printed(), str(self.levels.get(cell, ""))
        label = f"{TOTAL_NAME}, cột {head}"
        return Slot(cell_name(cell), cell_id(cell), "fixed", printed, label, level=level, head=head, computed=True)

    @property
    def carried_words(self) -> list[str]:
        """From where column (6) is, each wording once with the fields it is of; by which rule units were added up."""
        found: dict[str, list[str]] = {}
        for key, name in self.shown_fields:
            start = self.figures.openings.get(key)
            if start is not None:
                found.setdefault(start.words, []).append(name)
        whole = len(self.shown_fields)
        named = {words: "" if len(names) == whole else f" của {', '.join(names)}" for words, names in found.items()}
        rule = self.figures.carried_rule
        return [*(f"Cột (6){of}: {words}" for words, of in named.items()), *([rule] if rule else [])]

    @property
    def columns(self) -> tuple[Row, ...]:
        """The columns of the table."""
        return self.figures.form.columns(TABLE)

    @property
    def groups(self) -> list[tuple[str, int]]:
        """The heads above the columns with how many each spans."""
        return [(group, len(list(rows))) for group, rows in groupby(self.columns, key=lambda row: row.group)]

    def slot(self, row: Row, cell: Cell) -> Slot:
        """One cell as it is drawn."""
        name = cell_name(cell)
        level = str(self.levels.get(cell, ""))
        base = {"name": name, "id": cell_id(cell), "label": label_of(self.figures, cell), "level": level}
        base["head"] = f"{row.number} {row.label}".strip() if row.table else row.label
        carried = self.figures.carried(row, cell.line)
        if row.formula or carried is not None:
            words = carried.words if carried else ""
            return Slot(**base, draw="fixed", text=self._printed(row, cell), words=words, computed=True)
        return self._field(row, cell, base)

    def _printed(self, row: Row, cell: Cell) -> str:
        if not row.table:
            return _percent(row, self.sheet.printed(row.code))
        line = next((one for one in self.sheet.lines if one.key == cell.line), Line(cell.line, ""))
        start = self.figures.carried(row, cell.line)
        return start.figure.printed() if start else self.sheet.in_line(line)(row.code).printed()

    def _field(self, row: Row, cell: Cell, base: dict) -> Slot:
        name = base["name"]
        current = self.figures.behind(row, self.kind, field=cell.line)
        value = self.values.get(current.value_id or 0) if current is not None else None
        start = None if cell.line else self.starts.get(cell.code)
        stood = self._stands(row, cell, current, start)
        text = self.typed.get(name, stood.printed())
        if self.locked:
            return Slot(
                **base, draw="fixed", text=row.said(stood.printed()) if current else "", words=_told(value, None)
            )
        reasoned = bool(start is not None and start.fact)
        query = {"so": ESTIMATE if self.kind == Value.Kind.ESTIMATE else "", "o": name}
        options = choices_of(row)
        return Slot(
            **base, draw="choice" if options else "input", text=text, words=_told(value, start),
            error=self.faults.get(name, ""), seen=current.value_id or 0 if current is not None else 0,
            address="" if reasoned or self.pasted else f"{self.url}?{urlencode(query)}", options=options,
            pasted=name in self.pasted, stood=stood.printed(),
            why=f"{reverse('reporting:figure_why', args=[self.report.code, self.part])}?o={name}" if reasoned else "",
            reasoned=reasoned, reason=self.reasons.get(name, value.comment if value else ""),
        )  # fmt: skip

    def _stands(self, row: Row, cell: Cell, current, start: Start | None) -> Figure:
        if row.table:
            line = next((one for one in self.sheet.lines if one.key == cell.line), Line(cell.line, ""))
            return line.figures.get(row.code, BLANK)
        if current is None and start is not None:
            return start.figure
        return self.sheet.figure(row.code)

    @property
    def url(self) -> str:
        """The address of the part."""
        return reverse("reporting:figures", args=[self.report.code, self.part])


def cell_id(cell: Cell) -> str:
    """The id of a cell in the page, as findings name it (``reporting.checks``)."""
    return f"figure-{cell.code}-{cell.line}" if cell.line else f"figure-{cell.code}"


def _percent(row: Row, printed: str) -> str:
    return f"{printed}\u00a0%" if row.kind == RowKind.RATIO and printed[:1].isdigit() else printed


def _named(words: str, label: str) -> str:
    return words if words.startswith(label) else f"{label}: {words}"


def choices_of(row: Row) -> tuple[tuple[str, str], ...]:
    """What a code is chosen from; nothing for a figure."""
    return (("", "Chưa chọn"), *row.choices, *_signs(row)) if row.kind == RowKind.CODE else ()


def _signs(row: Row) -> tuple[tuple[str, str], ...]:
    return _SIGNS if row.not_applicable != NotApplicable.NEVER else _SIGNS[:1]


def _told(value: Value | None, start: Start | None) -> str:
    """Where a figure comes from, in words beside it."""
    if value is None:
        return f"{start.words}, lưu để xác nhận" if start is not None else ""
    if start is not None and start.fact and value.provenance == Value.Provenance.FACT:
        return start.words if value.amount == start.figure.amount else f"đã lưu; nay {start.words}"
    words = {
        Value.Provenance.TYPED: value.comment and f"Nhập tay: {value.comment}",
        Value.Provenance.FILE: f"Tệp {value.source}",
    }.get(value.provenance, value.source)
    kind = "" if value.kind == Value.Kind.ACTUAL else "ước" if value.kind == Value.Kind.ESTIMATE else "chính thức"
    return ", ".join(word for word in (kind, words) if word)
