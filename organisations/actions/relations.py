"""Verbs on review relations: who follows a unit in a subject, from a day to a day."""

from datetime import date

from django.db import transaction

from organisations.actions.reach import lock_tree, rebuild_reach
from organisations.actions.rows import field_error, json_values, store
from organisations.actions.units import overlapping
from organisations.acts import record
from organisations.administration import administer_refusal
from organisations.models import ReviewRelation, Unit, User
from organisations.refusals import require
from organisations.wording import days_of, in_sentence


@transaction.atomic
def set_review_relation(
    *,
    unit: Unit,
    authority: Unit,
    subject: str,
    valid_from: date,
    by: User,
    valid_to: date | None = None,
) -> ReviewRelation:
    """``authority`` follows ``unit`` in ``subject`` (Subject); it is never the parent as such.

    A subject of a unit has one authority at a time. ``by`` must administer both units, because the
    relation lets one see the other's work.
    """
    require(administer_refusal(by, unit, authority))
    lock_tree()
    row = ReviewRelation(unit=unit, authority=authority, subject=subject, valid_from=valid_from, valid_to=valid_to)
    if unit.pk == authority.pk:
        raise field_error("authority", "Đơn vị không tự theo dõi mình.")
    for side, end in (("valid_from", valid_from), ("valid_to", valid_to)):
        if end:
            _refuse_outside_days(row, side, end)
    if other := overlapping(row, unit=unit, subject=subject):
        raise field_error(
            "valid_from",
            f"{other.authority.name} đang theo dõi {row.get_subject_display().lower()} của {in_sentence(unit)} "
            f"{days_of(other)}. Kết thúc quan hệ đó trước.",
        )
    store(row)
    rebuild_reach()
    details = {"authority": authority.code, "subject": subject, "valid_from": valid_from}
    record("unit.review", unit=unit, by=by, details=json_values(details))
    return row


@transaction.atomic
def end_review_relation(*, relation: ReviewRelation, last_day: date, by: User) -> ReviewRelation:
    """The relation holds to the end of ``last_day``."""
    require(administer_refusal(by, relation.unit))
    lock_tree()
    if relation.valid_to and relation.valid_to < last_day:
        raise field_error("last_day", f"Quan hệ này đã kết thúc ngày {relation.valid_to:%d/%m/%Y}.")
    relation.valid_to = last_day
    store(relation)
    rebuild_reach()
    details = {
        "authority": relation.authority.code,
        "subject": relation.subject,
        "last_day": last_day,
    }
    record("unit.review_end", unit=relation.unit, by=by, details=json_values(details))
    return relation


def _refuse_outside_days(row: ReviewRelation, side: str, day: date) -> None:
    for party in (row.unit, row.authority):
        if not party.holds_on(day):
            raise field_error(side, f"{party.name} không hoạt động vào ngày {day:%d/%m/%Y}.")
