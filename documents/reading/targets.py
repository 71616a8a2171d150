"""Target phrases (chỉ tiêu): from the words that are printed to conditions that can be checked.

The phrase is kept as written; the reading is a proposal that a person may correct (domain 4.5). What has
no figure in it is "chưa đo được như đã viết", never guessed.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from documents.reading.citations import find_citations
from documents.reading.conditions import ConditionReading
from documents.reading.dates import Deadline, parse_deadline
from documents.reading.operators import Operator
from documents.reading.quantities import NotReadable, format_decimal, parse_decimal
from documents.reading.text import clean_pasted, lower, new_tones
from documents.reading.wordings import LEVELS, MASK, RULES, tidy

NOT_MEASURABLE = (
    "Câu này chưa có con số nên chưa đo được. Vẫn giữ được trong kế hoạch, nhưng cuối năm không xét đạt hay không đạt."
)


@dataclass(frozen=True)
class TargetReading:
    """What a phrase asks. why_not: the sentence when it is not measurable. values_without_scope: the
    words of several values that do not say for whom ("60%, 55%"), else ""."""

    conditions: tuple[ConditionReading, ...]
    measurable: bool
    why_not: str | None = None
    values_without_scope: str = ""


_N = r"\d+(?:[.,]\d+)*"
_RHYTHMS = {"năm": "year", "quý": "quarter", "tháng": "month", "tuần": "week"}
_RECURRING = re.compile(r"\b(?:hằng|hàng|mỗi)\s+(?P<each>năm|quý|tháng|tuần)\b")
_SOFT = re.compile(r"\b(?:phấn đấu|cơ bản)\b")
_DAY = r"\d{1,2}/\d{1,2}(?:/\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_BASELINE = re.compile(
    rf"tính\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(?P<day>{_DAY})|"
    r"so\s+với\s+(?P<words>cùng kỳ(?:\s+năm\s+(?:trước|\d{4}))?|(?:năm|quý|kỳ)\s+(?:trước|liền trước|liền kề)|"
    r"năm\s+\d{4})"
)
_CAP = re.compile(r"(?:cho\s+)?đến\s+khi\s+đạt\s+(?P<cap>\d{1,3}(?:,\d+)?)\s*%")
_SCOPES = re.compile(
    rf"(?:có\s+(?:quy\s+định\s+về\s+)?)?thời\s+hạn(?:\s+giải\s+quyết|\s+thực\s+hiện)?\s+từ\s+{_N}\s+"
    r"(?:ngày|giờ)(?:\s+làm\s+việc)?\s+trở\s+(?:lên|xuống)|\(\s*trừ[^)]*\)|"
    r"^\s*mỗi\s+(?:bộ phận|đơn vị|cơ quan|xã|phường|thôn|tổ dân phố|công chức)\b"
)
_DEADLINE = re.compile(
    rf"(?:trước|chậm nhất(?: là)?|muộn nhất|đến hết|hết|xong|đến|vào)\s+(?:ngày\s+)?(?:{_DAY})"
    r"(?:\s+của\s+năm\s+kế\s+hoạch)?|"
    r"(?:trước\s+|trong\s+|hết\s+|đến hết\s+|xong\s+)(?:tháng\s+(?:1[0-2]|0?[1-9])\b|quý\s+(?:iv|i{1,3}|[1-4])\b)"
    r"(?:\s*/\s*\d{4}|\s+năm\s+\d{4})?"
)
_BY_YEAR = re.compile(r"(?<!hướng )\b(?:đến|vào|trong|tới)\s+(?:hết\s+|cuối\s+)?(?:năm\s+)?(?P<year>20\d\d)\b")
_NOISE = re.compile(
    r"giai\s+đoạn\s+\d{4}\s*[-–]\s*\d{4}|\b20\d\d\s*[-–]\s*20\d\d\b|năm\s+20\d\d|"
    r"(?:tcvn|iso)[\s:\d./-]*\d"
)
_LEVEL = re.compile(r"(?:cấp\s+độ|mức\s+độ)\s+\d(?:\s*,\s*\d)*(?!\d)")
_MAINTAIN = re.compile(r"\b(?:duy trì|giữ vững)\b")
_MINIMISE = re.compile(
    r"giảm\s+(?:tối đa|thiểu|dần|mạnh|thấp nhất)|hạn chế\s+(?:tối đa|thấp nhất|đến mức thấp nhất)|"
    r"xuống\s+mức\s+thấp\s+nhất"
)
_TWO_DUTIES = re.compile(
    r"(?P<one>.*?(?:đều\s+)?phải\s+có\s+.+?)\s+và\s+(?P<two>(?:phải|thực hiện|có|được)\s.+)", re.DOTALL
)


@dataclass
class _Sheet:
    """The phrase while it is read: its words, and the same with read parts hidden."""

    words: str
    left: str

    def take(self, match: re.Match, fill: str = MASK) -> str:
        start, end = match.span()
        self.left = self.left[:start] + fill * (end - start) + self.left[end:]
        return self.words[start:end]

    def as_written(self, words: str, match: re.Match) -> str:
        """Words read from the lower-cased phrase, with the capitals they were written with."""
        at = match.string.find(words, match.start())
        return self.words[at : at + len(words)] if words and at >= 0 else words

    def shown(self) -> str:
        """What is left, with the capitals it was written with."""
        pairs = zip(self.words, self.left, strict=True)
        return "".join(word if lower(word) == left else left for word, left in pairs)


@dataclass(frozen=True)
class _Context:
    """What holds for every condition of the phrase."""

    soft: bool
    recurring: str
    scope: str
    baseline: str
    cap: Decimal | None
    deadline: Deadline | None
    problem: str | None


def _deadline(sheet: _Sheet, year: int | None) -> tuple[Deadline | None, str | None]:
    """The day by which, and a sentence when it cannot be resolved to a day."""
    if match := _DEADLINE.search(sheet.left):
        words = re.sub(r"\s+của\s+năm\s+kế\s+hoạch", "", sheet.take(match, " "))
        try:
            return parse_deadline(words, year), None
        except NotReadable as error:
            return None, error.sentence
    if match := _BY_YEAR.search(sheet.left):
        sheet.take(match, " ")
        return Deadline(date(int(match["year"]), 12, 31), True), None
    return None, None


def _read_context(sheet: _Sheet, year: int | None) -> _Context:
    """Read and hide what is no goal: documents cited, scopes, baselines, rhythms, days, years."""
    for cited in reversed(find_citations(sheet.words)):
        sheet.left = sheet.left[: cited.start] + " " * (cited.end - cited.start) + sheet.left[cited.end :]
    scopes = []
    while match := _SCOPES.search(sheet.left):
        scopes.append(" ".join(sheet.take(match).strip("( )").split()))
    baseline = ""
    if match := _BASELINE.search(sheet.left):
        baseline = match["day"] or match["words"]
        sheet.take(match, " ")
    cap = None
    if match := _CAP.search(sheet.left):
        cap = parse_decimal(match["cap"])
        sheet.take(match, " ")
    recurring = ""
    if match := _RECURRING.search(sheet.left):
        recurring = _RHYTHMS[match["each"]]
        sheet.take(match, " ")
    deadline, problem = _deadline(sheet, year)
    noises = (_NOISE,) if re.search(LEVELS, sheet.left) else (_NOISE, _LEVEL)
    for noise in noises:
        while match := noise.search(sheet.left):
            sheet.take(match)
    soft = _SOFT.search(sheet.left) is not None
    return _Context(soft, recurring, "; ".join(scopes), baseline, cap, deadline, problem)


_Found = tuple[int, int, list[ConditionReading]]


def _apply_rules(sheet: _Sheet) -> list[_Found]:
    found = []
    for pattern, reading in RULES:
        for match in list(pattern.finditer(sheet.left)):
            try:
                conditions = reading(match)
            except NotReadable:
                continue
            conditions = [replace(c, measured=sheet.as_written(c.measured, match)) for c in conditions]
            found.append((match.start(), match.end(), conditions))
            sheet.take(match)
    return sorted(found, key=lambda item: item[0])


def _until_clause_end(words: str) -> str:
    return " ".join(re.split(rf"[;.{MASK}](?!\d)", words)[0].split())


def _measured(found: list[_Found], index: int, hidden: str) -> str:
    """The words beside a figure: after it when there are some, else before it."""
    start, end, _ = found[index]
    next_start = found[index + 1][0] if index + 1 < len(found) else len(hidden)
    last_end = found[index - 1][1] if index else 0
    after = re.split(r"[;.](?!\d)", hidden[end:next_start])[0]
    before = re.split(r"[;.](?!\d)", hidden[last_end:start])[-1]
    after, before = tidy(after), tidy(before)
    names_it = re.match(r"tỷ lệ|chỉ số|mức|điểm|thời gian|trung bình|số\b", before, re.IGNORECASE)
    return before if before and (names_it or len(after.split()) < 2) else after


def _thing(condition: ConditionReading, after: str) -> str:
    """The thing counted, named by the unit: "01 hội nghị" and "đối thoại …" make one name."""
    noun = condition.unit.split("/")[0]
    return f"{noun}{after if after.startswith(',') else ' ' + after}".strip()


def _inherit(found: list[_Found], left_before: str) -> list[_Found]:
    """A bare figure after "và" is asked in the same way as the one before it."""
    result: list[_Found] = []
    for start, end, conditions in found:
        first = conditions[0]
        bare = first.operator is Operator.GTE and left_before[start].isdigit()
        if bare and result and re.search(r"\bvà\s*$", left_before[:start]):
            earlier = result[-1][2][-1]
            conditions = [replace(first, operator=earlier.operator, relative=earlier.relative)]
        result.append((start, end, conditions))
    return result


def _points(condition: ConditionReading, phrase: str, cap: Decimal | None) -> ConditionReading:
    """A growing ratio grows by points, not by percent of itself."""
    grows = condition.operator is Operator.INC_GTE and condition.unit == "%"
    if grows and (cap is not None or re.search(r"tỷ lệ", phrase, re.IGNORECASE)):
        return replace(condition, unit="điểm %", relative=False)
    return condition


def _split_duties(condition: ConditionReading) -> list[ConditionReading]:
    """ "100% … phải có giải trình và thực hiện xin lỗi" is two conditions."""
    if condition.operator is Operator.EQ and (match := _TWO_DUTIES.fullmatch(condition.measured)):
        subject = re.split(r"\s+(?:đều\s+)?phải\s", match["one"])[0]
        two = f"{subject} {match['two']}"
        return [replace(condition, measured=match["one"]), replace(condition, measured=two)]
    return [condition]


def _with_context(condition: ConditionReading, context: _Context) -> ConditionReading:
    baseline = condition.baseline if condition.baseline_value is not None else context.baseline
    previous = re.match(r"cùng kỳ(?! năm \d)|năm (?:trước|liền)", baseline or "")
    compared = condition.operator in (Operator.INC_GTE, Operator.DEC_GTE)
    return replace(
        condition,
        soft=context.soft,
        recurring=context.recurring,
        scope=condition.scope or context.scope,
        baseline=baseline or condition.baseline,
        comparator="previous_year" if previous and compared else condition.comparator,
        cap=context.cap,
        by_date=context.deadline.last_day if context.deadline else None,
    )


def _figures(sheet: _Sheet, context: _Context) -> list[ConditionReading]:
    hidden = sheet.shown()
    found = _inherit(_apply_rules(sheet), hidden)
    conditions = []
    for index, (_, end, group) in enumerate(found):
        words = _measured(found, index, hidden)
        for condition in group:
            named = condition.measured or (
                _thing(condition, _until_clause_end(hidden[end:])) if condition.counts_things else words
            )
            condition = replace(condition, measured=named)
            condition = _points(condition, sheet.words, context.cap)
            conditions += [_with_context(part, context) for part in _split_duties(condition)]
    return conditions


def _without_figures(sheet: _Sheet, context: _Context) -> list[ConditionReading]:
    """Conditions that need no number: a day, keeping something up, "giảm tối đa"."""
    words = tidy(sheet.shown())
    if context.deadline:
        operator = Operator.BY if context.deadline.inclusive else Operator.BEFORE
        condition = ConditionReading(operator, measured=words)
        return [replace(_with_context(condition, context), by_date=context.deadline.day)]
    for operator, pattern in ((Operator.MAINTAIN, _MAINTAIN), (Operator.MINIMISE, _MINIMISE)):
        if match := pattern.search(sheet.left):
            measured = tidy(sheet.words[match.end() :]) or words
            return [_with_context(ConditionReading(operator, measured=measured), context)]
    return []


def read_target(phrase: str, *, year: int | None = None) -> TargetReading:
    """What a target phrase asks.

    phrase: as written in the plan. year: the plan's year, for days without one.
    For "chậm nhất", "trước ngày" the condition's by_date is the day as written, and the operator tells
    whether that day is still in time; beside a figure by_date is the last acceptable day.
    """
    words = new_tones(clean_pasted(phrase))
    sheet = _Sheet(words, lower(words))
    context = _read_context(sheet, year)
    conditions = tuple(_figures(sheet, context) or _without_figures(sheet, context))
    unknown = [condition for condition in conditions if condition.scope_unknown]
    values = ", ".join(f"{format_decimal(c.value)}%" for c in unknown if c.value is not None)
    if not conditions or all(condition.operator is Operator.MINIMISE for condition in conditions):
        return TargetReading(conditions, False, context.problem or NOT_MEASURABLE)
    return TargetReading(conditions, True, None, values)
