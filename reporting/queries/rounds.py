"""Reads of rounds: what units are told, and the rounds of a year as a regime asks for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from documents.models import Attachment
from indicators.windows import Window
from organisations.models import Subject, Unit
from reporting.models import Outline, Report, Round, StatForm
from reporting.periods import DECREE, MINISTRY, Kind, Period, Regime, estimate_words, rounds, window_of
from reporting.periods import Round as Planned
from workflow.calls import KIND
from workflow.models import Call


@dataclass(frozen=True)
class Guidance:
    """What the authority tells the units of a round: text and files, each served below the report's own address."""

    round: Round
    text: str
    files: tuple[Attachment, ...]

    def __bool__(self) -> bool:
        return bool(self.text or self.files)


def guidance_of(report: Report) -> Guidance | None:
    """What a unit was told with the round of its report; None for a report that no round asks for. One query."""
    if report.round is None:
        return None
    return Guidance(report.round, report.round.guidance, tuple(files_of(report.round.call_id)))


def files_of(call_id: int) -> list[Attachment]:
    """The files of a call's guidance, oldest first."""
    return list(Attachment.objects.filter(kind=KIND, object_id=call_id, removed_at=None).order_by("uploaded_at", "pk"))


def round_of(call: Call) -> Round | None:
    """What a call for reports asks about; None for other calls."""
    if call.subject != Subject.REPORT:
        return None
    found = Round.objects.select_related("outline", "form").filter(call=call).first()
    if found is not None:
        found.call = call
    return found


def usual_window(period: Period) -> Window | None:
    """The days that a period is usually about: as the ministry asks, else by Nghị định 09/2019; None for ad-hoc ones."""
    return window_of(period, MINISTRY) or window_of(period, DECREE)


def outline_for(kind: Kind, day: date) -> Outline | None:
    """The outline in force on a day for a kind of period."""
    return next((one for one in Outline.objects.on(day).order_by("code") if kind in one.kinds), None)


def form_on(day: date) -> StatForm | None:
    """The statistics form in force on a day."""
    return StatForm.objects.on(day).order_by("code").first()


@dataclass(frozen=True)
class YearRow:
    """One round that a regime asks for in a year. exists: its call, where it was prepared before."""

    planned: Planned
    exists: Call | None = None

    @property
    def title(self) -> str:
        """What the call is called."""
        stage = f", chặng {self.planned.stage}" if self.planned.stage > 1 else ""
        return f"Báo cáo CCHC {self.planned.period.label}{stage}"

    @property
    def estimate(self) -> str:
        """How many days of the window are still to come on the last day, and what figures of them are called; or ""."""
        if not self.planned.days_ahead or self.planned.window is None:
            return ""
        return f"{self.planned.days_ahead} ngày chưa tới: {estimate_words(self.planned.window)}"

    @property
    def makes(self) -> bool:
        """Whether the round is still to be prepared, and can be: its document names the days of the figures."""
        return self.exists is None and self.planned.window is not None


def year_rows(regime: Regime, year: int, unit: Unit, works: Callable[[date], bool]) -> list[YearRow]:
    """The rounds of reports of a year by a regime for an authority, those that exist with their call: prepared by the
    regime, or by hand for the same period. One query.
    """
    asked = Round.objects.filter(call__unit=unit, call__year=year, regime_code__in=("", regime.code))
    rows = asked.select_related("call").order_by("regime_code", "pk")
    known = {(row.kind, row.number, row.stage): row.call for row in rows}
    return [
        YearRow(one, known.get((str(one.period.kind), one.period.number, one.stage)))
        for one in rounds(regime, year, works)
        if one.subject == Subject.REPORT
    ]
