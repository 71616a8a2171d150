"""Where the table stands in a sheet and which column holds what, by the numbers below the head and by its words.

One-stop systems spell the heads in many ways, merge them over two to four rows and put title rows above.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from organisations.text import fold
from reporting.statistics.procedures import COLUMNS, UNTIMED, column
from reporting.workbooks.grids import Grid

_DEEPEST = 30
_TALLEST = 5
_FEWEST = 6
FIRST, LAST = 3, 13
# The mark of a numbered column: "(3)", "3", "(3) = (4)+(5)+(6)".
NUMBER = re.compile(r"\(?\s*(\d{1,2})\s*\)?(?:\s*=.*)?")
_SHORT = (("gq", "giai quyet"), ("xl", "xu ly"), ("hs", "ho so"), ("bcci", "buu chinh"), ("lv", "linh vuc"))
_ABBREVIATION = re.compile(rf"\b({'|'.join(short for short, _ in _SHORT)})\b")
_WORDS = dict(_SHORT)

_OPEN = r"(?:dang|chua)(?: trong qua trinh)? (?:duoc )?(?:giai quyet|xu ly)"
_HANDLED = r"(?:da|ket qua) (?:duoc )?(?:giai quyet|xu ly)|(?:giai quyet|xu ly) xong|da tra ket qua"
_RECEIVED = r"tiep nhan|nhan vao|nhan giai quyet"
_TIMELY = r"(?<!khong )dung han"
_LATE = r"(?<!chua )(?<!khong )(?:qua han|tre han|\btre\b|cham han)|khong dung han"
_SUM = r"\btong\b"
# "Đang giải quyết" with nothing below it is the total.
_WHOLE = rf"{_SUM}|^[^|]*$"
# Patterns over the folded words of a column's heads from the top down; the first rule that fits says what it holds.
# "dung han" is đúng hạn; what was stopped is told by its verb.
_RULES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        UNTIMED,
        (r"tra lai|\brut\b|tam dung|dung (?:giai quyet|xu ly|thuc hien)|khong tinh (?:thoi )?han|tu choi",),
        (_OPEN, _RECEIVED),
    ),
    ("", (r"ty le|ti le|ghi chu|\bstt\b",), ()),
    (column(12), (_OPEN, rf"trong han|(?:chua|khong) (?:den|qua|tre) han|con han|{_TIMELY}"), (_LATE,)),
    (column(13), (_OPEN, _LATE), (r"trong han",)),
    (column(11), (_OPEN, _WHOLE), (_LATE, r"trong han")),
    (column(6), (r"ky truoc|nam truoc|thang truoc|quy truoc|ton dau|ton cu|chuyen sang",), (_HANDLED,)),
    (column(8), (_HANDLED, r"truoc han|som han"), (r"dung han", _LATE)),
    (column(9), (_HANDLED, _TIMELY), (r"truoc han|truoc va", _LATE)),
    (column(10), (_HANDLED, _LATE), (_TIMELY, r"truoc han")),
    (column(7), (_HANDLED, _WHOLE), (r"\bhan\b",)),
    (column(4), (r"truc tuyen|qua mang", rf"{_RECEIVED}|trong ky"), (r"truc tiep",)),
    (column(5), (r"truc tiep|buu chinh", rf"{_RECEIVED}|trong ky"), (r"truc tuyen",)),
    (column(3), (_RECEIVED, _SUM), (r"trong ky",)),
)
REQUIRED = tuple(column(number) for number in (4, 5, 8, 9, 10, 12, 13))
LABELS = {row.code: f"{row.group}: {row.label.lower()} {row.number}".rstrip() for row in COLUMNS}


@dataclass(frozen=True)
class Head:
    """The head of a table. columns: the sheet's columns of each code (several only for files without a time limit);
    words: the folded head of each column of the sheet; fields: the column with the names; clashes: columns whose number
    and words disagree, as (column, number's code, words' code)."""

    top: int
    bottom: int
    fields: int
    columns: Mapping[str, tuple[int, ...]]
    words: Mapping[int, str]
    clashes: tuple[tuple[int, str, str], ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns without which the table cannot be read."""
        return tuple(code for code in REQUIRED if code not in self.columns)

    @property
    def doubled(self) -> tuple[str, ...]:
        """Columns that stand more than once."""
        return tuple(code for code, places in self.columns.items() if len(places) > 1 and code != UNTIMED)


def find_head(grid: Grid, known: Mapping[str, str]) -> Head | None:
    """The head of the table in a sheet, or None where there is nothing like it. known: words of heads told before."""
    by_words = _best_rows(grid, known)
    numbers = _number_row(grid)
    if by_words:
        return _head(grid, *by_words, known, numbers)
    return _head(grid, numbers[0], numbers[0], known, numbers) if numbers else None


def _best_rows(grid: Grid, known: Mapping[str, str]) -> tuple[int, int] | None:
    """First and last row of the head: those under which most columns are understood, as few rows as will do."""
    best = (_FEWEST - 1, 0, 0)
    for top in range(1, min(grid.rows, _DEEPEST) + 1):
        for bottom in range(top, min(top + _TALLEST, grid.rows + 1)):
            count = len({code for code in _by_words(grid, top, bottom, known).values() if code})
            best = max(best, (count, top, -bottom))
    return (best[1], -best[2]) if best[0] >= _FEWEST else None


def _head(grid: Grid, top: int, bottom: int, known: Mapping[str, str], numbers: "_Numbers | None") -> Head:
    by_words = {at: code for at, code in _by_words(grid, top, bottom, known).items() if code}
    numbered = {at: column(n) for at, n in numbers[1].items() if FIRST <= n <= LAST} if numbers else {}
    places: dict[str, list[int]] = {}
    for at, code in sorted({**by_words, **numbered}.items()):
        places.setdefault(code, []).append(at)
    return Head(
        top=min(top, numbers[0]) if numbers else top,
        bottom=max(bottom, numbers[0]) if numbers else bottom,
        fields=_field_column(grid, top, bottom, min((*by_words, *numbered))),
        columns={code: tuple(found) for code, found in places.items()},
        words={at: head_words(grid, top, bottom, at) for at in range(1, grid.columns + 1)},
        clashes=tuple((at, code, by_words[at]) for at, code in numbered.items() if by_words.get(at, code) != code),
    )


def _by_words(grid: Grid, top: int, bottom: int, known: Mapping[str, str]) -> dict[int, str]:
    words = {at: head_words(grid, top, bottom, at) for at in range(1, grid.columns + 1)}
    return {at: known.get(one) or meaning(one) for at, one in words.items()}


def head_words(grid: Grid, top: int, bottom: int, at: int) -> str:
    """The folded words above a column from the top down, each cell once."""
    words = [_folded(grid.text(row, at)) for row in range(top, bottom + 1)]
    kept = [word for before, word in pairwise(["", *words]) if word and word != before and not NUMBER.fullmatch(word)]
    return " | ".join(kept)


_folded = lru_cache(maxsize=4096)(fold)


@lru_cache(maxsize=4096)
def meaning(words: str) -> str:
    """The code of the column below folded heads, "" where they do not say."""
    words = _ABBREVIATION.sub(lambda match: _WORDS[match[1]], words)
    for code, needed, barred in _RULES:
        if all(re.search(one, words) for one in needed) and not any(re.search(one, words) for one in barred):
            return code
    return ""


_Numbers = tuple[int, dict[int, int]]


def _number_row(grid: Grid) -> _Numbers | None:
    """The row that numbers the columns up to (13), with the number of each column."""
    for row in range(1, min(grid.rows, _DEEPEST) + 1):
        found = {at: int(match[1]) for at, text in grid.texts(row) if (match := NUMBER.fullmatch(text))}
        numbers = list(found.values())
        rising = all(later == earlier + 1 for earlier, later in pairwise(numbers))
        if rising and numbers and numbers[0] <= FIRST and numbers[-1] == LAST:
            return row, found
    return None


def _field_column(grid: Grid, top: int, bottom: int, first: int) -> int:
    named = [at for at in range(1, first) if "linh vuc" in head_words(grid, top, bottom, at)]
    return named[0] if named else max(first - 1, 1)
