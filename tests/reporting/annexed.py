"""A report with figures, files by field, explained mismatch, text and rows: what a full paper is pressed from."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from indicators.models import Breakdown, Definition, Value
from indicators.windows import Window
from reporting.models import FigureNote, Report, ReportLine
from reporting.outlines import Content
from reporting.periods import Kind, Period
from reporting.queries import figures_of
from tests.cast import Cast
from tests.reporting.builders import opened, write_all
from workflow.clock import now

YEAR = Period(2026, Kind.YEAR)
# By hand: (3) = (4) + (5) + (6); (7) = (8) + (9) + (10) + untimed; the second field does not add up by 3.
FILES = {
    "ho-tich": {"c4": 1204, "c5": 310, "c6": 12, "c8": 1100, "c9": 380, "c10": 21, "untimed": 9, "c12": 15, "c13": 1},
    "dat-dai": {"c4": 80, "c5": 40, "c6": 5, "c8": 60, "c9": 44, "c10": 4, "c12": 13, "c13": 1},
}
COUNTS = {
    "tk.1.1.1": 36, "tk.1.1.2": 30, "tk.1.1.4": 12, "tk.1.2.1": 5, "tk.1.2.2.m": 6, "tk.1.4.2": 2, "tk.1.5.a": 1,
    "tk.1.7.a": "K", "tk.6.1.1": "9800.5", "tk.6.1.2": "8100.25",
}  # fmt: skip
WORDS = "Ủy ban nhân dân đã thực hiện theo kế hoạch, **không** có việc quá hạn.\n- Ý thứ nhất của mục;\n- Ý thứ hai."


def enter(
    report: Report,
    by,
    counts: Mapping[str, int | str],
    *,
    field: str = "",
    kind: str = "actual",
    window: Window | None = None,
) -> None:
    """Figures of the report's unit as they would stand after typing; "K" is not applicable."""
    window = window or report.window
    found = Definition.objects.filter(metric__code__in=counts).select_related("metric")
    definitions = {one.metric.code: one for one in found}
    Value.objects.bulk_create(
        Value(
            unit=report.unit, definition=definitions[code], window_from=window.first, window_to=window.last,
            breakdown=field, kind=kind, status="not_applicable" if amount == "K" else "given",
            reason="Không phát sinh nhiệm vụ" if amount == "K" else "",
            amount=None if amount == "K" else Decimal(amount), as_of=window.last, entered_at=now(), entered_by=by,
        )
        for code, amount in counts.items()
    )  # fmt: skip


def fields() -> None:
    """The two fields of procedures, where the portal has no list of its own yet."""
    for order, (code, name) in enumerate((("ho-tich", "Hộ tịch"), ("dat-dai", "Đất đai"))):
        Breakdown.objects.get_or_create(
            listing="field", code=code, defaults={"name": name, "order": order, "valid_from": date(2020, 1, 1)}
        )


def annual(cast: Cast) -> Report:
    """The report of the year 2026 of the commune: actual figures, two estimates, last year's, a note, rows."""
    report = write_all(opened(cast, YEAR, due_on=date(2026, 12, 20), recipients="Sở Nội vụ"), cast.focal, WORDS)
    fields()
    Report.objects.filter(pk=report.pk).update(as_of=date(2026, 11, 30))
    report.refresh_from_db()
    enter(report, cast.focal, COUNTS)
    enter(report, cast.focal, {"tk.1.1.2": 33, "tk.6.1.2": 9000}, kind="estimate")
    enter(report, cast.focal, {"tk.1.1.1": 30, "tk.1.1.2": 27}, window=report.window.a_year_before())
    for field, cells in FILES.items():
        enter(report, cast.focal, {f"tthc.{name}": amount for name, amount in cells.items()}, field=field)
    enter(report, cast.focal, {"tthc.c9": 46}, field="dat-dai", kind="estimate")
    for finding in figures_of(report).findings:
        if finding.justifiable:
            FigureNote.objects.create(
                report=report, key=finding.key, difference=finding.difference, words="Hồ sơ công dân xin rút.",
                at=now(), by=cast.focal,
            )  # fmt: skip
    rows = ((Content.WEAKNESSES, "Số hóa kết quả còn chậm"), (Content.DIRECTIONS, "Tập huấn số hóa cho công chức."))
    for kind, words in (*rows, (Content.INITIATIVES, "Ngày thứ Bảy không hẹn")):
        ReportLine.objects.create(report=report, kind=kind, text=words)
    return report
