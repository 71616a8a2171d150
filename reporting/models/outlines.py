"""Versions of outlines (đề cương) as rows: a report is read by the outline it was asked by, for ever.

Append-only like the statistics forms; of a version only its last day is filled, once.
"""

from django.db import models
from django.db.models import Q

from organisations.models import Dated
from reporting.models.statistics import Kept
from reporting.outlines.shape import Content

_CONTENTS = [one.value for one in Content]


class Outline(Kept, Dated):
    """A version of an outline. kinds: kinds of periods (``reporting.periods.Kind``) that it is usually asked for."""

    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên đề cương", max_length=200)
    ground_text = models.CharField("văn bản quy định", max_length=300, blank=True)
    kinds = models.JSONField("loại kỳ", default=list)
    added_at = models.DateTimeField("thêm lúc", editable=False)

    class Meta(Dated.Meta):
        verbose_name = "đề cương báo cáo"
        verbose_name_plural = "đề cương báo cáo"
        ordering = ["code", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="reporting_outline_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="reporting_outline_one_open_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OutlineSection(Kept):
    """A place of an outline: "II.2.d". content: what stands there (``reporting.outlines.Content``)."""

    outline = models.ForeignKey(Outline, models.PROTECT, related_name="sections", verbose_name="đề cương")
    order = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=20)
    title = models.CharField("tên mục", max_length=300)
    content = models.CharField("nội dung", max_length=12)
    area_code = models.CharField("lĩnh vực", max_length=10, blank=True)
    required = models.BooleanField("bắt buộc", default=True)

    class Meta:
        verbose_name = "mục của đề cương"
        verbose_name_plural = "mục của đề cương"
        ordering = ["outline_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["outline", "code"], name="reporting_outlinesection_code_once"),
            models.UniqueConstraint(fields=["outline", "order"], name="reporting_outlinesection_order_once"),
            models.CheckConstraint(name="reporting_outlinesection_content", condition=Q(content__in=_CONTENTS)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def level(self) -> int:
        """1 for "II", 2 for "II.2", 3 for "II.2.d"."""
        return self.code.count(".") + 1
