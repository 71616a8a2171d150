"""Verbs that write figures: enter, correct, confirm a fact, accept. A figure is never rewritten, a new row replaces it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from indicators import checks, rules
from indicators.actions.writing import line, writing
from indicators.entries import Entry
from indicators.models import Definition, Value
from indicators.queries.book import definitions_of, fields_of_procedures
from indicators.registry import Row
from indicators.windows import Window
from organisations.models import Unit
from organisations.refusals import Refused, require
from organisations.rules import Powers, powers_of
from workflow.clock import now, today

_SETTLED = "Số này đã được chấp nhận hoặc đã chốt chính thức. Ghi lý do sửa."
_SAID = ("amount", "numerator", "denominator", "status", "reason", "as_of", "provenance", "source", "comment")


class EntryFaults(ValidationError):
    """What is wrong with entries: ``faults`` by place of the entry in the list, then by field. Nothing was written."""

    def __init__(self, faults: dict[int, dict[str, str]]):
        self.faults = faults
        first = next(iter(faults.values()))
        super().__init__(first)


def record_value(*, unit: Unit, entry: Entry, by, reason: str = "") -> Value:
    """Enter one figure; see ``record_values``. Returns the row that stands."""
    return record_values(unit=unit, entries=[entry], by=by, reason=reason)[0]


def record_values(*, unit: Unit, entries: Iterable[Entry], by, reason: str = "") -> list[Value]:
    """Enter figures of a unit, all or none, under one event; the rows that stand, in the order of the entries.

    What already says the same stays; what says something else is superseded. reason: why, asked for where the figure
    was accepted or final. A constant number of queries. Raises Refused (also where a report holds them locked),
    EntryFaults, ValidationError (no reason).
    """
    entries = [_cleaned(entry) for entry in entries]
    if not entries:
        return []
    places = [entry.place for entry in entries]
    if len(set(places)) != len(places):
        raise ValueError("the same figure is entered twice")
    definitions = definitions_for(entries)
    _require(unit, entries, definitions, by)
    reason = line(reason, name="reason")
    with transaction.atomic():
        # Whatever locks figures locks its own rows first; the unit's row comes after it, in every door.
        require(rules.lock_refusal(unit, entries))
        return _write(unit, entries, definitions, by, reason)


def _write(unit: Unit, entries: list[Entry], definitions: list[Definition], by, reason: str) -> list[Value]:
    with writing(unit, by=by, action="record", comment=reason) as details:
        standing = _standing(unit, entries, definitions)
        fresh: dict[int, Value] = {}
        for at, entry in enumerate(entries):
            old = standing.get(_key(entry, definitions[at]))
            if old is None or not _same(old, entry):
                fresh[at] = _row(unit, entry, definitions[at], by, reason if old else "")
        replaced = {
            at: standing[_key(entries[at], definitions[at])]
            for at in fresh
            if _key(entries[at], definitions[at]) in standing
        }
        _ask_reason(replaced.values(), reason)
        _supersede(replaced, fresh)
        if fresh:
            details.update(_told(entries, fresh, replaced))
    return [fresh.get(at) or standing[_key(entry, definitions[at])] for at, entry in enumerate(entries)]


def correct_value(value: Value, *, by, reason: str, **said) -> Value:
    """Replace a figure by another with a reason. said: fields of ``Entry`` that differ from what stood.

    Raises Refused (also where it has been replaced already), EntryFaults, ValidationError (no reason).
    """
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do sửa."})
    if value.superseded_at is not None:
        raise Refused("Số này đã được thay bằng số khác. Tải lại trang để xem số mới.")
    stood = {name: getattr(value, name) for name in ("kind", "breakdown", *_SAID)}
    window = Window(value.window_from, value.window_to)
    entry = Entry(value.definition.metric.code, window, **{**stood, **said})
    return record_value(unit=value.unit, entry=entry, by=by, reason=reason)


def confirm_fact(
    row: Row, *, unit: Unit, metric: str, window: Window, by, kind: str = "actual", reason: str = ""
) -> Value:
    """Take what the portal knows as the unit's figure: a person says so.

    row: an answer of ``indicators.registry.facts`` for this unit; a row of another unit is a ValueError.
    """
    if row.unit != unit.pk:
        raise ValueError("the fact is another unit's")
    entry = Entry(
        metric, window, kind, amount=row.value, numerator=row.numerator, denominator=row.denominator,
        status=row.status, as_of=row.as_of, provenance=Value.Provenance.FACT, source=row.provenance,
    )  # fmt: skip
    return record_value(unit=unit, entry=entry, by=by, reason=reason)


def accept_values(values: Iterable[Value], *, by) -> int:
    """Accept figures as the authority; those accepted before stay as they are. Returns how many are new.

    Raises Refused for the first that may not be accepted; then none is.
    """
    wanted = {value.pk for value in values}
    units = Unit.objects.filter(pk__in=Value.objects.filter(pk__in=wanted).values("unit"))
    powers = powers_of(by)
    with transaction.atomic():
        return sum(_accept(unit, Value.objects.filter(pk__in=wanted), by, powers) for unit in units.order_by("pk"))


def accept_of_unit(unit: Unit, values: QuerySet[Value], *, by) -> int:
    """As ``accept_values``, for those figures of one unit that a query names."""
    return _accept(unit, values, by, powers_of(by))


def _accept(unit: Unit, values: QuerySet[Value], by, powers: Powers) -> int:
    with writing(unit, by=by, action="accept") as details:
        rows = list(values.filter(unit=unit, accepted_at=None))
        for row in rows:
            require(rules.accept_refusal(by, row, powers=powers))
        keys = sorted(row.pk for row in rows)
        if keys:
            Value.objects.filter(pk__in=keys).update(accepted_at=now(), accepted_by=by)
            details.update(values=keys)
    return len(keys)


def definitions_for(entries: list[Entry]) -> list[Definition]:
    """The definition of each entry on the last day of its window. Raises EntryFaults for a metric without one."""
    rows = definitions_of({entry.metric for entry in entries})
    known = [_on(rows.get(entry.metric, []), entry.window.last) for entry in entries]
    missing = {
        at: {"metric": f"Kỳ này chưa có cách tính cho chỉ số “{entries[at].metric}”."}
        for at, one in enumerate(known)
        if one is None
    }
    if missing:
        raise EntryFaults(missing)
    return known


def _on(rows: list[Definition], day: date) -> Definition | None:
    return next((one for one in rows if one.holds_on(day)), None)


def _require(unit: Unit, entries: list[Entry], definitions: list[Definition], by) -> None:
    """Refuse by right, then say everything that is wrong with every entry."""
    for entry in entries:
        require(checks.unit_fault(unit, entry))
    powers = powers_of(by)
    for area in sorted({definition.metric.area_code for definition in definitions}):
        require(rules.record_refusal(by, unit, area, powers=powers))
    lists = fields_of_procedures() if any(entry.breakdown for entry in entries) else []
    faults = {}
    for at, (entry, definition) in enumerate(zip(entries, definitions, strict=True)):
        fields = {row.code for row in lists if row.holds_on(entry.window.last)}
        wrong = checks.entry_faults(definition, entry, fields=fields, today=today())
        if wrong:
            faults[at] = wrong
    if faults:
        raise EntryFaults(faults)


def _cleaned(entry: Entry) -> Entry:
    words = {name: line(getattr(entry, name), name=name) for name in ("reason", "source", "comment")}
    return replace(entry, **words)


def _key(entry: Entry, definition: Definition) -> tuple:
    return definition.pk, entry.window.first, entry.window.last, entry.breakdown, entry.kind


def _standing(unit: Unit, entries: list[Entry], definitions: list[Definition]) -> dict[tuple, Value]:
    """Living rows of the unit at the entries' places, locked: one query."""
    wanted = {_key(entry, definition) for entry, definition in zip(entries, definitions, strict=True)}
    windows = {entry.window for entry in entries}
    spans = Q()
    for window in windows:
        spans |= Q(window_from=window.first, window_to=window.last)
    rows = Value.objects.select_for_update().filter(
        spans, unit=unit, definition__in={key[0] for key in wanted}, superseded_at=None
    )
    found = {(row.definition_id, row.window_from, row.window_to, row.breakdown, row.kind): row for row in rows}
    return {key: row for key, row in found.items() if key in wanted}


def _same(value: Value, entry: Entry) -> bool:
    """Whether the entry says what stands; a day that it does not name is no change."""
    said = [name for name in _SAID if name != "as_of" or entry.as_of]
    return all(getattr(value, name) == getattr(entry, name) for name in said)


def _row(unit: Unit, entry: Entry, definition: Definition, by, correction: str) -> Value:
    said = {name: getattr(entry, name) for name in _SAID}
    said["as_of"] = entry.as_of or min(entry.window.last, today())
    return Value(
        unit=unit, definition=definition, is_ratio=definition.is_ratio, window_from=entry.window.first,
        window_to=entry.window.last, breakdown=entry.breakdown, kind=entry.kind, correction=correction,
        entered_at=now(), entered_by=by, **said,
    )  # fmt: skip


def _ask_reason(replaced: Iterable[Value], reason: str) -> None:
    settled = any(old.accepted_at is not None or old.kind == Value.Kind.FINAL for old in replaced)
    if settled and not reason:
        raise ValidationError({"reason": _SETTLED})


def _supersede(replaced: dict[int, Value], fresh: dict[int, Value]) -> None:
    """Old rows stop living, new ones are written, old ones point at them: the database lets one live at a time."""
    moment = now()
    Value.objects.filter(pk__in=[old.pk for old in replaced.values()]).update(superseded_at=moment)
    Value.objects.bulk_create(fresh.values())
    for at, old in replaced.items():
        old.superseded_at, old.superseded_by = moment, fresh[at]
    Value.objects.bulk_update(replaced.values(), ["superseded_by"])


_TOLD = 40


def _told(entries: list[Entry], fresh: dict[int, Value], replaced: dict[int, Value]) -> dict:
    """What the log says of a bulk: how many, which metrics, which windows, what replaced what."""
    return {
        "values": len(fresh),
        "first": min(row.pk for row in fresh.values()),
        "metrics": sorted({entries[at].metric for at in fresh})[:_TOLD],
        "windows": sorted({f"{entries[at].window.first}/{entries[at].window.last}" for at in fresh}),
        "replaced": {str(old.pk): fresh[at].pk for at, old in list(replaced.items())[:_TOLD]},
    }
