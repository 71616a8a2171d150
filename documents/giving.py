"""What a paper written as running text gives its receivers to do: its numbered lines, as a forest."""

import re
from dataclasses import replace

from documents import inline
from documents.checks.sequences import typed_mark
from documents.papers import Given

_DASH = re.compile(r"[-–—•+]\s+\S")
_MARK = re.compile(r"^(?:[IVXL]{1,6}\.|\d{1,2}\.|[a-zđ]\)|[-–—•+])\s*")
_DASH_LEVEL = 3
# A numbered line that only opens what stands below it is a heading; a longer one orders something itself.
LONGEST_HEADING = 160


def gives_of_text(body: str) -> list[Given]:
    """The numbered and dashed lines of ``body`` with what stands below them.

    A line without a mark continues the item before it, unless no numbered line follows: then it closes the paper.
    """
    lines = [words for line in body.splitlines() if (words := inline.plain(line.strip()))]
    marked = [index for index, line in enumerate(lines) if _level(line) is not None]
    if not marked:
        return []
    rows: list[tuple[int, str, str]] = []
    for line in lines[marked[0] : marked[-1] + 1]:
        level = _level(line)
        if level is None:
            before = rows[-1]
            rows[-1] = (before[0], before[1], f"{before[2]}\n{line}")
        else:
            rows.append((level, *_parts(line)))
    return _forest(rows)


def _level(line: str) -> int | None:
    mark = typed_mark(line)
    if mark:
        return mark[0]
    return _DASH_LEVEL if _DASH.match(line) else None


def _parts(line: str) -> tuple[str, str]:
    """(mark as printed without its sign, the words behind it)."""
    found = _MARK.match(line)
    mark = found.group().strip() if found else ""
    return ("-" if mark in ("–", "—", "•", "+") else mark.rstrip(".)")), line[found.end() :] if found else line


def _forest(rows: list[tuple[int, str, str]]) -> list[Given]:
    found = []
    while rows:
        level, mark, words = rows[0]
        end = next((at for at, row in enumerate(rows[1:], start=1) if row[0] <= level), len(rows))
        found.append(_given(mark, words, tuple(_forest(rows[1:end]))))
        rows = rows[end:]
    return found


def _given(mark: str, words: str, children: tuple[Given, ...]) -> Given:
    item = Given(mark, text=words, children=children)
    if children and len(words) <= LONGEST_HEADING:
        return replace(item, heading=words.rstrip(" :;.,"), text="", kind="heading")
    return item
