"""The editor's sections in order: their addresses, states and counts (ux section 4.3)."""

from dataclasses import dataclass

from django.urls import reverse

from plans import places
from plans.checks import PlanFinding, ties
from plans.models import Plan
from plans.queries import AREA_MISSING, AreaContent, Content

GENERAL, BASES, AIMS, ORGANISATION, RECIPIENTS, ANNEX = (
    "thong-tin-chung", "can-cu", "muc-dich-yeu-cau", "to-chuc-thuc-hien", "noi-nhan", "phu-luc"
)  # fmt: skip
FIRST = GENERAL
_HEADS = ("", "II. Nhiệm vụ, giải pháp", "Phần cuối")
# Beginning of a finding's ref to the section where it is mended.
_BY_REF = (
    ("plan-basis", BASES), ("basis-", BASES), ("plan-recipients", RECIPIENTS), ("recipient-", RECIPIENTS),
    ("planrecipient-", RECIPIENTS), ("plan-signer", RECIPIENTS), ("signature", RECIPIENTS), ("text-purpose", AIMS),
    ("text-requirements", AIMS), ("text-", ORGANISATION), ("responsibility-", ORGANISATION),
    ("deadline-", ORGANISATION), ("annex", ANNEX), ("plan-annex", ANNEX), ("tasks", ANNEX),
)  # fmt: skip


@dataclass(frozen=True)
class Section:
    """One section of the editor. area: its content where it is an area."""

    slug: str
    label: str
    title: str
    group: int
    amount: str = ""
    area: AreaContent | None = None


def sections(content: Content) -> list[Section]:
    """Every section of a plan's editor, in order."""
    has_annex = content.plan.has_annex
    return [
        Section(GENERAL, "Thông tin chung", "Thông tin chung", 0),
        Section(BASES, "Căn cứ", "Căn cứ", 0, str(len(content.bases))),
        Section(AIMS, "I. Mục đích, yêu cầu", "I. Mục đích, yêu cầu", 0),
        *(_area_section(area, position) for position, area in enumerate(content.areas, start=1)),
        Section(ORGANISATION, "III. Tổ chức thực hiện", "III. Tổ chức thực hiện", 2),
        Section(RECIPIENTS, "Nơi nhận, người ký", "Nơi nhận, người ký", 2, str(len(content.recipients))),
        Section(ANNEX, "Phụ lục nhiệm vụ", "Phụ lục nhiệm vụ", 2, "tự lập" if has_annex else "không lập"),
    ]


def _area_section(area: AreaContent, position: int) -> Section:
    number = f"{area.number}. " if area.number else ""
    counts = f"{len(area.targets)} · {len(area.tasks)}"
    return Section(
        area_slug(area.row.area.code),
        f"{number}{area.row.area.short_name}",
        f"{number}{area.heading}",
        1,
        counts if area.number else "bỏ",
        area,
    )


def area_slug(code: str) -> str:
    """The address of an area's section."""
    return code.lower()


def slug_of(finding: PlanFinding) -> str:
    """The section in which a finding is mended."""
    if finding.area:
        return area_slug(finding.area)
    return next((slug for start, slug in _BY_REF if finding.ref.startswith(start)), GENERAL)


def slug_at(plan: Plan, place: str) -> str:
    """The section in which a place stands, as remarks and the paper name it."""
    area = places.areas_at(plan, [place]).get(place)
    if area:
        return area_slug(area)
    return next((slug for start, slug in _BY_REF if place.startswith(start)), GENERAL)


def section_url(content_or_code: Content | str, slug: str) -> str:
    """The address of a section."""
    code = content_or_code if isinstance(content_or_code, str) else content_or_code.plan.code
    return reverse("plans:edit", args=[code, slug])


def outline(content: Content, found: list[PlanFinding], current: str) -> list[dict]:
    """Groups of entries for templates/components/outline_item.html."""
    groups: list[dict] = [{"head": head, "items": []} for head in _HEADS]
    for section in sections(content):
        groups[section.group]["items"].append(
            {
                "id": f"muc-{section.slug}",
                "label": section.label,
                "url": section_url(content, section.slug),
                "state": _state(section, content, found),
                "amount": section.amount,
                "current": section.slug == current,
            }
        )
    return groups


def _state(section: Section, content: Content, found: list[PlanFinding]) -> str:
    mine = [finding for finding in found if slug_of(finding) == section.slug]
    if any(finding.stops for finding in mine):
        return "must"
    if any(not finding.blocks for finding in mine):
        return "should"
    return "empty" if _is_empty(section, content) else "complete"


def _is_empty(section: Section, content: Content) -> bool:
    if section.area is not None:
        return section.area.is_empty
    if section.slug == AIMS:
        return not (content.texts.get("purpose") and content.texts.get("requirements"))
    if section.slug == ORGANISATION:
        return not content.responsibilities
    return False


def drawn(content: Content, found: list[PlanFinding], *, locked: bool = False) -> dict:
    """Findings for the tag ``finding_list``: must, should; several gaps of one row are said in one line.

    locked: nobody may mend them now, so the links only show the place.
    """
    open_ones = [finding for finding in found if finding.stops]
    waived = [finding for finding in found if finding.blocks and finding.waived]
    must = [_drawn(content, group, locked) for group in _grouped(open_ones)]
    return {
        "must": must,
        "stopping": len(must),
        "should": [_drawn(content, [finding], locked) for finding in found if not finding.blocks],
        "waived": [_drawn(content, [finding], locked) for finding in waived],
    }


def _grouped(found: list[PlanFinding]) -> list[list[PlanFinding]]:
    groups: dict[str, list[PlanFinding]] = {}
    for position, finding in enumerate(found):
        key = finding.ref if finding.code.startswith("task_") else str(position)
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _drawn(content: Content, group: list[PlanFinding], locked: bool) -> dict:
    first = group[0]
    more = [finding.sentence.split(first.place, 1)[-1].strip(" .") for finding in group[1:]]
    sentence = first.sentence if not more else f"{first.sentence.rstrip('.')} · {' · '.join(more)}."
    anchor = _ANCHORS.get(first.code, "")
    links: list[dict] = [
        {
            "label": "Xem" if locked else "Đến mục này" if first.code == AREA_MISSING else "Sửa ngay",
            "url": f"{section_url(content, slug_of(first))}#{first.ref}{anchor}",
        }
    ]
    if first.code in _ELSEWHERE and not locked:
        label, name = _ELSEWHERE[first.code]
        links = [{"label": label, "url": reverse(name, args=[content.plan.code])}]
    if first.code == "task_head_missing" and not locked:
        # The head stands on the row's own page.
        row = reverse("plans:row", args=[content.plan.code, "nhiem-vu", first.ref.removeprefix("task-")])
        links = [{"label": "Sửa ngay", "url": f"{row}#{first.ref}-head", "sheet": True}]
    if first.waivable and len(group) == 1 and not locked:
        url = reverse("plans:waive", args=[content.plan.code])
        links.append(
            {
                "label": (
                    "Bỏ lý do" if first.waived else "Nêu lý do không có" if first.code == AREA_MISSING else "Nêu lý do"
                ),
                "url": f"{url}?phat-hien={first.code}&cho={first.ref}",
                "sheet": True,
            }
        )
    return {
        "sentence": sentence,
        "links": links,
        "waived": first.waived,
        "waiver": content.waivers.get((first.code, first.ref)) if first.waived else None,
        "source": "",
    }


# What is mended on a page of its own: code of the finding → words of the link, page.
_ELSEWHERE = {
    ties.GIVEN: ("Đưa vào kế hoạch", "plans:given"),
    ties.DROPPED: ("Mở bảng chuyển tiếp", "plans:carry_over"),
}
_ANCHORS = {
    "target_two_values": "-phrase",
    "target_unmeasurable": "-phrase",
    "target_duplicate": "-phrase",
    "task_outside_years": "-timing_text",
    "task_deadline_past": "-timing_text",
    "task_product_missing": "-product_text",
    "task_lead_missing": "-lead_text",
    "task_timing_missing": "-timing_text",
}
