"""The fixed cast of tests: one province, two communes, their people, a stranger; dull rows, no verbs.

Names are roles. ``cast.focal`` drafts and submits for ``cast.commune``; ``cast.other_focal`` is the
clerk of *another* commune; ``cast.stranger`` works in another province; ``cast.nobody`` has an
account and no membership that holds.
"""

from dataclasses import dataclass
from datetime import date

from organisations.actions import rebuild_reach
from organisations.models import (
    Appointment,
    Membership,
    Official,
    ReviewRelation,
    Subject,
    Unit,
    UnitSetting,
    User,
)
from organisations.roles import Role

START = date(2021, 8, 1)
_K = Unit.Kind


@dataclass
class Cast:
    """Units and users by the part they play."""

    province: Unit
    authority: Unit
    commune: Unit
    other_commune: Unit
    elsewhere: Unit
    room: Unit
    focal: User
    field: User
    office_head: User
    records: User
    chairman: User
    deputy: User
    viewer: User
    reviewer: User
    review_head: User
    administrator: User
    service: User
    other_focal: User
    other_chairman: User
    stranger: User
    nobody: User

    def everyone(self) -> dict[str, User]:
        """All users by part."""
        return {name: value for name, value in vars(self).items() if isinstance(value, User)}


def unit(code: str, name: str, kind: str, parent: Unit | None = None, **facts) -> Unit:
    """A unit that exists since START."""
    return Unit.objects.create(code=code, name=name, kind=kind, parent=parent, valid_from=START, **facts)


def commune(code: str, name: str, parent: Unit) -> Unit:
    """A commune with a seal of its own."""
    return unit(
        code,
        name,
        _K.COMMUNE,
        parent,
        issuer_name=f"Ủy ban nhân dân {name}",
        issuer_short=f"UBND {name}",
        abbreviation="UBND",
        place_name=name.split(" ", 1)[1],
        head_phone="0200 000 100",
    )


def person(
    username: str,
    name: str,
    over: Unit,
    role: str | None,
    title: str,
    *,
    head: bool = False,
    room: Unit | None = None,
    areas: tuple[str, ...] = (),
) -> User:
    """A user with an official, an appointment and a membership since START."""
    official = Official.objects.create(full_name=name, phone="0200 000 199")
    Appointment.objects.create(
        official=official,
        unit=room or over,
        title=title,
        valid_from=START,
        is_head=head,
        is_focal_point=role == Role.FOCAL_POINT,
    )
    user = User.objects.create(username=username, official=official)
    if role:
        Membership.objects.create(user=user, unit=over, role=role, valid_from=START, areas=list(areas))
    return user


def make_cast() -> Cast:
    """The whole cast, with review relations on plans and today's reach."""
    province = unit("tinh", "tỉnh Thử", _K.PROVINCE)
    authority = unit(
        "so",
        "Sở Nội vụ tỉnh Thử",
        _K.DEPARTMENT,
        province,
        issuer_name="Sở Nội vụ tỉnh Thử",
        abbreviation="SNV",
        place_name="Thử",
        regime=Unit.Regime.HEAD,
        head_title="Giám đốc",
    )
    here = commune("xa-mot", "xã Một", province)
    there = commune("xa-hai", "xã Hai", province)
    room = unit("xa-mot-vp", "Văn phòng - thống kê", _K.POST, here)
    far = unit("tinh-khac", "tỉnh Khác", _K.PROVINCE)
    for below in (here, there):
        ReviewRelation.objects.create(unit=below, authority=authority, subject=Subject.PLAN, valid_from=START)
    service = User.objects.create(username="service", kind=User.Kind.SERVICE)
    Membership.objects.create(user=service, unit=here, role=Role.SERVICE, valid_from=START)
    cast = Cast(
        province=province,
        authority=authority,
        commune=here,
        other_commune=there,
        elsewhere=far,
        room=room,
        service=service,
        focal=person("focal", "Lê Thị Soạn", here, Role.FOCAL_POINT, "Văn phòng - thống kê", room=room),
        field=person("field", "Vi Văn Lĩnh", here, Role.FIELD_OFFICIAL, "Tư pháp - hộ tịch", areas=("TC",)),
        office_head=person("office_head", "Đào Thị Phòng", here, Role.OFFICE_HEAD, "Phó Chủ tịch"),
        records=person("records", "Ngô Thị Thư", here, Role.RECORDS_CLERK, "Văn thư"),
        chairman=person("chairman", "Phạm Văn Tịch", here, Role.CHAIRMAN, "Chủ tịch UBND", head=True),
        deputy=person("deputy", "Hà Văn Phó", here, Role.VIEWER, "Phó Chủ tịch UBND"),
        viewer=person("viewer", "Bùi Văn Xem", province, Role.VIEWER, "Phó Chủ tịch UBND tỉnh"),
        reviewer=person("reviewer", "Đỗ Văn Soát", authority, Role.REVIEWER, "Chuyên viên"),
        review_head=person("review_head", "Trịnh Thị Kết", authority, Role.REVIEW_HEAD, "Phó Giám đốc", head=True),
        administrator=person("administrator", "Quản Trị Viên", province, Role.ADMINISTRATOR, "Quản trị"),
        other_focal=person("other_focal", "Cao Thị Khác", there, Role.FOCAL_POINT, "Văn phòng"),
        other_chairman=person("other_chairman", "Lưu Văn Khác", there, Role.CHAIRMAN, "Chủ tịch UBND", head=True),
        stranger=person("stranger", "Người Lạ", far, Role.FOCAL_POINT, "Chuyên viên"),
        nobody=person("nobody", "Không Quyền", here, None, "Nhân viên"),
    )
    rebuild_reach()
    return cast


def decide(unit: Unit, key: str) -> UnitSetting:
    """Switch a setting of a unit on since START."""
    return UnitSetting.objects.create(unit=unit, key=key, reason="Quy chế", valid_from=START)
