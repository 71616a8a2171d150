"""Two states of a report side by side, as versions keep them: texts by word, rows by likeness, figures by difference.

Pure functions over ``queries.versions.version_content``; ux section 4.11.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from documents.reading.quantities import NotReadable, parse_decimal
from plans.comparing import Part, difference
from plans.comparing.pairing import alike

ADDED, REMOVED, CHANGED = "thêm", "bỏ", "đổi"
PLACE, LINE, FIGURE = "section", "line", "figure"
_GROUPS = (PLACE, LINE, FIGURE)
# Two rows of one kind are the same row from this likeness on.
_ALIKE = 0.6
_SIGNS = {"K": "không áp dụng", "-": "không phát sinh"}
_BLANK_FIGURE = "chưa có số"


@dataclass(frozen=True)
class Difference:
    """One place of two states. kind: added, removed, changed, "" where nothing differs; group: section, line, figure.

    ref: "section-II.2.d", "line-weakness", "figure-3.4.c4@dat-dai"; where: what a reader calls it.
    """

    kind: str
    group: str
    ref: str
    where: str
    part: Part


def differences(
    old: Mapping, new: Mapping, names: Mapping[str, str] | None = None, *, everything: bool = False
) -> list[Difference]:
    """What differs between two contents: texts, then rows, then figures.

    names: words of each ref in the order of the report; a ref without one is called by itself. everything: also the
    places that say the same, with kind "".
    """
    names = names or {}
    order = {ref: at for at, ref in enumerate(names)}
    found = [*_texts(old, new), *_lines(old, new), *_figures(old, new)]
    named = (Difference(kind, group, ref, names.get(ref, ref), part) for kind, group, ref, part in found)
    shown = [one for one in named if one.kind or everything]
    return sorted(shown, key=lambda one: (_GROUPS.index(one.group), order.get(one.ref, len(order))))


_Found = tuple[str, str, str, Part]


def _texts(old: Mapping, new: Mapping) -> Iterator[_Found]:
    before, after = old.get("places", {}), new.get("places", {})
    for code in _both(before, after):
        part = Part("text", "nội dung", before.get(code, ""), after.get(code, ""))
        yield _kind(part), PLACE, f"{PLACE}-{code}", part


def _lines(old: Mapping, new: Mapping) -> Iterator[_Found]:
    before, after = old.get("lines", {}), new.get("lines", {})
    for kind in _both(before, after):
        for one, other in _pairs(list(before.get(kind, ())), list(after.get(kind, ()))):
            part = Part("text", "nội dung", one, other)
            yield _kind(part), LINE, f"{LINE}-{kind}", part


def _pairs(olds: list[str], news: list[str]) -> Iterator[tuple[str, str]]:
    """Rows that are the same row, in the order of the newer state; rows that went follow."""
    scored = sorted(
        (-alike(one, other), a, b) for a, one in enumerate(olds) for b, other in enumerate(news) if one != other
    )
    free = list(range(len(olds)))
    partner: dict[int, int] = {}
    for at, text in enumerate(news):
        same = next((one for one in free if olds[one] == text), None)
        if same is not None:
            partner[at] = same
            free.remove(same)
    for likeness, a, b in scored:
        if -likeness >= _ALIKE and a in free and b not in partner:
            partner[b] = a
            free.remove(a)
    for at, text in enumerate(news):
        yield (olds[partner[at]] if at in partner else "", text)
    for one in free:
        yield (olds[one], "")


def _figures(old: Mapping, new: Mapping) -> Iterator[_Found]:
    before, after = old.get("figures", {}), new.get("figures", {})
    for code in _both(before, after):
        one, other = before.get(code, ""), after.get(code, "")
        if not one and not other:
            continue
        more = difference(_number(one), _number(other))
        part = Part("figure", "số liệu", _SIGNS.get(one, one), _SIGNS.get(other, other), more, _BLANK_FIGURE)
        yield (CHANGED if part.differs else ""), FIGURE, f"{FIGURE}-{code}", part


def _number(words: str) -> Decimal | None:
    try:
        return parse_decimal(words.removesuffix("%").strip())
    except NotReadable:
        return None


def _kind(part: Part) -> str:
    if not part.differs:
        return ""
    return ADDED if not part.old else REMOVED if not part.new else CHANGED


def _both(before: Iterable[str], after: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*after, *before]))
