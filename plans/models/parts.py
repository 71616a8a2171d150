"""Parts of a plan that are text, citations, organisation and recipients."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from organisations.models import Scoped, ScopedQuerySet, Subject, Unit
from plans.models.plan import Area, Plan
from workflow.clock import now
from workflow.models import Child


class PartManager(models.Manager.from_queryset(ScopedQuerySet)):
    """Rows that stand in the plan; removed ones wait in ``everything`` to be put back."""

    def get_queryset(self):
        """Rows that were not removed."""
        return super().get_queryset().filter(removed_at=None)


class PlanPart(Scoped, Child):
    """Abstract: a row of a plan; seen with the plan, locked with the plan.

    ``touched`` says per field in which version it was last changed, by whom and when: that decides
    whether two editors met at the same place. A removed row can be put back (ux 6.4).
    """

    item_field = "plan"
    unit_lookup = "plan__unit"
    scope_subject = Subject.PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="%(class)ss")
    order = models.PositiveIntegerField("thứ tự", default=0)
    touched = models.JSONField(default=dict, blank=True, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = PartManager()
    everything = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["plan_id", "order", "id"]

    @property
    def _history_date(self):
        """When a version of the row was written, by the portal's own clock."""
        return now()


class PlanText(PlanPart):
    """A prose section, as paragraphs of plain text with four marks (design section 5)."""

    class Section(models.TextChoices):
        PURPOSE = "purpose", "Mục đích"
        REQUIREMENTS = "requirements", "Yêu cầu"
        FUNDING = "funding", "Kinh phí"
        CLOSING = "closing", "Lời kết"

    section = models.CharField(max_length=16, choices=Section.choices)
    body = models.TextField("nội dung", blank=True)
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "đoạn văn của kế hoạch"
        verbose_name_plural = "đoạn văn của kế hoạch"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "section"],
                condition=Q(removed_at=None),
                name="plans_plantext_section_once",
            )
        ]


class PlanArea(PlanPart):
    """An area of the plan; an area left out says why."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    heading = models.CharField("tiêu đề in", max_length=300, blank=True)

    class Meta(PlanPart.Meta):
        verbose_name = "lĩnh vực của kế hoạch"
        verbose_name_plural = "lĩnh vực của kế hoạch"
        constraints = [
            models.UniqueConstraint(fields=["plan", "area"], condition=Q(removed_at=None), name="plans_planarea_once")
        ]


class PlanBasis(PlanPart):
    """A line of the legal basis: a citation with its role."""

    class Role(models.TextChoices):
        BASIS = "basis", "Căn cứ"
        CARRIES_OUT = "carries_out", "Thực hiện"

    document = models.ForeignKey("documents.KnownDocument", models.PROTECT, related_name="+", verbose_name="văn bản")
    role = models.CharField("vai trò", max_length=12, choices=Role.choices, default=Role.BASIS)
    as_written = models.CharField("in đúng như văn bản gốc", max_length=900, blank=True)
    is_trigger = models.BooleanField("vì văn bản này mà thay thế, điều chỉnh", default=False)
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "căn cứ"
        verbose_name_plural = "căn cứ"


class Responsibility(PlanPart):
    """What a unit, post or body does to carry the plan out; paragraphs of text."""

    holder = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị")
    holder_text = models.CharField("đơn vị, người thực hiện", max_length=200)
    body = models.TextField("trách nhiệm", blank=True)
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "tổ chức thực hiện"
        verbose_name_plural = "tổ chức thực hiện"


class ReportDeadline(PlanPart):
    """When a periodic report of the plan is due, in the source's own wording."""

    class Period(models.TextChoices):
        Q1 = "q1", "báo cáo quý I"
        H1 = "h1", "báo cáo 6 tháng"
        Q3 = "q3", "báo cáo quý III"
        YEAR = "year", "báo cáo năm"

    period = models.CharField("kỳ", max_length=8, choices=Period.choices)
    due_on = models.DateField("hạn")
    inclusive = models.BooleanField("tính cả ngày hạn", default=False)
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "hạn báo cáo"
        verbose_name_plural = "hạn báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "period"],
                condition=Q(removed_at=None),
                name="plans_reportdeadline_once",
                violation_error_message="Kỳ báo cáo này đã có hạn.",
            )
        ]


class PlanRecipient(PlanPart):
    """A line of "Nơi nhận": whom, what for, through which channel."""

    class Purpose(models.TextChoices):
        NONE = "", "–"
        CARRY_OUT = "carry_out", "thực hiện"
        REPORT = "report", "báo cáo"
        DIRECT = "direct", "chỉ đạo"
        COORDINATE = "coordinate", "phối hợp"
        KNOW = "know", "để biết"

    class Channel(models.TextChoices):
        ELECTRONIC = "electronic", "điện tử"
        PAPER = "paper", "giấy"

    name = models.CharField("nơi nhận", max_length=200)
    recipient_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị"
    )
    purpose = models.CharField("để", max_length=12, choices=Purpose.choices, blank=True)
    channel = models.CharField("cách gửi", max_length=12, choices=Channel.choices, default=Channel.ELECTRONIC)
    history = HistoricalRecords()

    class Meta(PlanPart.Meta):
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"


class Waiver(PlanPart):
    """A completeness finding set aside: who asked, why, who approved by signing (design section 3)."""

    code = models.CharField("phát hiện", max_length=32)
    place = models.CharField("chỗ", max_length=60, blank=True)
    reason = models.CharField("lý do", max_length=400)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(PlanPart.Meta):
        verbose_name = "lý do bỏ qua"
        verbose_name_plural = "lý do bỏ qua"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "code", "place"],
                condition=Q(removed_at=None),
                name="plans_waiver_once",
            ),
            models.CheckConstraint(
                name="plans_waiver_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do.",
            ),
            models.CheckConstraint(
                name="plans_waiver_approved_with_who",
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
        ]
