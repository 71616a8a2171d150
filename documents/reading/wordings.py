"""The wordings of targets and what each of them asks (domain 4.5: cues and operators)."""

import re
from decimal import Decimal

from documents.reading.conditions import THINGS, ConditionReading
from documents.reading.operators import Operator
from documents.reading.quantities import parse_decimal
from documents.reading.text import LOWER_LETTERS

MASK = "\x00"
_N = r"\d+(?:[.,]\d+)*"
_NOUNS = (
    r"tin,\s*bài|sáng kiến|hội nghị|nội dung|văn bản|thủ tục|nhiệm vụ|dịch vụ|đơn vị|báo cáo|hồ sơ|mô hình|"
    r"chuyên mục|cơ quan|ngày làm việc|giải pháp|địa phương|công chức"
)
_WORD = rf"[{LOWER_LETTERS}]+"
_UNIT = rf"(?:%|điểm\s*%|điểm\s+phần\s+trăm|(?:{_NOUNS}|(?!năm\b|tháng\b|trở\b|và\b|đến\b){_WORD})(?:\s*/\s*{_WORD})?)"
_QUANTITY = rf"(?P<value>{_N})\s*(?P<unit>{_UNIT})"
_AT_LEAST = r"tối thiểu|ít nhất|không thấp hơn|không dưới|không ít hơn|không nhỏ hơn|bằng hoặc cao hơn|≥|>="
_AT_MOST = r"tối đa|không quá|không vượt quá|không vượt|không lớn hơn|không cao hơn|không hơn|nhiều nhất|≤|<="
_MORE = r"trên|hơn|vượt|lớn hơn|cao hơn|>"
_LESS = r"dưới|ít hơn|thấp hơn|nhỏ hơn|<"
_CUES = (
    (Operator.GTE, _AT_LEAST),
    (Operator.LTE, _AT_MOST),
    (Operator.GT, _MORE),
    (Operator.LT, _LESS),
)
_CLAUSE_START = r"(?:^|(?<=[;.,:…])|(?<=\bvà)|(?<=bảo đảm)|(?<=đảm bảo)|(?<=phấn đấu)|(?<=tuyệt đối))\s*"


def tidy(words: str) -> str:
    """Words of the phrase as the name of what is counted."""
    words = " ".join(words.replace(MASK, " ").split())
    words = re.sub(
        r"^(?:[,;:.…\-–\s]|(?:và|thì|trong đó|phấn đấu|bảo đảm|đảm bảo|rút ngắn|giảm)\b)+",
        "",
        words,
        flags=re.IGNORECASE,
    )
    return re.sub(
        r"(?:[\s,;:.…]|\bvà|\bđạt|\bđạt tỷ lệ|\btỷ lệ đạt|\blà|\bcòn|\bmức|\bcắt giảm|\btừ|\bđảm bảo|\bbảo đảm|\bđạt mức)+$",
        "", words, flags=re.IGNORECASE,
    )  # fmt: skip


def _unit(text: str) -> str:
    unit = re.sub(r"\s*/\s*", "/", re.sub(r"\s+", " ", text))
    return "điểm %" if re.fullmatch(r"điểm ?(%|phần trăm)", unit) else unit


def _quantity(match: re.Match, operator: Operator, **more) -> list[ConditionReading]:
    return [ConditionReading(operator, parse_decimal(match["value"]), unit=_unit(match["unit"]), **more)]


def _down_to(match: re.Match) -> list[ConditionReading]:
    operator = Operator.LT if match["cue"] == "dưới" else Operator.LTE
    unit = _unit(match["unit"])
    if match["old"] is None:
        return _quantity(match, operator)
    old = parse_decimal(match["old"])
    return _quantity(match, operator, baseline=f"{match['old'].lstrip('0')} {unit}", baseline_value=old)


def _up_to(match: re.Match) -> list[ConditionReading]:
    operator = Operator.GT if match["cue"] == "trên" else Operator.GTE
    old = parse_decimal(match["old"])
    unit = _unit(match["unit"])
    return _quantity(match, operator, baseline=f"{match['old']} {unit}", baseline_value=old)


def _level_up(match: re.Match) -> list[ConditionReading]:
    return [ConditionReading(Operator.LEVEL_UP, Decimal(match["value"]), Decimal(match["value2"]), unit="mức độ")]


def _rank_up(match: re.Match) -> list[ConditionReading]:
    return [
        ConditionReading(
            Operator.RANK_UP_GTE, parse_decimal(match["value"]), unit="bậc",
            baseline="năm trước", comparator="previous_year",
        )
    ]  # fmt: skip


def _rank_within(match: re.Match) -> list[ConditionReading]:
    return [ConditionReading(Operator.RANK_WITHIN, parse_decimal(match["value"]), unit="hạng", measured="thứ hạng")]


def _between(match: re.Match) -> list[ConditionReading]:
    low, high = parse_decimal(match["value"]), parse_decimal(match["value2"])
    return [ConditionReading(Operator.BETWEEN, low, high, unit=_unit(match["unit"]))]


def _increase(match: re.Match) -> list[ConditionReading]:
    return _quantity(match, Operator.INC_GTE, relative=match["unit"] == "%")


def _decrease(match: re.Match) -> list[ConditionReading]:
    gap = match["gap"].strip()
    for operator, cue in ((Operator.LT, "dưới"), (Operator.LTE, "không quá")):
        if gap.endswith(cue):
            return _quantity(match, operator, measured=gap.removesuffix(cue).strip())
    gap = re.sub(rf"(?:{_AT_LEAST}|từ|trên)$", "", gap).strip(" ,")
    measured = "" if re.fullmatch(r"đơn giản hóa|", gap) else gap
    return _quantity(match, Operator.DEC_GTE, relative=match["unit"] == "%", measured=measured)


def _mean(match: re.Match) -> list[ConditionReading]:
    strict = match["cue"] in ("cao hơn", "trên", "vượt", "lớn hơn")
    operator = Operator.GT if strict else Operator.GTE
    return [ConditionReading(operator, comparator="mean", scope=(match["whose"] or "").strip())]


def _several(match: re.Match) -> list[ConditionReading]:
    cue = match["cue"] or "tối thiểu"
    operator = next(operator for operator, words in _CUES if re.fullmatch(words, cue))
    values = [parse_decimal(value) for value in re.findall(_N, match["values"])]
    return [ConditionReading(operator, value, unit="%", scope_unknown=True) for value in values]


def _cued(match: re.Match) -> list[ConditionReading]:
    operator = next(operator for operator, words in _CUES if re.fullmatch(words, match["cue"]))
    return _quantity(match, operator)


def _or_more(match: re.Match) -> list[ConditionReading]:
    operator = Operator.GTE if match["way"] == "lên" else Operator.LTE
    if not match["words"].strip():
        return _quantity(match, operator)
    rest = re.split(rf"[;.{MASK}](?!\d)", match.string[match.end() :])[0]
    return _quantity(match, operator, measured=tidy(match["words"] + rest))


def _class(match: re.Match) -> list[ConditionReading]:
    level = match["level"][0].upper() + match["level"][1:]
    return [ConditionReading(Operator.GTE, unit="xếp loại", level=level)]


def _none(match: re.Match) -> list[ConditionReading]:
    what = match["what"]
    unit = next((unit for words, unit in THINGS if re.search(words, what)), "trường hợp")
    return [ConditionReading(Operator.EQ, Decimal(0), unit=unit, measured=what.strip(" ,"))]


def _all(match: re.Match) -> list[ConditionReading]:
    return [ConditionReading(Operator.EQ, Decimal(100), unit="%")]


def _exactly(match: re.Match) -> list[ConditionReading]:
    return _quantity(match, Operator.EQ)


def _bare(match: re.Match) -> list[ConditionReading]:
    """A figure without a cue: all of it, or at least that much."""
    value = parse_decimal(match["value"])
    operator = Operator.EQ if match["unit"] == "%" and value == 100 else Operator.GTE
    return _quantity(match, operator)


LEVELS = r"(?:mức độ|cấp độ|mức)\s+(?P<value>\d)\s+lên\s+(?:mức độ|cấp độ|mức)\s+(?P<value2>\d)"
_ANY_CUE = rf"(?:{_AT_LEAST}|{_AT_MOST}|{_MORE}|{_LESS})"
_GAP = rf"(?P<gap>(?:(?!\bđạt\b|bảo đảm|{MASK})[^.;\d]){{0,80}}?)"
# Tried in order; what a row has read is hidden from the rows below it.
RULES = tuple(
    (re.compile(pattern), reading)
    for pattern, reading in (
        (
            rf"(?:từ\s+(?P<old>{_N})\s*(?:{_UNIT})?\s+)?xuống\s+(?:còn\s+|mức\s+)?"
            rf"(?P<cue>dưới|tối đa|không quá|còn)?\s*{_QUANTITY}",
            _down_to,
        ),
        (
            rf"từ\s+(?P<old>{_N})\s*(?:{_UNIT})?\s+lên\s+(?P<cue>ít nhất|tối thiểu|trên)?\s*{_QUANTITY}",
            _up_to,
        ),
        (LEVELS, _level_up),
        (
            rf"(?:tăng|nâng|cải thiện)(?:(?!{MASK})[^.;\d]){{0,40}}?(?P<value>{_N})\s*bậc(?:\s+trở lên)?",
            _rank_up,
        ),
        (r"(?:(?:nằm\s+)?trong\s+)?(?:nhóm|top|tốp)\s+(?P<value>\d+)\b", _rank_within),
        (rf"từ\s+(?P<value>{_N})\s*(?:{_UNIT})?\s+đến\s+(?P<value2>{_N})\s*(?P<unit>{_UNIT})", _between),
        (
            rf"tăng(?:(?!{MASK}|\bđạt\b)[^.;\d]){{0,40}}?{_QUANTITY}(?:\s+trở lên)?",
            _increase,
        ),
        (
            rf"(?:cắt giảm|giảm|rút ngắn|đơn giản hóa){_GAP}{_QUANTITY}(?:\s+trở lên)?",
            _decrease,
        ),
        (
            rf"(?P<cue>{_AT_LEAST}|từ|đạt|{_MORE})\s+(?:mức\s+)?(?:bình quân|trung bình)(?:\s+chung)?"
            r"(?P<whose>(?:\s+của)?(?:\s+(?:toàn\s+)?(?:tỉnh|thành phố|cả nước|các xã, phường))?)",
            _mean,
        ),
        (
            rf"(?P<cue>{_ANY_CUE})?\s*(?:tương ứng\s+)(?:là\s+)?"
            rf"(?P<values>{_N}\s*%(?:\s*(?:,|;|và)\s*{_N}\s*%)+)",
            _several,
        ),
        (rf"(?:từ\s+)?{_QUANTITY}(?P<words>(?:\s+{_WORD}){{0,6}}?)\s+trở\s+(?P<way>lên|xuống)", _or_more),
        (rf"(?<!\w)(?P<cue>{_ANY_CUE})\s*(?:là\s+|đạt\s+|còn\s+|mức\s+)?{_QUANTITY}", _cued),
        (
            r"(?:xếp\s+loại|đạt\s+loại|loại)\s+(?P<level>xuất sắc|rất tốt|tốt|khá|trung bình)\s+trở lên",
            _class,
        ),
        (
            _CLAUSE_START + r"không\s+(?:để|có|phát sinh|còn|xảy ra)\s+(?:xảy ra\s+|tình trạng\s+)?"
            rf"(?P<what>(?:(?!{MASK})[^.;\d])+)",
            _none,
        ),
        (_CLAUSE_START + r"toàn bộ\b", _all),
        (rf"(?:đầy đủ|đủ)\s+{_QUANTITY}", _exactly),
        (rf"(?P<value>{_N})\s*(?P<unit>%)", _bare),
        (
            r"(?:tổ chức|thực hiện|có|xây dựng|ban hành|đăng|kiểm tra|đạt|hoàn thành|mở)\s+(?:được\s+)?"
            + _QUANTITY,
            _bare,
        ),
    )
)  # fmt: skip
