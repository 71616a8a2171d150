"""Targets and tasks of a plan as a workbook, one sheet each, that can come back (django-import-export)."""

import io
from decimal import Decimal
from typing import Any

from import_export import resources
from import_export.fields import Field
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from plans import sheets
from plans.models import PlanPart, Target, Task
from plans.paper import plain_words
from plans.queries import Content
from plans.wording import condition_chip

_TARGET, _TASK = sheets.COLUMNS[Target], sheets.COLUMNS[Task]


class _Rows(resources.ModelResource):
    """A sheet of rows of a plan's areas; ``place`` is the number of a row on paper."""

    widths: tuple[int, ...] = ()
    # Fields of the model whose column has another name here.
    named: dict[str, str] = {}
    place = Field(column_name=sheets.PLACE)
    area = Field(column_name=sheets.AREA)
    key = Field(column_name=sheets.KEY)

    def __init__(self, content: Content):
        super().__init__()
        self.content = content
        self.numbers: dict[int, tuple[str, str]] = {}

    def dehydrate_place(self, row: Any) -> str:
        """The number of the row on paper."""
        return self.numbers[row.pk][0]

    def dehydrate_area(self, row: Any) -> str:
        """The heading of its area."""
        return self.numbers[row.pk][1]

    def dehydrate_key(self, row: PlanPart) -> str:
        """The mã by which the row is found again."""
        return sheets.key_of(row)

    @property
    def title(self) -> str:
        """The name of the sheet."""
        return sheets.TITLES[self._meta.model]

    def texts(self, row: PlanPart) -> dict[str, str]:
        """Every typed cell of a row as text, by field."""
        columns = {name: self.fields[self.named.get(name, name)] for name in sheets.COLUMNS[self._meta.model]}
        return {name: sheets.cell_text(self.export_field(column, row)) for name, column in columns.items()}

    def number(self, letter: str, area: Any, rows: Any) -> list:
        """Remember the place of each row of an area and give the rows back."""
        for order, row in enumerate(rows, start=1):
            self.numbers[row.pk] = (f"{area.number}.{letter}.{order}", area.heading)
        return list(rows)


class TargetRows(_Rows):
    """Chỉ tiêu."""

    widths = (10, 30, 80, 24, 40)
    phrase = Field(column_name=_TARGET["phrase"])
    reading = Field(column_name=sheets.READ_AS)
    note = Field(attribute="note", column_name=_TARGET["note"])

    class Meta:
        model = Target
        fields = export_order = ("place", "area", "phrase", "reading", "note", "key")

    def rows(self) -> list[Target]:
        """Printed targets in the order of the paper."""
        return [row for area in self.content.areas for row in self.number("a", area, area.targets)]

    def dehydrate_phrase(self, row: Target) -> str:
        """The phrase as it is printed, citations in words."""
        return plain_words(self.content, row.phrase)

    def dehydrate_reading(self, row: Target) -> str:
        """How the phrase is understood."""
        return "; ".join(condition_chip(one) for one in row.conditions.all()) or "Chưa đo được"


class TaskRows(_Rows):
    """Nhiệm vụ."""

    widths = (10, 30, 70, 24, 30, 30, 24, 24, 16, 22, 30)
    named = {"content": "words"}
    words = Field(column_name=_TASK["content"])
    product_text = Field(attribute="product_text", column_name=_TASK["product_text"])
    lead_text = Field(attribute="lead_text", column_name=_TASK["lead_text"])
    partners = Field(column_name=_TASK["partners"])
    head = Field(column_name=_TASK["head"])
    timing_text = Field(attribute="timing_text", column_name=_TASK["timing_text"])
    budget = Field(column_name=_TASK["budget"])
    flags = Field(column_name=_TASK["flags"])
    note = Field(attribute="note", column_name=_TASK["note"])

    class Meta:
        model = Task
        fields = export_order = (
            "place", "area", "words", "product_text", "lead_text", "partners", "head", "timing_text", "budget", "flags",
            "note", "key",
        )  # fmt: skip

    def rows(self) -> list[Task]:
        """Printed tasks in the order of the paper."""
        return [row for area in self.content.areas for row in self.number(area.task_letter, area, area.tasks)]

    def dehydrate_words(self, row: Task) -> str:
        """The task as it is printed, citations in words."""
        return plain_words(self.content, row.content)

    def dehydrate_partners(self, row: Task) -> str:
        """The coordinating units."""
        return "; ".join(one.partner_text for one in row.partners.all())

    def dehydrate_head(self, row: Task) -> str:
        """Who answers for the task."""
        return row.head.official.full_name if row.head else ""

    def dehydrate_budget(self, row: Task) -> Any:
        """The money as a number."""
        return row.budget.normalize() if row.budget is not None else ""

    def dehydrate_flags(self, row: Task) -> str:
        """Trọng tâm, đột phá."""
        return ", ".join(word for held, word in ((row.is_key, "trọng tâm"), (row.is_breakthrough, "đột phá")) if held)


def plan_rows_workbook(content: Content) -> bytes:
    """Targets and tasks of a plan already read, as .xlsx."""
    book = Workbook()
    book.remove(book.active)
    stamps: list[tuple[str, ...]] = []
    for resource in resources_of(content):
        rows = resource.rows()
        _write(book.create_sheet(resource.title), resource, rows, len(content.areas))
        stamps += [_stamp(resource, row) for row in rows]
    _write_hidden(book.create_sheet(sheets.HIDDEN), content, stamps)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def resources_of(content: Content) -> tuple[_Rows, _Rows]:
    """The sheets of a plan."""
    return TargetRows(content), TaskRows(content)


def _write(sheet: Worksheet, resource: _Rows, rows: list, areas: int) -> None:
    data = resource.export(rows)
    sheet.append(data.headers)
    for row in data:
        sheet.append([sheets.guarded(value) for value in row])
    for at, width in enumerate(resource.widths, start=1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width = width
        # As text, for Excel would make a day of "15/5".
        column.number_format = "@"
    sheet.column_dimensions[get_column_letter(len(data.headers))].hidden = True
    for line in sheet.iter_rows():
        for cell in line:
            cell.font = Font(bold=cell.row == 1)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if not isinstance(cell.value, Decimal):
                cell.number_format = "@"
    sheet.freeze_panes = "A2"
    _offer_areas(sheet, data.headers.index(sheets.AREA) + 1, areas)


def _offer_areas(sheet: Worksheet, column: int, areas: int) -> None:
    """New rows choose their area from a list."""
    if not areas:
        return
    source = f"'{sheets.HIDDEN}'!${sheets.AREA_COLUMN}$2:${sheets.AREA_COLUMN}${areas + 1}"
    choice = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{1000}")
    sheet.add_data_validation(choice)


def _stamp(resource: _Rows, row: PlanPart) -> tuple[str, ...]:
    texts = {sheets.AREA: sheets.cell_text(resource.dehydrate_area(row)), **resource.texts(row)}
    prints = " ".join(sheets.print_of(name, text) for name, text in texts.items())
    return resource.title, sheets.key_of(row), str(row.version), prints


def _write_hidden(sheet: Worksheet, content: Content, stamps: list[tuple[str, ...]]) -> None:
    """Which plan, which pattern, and every row as it stood."""
    plan = content.plan
    for label, value in (
        (sheets.VERSION_LABEL, sheets.VERSION),
        (sheets.PLAN_LABEL, plan.code),
        (sheets.TEMPLATE_LABEL, str(plan.template_id)),
    ):
        sheet.append([label, value])
    sheet.append(sheets.STAMP_HEADS)
    for stamp in stamps:
        sheet.append(stamp)
    for at, area in enumerate(content.areas, start=2):
        sheet[f"{sheets.AREA_COLUMN}{at}"] = sheets.guarded(area.heading)
    sheet.sheet_state = "hidden"
