"""Findings of a report as pages draw them: must and should, each with the link to the place or cell where it is mended."""

from urllib.parse import quote

from django.urls import reverse

from reporting.checks import Finding
from reporting.queries import Content
from reporting.views.words import address

_FIGURE, _SECTION, _LINE = "figure-", "section-", "line-"


def drawn(found: Content, findings: list[Finding], *, locked: bool = False) -> dict:
    """Context of the tag ``finding_list``. locked: nobody may mend them now, so the links only show the place."""
    must = [_one(found, group, locked) for group in _grouped(found, [one for one in findings if one.must])]
    should = [_one(found, [one], locked) for one in findings if not one.must]
    return {"must": must, "should": should, "stopping": len(must)}


def stopping(found: Content, told: list[Finding]) -> list[str]:
    """What keeps the report from being sent, as the page counts it: the same things grouped."""
    return [row["sentence"] for row in drawn(found, told)["must"]]


def _grouped(found: Content, findings: list[Finding]) -> list[list[Finding]]:
    """Several rows of one place that nobody has confirmed are one thing to do."""
    groups: dict[object, list[Finding]] = {}
    for at, one in enumerate(findings):
        together = one.code == "line.unconfirmed"
        groups.setdefault((one.code, section_at(found, one.ref)) if together else at, []).append(one)
    return list(groups.values())


def _one(found: Content, group: list[Finding], locked: bool) -> dict:
    finding, sentence = group[0], group[0].sentence
    if len(group) > 1:
        sentence = f"{sentence.rpartition(', dòng ')[0]}: {len(group)} dòng chưa có người xác nhận."
    url = place_url(found, finding.ref)
    label = "Xem" if locked else "Đến ô này" if finding.ref.startswith(_FIGURE) else "Đến mục này"
    return {"sentence": sentence, "source": "", "links": [{"label": label, "url": url}] if url else []}


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
