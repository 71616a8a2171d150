"""The workbook of units, people and rights: read, tried, carried out as a whole, and written."""

import zipfile
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

import tablib
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from organisations import actions
from organisations.administration import administered_units
from organisations.cells import Choice, Day, text_of
from organisations.damaged import DAMAGED
from organisations.models import Appointment, Membership, ReviewRelation, User
from organisations.resources import SHEETS, Run, Sheet, UnitSheet

MEGABYTE = 1024 * 1024
SIZE_LIMIT = 2 * MEGABYTE
UNPACKED_LIMIT = 60 * MEGABYTE
ROW_LIMIT = 5000
GUIDE_TITLE = "Hướng dẫn"


@dataclass(frozen=True)
class Fault:
    """Something wrong, at its place: sheet, cell ("C4", "dòng 4" or ""), sentence."""

    sheet: str
    cell: str
    sentence: str

    @property
    def place(self) -> str:
        """ "Đơn vị, ô C4"."""
        if not self.cell:
            return self.sheet
        return f"{self.sheet}, {self.cell if self.cell.startswith('dòng') else f'ô {self.cell}'}"


@dataclass
class Outcome:
    """What an import does or did: per sheet new, changed and unchanged rows; faults; made accounts."""

    counts: list[tuple[str, int, int, int]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    made: list[tuple[User, str]] = field(default_factory=list)

    @property
    def does_nothing(self) -> bool:
        """Whether every row is as it is stored."""
        return not any(new or changed for _, new, changed, _ in self.counts)


class UnreadableWorkbook(Exception):
    """The file is no workbook that can be read; the message is the sentence."""


class _Undo(Exception):
    """Ends a trial: nothing of it stays."""


def read_workbook(name: str, content: bytes) -> dict[str, list[tuple[int, list[Any]]]]:
    """Rows by sheet: (row number, cells), the heading row first, empty rows left out.

    Raises UnreadableWorkbook by content, never by the name of the file.
    """
    if len(content) > SIZE_LIMIT:
        raise UnreadableWorkbook(f"Tệp “{name}” lớn hơn 2 MB. Chia làm nhiều tệp rồi nhập lần lượt.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > UNPACKED_LIMIT:
                raise UnreadableWorkbook(f"Tệp “{name}” giải nén ra quá lớn nên không đọc.")
        return _rows_by_sheet(load_workbook(BytesIO(content), read_only=True, data_only=True))
    except DAMAGED as error:
        raise UnreadableWorkbook(f"Tệp “{name}” không phải tệp Excel (.xlsx) nên không đọc được.") from error


def _rows_by_sheet(book: Workbook) -> dict[str, list[tuple[int, list[Any]]]]:
    """The parser reads as the rows are asked for, so that damage may show up here."""
    found = {}
    for sheet in book.worksheets:
        rows = []
        for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            if number > ROW_LIMIT:
                raise UnreadableWorkbook(f"Trang tính “{sheet.title}” có hơn {ROW_LIMIT} dòng. Chia làm nhiều tệp.")
            if any(text_of(cell) for cell in cells):
                rows.append((number, list(cells)))
        found[text_of(sheet.title)] = rows
    return found


def import_workbook(*, name: str, content: bytes, by: User, trial: bool) -> Outcome:
    """Carry out every row of the workbook by the verbs, or nothing at all.

    With ``trial`` nothing stays in any case. One fault anywhere undoes everything; all faults are
    told at once, by cell.
    """
    try:
        book = read_workbook(name, content)
    except UnreadableWorkbook as fault:
        return Outcome(faults=[Fault("Tệp", "", str(fault))])
    titles = [sheet.title for sheet in SHEETS]
    if not any(title in book for title in titles):
        return Outcome(faults=[Fault("Tệp", "", f"Không có trang tính nào tên là: {'; '.join(titles)}.")])
    outcome, run = Outcome(), Run()
    try:
        with actions.reach_rebuilt_once():
            for kind in SHEETS:
                _import_sheet(kind(by, run), book.get(kind.title, []), outcome)
            if trial or outcome.faults:
                raise _Undo
    except _Undo:
        return outcome
    outcome.made = run.made
    return outcome


def _import_sheet(sheet: Sheet, rows: list[tuple[int, list[Any]]], outcome: Outcome) -> None:
    if len(rows) < 2:
        return
    headings = [text_of(cell) for cell in rows[0][1]]
    wanted = {name: sheet.fields[name].column_name for name in sheet._meta.fields}
    if missing := [heading for heading in wanted.values() if heading not in headings]:
        sentence = f"Thiếu cột: {'; '.join(missing)}. Dùng tệp mẫu, giữ nguyên dòng tiêu đề."
        outcome.faults.append(Fault(sheet.title, f"dòng {rows[0][0]}", sentence))
        return
    places = [headings.index(heading) for heading in wanted.values()]
    data = tablib.Dataset(headers=list(wanted.values()))
    for _, cells in rows[1:]:
        data.append([cells[place] if place < len(cells) else None for place in places])
    result = sheet.import_data(data, dry_run=False, use_transactions=False, powers=sheet.powers)
    for error in result.base_errors:
        raise error.error
    letters = {
        sheet.fields[name].attribute: get_column_letter(place + 1) for name, place in zip(wanted, places, strict=True)
    }
    for (number, _), row in zip(rows[1:], result.rows, strict=True):
        if row.errors:
            raise row.errors[0].error
        if row.validation_error:
            outcome.faults.extend(_faults(sheet, number, row.validation_error, letters))
    totals = result.totals
    outcome.counts.append((sheet.title, totals["new"], totals["update"], totals["skip"]))


def _faults(sheet: Sheet, number: int, error: Any, letters: dict[str, str]) -> list[Fault]:
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return [
        Fault(
            sheet.title,
            f"{letters[attribute]}{number}" if attribute in letters else f"dòng {number}",
            sentence,
        )
        for name, sentences in found.items()
        for attribute in [sheet.elsewhere.get(name, name)]
        for sentence in sentences
    ]


def template_workbook(by: User) -> bytes:
    """An empty workbook with every heading and the words that may be chosen."""
    book = Workbook()
    book.remove(book.active)
    for kind in SHEETS:
        _write_sheet(book, kind(by, Run()), None)
    guide = book.create_sheet(GUIDE_TITLE)
    guide.append(["Trang tính", "Cột", "Cách ghi"])
    for kind in SHEETS:
        for name in kind._meta.fields:
            widget = kind.fields[name].widget
            guide.append([kind.title, kind.fields[name].column_name, _how(widget)])
    _dress(guide)
    return _bytes(book)


def export_workbook(units: Any, by: User) -> bytes:
    """The given units; for those that ``by`` administers also people, rights and review relations."""
    book = Workbook()
    book.remove(book.active)
    run = Run()
    _write_sheet(book, UnitSheet(by, run), units.select_related("parent").order_by("valid_from", "pk"))
    own = administered_units(by).filter(pk__in=units.values("pk"))
    if own.exists():
        keys = own.values("pk")
        rows = (
            Appointment.objects.filter(unit__in=keys).select_related("official__user", "unit").order_by("pk"),
            Membership.objects.filter(unit__in=keys).select_related("user", "unit").order_by("pk"),
            ReviewRelation.objects.filter(unit__in=keys).select_related("unit", "authority").order_by("pk"),
        )
        for kind, queryset in zip(SHEETS[1:], rows, strict=True):
            _write_sheet(book, kind(by, run), queryset)
    return _bytes(book)


def _write_sheet(book: Workbook, sheet: Sheet, queryset: Any) -> None:
    page = book.create_sheet(sheet.title)
    page.append([sheet.fields[name].column_name for name in sheet._meta.fields])
    for cells in sheet.export(queryset) if queryset is not None else ():
        page.append([cell if isinstance(cell, date) else None for cell in cells])
        for place, cell in enumerate(cells, 1):
            if isinstance(cell, date):
                page.cell(page.max_row, place).number_format = "dd/mm/yyyy"
            elif cell not in (None, ""):
                # As text, so that a name beginning with "=" is not a formula and 0912 keeps its zero.
                written = page.cell(page.max_row, place, str(cell))
                written.data_type = "s"
    _dress(page)


def _dress(page: Worksheet) -> None:
    page.freeze_panes = "A2"
    for place, cell in enumerate(page[1], 1):
        cell.font = Font(bold=True)
        page.column_dimensions[get_column_letter(place)].width = max(14, len(str(cell.value)) + 2)


def _how(widget: Any) -> str:
    if isinstance(widget, Choice):
        return "; ".join(str(label) for _, label in widget.choices)
    if isinstance(widget, Day):
        return "Ngày, ví dụ 01/07/2025"
    return widget.ask or "Để trống được"


def _bytes(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
