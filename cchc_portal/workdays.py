"""Working days for a page of deadlines, read once and not once per row; the calendar of a year as twelve tables."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta

from cchc_portal import wording
from workflow.models import WorkCalendarDay

_DAY = timedelta(days=1)


class WorkDays:
    """The rows of the working calendar, read on first use."""

    def __init__(self) -> None:
        self._rows: dict[date, str] | None = None

    def is_working_day(self, day: date) -> bool:
        """As `workflow.calendar.is_working_day`."""
        if self._rows is None:
            self._rows = dict(WorkCalendarDay.objects.values_list("day", "kind"))
        kind = self._rows.get(day)
        return kind == WorkCalendarDay.Kind.WORKED if kind else day.weekday() < 5

    def send_by(self, due_on: date | None, inclusive: bool) -> date | None:
        """The last working day up to the last acceptable day of a deadline; None without one."""
        if due_on is None:
            return None
        day = due_on if inclusive else due_on - _DAY
        while not self.is_working_day(day):
            day -= _DAY
        return day


@dataclass(frozen=True)
class Day:
    """One day in the table of a month. kind: "" (worked), "weekend", "off" or "worked" (a weekend day that is worked)."""

    on: date
    kind: str
    name: str
    is_today: bool

    @property
    def words(self) -> str:
        """What a screen reader says of a day that differs: "Thứ Tư, 02/9/2026: nghỉ, Quốc khánh"."""
        said = {"off": f": nghỉ, {self.name}", "worked": f": làm bù, {self.name}", "weekend": ": nghỉ cuối tuần"}
        weekday = wording.WEEKDAYS[self.on.weekday()]
        return f"{weekday}, {wording.official_day(self.on)}{said.get(self.kind, '')}"


@dataclass(frozen=True)
class Month:
    """A month: its number, its weeks from Monday (None for days of its neighbours) and its named days."""

    number: int
    weeks: list[list[Day | None]]

    @property
    def named(self) -> list[Day]:
        """Days that a row of the calendar names, in order."""
        return [one for week in self.weeks for one in week if one and one.name]


def months(year: int, rows: dict[date, WorkCalendarDay], today: date) -> list[Month]:
    """The twelve months of ``year``; rows: the calendar's rows by day."""
    weeks = Calendar(firstweekday=0).monthdatescalendar

    def shown(on: date, month: int) -> Day | None:
        if on.month != month or on.year != year:
            return None
        row = rows.get(on)
        plain = "weekend" if on.weekday() > 4 else ""
        return Day(on, row.kind if row else plain, row.name if row else "", on == today)

    return [
        Month(number, [[shown(on, number) for on in week] for week in weeks(year, number)]) for number in range(1, 13)
    ]
