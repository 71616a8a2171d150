"""Findings of a report as pages draw them: things to mend in the order in which a person mends them, like ones together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from reporting.checks import Finding
from reporting.queries import Content
from reporting.views.words import address

_FIGURE, _SECTION, _LINE = "figure-", "section-", "line-"
FIGURE, GAP, STALE, EMPTY, UNCONFIRMED, OUTLIER = (
    "so-lieu", "thieu-so", "so-da-doi", "chua-co-noi-dung", "chua-xac-nhan", "so-khac-thuong"
)  # fmt: skip
# Kind of a finding by its code; figures that do not fit have a code each. The order is that of mending: figures first,
# then the sentences that quote them, then what nobody has written; a text is confirmed when nothing in it changes.
_KINDS = {
    "text.unknown": GAP,
    "text.stale": STALE,
    "section.empty": EMPTY,
    "section.unconfirmed": UNCONFIRMED,
    "line.unconfirmed": UNCONFIRMED,
    "outlier": OUTLIER,
}
_ORDER = (FIGURE, *dict.fromkeys(_KINDS.values()))
# What several things of a kind are called; figures that do not fit each say what to do and stand singly.
_TOGETHER = {
    GAP: "{} chỗ dùng số chưa có.",
    STALE: "{} đoạn, dòng có số đã đổi.",
    EMPTY: "{} mục chưa có nội dung.",
    UNCONFIRMED: "{} mục chưa có người xác nhận.",
    OUTLIER: "{} số khác hẳn kỳ trước, cùng kỳ hoặc các đơn vị cùng đợt.",
}


@dataclass(frozen=True)
class Thing:
    """One thing to do. sentence: by itself; short: among others of its kind; ref: its place; code: of the place of the
    outline, "" for a figure; key: under which a question about a figure is answered."""

    kind: str
    sentence: str
    short: str
    ref: str
    code: str = ""
    key: str = ""


# More of a thing for pages on which it can be done at once: words to read before, act (see components/finding.html).
More = Callable[[Thing], dict]


def drawn(
    found: Content,
    told: Iterable[Finding],
    *,
    locked: bool = False,
    more: More | None = None,
    opened: str = "",
    place_of: Callable[[str], str] | None = None,
) -> dict:
    """Context of the tag ``finding_list``: must, should, and how many things must be done (stopping).

    locked: nobody may mend them now, so the links only show the place; more: what a page adds to a thing; opened: kind
    whose entry stands open at its first thing; place_of: where the page shows a place, by default where it is written.
    """
    told = list(told)
    must, should = (things(found, [one for one in told if one.must is stops]) for stops in (True, False))
    draw = _drawer(place_of or (lambda ref: place_url(found, ref)), locked, more)
    return {"must": _grouped(must, draw, opened), "should": _grouped(should, draw, opened), "stopping": len(must)}


def stopping(found: Content, told: Iterable[Finding]) -> list[str]:
    """What keeps the report from being sent, as the page counts it."""
    return [one.sentence for one in things(found, [one for one in told if one.must])]


def things(found: Content, told: Iterable[Finding]) -> list[Thing]:
    """What is to be done, in the order of doing it; a text and rows of one place are confirmed together."""
    gathered: dict[object, list[Finding]] = {}
    for at, one in enumerate(told):
        together = kind_of(one.code) == UNCONFIRMED
        gathered.setdefault(section_at(found, one.ref) if together else at, []).append(one)
    return sorted((_thing(found, rows) for rows in gathered.values()), key=lambda one: _ORDER.index(one.kind))


def kind_of(code: str) -> str:
    """The kind of thing that a finding asks for."""
    return _KINDS.get(code, FIGURE)


def _thing(found: Content, rows: list[Finding]) -> Thing:
    first = rows[0]
    kind, code = kind_of(first.code), section_at(found, first.ref)
    if kind == EMPTY:
        name = _name_at(found, code)
        return Thing(kind, first.sentence, name, first.ref, code)
    if kind != UNCONFIRMED:
        return Thing(kind, first.sentence, first.sentence, first.ref, code, first.key)
    name, many = _name_at(found, code), sum(one.code == "line.unconfirmed" for one in rows)
    has_text = many < len(rows)
    what = " và ".join(words for words in ("đoạn văn" if has_text and many else "", many and f"{many} dòng") if words)
    said = f"{what} chưa có người xác nhận" if what else "chưa có người xác nhận"
    return Thing(kind, f"{name}: {said}.", f"{name}: {what}" if what else name, first.ref, code)


def _name_at(found: Content, code: str) -> str:
    return next((f"Mục {place.code} {place.row.title}" for place in found.places if place.code == code), "")


def _drawer(place_of: Callable[[str], str], locked: bool, more: More | None) -> Callable[[Thing, str], dict]:
    def draw(one: Thing, sentence: str) -> dict:
        url = place_of(one.ref)
        label = "Xem" if locked else "Đến ô này" if one.ref.startswith(_FIGURE) else "Đến mục này"
        links = [{"label": label, "url": url}] if url else []
        return {"sentence": sentence, "source": "", "links": links, **(more(one) if more else {})}

    return draw


def _grouped(found: list[Thing], draw: Callable[[Thing, str], dict], opened: str) -> list[dict]:
    """Several things of one kind are one entry that opens to them."""
    by_kind: dict[str, list[Thing]] = {}
    for one in found:
        by_kind.setdefault(one.kind, []).append(one)
    entries = []
    for kind, rows in by_kind.items():
        if kind not in _TOGETHER or len(rows) == 1:
            entries += [draw(one, one.sentence) for one in rows]
            continue
        parts = [draw(one, one.short) for one in rows]
        sentence = _TOGETHER[kind].format(len(rows))
        parts[0]["open"] = kind == opened
        entries.append({"sentence": sentence, "source": "", "parts": parts, "open": kind == opened})
    return entries


def place_url(found: Content, ref: str) -> str:
    """Where a place of a report is written: a section of the editor, a part of the figures, the report's own fields."""
    report = found.report
    if ref.startswith(_FIGURE):
        part = ref.removeprefix(_FIGURE).partition(".")[0]
        page = address("reporting:figures", report.code, part) or reverse("reporting:annex", args=[report.code])
        return f"{page}#{quote(ref)}"
    if code := section_at(found, ref):
        anchor = f"#{quote(ref)}" if ref.startswith(_LINE) else ""
        return f"{reverse('reporting:section', args=[report.code, code])}{anchor}"
    return reverse("reporting:information", args=[report.code])


def section_at(found: Content, ref: str) -> str:
    """The code of the place that a reference stands in, "" for none."""
    if ref.startswith(_SECTION):
        code = ref.removeprefix(_SECTION)
        return code if any(place.code == code for place in found.places) else ""
    if ref.startswith(_LINE):
        key = ref.removeprefix(_LINE)
        return next((place.code for place in found.places for line in place.lines if str(line.pk) == key), "")
    return ""
