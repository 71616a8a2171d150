"""What everything that moves has in common: unit, mã, state, road, deadline, stamps."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Scoped, Subject, Unit
from workflow.codes import new_code


class Road(models.TextChoices):
    """Roads of design section 4; their steps are rows of ``workflow.states``."""

    SIGN_THEN_SEND = "sign_then_send", "Ký rồi gửi"
    REVIEW_THEN_SIGN = "review_then_sign", "Gửi xin ý kiến rồi ký"
    LETTER = "letter", "Công văn"
    ISSUING = "issuing", "Ban hành"
    RECEIVING = "receiving", "Tiếp nhận văn bản giao việc"
    CARRYING_OUT = "carrying_out", "Thực hiện nhiệm vụ"
    REGISTRATION = "registration", "Đăng ký văn bản đã ban hành"


class MeasuredBy(models.TextChoices):
    """The act that a deadline names (design section 5)."""

    ISSUED = "issued_on", "ngày ban hành"
    SENT = "sent_at", "lúc gửi"


class Item(Scoped):
    """Abstract: a thing that goes from desk to desk on a road.

    ``kind`` is its short stable key in Obligation, Event, Remark, Notice and FrozenPaper;
    ``code_prefix`` begins its mã. ``state`` is changed by ``workflow.actions.take`` and nothing else.
    """

    kind = ""
    code_prefix = ""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    code = models.CharField("mã", max_length=12, unique=True, editable=False)
    road = models.CharField("đường đi", max_length=20, choices=Road.choices, editable=False)
    state = models.CharField("trạng thái", max_length=24, default="draft", editable=False)
    state_since = models.DateTimeField("từ lúc", editable=False)
    version = models.PositiveIntegerField("bản ghi số", default=1, editable=False)
    two_step = models.BooleanField("cơ quan theo dõi kết luận hai bước", default=False)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_inclusive = models.BooleanField("tính cả ngày hạn", default=True)
    measured_by = models.CharField(
        "hạn tính theo", max_length=10, choices=MeasuredBy.choices, default=MeasuredBy.ISSUED
    )
    due_source = models.CharField("căn cứ của hạn", max_length=300, blank=True)
    call_unit = models.ForeignKey("workflow.CallUnit", models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.JSONField(default=list, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    sent_at = models.DateTimeField("trình, gửi lúc", null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    times_sent = models.PositiveIntegerField("lần gửi", default=0, editable=False)
    signed_at = models.DateTimeField("duyệt lúc", null=True, blank=True, editable=False)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    issued_on = models.DateField("ngày văn bản", null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    created_at = models.DateTimeField("lập lúc", editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    updated_at = models.DateTimeField("sửa lúc", auto_now=True)
    binned_at = models.DateTimeField("bỏ vào thùng rác lúc", null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_signed_with_who",
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                violation_error_message="Lúc duyệt phải đi cùng người duyệt.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_with_who",
                condition=Q(sent_at=None, sent_by=None) | Q(sent_at__isnull=False, sent_by__isnull=False),
                violation_error_message="Lúc gửi phải đi cùng người gửi.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_accepted_with_who",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                violation_error_message="Lúc tiếp nhận phải đi cùng người tiếp nhận.",
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_bin_only_drafts",
                condition=Q(binned_at=None) | Q(times_sent=0),
                violation_error_message="Hồ sơ đã trình thì không xóa được.",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state"], name="%(class)s_unit_state"),
            models.Index(fields=["-created_at", "-id"], name="%(class)s_newest"),
        ]

    def save(self, *args, **kwargs):
        """Give the item its mã on the first save."""
        if not self.code:
            self.code = new_code(self.code_prefix)
        super().save(*args, **kwargs)


class Child(models.Model):
    """Abstract: a row that hangs on an item and locks with it, through every door.

    ``item`` names the field that leads to the item; ``version`` guards against two editors.
    """

    item_field = ""

    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta:
        abstract = True

    @property
    def item(self) -> Item:
        """The item that the row hangs on."""
        return getattr(self, self.item_field)


class ReviewRow(Scoped):
    """One authority's review of one sending of an item; the item is accepted when all concluded."""

    scope_subject = ""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    sending = models.PositiveIntegerField("lần gửi", default=1)
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan theo dõi")
    subject = models.CharField(max_length=12, choices=Subject.choices)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chuyên viên theo dõi",
    )
    started_at = models.DateTimeField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    conclusion = models.CharField(max_length=24, blank=True)

    class Meta:
        verbose_name = "lượt rà soát"
        verbose_name_plural = "lượt rà soát"
        ordering = ["kind", "object_id", "sending", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "sending", "authority"],
                name="workflow_reviewrow_once",
            ),
            models.CheckConstraint(
                name="workflow_reviewrow_concluded_with_who",
                condition=Q(concluded_at=None, concluded_by=None)
                | Q(concluded_at__isnull=False, concluded_by__isnull=False),
            ),
        ]
