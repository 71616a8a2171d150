"""Tells what the communes counted in a year: goals, links, estimates, settled figures, what the authority accepted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_portal.demo import figures2026, form2026
from cchc_portal.demo.figures2026 import Aim, Round, Row
from cchc_portal.demo.telling import Teller
from indicators import actions
from indicators.entries import Entry
from indicators.models import Metric, Value
from indicators.windows import Window, year
from plans.actions.measuring import link_metrics
from plans.models import Plan, Target

# Who enters what the focal point does not: officials of one area, by commune and area.
_BY_AREA = {("tan-lap", "TTHC"): "maianh", ("tan-lap", "CQS"): "maianh", ("tan-lap", "TCC"): "binh"}
_SYSTEM = "Hệ thống thông tin giải quyết TTHC của tỉnh"
_BEFORE = "Báo cáo CCHC năm 2025 của UBND, bản giấy"


def begin_2026(teller: Teller) -> None:
    """Goals of each commune of the invented province, and what was open there when the year began."""
    for one in _communes(teller):
        one.begin()


def estimate(teller: Teller, window: Window) -> None:
    """What each commune says of a window while its report is written, as far as the world's day goes."""
    for one in _communes(teller):
        one.estimate(window)


def settle(teller: Teller, window: Window) -> None:
    """The settled figures of a window: its reports are issued and its last day is over."""
    for one in _communes(teller):
        one.settle(_round_of(window))


def accept(teller: Teller, window: Window) -> None:
    """The authority accepts the settled figures, those that were mended after the report too."""
    for one in _communes(teller):
        one.accept(_round_of(window))


def end_2026(teller: Teller) -> None:
    """What the communes changed of their goals in the course of the year."""
    for one in _communes(teller):
        one.end()


def _communes(teller: Teller) -> "list[_Commune]":
    metrics = {one.code: one for one in Metric.objects.all()}
    return [_Commune(teller, code, metrics) for code in figures2026.COMMUNES]


def _round_of(window: Window) -> Round:
    return next(one for one in figures2026.ROUNDS if one.window == window)


class _Commune:
    """One commune that sets goals and counts."""

    def __init__(self, teller: Teller, code: str, metrics: dict[str, Metric]):
        self.teller, self.code, self.metrics = teller, code, metrics
        self.unit = teller.unit(code)

    def begin(self) -> None:
        """Goals, the targets that they answer, what is carried into the year."""
        if self.teller.told(form2026.CARRIED_ON):
            self._carry()
        if self.teller.told(figures2026.AIMED_ON):
            self._aims()
            self._links()

    def estimate(self, window: Window) -> None:
        """The whole form as it will be on the last day of the window; for the year also what is counted so far."""
        day = form2026.ESTIMATED_ON if window == form2026.YEAR else _round_of(window).estimated
        if not self.teller.told(day):
            return
        left_out = form2026.NOT_YET.get(self.code, ()) if window == form2026.YEAR else ()
        entries = self._form(window, Value.Kind.ESTIMATE)
        if window == form2026.YEAR:
            entries += table_entries(window, Value.Kind.ACTUAL, form2026.counted_so_far(self.code), form2026.COUNTED_TO)
        self._record([one for one in entries if not one.metric.startswith(left_out)] if left_out else entries, day)

    def settle(self, one: Round) -> None:
        """Settled figures."""
        if not self.teller.told(one.settled) or (self.code, one.window) in figures2026.UNSETTLED:
            return
        self._record([self._slipped(entry) for entry in self._form(one.window, Value.Kind.FINAL)], one.settled)

    def accept(self, one: Round) -> None:
        """Mend what was settled wrongly, then all is accepted."""
        self._mend_slip(one.window)
        self._accept(one.window, one.accepted)

    def end(self) -> None:
        """A goal that was raised."""
        self._raise()

    def who(self, area: str) -> str:
        """The account that enters an area's figures."""
        return _BY_AREA.get((self.code, area), f"daumoi.{self.code.replace('-', '')}")

    def by(self, area: str):
        """The person who enters an area's figures."""
        return self.teller.user(self.who(area))

    def _aims(self) -> None:
        with self.teller.on(figures2026.AIMED_ON, 14):
            for metric, amounts in figures2026.BASELINES.items():
                actions.set_baseline(
                    unit=self.unit,
                    metric=self.metrics[metric],
                    by=self.by(self.metrics[metric].area_code),
                    amount=Decimal(amounts[self.code]),
                    on=figures2026.BASELINE_DAY,
                    source=figures2026.BASELINE_SOURCE,
                )
            for aim in figures2026.AIMS:
                self._aim(aim, aim.of(self.code))
            for code, (watch, alarm) in figures2026.BANDS.items():
                metric = self.metrics[code]
                said = {"watch": Decimal(watch), "alarm": Decimal(alarm), "by": self.by(metric.area_code)}
                actions.set_band(unit=self.unit, metric=metric, **said)

    def _aim(self, aim: Aim, value: int, reason: str = "") -> None:
        metric = self.metrics[aim.metric]
        actions.set_goal(
            unit=self.unit,
            metric=metric,
            wanted=actions.Wanted(aim.operator, Decimal(value)),
            by=self.by(metric.area_code),
            window=year(2026) if aim.yearly else None,
            reason=reason,
        )

    def _raise(self) -> None:
        code, metric, value, day, reason = figures2026.RAISED
        if code == self.code and self.teller.told(day):
            with self.teller.on(day, 9):
                self._aim(next(one for one in figures2026.AIMS if one.metric == metric), value, reason)

    def _links(self) -> None:
        """Say by which metric the targets of the plan in force are measured."""
        in_force = Plan.objects.filter(unit=self.unit, year=2026, scope="annual", issued_on__isnull=False)
        rows = Target.objects.filter(plan__in=in_force.exclude(state="superseded")).order_by("pk")
        with self.teller.on(figures2026.AIMED_ON, 15):
            for target in rows.select_related("plan__unit", "area").prefetch_related("conditions"):
                code = next((one for words, one in figures2026.LINKS.items() if target.phrase.startswith(words)), None)
                if code is not None:
                    links = {one.pk: self.metrics[code] for one in target.conditions.all()}
                    link_metrics(target=target, links=links, by=self.by(target.area.code))

    def _carry(self) -> None:
        """What was open when the year began: the first report on the portal is that of quý I."""
        rows = figures2026.TABLE[self.code][figures2026.Q1]
        entries = [
            Entry(f"tthc.c{column}", form2026.BEFORE, Value.Kind.FINAL, field, amount=Decimal(number), source=_BEFORE)
            for field, row in rows.items()
            for column, number in ((11, row.carried), (12, row.carried), (13, 0))
        ]
        self._record(entries, form2026.CARRIED_ON)
        self._accept(form2026.BEFORE, form2026.CARRIED_ON)

    def _record(self, entries: Iterable[Entry], day: date) -> None:
        """Enter figures, each area's by its person."""
        shares: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            shares[self.who(self.metrics[entry.metric].area_code)].append(entry)
        with self.teller.on(day, 16):
            for who, share in shares.items():
                actions.record_values(unit=self.unit, entries=share, by=self.teller.user(who))

    def _form(self, window: Window, kind: str) -> list[Entry]:
        """Every row of the form in a window; the whole of the commune is the sum of its fields."""
        rows = form2026.rows_of(self.code, window)
        if kind == Value.Kind.ESTIMATE and window != form2026.YEAR:
            rows = {field: row.some_days_before() for field, row in rows.items()}
        counts = form2026.counts_of(self.code, window) | form2026.of_table(self.code, rows.values())
        return [
            *table_entries(window, kind, rows),
            *(entry(metric, window, form2026.kind_of(metric, kind), one) for metric, one in counts.items()),
        ]

    def _slipped(self, entry: Entry) -> Entry:
        """The entry, with the wrong number where this commune settled one wrongly first."""
        code, metric, window, wrong, _, _ = figures2026.SLIP
        if (code, metric, window) == (self.code, entry.metric, entry.window):
            return replace(entry, amount=Decimal(wrong))
        return entry

    def _mend_slip(self, window: Window) -> None:
        code, metric, slipped, _, day, reason = figures2026.SLIP
        if (code, slipped) != (self.code, window) or not self.teller.told(day):
            return
        right = entry(metric, window, Value.Kind.FINAL, form2026.counts_of(code, window)[metric])
        with self.teller.on(day, 10):
            by = self.by(self.metrics[metric].area_code)
            actions.record_value(unit=self.unit, entry=right, by=by, reason=reason)

    def _accept(self, window: Window, day: date) -> None:
        if not self.teller.told(day):
            return
        days = {"window_from": window.first, "window_to": window.last}
        rows = Value.objects.filter(unit=self.unit, kind=Value.Kind.FINAL, superseded_at=None, **days)
        with self.teller.on(day, 17):
            actions.accept_values(rows, by=self.teller.user("ngan" if self.code == "cao-xa" else "minh"))


def table_entries(window: Window, kind: str, rows: dict[str, Row], as_of: date | None = None) -> list[Entry]:
    """The table of TTHC by field as entries."""
    return [
        Entry(f"tthc.c{column}", window, kind, field, amount=Decimal(number), as_of=as_of, source=_SYSTEM)
        for field, row in rows.items()
        for column, number in row.columns().items()
    ]


def entry(metric: str, window: Window, kind: str, number: int | None) -> Entry:
    """A count of a kind; None: nothing arose."""
    if number is None:
        return Entry(metric, window, kind, status=Value.Status.NOTHING_AROSE)
    return Entry(metric, window, kind, amount=Decimal(number))
