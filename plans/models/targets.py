"""Targets: the phrase as written, and what it was understood to mean."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from documents.reading.operators import OPERATORS
from organisations.models import Scoped, Subject
from plans.models.parts import PlanPart
from plans.models.plan import Area
from workflow.models import Child


def operator_choices() -> list[tuple[str, str]]:
    """Operators as form choices; a callable, so that a new one needs no migration."""
    return [(operator.value, row.label) for operator, row in OPERATORS.items()]


class Target(PlanPart):
    """A chỉ tiêu of an area: printed verbatim, measured through its conditions.

    Where it comes from: ``source_item``, ``source_target`` (a directive), ``carried_from`` (the plan that this one
    replaces), ``inherited_from`` (last year's), ``contributed_from`` (a plan below). ``serves``: the row of the
    upper plan that it helps to reach.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    phrase = models.TextField("nội dung (in nguyên văn)")
    unmeasurable_reason = models.CharField("vì sao chưa đo được", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    source_item = models.ForeignKey(
        "directives.DirectiveItem", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    source_target = models.ForeignKey(
        "directives.DirectiveTarget", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    inherited_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="inherited_by", editable=False
    )
    serves = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="served_by")
    contributed_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="contributed_to", editable=False
    )
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"


class Condition(Scoped, Child):
    """When the target is met. No row means: not measurable as written. ``gt`` is not ``gte``."""

    item_field = "plan"
    unit_lookup = "target__plan__unit"
    scope_subject = Subject.PLAN

    class Comparator(models.TextChoices):
        NUMBER = "number", "một con số"
        PREVIOUS_YEAR = "previous_year", "năm trước"
        AUTHORITY_MEAN = "authority_mean", "mức bình quân của cấp trên"

    target = models.ForeignKey(Target, models.CASCADE, related_name="conditions")
    order = models.PositiveIntegerField(default=0)
    operator = models.CharField("phép so sánh", max_length=16, choices=operator_choices)
    value = models.DecimalField("giá trị", max_digits=16, decimal_places=4, null=True, blank=True)
    value2 = models.DecimalField("đến", max_digits=16, decimal_places=4, null=True, blank=True)
    unit_label = models.CharField("đơn vị tính", max_length=40, blank=True)
    relative = models.BooleanField("tính theo phần trăm của mốc", default=False)
    measured = models.CharField("đo cái gì", max_length=400, blank=True)
    scope = models.CharField("phạm vi", max_length=200, blank=True)
    baseline_value = models.DecimalField("giá trị mốc", max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_on = models.DateField("ngày của mốc", null=True, blank=True)
    baseline_text = models.CharField("mốc so sánh", max_length=200, blank=True)
    cap = models.DecimalField("tối đa đến", max_digits=16, decimal_places=4, null=True, blank=True)
    by_date = models.DateField("đến ngày", null=True, blank=True)
    every_period = models.BooleanField("mỗi kỳ", default=False)
    soft = models.BooleanField("phấn đấu", default=False)
    comparator = models.CharField("so với", max_length=16, choices=Comparator.choices, default=Comparator.NUMBER)
    metric = models.ForeignKey(
        "indicators.Metric",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="chỉ số",
        editable=False,
    )
    confirmed = models.BooleanField("đã có người xác nhận cách hiểu", default=False)

    class Meta:
        verbose_name = "điều kiện của chỉ tiêu"
        verbose_name_plural = "điều kiện của chỉ tiêu"
        ordering = ["target_id", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="plans_condition_between_has_two",
                condition=~Q(operator="between")
                | Q(value__isnull=False, value2__isnull=False, value2__gte=models.F("value")),
                violation_error_message="Khoảng giá trị cần đủ hai số, số sau không nhỏ hơn số trước.",
            )
        ]

    @property
    def plan(self):
        """The plan of the target."""
        return self.target.plan
