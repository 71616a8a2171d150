"""The first administrator: the one verb that nobody can be asked to allow."""

from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.actions.people import open_account
from organisations.actions.reach import rebuild_reach
from organisations.actions.rights import open_membership
from organisations.actions.rows import field_error, store
from organisations.acts import record
from organisations.models import Appointment, Membership, Official, Unit, User
from organisations.refusals import Refused
from organisations.roles import Role


@transaction.atomic
def make_first_administrator(
    *,
    username: str,
    full_name: str,
    unit: Unit,
    valid_from: date,
    password: str = "",
    title: str = "Quản trị cổng",
    phone: str = "",
    email: str = "",
    is_demo: bool = False,
    another_root: bool = False,
) -> tuple[User, str]:
    """Store ``unit`` (a new row without a parent) and its administrator; returns account and password.

    For the person who runs the server only. Refused once an administrator exists, unless
    ``another_root`` says that a further province is meant.
    """
    if not another_root and Membership.objects.filter(role=Role.ADMINISTRATOR).exists():
        raise Refused("Cổng đã có quản trị. Quản trị hiện có cấp tài khoản cho người khác ở trang Người dùng.")
    if unit.parent_id:
        raise field_error("parent", "Đơn vị đầu tiên không thuộc đơn vị nào.")
    if password:
        try:
            validate_password(password)
        except ValidationError as error:
            raise ValidationError({"password": error.messages}) from error
    store(unit)
    record("unit.create", unit=unit, by=None, details={"code": unit.code, "parent": None})
    official = store(Official(full_name=full_name, phone=phone))
    store(Appointment(official=official, unit=unit, title=title, valid_from=valid_from))
    user, password = open_account(
        username=username,
        official=official,
        email=email,
        kind=User.Kind.PERSON,
        is_demo=is_demo,
        password=password,
    )
    open_membership(user=user, unit=unit, role=Role.ADMINISTRATOR, valid_from=valid_from, areas=[], by=None)
    rebuild_reach()
    return user, password
