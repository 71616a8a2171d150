"""Where a unit starts from, what it wants to reach, when it is warned: rows that are replaced, never rewritten (triggers)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from documents.reading.operators import OPERATORS
from indicators.models.metrics import Metric
from organisations.models import Scoped, Unit


def operator_choices() -> list[tuple[str, str]]:
    """Operators as form choices; a callable, so that a new one needs no migration."""
    return [(operator.value, row.label) for operator, row in OPERATORS.items()]


class Kept(Scoped):
    """Abstract: a row of a unit and a metric that stands until another replaces it, which says who and why.

    ``replaced_at`` is filled once, then ``replaced_by`` once; everything else stays as it was written.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    metric = models.ForeignKey(Metric, models.PROTECT, related_name="+", verbose_name="chỉ số")
    reason = models.CharField("lý do thay đổi", max_length=400, blank=True)
    at = models.DateTimeField("lúc", editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    replaced_at = models.DateTimeField(null=True, blank=True, editable=False)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", editable=False
    )

    class Meta:
        abstract = True
        ordering = ["unit_id", "metric_id", "-at", "-id"]


class Baseline(Kept):
    """The value that a unit started from; ``amount`` None says in so many words that there is none."""

    amount = models.DecimalField("giá trị đầu kỳ", max_digits=20, decimal_places=4, null=True, blank=True)
    on = models.DateField("tại ngày", null=True, blank=True)
    source = models.CharField("nguồn", max_length=300, blank=True)

    class Meta(Kept.Meta):
        verbose_name = "giá trị đầu kỳ"
        verbose_name_plural = "giá trị đầu kỳ"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "metric"], condition=Q(replaced_at=None), name="indicators_baseline_one_stands"
            ),
            models.CheckConstraint(
                name="indicators_baseline_has_day",
                condition=Q(amount=None) | Q(on__isnull=False),
                violation_error_message="Ghi ngày của giá trị đầu kỳ.",
            ),
        ]


class Goal(Kept):
    """What a unit wants to reach in a window, or in the end (no window)."""

    window_from = models.DateField("từ ngày", null=True, blank=True)
    window_to = models.DateField("đến hết ngày", null=True, blank=True)
    operator = models.CharField("phép so sánh", max_length=16, choices=operator_choices)
    value = models.DecimalField("giá trị", max_digits=20, decimal_places=4)
    value2 = models.DecimalField("đến", max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta(Kept.Meta):
        verbose_name = "mục tiêu"
        verbose_name_plural = "mục tiêu"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "metric", "window_from", "window_to"],
                condition=Q(replaced_at=None, window_from__isnull=False),
                name="indicators_goal_one_per_window",
            ),
            models.UniqueConstraint(
                fields=["unit", "metric"],
                condition=Q(replaced_at=None, window_from=None),
                name="indicators_goal_one_final",
            ),
            models.CheckConstraint(
                name="indicators_goal_window_in_order",
                condition=Q(window_from=None, window_to=None)
                | Q(window_from__isnull=False, window_to__gte=F("window_from")),
                violation_error_message="Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.",
            ),
            models.CheckConstraint(
                name="indicators_goal_between_has_two",
                condition=~Q(operator="between") | Q(value2__gte=F("value")),
                violation_error_message="Khoảng giá trị cần đủ hai số, số sau không nhỏ hơn số trước.",
            ),
        ]


class AlertBand(Kept):
    """How far short of its goal a unit's metric may be before it is watched, and before it alarms; in the metric's unit.

    Both None say that nothing is watched any more.
    """

    watch = models.DecimalField("theo dõi khi còn cách quá", max_digits=16, decimal_places=4, null=True, blank=True)
    alarm = models.DecimalField("cảnh báo khi còn cách quá", max_digits=16, decimal_places=4, null=True, blank=True)

    class Meta(Kept.Meta):
        verbose_name = "ngưỡng cảnh báo"
        verbose_name_plural = "ngưỡng cảnh báo"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "metric"], condition=Q(replaced_at=None), name="indicators_alertband_one_stands"
            ),
            models.CheckConstraint(
                name="indicators_alertband_in_order",
                condition=Q(watch=None, alarm=None) | Q(watch__gte=0, alarm__gte=F("watch")),
                violation_error_message="Ngưỡng cảnh báo không nhỏ hơn ngưỡng theo dõi, ngưỡng theo dõi không nhỏ hơn 0.",
            ),
        ]
