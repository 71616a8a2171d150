"""The only place where a figure of a unit and a window is stored (design section 3)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from indicators.models.metrics import Definition
from organisations.models import Scoped, Unit


class Value(Scoped):
    """A figure: of a unit, by a definition, for a window, for all fields ("") or one of them, as far as it is known.

    One row lives for each (unit, definition, window, breakdown, kind); a correction is a new row, the old one gets
    ``superseded_at`` and then ``superseded_by``, each filled once (trigger), and says nothing else ever after.
    ``is_ratio`` repeats the definition's kind so that the database itself refuses a typed quotient: a ratio has a
    numerator and a denominator, everything else an amount. Seen by whoever follows the unit in any subject: the same
    figure stands in plan, report and scorecard.
    """

    class Kind(models.TextChoices):
        ACTUAL = "actual", "Thực hiện"
        ESTIMATE = "estimate", "Ước thực hiện"
        FINAL = "final", "Chính thức"

    class Status(models.TextChoices):
        GIVEN = "given", "Có số"
        NOT_APPLICABLE = "not_applicable", "Không áp dụng"
        NOTHING_AROSE = "nothing_arose", "Không phát sinh"
        BLANK = "blank", "Chưa có số"

    class Provenance(models.TextChoices):
        TYPED = "typed", "Nhập tay"
        FACT = "fact", "Từ dữ liệu của cổng"
        FILE = "file", "Từ tệp"
        MACHINE = "machine", "Hệ thống khác gửi"
        CARRIED = "carried", "Chuyển từ kỳ trước"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    definition = models.ForeignKey(Definition, models.PROTECT, related_name="+", verbose_name="cách tính")
    is_ratio = models.BooleanField(default=False, editable=False)
    window_from = models.DateField("từ ngày")
    window_to = models.DateField("đến hết ngày")
    breakdown = models.CharField("chia theo", max_length=30, blank=True)
    kind = models.CharField("loại số", max_length=8, choices=Kind.choices, default=Kind.ACTUAL)
    as_of = models.DateField("tính đến ngày")
    numerator = models.DecimalField("tử số", max_digits=20, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("mẫu số", max_digits=20, decimal_places=4, null=True, blank=True)
    amount = models.DecimalField("số", max_digits=20, decimal_places=4, null=True, blank=True)
    status = models.CharField("trạng thái số", max_length=14, choices=Status.choices, default=Status.GIVEN)
    reason = models.CharField("lý do", max_length=400, blank=True)
    provenance = models.CharField("nguồn", max_length=8, choices=Provenance.choices, default=Provenance.TYPED)
    source = models.CharField("nguồn, ghi rõ", max_length=300, blank=True)
    comment = models.CharField("ghi chú", max_length=400, blank=True)
    correction = models.CharField("lý do sửa số trước", max_length=400, blank=True)
    entered_at = models.DateTimeField("nhập lúc", editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    superseded_at = models.DateTimeField(null=True, blank=True, editable=False)
    superseded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supersedes", editable=False
    )

    class Meta:
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"
        ordering = ["-window_to", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "definition", "window_from", "window_to", "breakdown", "kind"],
                condition=Q(superseded_at=None),
                name="indicators_value_one_lives",
            ),
            models.CheckConstraint(
                name="indicators_value_window_in_order",
                condition=Q(window_to__gte=F("window_from")),
                violation_error_message="Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
            ),
            models.CheckConstraint(
                name="indicators_value_ratio_from_counts",
                condition=Q(is_ratio=True, amount=None) | Q(is_ratio=False, numerator=None, denominator=None),
                violation_error_message="Tỷ lệ được tính từ tử số và mẫu số, không nhập thẳng.",
            ),
            models.CheckConstraint(
                name="indicators_value_given_has_number",
                condition=(
                    Q(status="given")
                    & (
                        Q(is_ratio=False, amount__isnull=False)
                        | Q(is_ratio=True, numerator__isnull=False, denominator__isnull=False)
                    )
                )
                | (~Q(status="given") & Q(amount=None, numerator=None, denominator=None)),
                violation_error_message="Có số thì ghi số; không có thì chọn không áp dụng, không phát sinh hoặc chưa có.",
            ),
            models.CheckConstraint(
                name="indicators_value_blank_has_reason",
                condition=~Q(status__in=["blank", "not_applicable"]) | ~Q(reason=""),
                violation_error_message="Ghi lý do để trống hoặc không áp dụng.",
            ),
            models.CheckConstraint(
                name="indicators_value_accepted_with_who",
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="indicators_value_superseded_in_order",
                condition=Q(superseded_by=None) | (Q(superseded_at__isnull=False) & ~Q(superseded_by=F("id"))),
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "definition", "window_to"], name="indicators_value_unit"),
            models.Index(fields=["definition", "window_from", "window_to"], name="indicators_value_window"),
        ]
