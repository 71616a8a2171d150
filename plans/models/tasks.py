"""Tasks: content, product, exactly one lead, partners, time, money, flags."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from organisations.models import Appointment, Scoped, Subject, Unit
from plans.models.parts import PlanPart
from plans.models.plan import Area
from workflow.models import Child


class Task(PlanPart):
    """A nhiệm vụ of an area. The lead is one unit or post of the commune, or words until one is chosen.

    Where it comes from: ``source_item`` (a directive), ``carried_from`` (the plan that this one replaces),
    ``inherited_from`` (last year's), ``contributed_from`` (a plan below). ``serves``: the task of the upper plan
    that it carries out.
    """

    class Timing(models.TextChoices):
        NONE = "", "chưa có"
        DATE = "date", "ngày"
        MONTH = "month", "tháng"
        QUARTER = "quarter", "quý"
        RANGE = "range", "khoảng thời gian"
        RECURRING = "recurring", "định kỳ"
        ONGOING = "ongoing", "thường xuyên"
        ON_TRIGGER = "on_trigger", "khi có điều kiện"

    class Funding(models.TextChoices):
        NONE = "", "–"
        COMMUNE = "commune", "ngân sách xã"
        SUPPORT = "support", "cấp trên hỗ trợ"
        COMBINED = "combined", "lồng ghép"

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    content = models.TextField("nhiệm vụ")
    product_type = models.ForeignKey(
        "documents.DocumentType",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="loại văn bản sản phẩm",
    )
    product_text = models.CharField("sản phẩm", max_length=300, blank=True)
    product_count = models.DecimalField("số lượng", max_digits=12, decimal_places=2, null=True, blank=True)
    product_unit = models.CharField("đơn vị tính", max_length=40, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="chủ trì")
    lead_text = models.CharField("chủ trì (chữ)", max_length=200, blank=True)
    head = models.ForeignKey(
        Appointment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người chịu trách nhiệm",
    )
    timing = models.CharField("kiểu thời gian", max_length=12, choices=Timing.choices, blank=True)
    timing_text = models.CharField("thời gian", max_length=200, blank=True)
    starts_on = models.DateField("từ ngày", null=True, blank=True)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    budget = models.DecimalField("kinh phí, triệu đồng", max_digits=14, decimal_places=3, null=True, blank=True)
    funding = models.CharField("nguồn", max_length=10, choices=Funding.choices, blank=True)
    is_key = models.BooleanField("trọng tâm", default=False)
    is_breakthrough = models.BooleanField("đột phá", default=False)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    in_body = models.BooleanField("in trong thân văn bản", default=True)
    source_item = models.ForeignKey(
        "directives.DirectiveItem", models.PROTECT, null=True, blank=True, related_name="+", editable=False
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
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        constraints = [
            models.CheckConstraint(
                name="plans_task_dates_in_order",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            models.CheckConstraint(
                name="plans_task_budget_not_negative",
                condition=Q(budget=None) | Q(budget__gte=0),
                violation_error_message="Kinh phí không âm.",
            ),
        ]


class TaskPartner(Scoped, Child):
    """A coordinating unit of a task, or its words where it is not one of the portal's units."""

    item_field = "plan"
    unit_lookup = "task__plan__unit"
    scope_subject = Subject.PLAN

    task = models.ForeignKey(Task, models.CASCADE, related_name="partners")
    partner = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    partner_text = models.CharField("phối hợp", max_length=200)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "đơn vị phối hợp"
        verbose_name_plural = "đơn vị phối hợp"
        ordering = ["task_id", "order", "id"]

    @property
    def plan(self):
        """The plan of the task."""
        return self.task.plan
