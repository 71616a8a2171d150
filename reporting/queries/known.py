"""What a report may say without typing it: words, numbers, names and sources of keys (``reporting.narrative.keys``).

One ``Known`` answers for one report; figures are read once, facts of the registry once per window they are asked for.
"""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from documents.reading.dates import format_date_short
from documents.reading.quantities import format_decimal
from indicators.models import Value
from indicators.registry import Row as FactRow
from indicators.registry import facts, registered
from indicators.windows import Window
from plans.models import Area
from plans.wording import issuer_in_text
from reporting.models import Report
from reporting.narrative.keys import Key, parse_condition, parse_key, replaced
from reporting.periods import Kind
from reporting.queries.amounts import Amount, Amounts, said
from reporting.queries.content import Content, Place
from reporting.queries.content import content as read_content
from reporting.queries.neighbours import Neighbour, coming, neighbours_of
from reporting.queries.rows import Quoted, Rows
from reporting.queries.starts import day_of
from workflow.states import STATES

HOLDS, HOLDS_NOT = "đúng", "không còn đúng"
GAP = "…"
_NOTHING = Amount(None, "")
_MISSING = Amount(None, "", missing=True)


@dataclass(frozen=True)
class Source:
    """Where the words of a key come from. values: primary keys of Values; words: the rest, for a person."""

    values: tuple[int, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Offer:
    """A figure that may be put into a text: ``{{fact:key}}``."""

    key: str
    label: str
    words: str


class Known:
    """Answers for the keys of one report. found: its content where it has been read already."""

    def __init__(self, report: Report, found: Content | None = None):
        found = found or read_content(report)
        self.report = report
        self.as_of: date = day_of(report)
        self.beside: dict[str, Neighbour] = neighbours_of(report) if found.beside is None else found.beside
        self.coming: Neighbour | None = coming(report)
        self.amounts = Amounts(found.figures) if found.figures else None
        self.table = Rows(report, self.as_of, self.coming.window if self.coming else None)
        self._facts: dict[tuple[str, str, str], dict[str, FactRow]] = {}
        self._answered: dict[tuple[str, str], dict[str, tuple[FactRow, ...]]] = {}

    def words(self, key: str) -> str:
        """What is printed in the place of the mark; "" where it is not known. Of a condition: whether it holds."""
        condition = parse_condition(key)
        if condition:
            return HOLDS if condition.holds(self) else HOLDS_NOT
        return self._amount(key).words

    def number(self, key: str) -> Decimal | None:
        """The number as it is printed, None where there is none."""
        return self._amount(key).number

    def missing(self, key: str) -> bool:
        """Whether the key is a figure that nobody has entered; not where it does not apply to the unit."""
        return self._amount(key).missing

    def pick(self, name: str, area: str = "") -> list[str]:
        """Keys of the rows of a list (``reporting.queries.rows.Rows``), those of one area where one is named."""
        return [row.key for row in self.table.pick(name, area)]

    def row(self, key: str) -> Quoted | None:
        """The row that a key quotes."""
        return self.table.find(key)

    def exists(self, key: str) -> bool:
        """Whether a key is one that this report can know, whatever it says today."""
        parsed = parse_key(key)
        if parsed is None:
            return False
        if parsed.is_row:
            found = self.table.find(f"{parsed.table}:{parsed.ident}")
            return found is not None and parsed.field in found.words
        if parsed.beside and parsed.beside not in self.beside:
            return False
        return parsed.name in OWN or self._metric(parsed) or parsed.name in registered()

    @property
    def metrics(self) -> dict[str, str]:
        """Metrics by the code of their row: what ``{{1.3.2}}`` stands for."""
        return {row.code: metric for metric, row in self.amounts.rows.items()} if self.amounts else {}

    def code(self, key: str) -> str:
        """The code of the form's row behind a key, "" where there is none."""
        parsed = parse_key(key)
        return self.amounts.rows[parsed.name].code if parsed and self._metric(parsed) else ""

    def label(self, key: str) -> str:
        """What a key is called: "Hồ sơ tiếp nhận, trực tuyến"; the key itself where it means nothing."""
        condition = parse_condition(key)
        if condition:
            return f"{self.label(condition.left)} {condition.sign} {condition.right}"
        parsed = parse_key(key)
        if parsed is None:
            return key
        if parsed.is_row:
            row = self.table.find(f"{parsed.table}:{parsed.ident}")
            what = f", {ROW_LABELS[parsed.field]}" if parsed.field in ROW_LABELS else ""
            return f"{row.said()}{what}" if row else key
        name = self._name(parsed)
        part = f", {self._part_name(parsed.part)}" if parsed.part else ""
        when = self.beside[parsed.beside].period.short if parsed.beside in self.beside else ""
        tail = {"": "", "@": f", {when}", "^": f", chênh lệch so với {when}"}[parsed.how]
        return f"{name}{part}{tail}"

    def source(self, key: str) -> Source:
        """Where a key comes from."""
        parsed = parse_key(key)
        if parsed is None:
            return Source()
        if parsed.is_row:
            row = self.table.find(f"{parsed.table}:{parsed.ident}")
            return Source(words=row.provenance if row else "")
        if parsed.name in OWN:
            return Source(words="Kỳ và đơn vị của báo cáo")
        sides = [parsed.at(parsed.beside)] + ([parsed.base] if parsed.how == "^" else [])
        found = [self._at(one) for one in sides]
        values = tuple(pk for one in found for pk in one.values)
        if self._metric(parsed):
            return Source(values, "; ".join(dict.fromkeys(_provenance(one) for row in found for one in row.stored)))
        rows = [self._fact(one) for one in sides]
        return Source(values, "; ".join(dict.fromkeys(self._counted(row) for row in rows if row)))

    def offered(self, place: Place, keys: Iterable[str] = ()) -> list[Offer]:
        """The list "Số liệu dùng được" of a place: what its own sentences use, then the rest of its part, known only."""
        part = _PARTS.get(place.row.area_code, "")
        rows = self.amounts.rows.items() if self.amounts else ()
        own = [metric for metric, row in rows if part and row.code.startswith(f"{part}.")]
        area = place.row.area_code
        by_area = [f"{name}/{area}" for name in _BY_AREA] if area and area != "CD" else list(_BY_AREA)
        wanted = dict.fromkeys([*keys, *own, *by_area])
        return [Offer(key, self.label(key), words) for key in wanted if (words := self.words(key))]

    def _amount(self, key: str) -> Amount:
        parsed = parse_key(key)
        if parsed is None:
            return _NOTHING
        if parsed.is_row:
            row = self.table.find(f"{parsed.table}:{parsed.ident}")
            return Amount(None, row.said(parsed.field)) if row else _NOTHING
        if parsed.name in OWN:
            return Amount(None, OWN[parsed.name](self))
        if parsed.how == "^":
            return self._difference(parsed)
        return self._at(parsed)

    def _difference(self, key: Key) -> Amount:
        now, then = self._at(key.base), self._at(key.at(key.beside))
        if now.number is None or then.number is None:
            return _NOTHING
        number = abs(now.number - then.number)
        row = self.amounts.rows.get(key.name) if self.amounts else None
        words = said(number, row, difference=True) if row else format_decimal(number)
        return Amount(number, words, values=(*now.values, *then.values))

    def _at(self, key: Key) -> Amount:
        """The figure of the own window or, with "@", of one beside."""
        window = self._window(key.beside)
        if window is None:
            return _NOTHING
        if self._metric(key):
            found = self.amounts.amount(key.name, window, key.part)
            return replace(found, missing=found.missing and not key.beside)
        row = self._fact(key)
        if row is None or row.value is None:
            return _NOTHING
        return Amount(row.value, format_decimal(row.value))

    def _window(self, beside: str) -> Window | None:
        if not beside:
            return self.report.window
        return self.beside[beside].window if beside in self.beside else None

    def _metric(self, key: Key) -> bool:
        return self.amounts is not None and key.name in self.amounts.rows

    def _fact(self, key: Key) -> FactRow | None:
        """The answer of the registry; asked by part where a part is named, each once per window."""
        fact, window = registered().get(key.name), self._window(key.beside)
        by = _breakdown(key.name) if key.part else ""
        if fact is None or window is None or (key.part and by not in fact.by):
            return None
        number = None if key.beside else self.table.count(key.name, key.part)
        if number is not None:
            where = f"Kế hoạch CCHC năm {self.report.window_to.year} trên cổng"
            return FactRow(key.name, self.report.unit_id, Decimal(number), as_of=self.as_of, provenance=where)
        place = (key.name, key.beside, by)
        if place not in self._facts:
            as_of = None if key.beside else self.as_of
            units, answered = [self.report.unit_id], self._answered.setdefault((key.beside, by), {})
            rows = facts([key.name], units, window, as_of=as_of, by=[by] if by else (), answered=answered)
            self._facts[place] = {row.key[0] if row.key else "": row for row in rows}
        found = self._facts[place]
        if key.part:
            return found.get(key.part) or FactRow(key.name, self.report.unit_id, Decimal(0), key=(key.part,))
        return found.get("")

    def _name(self, key: Key) -> str:
        if self._metric(key):
            row = self.amounts.rows[key.name]
            words = row.phrase or row.label
            return words[:1].upper() + words[1:]
        fact = registered().get(key.name)
        return fact.label if fact else _OWN_LABELS.get(key.name, str(key))

    def _part_name(self, part: str) -> str:
        return self._parts.get(part, part)

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Names of areas of plans and of fields of procedures by code."""
        areas = dict(Area.objects.order_by("template_id").values_list("code", "short_name"))
        return areas | (dict(self.amounts.figures.fields) if self.amounts else {})

    def _counted(self, row: FactRow) -> str:
        fact = registered()[row.name]
        day = f", tính đến {format_date_short(row.as_of)}" if row.as_of else ""
        return f"{fact.label}: {format_decimal(row.value or 0)} {fact.unit_label} ({row.provenance}{day})"


def known_of(found: Content) -> Known:
    """What a content already read knows, made once for it and kept with it."""
    return vars(found).get("known") or vars(found).setdefault("known", Known(found.report, found))


def resolve(text: str, known: Known, seen: Mapping[str, str] | None = None) -> str:
    """The text as it is printed: every mark replaced by its words, by a gap where nothing is known.

    seen: what was seen when the text was confirmed; of a report that was sent this stands, whatever figures say since.
    """
    then = seen if seen and not is_open(known.report) else {}
    return replaced(text, lambda key: then.get(key) or known.words(key) or GAP)


def is_open(report: Report) -> bool:
    """Whether the text of a report is still being worked on, so that it follows the figures."""
    return STATES[report.state].editable


def resolved(found: Content, known: Known | None = None) -> Content:
    """The content with the marks of all texts and rows replaced by words: what papers print. Nothing is saved."""
    known = known or known_of(found)
    places = tuple(_place_said(place, known) for place in found.places)
    lines = {kind: [_said(row, known) for row in rows] for kind, rows in found.lines.items()}
    return Content(found.report, places, found.figures, lines, found.beside)


def _place_said(place: Place, known: Known) -> Place:
    section = _said(place.section, known) if place.section else None
    return replace(place, section=section, lines=tuple(_said(line, known) for line in place.lines))


def _said(row, known: Known):
    """A copy of a text or row in words."""
    twin = copy(row)
    twin.text = resolve(row.text, known, row.seen)
    return twin


def _provenance(stored) -> str:
    return Value.Provenance(stored.provenance).label


def _breakdown(name: str) -> str:
    return "type" if name.startswith("documents.") else "area"


def _as_of(known: Known) -> str:
    """The day up to which is counted; while the window runs and no day was said it is "nay", which no morning changes."""
    still_open = known.report.as_of is None and known.as_of < known.report.window_to
    return "nay" if still_open else f"ngày {format_date_short(known.as_of)}"


def _last_year(known: Known) -> str:
    if "year" not in known.beside:
        return ""
    year = known.report.year - 1
    return f"năm {year}" if known.report.period_kind == Kind.YEAR else f"cùng kỳ năm {year}"


def _short(known: Known, name: str) -> str:
    return known.beside[name].period.short if name in known.beside else ""


# What a report says of itself, by key.
OWN = {
    "report.period": lambda known: known.report.period.short,
    "report.year": lambda known: str(known.report.year),
    "report.window": lambda known: (
        f"từ ngày {format_date_short(known.report.window_from)} đến ngày {format_date_short(known.report.window_to)}"
    ),
    "report.as_of": _as_of,
    "report.prev": lambda known: _short(known, "prev"),
    "report.last_year": _last_year,
    "report.next": lambda known: known.coming.period.short if known.coming else "",
    "report.unit": lambda known: issuer_in_text(known.report.unit),
    "plan.document": lambda known: known.table.plan_document,
}
_OWN_LABELS = {
    "report.period": "Kỳ báo cáo",
    "report.year": "Năm báo cáo",
    "report.window": "Kỳ số liệu",
    "report.as_of": "Số liệu tính đến",
    "report.prev": "Kỳ trước",
    "report.last_year": "Cùng kỳ năm trước",
    "report.next": "Kỳ sau",
    "report.unit": "Đơn vị báo cáo",
    "plan.document": "Kế hoạch CCHC năm",
}
ROW_LABELS = {
    "standing": "tình trạng",
    "product": "văn bản sản phẩm",
    "evidence": "số tệp minh chứng",
    "due": "thời hạn",
    "done": "ngày hoàn thành",
    "delay": "lý do chậm",
    "result": "kết quả",
    "title": "trích yếu",
}
# The part of the statistics form that holds the figures of an area of plans.
_PARTS = {"CD": "1", "TC": "2", "TTHC": "3", "TCBM": "4", "CV": "5", "TCC": "6", "CQS": "7"}
_BY_AREA = (
    "plans.tasks", "plans.tasks_done", "plans.tasks_late", "plans.tasks_overdue", "plans.targets",
    "plans.targets_reached", "plans.targets_missed",
)  # fmt: skip
