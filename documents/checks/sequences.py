"""Numbers and letters that were typed instead of generated: gaps and doubles (L8, L9)."""

import re
from collections.abc import Iterable

from documents.layout.wording import POINT_LETTERS, roman

_ROMAN = re.compile(r"(?P<mark>[IVXL]{1,6})\.\s+\S")
_NUMBER = re.compile(r"(?P<mark>\d{1,2})\.\s+\S")
_LETTER = re.compile(r"(?P<mark>[a-zđ])\)\s*\S")
_ROMAN_VALUES = {roman(number): number for number in range(1, 40)}
_LETTER_VALUES = {letter: position for position, letter in enumerate(POINT_LETTERS, start=1)}
_ORDER = "a, b, c, d, đ, e, g, h, i, k"

# Outer level first: its name in a sentence, how a mark is written, its pattern, its values, its code.
_LEVELS = (
    ("mục", "{}", _ROMAN, _ROMAN_VALUES, "L9"),
    ("mục", "{}", _NUMBER, {str(number): number for number in range(1, 100)}, "L9"),
    ("điểm", "{})", _LETTER, _LETTER_VALUES, "L8"),
)


def typed_mark(text: str) -> tuple[int, str] | None:
    """The level (0 Roman, 1 Arabic, 2 letter) and the mark a line begins with; None without one."""
    for level, (_, _, pattern, values, _) in enumerate(_LEVELS):
        match = pattern.match(text)
        if match and match["mark"].lstrip("0") in values:
            return level, match["mark"].lstrip("0")
    return None


def _gap(level: int, before: int, now: int) -> str | None:
    """The sentence when `now` does not follow `before` (0 for none)."""
    name, written, _, values, _ = _LEVELS[level]
    marks = {value: written.format(mark) for mark, value in values.items()}
    if now == before + 1:
        return None
    if now <= before:
        return f"{name.capitalize()} {marks[now]} xuất hiện hai lần hoặc sai thứ tự."
    missing = ", ".join(marks[value] for value in range(before + 1, now))
    after = f"Sau {name} {marks[before]} là {name} {marks[now]}" if before else f"Bắt đầu từ {name} {marks[now]}"
    order = f" Thứ tự các điểm: {_ORDER}." if level == 2 else ""
    return f"{after}, thiếu {name} {missing}.{order}"


def sequence_findings(lines: Iterable[str | None]) -> list[tuple[int, str, str]]:
    """Gaps in typed headings: (index of the line, code L8 or L9, sentence).

    lines: paragraphs in order, as typed or imported: "II. …", "3. …", "đ) …"; None where counting starts
    anew (a generated heading). A heading of an outer level starts the inner ones anew; so does a mark
    that begins again at its first value.
    """
    last = [0, 0, 0]
    found = []
    for index, line in enumerate(lines):
        if line is None:
            last = [0, 0, 0]
            continue
        mark = typed_mark(line.strip())
        if mark is None:
            continue
        level, written = mark
        values, code = _LEVELS[level][3], _LEVELS[level][4]
        now = values[written]
        sentence = _gap(level, last[level], now) if now != 1 else None
        if sentence:
            found.append((index, code, sentence))
        last[level] = now
        last[level + 1 :] = [0] * (2 - level)
    return found
