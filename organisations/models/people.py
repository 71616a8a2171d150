"""People in office, their accounts, and what each may do over which unit."""

from datetime import date

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q

from organisations.clock import today
from organisations.models.units import Dated, Unit
from organisations.roles import Capability, Role


class Official(models.Model):
    """A person who holds or held an office, with or without an account."""

    full_name = models.CharField("họ và tên", max_length=120)
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    email = models.EmailField("thư điện tử", blank=True)

    class Meta:
        verbose_name = "cán bộ, công chức"
        verbose_name_plural = "cán bộ, công chức"
        ordering = ["full_name", "id"]

    def __str__(self) -> str:
        return self.full_name


class Appointment(Dated):
    """An official holds a title in a unit from a day to a day; one person may wear several hats."""

    class Standing(models.TextChoices):
        FULL = "full", "Chính thức"
        ACTING = "acting", "Quyền (Q.)"
        IN_CHARGE = "in_charge", "Phụ trách"

    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments", verbose_name="người")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="appointments", verbose_name="đơn vị")
    title = models.CharField("chức danh", max_length=120)
    standing = models.CharField("tư cách", max_length=12, choices=Standing.choices, default=Standing.FULL)
    is_head = models.BooleanField("đứng đầu đơn vị", default=False)
    is_focal_point = models.BooleanField("đầu mối CCHC", default=False)
    field = models.CharField("lĩnh vực phụ trách", max_length=200, blank=True)
    ground_text = models.CharField("văn bản căn cứ", max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "chức vụ"
        verbose_name_plural = "chức vụ"
        ordering = ["-is_head", "unit_id", "title", "id"]


class User(AbstractUser):
    """An account. Rights come from memberships alone; Django's own permissions are not used."""

    class Kind(models.TextChoices):
        PERSON = "person", "Người"
        SERVICE = "service", "Hệ thống"

    kind = models.CharField("loại", max_length=8, choices=Kind.choices, default=Kind.PERSON)
    official = models.OneToOneField(
        Official,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="user",
        verbose_name="cán bộ, công chức",
    )
    is_demo = models.BooleanField("tài khoản trình diễn", default=False)

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"
        constraints = [
            models.CheckConstraint(
                name="organisations_user_person_or_service",
                condition=Q(kind="service", official=None) | Q(kind="person"),
                violation_error_message="Tài khoản của hệ thống không gắn với người.",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The person's name, or the account's name where there is none."""
        return self.official.full_name if self.official_id else self.username

    def member_unit_ids(self):
        """Sub-select of the units over which a membership holds today."""
        return Membership.objects.for_user(self).values("unit")


class MembershipQuerySet(models.QuerySet):
    """Memberships by day; today is the day of Việt Nam (``organisations.clock``)."""

    def on(self, day: date):
        """Memberships that hold on ``day``, in units that exist on that day."""
        return self.filter(
            Q(valid_to=None) | Q(valid_to__gte=day),
            Q(unit__valid_to=None) | Q(unit__valid_to__gte=day),
            valid_from__lte=day,
        )

    def for_user(self, user):
        """Memberships of ``user`` that hold today; none for a visitor or a closed account."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(user=user).on(today())


class Membership(Dated):
    """A user's role over a unit, possibly for some areas only."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships", verbose_name="người dùng")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships", verbose_name="đơn vị")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    areas = models.JSONField("chỉ các lĩnh vực", default=list, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta(Dated.Meta):
        verbose_name = "phân quyền"
        verbose_name_plural = "phân quyền"
        ordering = ["user_id", "unit_id", "role"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "unit", "role", "valid_from"],
                name="organisations_membership_once",
                violation_error_message="Phân quyền này đã có từ ngày đó.",
            ),
        ]


class Delegation(Dated):
    """An office lends capabilities to a person, by a document (NĐ 30/2020 Đ.13.3 for TUQ)."""

    class Capacity(models.TextChoices):
        DEPUTY = "KT", "Ký thay (KT.)"
        AUTHORISED = "TUQ", "Thừa ủy quyền (TUQ.)"
        ACTING = "Q", "Quyền (Q.)"
        NONE = "", "Không ký"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="delegations", verbose_name="đơn vị")
    office_title = models.CharField("chức vụ giao", max_length=120)
    given_by = models.ForeignKey(Official, models.PROTECT, related_name="delegations_given", verbose_name="người giao")
    to = models.ForeignKey(Official, models.PROTECT, related_name="delegations_held", verbose_name="người được giao")
    to_title = models.CharField("chức vụ của người được giao", max_length=120)
    capabilities = models.JSONField("được làm", default=list)
    areas = models.JSONField("chỉ các lĩnh vực", default=list, blank=True)
    capacity = models.CharField("tư cách ký", max_length=3, choices=Capacity.choices, blank=True)
    ground_text = models.CharField("văn bản căn cứ", max_length=300)
    ground_key = models.CharField("khóa số văn bản căn cứ", max_length=80, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "phân công, ủy quyền"
        verbose_name_plural = "phân công, ủy quyền"
        ordering = ["unit_id", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="organisations_delegation_to_another",
                condition=~Q(given_by=models.F("to")),
                violation_error_message="Không tự phân công cho chính mình.",
            ),
        ]

    def lends(self, capability: str) -> bool:
        """Whether the delegation covers ``capability``."""
        return capability in self.capabilities and capability in Capability.values
