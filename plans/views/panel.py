"""The panel beside the section being edited: what is missing, the paper, the remarks (ux section 4.3)."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from organisations.rules import Powers
from plans import places
from plans.models import Plan
from plans.queries import Content
from plans.views.cells import RowView
from plans.wording import full_citation
from workflow import remarks
from workflow.models import Remark

MISSING, PAPER, REMARKS = "", "ban-in", "y-kien"
_SIDES = ((MISSING, "Cần bổ sung"), (PAPER, "Bản in"), (REMARKS, "Ý kiến"))
_CITE = re.compile(r"\{\{cite:([A-Za-z0-9_-]{1,40})\}\}")


def panel(request: HttpRequest, plan: Plan, powers: Powers, stopping: int) -> dict:
    """What the panel shows: its tabs, which one is open, and the official remarks on the plan."""
    asked = request.GET.get("ben", "")
    side = asked if asked in dict(_SIDES) else MISSING
    said = [row for row in remarks.for_reader(plan, request.user, powers=powers) if not row.private]
    waiting = sum(row.state == Remark.State.OPEN for row in said)
    counts = {MISSING: stopping, REMARKS: waiting or (len(said) or "")}
    return {
        "side": side,
        "side_tabs": [
            {
                "label": label,
                "url": f"{request.path}?{urlencode({'ben': key})}" if key else request.path,
                "current": key == side,
                "paper": key == PAPER,
                "count": counts.get(key, ""),
                "red": bool(counts.get(key)) and (key == MISSING or bool(waiting)),
            }
            for key, label in _SIDES
        ],
        "remarks": said,
        "waiting": waiting,
        "first_remark": first_remark(plan, request.path, said),
        "here": f"{request.path}?{urlencode({'ben': REMARKS})}" if side == REMARKS else request.path,
        "edit_url": reverse("plans:edit_start", args=[plan.code]),
    }


def first_remark(plan: Plan, path: str, said: Iterable[Remark]) -> str:
    """Where the first remark that waits for an answer is mended: its place, or its thread where it has none (M28)."""
    first = next((row for row in said if row.state == Remark.State.OPEN), None)
    if first is None:
        return ""
    if first.place:
        return f"{reverse('plans:edit_start', args=[plan.code])}?{urlencode({'cho': first.place})}"
    return f"{path}?{urlencode({'ben': REMARKS})}#thread-{first.pk}"


def rows_in(context: dict) -> Iterator[RowView]:
    """Every row that a section shows."""
    for name in ("rows", "deadlines"):
        yield from context.get(name, ())
    yield from (one["view"] for name in ("targets", "tasks") for one in context.get(name, ()))
    yield from (one["row"] for one in context.get("texts", ()))
    if "heading" in context:
        yield context["heading"]


def at_rows(rows: Iterable[RowView], said: Iterable[Remark], answers: bool) -> None:
    """Hang each unsettled remark on its row, for the row to show it. answers: whether the reader may answer there."""
    by_row: dict[str, list[dict]] = {}
    for one in said:
        if one.state != Remark.State.RESOLVED and one.place:
            row, field = places.row_of(one.place), places.field_of(one.place)
            open_still = one.state == Remark.State.OPEN
            by_row.setdefault(row, []).append(
                {"remark": one, "field": field, "open": open_still, "answers": answers and open_still}
            )
    for row in rows:
        row.remarks = by_row.get(row.ref, [])


def legend(content: Content, rows: Iterable[RowView]) -> list[dict]:
    """The marks of citations in a section's own text with the documents they stand for, in their order."""
    texts = "\n".join(cell.text for row in rows for cell in row.cell.values())
    return [
        {
            "mark": "{{cite:" + key + "}}",
            "words": "; ".join(full_citation(row.document) for row in content.cited[key]),
            "footnote": any(row.footnote for row in content.cited[key]),
        }
        for key in dict.fromkeys(_CITE.findall(texts))
        if key in content.cited
    ]
