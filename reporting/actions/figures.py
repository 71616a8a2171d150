"""Verbs of figures in a report: enter a part, everything or nothing; take the carried figures anew; settle final ones."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.actions import EntryFaults, record_values
from indicators.entries import Entry
from indicators.models import Value
from organisations.refusals import require
from organisations.remembering import through_act
from reporting import locks
from reporting.actions.telling import tell_of_settled
from reporting.entering import Intake, Typed, cell_name
from reporting.followers import followers
from reporting.models import FigurePart, Report
from reporting.queries.figures import Figures, figures_of
from reporting.queries.forms import form_of
from reporting.queries.parts import area_of
from reporting.queries.starts import Start, day_of, starts
from reporting.statistics.findings import Cell
from reporting.statistics.procedures import TABLE
from reporting.statistics.shape import Carry
from workflow.actions import editing, lock
from workflow.clock import today
from workflow.rules import Refused

_NO_FORM = "Báo cáo này không kèm biểu số liệu."
TABLE_PART = TABLE.partition(".")[0]


class FigureFaults(ValidationError):
    """What is wrong with cells: ``faults`` by name of the cell. Nothing was written."""

    def __init__(self, faults: dict[str, str]):
        self.faults = faults
        super().__init__(list(faults.values()))


class FigureConflict(Exception):
    """Cells that somebody else changed meanwhile: ``cells`` by name. Nothing was written.

    standing: by name, primary key (0: none) and figure that stand now.
    """

    def __init__(self, cells: dict[str, str], standing: dict[str, tuple[int, str]]):
        self.cells, self.standing = cells, standing
        super().__init__(" ".join(cells.values()))


@dataclass(frozen=True)
class Saved:
    """What a saving did. changed: cells that say something else now; reopened: the part had been called finished;
    values: what stands in the cells that were entered, by name; figures: the form as it was before."""

    changed: tuple[Cell, ...]
    figures: Figures
    values: Mapping[str, Value]
    reopened: bool = False


def enter_figures(
    *,
    report: Report,
    part: str,
    cells: Mapping[str, str],
    by,
    kind: str = Value.Kind.ACTUAL,
    as_of: date | None = None,
    seen: Mapping[str, int] | None = None,
    reasons: Mapping[str, str] | None = None,
    origin: tuple[str, str] = (Value.Provenance.TYPED, ""),
    reason: str = "",
    restored: Mapping[str, Value] | None = None,
    judge: Callable[[Intake], None] | None = None,
) -> Saved:
    """Enter cells of a part as typed, by name (``reporting.entering.cell_name``); computed and carried ones follow.

    seen: primary keys of the Values that the person looked at; reasons: why a figure differs from the portal's count;
    reason: why an accepted figure changes; restored: earlier Values that are put back, by cell; judge: asked once
    everything could be read, raises where nothing is to be written. Everything or nothing. Raises Refused,
    FigureFaults, FigureConflict, ValidationError.
    """
    if kind not in (Value.Kind.ACTUAL, Value.Kind.ESTIMATE):
        raise ValueError("final figures are settled, not entered")
    if report.form is None:
        raise Refused(_NO_FORM)
    require(locks.unit_refusal(report))
    form = form_of(report.form)
    with through_act(), editing(report, by=by, area=(area := area_of(form, part))) as locked:
        require(locks.entering_refusal(by, locked, area=area))
        typed = Typed(cells, kind, as_of or day_of(locked), seen, reasons or {}, origin, restored or {})
        intake = _read(locked, part, typed, figures_of(locked, form=form))
        if judge is not None:
            judge(intake)
        values = _write(locked, intake, by=by, reason=reason)
        reopened = bool(intake.changed) and _reopen(locked, part)
    return Saved(tuple(sorted(intake.changed)), intake.figures, values, reopened)


def settle_figures(*, report: Report, by, part: str = "", cells: Mapping[str, str] | None = None, reason: str) -> Saved:
    """Settle the figures of a part ("" for all) as final: as reported, save for ``cells`` that say otherwise.

    Allowed once the report is issued and its window is over; the next report's (6) follows. Raises Refused,
    FigureFaults, ValidationError (no reason).
    """
    if report.form is None:
        raise Refused(_NO_FORM)
    if not reason.strip():
        raise ValidationError({"reason": "Ghi căn cứ chốt số liệu, ví dụ: đối chiếu hệ thống một cửa ngày 05/01."})
    with transaction.atomic():
        locked = lock(report)
        require(locks.settled_refusal(locked))
        whole = figures_of(locked)
        said = {**_reported(whole, part), **(cells or {})}
        source = (Value.Provenance.TYPED, "Chốt số liệu chính thức")
        typed = Typed(said, Value.Kind.FINAL, locked.window_to, origin=source)
        intake = _read(locked, part, typed, whole)
        values = _write(locked, intake, by=by, reason=reason)
        if part in ("", TABLE_PART):
            for following in _following(locked):
                carry_on(report=following, by=by)
        if intake.changed:
            tell_of_settled(locked, by=by)
    return Saved(tuple(sorted(intake.changed)), intake.figures, values)


def carry_on(*, report: Report, by) -> int:
    """Store the carried column of a report that is still written, and what is computed of it, as they are now.

    Returns how many Values that changes. Raises Refused.
    """
    if report.form is None:
        return 0
    figures = figures_of(report)
    if not figures.carries:
        return 0
    lines = {line.key for line in figures.sheet().lines}
    living = Value.objects.filter(
        unit=report.unit_id, window_from=report.window_from, window_to=report.window_to, superseded_at=None
    )
    kinds = {Value.Kind.ACTUAL, *living.order_by().values_list("kind", flat=True).distinct()} - {Value.Kind.FINAL}
    entries = [entry for kind in sorted(kinds) for entry in followers(figures, {}, lines, kind, day_of(report))]
    if entries:
        record_values(unit=report.unit, entries=entries, by=by, reason="Số kỳ trước đã đổi.")
    return len(entries)


def _reported(figures: Figures, part: str) -> dict[str, str]:
    """Every typed cell of a part that says something, as it was reported or settled before."""
    sheet, found = figures.view(Value.Kind.FINAL), {}
    carried = {row.code for row in figures.form.rows if row.carry == Carry.OPENING}
    for row in figures.form.rows:
        if not row.typed or (part and not row.code.startswith(f"{part}.")):
            continue
        if row.table:
            for line in sheet.lines:
                start = figures.openings.get(line.key) if row.code in carried else None
                figure = start.figure if start is not None and start.figure.known else line.figures.get(row.code)
                if figure is not None:
                    found[cell_name(Cell(row.code, line.key))] = figure.printed()
        elif row.code in sheet.figures:
            found[row.code] = sheet.figures[row.code].printed()
    return found


def _following(report: Report) -> list[Report]:
    """Reports of the unit that begin on the day after this one's window and are still written."""
    rows = Report.objects.filter(unit=report.unit_id, binned_at=None, form__isnull=False)
    after = [row for row in rows.select_related("unit", "form") if (row.window_from - report.window_to).days == 1]
    return [row for row in after if locks.is_open(row)]


def _read(report: Report, part: str, typed: Typed, figures: Figures) -> Intake:
    """Read what came in against what stands now. Raises FigureFaults, FigureConflict."""
    codes = {name.partition("@")[0] for name in typed.cells}
    known = [code for code in codes if any(row.code == code and row.typed for row in figures.form.rows)]
    first: Mapping[str, Start] = starts(report, figures, known) if typed.kind == Value.Kind.ACTUAL else {}
    wanted = set((typed.seen or {}).values())
    intake = Intake(
        figures, part, typed, first, lambda: {row.pk: row for row in _values(report, figures, wanted)}
    ).read()
    if intake.faults:
        raise FigureFaults(intake.faults)
    if intake.conflicts:
        raise FigureConflict(intake.conflicts, intake.standing)
    return intake


def _values(report: Report, figures: Figures, more: set[int]) -> Iterable[Value]:
    """The living Values of the report's window, and those that a page still showed: two queries."""
    rows = Value.objects.select_related("entered_by__official")
    living = rows.filter(
        unit=report.unit_id, window_from=report.window_from, window_to=report.window_to, superseded_at=None
    )
    found = list(living)
    missing = more - {row.pk for row in found} - {0}
    return [*found, *(rows.filter(unit=report.unit_id, pk__in=missing) if missing else ())]


def _write(report: Report, intake: Intake, *, by, reason: str) -> dict[str, Value]:
    """Record what was read and what follows from it in one act; what stands then, by cell; faults are told by cell."""
    names = list(intake.entries)
    entries = [intake.entries[name] for name in names]
    typed = intake.typed
    touched = intake.entries.values() if typed.kind == Value.Kind.FINAL else ()
    lines = {cell.line for cell in intake.changed if cell.line} | {entry.breakdown for entry in touched}
    more: list[Entry] = []
    if lines or intake.changed:
        kinds = [typed.kind]
        if typed.kind == Value.Kind.ACTUAL and intake.figures.has_any(Value.Kind.ESTIMATE):
            kinds.append(Value.Kind.ESTIMATE)
        day, part = typed.as_of or today(), intake.part
        more = [
            entry for kind in kinds for entry in followers(intake.figures, intake.entries, lines, kind, day, part=part)
        ]
    try:
        stand = record_values(unit=report.unit, entries=[*entries, *more], by=by, reason=reason)
    except EntryFaults as problem:
        raise FigureFaults(
            {
                names[at] if at < len(names) else "": " ".join(words.values())
                for at, words in sorted(problem.faults.items(), reverse=True)
            }
        ) from problem
    return dict(zip(names, stand, strict=False))


def _reopen(report: Report, part: str) -> bool:
    """A change of a finished part takes its end back."""
    return bool(
        FigurePart.objects.filter(report=report, code=part, finished_at__isnull=False).update(
            finished_at=None, finished_by=None
        )
    )
