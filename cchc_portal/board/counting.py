"""Counters of calls: how many units stand where, who is late, in one grouped query for each subject."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.fields import DateField

from cchc_portal.board.standing import NOT_SENT, alike, late, standing
from workflow import calendar, clock
from workflow.models import Call, MeasuredBy
from workflow.states import REVIEWER, STATES

SKIPPED = "Được miễn kỳ này"
FIRST = ("Cần rà soát", "Cần cho ý kiến", "Đang rà soát", "Chờ kết luận")


def _states(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(key for key, state in STATES.items() if state.word(REVIEWER) in set(words))


@dataclass(frozen=True)
class Filter:
    """One counter above the table: which rows it counts. ``words``: what reviewers call their states."""

    key: str
    label: str
    words: frozenset[str] = frozenset()
    red: bool = False

    @property
    def states(self) -> tuple[str, ...]:
        """The states behind the words."""
        return _states(self.words)


FILTERS = (
    Filter("", "Tất cả"),
    Filter("can-ra-soat", "Cần rà soát", frozenset({"Cần rà soát", "Cần cho ý kiến"})),
    Filter("dang-ra-soat", "Đang rà soát", frozenset({"Đang rà soát"})),
    Filter("cho-ket-luan", "Chờ kết luận", frozenset({"Chờ kết luận"})),
    Filter(
        "da-tra-lai",
        "Đã trả lại, đề nghị sửa",
        frozenset({"Đã trả lại", "Đã đề nghị thay thế", "Đã đề nghị đính chính"}),
    ),
    Filter("da-tiep-nhan", "Đã tiếp nhận", frozenset({"Đã tiếp nhận", "Đã thông qua"})),
    Filter("chua-gui", NOT_SENT, frozenset({NOT_SENT})),
    Filter("qua-han", "Chưa gửi, quá hạn", red=True),
    Filter("xin-gia-han", "Đề nghị gia hạn"),
    Filter("duoc-mien", SKIPPED),
)
MINE = _states(FIRST)


def overdue_today() -> Q:
    """Nothing has come and the day is over."""
    return Q(exempt=False, done=None) & late(Value(clock.today(), output_field=DateField()))


def narrowed(rows: QuerySet, key: str) -> QuerySet:
    """The rows that the counter ``key`` counts; all of them for "" or a key that is none."""
    if key == "qua-han":
        return rows.filter(overdue_today())
    if key == "duoc-mien":
        return rows.filter(exempt=True)
    if key == "xin-gia-han":
        return rows.filter(asking=True, exempt=False, done=None)
    one = next((one for one in FILTERS if one.key == key and one.words), None)
    if one is None:
        return rows
    none_begun = Q(stands_at=None) if NOT_SENT in one.words else Q()
    return (
        rows.filter(Q(stands_at__in=one.states) | none_begun, exempt=False)
        if none_begun
        else rows.filter(stands_at__in=one.states, exempt=False)
    )


@dataclass
class Tally:
    """Units of a call, or of a group of them, by what reviewers call their states."""

    measured_by: str = MeasuredBy.ISSUED
    words: Counter = field(default_factory=Counter)
    done: int = 0
    on_time: int = 0
    overdue: int = 0
    asking: int = 0

    @property
    def everybody(self) -> int:
        """All units, those exempt as well."""
        return self.words.total()

    @property
    def asked(self) -> int:
        """Units that are not exempt."""
        return self.everybody - self.words[SKIPPED]

    @property
    def complete(self) -> bool:
        """Whether every unit that was asked has done it: nothing is overdue any more, whatever the day."""
        return bool(self.asked) and self.done == self.asked

    def number(self, key: str) -> int:
        """How many the counter ``key`` counts."""
        if key == "qua-han":
            return self.overdue
        if key == "duoc-mien":
            return self.words[SKIPPED]
        if key == "xin-gia-han":
            return self.asking
        words = next((one.words for one in FILTERS if one.key == key), frozenset())
        return sum(self.words[word] for word in words) if words else self.everybody

    def my_turn(self, key: str) -> int:
        """How many of those that the counter ``key`` counts wait for the authority; 0 where that is not counted."""
        words = next((one.words for one in FILTERS if one.key == key), frozenset()) if key else frozenset(FIRST)
        return sum(self.words[word] for word in FIRST if word in words)

    @property
    def to_review(self) -> int:
        """Units whose item waits for a reviewer."""
        return self.number("can-ra-soat")

    @property
    def share(self) -> str:
        """Which share was on time: "72,4 %", "100 %"."""
        if not self.asked:
            return "–"
        share = f"{self.on_time * 100 / self.asked:.1f}".replace(".", ",").removesuffix(",0")
        return f"{share}\N{NO-BREAK SPACE}%"

    @property
    def act(self) -> str:
        """ "đã ban hành", "đã gửi"."""
        return "đã ban hành" if self.measured_by == MeasuredBy.ISSUED else "đã gửi"

    @property
    def summary(self) -> str:
        """ "80/98 đã ban hành · 71 đúng hạn (72,4 %)"."""
        if not self.asked:
            return ""
        return f"{self.done}/{self.asked} {self.act} · {self.on_time} đúng hạn ({self.share})"

    def counters(self, chosen: str, address: Callable[[str], str]) -> list[dict]:
        """Counters for components/counters.html; empty ones but the first are left out. address(key) gives the link."""
        return [
            {
                "number": number,
                "label": one.label,
                "url": address(one.key),
                "red": one.red,
                "current": one.key == chosen,
            }
            for one in FILTERS
            if (number := self.number(one.key)) or not one.key or one.key == chosen
        ]

    def take(self, line: dict, today: date) -> None:
        """Add one line of the grouped query."""
        count, done = line["count"], line["done"]
        if line["exempt"]:
            self.words[SKIPPED] += count
            return
        self.words[STATES[line["stands_at"]].word(REVIEWER) if line["stands_at"] else NOT_SENT] += count
        self.asking += count if line["asking"] and done is None else 0
        if done is not None:
            self.done += count
            self.on_time += 0 if calendar.is_late(done, line["day"], line["exact"]) else count
        elif calendar.is_late(today, line["day"], line["exact"]):
            self.overdue += count


_SHARED = ("stands_at", "done", "day", "exact", "exempt", "asking")


def lines(rows: QuerySet, *by: str) -> Iterable[dict]:
    """The grouped query: how many rows share state, days and the columns ``by``. Days differ little inside a call."""
    return rows.order_by().values(*by, *_SHARED).annotate(count=Count("asked"))


def tallies(calls: Sequence[Call]) -> dict[int, Tally]:
    """How far each call is, by its primary key: one query for all that are alike in subject, road and measure."""
    today, found = clock.today(), {call.pk: Tally(call.measured_by) for call in calls}
    for group in alike(calls):
        for line in lines(standing(group), "call_key"):
            found[line["call_key"]].take(line, today)
    return found
