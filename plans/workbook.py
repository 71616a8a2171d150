"""Targets and tasks of a plan as a workbook, one sheet each (django-import-export)."""

import io
from typing import Any

from import_export import resources
from import_export.fields import Field
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from plans.models import Target, Task
from plans.paper import plain_words
from plans.queries import Content
from plans.wording import condition_chip

# Signs with which a spreadsheet program begins a formula.
_FORMULA = ("=", "+", "-", "@", "\t")


class _Rows(resources.ModelResource):
    """A sheet of rows of a plan's areas; ``place`` is the number of a row on paper."""

    title = ""
    widths: tuple[int, ...] = ()
    place = Field(column_name="Mục")
    area = Field(column_name="Lĩnh vực")

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

    def number(self, letter: str, area: Any, rows: Any) -> list:
        """Remember the place of each row of an area and give the rows back."""
        for order, row in enumerate(rows, start=1):
            self.numbers[row.pk] = (f"{area.number}.{letter}.{order}", area.heading)
        return list(rows)


class TargetRows(_Rows):
    """Chỉ tiêu."""

    title = "Chỉ tiêu"
    widths = (10, 30, 80, 24, 40)
    phrase = Field(column_name="Nội dung")
    reading = Field(column_name="Hiểu là")
    note = Field(attribute="note", column_name="Ghi chú")

    class Meta:
        model = Target
        fields = export_order = ("place", "area", "phrase", "reading", "note")

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

    title = "Nhiệm vụ"
    widths = (10, 30, 70, 24, 30, 30, 24, 24, 16, 22, 30)
    words = Field(column_name="Nhiệm vụ")
    product_text = Field(attribute="product_text", column_name="Sản phẩm")
    lead_text = Field(attribute="lead_text", column_name="Chủ trì")
    partners = Field(column_name="Phối hợp")
    head = Field(column_name="Người chịu trách nhiệm")
    timing_text = Field(attribute="timing_text", column_name="Thời gian")
    budget = Field(column_name="Kinh phí, triệu đồng")
    flags = Field(column_name="Trọng tâm, đột phá")
    note = Field(attribute="note", column_name="Ghi chú")

    class Meta:
        model = Task
        fields = export_order = (
            "place", "area", "words", "product_text", "lead_text", "partners", "head", "timing_text", "budget", "flags",
            "note",
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
    for sheet_of in (TargetRows, TaskRows):
        resource = sheet_of(content)
        data = resource.export(resource.rows())
        sheet = book.create_sheet(resource.title)
        sheet.append(data.headers)
        for row in data:
            sheet.append([_plain(value) for value in row])
        for at, width in enumerate(resource.widths, start=1):
            sheet.column_dimensions[get_column_letter(at)].width = width
            sheet.cell(row=1, column=at).font = Font(bold=True)
        for line in sheet.iter_rows():
            for cell in line:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _plain(value: Any) -> Any:
    """Text that no spreadsheet program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
