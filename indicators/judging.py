"""Whether what was counted is what was asked: one condition, one verdict, one sentence (domain.md 4.5). Pure.

``documents.reading.operators.met`` compares; here stands what may be compared with what, when it may be said, and
what "vượt" means: strictly better than an inclusive bound. "Trên 99%" is a bound that must be passed anyway, so it is
reached or not; a figure above "100%" exceeds it where more is better.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from documents.reading.operators import OPERATORS, Operator, chip, met
from documents.reading.quantities import format_decimal, format_quantity
from indicators.rounding import printed, printed_apart


class State(StrEnum):
    """What can be said of a condition; the stored and shown key."""

    REACHED = "reached"
    EXCEEDED = "exceeded"
    MISSED = "missed"
    NOT_DUE = "not_due"
    NOT_ASSESSABLE = "not_assessable"


# Word, pill and icon of each state.
WORDS: dict[State, tuple[str, str, str]] = {
    State.REACHED: ("Đạt", "green", "circle-check"),
    State.EXCEEDED: ("Vượt", "green", "circle-check"),
    State.MISSED: ("Không đạt", "red", "alert-circle"),
    State.NOT_DUE: ("Chưa đến hạn", "neutral", "clock"),
    State.NOT_ASSESSABLE: ("Chưa đánh giá được", "amber", "alert-triangle"),
}
_DAYS = (Operator.BY, Operator.BEFORE)


@dataclass(frozen=True)
class Asked:
    """What a condition asks. goal, value2: numbers, or the day of BY and BEFORE; unit: of the goal.

    comparator: "number", "previous_year" or "authority_mean"; cap: where growth ends; due: the last day of the span
    that is judged, None where nothing says; soft: "phấn đấu", which changes words, never the verdict.
    """

    operator: Operator | str
    goal: Decimal | date | None = None
    value2: Decimal | None = None
    unit: str = ""
    relative: bool = False
    comparator: str = "number"
    baseline: Decimal | None = None
    cap: Decimal | None = None
    due: date | None = None
    soft: bool = False


@dataclass(frozen=True)
class Measured:
    """What was counted. status as of ``Value.Status``; direction of the metric; words: which figure it is.

    previous: a year before; mean: of the authority's units; done_on: the day something was done; places: decimals.
    """

    value: Decimal | None = None
    status: str = "given"
    reason: str = ""
    direction: str = "none"
    places: int = 2
    unit: str = ""
    words: str = ""
    previous: Decimal | None = None
    mean: Decimal | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Verdict:
    """State and the sentence that says why; ``on_track``: how it stands before the day, None where unknown."""

    state: State
    sentence: str
    on_track: bool | None = None

    @property
    def word(self) -> str:
        """The word of the state."""
        return WORDS[self.state][0]

    @property
    def pill(self) -> str:
        """The colour kind of the state."""
        return WORDS[self.state][1]

    @property
    def icon(self) -> str:
        """The icon of the state."""
        return WORDS[self.state][2]


def judge(asked: Asked, measured: Measured | None, *, on: date) -> Verdict:
    """The verdict on ``on``. measured: None where no metric is linked. Floats raise TypeError."""
    operator = Operator(asked.operator)
    if operator is Operator.MINIMISE:
        return _open("Câu này không nêu con số nên không xét đạt hay không đạt.")
    if measured is None:
        return _open("Chưa gắn chỉ số nào để đo.")
    if operator in _DAYS:
        return _by_day(asked, operator, measured, on)
    compared, missing = _compared_with(asked, operator, measured)
    gap = _gap(measured) or missing
    if gap:
        early = asked.due is not None and on <= asked.due and measured.status == "blank"
        return Verdict(State.NOT_DUE, f"{gap} Xét sau ngày {asked.due:%d/%m/%Y}.") if early else _open(gap)
    return _by_number(compared, operator, measured, on)


def _open(sentence: str) -> Verdict:
    return Verdict(State.NOT_ASSESSABLE, sentence)


def _gap(measured: Measured) -> str:
    """Why there is no number to compare, or ""."""
    because = f": {measured.reason}" if measured.reason else ""
    if measured.status == "not_applicable":
        return f"Không áp dụng{because}."
    if measured.status == "nothing_arose" or (measured.status == "given" and measured.value is None):
        return f"Không phát sinh trong kỳ nên không có số để xét{because}."
    if measured.value is None:
        return f"Chưa có số{because}."
    return ""


def _compared_with(asked: Asked, operator: Operator, measured: Measured) -> tuple[Asked, str]:
    """The condition with its goal and baseline filled in, and what is missing for that as a sentence."""
    if asked.comparator == "authority_mean":
        return (replace(asked, goal=measured.mean), "" if measured.mean is not None else "Chưa có mức bình quân để so.")
    if OPERATORS[operator].needs_baseline:
        baseline = asked.baseline if asked.baseline is not None else measured.previous
        if baseline is None:
            return asked, "Chưa có mốc để so sánh."
        if asked.relative and not baseline and operator is not Operator.RANK_UP_GTE:
            return asked, "Mốc so sánh bằng 0 nên không tính được phần trăm."
        filled = replace(asked, baseline=baseline)
        return filled, "" if asked.goal is not None else "Chưa ghi mức tăng, giảm."
    if asked.comparator == "previous_year" and asked.goal is None and operator is not Operator.MAINTAIN:
        return replace(asked, goal=measured.previous), "" if measured.previous is not None else "Chưa có số năm trước."
    if operator is Operator.MAINTAIN:
        earlier = measured.previous if asked.comparator == "previous_year" else None
        return replace(asked, baseline=asked.baseline if asked.baseline is not None else earlier), ""
    if asked.goal is None or (operator in (Operator.BETWEEN, Operator.LEVEL_UP) and asked.value2 is None):
        return asked, "Chưa ghi đủ giá trị phải đạt."
    return asked, ""


def _by_number(asked: Asked, operator: Operator, measured: Measured, on: date) -> Verdict:
    holds = met(operator, measured.value, asked.goal, asked.value2, asked.baseline, relative=asked.relative)
    capped = asked.cap is not None and operator is Operator.INC_GTE and measured.value >= asked.cap
    beyond = not capped and _beyond(asked, operator, measured)
    holds = bool(holds) or capped or beyond
    words = _number_words(asked, operator, measured)
    if asked.due is not None and on <= asked.due:
        stands = "đang đạt" if holds else "chưa đạt"
        return Verdict(State.NOT_DUE, f"{words}; {stands}, xét sau ngày {asked.due:%d/%m/%Y}.", holds)
    if capped:
        words = f"{words} (đã đến mức tối đa {format_quantity(asked.cap, measured.unit)})"
    state = State.EXCEEDED if beyond else State.REACHED if holds else State.MISSED
    return Verdict(state, f"{words}: {_outcome(state, asked)}.", holds)


def _outcome(state: State, asked: Asked) -> str:
    if state is State.MISSED:
        return "không đạt mức phấn đấu" if asked.soft else "không đạt"
    return "vượt" if state is State.EXCEEDED else "đạt"


# By which operators a figure can do more than it was asked, as (value, goal) → more.
_MORE = {
    Operator.GTE: lambda value, goal: value > goal,
    Operator.LTE: lambda value, goal: value < goal,
    Operator.RANK_WITHIN: lambda value, goal: value < goal,
}


def _beyond(asked: Asked, operator: Operator, measured: Measured) -> bool:
    """Whether the figure is strictly better than an inclusive bound."""
    value, goal = measured.value, asked.goal
    if operator in _MORE:
        return _MORE[operator](value, goal)
    if operator is Operator.EQ:
        better = {"up": value > goal, "down": value < goal}
        return better.get(measured.direction, False)
    if operator is Operator.LEVEL_UP:
        return value > asked.value2
    if OPERATORS[operator].needs_baseline:
        change = _change(asked, operator, value)
        return change > goal
    return False


def _change(asked: Asked, operator: Operator, value: Decimal) -> Decimal:
    """By how much the figure moved the way that was asked, in its unit or in percent of the baseline."""
    difference = value - asked.baseline if operator is Operator.INC_GTE else asked.baseline - value
    relative = asked.relative and operator is not Operator.RANK_UP_GTE
    return difference * 100 / asked.baseline if relative else difference


def _number_words(asked: Asked, operator: Operator, measured: Measured) -> str:
    """ "Năm 2026: 98,71 %, chỉ tiêu > 99 %"; what was compared is said where it is not the figure itself."""
    unit = measured.unit or ("" if OPERATORS[operator].needs_baseline else asked.unit)
    bound = asked.goal if isinstance(asked.goal, Decimal) else None
    against = bound is not None and not OPERATORS[operator].needs_baseline
    value = measured.value
    number = printed_apart(value, bound, measured.places) if against else printed(value, measured.places)
    shown = f"{number}\u00a0{unit}" if unit else number
    which = f"{measured.words}: " if measured.words else ""
    if OPERATORS[operator].needs_baseline:
        return f"{which}{shown}, {_moved(asked, operator, measured)}; chỉ tiêu {_chip(asked, operator)}"
    return f"{which}{shown}, chỉ tiêu {_chip(asked, operator)}"


def _moved(asked: Asked, operator: Operator, measured: Measured) -> str:
    change = _change(asked, operator, measured.value)
    up = operator is Operator.INC_GTE or operator is Operator.RANK_UP_GTE
    way = "tăng" if (change >= 0) == up else "giảm"
    unit = "%" if asked.relative and operator is not Operator.RANK_UP_GTE else asked.unit
    places = 0 if operator is Operator.RANK_UP_GTE else measured.places
    moved = printed(abs(change), places, unit)
    return (
        f"{way} {moved} so với {format_decimal(asked.baseline)}"
        if change
        else f"bằng mốc {format_decimal(asked.baseline)}"
    )


def _chip(asked: Asked, operator: Operator) -> str:
    if asked.comparator == "authority_mean":
        return f"{OPERATORS[operator].sign} mức bình quân {format_quantity(asked.goal, asked.unit)}"
    return chip(operator, asked.goal, asked.value2, unit=asked.unit)


def _by_day(asked: Asked, operator: Operator, measured: Measured, on: date) -> Verdict:
    """A condition on the day something is done: judged the moment it is done or its day has passed."""
    if not isinstance(asked.goal, date):
        return _open("Chưa ghi ngày phải xong.")
    limit = chip(operator, asked.goal)
    if measured.done_on is not None:
        holds = bool(met(operator, measured.done_on, asked.goal))
        state = State.REACHED if holds else State.MISSED
        return Verdict(
            state, f"Xong ngày {measured.done_on:%d/%m/%Y}, chỉ tiêu {limit}: {_outcome(state, asked)}.", holds
        )
    if met(operator, on, asked.goal):
        return Verdict(State.NOT_DUE, f"Chưa xong, chỉ tiêu {limit}.")
    return Verdict(State.MISSED, f"Chưa xong, chỉ tiêu {limit}: {_outcome(State.MISSED, asked)}.", False)


# A target is as good as its weakest condition; what cannot be judged yet keeps the whole open unless one has failed.
_ORDER = (State.MISSED, State.NOT_ASSESSABLE, State.NOT_DUE, State.REACHED, State.EXCEEDED)


def together(verdicts: list[Verdict]) -> State:
    """The state of a target from its conditions; without any it is not assessable."""
    return min((one.state for one in verdicts), key=_ORDER.index, default=State.NOT_ASSESSABLE)


class Band(StrEnum):
    """Where a figure stands against its alert band."""

    GOOD = "good"
    WATCH = "watch"
    ALARM = "alarm"


# Word, pill and icon of each place.
BANDS: dict[Band, tuple[str, str, str]] = {
    Band.GOOD: ("Trong ngưỡng", "green", "circle-check"),
    Band.WATCH: ("Cần theo dõi", "amber", "alert-triangle"),
    Band.ALARM: ("Cảnh báo", "red", "alert-circle"),
}
_UPWARD, _DOWNWARD = (Operator.GTE, Operator.GT), (Operator.LTE, Operator.LT, Operator.RANK_WITHIN)


def short_of(value: Decimal, operator: Operator | str, goal: Decimal, value2: Decimal | None = None) -> Decimal:
    """How far a figure is short of its goal, 0 where it is not; in the metric's unit."""
    operator = Operator(operator)
    if operator in _UPWARD:
        return max(goal - value, Decimal(0))
    if operator in _DOWNWARD:
        return max(value - goal, Decimal(0))
    return max(goal - value, value - (goal if value2 is None else value2), Decimal(0))


def band(short: Decimal, *, watch: Decimal, alarm: Decimal) -> Band:
    """Where a figure that is ``short`` of its goal stands; on a bound it is still inside."""
    if short <= watch:
        return Band.GOOD
    return Band.WATCH if short <= alarm else Band.ALARM
