"""What changed in a plan, for those who decide on it: since it was handed back, and against other plans (ux 4.7, 4.10)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.urls import reverse
from django.utils.timezone import localtime

from cchc_portal import wording
from plans.queries import comparing
from plans.queries.comparing import Compared, Place
from plans.queries.sides import HANDED_BACK, Side, Sides
from plans.queries.snapshots import AS_SENT
from workflow.models import Remark
from workflow.states import STATES


@dataclass(frozen=True)
class Changes:
    """Places that differ, the moment they are counted from, and the page that shows them with everything else."""

    since: str
    places: list[Place]
    url: str


def since_handed_back(sides: Sides, remarks: Callable[[], Sequence[Remark]]) -> Changes | None:
    """What differs from the version that was last returned or taken back; None on the first sending."""
    found = comparing.since_handed_back(sides, remarks)
    if found is None:
        return None
    event, result = found
    day = wording.short_day(localtime(event.at).date())
    return Changes(f"{HANDED_BACK[event.action]} {day}", result.places, address(sides, result.old))


def against(sides: Sides, old: Side | None, remarks: Sequence[Remark] = ()) -> Compared | None:
    """One side against the plan as it stands; None where there is no such side."""
    standing = sides.standing
    if old is None or standing is None:
        return None
    return comparing.compared(old, standing, remarks=remarks, reasons=sides.reasons(old, standing))


# Tabs that compare: their words in addresses.
SENT_BEFORE, YEAR_BEFORE, REPLACED = "so-sanh", "nam-truoc", "ban-cu"


def tabs(sides: Sides) -> tuple[tuple[str, str], ...]:
    """Keys and labels of the comparisons that there are: "So với lần gửi 1", "So với năm trước"."""
    found = (
        (SENT_BEFORE, sides.previous, f"So với {sides.previous.label.lower()}" if sides.previous else ""),
        (YEAR_BEFORE, sides.year_before, f"So với năm {sides.plan.year - 1}"),
        (REPLACED, sides.replaced, "So với bản được thay thế"),
    )
    return tuple((key, label) for key, side, label in found if side is not None)


def counts(sides: Sides) -> dict[str, int]:
    """How many places differ from the version sent before, for its tab: counted when the plan was sent."""
    known = _changed(sides.sent[-1]) if sides.previous and sides.standing and sides.standing.sending is None else None
    return {} if known is None or STATES[sides.plan.state].editable else {SENT_BEFORE: known}


def _changed(side: Side) -> int | None:
    return side.sending.event.details[AS_SENT].get("changed") if side.sending else None


def links(sides: Sides) -> dict[int, dict]:
    """For the event of each sending but the first: how much it changed, and the page that shows it."""
    pairs = pairwise(sides.sent)
    return {
        new.sending.event.pk: {
            "changes_label": f"{_changed(new)} chỗ khác {old.label.lower()}",
            "changes_url": f"{address(sides, old)}?voi={new.key}",
        }
        for old, new in pairs
        if new.sending is not None
    }


def of_tab(sides: Sides, tab: str, remarks: Sequence[Remark]) -> dict:
    """What templates/review/compared.html shows under one of ``tabs``."""
    old = {SENT_BEFORE: sides.previous, YEAR_BEFORE: sides.year_before, REPLACED: sides.replaced}.get(tab)
    found = against(sides, old, remarks)
    return {"found": found, "more_url": address(sides, old)} if old is not None and found is not None else {}


def address(sides: Sides, old: Side) -> str:
    """The page that compares a side with the plan as it stands."""
    return reverse("plans:compare", args=[sides.plan.code, old.key])
