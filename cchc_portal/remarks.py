"""Remarks as the components draw them, for those who make them and for those who answer them."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from cchc_portal import wording
from organisations.roles import Capability as C
from workflow import clock
from workflow import remarks as verbs
from workflow.flows import flow_of
from workflow.models import Item, Remark
from workflow.rules import Situation

_STATES = {Remark.State.OPEN: "open", Remark.State.ANSWERED: "answered", Remark.State.RESOLVED: "resolved"}


def threads(item: Item, user, situation: Situation, *, edit_url: str = "", back: str = "") -> list[dict]:
    """Remarks that `user` may read, official ones numbered, private ones last.

    edit_url: the editor, which finds a place by ``?cho=``; back: where an answer leads, the item's page if "".
    """
    powers = situation.powers
    held = verbs.reading_offices(powers)
    rows = verbs.for_reader(item, user, powers=powers)
    answers = _answered_by(item, situation, [row for row in rows if not row.private])
    found = [
        _thread(row, number, settles=row.office_id in held, answers=row.pk in answers)
        for number, row in enumerate((row for row in rows if not row.private), start=1)
    ]
    found += [_thread(row, 0, settles=row.office_id in held, answers=False) for row in rows if row.private]
    for one in found:
        one["place_url"] = f"{edit_url}?{urlencode({'cho': one['ref']})}" if edit_url and one["ref"] else ""
        if one["reply_url"] and back:
            one["reply_url"] += f"?{urlencode({'ve': back})}"
    return found


def _answered_by(item: Item, situation: Situation, rows: list[Remark]) -> set[int]:
    """Remarks that the reader may answer: all of the item's drafter, those in their areas of who drafts only these."""
    flow = flow_of(item)

    def drafts(area: str) -> bool:
        return situation.powers.may(C.DRAFT, item.unit_id, subject=flow.subject, area=area)

    if drafts(""):
        return {row.pk for row in rows}
    if not rows or not drafts("*"):
        return set()
    areas = flow.areas_at(item, [row.place for row in rows])
    return {row.pk for row in rows if (area := areas.get(row.place)) and drafts(area)}


def _thread(row: Remark, number: int, *, settles: bool, answers: bool) -> dict:
    open_still = row.state != Remark.State.RESOLVED
    return {
        "id": row.pk,
        "number": number or "",
        "ref": row.place,
        "place": row.place_label,
        "quote": row.quote,
        "state": "internal" if row.private else _STATES[Remark.State(row.state)],
        "text": row.text,
        "who": f"{row.by.display_name}, {row.office.name}",
        "at": _at(row.at),
        "replies": [{"text": row.answer, "who": row.answered_by.display_name, "at": _at(row.answered_at)}]
        if row.answered_by_id
        else [],
        "reply_url": reverse("portal:remark_answer", args=[row.pk]) if answers and open_still else "",
        "actions": _acts(row) if settles and not answers else [],
    }


def _at(moment) -> str:
    return wording.moment(localtime(moment), today=clock.today())


def _acts(row: Remark) -> list[dict]:
    settle = {
        "label": "Đã xử lý",
        "url": reverse("portal:remark_settle", args=[row.pk, "xong"]),
        "small": True,
        "icon": "check",
        "method": "post",
    }
    again = {
        "label": "Chưa đạt, hỏi lại",
        "url": reverse("portal:remark_settle", args=[row.pk, "hoi-lai"]),
        "small": True,
        "method": "post",
    }
    return {
        Remark.State.OPEN: [settle],
        Remark.State.ANSWERED: [{**settle, "kind": "primary"}, again],
        Remark.State.RESOLVED: [] if row.private else [again],
    }[Remark.State(row.state)]


def open_count(found: list[dict]) -> int:
    """How many official remarks nobody has answered yet."""
    return sum(one["state"] == "open" for one in found)


def collected(found: list[dict]) -> str:
    """Open remarks as one letter: the reason of a return, for the reviewer to edit."""
    lines = [
        f"{at}. {one['place'] or 'Ý kiến chung'}: {one['text']}"
        for at, one in enumerate((one for one in found if one["state"] in ("open", "answered")), start=1)
    ]
    return "\n".join(lines)
