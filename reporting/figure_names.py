"""What a reader calls a figure of a report, by the place that pages and remarks name it with."""

import re

from reporting.queries.figures import Figures
from reporting.statistics.shape import RowKind
from reporting.statistics.sheet import TOTAL, TOTAL_NAME

# "figure-3.4.c7-dat-dai", "figure-1.1.2": code of the row or column, key of the line of the table.
_REF = re.compile(r"figure-(?P<code>[^-]+)(?:-(?P<line>.+))?")


def name_of(ref: str, figures: Figures | None) -> str:
    """What a reader calls the figure at a place, "" where the form has none: "Số liệu 3.4(7), Đất đai: Tổng số"."""
    found = _REF.fullmatch(ref)
    rows = {row.code: row for row in figures.form.rows} if figures else {}
    row = rows.get(found["code"]) if found else None
    line = found["line"] or "" if found else ""
    names = {**dict(figures.fields), TOTAL: TOTAL_NAME} if figures else {}
    if row is None or row.kind == RowKind.HEADING or (row.kind == RowKind.TABLE and not line):
        return ""
    if line and (line not in names or not (row.table or row.kind == RowKind.TABLE)):
        return ""
    where = f"{row.table}{row.number}" if row.table else row.code
    whose = f", {names[line]}" if line else ""
    return f"Số liệu {where}{whose}" + ("" if row.kind == RowKind.TABLE else f": {row.label}")
