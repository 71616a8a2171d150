"""Vietnamese numbers: a dot between thousands, a comma before decimals (ux 6.12)."""

import re
from decimal import ROUND_HALF_UP, Decimal


class NotReadable(ValueError):
    """Text that cannot be read without guessing; the message is the sentence for the user."""

    @property
    def sentence(self) -> str:
        return str(self)


_PLAIN = re.compile(r"\d+(?:,\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+)(?:,\d+)?")
_ONE_DOT = re.compile(r"\d+\.\d{1,2}")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")


def _suggestion(digits: str) -> str:
    """The same digits as the user probably means them, in Vietnamese punctuation."""
    parts = [part for part in re.split(r"[.,\s]+", digits) if part]
    separators = re.findall(r"[.,]", digits)
    has_decimals = len(set(separators)) > 1 or (parts and len(parts[-1]) != 3)
    whole, decimals = ("".join(parts[:-1]), parts[-1]) if has_decimals else ("".join(parts), "")
    grouped = f"{int(whole or '0'):,}".replace(",", ".")
    return f"{grouped},{decimals}" if decimals else grouped


def _unclear(text: str) -> NotReadable:
    if not re.search(r"\d", text) or re.search(r"[^\d.,\s%+-]", text):
        return NotReadable(f"“{text}” không phải là số. Viết bằng chữ số, ví dụ 1.234,5.")
    digits = re.sub(r"[^\d.,\s]", "", text).strip()
    suggestion = _suggestion(digits)
    if suggestion == digits:
        whole, fraction = digits.replace(".", ""), digits.replace(".", ",")
        return NotReadable(f"“{text}” chưa rõ là số nào. Viết {whole} nếu là số nguyên, {fraction} nếu có phần lẻ.")
    return NotReadable(
        f"“{text}” chưa rõ là số nào. Viết {suggestion}: dấu chấm ngăn hàng nghìn, dấu phẩy ngăn phần lẻ."
    )


def parse_decimal(text: str, *, places: int | None = None) -> Decimal:
    """The number typed in a field.

    Accepts `1934`, `1.934`, `1 934`, `98,71`, `98.71`, `98,71%`, a leading minus.
    places: most decimals the field holds; None for any. In a field of three or more decimals
    `1.234` is not guessed. Raises NotReadable with the sentence to show (M29).
    """
    shown = text.strip()
    body = _BLANKS.sub(" ", shown).replace("−", "-").removesuffix("%").strip()
    sign, body = ("-", body[1:].strip()) if body.startswith("-") else ("", body)
    if _PLAIN.fullmatch(body):
        digits = body.replace(",", ".")
    elif _GROUPED.fullmatch(body) and not (places and places >= 3 and re.fullmatch(r"\d+\.\d{3}", body)):
        digits = body.replace(".", "").replace(" ", "").replace(",", ".")
    elif _ONE_DOT.fullmatch(body):
        digits = body
    else:
        raise _unclear(shown)
    decimals = len(digits.partition(".")[2])
    if places is not None and decimals > places:
        if re.fullmatch(r"\d{1,3},\d{3}", body):
            raise _unclear(shown)
        limit = f"Số này lấy {places} chữ số phần lẻ" if places else "Số này không có phần lẻ"
        raise NotReadable(f"“{shown}” có quá nhiều chữ số sau dấu phẩy. {limit}.")
    return Decimal(sign + digits)


def format_decimal(value: Decimal | int, places: int | None = None, *, grouping: bool = True) -> str:
    """The number as printed: `1.234,5`.

    places: decimals to print, rounded half up; None prints what the value has, without idle zeros.
    """
    value = Decimal(value)
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    plain = f"{value:,f}" if grouping else f"{value:f}"
    if places is None and "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    if not plain.strip("-0.,"):
        plain = plain.lstrip("-")
    return plain.translate(str.maketrans(",.", ".,"))


def format_quantity(value: Decimal | int, unit: str = "", places: int | None = None) -> str:
    """The number and its unit with a no-break space: `98,71 %`, `30 phút/lượt`."""
    number = format_decimal(value, places)
    return f"{number}\u00a0{unit}" if unit else number
