"""Annexes of an authority's own report: totals with how many units are in them, files by field, unit by unit.

Who is missing is printed with the totals (issue: consolidation; ux 4.14). They come from the snapshot that the report is
drawn from, never from figures that changed since.
"""

from decimal import Decimal

from documents.layout import Column
from documents.reading.quantities import format_decimal
from indicators.models import Breakdown
from indicators.queries import Single
from indicators.rounding import printed, rounded
from reporting.annexes.figures import counted
from reporting.annexes.grids import Cell, Grid, Head, Line, annex_or_summary
from reporting.models import ConsolidatedRow, Consolidation, Report
from reporting.queries import snapshots
from reporting.queries.forms import form_of
from reporting.statistics.procedures import TABLE, UNTIMED
from reporting.statistics.shape import Form, Row, RowKind

TOTALS_TITLE = "Tổng hợp số liệu cải cách hành chính của các đơn vị"
UNITS_TITLE = "Số liệu từng đơn vị"
_TOTALS = (
    Column("Mã", 8, "center"),
    Column("Nội dung", 31),
    Column("Đơn vị tính", 10, "center"),
    Column("Tổng", 8, "right"),
    Column("Đơn vị có số liệu", 9, "center"),
    Column("Thấp nhất", 17),
    Column("Cao nhất", 17),
)
# What stands unit by unit on paper; every other metric is in the workbook.
_RATIO = "tthc.on_time_a"
_RULE = "Tỷ lệ được tính lại từ tổng tử số và tổng mẫu số, không lấy trung bình của các đơn vị."


def consolidated_grids(report: Report, *, whole: bool = False) -> tuple[tuple[str, tuple[Grid, ...]], ...]:
    """(title, tables) of each annex, none where the report is not drawn from a snapshot with figures.

    whole: every unit, however many, as a workbook has them.
    """
    row = snapshots.origin_of(report)
    if row is None or row.consolidation.round.form is None:
        return ()
    snapshot = row.consolidation
    inside, form = snapshots.taken(snapshot), form_of(snapshot.round.form)
    totals = totals_grid(snapshot, inside)
    fields = fields_grid(snapshot, form)
    units = units_grid(snapshot, inside, form)
    summary = totals if fields is None else fields
    return (
        (TOTALS_TITLE, (totals, fields) if fields else (totals,)),
        (UNITS_TITLE, (units if whole else annex_or_summary(units, summary),)),
    )


def totals_grid(snapshot: Consolidation, inside: snapshots.Taken) -> Grid:
    """Every total, by the parts of the form."""
    rows: list[Line | Head] = []
    for heading, figures in snapshots.figures(snapshot, inside.names):
        lines = [_total(one) for one in figures if one.number is not None]
        code, _, words = heading.partition(". ")
        rows += [Head(words or heading, label=code if words else TABLE), *lines] if lines else []
    notes = [f"Số liệu của {inside.many}.", _RULE]
    if inside.missing:
        notes.insert(1, f"Chưa có: {', '.join(inside.missing)}.")
    notes += [f"Phần kỳ của {old} được cộng vào {new}." for old, new in inside.joined]
    return Grid("Tổng hợp", _TOTALS, tuple(rows), notes=tuple(notes), ref="tong-hop", frozen=2)


def _total(one: snapshots.Figure) -> Line:
    places = one.definition.precision
    number = rounded(one.number or Decimal(0), places)
    cells = (
        Cell(one.place), Cell(one.label), Cell(one.definition.unit_label), Cell(printed(number, places), number, places), Cell(one.many),
        Cell(_bare(one.low)), Cell(_bare(one.high)),
    )  # fmt: skip
    return Line(cells, ref=f"tong-{one.row.code}")


def _bare(words: str) -> str:
    """A figure without its "%", which stands in the column of units."""
    return words.replace("\u00a0%", "")


def _columns(form: Form, codes: set[str]) -> list[Row]:
    """Columns of the table of files that hold something."""
    return [row for row in form.columns(TABLE) if row.metric in codes or row.code != UNTIMED]


def fields_grid(snapshot: Consolidation, form: Form) -> Grid | None:
    """Files by field of procedures over all units, with their total."""
    found = snapshots.by_field(snapshot)
    if not found:
        return None
    columns = _columns(form, {code for line in found.values() for code in line})
    names = dict(Breakdown.objects.filter(listing="field").order_by("order").values_list("code", "name"))
    known = [key for key in names if key in found] + [key for key in found if key not in names]
    lines = [
        Line((Cell(names.get(key, key)), *(_count(found[key].get(one.metric)) for one in columns))) for key in known
    ]
    sums = [sum((found[key].get(one.metric, Decimal(0)) for key in known), Decimal(0)) for one in columns]
    lines.append(Line((Cell("Tổng cộng"), *map(_count, sums)), total=True))
    heads = (Column("Lĩnh vực", 23, number="(2)"), *(counted(one) for one in columns))
    return Grid(
        "Theo lĩnh vực",
        heads,
        tuple(lines),
        caption="Hồ sơ thủ tục hành chính theo lĩnh vực",
        ref="tong-linh-vuc",
        frozen=1,
    )


def _count(amount: Decimal | None) -> Cell:
    return Cell() if amount is None else Cell(format_decimal(amount), amount)


def units_grid(snapshot: Consolidation, inside: snapshots.Taken, form: Form) -> Grid:
    """The files of each unit with the share in time; who has no report stands below by name."""
    codes = [row.metric for row in _columns(form, set()) if row.kind != RowKind.CODE]
    rows, cells = snapshots.unit_cells(snapshot, [*codes, _RATIO])
    known = {row.metric: counted(row) for row in form.columns(TABLE)}
    known[_RATIO] = Column("Đúng hạn, cách tính A (%)", 6, "right")
    heads = (Column("Đơn vị", 17, number="(2)"), *(known[row.code] for row in rows))
    lines = tuple(
        Line((Cell(name), *(_cell(cells.get(unit, {}).get(row.code), row) for row in rows)), ref=f"don-vi-{unit}")
        for unit, name in inside.names.items()
    )
    total = Line((Cell("Tổng cộng"), *(_sum(row) for row in rows)), total=True)
    notes = [f"Tổng của {inside.many}."] + ([f"Chưa có: {', '.join(inside.missing)}."] if inside.missing else [])
    return Grid("Từng đơn vị", heads, (*lines, total), notes=tuple(notes), numbered=True, ref="tung-don-vi", frozen=2)


def _cell(one: Single | None, row: ConsolidatedRow) -> Cell:
    if one is None:
        return Cell()
    places = row.definition.precision
    if one.status == "not_applicable" or one.number is None:
        return Cell("K" if one.status == "not_applicable" else "-")
    return Cell(
        format_decimal(one.number, places if row.definition.is_ratio else None), rounded(one.number, places), places
    )


def _sum(row: ConsolidatedRow) -> Cell:
    number = snapshots.number_of(row)
    if number is None:
        return Cell("-")
    places = row.definition.precision
    return Cell(format_decimal(number, places if row.definition.is_ratio else None), rounded(number, places), places)
