"""Who is asked for what: an authority's call and its rows per unit (design section 3)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisations.models import Scoped, Subject, Unit
from organisations.text import fold, sort_key
from workflow.models.items import MeasuredBy, Road


class Call(Scoped):
    """An authority asks units for plans, reports or score sheets of a period.

    ``unit`` is the authority. Units are expanded to CallUnit rows on the day the call opens.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Đang chuẩn bị"
        OPEN = "open", "Đang mở"
        CLOSED = "closed", "Đã khóa"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan mở đợt")
    code = models.CharField("mã", max_length=12, unique=True, editable=False)
    subject = models.CharField("nội dung", max_length=12, choices=Subject.choices)
    title = models.CharField("tên đợt", max_length=200)
    year = models.PositiveIntegerField("năm")
    window_from = models.DateField("số liệu từ ngày", null=True, blank=True)
    window_to = models.DateField("đến ngày", null=True, blank=True)
    road = models.CharField("đường đi", max_length=20, choices=Road.choices, default=Road.SIGN_THEN_SEND)
    two_step = models.BooleanField("kết luận hai bước", default=True)
    due_on = models.DateField("hạn")
    due_inclusive = models.BooleanField("tính cả ngày hạn", default=True)
    measured_by = models.CharField(
        "hạn tính theo", max_length=10, choices=MeasuredBy.choices, default=MeasuredBy.ISSUED
    )
    level_due = models.JSONField("hạn theo loại đơn vị", default=dict, blank=True)
    recipients = models.CharField("nơi nhận, gửi qua", max_length=200, blank=True)
    source_text = models.CharField("văn bản căn cứ", max_length=300, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locks_on = models.DateField("khóa sau ngày", null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "đợt"
        verbose_name_plural = "đợt"
        ordering = ["-year", "-id"]
        constraints = [
            models.CheckConstraint(
                name="workflow_call_opened_with_who",
                condition=Q(opened_at=None, opened_by=None) | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="workflow_call_window_in_order",
                condition=Q(window_to=None) | Q(window_to__gte=F("window_from")),
                violation_error_message="Ngày cuối kỳ số liệu phải từ ngày đầu kỳ trở đi.",
            ),
            models.CheckConstraint(
                name="workflow_call_locks_after_due",
                condition=Q(locks_on=None) | Q(locks_on__gte=F("due_on")),
                violation_error_message="Ngày khóa phải từ ngày hạn trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CallAuthority(models.Model):
    """A further authority that reviews the same call on a subject of its own."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="authorities")
    authority = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=12, choices=Subject.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "authority"], name="workflow_callauthority_once")]


class CallUnit(Scoped):
    """What a call asks of one unit: due day, officer, extension, exemption, reminders.

    wanted_until … wanted_by: the unit asks for more time; wanted_refusal: why that was not given, "" while it waits. What
    was given stands as extended_to, and the request is gone; the log keeps all of it.
    order_key, search_key: the unit's name on the day it was asked, as lists of thousands of units are sorted and
    searched inside the database.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="units", verbose_name="đợt")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    due_on = models.DateField("hạn")
    due_inclusive = models.BooleanField(default=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chuyên viên theo dõi",
    )
    extended_to = models.DateField("gia hạn đến", null=True, blank=True)
    extension_reason = models.CharField("lý do gia hạn", max_length=300, blank=True)
    wanted_until = models.DateField("đề nghị gia hạn đến", null=True, blank=True)
    wanted_reason = models.CharField("lý do đề nghị", max_length=300, blank=True)
    wanted_at = models.DateTimeField("đề nghị lúc", null=True, blank=True)
    wanted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    wanted_refusal = models.CharField("lý do không gia hạn", max_length=300, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    skipped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    skip_reason = models.CharField("lý do miễn", max_length=300, blank=True)
    nil_at = models.DateTimeField("báo không phát sinh lúc", null=True, blank=True)
    nil_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reminders = models.PositiveSmallIntegerField("lần đôn đốc", default=0)
    reminded_at = models.DateTimeField("đôn đốc lúc", null=True, blank=True)
    reminded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    order_key = models.CharField(max_length=250, blank=True, editable=False)
    search_key = models.CharField(max_length=250, blank=True, editable=False)

    class Meta:
        verbose_name = "đơn vị trong đợt"
        verbose_name_plural = "đơn vị trong đợt"
        ordering = ["call_id", "unit_id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "unit"], name="workflow_callunit_once"),
            models.CheckConstraint(
                name="workflow_callunit_extension_has_reason",
                condition=Q(extended_to=None) | ~Q(extension_reason=""),
                violation_error_message="Ghi lý do gia hạn.",
            ),
            models.CheckConstraint(
                name="workflow_callunit_skip_has_reason",
                condition=Q(skipped_at=None, skipped_by=None)
                | (Q(skipped_at__isnull=False, skipped_by__isnull=False) & ~Q(skip_reason="")),
                violation_error_message="Ghi lý do miễn.",
            ),
            models.CheckConstraint(
                name="workflow_callunit_reminded_with_who",
                condition=Q(reminded_at=None, reminded_by=None)
                | Q(reminded_at__isnull=False, reminded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="workflow_callunit_wanted_with_who_and_why",
                condition=Q(wanted_at=None, wanted_by=None, wanted_until=None)
                | (
                    Q(wanted_at__isnull=False, wanted_by__isnull=False, wanted_until__isnull=False)
                    & ~Q(wanted_reason="")
                ),
                violation_error_message="Ghi lý do đề nghị gia hạn.",
            ),
        ]
        indexes = [models.Index(fields=["call", "order_key"], name="workflow_callunit_order")]

    @property
    def asks_for_time(self) -> bool:
        """Whether the unit waits for an answer to its request for more time."""
        return self.wanted_at is not None and not self.wanted_refusal

    @property
    def held_until(self) -> date:
        """The day that holds for the unit, an extension counted."""
        return self.extended_to or self.due_on

    def save(self, *args, **kwargs):
        """Keep the name's keys with the row that is made."""
        if not self.order_key:
            self.name_keys()
        super().save(*args, **kwargs)

    def name_keys(self) -> None:
        """Set the keys by which the row is sorted and searched; rows made in bulk ask for it themselves."""
        self.order_key, self.search_key = sort_key(self.unit.name), fold(self.unit.name)[:250]
