"""Phụ lục 1, Thống kê số liệu CCHC: the form, its table of files by field, the ratios by their named definitions.

Domain 3.3 (rows and columns), 6.2 (definitions). What stands is final, else estimate, else actual; where a report has
more than one of them each has a column of its own, so that no estimate passes for what was carried out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from documents.layout import Column
from documents.reading.dates import format_date_short
from indicators.models import Value
from indicators.windows import Window
from reporting.annexes.grids import Cell, Grid, Head, Line
from reporting.models import Report
from reporting.queries import Figures
from reporting.queries.neighbours import neighbours_of
from reporting.statistics.figures import Figure, Status
from reporting.statistics.findings import Finding, Level
from reporting.statistics.formulas import Ratio
from reporting.statistics.procedures import RATIOS, TABLE
from reporting.statistics.shape import Row, RowKind
from reporting.statistics.sheet import TOTAL_NAME, Sheet, formula_of

SIGNS = "Ghi chú: K là không áp dụng đối với đơn vị; dấu - là không phát sinh."
_FORM, _FILES, _RATIOS = "Bảng 1", "Bảng 2", "Bảng 3"
_KINDS = (Value.Kind.ACTUAL, Value.Kind.ESTIMATE, Value.Kind.FINAL)
_RATIO_PLACES = 2
# "Ước thực hiện đến 14/12/2026": its day stands on one line; other figures take 10.
_SHARES = {Value.Kind.ESTIMATE: 12}
_WIDE = frozenset({"(3)", "(4)", "(5)", "(7)", "(8)", "(9)"})


def figure_grids(report: Report, figures: Figures) -> tuple[Grid, ...]:
    """The tables of the annex: the form; files by field and their ratios where anything was entered there."""
    reader = _Reader(report, figures)
    found = [_form(reader)]
    if reader.sheet.lines:
        found += [_files(reader), _ratios(reader)]
    return tuple(found)


@dataclass(frozen=True)
class _Reader:
    """The figures of a report by the ways in which the annex reads them."""

    report: Report
    figures: Figures

    @cached_property
    def sheet(self) -> Sheet:
        return self.figures.sheet()

    @cached_property
    def by_kind(self) -> dict[str, Sheet]:
        """The kinds that were entered, in their order."""
        sheets = {kind: self.figures.sheet(kind) for kind in _KINDS}
        return {kind: sheet for kind, sheet in sheets.items() if sheet.figures or sheet.lines}

    @cached_property
    def before(self) -> Sheet:
        """The same period of the year before."""
        return self.figures.sheet(window=self._year_before)

    @property
    def _year_before(self) -> Window:
        near = neighbours_of(self.report).get("year")
        return near.window if near else self.report.window.a_year_before()

    @property
    def until(self) -> str:
        return format_date_short(self.report.window_to)

    def title(self, kind: str) -> str:
        """The head of the column of a kind."""
        day = f" đến {format_date_short(self.report.as_of)}" if self.report.as_of else ""
        return {
            Value.Kind.ACTUAL: f"Thực hiện{day}",
            Value.Kind.ESTIMATE: f"Ước thực hiện đến {self.until}",
            Value.Kind.FINAL: "Số chính thức",
        }[kind]

    def notes(self, *, table: bool) -> tuple[str, ...]:
        """Mismatches that were explained, of the table of files or of the rest."""
        return tuple(
            f"Ghi chú: {one.note}"
            for one in self.figures.findings
            if one.level == Level.NOTE and self._in_table(one) == table
        )

    def _in_table(self, one: Finding) -> bool:
        return bool(self.figures.form.row(one.cells[0].code).table)


def _form(reader: _Reader) -> Grid:
    kinds = list(reader.by_kind)
    one = len(kinds) < 2
    now = (
        [Column(_single(reader, kinds), 10, "right")]
        if one
        else [Column(reader.title(kind), _SHARES.get(kind, 10), "right", group="Kỳ này") for kind in kinds]
    )
    columns = (
        Column("Mã", 8, "center"), Column("Chỉ tiêu thống kê", 36), Column("Đơn vị tính", 10, "center"), *now,
        Column("Cùng kỳ năm trước", 10, "right"), Column("Ghi chú", 18),
    )  # fmt: skip
    rows = tuple(_form_row(reader, row, kinds) for row in reader.figures.form.rows if not row.table)
    notes = (SIGNS, *reader.notes(table=False))
    return Grid(
        "Số liệu CCHC", columns, rows, ref="annex-figures", notes=notes,
        caption=f"{_FORM}. Số liệu cải cách hành chính {reader.report.period.label}",
    )  # fmt: skip


def _single(reader: _Reader, kinds: list[str]) -> str:
    """The head of the only column: an estimate says that it is one."""
    return "Kỳ này" if kinds != [Value.Kind.ESTIMATE] else reader.title(Value.Kind.ESTIMATE)


def _form_row(reader: _Reader, row: Row, kinds: list[str]) -> Line | Head:
    code, ref = row.printed_code, f"figure-{row.code}"
    if row.kind == RowKind.HEADING:
        return Head(row.label, code, ref=ref, strong=row.level == 1)
    if row.kind == RowKind.TABLE:
        words = f"Xem {_FILES}" if reader.sheet.lines else ""
        blank = [Cell()] * (max(len(kinds), 1) + 1)
        return Line((Cell(code), Cell(row.label), Cell("hồ sơ"), *blank, Cell(words)), ref=ref)
    now = [_standing(reader, row)] if len(kinds) < 2 else [_of_kind(reader, row, kind, kinds[0]) for kind in kinds]
    before = _figure(reader.before, row) if _touched(reader.before, row) else Cell()
    unit = row.unit or ("mã" if row.choices else "")
    return Line((Cell(code), Cell(row.label), Cell(unit), *now, before, Cell(_remark(reader, row))), ref=ref)


def _standing(reader: _Reader, row: Row) -> Cell:
    return _figure(reader.sheet, row)


def _of_kind(reader: _Reader, row: Row, kind: str, first: str) -> Cell:
    """The cell of one kind's column: what stands, in the rows that the kind was entered in; a usual K stands once."""
    sheet = reader.by_kind[kind]
    if kind == first:
        return _figure(sheet, row)
    if not _touched(sheet, row):
        return Cell()
    return _figure(reader.sheet if kind != Value.Kind.ACTUAL else sheet, row)


def _touched(sheet: Sheet, row: Row) -> bool:
    """Whether anything that the row says was entered in this sheet."""
    return any(
        code in sheet.figures or any(code in line.figures for line in sheet.lines) for code in _typed(sheet, row.code)
    )


def _typed(sheet: Sheet, code: str) -> Iterator[str]:
    """The typed rows that a row is reckoned from, itself where it is typed."""
    row = sheet.form.row(code)
    if not row.formula:
        yield code
        return
    for part in formula_of(row.formula).codes:
        yield from _typed(sheet, part)


def _figure(sheet: Sheet, row: Row) -> Cell:
    if row.kind == RowKind.RATIO:
        return _ratio(sheet.ratio(row.formula))
    return _cell(sheet.figure(row.code))


def _cell(figure: Figure, *, estimate: bool = False) -> Cell:
    number = figure.amount if figure.status == Status.GIVEN else None
    places = 0 if number is None or number == number.to_integral_value() else 2
    return Cell(figure.printed(), number, places, estimate)


def _ratio(ratio: Ratio) -> Cell:
    return Cell(ratio.printed(), ratio.rounded, _RATIO_PLACES)


def _remark(reader: _Reader, row: Row) -> str:
    """What a code means; why there is no figure, in the words of who entered it."""
    stored = reader.figures.stored(row) if row.typed and row.metric else None
    words = [dict(row.choices).get(reader.sheet.printed(row.code), "")] if row.choices else []
    words += [stored.reason] if stored and stored.reason else []
    return "; ".join(filter(None, words))


def _files(reader: _Reader) -> Grid:
    sheet = reader.sheet
    columns = [row for row in sheet.form.columns(TABLE) if not row.optional or sheet.figure(row.code).number]
    heads = tuple(counted(row) for row in columns)
    estimated = _estimated(reader)
    everything = bool(estimated) and len(estimated) == sum(len(line.figures) for line in sheet.lines)
    shown = frozenset() if everything else estimated
    rows = []
    for line in sheet.lines:
        read = sheet.in_line(line)
        cells = (_cell(read(row.code), estimate=(line.key, row.code) in shown) for row in columns)
        rows.append(Line((Cell(line.name), *cells), ref=f"figure-{TABLE}-{line.key}"))
    total = tuple(_cell(sheet.figure(row.code)) for row in columns)
    rows.append(Line((Cell(TOTAL_NAME), *total), ref=f"figure-{TABLE}", total=True))
    words = f"Số in nghiêng là số ước thực hiện đến {reader.until}."
    rule = reader.figures.carried_rule
    notes = ((words,) if shown else ()) + ((f"Ghi chú: {rule}",) if rule else ()) + reader.notes(table=True)
    unit = f"Đơn vị tính: hồ sơ; ước thực hiện đến {reader.until}" if everything else "Đơn vị tính: hồ sơ"
    return Grid(
        "Hồ sơ theo lĩnh vực", (Column("Lĩnh vực", 95 - sum(head.share for head in heads), number="(2)"), *heads), tuple(rows), numbered=True,
        caption=f"{_FILES}. Kết quả giải quyết hồ sơ thủ tục hành chính theo lĩnh vực", unit_note=unit, notes=notes,
        ref="annex-files", frozen=1,
    )  # fmt: skip


def counted(column: Row) -> Column:
    """A column of the table of files as the form heads and numbers it.

    Seven percent of the turned page hold the six digits of a province's files, six those of what is late or open.
    """
    share = 7 if column.number in _WIDE else 6
    return Column(column.label, share, "right", group=column.group, number=column.number)


def _estimated(reader: _Reader) -> frozenset[tuple[str, str]]:
    """(line, column) of the cells whose standing figure is an estimate."""
    figures = reader.figures
    typed = [row for row in reader.sheet.form.columns(TABLE) if row.typed and row.metric]
    found = {
        (line.key, row.code): figures.stored(row, field=line.key)
        for line in reader.sheet.lines
        for row in typed
        if row.code in line.figures
    }
    return frozenset(key for key, stored in found.items() if stored and stored.kind == Value.Kind.ESTIMATE)


def _ratios(reader: _Reader) -> Grid:
    """Each definition by its name: the same counts give different ratios, so none is printed without it."""
    columns = (
        Column("Tỷ lệ", 30), Column("Cách tính, theo số cột", 34), Column("Kỳ này", 14, "right"),
        Column("Cùng kỳ năm trước", 14, "right"),
    )  # fmt: skip
    known = bool(reader.before.lines)
    rows = tuple(
        Line(
            (
                Cell(one.name),
                Cell(one.words),
                _ratio(reader.sheet.ratio(one.formula)),
                _ratio(reader.before.ratio(one.formula)) if known else Cell(),
            ),
            ref=f"ratio-{one.metric}",
        )
        for one in RATIOS
        if one.valid_from <= reader.report.window_to
    )
    caption = f"{_RATIOS}. Tỷ lệ tính từ {_FILES}"
    return Grid("Tỷ lệ", columns, rows, caption=caption, unit_note="Đơn vị tính: %", ref="annex-ratios", frozen=1)
