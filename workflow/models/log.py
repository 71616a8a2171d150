"""The only log of acts. Rows are appended; triggers refuse everything else (design section 3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Scoped, Unit


class ImmutableRow(Exception):
    """Raised when code tries to change or delete a row of an append-only table."""


class Event(Scoped):
    """Something that a person did to an item: who, in which office, on whose behalf, what, when.

    ``previous_hash`` and ``row_hash`` chain the events of one item; ``manage.py verify_integrity``
    walks the chain.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    sequence = models.PositiveIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    action = models.CharField("việc", max_length=32)
    from_state = models.CharField(max_length=24, blank=True)
    to_state = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người làm")
    by_name = models.CharField("họ tên lúc đó", max_length=120)
    by_title = models.CharField("chức danh lúc đó", max_length=200, blank=True)
    office = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan của người làm"
    )
    on_behalf = models.CharField("thay mặt, theo phân công", max_length=300, blank=True)
    comment = models.TextField("ý kiến", blank=True)
    details = models.JSONField(default=dict, blank=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    row_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "diễn biến"
        verbose_name_plural = "diễn biến"
        ordering = ["kind", "object_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "sequence"], name="workflow_event_sequence_once"),
            models.CheckConstraint(
                name="workflow_event_return_has_reason",
                condition=~Q(action__in=["return", "ask_replacement", "ask_correction"]) | ~Q(comment=""),
                violation_error_message="Ghi lý do trả lại để người soạn biết cần sửa gì.",
            ),
        ]
        indexes = [models.Index(fields=["-at", "-id"], name="workflow_event_newest")]

    def save(self, *args, **kwargs):
        """Append; a second save is refused before the trigger refuses it."""
        if self.pk:
            raise ImmutableRow("Diễn biến đã ghi thì không sửa được.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: what happened stays."""
        raise ImmutableRow("Diễn biến đã ghi thì không xóa được.")
