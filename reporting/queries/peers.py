"""Figures that stand out: from the unit's own earlier ones, and from those of the other units of the round (ux 4.10)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.models import Value
from indicators.queries.book import BEST
from reporting.models import Report
from reporting.queries.beside import Beside, beside, outliers
from reporting.queries.figures import Figures
from reporting.statistics.findings import Cell, Finding
from reporting.statistics.outliers import against_peers
from reporting.statistics.shape import RowKind
from reporting.statistics.sheet import Sheet

# Beyond so many units the middle does not move any more.
AT_MOST = 100
_KEPT = ("issued", "under_review", "concluding", "accepted")
_Numbers = Mapping[tuple[str, str], list[Decimal]]


def standing_out(report: Report, figures: Figures, sheet: Sheet, near: Beside | None = None) -> Iterator[Finding]:
    """One question for each typed figure that is far from an earlier one or from the middle of its peers.

    near: what stands beside the figures, where it was read already. One query more than that, asked for the peers only
    when the own history has been told.
    """
    yield from outliers(figures, sheet, near or beside(report, figures))
    yield from peer_findings(report, figures, sheet)


def peer_findings(report: Report, figures: Figures, sheet: Sheet) -> list[Finding]:
    """One question for each typed figure that is far from the middle of its peers. One query; none outside a round."""
    return list(_asked(figures, sheet, _numbers(report, figures))) if report.round_id else []


def _numbers(report: Report, figures: Figures) -> _Numbers:
    """Per metric and field the figures of the units whose reports of the same window are out, the best kind of each."""
    peers = Report.objects.filter(
        round=report.round_id, window_from=report.window_from, window_to=report.window_to, state__in=_KEPT
    )
    rows = Value.objects.filter(
        superseded_at=None,
        status=Value.Status.GIVEN,
        unit__in=peers.exclude(unit=report.unit_id).order_by("pk").values("unit")[:AT_MOST],
        window_from=report.window_from,
        window_to=report.window_to,
        definition__metric__code__in=[row.metric for row in figures.form.rows if row.typed and row.metric],
    )
    best: dict[tuple[str, str, int], tuple[int, Decimal]] = {}
    for metric, field, unit, kind, amount in rows.values_list(
        "definition__metric__code", "breakdown", "unit", "kind", "amount"
    ):
        found = BEST.index(kind), amount
        best[metric, field, unit] = min(best.get((metric, field, unit), found), found)
    numbers: dict[tuple[str, str], list[Decimal]] = {}
    for (metric, field, _), (_, amount) in best.items():
        numbers.setdefault((metric, field), []).append(amount)
    return numbers


def _asked(figures: Figures, sheet: Sheet, numbers: _Numbers) -> Iterator[Finding]:
    for row in figures.form.rows:
        if not row.typed or not row.metric or row.kind in (RowKind.CODE, RowKind.RATIO):
            continue
        if not row.table:
            yield from against_peers(Cell(row.code), sheet.figure(row.code), numbers.get((row.metric, ""), []))
            continue
        for line in sheet.lines:
            others = numbers.get((row.metric, line.key), [])
            yield from against_peers(Cell(row.code, line.key), sheet.in_line(line)(row.code), others)
