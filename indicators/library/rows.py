"""How a row of the library is written down: a metric with its first definition, as plain data."""

from dataclasses import dataclass
from datetime import date

SINCE = date(2020, 1, 1)
QD766 = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"
FILES, PROCEDURES, PEOPLE, PAPERS = "hồ sơ", "TTHC", "người", "văn bản"


@dataclass(frozen=True)
class Row:
    """A metric with its first definition. terms: ((side, sign, metric code), …) of a ratio."""

    code: str
    name: str
    area: str
    unit: str = ""
    kind: str = "count"
    direction: str = "none"
    cumulation: str = "summing"
    across: str = "sum"
    breakdown: str = ""
    precision: int = 0
    minimum: int | None = 0
    maximum: int | None = None
    words: str = ""
    source: str = ""
    authority: str = ""
    ground: str = ""
    since: date = SINCE
    terms: tuple[tuple[str, int, str], ...] = ()


def stock(code: str, name: str, area: str, unit: str, **more) -> Row:
    """A count as it stands on the last day: the later window says it all."""
    return Row(code, name, area, unit, cumulation="non_summing", **more)


def code(code: str, name: str, area: str, most: int = 1) -> Row:
    """A figure that is chosen from a list of numbers."""
    return Row(code, name, area, kind="code", cumulation="non_summing", across="none", maximum=most)


def money(code: str, name: str, area: str) -> Row:
    """An amount in million đồng, counted from the first day of the year."""
    return Row(code, name, area, "triệu đồng", kind="money", cumulation="non_summing", precision=3)


def ratio(
    code: str, name: str, area: str, over: str, under: str, *, direction="up", most: int | None = 100, **more
) -> Row:
    """A ratio in percent. over, under: codes of counts with their signs, "tthc.c8 + tthc.c9"."""
    terms = tuple(
        (side, sign, word)
        for side, words in (("numerator", over), ("denominator", under))
        for sign, word in _signed(words)
    )
    return Row(
        code, name, area, "%", kind="ratio", direction=direction, across="recompute", precision=2, maximum=most,
        terms=terms, **more,
    )  # fmt: skip


def _signed(words: str) -> list[tuple[int, str]]:
    sign, found = 1, []
    for word in words.split():
        if word in "+-":
            sign = 1 if word == "+" else -1
        else:
            found.append((sign, word))
    return found
