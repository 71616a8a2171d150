"""Kinds of items that have a chairman's page and a reviewer's page: one desk each, asked by kind or by code."""

from collections.abc import Mapping

from django.http import Http404

from cchc_portal.desks.base import Checked, Desk, Place, Reading, Tab, numbered, was_sent
from cchc_portal.desks.plan import PlanDesk
from cchc_portal.desks.report import ReportDesk
from organisations.models import User
from workflow.codes import normal_code
from workflow.models import Item

__all__ = [
    "Checked",
    "Desk",
    "Place",
    "Reading",
    "Tab",
    "desk_at",
    "desk_of",
    "desks_for",
    "links_of",
    "numbered",
    "was_sent",
]

DESKS: dict[str, Desk] = {desk.kind: desk for desk in (PlanDesk(), ReportDesk())}


def desk_of(item: Item) -> Desk:
    """The desk of an item; KeyError for a kind that has none."""
    return DESKS[item.kind]


def desk_at(code: str, section: str = "") -> Desk:
    """The desk of the item with a code, and below ``section`` only where one is given; Http404 where there is none."""
    asked = normal_code(code)
    for desk in DESKS.values():
        if asked.startswith(desk.model.code_prefix) and section in ("", desk.section):
            return desk
    raise Http404


def desks_for(subject: str) -> list[Desk]:
    """The desks of what a call about ``subject`` asks for."""
    return [desk for desk in DESKS.values() if desk.model.scope_subject == subject]


def links_of(item: Item, user: User) -> Mapping[int, dict]:
    """More of the entries of an item's timeline, by event; nothing for kinds without a desk."""
    desk = DESKS.get(item.kind)
    return desk.links(item, user) if desk else {}
