"""The places of a report in the editor: their order, states, counts; the parts of its figures (ux section 4.13)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from reporting.checks.stale import Stale, stale
from reporting.narrative.places import has_lines, is_written
from reporting.outlines import LINES
from reporting.outlines import Content as What
from reporting.queries import Content, Place
from reporting.queries.known import Known
from reporting.views.words import address

INFORMATION = "thong-tin"
# State of an entry: icon and what it says to who cannot see it.
STATES = {
    "complete": ("circle-check", "Đã xác nhận"),
    "draft": ("circle-dot", "Bản nháp"),
    "stale": ("refresh-alert", "Số liệu đã đổi"),
    "empty": ("circle-dashed", "Chưa có nội dung"),
    "table": ("table", "Bảng tự lập"),
}


@dataclass(frozen=True)
class Standing:
    """How a place stands. stale: how many figures of it say something else than when it was written."""

    state: str
    stale: int = 0

    @property
    def needs(self) -> bool:
        """Whether somebody has to do something here."""
        return self.state in ("draft", "stale")


def written(found: Content) -> list[Place]:
    """The places at which something is written or added up: all but plain headings."""
    return [
        place for place in found.places if is_written(place.row) or has_lines(place.row) or place.what == What.TARGETS
    ]


def standing(place: Place, changed: Mapping[str, Stale]) -> Standing:
    """The state of one place. changed: ``stale_by``."""
    if place.what == What.TARGETS:
        return Standing("table")
    refs = [place.ref, *(f"line-{line.pk}" for line in place.lines)]
    count = sum(len(changed[ref].shown) for ref in refs if ref in changed)
    if count:
        return Standing("stale", count)
    if place.is_empty:
        return Standing("empty")
    sure = all(line.confirmed_at for line in place.lines)
    sure = sure and (not place.text.strip() or (place.section is not None and place.section.confirmed_at is not None))
    return Standing("complete" if sure else "draft")


def stale_by(found: Content, known: Known) -> dict[str, Stale]:
    """What changed since it was written or confirmed: by place and by row, as remarks name them."""
    return {one.ref: one for one in stale(found, known)}


def first_to_do(found: Content, changed: Mapping[str, Stale]) -> Place | None:
    """The place that needs somebody first: stale, then unconfirmed, then one that must be written; else the first."""
    places = written(found)
    stands = [(place, standing(place, changed)) for place in places]
    for wanted in ("stale", "draft"):
        if chosen := next((place for place, one in stands if one.state == wanted), None):
            return chosen
    empty = next((place for place, one in stands if one.state == "empty" and place.row.required), None)
    return empty or next(iter(places), None)


def outline(found: Content, changed: Mapping[str, Stale], current: str) -> list[dict]:
    """Groups of entries: the report's own fields, its figures, then the places under the headings of the outline."""
    report = found.report
    own = _item("Thông tin chung", reverse("reporting:information", args=[report.code]), current == INFORMATION)
    groups = [{"head": "", "items": [{**own, "icon": "file-text", "spoken": "", "state": "plain"}]}]
    if figures := _figures(found):
        groups.append({"head": "Số liệu", "items": figures})
    titles = {place.code: place.row.title for place in found.places}
    for place in written(found):
        head = _head(place, titles)
        if groups[-1]["head"] != head:
            groups.append({"head": head, "items": []})
        groups[-1]["items"].append(_place(found, place, standing(place, changed), current))
    return groups


def _head(place: Place, titles: dict[str, str]) -> str:
    above = place.code if place.what == What.HEADING else place.code.rpartition(".")[0]
    return f"{above} {titles.get(above, '')}".strip() if above else "Đánh giá, phương hướng"


def _place(found: Content, place: Place, stands: Standing, current: str) -> dict:
    icon, spoken = STATES[stands.state]
    number = place.code.rpartition(".")[2]
    mark = f"{number})" if place.row.level > 2 else f"{number}."
    label = f"{mark} {place.row.title}" if place.what != What.HEADING else "Đánh giá chung của lĩnh vực"
    count = len(place.lines) if place.what in LINES and place.lines else ""
    url = reverse("reporting:section", args=[found.report.code, place.code])
    item = _item(label, url, current == place.code, stands.stale or count)
    return {**item, "state": stands.state, "icon": icon, "spoken": spoken, "red": bool(stands.stale)}


def _figures(found: Content) -> list[dict]:
    """The parts of the figures with how many cells say anything."""
    if found.figures is None:
        return []
    sheet, items = found.figures.sheet(), []
    for part in found.figures.form.parts():
        known, of = sheet.progress(part.code)
        if of:
            url = address("reporting:figures", found.report.code, part.code)
            state = "complete" if known == of else "draft" if known else "empty"
            item = _item(
                f"{part.code}. {part.label}", url or reverse("reporting:annex", args=[found.report.code]), False
            )
            icon, spoken = STATES[state]
            said = {"complete": "Đủ số", "draft": "Chưa đủ số", "empty": "Chưa có số"}[state]
            items.append({**item, "amount": f"{known}/{of}", "state": state, "icon": icon, "spoken": said or spoken})
    return items


def _item(label: str, url: str, current: bool, amount: int | str = "") -> dict:
    return {"label": label, "url": url, "current": current, "amount": amount}
