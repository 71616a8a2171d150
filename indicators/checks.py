"""What is wrong with a figure before it is stored: sentences by field. No writing, no queries."""

from datetime import date
from decimal import Decimal

from documents.reading.quantities import format_decimal
from indicators.entries import Entry
from indicators.models import Definition, Value
from indicators.queries import is_derived
from indicators.rounding import ratio, rounded
from organisations.models import Unit

_PLACES = {Definition.Kind.COUNT: 0, Definition.Kind.CODE: 0, Definition.Kind.RANK: 0}
_LARGEST = Decimal(10) ** 15
_NUMBERS = ("amount", "numerator", "denominator")
_WORDS = {"reason": 400, "source": 300, "comment": 400}


def entry_faults(definition: Definition, entry: Entry, *, fields: set[str], today: date) -> dict[str, str]:
    """What is wrong with an entry, by field; empty when nothing is. fields: codes of the breakdown list on its day.

    Raises TypeError for floats.
    """
    if any(isinstance(number, float) for number in entry.number):
        raise TypeError("figures are decimals")
    faults = _place_faults(definition, entry, fields, today)
    if is_derived(definition):
        return {**faults, "amount": "Tỷ lệ này được tính từ các số khác, không nhập. Sửa các số thành phần."}
    numbers = _status_faults(definition, entry) or _number_faults(definition, entry)
    return faults | numbers


def places_of(definition: Definition) -> int:
    """How many decimals the numbers of a figure may have; those of a ratio are counts."""
    return 0 if definition.is_ratio else _PLACES.get(definition.kind, max(definition.precision, 0))


def unit_fault(unit: Unit, entry: Entry) -> str | None:
    """Why the unit has no figures for the window: it did not exist on any of its days."""
    if unit.valid_to is not None and unit.valid_to < entry.window.first:
        return (
            f"{unit} chỉ hoạt động đến hết ngày {unit.valid_to:%d/%m/%Y}; kỳ {entry.window.name} thuộc đơn vị kế thừa."
        )
    if unit.valid_from > entry.window.last:
        return f"{unit} hoạt động từ ngày {unit.valid_from:%d/%m/%Y}; kỳ {entry.window.name} chưa có đơn vị này."
    return None


def _place_faults(definition: Definition, entry: Entry, fields: set[str], today: date) -> dict[str, str]:
    found = {}
    if entry.kind not in Value.Kind.values:
        found["kind"] = "Chọn thực hiện, ước thực hiện hoặc chính thức."
    if entry.breakdown and not definition.breakdown:
        found["breakdown"] = f"“{definition.metric}” không chia theo lĩnh vực."
    elif entry.breakdown and entry.breakdown not in fields:
        found["breakdown"] = f"Lĩnh vực “{entry.breakdown}” không có trong danh mục của kỳ này."
    if entry.as_of is not None and entry.as_of > today:
        found["as_of"] = f"Ngày {entry.as_of:%d/%m/%Y} chưa đến, số chưa thể tính đến ngày đó."
    elif entry.as_of is not None and entry.as_of < entry.window.first:
        found["as_of"] = f"Ngày {entry.as_of:%d/%m/%Y} trước ngày đầu kỳ {entry.window.first:%d/%m/%Y}."
    if entry.kind == Value.Kind.FINAL and entry.window.last > today:
        found["kind"] = f"Kỳ kết thúc ngày {entry.window.last:%d/%m/%Y}, sau ngày đó mới chốt số chính thức."
    long = {name: most for name, most in _WORDS.items() if len(getattr(entry, name)) > most}
    return found | {name: f"Nội dung dài quá {most} ký tự." for name, most in long.items()}


def _status_faults(definition: Definition, entry: Entry) -> dict[str, str]:
    """A figure is a number or a reason, never both and never neither."""
    if entry.status not in Value.Status.values:
        return {"status": "Chọn trạng thái của số."}
    if entry.status != Value.Status.GIVEN:
        if any(number is not None for number in entry.number):
            return {"amount": f"Đã chọn “{Value.Status(entry.status).label.lower()}” thì không ghi số."}
        needs = entry.status in (Value.Status.BLANK, Value.Status.NOT_APPLICABLE)
        return {"reason": "Ghi lý do."} if needs and not entry.reason.strip() else {}
    if definition.is_ratio:
        if entry.amount is not None:
            return {"amount": "Tỷ lệ được tính từ tử số và mẫu số, không nhập thẳng."}
        wanted = {"numerator": "Ghi tử số.", "denominator": "Ghi mẫu số."}
        return {name: words for name, words in wanted.items() if getattr(entry, name) is None}
    if entry.numerator is not None or entry.denominator is not None:
        return {"amount": f"“{definition.metric}” là một số, không có tử số và mẫu số."}
    return {} if entry.amount is not None else {"amount": "Ghi số, hoặc chọn không áp dụng, không phát sinh."}


def _number_faults(definition: Definition, entry: Entry) -> dict[str, str]:
    found = {}
    for name in _NUMBERS:
        number = getattr(entry, name)
        fault = None if number is None else _size_fault(definition, Decimal(number))
        if fault:
            found[name] = fault
    if found or entry.status != Value.Status.GIVEN:
        return found
    return (
        _ratio_faults(definition, entry) if definition.is_ratio else _bound_faults(definition, entry.amount, "amount")
    )


def _size_fault(definition: Definition, number: Decimal) -> str | None:
    shown = format_decimal(number)
    places = places_of(definition)
    if abs(number) >= _LARGEST:
        return f"Số {shown} quá lớn."
    if number != rounded(number, places):
        return (
            f"“{shown}” có phần lẻ; đây là số nguyên." if not places else f"“{shown}” có quá {places} chữ số phần lẻ."
        )
    return None


def _ratio_faults(definition: Definition, entry: Entry) -> dict[str, str]:
    if entry.numerator < 0 or entry.denominator < 0:
        return {"numerator": "Tử số và mẫu số không âm."}
    if not entry.denominator:
        return {"denominator": "Mẫu số bằng 0 thì tử số cũng bằng 0."} if entry.numerator else {}
    return _bound_faults(definition, ratio(entry.numerator, entry.denominator), "numerator")


def _bound_faults(definition: Definition, number: Decimal, name: str) -> dict[str, str]:
    unit = f"\u00a0{definition.unit_label}" if definition.unit_label else ""
    low, high = definition.minimum, definition.maximum
    shown = format_decimal(number, definition.precision)
    if low is not None and number < low:
        return {name: f"{shown}{unit} thấp hơn mức thấp nhất có thể là {format_decimal(low)}{unit}."}
    if high is not None and number > high:
        return {name: f"{shown}{unit} cao hơn mức cao nhất có thể là {format_decimal(high)}{unit}."}
    return {}
