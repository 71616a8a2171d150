"""The table of files by field from the .xlsx that a one-stop system exports: all of it, or faults by cell and nothing.

Whatever is wrong is told at once: the file is mended in one go.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from documents.reading.dates import format_date_short
from documents.reading.quantities import NotReadable
from documents.spreadsheets import Unreadable
from indicators.windows import Window
from organisations.text import fold
from organisations.workbook import Fault
from reporting.periods import Period
from reporting.statistics.commune import COMMUNE_2020
from reporting.statistics.figures import BLANK, Figure, add, range_problem, read_figure
from reporting.statistics.findings import Cell
from reporting.statistics.procedures import TABLE, UNTIMED
from reporting.statistics.shape import Form
from reporting.statistics.sheet import TOTAL, TOTAL_NAME, Line
from reporting.workbooks.grids import Grid, address, open_grids
from reporting.workbooks.heading import NOTHING_TAKEN, read_heading
from reporting.workbooks.heads import LABELS, NUMBER, Head, find_head
from reporting.workbooks.templates import Template, name_key

# Over folded text: "Tổng cộng", "Tổng số hồ sơ (I+II)", "Cộng:"; not "Tổng hợp".
_TOTAL = re.compile(r"(?:tong cong|tong so|tong|cong)(?: ho so| chung| toan xa)?[\s:.()0-9+ivx]*")
_TELLS = re.compile(r"[0-9]|^[-–—kK]$|^[=#]")
_FEWEST_OF_A_ROW = 4
# What a row below the head is.
_PASS, _LINE, _SUM, _END = "pass", "line", "sum", "end"
_PASTE = "Trong Excel chép ô, chọn Dán đặc biệt, Giá trị, lưu lại rồi tải lên."


@dataclass(frozen=True)
class Wanted:
    """For which round a file is read. fields: names of each field of procedures, by its key."""

    period: Period
    window: Window
    fields: Mapping[str, Sequence[str]]
    form: Form = COMMUNE_2020


@dataclass(frozen=True)
class Reading:
    """What a file says. With faults there are no lines.

    lines: one for each field, as the form takes them; stated: the totals of the file; places: the address of each
    cell; unknown: names of fields nobody has told yet, with their addresses; heads: folded words above each column
    with what it was taken for ("" for nothing); as_of: the day up to which the file counts; dated: whether it names
    its period; without that the person says that it is the right one.
    """

    faults: tuple[Fault, ...] = ()
    lines: tuple[Line, ...] = ()
    stated: Line | None = None
    places: Mapping[Cell, str] = field(default_factory=dict)
    unknown: tuple[tuple[str, str], ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    sheet: str = ""
    as_of: date | None = None
    dated: bool = False


def read_table(name: str, content: bytes, wanted: Wanted, template: Template | None = None) -> Reading:
    """Read the table of a file for a round."""
    template = template or Template()
    try:
        grids = open_grids(name, content)
    except Unreadable as fault:
        return Reading((Fault("Tệp", "", str(fault)),))
    tables = [(grid, head) for grid in grids if (head := find_head(grid, template.heads))]
    chosen = _choose(tables, wanted, template)
    if isinstance(chosen, Fault):
        return Reading((chosen,))
    if chosen is None:
        return Reading(tuple(_no_table(grid) for grid in grids) or (Fault("Tệp", "", "Tệp không có trang tính nào."),))
    return _Reader(*chosen, wanted, template).reading()


def _choose(tables: list[tuple[Grid, Head]], wanted: Wanted, template: Template) -> tuple[Grid, Head] | Fault | None:
    """The sheet to read: the only one, the one told before, or the only one that is of this round."""
    rest = [pair for pair in tables if pair[0].title == template.sheet] or tables
    if len(rest) > 1:
        headings = [(pair, read_heading(pair[0], pair[1].top, wanted.period, wanted.window)) for pair in rest]
        rest = [pair for pair, heading in headings if heading.dated and not heading.faults] or rest
    if len(rest) > 1:
        titles = "; ".join(f"“{grid.title}”" for grid, _ in rest)
        return Fault("Tệp", "", f"Có {len(rest)} trang tính cùng có bảng: {titles}. Giữ lại một. {NOTHING_TAKEN}")
    return rest[0] if rest else None


def _no_table(grid: Grid) -> Fault:
    if not grid.values:
        return Fault(grid.title, "", "Trang tính không có dữ liệu.")
    heads = "Tiếp nhận, Đã giải quyết, Đang giải quyết"
    return Fault(grid.title, "", f"Không thấy bảng hồ sơ theo lĩnh vực: cần dòng tiêu đề có các cột {heads}.")


class _Reader:
    """One sheet with its head, read for a round."""

    def __init__(self, grid: Grid, head: Head, wanted: Wanted, template: Template) -> None:
        self.grid, self.head, self.wanted = grid, head, wanted
        self.names = {name_key(name): key for key, names in wanted.fields.items() for name in names} | dict(
            template.fields
        )
        # Totals are stated in a file; here they are figures like any other.
        self.rows = {row.code: replace(row, formula="") for row in wanted.form.columns(TABLE)}
        self.faults: list[Fault] = []
        self.unknown: list[tuple[str, str]] = []
        self.places: dict[Cell, str] = {}
        self.lines: dict[str, Line] = {}
        self.stated: Line | None = None

    def reading(self) -> Reading:
        """The lines, or the faults."""
        heading = read_heading(self.grid, self.head.top, self.wanted.period, self.wanted.window)
        self.faults += [
            Fault(self.grid.title, address(row, at) if row else "", words) for row, at, words in heading.faults
        ]
        self._check_head()
        if not self.faults:
            self._read_body()
        known = {at: code for code, places in self.head.columns.items() for at in places}
        said = Reading(
            heads=tuple((words, known.get(at, "")) for at, words in self.head.words.items() if words),
            sheet=self.grid.title,
            as_of=heading.as_of,
            dated=heading.dated,
        )
        if self.faults:
            return replace(said, faults=tuple(self.faults), unknown=tuple(self.unknown))
        return replace(said, lines=tuple(self.lines.values()), stated=self.stated, places=self.places)

    def _check_head(self) -> None:
        row = self.head.bottom
        for at, numbered, worded in self.head.clashes:
            self._fault(row, at, f"Cột đánh số là “{LABELS[numbered]}” nhưng tiêu đề là “{LABELS[worded]}”.")
        for code in self.head.doubled:
            places = ", ".join(address(row, at) for at in self.head.columns[code])
            self._fault(row, self.head.columns[code][1], f"Cột “{LABELS[code]}” có hai lần: {places}.")
        if self.head.missing:
            names = "; ".join(LABELS[code] for code in self.head.missing)
            self.faults.append(Fault(self.grid.title, f"dòng {row}", f"Thiếu cột: {names}."))

    def _read_body(self) -> None:
        rows = iter(range(self.head.bottom + 1, self.grid.rows + 1))
        for row in rows:
            kind = self._kind(row)
            if kind == _END or (kind == _SUM and self._take_total(row)):
                break
            if kind == _LINE:
                self._take_line(row)
        for row in rows:
            self._refuse_beyond(row)
        if not (self.lines or self.faults):
            self.faults.append(
                Fault(self.grid.title, "", f"Bảng có tiêu đề nhưng chưa có dòng số nào. {NOTHING_TAKEN}")
            )

    def _kind(self, row: int) -> str:
        """What a row below the head is; headings of sections and rows before the first line are passed over."""
        if self._is_numbering(row):
            return _PASS
        if not self._counts(row):
            heading = self.grid.text(row, self.head.fields) and not self._filled(row)
            return _PASS if heading or not self.lines else _END
        return _SUM if self._is_total(row) else _LINE

    def _filled(self, row: int) -> list[int]:
        """Columns of figures that hold something; a heading that is merged over them belongs to its first cell."""
        places = (at for places in self.head.columns.values() for at in places)
        return [at for at in places if self.grid.text(row, at) and not self._is_under_heading(row, at)]

    def _is_under_heading(self, row: int, at: int) -> bool:
        area = self.grid.merged.get((row, at))
        return area is not None and area.left <= self.head.fields

    def _counts(self, row: int) -> bool:
        """Whether a row is meant to hold figures: signatures below a table stand in its columns too."""
        filled = self._filled(row)
        if filled and name_key(self.grid.text(row, self.head.fields)) in self.names:
            return True
        return any(_TELLS.search(self.grid.text(row, at)) for at in filled)

    def _is_numbering(self, row: int) -> bool:
        """A row that numbers columns in another way than this form: "A", "B", "1", "2" …"""
        texts = [self.grid.text(row, at) for at in sorted(self._filled(row))]
        numbers = [int(match[1]) for text in texts if (match := NUMBER.fullmatch(text))]
        rising = all(later == earlier + 1 for earlier, later in pairwise(numbers))
        return rising and len(numbers) == len(texts) >= _FEWEST_OF_A_ROW

    def _is_total(self, row: int) -> bool:
        return any(_TOTAL.fullmatch(fold(self.grid.text(row, at))) for at in range(1, self.head.fields + 1))

    def _take_total(self, row: int) -> bool:
        """Read the totals; whether they close the table (they may also open it)."""
        self.stated = Line(TOTAL, TOTAL_NAME, dict(self._figures(row, TOTAL)))
        return bool(self.lines)

    def _take_line(self, row: int) -> None:
        label = self.grid.text(row, self.head.fields)
        key = self.names.get(name_key(label)) if label else None
        if not label:
            self._fault(row, self.head.fields, "Dòng này có số nhưng chưa ghi tên lĩnh vực.")
        elif key is None:
            self.unknown.append((label, address(row, self.head.fields)))
            self._fault(row, self.head.fields, f"“{label}” chưa ghép với lĩnh vực nào. Ghép một lần, lần sau cổng nhớ.")
        elif key in self.lines:
            self._fault(row, self.head.fields, f"“{label}” trùng lĩnh vực với một dòng ở trên.")
        figures = dict(self._figures(row, key or ""))
        if key and key not in self.lines:
            self.lines[key] = Line(key, label, figures)

    def _figures(self, row: int, key: str) -> Iterator[tuple[str, Figure]]:
        for code, places in self.head.columns.items():
            figures = [self._figure(row, at, code) for at in places]
            self.places[Cell(code, key)] = address(row, places[0])
            known = [figure for figure in figures if figure.known]
            yield code, add((1, figure) for figure in known) if code == UNTIMED else figures[0]

    def _figure(self, row: int, at: int, code: str) -> Figure:
        value = self.grid.values.get((row, at))
        area = self.grid.merged.get((row, at))
        if area:
            self._fault(row, at, f"Ô gộp {area.name} nên không rõ số thuộc ô nào. Bỏ gộp rồi tải lại.")
        elif (row, at) in self.grid.formulas:
            self._fault(row, at, f"Ô này là công thức ({value}). {_PASTE}")
        elif isinstance(value, (bool, date, datetime)) or str(value).startswith("#"):
            self._fault(row, at, f"Ô này ghi {_shown(value)}, cần một số.")
        else:
            try:
                return self._read(value, code)
            except NotReadable as problem:
                self._fault(row, at, problem.sentence)
        return BLANK

    def _read(self, value: object, code: str) -> Figure:
        """A cell as a figure. Raises NotReadable."""
        column = self.rows[code]
        if not isinstance(value, (int, float)):
            return read_figure("" if value is None else str(value), column)
        number = Decimal(str(value))
        number = number.to_integral_value() if number == number.to_integral_value() else number
        if problem := range_problem(number, column):
            raise NotReadable(problem)
        return read_figure(str(int(number)), column)

    def _refuse_beyond(self, row: int) -> None:
        numbers = [at for at in self._filled(row) if isinstance(self.grid.values.get((row, at)), (int, float))]
        if len(numbers) >= _FEWEST_OF_A_ROW:
            self._fault(row, numbers[0], "Dòng này còn số nhưng nằm ngoài bảng, sau dòng trống hoặc dòng tổng.")

    def _fault(self, row: int, at: int, sentence: str) -> None:
        self.faults.append(Fault(self.grid.title, address(row, at), sentence))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    return f"ngày {format_date_short(value)}" if isinstance(value, date) else f"lỗi {value}"
