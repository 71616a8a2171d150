"""The totals of a snapshot as the authority's own figures, where the office above asks it for the same form."""

from collections.abc import Iterable

from indicators.actions import record_values
from indicators.entries import Entry
from indicators.models import Definition, Value
from reporting.models import ConsolidatedRow, Consolidation, Report, StatRow
from workflow.clock import today


def take_totals(report: Report, snapshot: Consolidation, *, by) -> int:
    """Record the sums of a snapshot as figures of the report's unit and window; how many.

    Only what adds up over units and what the report's form has typed by a person; what concerns the authority itself
    stays to be entered. Inside the caller's transaction. Raises Refused (not theirs to enter), EntryFaults.
    """
    call = snapshot.round.call
    if report.form_id is None or (report.window_from, report.window_to) != (call.window_from, call.window_to):
        return 0
    asked = set(
        StatRow.objects.filter(form=report.form_id, formula="").exclude(metric="").values_list("metric", flat=True)
    )
    rows = ConsolidatedRow.objects.filter(
        consolidation=snapshot, amount__isnull=False, code__in=asked, definition__across=Definition.Across.SUM
    )
    entries = list(_entries(rows.order_by("pk"), report, f"{call.title}, {str(snapshot).lower()}"))
    record_values(unit=report.unit, entries=entries, by=by)
    return len(entries)


def _entries(rows: Iterable[ConsolidatedRow], report: Report, source: str) -> Iterable[Entry]:
    """By field where there are fields: the whole is their sum."""
    found = list(rows)
    by_field = {row.code for row in found if row.breakdown}
    kind = Value.Kind.ESTIMATE if report.window_to > today() else Value.Kind.ACTUAL
    for row in found:
        if row.breakdown or row.code not in by_field:
            yield Entry(
                row.code, report.window, kind, row.breakdown, amount=row.amount,
                provenance=Value.Provenance.FACT, source=source[:300],
            )  # fmt: skip
