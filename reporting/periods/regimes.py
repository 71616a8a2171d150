"""Who asks for which reports until when, as dated data, and the rounds of a year that follow from it.

The regimes are those read in domain 2.3; how sure each is: docs/decisions/021-statistics-forms-as-data.md.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from documents.reading.dates import Deadline, format_date_short
from indicators.windows import Window
from organisations.models import Subject, Unit
from reporting.periods.windows import DECREE, MINISTRY, Kind, Period, Windows, YearDay, window_of
from workflow.models import MeasuredBy

_DAY = timedelta(days=1)


class DayOff(StrEnum):
    """What becomes of a last day on which offices are closed. No rule in Nghị định 09/2019 as far as read."""

    STAYS = "none"
    PREVIOUS = "previous_working_day"
    NEXT = "next_working_day"


_STEPS = {DayOff.PREVIOUS: -_DAY, DayOff.NEXT: _DAY}


@dataclass(frozen=True)
class Due:
    """One deadline of a regime.

    kind, number: of the period. on: the day named; inclusive: "chậm nhất ngày" holds it, "trước ngày" does not.
    kinds: kinds of units it is for, empty for all. stage: of a report that goes up in stages.
    subject: what is due; a plan's deadline carries the year of the plan.
    """

    kind: Kind
    on: YearDay
    inclusive: bool = True
    number: int = 0
    measured_by: MeasuredBy = MeasuredBy.SENT
    kinds: tuple[Unit.Kind, ...] = ()
    stage: int = 1
    subject: Subject = Subject.REPORT


@dataclass(frozen=True)
class Regime:
    """A document's set of deadlines, in force from ``valid_from`` to ``valid_to`` (inclusive).

    windows: of its periods; empty where the document names none. late: what a day off does to lateness;
    remind: what it does to reminders.
    """

    code: str
    name: str
    ground_text: str
    valid_from: date
    valid_to: date | None
    dues: tuple[Due, ...]
    windows: Windows
    late: DayOff = DayOff.STAYS
    remind: DayOff = DayOff.PREVIOUS


@dataclass(frozen=True)
class Round:
    """What is asked for one period: dates only; who is asked is said when the round is opened."""

    period: Period
    subject: Subject
    window: Window | None
    deadline: Deadline
    measured_by: MeasuredBy
    kinds: tuple[Unit.Kind, ...]
    stage: int
    last_day: date
    remind_day: date

    @property
    def as_due(self) -> tuple[date, bool]:
        """The day and whether it is held, as a call keeps them; the day that counts where a day off moved it."""
        if self.last_day == self.deadline.last_day:
            return self.deadline.day, self.deadline.inclusive
        return self.last_day, True

    @property
    def days_ahead(self) -> int:
        """Days of the window that have not happened yet on the last acceptable day; 0 when it has closed."""
        return max((self.window.last - self.last_day).days, 0) if self.window else 0


def rounds(regime: Regime, year: int, works: Callable[[date], bool]) -> tuple[Round, ...]:
    """The rounds of ``year`` by their last days, those whose day falls into the regime's validity.

    works: whether offices work on a day (``workflow.calendar.is_working_day``).
    """
    return tuple(sorted(_rounds(regime, year, works), key=lambda one: (one.last_day, one.stage, one.period)))


def _rounds(regime: Regime, year: int, works: Callable[[date], bool]) -> Iterator[Round]:
    for due in regime.dues:
        deadline = Deadline(due.on.of(year), due.inclusive)
        if not _holds(regime, deadline.day):
            continue
        period = Period(year, due.kind, due.number)
        yield Round(
            period=period,
            subject=due.subject,
            window=window_of(period, regime.windows) if due.subject == Subject.REPORT else None,
            deadline=deadline,
            measured_by=due.measured_by,
            kinds=due.kinds,
            stage=due.stage,
            last_day=_moved(deadline.last_day, regime.late, works),
            remind_day=_moved(deadline.last_day, regime.remind, works),
        )


def _holds(regime: Regime, day: date) -> bool:
    return regime.valid_from <= day and (regime.valid_to is None or day <= regime.valid_to)


def _moved(day: date, rule: DayOff, works: Callable[[date], bool]) -> date:
    step = _STEPS.get(rule)
    while step and not works(day):
        day += step
    return day


def estimate_words(window: Window) -> str:
    """How a figure is marked that holds days to come: "ước thực hiện đến 14/12/2026"."""
    return f"ước thực hiện đến {format_date_short(window.last)}"


_COMMUNES = (Unit.Kind.COMMUNE, Unit.Kind.WARD, Unit.Kind.TOWNSHIP, Unit.Kind.SPECIAL_ZONE)
_PLAN, _SCORE = Subject.PLAN, Subject.SCORECARD
_ISSUED = MeasuredBy.ISSUED


def _monthly(day: int, *, inclusive: bool, stage: int = 1) -> tuple[Due, ...]:
    return tuple(Due(Kind.MONTH, YearDay(month, day), inclusive, month, stage=stage) for month in range(1, 13))


def _four(*days: tuple[int, int], inclusive: bool, stage: int = 1) -> tuple[Due, ...]:
    """Quý I, 6 tháng, quý III, năm by (day, month), as the reports of CCHC come."""
    periods = ((Kind.QUARTER, 1), (Kind.HALF, 1), (Kind.QUARTER, 3), (Kind.YEAR, 0))
    return tuple(
        Due(kind, YearDay(month, day), inclusive, number, stage=stage)
        for (kind, number), (day, month) in zip(periods, days, strict=True)
    )


TU_XUYEN = Regime(
    code="tu-xuyen-2023",
    name="Báo cáo CCHC của xã gửi UBND huyện Văn Quan qua Phòng Nội vụ",
    ground_text="Kế hoạch cải cách hành chính năm 2023 của UBND xã Tú Xuyên",
    valid_from=date(2023, 1, 1),
    valid_to=date(2023, 12, 31),
    dues=_four((25, 2), (25, 5), (25, 8), (20, 11), inclusive=False),
    windows=MINISTRY,
)
HOME_MINISTRY = Regime(
    code="bo-noi-vu",
    name="Báo cáo CCHC định kỳ gửi Bộ Nội vụ",
    ground_text="Văn bản số 581/BNV-CCHC của Bộ Nội vụ",
    valid_from=date(2020, 1, 1),
    valid_to=None,
    dues=_four((20, 3), (20, 6), (20, 9), (20, 12), inclusive=True),
    windows=MINISTRY,
)
GOVERNMENT = Regime(
    code="nd-09-2019",
    name="Báo cáo định kỳ gửi Chính phủ",
    ground_text="Nghị định số 09/2019/NĐ-CP, Điều 13 khoản 1",
    valid_from=date(2019, 3, 12),
    valid_to=None,
    dues=(
        *_monthly(25, inclusive=True),
        *(Due(Kind.QUARTER, YearDay(3 * number, 25), number=number) for number in range(1, 5)),
        Due(Kind.HALF, YearDay(6, 25), number=1),
        Due(Kind.HALF, YearDay(12, 25), number=2),
        Due(Kind.YEAR, YearDay(12, 25)),
    ),
    windows=DECREE,
)
BAC_KAN = Regime(
    code="bac-kan-2022",
    name="Kế hoạch CCHC năm của các cấp tỉnh Bắc Kạn",
    ground_text="Công văn số 7946/UBND-NCPC ngày 25/11/2021 của UBND tỉnh Bắc Kạn",
    valid_from=date(2021, 11, 25),
    valid_to=date(2025, 6, 30),
    dues=(
        Due(Kind.YEAR, YearDay(1, 30), measured_by=_ISSUED, kinds=(Unit.Kind.DEPARTMENT, Unit.Kind.DISTRICT), subject=_PLAN),
        Due(Kind.YEAR, YearDay(2, 28), measured_by=_ISSUED, kinds=_COMMUNES, subject=_PLAN),
    ),
    windows={},
)  # fmt: skip
BA_RIA = Regime(
    code="ba-ria-vung-tau-2012",
    name="Kế hoạch, báo cáo CCHC của các cấp tỉnh Bà Rịa - Vũng Tàu",
    ground_text="Công văn số 2539/UBND-SNV năm 2012 của UBND tỉnh Bà Rịa - Vũng Tàu",
    valid_from=date(2012, 1, 1),
    valid_to=date(2019, 3, 11),
    dues=(
        Due(Kind.YEAR, YearDay(11, 20, -1), inclusive=False, measured_by=_ISSUED, subject=_PLAN),
        *_monthly(15, inclusive=False),
        *_four((5, 3), (5, 6), (5, 9), (25, 11), inclusive=False),
    ),
    windows={},
)
INFORMATION_MINISTRY = Regime(
    code="bo-tttt-2023",
    name="Báo cáo định kỳ ngành thông tin và truyền thông, hai chặng",
    ground_text="Thông tư số 02/2023/TT-BTTTT",
    valid_from=date(2023, 1, 1),
    valid_to=None,
    dues=(
        *_monthly(15, inclusive=True),
        *_monthly(16, inclusive=True, stage=2),
        *_four((6, 3), (6, 6), (6, 9), (25, 11), inclusive=True),
        *_four((8, 3), (8, 6), (8, 9), (27, 11), inclusive=True, stage=2),
    ),
    windows={},
)
HAI_PHONG = Regime(
    code="hai-phong-2022",
    name="Ban hành kế hoạch CCHC để chấm Chỉ số CCHC cấp xã, thành phố Hải Phòng",
    ground_text="Quyết định số 3793/QĐ-UBND năm 2022 của UBND thành phố Hải Phòng",
    valid_from=date(2022, 1, 1),
    valid_to=None,
    dues=(Due(Kind.YEAR, YearDay(1, 31), measured_by=_ISSUED, kinds=_COMMUNES, subject=_PLAN),),
    windows={},
)
HUE = Regime(
    code="thua-thien-hue",
    name="Tự chấm Chỉ số CCHC cấp xã, tỉnh Thừa Thiên Huế",
    ground_text="Bộ Chỉ số CCHC cấp xã của tỉnh Thừa Thiên Huế",
    valid_from=date(2016, 1, 1),
    valid_to=date(2024, 12, 31),
    dues=(Due(Kind.YEAR, YearDay(10, 5), kinds=_COMMUNES, subject=_SCORE),),
    windows={},
)
REGIMES = (TU_XUYEN, HOME_MINISTRY, GOVERNMENT, BAC_KAN, BA_RIA, INFORMATION_MINISTRY, HAI_PHONG, HUE)
