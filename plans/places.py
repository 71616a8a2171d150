"""Places of a plan as remarks and findings name them: "task-12", "task-12-lead_text", "area-TTHC", "text-purpose"."""

import re
from collections.abc import Iterable

from plans import fields
from plans.checks import labels
from plans.models import Plan, PlanPart, Target, Task
from plans.queries import Content, area_place
from plans.wording import full_citation

_ROW = re.compile(r"(?:annex-)?(?P<kind>target|task)-(?P<pk>\d+)(?:-(?P<field>[a-z_]+))?")
_AREA = re.compile(r"area-(?P<code>[A-Z0-9]+)")
_KINDS: dict[str, type[PlanPart]] = {"target": Target, "task": Task}
# Fields of a row that a remark may be about; the row as a whole comes first.
FIELDS: dict[str, tuple[str, ...]] = {
    "target": (),
    "task": ("content", "product_text", "lead_text", "partners", "timing_text", "budget"),
}
_LABEL_LENGTH = 200
# What is said of no place of its own.
GENERAL = "Ý kiến chung"


def row_of(place: str) -> str:
    """The row of a place, without its field and whether it was read in the annex: "task-12"."""
    found = _ROW.fullmatch(place)
    return f"{found['kind']}-{found['pk']}" if found else place


def field_of(place: str) -> str:
    """What the field of a place is called, "" for a whole row and for other places."""
    found = _ROW.fullmatch(place)
    return fields.label(_KINDS[found["kind"]], found["field"]) if found and found["field"] else ""


def areas_at(plan: Plan, places: Iterable[str]) -> dict[str, str]:
    """The area code of each place that stands in an area; at most one query per kind of row."""
    wanted: dict[str, set[int]] = {}
    places = set(places)
    for place in places:
        if found := _ROW.fullmatch(place):
            wanted.setdefault(found["kind"], set()).add(int(found["pk"]))
    codes = {
        f"{kind}-{pk}": code
        for kind, keys in wanted.items()
        for pk, code in _KINDS[kind].everything.filter(plan=plan, pk__in=keys).values_list("pk", "area__code")
    }
    return {place: code for place in places if (code := _area(place) or codes.get(row_of(place), ""))}


def _area(place: str) -> str:
    found = _AREA.fullmatch(place)
    return found["code"] if found else ""


def named(content: Content) -> dict[str, str]:
    """What a reader calls every place of a plan that can be remarked on: ref → words, in the order of the paper."""
    words = {f"basis-{row.pk}": f"Căn cứ: {full_citation(row.document)}" for row in content.bases}
    words |= {f"text-{section}": _TEXTS[section] for section in ("purpose", "requirements")}
    called = labels(content)
    for area in content.areas:
        number = f"II.{area.number} " if area.number else ""
        words[area_place(area.row)] = f"Mục {number}{area.heading}"
        words |= {f"target-{row.pk}": f"Chỉ tiêu {called[f'target-{row.pk}']}: {row.phrase}" for row in area.targets}
        words |= {f"task-{row.pk}": f"Nhiệm vụ {called[f'task-{row.pk}']}: {row.content}" for row in area.tasks}
    for row in content.responsibilities:
        words[f"responsibility-{row.pk}"] = f"Trách nhiệm {called[f'responsibility-{row.pk}']}: {row.holder_text}"
    words |= {f"deadline-{row.pk}": f"Hạn {row.get_period_display()}" for row in content.deadlines}
    words |= {f"text-{section}": _TEXTS[section] for section in ("funding", "closing")}
    words |= {f"recipient-{row.pk}": f"Nơi nhận: {row.name}" for row in content.recipients}
    return {ref: _short(text) for ref, text in words.items()}


_TEXTS = {"purpose": "I.1 Mục đích", "requirements": "I.2 Yêu cầu", "funding": "III Kinh phí", "closing": "Lời kết"}


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else f"{text[:90].rsplit(' ', 1)[0]}…"


def name_at(content: Content, place: str) -> str:
    """What a reader calls a place, its field included; "" for a place that the plan does not have."""
    if not place:
        return GENERAL
    words = named(content).get(row_of(place), "")
    found = _ROW.fullmatch(place)
    if not words or not found or not found["field"]:
        return words
    if found["field"] not in FIELDS[found["kind"]]:
        return ""
    label = fields.label(_KINDS[found["kind"]], found["field"])
    return f"{words.split(':')[0]}, {label}: {words.split(': ', 1)[-1]}"[:_LABEL_LENGTH]


def fields_at(place: str) -> list[tuple[str, str]]:
    """The fields of a row that a remark may be about, with their names; none for other places."""
    found = _ROW.fullmatch(place)
    if not found:
        return []
    return [(name, fields.label(_KINDS[found["kind"]], name)) for name in FIELDS[found["kind"]]]
