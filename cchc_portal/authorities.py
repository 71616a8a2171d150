"""How far each authority has come with an item that several review."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.timezone import localtime

from cchc_portal import names, wording
from workflow import clock
from workflow.models import Item, ReviewRow
from workflow.states import ACTIONS

# Conclusions that ask the unit to do something again.
_ASKING = frozenset({"return", "ask_replacement", "ask_correction"})


@dataclass(frozen=True)
class Standing:
    """One authority's own review: kind, icon and word of its pill; who is at it or has concluded, and when.

    subject: under which it reviews, "" where all do under the same.
    """

    office: str
    subject: str
    pill: str
    icon: str
    word: str
    who: str = ""


def standings(items: Iterable[Item], *, at_least: int = 2) -> dict[int, list[Standing]]:
    """Per item of one kind (by primary key) each authority of the latest round, where there are several: one query."""
    found = list(items)
    rows: dict[int, list[ReviewRow]] = {}
    asked = ReviewRow.objects.filter(kind__in={item.kind for item in found}, object_id__in=[item.pk for item in found])
    related = ("authority", "officer__official", "started_by__official", "concluded_by__official")
    for row in asked.select_related(*related).order_by("pk"):
        rows.setdefault(row.object_id, []).append(row)
    return {pk: said for pk, all_rounds in rows.items() if len(said := _latest(all_rounds)) >= at_least}


def _latest(rows: list[ReviewRow]) -> list[Standing]:
    last = max(row.sending for row in rows)
    current = [row for row in rows if row.sending == last]
    alike = len({row.subject for row in current}) == 1
    return [_standing(row, "" if alike else row.get_subject_display()) for row in current]


def _standing(row: ReviewRow, subject: str) -> Standing:
    office = names.titled(row.authority.name)
    if row.concluded_at:
        action = ACTIONS[row.conclusion]
        pill = "amber" if row.conclusion in _ASKING else "green"
        return Standing(office, subject, pill, action.icon, action.done, _who(row.concluded_by, row.concluded_at))
    if row.started_at:
        return Standing(office, subject, "blue", "eye", "Đang rà soát", _who(row.started_by, row.started_at))
    return Standing(office, subject, "neutral", "inbox", "Cần rà soát", row.officer.display_name if row.officer else "")


def _who(user, at) -> str:
    return f"{user.display_name}, {wording.moment(localtime(at), today=clock.today())}"
