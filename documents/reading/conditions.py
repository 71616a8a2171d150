"""One condition of a target as it was read: plain data and the words that explain it."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from documents.reading.operators import Operator, chip, explain

MEASURES = frozenset({"%", "điểm", "điểm %", "bậc", "hạng", "mức độ", "xếp loại", "ngày", "giờ", "phút", "lần"})
THINGS = (
    (r"hồ sơ", "hồ sơ"),
    (r"cán bộ|công chức|viên chức|người", "người"),
    (r"nhiệm vụ", "nhiệm vụ"),
    (r"văn bản", "văn bản"),
    (r"đơn vị|cơ quan", "đơn vị"),
    (r"phản ánh|kiến nghị", "phản ánh"),
)


@dataclass(frozen=True)
class ConditionReading:
    """One thing that can be checked.

    value, value2: the goal (value2 for "từ … đến …" and levels); None where the goal is a day, a class or
    the mean. unit: "%", "điểm %", "phút/lượt", "hồ sơ" … measured: what is counted, in the phrase's words.
    scope: to which cases it is limited; scope_unknown: several values without saying for whom.
    relative: value is percent of the baseline, not points. soft: "phấn đấu". baseline: words of the
    earlier state ("31/5/2020", "năm trước"), baseline_value its figure when stated. cap: where growth
    ends. by_date: last acceptable day. recurring: "year", "quarter", "month", "week" or "".
    comparator: "number", "previous_year" or "mean" (of the authority's units). level: name of a class.
    """

    operator: Operator
    value: Decimal | None = None
    value2: Decimal | None = None
    unit: str = ""
    measured: str = ""
    scope: str = ""
    scope_unknown: bool = False
    relative: bool = False
    soft: bool = False
    baseline: str = ""
    baseline_value: Decimal | None = None
    cap: Decimal | None = None
    by_date: date | None = None
    recurring: str = ""
    comparator: str = "number"
    level: str = ""

    @property
    def _goal(self) -> Decimal | date | None:
        return self.by_date if self.operator in (Operator.BY, Operator.BEFORE) else self.value

    @property
    def _unit(self) -> str:
        if self.comparator == "mean":
            return f"mức bình quân {self.scope}".strip()
        return f"loại {self.level}" if self.level else self.unit

    @property
    def counts_things(self) -> bool:
        """Whether things are counted (hội nghị, hồ sơ), not a ratio, points or time."""
        return bool(self.unit) and self.unit.split("/")[0] not in MEASURES

    @property
    def _subject(self) -> str:
        if self.unit == "%" and not self.relative:
            return "tỷ lệ"
        words = self.measured
        words = words if words[1:2].isupper() else words[:1].lower() + words[1:]
        if not self.counts_things or not words:
            return words
        names_things = any(re.match(noun, words) for noun, _ in THINGS) or words.startswith(self.unit.split("/")[0])
        return f"số {words}" if names_things else f"số trường hợp {words}" if self.value == 0 else words

    @property
    def chip(self) -> str:
        """The short reading: `> 99 %`."""
        return chip(self.operator, self._goal, self.value2, unit=self._unit)

    @property
    def sentence(self) -> str:
        """The sentence by which a person checks the reading."""
        return explain(
            self.operator, self._goal, self.value2,
            unit=self._unit, than=self.baseline, measured=self._subject,
        )  # fmt: skip
