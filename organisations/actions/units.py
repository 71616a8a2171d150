"""Verbs on units: made, changed, ended, succeeded, and their own dated settings."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from organisations.actions.reach import lock_tree, rebuild_reach
from organisations.actions.rows import field_error, json_values, store
from organisations.acts import record
from organisations.administration import administer_refusal
from organisations.models import (
    Appointment,
    Delegation,
    Membership,
    ReviewRelation,
    Succession,
    Unit,
    UnitSetting,
    User,
)
from organisations.refusals import require
from organisations.wording import LEVELS, days_of

# Words that stand in addresses where a code stands.
RESERVED_CODES = frozenset({"moi", "nhap-tep"})
CHANGEABLE = frozenset(
    [
        "kind",
        "name",
        "parent",
        "issuer_name",
        "issuer_short",
        "superior_name",
        "abbreviation",
        "place_name",
        "regime",
        "head_title",
        "head_phone",
        "phone",
        "order",
        "valid_from",
    ]
)


@transaction.atomic
def create_unit(*, code: str, name: str, kind: str, valid_from: date, parent: Unit, by: User, **facts: Any) -> Unit:
    """A new unit below ``parent``; ``facts`` are the other fields of Unit.

    Raises Refused unless ``by`` administers ``parent``, ValidationError by field.
    """
    require(administer_refusal(by, parent))
    lock_tree()
    unit = Unit(code=code, name=name, kind=kind, valid_from=valid_from, parent=parent, **facts)
    _refuse_outside_parent(unit)
    _refuse_used_code(unit)
    store(unit)
    rebuild_reach()
    record("unit.create", unit=unit, by=by, details={"code": unit.code, "parent": parent.code})
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, by: User, **facts: Any) -> Unit:
    """Correct the facts of a unit (keys of CHANGEABLE). A new unit in law is a succession instead.

    A new parent must be administered by ``by`` as well. What was issued keeps its heading, because
    issued papers are frozen.
    """
    require(administer_refusal(by, unit))
    if unknown := facts.keys() - CHANGEABLE:
        raise TypeError(f"not facts of a unit: {sorted(unknown)}")
    lock_tree()
    before = {name: getattr(unit, name) for name in facts}
    for name, value in facts.items():
        setattr(unit, name, value)
    changed = {name: value for name, value in facts.items() if value != before[name]}
    if "parent" in changed:
        _refuse_bad_parent(unit, by)
    _refuse_outside_parent(unit)
    store(unit)
    if changed.keys() & {"parent", "valid_from"}:
        rebuild_reach()
    if changed:
        record("unit.change", unit=unit, by=by, details=json_values(changed))
    return unit


@transaction.atomic
def end_unit(*, unit: Unit, last_day: date, by: User) -> Unit:
    """The unit exists to the end of ``last_day``; its rooms, rights, offices and relations end with it.

    Raises ValidationError while units of a level of their own still stand below it.
    """
    require(administer_refusal(by, unit))
    lock_tree()
    _end(unit, last_day)
    rebuild_reach()
    record("unit.end", unit=unit, by=by, details=json_values({"last_day": last_day}))
    return unit


@transaction.atomic
def record_succession(
    *,
    predecessor: Unit,
    successor: Unit,
    kind: str,
    effective_on: date,
    ground_text: str,
    by: User,
    ground_key: str = "",
) -> Succession:
    """``successor`` takes over from ``predecessor`` on ``effective_on``, by the document ``ground_text``.

    The predecessor ends on the day before, except in a split that leaves it standing. ``by`` must
    administer both.
    """
    require(administer_refusal(by, predecessor, successor))
    lock_tree()
    _refuse_circle(predecessor, successor)
    if not successor.holds_on(effective_on):
        raise field_error("effective_on", f"{successor.name} không hoạt động vào ngày này.")
    if effective_on <= predecessor.valid_from:
        raise field_error("effective_on", f"{predecessor.name} chưa hoạt động trước ngày này.")
    if kind != Succession.Kind.SPLIT:
        if predecessor.valid_to is None:
            _end(predecessor, effective_on - timedelta(days=1))
        elif predecessor.valid_to >= effective_on:
            raise field_error(
                "effective_on",
                f"{predecessor.name} còn hoạt động đến hết ngày {predecessor.valid_to:%d/%m/%Y}. "
                "Ngày kế thừa phải sau ngày đó.",
            )
    row = store(
        Succession(
            predecessor=predecessor,
            successor=successor,
            kind=kind,
            effective_on=effective_on,
            ground_text=ground_text,
            ground_key=ground_key,
        )
    )
    rebuild_reach()
    for unit in (predecessor, successor):
        record(
            "unit.succession",
            unit=unit,
            by=by,
            details={
                "predecessor": predecessor.code,
                "successor": successor.code,
                "kind": kind,
                "effective_on": effective_on.isoformat(),
                "ground": row.ground_text,
            },
        )
    return row


@transaction.atomic
def decide_setting(
    *, unit: Unit, key: str, reason: str, valid_from: date, by: User, valid_to: date | None = None
) -> UnitSetting:
    """A dated exception of the unit (UnitSetting.Key) with its reason."""
    require(administer_refusal(by, unit))
    lock_tree()
    row = UnitSetting(unit=unit, key=key, reason=reason, valid_from=valid_from, valid_to=valid_to)
    if other := overlapping(row, unit=unit, key=key):
        raise field_error("valid_from", f"Thiết lập này đã có {days_of(other)}.")
    store(row)
    record(
        "unit.setting",
        unit=unit,
        by=by,
        details=json_values({"key": key, "reason": reason, "valid_from": valid_from}),
    )
    return row


@transaction.atomic
def end_setting(*, setting: UnitSetting, last_day: date, by: User) -> UnitSetting:
    """The setting holds to the end of ``last_day``."""
    require(administer_refusal(by, setting.unit))
    setting.valid_to = last_day
    store(setting)
    record(
        "unit.setting_end",
        unit=setting.unit,
        by=by,
        details=json_values({"key": setting.key, "last_day": last_day}),
    )
    return setting


def overlapping(row, **same: Any):
    """A stored row of the same model and keys that shares a day with ``row``, or None."""
    rows = type(row).objects.filter(**same).exclude(pk=row.pk)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__gte=row.valid_from))
    if row.valid_to:
        rows = rows.filter(valid_from__lte=row.valid_to)
    return rows.first()


def _end(unit: Unit, last_day: date) -> None:
    """End ``unit`` and what cannot outlive it."""
    living = unit.children.filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
    if levels := [child.name for child in living if child.kind in LEVELS]:
        raise field_error(
            "last_day",
            f"Còn {len(levels)} đơn vị trực thuộc hoạt động sau ngày này: {', '.join(levels[:5])}. "
            "Kết thúc hoặc chuyển các đơn vị đó trước.",
        )
    for child in living:
        _end(child, last_day)
    unit.valid_to = last_day
    store(unit)
    for model, lookup in _ENDING_WITH_UNIT:
        rows = model.objects.filter(**{lookup: unit}).filter(Q(valid_to=None) | Q(valid_to__gt=last_day))
        rows.filter(valid_from__lte=last_day).update(valid_to=last_day)


_ENDING_WITH_UNIT = (
    (Appointment, "unit"),
    (Membership, "unit"),
    (Delegation, "unit"),
    (ReviewRelation, "unit"),
    (ReviewRelation, "authority"),
    (UnitSetting, "unit"),
)


def _refuse_used_code(unit: Unit) -> None:
    if unit.code in RESERVED_CODES:
        raise field_error("code", f"Mã “{unit.code}” trùng với địa chỉ một trang của cổng.")
    other = Unit.objects.filter(code=unit.code).first()
    if other:
        raise field_error("code", f"Mã “{unit.code}” đã dùng cho {other.name}.")


def _refuse_outside_parent(unit: Unit) -> None:
    if unit.parent_id and unit.valid_from and not unit.parent.holds_on(unit.valid_from):
        raise field_error("valid_from", f"{unit.parent.name} không hoạt động vào ngày {unit.valid_from:%d/%m/%Y}.")


def _refuse_bad_parent(unit: Unit, by: User) -> None:
    if unit.parent is None:
        raise field_error("parent", "Chọn đơn vị cấp trên.")
    require(administer_refusal(by, unit.parent))
    above: Unit | None = unit.parent
    while above is not None:
        if above.pk == unit.pk:
            raise field_error("parent", "Đơn vị không thể trực thuộc chính mình.")
        above = above.parent


def _refuse_circle(predecessor: Unit, successor: Unit) -> None:
    older = {successor.pk}
    while older:
        newer = set(Succession.objects.filter(predecessor__in=older).values_list("successor", flat=True))
        if predecessor.pk in newer:
            raise field_error("successor", f"{predecessor.name} đã kế thừa {successor.name} từ trước.")
        older = newer
