"""Tells what the communes counted in a year: goals, links, estimates, settled figures, what the authority accepted."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from cchc_portal.demo import figures2026
from cchc_portal.demo.figures2026 import Aim, Round
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


def year_2026(teller: Teller) -> None:
    """The figures of each commune of the invented province, as far as the world's day goes."""
    metrics = {one.code: one for one in Metric.objects.all()}
    for code in figures2026.COMMUNES:
        _Commune(teller, code, metrics).tell()


class _Commune:
    """One commune that sets goals and counts."""

    def __init__(self, teller: Teller, code: str, metrics: dict[str, Metric]):
        self.teller, self.code, self.metrics = teller, code, metrics
        self.unit = teller.unit(code)

    def tell(self) -> None:
        """The year, act by act."""
        if self.teller.told(figures2026.AIMED_ON):
            self._aims()
            self._links()
        for one in figures2026.ROUNDS:
            self._round(one)
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

    def _round(self, one: Round) -> None:
        if self.teller.told(one.estimated):
            self._record(self._table(one.window, estimated=True), one.estimated)
        if not self.teller.told(one.settled) or (self.code, one.window) in figures2026.UNSETTLED:
            return
        self._record([*self._table(one.window), *self._counts(one.window)], one.settled)
        self._mend_slip(one.window)
        self._accept(one)

    def _record(self, entries: Iterable[Entry], day: date) -> None:
        """Enter figures, each area's by its person."""
        shares: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            shares[self.who(self.metrics[entry.metric].area_code)].append(entry)
        with self.teller.on(day, 16):
            for who, share in shares.items():
                actions.record_values(unit=self.unit, entries=share, by=self.teller.user(who))

    def _table(self, window: Window, *, estimated: bool = False) -> list[Entry]:
        """The table of TTHC by field; the whole of the commune is the sum of its fields."""
        kind = Value.Kind.ESTIMATE if estimated else Value.Kind.FINAL
        return [
            Entry(f"tthc.c{column}", window, kind, field, amount=Decimal(number), source=_SYSTEM)
            for field, row in figures2026.TABLE[self.code][window].items()
            for column, number in (row.some_days_before() if estimated else row).columns().items()
        ]

    def _counts(self, window: Window) -> list[Entry]:
        nth = [one.window for one in figures2026.ROUNDS].index(window)
        told = {metric: numbers[nth] for metric, numbers in figures2026.COUNTS[self.code].items()}
        entries = [_entry(metric, window, number) for metric, number in (told | self._of_table(window)).items()]
        code, metric, slipped, wrong, _, _ = figures2026.SLIP
        if (code, slipped) != (self.code, window):
            return entries
        return [replace(one, amount=Decimal(wrong)) if one.metric == metric else one for one in entries]

    def _of_table(self, window: Window) -> dict[str, int]:
        """Rows of the form that say again what the table of TTHC says."""
        rows = figures2026.TABLE[self.code][window].values()
        online = sum(row.online for row in rows)
        return {
            "tk.3.5.2": sum(row.late for row in rows),
            "tk.7.2.5": online * 3 // 4,
            "tk.7.2.6": online - online * 3 // 4,
            "tk.7.2.7": sum(row.direct for row in rows),
        }

    def _mend_slip(self, window: Window) -> None:
        code, metric, slipped, _, day, reason = figures2026.SLIP
        if (code, slipped) != (self.code, window) or not self.teller.told(day):
            return
        nth = [one.window for one in figures2026.ROUNDS].index(window)
        right = _entry(metric, window, figures2026.COUNTS[code][metric][nth])
        with self.teller.on(day, 10):
            by = self.by(self.metrics[metric].area_code)
            actions.record_value(unit=self.unit, entry=right, by=by, reason=reason)

    def _accept(self, one: Round) -> None:
        if not self.teller.told(one.accepted):
            return
        days = {"window_from": one.window.first, "window_to": one.window.last}
        rows = Value.objects.filter(unit=self.unit, kind=Value.Kind.FINAL, superseded_at=None, **days)
        with self.teller.on(one.accepted, 9):
            actions.accept_values(rows, by=self.teller.user("ngan" if self.code == "cao-xa" else "minh"))


def _entry(metric: str, window: Window, number: int | None) -> Entry:
    """A settled count; None: nothing arose."""
    if number is None:
        return Entry(metric, window, Value.Kind.FINAL, status=Value.Status.NOTHING_AROSE)
    return Entry(metric, window, Value.Kind.FINAL, amount=Decimal(number))
