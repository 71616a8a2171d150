"""Figures of many units and metrics, read once: what stands for a window, by which definition, from which parts.

A ``Book`` is six queries whatever it holds; everything after is looked up. A ratio whose terms are other metrics is never
stored: it is worked out from the counts, so that a corrected count corrects it. Where a ratio has counts of its own
(no metric gives them) the stored numerator and denominator are taken.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import QuerySet

from indicators.models import Breakdown, Definition, Term, Value
from indicators.rounding import printed, ratio, rounded, total
from indicators.windows import Window, tiles
from organisations.models import Succession
from organisations.remembering import recall
from organisations.together import hang, read_together

# Which of a window's figures counts: the final one, else the estimate, else what was carried out so far.
BEST = (Value.Kind.FINAL, Value.Kind.ESTIMATE, Value.Kind.ACTUAL)
COMPUTED = "computed"
_DAY = timedelta(days=1)
_MODE = Definition.Cumulation
_COLUMNS = (
    "pk", "definition", "definition__metric__code", "unit", "window_from", "window_to", "breakdown", "kind", "as_of",
    "numerator", "denominator", "amount", "status", "reason", "provenance", "accepted_at",
)  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """What a unit has for a window. provenance: of ``Value.Provenance``, "computed" for what was worked out.

    parts: the figures it was worked out of; lacking: codes of metrics without which it cannot be worked out.
    """

    definition: Definition
    unit: int
    window: Window
    breakdown: str = ""
    kind: str = Value.Kind.ACTUAL
    status: str = Value.Status.GIVEN
    as_of: date | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    amount: Decimal | None = None
    reason: str = ""
    provenance: str = COMPUTED
    value_id: int | None = None
    accepted: bool = False
    parts: tuple["Figure", ...] = ()
    lacking: tuple[str, ...] = ()

    @property
    def number(self) -> Decimal | None:
        """The exact figure: the amount, or the ratio in percent; None where there is none."""
        if self.status != Value.Status.GIVEN:
            return None
        if not self.definition.is_ratio:
            return self.amount
        return None if self.denominator is None else ratio(self.numerator, self.denominator)

    @property
    def rounded(self) -> Decimal | None:
        """The figure as it is printed, half up."""
        return None if self.number is None else rounded(self.number, self.definition.precision)

    @property
    def shown(self) -> str:
        """ "98,71 %", "36 nhiệm vụ", "-" for 0/0, else the word of its status."""
        if self.status != Value.Status.GIVEN:
            return Value.Status(self.status).label
        return printed(self.number, self.definition.precision, self.definition.unit_label)


class Book:
    """Living figures of ``codes`` in ``units``, those of predecessors within the span included.

    codes: of metrics; those that ratios are made of are read as well. span: only windows inside these days.
    """

    def __init__(self, codes: Iterable[str], units: Iterable[int], *, span: Window | None = None):
        self.codes = tuple(dict.fromkeys(codes))
        self._span = span
        self.units = tuple(dict.fromkeys(units))
        self._definitions = definitions_of(self.codes)
        self._before = predecessors(self.units, span)
        everyone = {*self.units, *(old for rows in self._before.values() for old, _ in rows)}
        self._rows: dict[tuple[str, int, str], dict[Window, dict[str, Figure]]] = {}
        self._parts: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._read(everyone, span)

    def again(self) -> "Book":
        """The same figures as they are now. Within one act only the Values are read anew: one query."""
        return Book(self.codes, self.units, span=self._span)

    def _read(self, units: set[int], span: Window | None) -> None:
        by_pk = {one.pk: one for rows in self._definitions.values() for one in rows}
        rows = Value.objects.filter(superseded_at=None, unit__in=units, definition__in=by_pk)
        if span is not None:
            rows = rows.filter(window_from__gte=span.first, window_to__lte=span.last)
        # Of two versions that count the same window the one that holds on its last day comes last and stays.
        found = [_figure(row, by_pk[row[1]]) for row in rows.values_list(*_COLUMNS)]
        found.sort(key=lambda one: (one.definition.holds_on(one.window.last), one.definition.version))
        for one in found:
            code = one.definition.metric.code
            windows = self._rows.setdefault((code, one.unit, one.breakdown), {})
            windows.setdefault(one.window, {})[one.kind] = one
            if one.breakdown:
                self._parts[code, one.unit].add(one.breakdown)

    def definition(self, code: str, day: date) -> Definition | None:
        """The definition of ``code`` on a day, else its first one."""
        rows = self._definitions.get(code, [])
        return next((one for one in rows if one.holds_on(day)), rows[-1] if rows else None)

    def windows(self, code: str, unit: int) -> list[Window]:
        """Windows for which the unit has the metric or the counts that it is made of, oldest first."""
        codes = {code, *(term.metric_code for one in self._definitions.get(code, ()) for term in terms_of(one))}
        found = {
            window for (row, owner, _), rows in self._rows.items() if owner == unit and row in codes for window in rows
        }
        return sorted(found, key=lambda window: (window.last, window.first))

    @property
    def all_windows(self) -> set[Window]:
        """Windows for which any of the units has any of the metrics."""
        return {window for rows in self._rows.values() for window in rows}

    def windows_of(self, unit: int) -> set[Window]:
        """Windows for which the unit, or one that became it, has any of the metrics."""
        units = {unit, *(old for old, _ in self._before.get(unit, ()))}
        return {window for one in units for window in self._windows.get(one, ())}

    @cached_property
    def _windows(self) -> dict[int, set[Window]]:
        found: dict[int, set[Window]] = defaultdict(set)
        for (_, owner, _), rows in self._rows.items():
            found[owner] |= rows.keys()
        return found

    def breakdowns(self, code: str, unit: int) -> list[str]:
        """Fields for which the unit has the metric or the counts it is made of."""
        codes = {code, *(term.metric_code for one in self._definitions.get(code, ()) for term in terms_of(one))}
        return sorted({part for one in codes for part in self._parts.get((one, unit), ())})

    def figure(
        self, code: str, unit: int, window: Window, *, breakdown: str = "", kind: str | None = None
    ) -> Figure | None:
        """What stands for exactly this window; the best kind unless one is asked. None where nothing was entered.

        The whole of a metric that was entered by field is the sum of its fields.
        """
        definition = self.definition(code, window.last)
        if definition is None:
            return None
        if is_derived(definition):
            found = {
                term: self.figure(term.metric_code, unit, window, breakdown=breakdown, kind=kind)
                for term in terms_of(definition)
            }
            return derived(definition, unit, window, breakdown, found)
        rows = self._rows.get((code, unit, breakdown), {}).get(window, {})
        picked = rows.get(kind) if kind else next((rows[one] for one in BEST if one in rows), None)
        if picked is None and not breakdown and definition.breakdown:
            return self._of_fields(definition, unit, window, kind)
        return picked

    def _of_fields(self, definition: Definition, unit: int, window: Window, kind: str | None) -> Figure | None:
        code = definition.metric.code
        rows = (self.figure(code, unit, window, breakdown=one, kind=kind) for one in sorted(self._parts[code, unit]))
        parts = [one for one in rows if one is not None]
        return added(definition, unit, window, parts) if parts else None

    def cumulated(self, code: str, unit: int, whole: Window, *, breakdown: str = "") -> Figure | None:
        """What stands for ``whole``, put together from shorter windows where the definition lets them add up.

        Sums need windows that cover the whole without gap or overlap; a state is that of the window that ends last.
        """
        exact = self.figure(code, unit, whole, breakdown=breakdown)
        if exact is not None and not exact.lacking:
            return exact
        definition = self.definition(code, whole.last)
        if definition is None:
            return None
        if is_derived(definition):
            found = {
                term: self.cumulated(term.metric_code, unit, whole, breakdown=breakdown)
                for term in terms_of(definition)
            }
            return derived(definition, unit, whole, breakdown, found)
        if definition.cumulation == _MODE.NON_CUMULATIVE:
            return None
        return self._from_shorter(definition, unit, whole, breakdown)

    def _from_shorter(self, definition: Definition, unit: int, whole: Window, breakdown: str) -> Figure | None:
        code = definition.metric.code
        inside = [one for one in self.windows(code, unit) if whole.contains(one)]
        if definition.cumulation == _MODE.NON_SUMMING:
            last = [one for one in inside if one.last == whole.last]
            found = (self.figure(code, unit, one, breakdown=breakdown) for one in last)
            state = next((one for one in found if one is not None), None)
            return None if state is None else replace(state, window=whole, provenance=COMPUTED, parts=(state,))
        pieces = {one: self.figure(code, unit, one, breakdown=breakdown) for one in inside}
        chosen = tiles([one for one, figure in pieces.items() if figure is not None], whole)
        if chosen is None:
            return None
        return replace(added(definition, unit, whole, [pieces[one] for one in chosen]), breakdown=breakdown)

    def whole(self, code: str, unit: int, window: Window, *, breakdown: str = "") -> Figure | None:
        """As ``cumulated``; where the unit came out of a merger in the window, its predecessors' part is added.

        Only what adds up is added: a state is the successor's own; a unit that was split hands nothing over.
        """
        found = self.cumulated(code, unit, window, breakdown=breakdown)
        if found is not None and not found.lacking:
            return found
        days = [day for _, day in self._before.get(unit, ()) if window.first < day <= window.last]
        definition = self.definition(code, window.last)
        if not days or definition is None:
            return found
        if is_derived(definition):
            terms = {
                term: self.whole(term.metric_code, unit, window, breakdown=breakdown) for term in terms_of(definition)
            }
            return derived(definition, unit, window, breakdown, terms)
        if definition.cumulation != _MODE.SUMMING:
            return self._after(definition, unit, Window(max(days), window.last), window, breakdown)
        return self._joined(definition, unit, window, max(days), breakdown)

    def _after(self, definition: Definition, unit: int, after: Window, window: Window, breakdown: str) -> Figure | None:
        """The state of a successor: that of its own part of the window."""
        if definition.cumulation != _MODE.NON_SUMMING:
            return None
        found = self.cumulated(definition.metric.code, unit, after, breakdown=breakdown)
        return None if found is None else replace(found, window=window, provenance=COMPUTED, parts=(found,))

    def _joined(self, definition: Definition, unit: int, window: Window, day: date, breakdown: str) -> Figure | None:
        code, earlier, after = definition.metric.code, Window(window.first, day - _DAY), Window(day, window.last)
        olds = [old for old, on in self._before[unit] if on == day]
        parts = [self.whole(code, old, earlier, breakdown=breakdown) for old in olds]
        own = self.whole(code, unit, earlier, breakdown=breakdown)
        parts += [own] if own is not None else []
        parts.append(self.whole(code, unit, after, breakdown=breakdown))
        if any(one is None for one in parts):
            return None
        return replace(added(definition, unit, window, parts), breakdown=breakdown)

    def line(self, unit: int) -> list[int]:
        """The unit and everybody whose part of the span it took over."""
        found, at = [unit], 0
        while at < len(found):
            found += [old for old, _ in self._before.get(found[at], ()) if old not in found]
            at += 1
        return found

    def mergers(self, unit: int) -> list[date]:
        """Days on which the unit took others over, in order."""
        return sorted({day for _, day in self._before.get(unit, ())})


def is_derived(definition: Definition) -> bool:
    """Whether the ratio is worked out from other metrics."""
    terms = terms_of(definition)
    return bool(terms) and all(term.metric_code for term in terms)


def derived(
    definition: Definition, unit: int, window: Window, breakdown: str, found: dict[Term, Figure | None]
) -> Figure | None:
    """The ratio of the figures found for its terms; None where none of them has one.

    "Không phát sinh" counts as 0; "không áp dụng" of a term is that of the ratio.
    """
    present = [one for one in found.values() if one is not None]
    if not present:
        return None
    lacking = tuple(term.metric_code for term, one in found.items() if one is None or one.status == Value.Status.BLANK)
    figure = Figure(definition, unit, window, breakdown, _kind(present), as_of=_as_of(present), parts=tuple(present))
    if lacking:
        return replace(figure, status=Value.Status.BLANK, lacking=lacking)
    outside = next((one for one in present if one.status == Value.Status.NOT_APPLICABLE), None)
    if outside is not None:
        return replace(figure, status=Value.Status.NOT_APPLICABLE, reason=outside.reason)
    sides = {
        side: total(term.sign * (one.amount or 0) for term, one in found.items() if term.side == side)
        for side in Term.Side.values
    }
    return replace(figure, numerator=sides[Term.Side.NUMERATOR], denominator=sides[Term.Side.DENOMINATOR])


def added(definition: Definition, unit: int, window: Window, parts: list[Figure]) -> Figure:
    """The sum of parts: amounts, or numerators and denominators. What did not arise adds nothing.

    Where every part is without a number the sum has none either: it does not apply only where no part does.
    """
    figure = Figure(definition, unit, window, "", _kind(parts), as_of=_as_of(parts), parts=tuple(parts))
    blank = next((one for one in parts if one.status == Value.Status.BLANK), None)
    if blank is not None:
        return replace(figure, status=Value.Status.BLANK, reason=blank.reason, lacking=(definition.metric.code,))
    given = [one for one in parts if one.status == Value.Status.GIVEN]
    if not given:
        first = next((one for one in parts if one.status == Value.Status.NOTHING_AROSE), parts[0])
        return replace(figure, status=first.status, reason=first.reason)
    if definition.is_ratio:
        over, under = total(one.numerator for one in given), total(one.denominator for one in given)
        return replace(figure, numerator=over, denominator=under)
    return replace(figure, amount=total(one.amount for one in given))


def _kind(parts: list[Figure]) -> str:
    """A figure made of estimates is an estimate; it is final only where every part is."""
    kinds = {one.kind for one in parts}
    if Value.Kind.ESTIMATE in kinds:
        return Value.Kind.ESTIMATE
    return Value.Kind.FINAL if kinds == {Value.Kind.FINAL} else Value.Kind.ACTUAL


def _as_of(parts: list[Figure]) -> date | None:
    return max((one.as_of for one in parts if one.as_of), default=None)


def _figure(row: tuple, definition: Definition) -> Figure:
    pk, _, _, unit, first, last, breakdown, kind, as_of, over, under, amount, status, reason, provenance, accepted = row
    return Figure(
        definition, unit, Window(first, last), breakdown, kind, status, as_of, over, under, amount, reason, provenance,
        pk, accepted is not None,
    )  # fmt: skip


def definitions_of(codes: Iterable[str]) -> dict[str, list[Definition]]:
    """Definitions of the metrics and of those that their ratios are made of, newest first: at most two queries.

    Within one act (``organisations.remembering``) each is read once.
    """
    found = _definitions_of(set(codes))
    more = {term.metric_code for rows in found.values() for one in rows for term in terms_of(one)} - {""}
    return found | _definitions_of(more - set(found))


def _definitions_of(codes: set[str]) -> dict[str, list[Definition]]:
    known: dict[str, list[Definition]] = recall("definitions", dict)
    known |= _read_definitions(codes - known.keys())
    return {code: known[code] for code in codes if code in known}


def _read_definitions(codes: set[str]) -> dict[str, list[Definition]]:
    asked = Definition.objects.filter(metric__code__in=codes).select_related("metric").order_by("-valid_from")
    rows, terms = read_together(asked, Term.objects.filter(definition__metric__code__in=codes).order_by("order", "id"))
    # Only ratios are made of others.
    hang((one for one in rows if one.is_ratio), "terms", terms)
    found: dict[str, list[Definition]] = defaultdict(list)
    for one in rows:
        found[one.metric.code].append(one)
    return dict(found)


def procedure_fields() -> QuerySet[Breakdown]:
    """The fields of procedures of all times, in their order; to be read with other things."""
    return Breakdown.objects.filter(listing="field").order_by("order", "name")


def fields_of_procedures() -> list[Breakdown]:
    """The fields of procedures of all times, in their order. One query, none the second time within one act."""
    return recall("fields", lambda: list(procedure_fields()))


def terms_of(definition: Definition) -> list[Term]:
    """What a ratio is made of; nothing for a count."""
    return list(definition.terms.all()) if definition.is_ratio else []


_JOINING = (Succession.Kind.MERGE, Succession.Kind.RENAME)


def predecessors(units: Iterable[int], span: Window | None) -> dict[int, list[tuple[int, date]]]:
    """(predecessor, day) of mergers by successor, through chains of them: one query for each step, one where none is."""
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for row in mergers_into(units, span):
        found[row.successor_id].append((row.predecessor_id, row.effective_on))
    return found


def mergers_into(units: Iterable[int], span: Window | None) -> list[Succession]:
    """The mergers inside the span behind these units, through chains of them; the same queries as ``predecessors``."""
    found: dict[int, list[Succession]] = defaultdict(list)
    queue = set(units)
    while queue:
        fresh = set()
        for row in joined(queue):
            if span is None or span.first < row.effective_on <= span.last:
                found[row.successor_id].append(row)
                fresh.add(row.predecessor_id)
        queue = fresh - set(found)
    return [row for rows in found.values() for row in rows]


def joined(units: Iterable[int]) -> list[Succession]:
    """Who became these units, and when, oldest first. One query, none the second time within one act."""
    some = frozenset(units)
    rows = Succession.objects.filter(successor__in=some, kind__in=_JOINING).select_related("predecessor")
    return recall(("joined", some), lambda: list(rows.order_by("effective_on", "id")))
