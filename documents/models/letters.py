"""A Công văn: the plainest paper that a unit writes."""

from django.db import models
from django.db.models import Q

from workflow.models import Item


class Letter(Item):
    """A công văn with addressees, paragraphs and recipients (NĐ 30/2020, Mẫu 1.5)."""

    kind = "letter"
    code_prefix = "CV"

    title = models.CharField("trích yếu, sau V/v", max_length=300)
    addressees = models.JSONField("kính gửi", default=list)
    body = models.TextField("nội dung")
    drafting_unit = models.CharField("đơn vị soạn thảo, viết tắt", max_length=30, blank=True)
    recipients = models.JSONField("nơi nhận", default=list, blank=True)
    corrects_kind = models.CharField(max_length=16, blank=True)
    corrects_id = models.BigIntegerField(null=True, blank=True)

    class Meta(Item.Meta):
        verbose_name = "công văn"
        verbose_name_plural = "công văn"
        constraints = [
            *Item.Meta.constraints,
            models.CheckConstraint(
                name="documents_letter_corrects_whole",
                condition=Q(corrects_kind="", corrects_id=None) | (~Q(corrects_kind="") & Q(corrects_id__isnull=False)),
            ),
        ]

    @classmethod
    def corrections(cls, kind: str, pk: int):
        """Công văn đính chính of an item that are in work: not in the bin, not sent out."""
        return cls.objects.filter(corrects_kind=kind, corrects_id=pk, binned_at=None).exclude(state="released")

    def __str__(self) -> str:
        return f"Công văn V/v {self.title}"
