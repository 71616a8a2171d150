"""What some figures of a report replaced, cell by cell: for putting it back."""

from collections.abc import Collection
from dataclasses import dataclass

from indicators.models import Value
from reporting.entering import cell_name
from reporting.models import Report
from reporting.queries.forms import form_of
from reporting.statistics.figures import Figure, Status
from reporting.statistics.findings import Cell


@dataclass(frozen=True)
class Step:
    """A figure that stands in a cell, and the one before it; old: None where nothing stood."""

    cell: Cell
    new: Value
    old: Value | None = None

    @property
    def before(self) -> str:
        """The old figure as printed, "" for nothing."""
        return _printed(self.old) if self.old else ""

    @property
    def after(self) -> str:
        """The new figure as printed."""
        return _printed(self.new)


def steps_of(report: Report, keys: Collection[int]) -> dict[str, Step]:
    """The figures of these keys with what each replaced, by name of the cell; nothing unless all of them stand. Two queries."""
    asked = Value.objects.filter(pk__in=keys, unit=report.unit_id, superseded_at=None)
    rows = list(
        asked.filter(window_from=report.window_from, window_to=report.window_to)
        .select_related("definition__metric")
        .order_by("pk")
    )
    if report.form is None or len(rows) != len(keys):
        return {}
    olds = {row.superseded_by_id: row for row in Value.objects.filter(superseded_by__in=keys)}
    codes = {row.metric: row.code for row in form_of(report.form).rows if row.typed}
    cells = [(Cell(codes[row.definition.metric.code], row.breakdown), row) for row in rows]
    return {cell_name(cell): Step(cell, row, olds.get(row.pk)) for cell, row in cells}


def _printed(value: Value) -> str:
    return Figure(Status(value.status), value.amount).printed()
