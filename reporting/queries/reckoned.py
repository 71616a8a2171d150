"""What units' figures of a round come to now: as a snapshot counts them, and what was settled after one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Q

from documents.reading.quantities import format_decimal
from indicators.models import Value
from indicators.queries import Single, Singles, put, unit_figures
from indicators.windows import Window
from reporting.consolidating.reckoning import codes_of, complete, kept, read
from reporting.models import ConsolidatedReport, ConsolidatedRow, Consolidation, Round
from reporting.queries.forms import form_of
from reporting.queries.merged import openings
from reporting.queries.snapshots import Figure, Taken

# Of more units it is said only that they settled figures: what follows is told by the next snapshot.
AT_MOST = 200


def reckoned(round_: Round, own: Mapping[int, Window]) -> Singles:
    """Figures of the round's form as they stand now. own: units with the days that each answers for."""
    form = form_of(round_.form)
    window = window_of(round_)
    found = unit_figures(codes_of(form), own, window, own=own)
    openings(form, found, window)
    complete(form, found)
    return found


def window_of(round_: Round) -> Window:
    """The days of a round's figures."""
    return Window(round_.call.window_from, round_.call.window_to)


@dataclass(frozen=True)
class Moved:
    """A total that is not what the snapshot says. label, before, after, difference: as printed; units: names."""

    figure: Figure
    after: str
    difference: str
    units: tuple[str, ...]


@dataclass
class Since:
    """What changed after a snapshot. units: names of those whose figures changed; moved: totals, in the order of the form;
    told: False where so many units settled figures that nothing was reckoned."""

    units: list[str]
    moved: list[Moved] = field(default_factory=list)
    told: bool = True


def settled_since(snapshot: Consolidation, inside: Taken) -> set[int]:
    """Units of a snapshot whose figures may count otherwise now: final ones were settled later. One query.

    The days before the window count with it: what was open then is carried in.
    """
    window = window_of(snapshot.round)
    days = Q(window_from__gte=window.first, window_to__lte=window.last) | Q(window_to=window.first - timedelta(days=1))
    rows = Value.objects.filter(
        days, kind=Value.Kind.FINAL, superseded_at=None, entered_at__gt=snapshot.made_at,
        unit__in=[row.unit_id for row in inside.rows],
    )  # fmt: skip
    found = set(rows.order_by().values_list("unit", flat=True).distinct())
    into = {row.unit_id: row.joined_into_id for row in inside.rows if row.joined_into_id}
    return {into.get(unit, unit) for unit in found}


def since(snapshot: Consolidation, inside: Taken, figures: Mapping[str, Figure]) -> Since | None:
    """Which units' figures changed after a snapshot, and by how much its totals; None where nothing did.

    figures: the totals of the snapshot by metric. A constant number of queries, one where nobody settled anything.
    """
    if snapshot.round.form is None:
        return None
    units = settled_since(snapshot, inside)
    if not units:
        return None
    if len(units) > AT_MOST:
        return Since([inside.names[unit] for unit in inside.names if unit in units], told=False)
    own = _own(snapshot, units)
    now = reckoned(snapshot.round, own)
    changed: set[int] = set()
    moved = []
    for row in (
        ConsolidatedRow.objects.filter(consolidation=snapshot, breakdown="").select_related("definition").order_by("pk")
    ):
        fresh = dict(_changed(row, now.figures.get(row.code, {}), own))
        if not fresh:
            continue
        changed |= fresh.keys()
        moved.append(_moved(row, fresh, figures[row.code], inside))
    if not changed:
        return None
    return Since([name for unit, name in inside.names.items() if unit in changed], moved)


def _own(snapshot: Consolidation, units: set[int]) -> dict[int, Window]:
    rows = ConsolidatedReport.objects.filter(consolidation=snapshot, joined_into=None, unit__in=units)
    return {row.unit_id: row.report.window for row in rows.select_related("report")}


def _changed(
    row: ConsolidatedRow, now: Mapping[int, Single], own: Mapping[int, Window]
) -> Iterator[tuple[int, Single | None]]:
    """The units whose figure of a row is another one now, with it."""
    for unit in own:
        before, after = row.units.get(str(unit)), now.get(unit)
        if before != (kept(after) if after is not None else None):
            yield unit, after


def _moved(row: ConsolidatedRow, fresh: Mapping[int, Single | None], figure: Figure, inside: Taken) -> Moved:
    singles = {int(unit): read(one) for unit, one in row.units.items()} | fresh
    total = put(row.definition, {unit: one for unit, one in singles.items() if one is not None}, len(inside.names))
    anew = Figure(
        ConsolidatedRow(amount=total.amount, numerator=total.numerator, denominator=total.denominator),
        row.definition, figure.label, figure.place,
    )  # fmt: skip
    names = tuple(inside.names[unit] for unit in inside.names if unit in fresh)
    return Moved(figure, anew.shown, _apart(figure, anew), names)


def _apart(before: Figure, after: Figure) -> str:
    """ "+3", "-0,42 điểm %", "" where one of them says nothing."""
    if before.number is None or after.number is None:
        return ""
    apart = after.number - before.number
    ratio = before.definition.is_ratio
    words = format_decimal(abs(apart), 2 if ratio else before.definition.precision)
    return f"{'+' if apart > 0 else '-' if apart else ''}{words}{' điểm %' if ratio else ''}"
