"""Who owes what by when, what was remarked, and who was told."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Scoped, Unit


class Obligation(Scoped):
    """A turn or a duty: ``office`` must use ``capability`` on an item by a day (design section 3).

    Written by the verb that makes it, in the same transaction. "Việc của tôi", the board,
    reminders and lateness are queries on this table.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan phải làm")
    capability = models.CharField(max_length=20)
    state = models.CharField(max_length=24)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    inclusive = models.BooleanField(default=True)
    measured_by = models.CharField(max_length=10, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    source_text = models.CharField("căn cứ", max_length=300, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    source_clause = models.CharField("mục", max_length=60, blank=True)

    class Meta:
        verbose_name = "việc phải làm"
        verbose_name_plural = "việc phải làm"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="workflow_obligation_closed_with_who",
                condition=Q(closed_at=None, closed_by=None) | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["kind", "object_id", "office", "capability"],
                condition=Q(closed_at=None),
                name="workflow_obligation_one_open",
            ),
        ]
        indexes = [
            models.Index(fields=["office", "capability"], name="workflow_obligation_office"),
            models.Index(fields=["kind", "object_id"], name="workflow_obligation_item"),
        ]


class Remark(Scoped):
    """A remark at a place of an item; official ones are answered before it is sent again."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa xử lý"
        ANSWERED = "answered", "Xã đã trả lời"
        RESOLVED = "resolved", "Đã xử lý"

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="cơ quan nêu ý kiến")
    place = models.CharField("chỗ", max_length=80, blank=True)
    place_label = models.CharField("tên chỗ", max_length=200, blank=True)
    quote = models.CharField("đoạn được nhắc", max_length=500, blank=True)
    text = models.TextField("ý kiến")
    private = models.BooleanField("ghi chú nội bộ", default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer = models.TextField("trả lời", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "ý kiến"
        verbose_name_plural = "ý kiến"
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="workflow_remark_answered_with_who",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="workflow_remark_resolved_with_who",
                condition=Q(resolved_at=None, resolved_by=None)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="workflow_remark_answer_has_words",
                condition=~Q(state="answered") | ~Q(answer=""),
                violation_error_message="Ghi nội dung trả lời.",
            ),
        ]
        indexes = [models.Index(fields=["kind", "object_id"], name="workflow_remark_item")]


class NoticeQuerySet(models.QuerySet):
    """Notices of one person."""

    def visible_to(self, user):
        """A notice is seen by the person it was written to, and by nobody else."""
        return self.filter(to=user) if user.is_authenticated else self.none()


class Notice(models.Model):
    """A line in the bell of one person; other channels come later and hang on the same rows."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    my_turn = models.BooleanField("đến lượt", default=False)
    subject = models.CharField("việc", max_length=250)
    body = models.TextField("nội dung", blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    event = models.ForeignKey("workflow.Event", models.PROTECT, null=True, blank=True, related_name="+")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint(fields=["to", "event"], name="workflow_notice_once_per_event")]
        indexes = [models.Index(fields=["to", "read_at"], name="workflow_notice_unread")]
