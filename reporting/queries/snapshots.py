"""What a snapshot says: totals as they are printed, each unit's figure, who is in it and who is not."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from indicators.models import Definition, Metric
from indicators.queries import Single
from indicators.rounding import printed, ratio
from organisations.text import order
from reporting.consolidating.reckoning import read
from reporting.models import ConsolidatedReport, ConsolidatedRow, Consolidation, OwnReport, Report
from reporting.queries.forms import form_of
from reporting.statistics.shape import Form, Row, RowKind

RECOUNTED = "tính lại từ số đếm"
_RULES = {
    Definition.Across.SUM: "",
    Definition.Across.RECOMPUTE: RECOUNTED,
    Definition.Across.MEAN: "bình quân các đơn vị",
    Definition.Across.NONE: "không gộp các đơn vị",
}


@dataclass(frozen=True)
class Figure:
    """A total of a snapshot. many: units in it of how many asked; low, high: as printed, with the unit and how many more."""

    row: ConsolidatedRow
    definition: Definition
    label: str
    place: str = ""
    asked: int = 0
    names: dict[int, str] = field(default_factory=dict)

    @property
    def number(self) -> Decimal | None:
        """The exact total."""
        return number_of(self.row)

    @property
    def shown(self) -> str:
        """The total as printed."""
        return self._said(self.number)

    @property
    def many(self) -> str:
        """ "92/98"."""
        return f"{self.row.counted}/{self.asked}"

    @property
    def rule(self) -> str:
        """How the units were put together, "" where they were added up."""
        return _RULES[Definition.Across(self.definition.across)]

    @property
    def low(self) -> str:
        """The smallest figure of a unit, and whose it is."""
        return self._end("low")

    @property
    def high(self) -> str:
        """The largest figure of a unit, and whose it is."""
        return self._end("high")

    def _end(self, side: str) -> str:
        if side not in self.row.ends or self.definition.kind == Definition.Kind.CODE:
            return ""
        number, unit, many = self.row.ends[side]
        more = f" và {many - 1} đơn vị khác" if many > 1 else ""
        return f"{self._said(Decimal(number))} ({self.names.get(unit, '')}{more})"

    def _said(self, number: Decimal | None) -> str:
        return printed(number, self.definition.precision, "%" if self.definition.is_ratio else "")


def number_of(row: ConsolidatedRow) -> Decimal | None:
    """The exact total of a row, ratios in percent."""
    return row.amount if row.denominator is None else ratio(row.numerator or 0, row.denominator)


def said(one: Single, definition: Definition) -> str:
    """A unit's figure as printed; "K" where it does not apply."""
    if one.status == "not_applicable":
        return "K"
    return printed(one.number, definition.precision, "%" if definition.is_ratio else "")


@dataclass
class Taken:
    """Who a snapshot takes in. joined: units whose figures stand in that of their successor, with its name."""

    snapshot: Consolidation
    rows: list[ConsolidatedReport]

    @property
    def missing(self) -> list[str]:
        """Names of the units that had no report when the snapshot was taken."""
        return self.snapshot.missing

    @property
    def names(self) -> dict[int, str]:
        """Names of the units that are counted."""
        return {row.unit_id: row.unit.name for row in self.rows if row.joined_into_id is None}

    @property
    def joined(self) -> list[tuple[str, str]]:
        """(unit, the one that took it over), by name."""
        return [(row.unit.name, row.joined_into.name) for row in self.rows if row.joined_into_id]

    @property
    def many(self) -> str:
        """ "92/98 đơn vị"."""
        return f"{len(self.rows)}/{self.snapshot.asked} đơn vị"


def taken(snapshot: Consolidation) -> Taken:
    """Who is in a snapshot, by name. One query."""
    rows = ConsolidatedReport.objects.filter(consolidation=snapshot).select_related("unit", "joined_into")
    return Taken(snapshot, sorted(rows, key=lambda row: order(row.unit.name)))


def figures(snapshot: Consolidation, names: dict[int, str]) -> list[tuple[str, list[Figure]]]:
    """The totals in the order of the form, by its parts: (heading, figures). Five queries."""
    form = form_of(snapshot.round.form) if snapshot.round.form else None
    rows = {row.code: row for row in whole_rows(snapshot)}
    asked = {row.metric: row for row in form.rows if row.metric} if form else {}
    named = {one.code: one.name for one in Metric.objects.filter(code__in=rows.keys() - asked.keys())}
    found: dict[str, list[Figure]] = {}
    for code, row in rows.items():
        place = asked.get(code)
        label, printed_code = (place.whole_label, place.printed_code) if place else (named.get(code, code), "")
        one = Figure(row, row.definition, label, printed_code, snapshot.asked, names)
        found.setdefault(_heading(form, place), []).append(one)
    return list(found.items())


def _heading(form: Form | None, place: Row | None) -> str:
    if form is None or place is None:
        return "Tỷ lệ của bảng hồ sơ"
    part = place.code.partition(".")[0]
    return next((f"{row.code}. {row.label}" for row in form.parts() if row.code == part), "")


def whole_rows(snapshot: Consolidation) -> list[ConsolidatedRow]:
    """Totals without what each unit has, which is large: one query."""
    rows = ConsolidatedRow.objects.filter(consolidation=snapshot, breakdown="")
    return list(rows.defer("units").select_related("definition").order_by("pk"))


def by_field(snapshot: Consolidation) -> dict[str, dict[str, Decimal]]:
    """Sums of the fields of procedures: {field: {metric: amount}}. One query."""
    found: dict[str, dict[str, Decimal]] = {}
    rows = ConsolidatedRow.objects.filter(consolidation=snapshot).exclude(breakdown="").order_by("pk")
    for code, part, amount in rows.values_list("code", "breakdown", "amount"):
        found.setdefault(part, {})[code] = amount
    return found


def unit_cells(
    snapshot: Consolidation, codes: Iterable[str]
) -> tuple[list[ConsolidatedRow], dict[int, dict[str, Single]]]:
    """The rows of some metrics with what each unit has: {unit: {metric: figure}}. One query."""
    wanted = list(codes)
    rows = {
        row.code: row
        for row in ConsolidatedRow.objects.filter(consolidation=snapshot, breakdown="", code__in=wanted).select_related(
            "definition"
        )
    }
    found: dict[int, dict[str, Single]] = {}
    for code, row in rows.items():
        for unit, cell in row.units.items():
            found.setdefault(int(unit), {})[code] = read(cell)
    return [rows[code] for code in wanted if code in rows], found


def typed_codes(form: Form) -> list[str]:
    """The metrics of the form that have figures of their own: choices and headings left out."""
    return [row.metric for row in form.rows if row.metric and row.kind not in (RowKind.HEADING, RowKind.CODE)]


def origin_of(report: Report) -> OwnReport | None:
    """What an authority's report is drawn from; of a successor, what the first one was drawn from."""
    seen: Report | None = report
    while seen is not None:
        found = OwnReport.objects.filter(report=seen).select_related(
            "consolidation__round__call", "consolidation__round__form"
        )
        if row := found.first():
            return row
        seen = seen.replaces
    return None


def drawn(report: Report) -> list[tuple[str, dict[str, str], str]]:
    """What a report drawn from a snapshot may quote: (key, words by field, where it stands). One query for other reports.

    "tong:tthc" holds "c7", so that a text says {{fact:tong:tthc.c7}}; "tong:don-vi" is "92/98 đơn vị", "tong:thieu"
    the names of those without a report.
    """
    row = origin_of(report)
    if row is None:
        return []
    snapshot = row.consolidation
    inside = taken(snapshot)
    where = f"{snapshot} của {snapshot.round.call.title}, {inside.many}"
    found: dict[str, dict[str, str]] = {"don-vi": {"": inside.many}, "thieu": {"": ", ".join(inside.missing)}}
    for one in whole_rows(snapshot):
        if number_of(one) is not None:
            table, _, name = one.code.partition(".")
            found.setdefault(table, {"": f"Tổng của {inside.many}"})[name] = Figure(one, one.definition, "").shown
    return [(f"tong:{table}", words, where) for table, words in found.items()]


def own_report(snapshot: Consolidation) -> Report | None:
    """The authority's report that was drawn from a snapshot."""
    found = OwnReport.objects.filter(consolidation=snapshot, report__binned_at=None).select_related("report").first()
    return found.report if found else None


def named(definitions: Iterable[Definition]) -> list[dict]:
    """Definitions with the code and name of their metric. One query."""
    rows = list(definitions)
    metrics = Metric.objects.in_bulk({row.metric_id for row in rows})
    return [
        {"code": metrics[row.metric_id].code, "name": metrics[row.metric_id].name, "definition": row} for row in rows
    ]
