"""Versions of statistics forms as rows: what was asked in a window is read as it was asked, for ever.

The three tables are append-only (triggers); of a version only its last day is filled, once, when the next begins.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from organisations.models import Dated
from reporting.statistics.shape import Carry, NotApplicable, RowKind, Sign
from workflow.models import ImmutableRow

_KINDS, _SIGNS = [one.value for one in RowKind], [one.value for one in Sign]
_MAY_K, _CARRIES = [one.value for one in NotApplicable], [one.value for one in Carry]


class Kept(models.Model):
    """Abstract: a row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Write; a second save is refused before the trigger refuses it."""
        if self.pk:
            raise ImmutableRow("Biểu đã đưa vào dùng thì không sửa được. Thêm phiên bản mới.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: reports were written by it."""
        raise ImmutableRow("Biểu đã đưa vào dùng thì không xóa được.")


class StatForm(Kept, Dated):
    """A version of a form; added_by is empty where it came with the portal."""

    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên biểu", max_length=200)
    ground_text = models.CharField("văn bản quy định", max_length=300, blank=True)
    added_at = models.DateTimeField("thêm lúc", editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(Dated.Meta):
        verbose_name = "biểu thống kê"
        verbose_name_plural = "biểu thống kê"
        ordering = ["code", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="reporting_statform_version_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to=None), name="reporting_statform_one_open_version"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StatRow(Kept):
    """A row of a version, or a column of its table (``table`` names the row it belongs to)."""

    form = models.ForeignKey(StatForm, models.PROTECT, related_name="rows", verbose_name="biểu")
    order = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=30)
    label = models.CharField("tên", max_length=200)
    unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    kind = models.CharField("loại", max_length=10)
    phrase = models.CharField("tên trong câu", max_length=200, blank=True)
    formula = models.CharField("công thức", max_length=300, blank=True)
    not_applicable = models.CharField("ghi K", max_length=10)
    carry = models.CharField("chuyển từ kỳ trước", max_length=10)
    metric = models.CharField("chỉ số", max_length=40, blank=True)
    filled = models.BooleanField("xã nhập", default=True)
    table = models.CharField("thuộc bảng", max_length=30, blank=True)
    group = models.CharField("nhóm cột", max_length=100, blank=True)
    optional = models.BooleanField("để trống được", default=False)
    choices = models.JSONField("danh mục", default=list, blank=True)

    class Meta:
        verbose_name = "dòng của biểu"
        verbose_name_plural = "dòng của biểu"
        ordering = ["form_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["form", "code"], name="reporting_statrow_code_once"),
            models.UniqueConstraint(fields=["form", "order"], name="reporting_statrow_order_once"),
            models.CheckConstraint(name="reporting_statrow_kind", condition=Q(kind__in=_KINDS)),
            models.CheckConstraint(name="reporting_statrow_not_applicable", condition=Q(not_applicable__in=_MAY_K)),
            models.CheckConstraint(name="reporting_statrow_carry", condition=Q(carry__in=_CARRIES)),
            models.CheckConstraint(
                name="reporting_statrow_ratio_computed",
                condition=~Q(kind=RowKind.RATIO.value) | Q(formula__gt=""),
                violation_error_message="Tỷ lệ được tính theo công thức, không nhập.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.label}"


class StatCheck(Kept):
    """A check that a version declares on its rows."""

    form = models.ForeignKey(StatForm, models.PROTECT, related_name="checks", verbose_name="biểu")
    order = models.PositiveSmallIntegerField("thứ tự")
    code = models.CharField("mã", max_length=40)
    left = models.CharField("vế trái", max_length=300)
    sign = models.CharField("dấu", max_length=2)
    right = models.CharField("vế phải", max_length=300)
    table = models.CharField("trong bảng", max_length=30, blank=True)
    advice = models.CharField("xem lại", max_length=200, blank=True)

    class Meta:
        verbose_name = "phép kiểm tra của biểu"
        verbose_name_plural = "phép kiểm tra của biểu"
        ordering = ["form_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["form", "code"], name="reporting_statcheck_code_once"),
            models.CheckConstraint(name="reporting_statcheck_sign", condition=Q(sign__in=_SIGNS)),
        ]

    def __str__(self) -> str:
        return self.code
