"""Cells of the workbook: what may stand in one, what it means, and how it is written back.

Each raises ValueError with the sentence for the cell.
"""

import unicodedata
from datetime import date
from typing import Any

from import_export import widgets

from organisations.administration import administers
from organisations.fields import read_day
from organisations.models import Unit


def text_of(value: Any) -> str:
    """A cell as text: NFC, without stray spaces, whole numbers without ".0"."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unicodedata.normalize("NFC", str(value)).strip()


class Text(widgets.Widget):
    """A text; ``ask`` is the sentence for an empty cell that may not be empty, ``default`` its meaning if it may."""

    def __init__(self, ask: str = "", default: str = ""):
        super().__init__()
        self.ask = ask
        self.default = default

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """The text. Raises ValueError with the sentence."""
        text = text_of(value)
        if self.ask and not text:
            raise ValueError(self.ask)
        return text or self.default

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """The value as a cell."""
        return "" if value is None else str(value)


class Whole(Text):
    """A whole number, 0 where empty."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int:
        """The number."""
        text = text_of(value) or "0"
        if not text.isdecimal():
            raise ValueError(f"“{text}” không phải số nguyên.")
        return int(text)


class Mark(Text):
    """A yes or no, written x or left empty."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        """Whether the cell is marked."""
        text = text_of(value).lower()
        if text not in ("", "x", "có", "không"):
            raise ValueError(f"“{text}” chưa rõ. Đánh dấu x, hoặc để trống.")
        return text in ("x", "có")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """x or nothing."""
        return "x" if value else ""


class Day(Text):
    """A day, as a date cell or as dd/mm/yyyy."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        """The day, or None where empty and allowed."""
        return read_day(value) if super().clean(value) else None

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        """A date cell."""
        return value


class Choice(Text):
    """One of the words of a list, stored as its value."""

    def __init__(self, choices: Any, ask: str = "", default: str = ""):
        super().__init__(ask, default)
        self.choices = list(choices)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        """The value of the word, whatever its capitals."""
        text = super().clean(value)
        if text == self.default:
            return text
        for stored, label in self.choices:
            if text.lower() in (str(label).lower(), stored):
                return stored
        words = "; ".join(str(label) for _, label in self.choices)
        raise ValueError(f"“{text}” không có trong danh mục. Chọn một trong: {words}.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The word."""
        return str(dict(self.choices).get(value, ""))


class UnitCode(Text):
    """A unit that the importing person administers, by its code; rows above in the workbook count."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Unit | None:
        """The unit. Expects ``powers`` of the person; a unit beyond them is as unknown as none."""
        code = super().clean(value)
        if not code:
            return None
        unit = Unit.objects.filter(code=code).first()
        if unit is None or not administers(kwargs["powers"], unit):
            raise ValueError(f"Chưa có đơn vị mang mã “{code}” trong phạm vi quản trị.")
        return unit

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The code."""
        return value.code if value else ""


class AreaCodes(Text):
    """Area codes separated by commas."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        """The codes."""
        return [part.strip() for part in text_of(value).split(",") if part.strip()]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        """The codes in one cell."""
        return ", ".join(value or [])
