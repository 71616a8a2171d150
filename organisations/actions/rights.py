"""Verbs on rights: memberships and delegations."""

from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from organisations.actions.reach import lock_tree
from organisations.actions.rows import field_error, json_values, store
from organisations.actions.units import overlapping
from organisations.acts import record
from organisations.administration import (
    administer_refusal,
    delegate_refusal,
    last_administrator_refusal,
    lending_faults,
)
from organisations.models import Delegation, Membership, Official, Unit, User
from organisations.refusals import require
from organisations.roles import GRANTS, Role
from organisations.wording import days_of, in_sentence


@transaction.atomic
def grant_membership(
    *,
    user: User,
    unit: Unit,
    role: str,
    valid_from: date,
    by: User,
    valid_to: date | None = None,
    areas: list[str] | None = None,
) -> Membership:
    """``user`` has ``role`` over ``unit``; ``areas`` (area codes) limit it, empty means all.

    Raises Refused unless ``by`` administers ``unit``: nobody grants beyond the own subtree.
    """
    require(administer_refusal(by, unit))
    return open_membership(
        user=user,
        unit=unit,
        role=role,
        valid_from=valid_from,
        valid_to=valid_to,
        areas=areas or [],
        by=by,
    )


@transaction.atomic
def end_membership(*, membership: Membership, last_day: date, by: User) -> Membership:
    """The role holds to the end of ``last_day``; what its holder lent from it ends with it."""
    require(administer_refusal(by, membership.unit))
    require(last_administrator_refusal(membership, last_day))
    if membership.valid_to and membership.valid_to < last_day:
        raise field_error("last_day", f"Phân quyền này đã kết thúc ngày {membership.valid_to:%d/%m/%Y}.")
    membership.valid_to = last_day
    store(membership)
    _end_lending(membership, last_day)
    details = {"user": membership.user_id, "role": membership.role, "last_day": last_day}
    record("right.end", unit=membership.unit, by=by, details=json_values(details))
    return membership


@transaction.atomic
def delegate(
    *,
    unit: Unit,
    given_by: Official,
    office_title: str,
    to: Official,
    to_title: str,
    capabilities: list[str],
    ground_text: str,
    valid_from: date,
    by: User,
    **facts: Any,
) -> Delegation:
    """``given_by`` lends capabilities of ``unit`` to ``to``, by the document ``ground_text``.

    The giver or an administrator writes it down. ``facts``: valid_to, areas, capacity
    (Delegation.Capacity), ground_key. Nghị định 30/2020/NĐ-CP, Điều 13.
    """
    require(delegate_refusal(by, unit, given_by))
    if not capabilities:
        raise field_error("capabilities", "Chọn ít nhất một việc được giao.")
    if faults := lending_faults(unit, given_by, capabilities, valid_from):
        raise field_error("capabilities", " ".join(faults))
    if facts.get("capacity") and "sign" not in capabilities:
        raise field_error("capacity", "Tư cách ký chỉ ghi khi giao việc duyệt, ký.")
    lock_tree()
    row = Delegation(
        unit=unit,
        given_by=given_by,
        office_title=office_title,
        to=to,
        to_title=to_title,
        capabilities=capabilities,
        ground_text=ground_text,
        valid_from=valid_from,
        **facts,
    )
    if other := overlapping(row, unit=unit, to=to, office_title=office_title.strip()):
        raise field_error("valid_from", f"{to.full_name} đã được {office_title} phân công {days_of(other)}.")
    store(row)
    details = {
        "from": given_by.pk,
        "to": to.pk,
        "capabilities": capabilities,
        "capacity": row.capacity,
        "ground": row.ground_text,
        "valid_from": valid_from,
    }
    record("right.delegate", unit=unit, by=by, details=json_values(details))
    return row


@transaction.atomic
def end_delegation(*, delegation: Delegation, last_day: date, by: User) -> Delegation:
    """The delegation holds to the end of ``last_day``; its giver or an administrator ends it."""
    require(delegate_refusal(by, delegation.unit, delegation.given_by))
    if delegation.valid_to and delegation.valid_to < last_day:
        raise field_error("last_day", f"Phân công này đã kết thúc ngày {delegation.valid_to:%d/%m/%Y}.")
    delegation.valid_to = last_day
    store(delegation)
    details = {"delegation": delegation.pk, "last_day": last_day}
    record("right.delegation_end", unit=delegation.unit, by=by, details=json_values(details))
    return delegation


def open_membership(
    *,
    user: User,
    unit: Unit,
    role: str,
    valid_from: date,
    areas: list[str],
    by: User | None,
    valid_to: date | None = None,
) -> Membership:
    """Store a membership; whether ``by`` may is judged by the verb that calls this."""
    lock_tree()
    row = Membership(user=user, unit=unit, role=role, valid_from=valid_from, valid_to=valid_to, areas=areas)
    if not unit.holds_on(valid_from):
        raise field_error("valid_from", f"{unit.name} không hoạt động vào ngày {valid_from:%d/%m/%Y}.")
    if (role == Role.SERVICE) != (user.kind == User.Kind.SERVICE):
        raise field_error("role", "Vai trò “Hệ thống kết nối” chỉ dành cho tài khoản hệ thống.")
    if other := overlapping(row, user=user, unit=unit, role=role):
        raise field_error(
            "valid_from", f"{user.display_name} đã có vai trò này ở {in_sentence(unit)} {days_of(other)}."
        )
    store(row)
    details = {"user": user.pk, "role": role, "areas": areas, "valid_from": valid_from}
    record("right.grant", unit=unit, by=by, details=json_values(details))
    return row


def _end_lending(membership: Membership, last_day: date) -> None:
    """End what the holder lent from the unit and no longer holds there after ``last_day``."""
    official = membership.user.official
    if official is None:
        return
    rows = Delegation.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=last_day),
        given_by=official,
        unit=membership.unit,
        valid_from__lte=last_day,
    )
    roles = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=last_day), user=membership.user, unit=membership.unit
    ).values_list("role", flat=True)
    held = {verb for role in roles for verb in GRANTS.get(role, ())}
    for row in rows:
        if not held.issuperset(row.capabilities):
            row.valid_to = last_day
            store(row)
