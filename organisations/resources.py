"""Sheets of the workbook of units, people and rights, both ways (django-import-export).

Each sheet is a resource: columns with Vietnamese headings, rows found again by their own words, and
every change made by the same verbs as the pages use. ``organisations.workbook`` runs them.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export import resources
from import_export.fields import Field

from organisations import actions
from organisations.cells import AreaCodes, Choice, Day, Mark, Text, UnitCode, Whole
from organisations.models import (
    Appointment,
    Membership,
    Official,
    ReviewRelation,
    Subject,
    Unit,
    User,
)
from organisations.refusals import Refused
from organisations.roles import Role
from organisations.rules import powers_of


def column(attribute: str, heading: str, widget: Text | None = None) -> Field:
    """A column of a sheet."""
    return Field(attribute=attribute, column_name=heading, widget=widget or Text())


class Sheet(resources.ModelResource):
    """A sheet: rows are found by ``known``, written by ``write``. ``by`` is who imports."""

    title = ""
    # Names that verbs give to what stands in another column.
    elsewhere: dict[str, str] = {"last_day": "valid_to"}

    def __init__(self, by: User, run: "Run"):
        super().__init__()
        self.by = by
        self.run = run
        self.powers = powers_of(by)

    def cell(self, row: Any, name: str) -> Any:
        """What the cell of column ``name`` means, or None; a fault is told when the row is read."""
        field = self.fields[name]
        try:
            return field.widget.clean(row.get(field.column_name), powers=self.powers)
        except ValueError:
            return None

    def known(self, row: Any) -> models.Model | None:
        """The stored row that this one speaks of."""
        raise NotImplementedError

    def write(self, instance: Any, is_create: bool) -> None:
        """Make the row so, by the verbs."""
        raise NotImplementedError

    def get_instance(self, instance_loader: Any, row: Any) -> models.Model | None:
        """The stored row, or None for a new one."""
        return self.known(row)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Write the row; a refusal is told like a fault of the row."""
        try:
            self.write(instance, is_create)
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from refusal

    def changed(self, instance: Any, names: tuple[str, ...]) -> tuple[Any, dict[str, Any]]:
        """The row as stored, and what of ``names`` is to change."""
        stored = type(instance).objects.get(pk=instance.pk)
        facts = {name: getattr(instance, name) for name in names}
        return stored, {name: value for name, value in facts.items() if value != getattr(stored, name)}


class Run:
    """What the sheets of one import tell each other."""

    def __init__(self) -> None:
        self.names: dict[str, Official] = {}
        self.made: list[tuple[User, str]] = []


UNIT_FACTS = [
    "name",
    "kind",
    "parent",
    "valid_from",
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
]


class UnitSheet(Sheet):
    """Units; the one above stands in an earlier row or is known already."""

    title = "Đơn vị"
    code = column("code", "Mã đơn vị", Text("Ghi mã đơn vị."))
    name = column("name", "Tên", Text("Ghi tên đơn vị."))
    kind = column("kind", "Loại", Choice(Unit.Kind.choices, "Chọn loại đơn vị."))
    parent = column("parent", "Mã đơn vị cấp trên", UnitCode())
    valid_from = column("valid_from", "Từ ngày", Day("Ghi ngày bắt đầu hoạt động."))
    valid_to = column("valid_to", "Đến hết ngày", Day())
    issuer_name = column("issuer_name", "Tên cơ quan ban hành")
    issuer_short = column("issuer_short", "Tên viết gọn")
    superior_name = column("superior_name", "Cơ quan chủ quản")
    abbreviation = column("abbreviation", "Chữ viết tắt")
    place_name = column("place_name", "Địa danh")
    regime = column("regime", "Chế độ làm việc", Choice(Unit.Regime.choices, default=Unit.Regime.COLLECTIVE))
    head_title = column("head_title", "Chức danh người đứng đầu", Text(default="Chủ tịch"))
    head_phone = column("head_phone", "Điện thoại người đứng đầu")
    phone = column("phone", "Điện thoại cơ quan")
    order = column("order", "Thứ tự", Whole())

    class Meta:
        model = Unit
        fields = ("code", "name", "kind", "parent", "valid_from", "valid_to", *UNIT_FACTS[4:])
        import_id_fields = ("code",)
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True

    def known(self, row: Any) -> Unit | None:
        """By code."""
        return Unit.objects.filter(code=self.cell(row, "code")).first()

    def write(self, instance: Unit, is_create: bool) -> None:
        """Make, correct, end."""
        if is_create:
            if instance.parent is None:
                raise ValidationError({"parent": "Ghi mã đơn vị cấp trên."})
            facts = {name: getattr(instance, name) for name in UNIT_FACTS}
            unit = actions.create_unit(code=instance.code, by=self.by, **facts)
            instance.pk = unit.pk
        else:
            unit, facts = self.changed(instance, tuple(UNIT_FACTS))
            if facts:
                actions.change_unit(unit=unit, by=self.by, **facts)
        if instance.valid_to != unit.valid_to:
            if instance.valid_to is None:
                raise ValidationError({"valid_to": "Đơn vị đã kết thúc thì không mở lại bằng tệp."})
            actions.end_unit(unit=unit, last_day=instance.valid_to, by=self.by)


OFFICE_FACTS = ("standing", "is_head", "is_focal_point", "field", "ground_text")
PERSON_FACTS = ("full_name", "phone", "email")


class OfficeSheet(Sheet):
    """People in office: a row per office; a user name ties the offices of one person together."""

    title = "Cán bộ, công chức"
    elsewhere = {
        "last_day": "valid_to",
        "full_name": "official__full_name",
        "phone": "official__phone",
        "email": "official__email",
        "username": "account_name",
    }
    account_name = column("account_name", "Tên đăng nhập")
    official__full_name = column("official__full_name", "Họ và tên", Text("Ghi họ và tên."))
    official__phone = column("official__phone", "Điện thoại")
    official__email = column("official__email", "Thư điện tử")
    unit = column("unit", "Mã đơn vị", UnitCode("Ghi mã đơn vị."))
    title_held = column("title", "Chức danh", Text("Ghi chức danh."))
    standing = column("standing", "Tư cách", Choice(Appointment.Standing.choices, default=Appointment.Standing.FULL))
    is_head = column("is_head", "Đứng đầu", Mark())
    is_focal_point = column("is_focal_point", "Đầu mối CCHC", Mark())
    field = column("field", "Lĩnh vực phụ trách")
    ground_text = column("ground_text", "Văn bản căn cứ")
    valid_from = column("valid_from", "Từ ngày", Day("Ghi ngày bắt đầu giữ chức."))
    valid_to = column("valid_to", "Đến hết ngày", Day())

    class Meta:
        model = Appointment
        fields = (
            "account_name",
            "official__full_name",
            "official__phone",
            "official__email",
            "unit",
            "title_held",
            "standing",
            "is_head",
            "is_focal_point",
            "field",
            "ground_text",
            "valid_from",
            "valid_to",
        )
        import_id_fields = ("title_held",)
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True

    def person(self, row: Any) -> Official | None:
        """Whose office it is: by user name, else the namesake in the same unit."""
        username = self.cell(row, "account_name")
        if username:
            account = User.objects.filter(username=username).select_related("official").first()
            return account.official if account else self.run.names.get(username)
        return (
            Official.objects.filter(
                full_name=self.cell(row, "official__full_name"), appointments__unit=self.cell(row, "unit")
            )
            .distinct()
            .first()
        )

    def known(self, row: Any) -> Appointment | None:
        """By person, unit, title and first day."""
        official = self.person(row)
        if official is None:
            return None
        return (
            Appointment.objects.select_related("official", "unit")
            .filter(
                official=official,
                unit=self.cell(row, "unit"),
                title=self.cell(row, "title_held"),
                valid_from=self.cell(row, "valid_from"),
            )
            .first()
        )

    def init_instance(self, row: Any = None) -> Appointment:
        """A new office of a known or a new person."""
        return Appointment(official=self.person(row) or Official())

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        """The user name is no column of the table; it never makes a row differ."""
        instance.account_name = self.cell(row, "account_name") or ""

    def dehydrate_account_name(self, row: Appointment) -> str:
        """The user name of the person, where there is one."""
        account = getattr(row.official, "user", None)
        return account.username if account else ""

    def after_import_row(self, row: Any, row_result: Any, **kwargs: Any) -> None:
        """Remember whose the user name will be, for the sheet of rights."""
        username = self.cell(row, "account_name")
        held = Appointment.objects.filter(pk=row_result.object_id).select_related("official").first()
        if username and held:
            self.run.names[username] = held.official

    def write(self, instance: Appointment, is_create: bool) -> None:
        """Register, appoint, correct, end."""
        official, unit = instance.official, instance.unit
        person = {name: getattr(official, name) for name in PERSON_FACTS}
        if official.pk is None:
            official = actions.register_official(unit=unit, by=self.by, **person)
        else:
            _, facts = self.changed(official, PERSON_FACTS)
            if facts:
                stored = Official.objects.get(pk=official.pk)
                actions.change_official(official=stored, unit=unit, by=self.by, **facts)
        if is_create:
            office = {name: getattr(instance, name) for name in (*OFFICE_FACTS, "valid_to")}
            held = actions.appoint(
                official=official, unit=unit, title=instance.title, valid_from=instance.valid_from, by=self.by, **office
            )
            instance.pk = held.pk
            return
        held, facts = self.changed(instance, OFFICE_FACTS)
        if facts:
            actions.change_appointment(appointment=held, by=self.by, **facts)
        if instance.valid_to and instance.valid_to != held.valid_to:
            actions.end_appointment(appointment=held, last_day=instance.valid_to, by=self.by)


class RightSheet(Sheet):
    """Rights: a row per role; an account that is not there yet is made with its first row."""

    title = "Phân quyền"
    elsewhere = {"last_day": "valid_to", "username": "account_name", "user": "account_name", "official": "account_name"}
    account_name = column("account_name", "Tên đăng nhập", Text("Ghi tên đăng nhập."))
    unit = column("unit", "Mã đơn vị", UnitCode("Ghi mã đơn vị."))
    role = column("role", "Vai trò", Choice(Role.choices, "Chọn vai trò."))
    areas = column("areas", "Chỉ các lĩnh vực", AreaCodes())
    valid_from = column("valid_from", "Từ ngày", Day("Ghi ngày bắt đầu."))
    valid_to = column("valid_to", "Đến hết ngày", Day())

    class Meta:
        model = Membership
        fields = ("account_name", "unit", "role", "areas", "valid_from", "valid_to")
        import_id_fields = ("account_name",)
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True

    def known(self, row: Any) -> Membership | None:
        """By account, unit, role and first day."""
        return (
            Membership.objects.select_related("user__official", "unit")
            .filter(
                user__username=self.cell(row, "account_name"),
                unit=self.cell(row, "unit"),
                role=self.cell(row, "role"),
                valid_from=self.cell(row, "valid_from"),
            )
            .first()
        )

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        """The user name is no column of the table; it never makes a row differ."""
        instance.account_name = self.cell(row, "account_name") or ""

    def dehydrate_account_name(self, row: Membership) -> str:
        """The user name."""
        return row.user.username

    def write(self, instance: Membership, is_create: bool) -> None:
        """Grant (making the account where needed), end."""
        if is_create:
            held = self.grant(instance)
            instance.pk = held.pk
        else:
            held, facts = self.changed(instance, ("areas",))
            if facts:
                raise ValidationError({"areas": "Muốn đổi lĩnh vực thì kết thúc phân quyền này rồi ghi lại."})
        if instance.valid_to and instance.valid_to != held.valid_to:
            actions.end_membership(membership=held, last_day=instance.valid_to, by=self.by)

    def grant(self, instance: Any) -> Membership:
        """The new right, stored."""
        right = {
            "unit": instance.unit,
            "role": instance.role,
            "areas": instance.areas,
            "valid_from": instance.valid_from,
            "by": self.by,
        }
        account = User.objects.filter(username=instance.account_name).first()
        if account is not None:
            return actions.grant_membership(user=account, **right)
        service = instance.role == Role.SERVICE
        official = self.run.names.get(instance.account_name)
        if official is None and not service:
            raise ValidationError(
                {"account_name": f"Tên đăng nhập “{instance.account_name}” chưa có ở trang tính {OfficeSheet.title}."}
            )
        account, password = actions.create_user(
            username=instance.account_name,
            official=None if service else official,
            kind=User.Kind.SERVICE if service else User.Kind.PERSON,
            **right,
        )
        self.run.made.append((account, password))
        return account.memberships.select_related("unit").get()


class ReviewSheet(Sheet):
    """Who follows a unit in what."""

    title = "Quan hệ theo dõi"
    unit = column("unit", "Mã đơn vị", UnitCode("Ghi mã đơn vị."))
    authority = column("authority", "Mã cơ quan theo dõi", UnitCode("Ghi mã cơ quan theo dõi."))
    subject = column("subject", "Nội dung", Choice(Subject.choices, "Chọn nội dung."))
    valid_from = column("valid_from", "Từ ngày", Day("Ghi ngày bắt đầu."))
    valid_to = column("valid_to", "Đến hết ngày", Day())

    class Meta:
        model = ReviewRelation
        fields = ("unit", "authority", "subject", "valid_from", "valid_to")
        import_id_fields = ("unit",)
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True

    def known(self, row: Any) -> ReviewRelation | None:
        """By both units, subject and first day."""
        names = ("unit", "authority", "subject", "valid_from")
        return ReviewRelation.objects.filter(**{name: self.cell(row, name) for name in names}).first()

    def write(self, instance: ReviewRelation, is_create: bool) -> None:
        """Set, end."""
        if is_create:
            names = ("unit", "authority", "subject", "valid_from", "valid_to")
            facts = {name: getattr(instance, name) for name in names}
            instance.pk = actions.set_review_relation(by=self.by, **facts).pk
            return
        held, facts = self.changed(instance, ("valid_to",))
        if facts and instance.valid_to:
            actions.end_review_relation(relation=held, last_day=instance.valid_to, by=self.by)


SHEETS: tuple[type[Sheet], ...] = (UnitSheet, OfficeSheet, RightSheet, ReviewSheet)
