"""Files below their owner, and the two frozen papers of every item (design section 5)."""

from django.conf import settings
from django.db import models

from organisations.models import Scoped, Unit


class Attachment(Scoped):
    """A file that belongs to an item or a document; served only below its owner's address."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    purpose = models.CharField("mục đích", max_length=20, default="enclosure")
    name = models.CharField("tên tệp", max_length=200)
    content_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ, byte")
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["uploaded_at", "id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="documents_attachment_item")]


class FrozenPaper(Scoped):
    """Bản trình ký or bản phát hành: the inputs as canonical JSON with hash, and the stored bytes.

    The row is written with its inputs in the transaction of the act; ``file_hash`` is filled once
    by the rendering that follows. Append-only otherwise (trigger). Where another person signs than
    the one expected, a second row of the same sending carries that person's signature block: the
    latest row stands.
    """

    class Purpose(models.TextChoices):
        TO_SIGN = "to_sign", "Bản trình ký"
        ISSUED = "issued", "Bản phát hành"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    sending = models.PositiveIntegerField(default=1)
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    inputs = models.TextField()
    inputs_hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    file_hash = models.CharField(max_length=64, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    rendered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "bản đóng băng"
        verbose_name_plural = "bản đóng băng"
        ordering = ["kind", "object_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "purpose", "sending", "inputs_hash"],
                name="documents_frozenpaper_once",
            )
        ]
