"""The workbook of a snapshot, unit by unit: at once for few units, in the background for many (documents.drafts)."""

from collections.abc import Callable

from documents import drafts
from indicators.models import Metric
from reporting.consolidating import tables
from reporting.models import Consolidation
from reporting.queries import snapshots
from reporting.queries.forms import form_of

KIND, ENDING, TASK = "consolidation", "xlsx", "reporting.tasks.make_book"
# With more units than this it takes longer than a page may (docs/benchmarks.md).
AT_ONCE = 200


def is_large(snapshot: Consolidation) -> bool:
    """Whether the workbook takes too long to be made while somebody waits for the page."""
    return snapshot.reports.count() > AT_ONCE


def draft_of(snapshot: Consolidation) -> drafts.Draft:
    """The file that the workbook of a counted snapshot is; it never changes."""
    return drafts.Draft(snapshot.round.call.unit_id, KIND, snapshot.pk, snapshot.content_hash)


def begin(snapshot: Consolidation) -> drafts.Draft:
    """Have it made in the background, unless it is made or being made already."""
    return drafts.ask(draft_of(snapshot), rows=snapshot.reports.count(), work=TASK)


def make(draft: drafts.Draft) -> drafts.Standing | None:
    """Make the workbook that was asked for, and keep it."""
    found = Consolidation.objects.select_related("round__call", "round__form").get(pk=draft.object_id)
    return drafts.make(draft, lambda now_at: book(found, now_at), ending=ENDING)


def book(snapshot: Consolidation, now_at: Callable[[drafts.Step], None] = lambda _: None) -> bytes:
    """All metrics of a counted snapshot whose round asks for figures, unit by unit, as .xlsx."""
    inside = snapshots.taken(snapshot)
    rows, cells = snapshots.unit_cells(snapshot, snapshots.typed_codes(form_of(snapshot.round.form)))
    named = {one.code: one.name for one in Metric.objects.filter(code__in=[row.code for row in rows])}
    now_at(drafts.Step.LAYING_OUT)
    lines = (
        [name, *(tables.cell_of(cells.get(unit, {}).get(row.code), row.definition) for row in rows)]
        for unit, name in inside.names.items()
    )
    notes = [f"{snapshot}, {snapshot.round.call.title}: {inside.many}"]
    notes += [f"Chưa có: {', '.join(inside.missing)}"] if inside.missing else []
    heads = ["Đơn vị", *(named.get(row.code, row.code) for row in rows)]
    return tables.workbook("Từng đơn vị", heads, lines, notes=notes)
