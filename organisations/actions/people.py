"""Verbs on officials, their offices and their accounts."""

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import get_random_string

from organisations.actions.reach import lock_tree
from organisations.actions.rights import open_membership
from organisations.actions.rows import field_error, json_values, store
from organisations.actions.units import RESERVED_CODES, overlapping
from organisations.acts import record
from organisations.administration import account_refusal, administer_refusal
from organisations.models import Appointment, Official, Unit, User
from organisations.refusals import require
from organisations.wording import days_of, in_sentence

# Without 0, O, 1, l, I: the password is read out or copied from a slip of paper once.
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@transaction.atomic
def register_official(*, unit: Unit, full_name: str, by: User, phone: str = "", email: str = "") -> Official:
    """A person who holds or will hold an office in ``unit``; the office itself is an appointment."""
    require(administer_refusal(by, unit))
    official = store(Official(full_name=full_name, phone=phone, email=email))
    record("official.register", unit=unit, by=by, details={"official": official.pk})
    return official


@transaction.atomic
def change_official(*, official: Official, unit: Unit, by: User, **facts: str) -> Official:
    """Correct name, phone or e-mail of a person who holds an office in ``unit``."""
    require(administer_refusal(by, unit))
    if unknown := facts.keys() - {"full_name", "phone", "email"}:
        raise TypeError(f"not facts of an official: {sorted(unknown)}")
    for name, value in facts.items():
        setattr(official, name, value)
    store(official)
    record(
        "official.change",
        unit=unit,
        by=by,
        details={"official": official.pk, "changed": sorted(facts)},
    )
    return official


@transaction.atomic
def appoint(*, official: Official, unit: Unit, title: str, valid_from: date, by: User, **facts: Any) -> Appointment:
    """``official`` holds ``title`` in ``unit`` from ``valid_from``; one person may hold several.

    ``facts``: valid_to, standing (Appointment.Standing), is_head, is_focal_point, field, ground_text.
    """
    require(administer_refusal(by, unit))
    lock_tree()
    row = Appointment(official=official, unit=unit, title=title, valid_from=valid_from, **facts)
    if not unit.holds_on(valid_from):
        raise field_error("valid_from", f"{unit.name} không hoạt động vào ngày {valid_from:%d/%m/%Y}.")
    if other := overlapping(row, official=official, unit=unit, title=row.title.strip()):
        raise field_error("valid_from", f"{official.full_name} đã giữ chức vụ này {days_of(other)}.")
    _refuse_second_head(row)
    store(row)
    details = {"official": official.pk, "title": row.title, "valid_from": valid_from}
    record("official.appoint", unit=unit, by=by, details=json_values(details))
    return row


@transaction.atomic
def register_in_office(*, unit: Unit, person: dict[str, str], office: dict[str, Any], by: User) -> Appointment:
    """A person and the first office together: ``person`` as for register_official, ``office`` as for appoint."""
    official = register_official(unit=unit, by=by, **person)
    return appoint(official=official, unit=unit, by=by, **office)


@transaction.atomic
def change_appointment(*, appointment: Appointment, by: User, **facts: Any) -> Appointment:
    """Correct standing, is_head, is_focal_point, field or ground_text; another title is another office."""
    require(administer_refusal(by, appointment.unit))
    if unknown := facts.keys() - {"standing", "is_head", "is_focal_point", "field", "ground_text"}:
        raise TypeError(f"not facts of an appointment: {sorted(unknown)}")
    lock_tree()
    for name, value in facts.items():
        setattr(appointment, name, value)
    _refuse_second_head(appointment)
    store(appointment)
    details = {"official": appointment.official_id, **facts}
    record("official.appointment_change", unit=appointment.unit, by=by, details=details)
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, last_day: date, by: User) -> Appointment:
    """The office is held to the end of ``last_day``; rights end separately, by ``end_membership``."""
    require(administer_refusal(by, appointment.unit))
    appointment.valid_to = last_day
    store(appointment)
    record(
        "official.appointment_end",
        unit=appointment.unit,
        by=by,
        details=json_values({"official": appointment.official_id, "last_day": last_day}),
    )
    return appointment


@transaction.atomic
def create_user(
    *,
    username: str,
    unit: Unit,
    role: str,
    valid_from: date,
    by: User,
    official: Official | None = None,
    email: str = "",
    kind: str = User.Kind.PERSON,
    areas: list[str] | None = None,
    is_demo: bool = False,
) -> tuple[User, str]:
    """An account with its first membership, so that no account floats outside every unit.

    Returns the account and its initial password, which is stored only as a hash: show it once.
    """
    require(administer_refusal(by, unit))
    email = email or (official.email if official else "")
    user, password = open_account(username=username, official=official, email=email, kind=kind, is_demo=is_demo)
    record("user.create", unit=unit, by=by, details={"user": user.pk, "username": user.username})
    open_membership(user=user, unit=unit, role=role, valid_from=valid_from, by=by, areas=areas or [])
    return user, password


@transaction.atomic
def set_new_password(*, account: User, by: User) -> str:
    """A new random password for somebody who lost theirs; returned once. Signed-in browsers are out."""
    require(account_refusal(by, account))
    password = get_random_string(12, _ALPHABET)
    account.set_password(password)
    account.save(update_fields=["password"])
    _record_account("user.new_password", account, by)
    return password


@transaction.atomic
def change_own_password(*, password: str, by: User) -> None:
    """The person's own new password. Raises ValidationError when it is too easy to guess."""
    try:
        validate_password(password, by)
    except ValidationError as error:
        raise ValidationError({"password": error.messages}) from error
    by.set_password(password)
    by.save(update_fields=["password"])
    _record_account("user.own_password", by, by)


@transaction.atomic
def close_account(*, account: User, by: User) -> User:
    """Nobody signs in with the account any more; what it did keeps its name."""
    require(account_refusal(by, account))
    if account.pk == by.pk:
        raise field_error("account", "Không tự khóa tài khoản của mình.")
    account.is_active = False
    account.save(update_fields=["is_active"])
    _record_account("user.close", account, by)
    return account


@transaction.atomic
def reopen_account(*, account: User, by: User) -> User:
    """The account may sign in again."""
    require(account_refusal(by, account))
    account.is_active = True
    account.save(update_fields=["is_active"])
    _record_account("user.reopen", account, by)
    return account


def open_account(
    *, username: str, official: Official | None, email: str, kind: str, is_demo: bool, password: str = ""
) -> tuple[User, str]:
    """Store an account with ``password`` or a random one; no right is judged or given here.

    A demo account gets no password at all: it is entered by one click where the demo sign-in is on.
    """
    if not is_demo:
        password = password or get_random_string(12, _ALPHABET)
    username = username.strip()
    if username in RESERVED_CODES:
        raise field_error("username", f"Tên đăng nhập “{username}” trùng với địa chỉ một trang của cổng.")
    if User.objects.filter(username__iexact=username).exists():
        raise field_error("username", f"Tên đăng nhập “{username}” đã có người dùng.")
    if official is not None and User.objects.filter(official=official).exists():
        raise field_error("official", f"{official.full_name} đã có tài khoản.")
    user = User(username=username, official=official, email=email, kind=kind, is_demo=is_demo)
    user.set_password(password or None)
    store(user)
    return user, password


def _refuse_second_head(row: Appointment) -> None:
    other = overlapping(row, unit=row.unit, is_head=True) if row.is_head else None
    if other:
        raise field_error(
            "is_head",
            f"{other.official.full_name} đang đứng đầu {in_sentence(row.unit)} {days_of(other)}. "
            "Kết thúc chức vụ đó trước.",
        )


def _record_account(act: str, account: User, by: User) -> None:
    membership = account.memberships.order_by("valid_from", "pk").select_related("unit").first()
    if membership:
        record(act, unit=membership.unit, by=by, details={"user": account.pk})
