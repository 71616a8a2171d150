"""Splitting a target or task: its words become several rows, alike in everything else (ux section 4.4)."""

import re
from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import F

from organisations.models import User
from plans import fields
from plans.actions import saving
from plans.actions.copying import copy_below, duplicate
from plans.actions.reading import read_many
from plans.models import PlanPart, Target, Task
from workflow.actions import editing

Row = TypeVar("Row", bound=PlanPart)

MOST_PARTS = 20
# The end of a sentence or of a part between semicolons, outside of a mark of a citation.
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[^\s\d])(?![^{]*\}\})")


def by_sentences(words: str) -> str:
    """The words with a line for each sentence and each part between semicolons."""
    return _SENTENCE.sub("\n", words)


def at_place(words: str, place: int) -> str:
    """The words broken in two lines at a place; unbroken where the place is no inner one."""
    before, after = words[:place].rstrip(), words[place:].lstrip()
    return f"{before}\n{after}" if before and after else words


def split_row(*, row: Row, parts: Iterable[str], version: int, by: User) -> list[Row]:
    """Make several rows of a target or task that was seen in ``version``, and return them in order.

    parts: the words of each. The first part stays in the row, with its history and its money; the others stand below it
    with the same product, lead, partners, time and tags. A target's conditions are read from its new words. Raises
    Refused (locked, not theirs), Conflict (somebody changed the words meanwhile), ValidationError on "parts".
    """
    if not isinstance(row, fields.IN_AREAS):
        raise ValueError("only targets and tasks are split")
    name = fields.SUBSTANCE[type(row)]
    words = _cleaned(type(row), name, parts)
    with editing(row.plan, by=by, area=saving.area_of(row)) as plan:
        current = saving.locked_row(row)
        saving.refuse_conflicts(current, {name: words[0]}, version)
        below = type(row).everything.filter(plan=plan, area=current.area_id, order__gt=current.order)
        below.update(order=F("order") + len(words) - 1)
        if isinstance(current, Target):
            # Even a confirmed reading was one of the whole sentence.
            current.conditions.all().delete()
        current.plan = plan
        saving.write(current, {name: words[0]}, plan=plan, by=by, explicit=True)
        return [current, *(_below(current, step, text, by) for step, text in enumerate(words[1:], start=1))]


def _below(current: Row, step: int, words: str, by: User) -> Row:
    twin = duplicate(current, plan=current.plan, by=by)
    setattr(twin, fields.SUBSTANCE[type(twin)], words)
    twin.order = current.order + step
    if isinstance(twin, Task):
        twin.budget = None
    saving.store(twin, by=by, explicit=True)
    if isinstance(twin, Target):
        read_many([twin], twin.plan)
    else:
        copy_below({current: twin})
    return twin


def _cleaned(model: type[PlanPart], name: str, parts: Iterable[str]) -> list[str]:
    """The parts fit for storing, each beginning with a capital. Raises ValidationError on "parts"."""
    try:
        cleaned = [saving.clean_text(part, limit=fields.limit(model, name), lines=False) for part in parts]
    except ValidationError as fault:
        raise ValidationError({"parts": fault.messages}) from fault
    words = [part for part in (part.strip(" ;,") for part in cleaned) if part]
    words = [words[0], *(part[:1].upper() + part[1:] for part in words[1:])] if words else []
    if len(words) < 2:
        raise ValidationError({"parts": "Chưa có chỗ tách. Đặt con trỏ vào chỗ cần tách rồi bấm Enter."})
    if len(words) > MOST_PARTS:
        raise ValidationError({"parts": f"Tách một lần tối đa {MOST_PARTS} dòng, ở đây có {len(words)} dòng."})
    if any(part.count("{{") != part.count("}}") or part.count("**") % 2 for part in words):
        raise ValidationError({"parts": "Chỗ tách nằm giữa một viện dẫn, chú thích hoặc chữ đậm. Tách ở chỗ khác."})
    return words
