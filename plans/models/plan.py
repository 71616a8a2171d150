"""Plans of a year, of a stage and of a field, and the dated template that says which areas a plan has."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from organisations.models import Dated, Subject, Unit
from workflow.models import Call, Item


class PlanTemplate(Dated):
    """Which areas a plan has, from a day to a day (the six contents of NQ 76/NQ-CP, and more by data).

    unit: the authority whose khung kế hoạch it is, None for the one that holds everywhere. A published version is
    never changed; the next one is a new row with the next ``number`` (seed 004: "theo mẫu Khung kế hoạch").
    """

    name = models.CharField("tên khung", max_length=200)
    ground_text = models.CharField("văn bản căn cứ", max_length=300)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan")
    number = models.PositiveIntegerField("bản số", default=1)
    guidance = models.TextField("hướng dẫn", blank=True)
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    class Meta(Dated.Meta):
        verbose_name = "khung kế hoạch"
        verbose_name_plural = "khung kế hoạch"
        ordering = ["-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="plans_template_published_with_who",
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """An area of a template: chỉ đạo điều hành, the six contents, or a further programme."""

    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="areas")
    code = models.CharField("mã", max_length=10)
    name = models.CharField("tên lĩnh vực", max_length=200)
    short_name = models.CharField("tên gọn", max_length=60)
    required = models.BooleanField("bắt buộc có nội dung", default=True)
    order = models.PositiveIntegerField("thứ tự")

    class Meta:
        verbose_name = "lĩnh vực"
        verbose_name_plural = "lĩnh vực"
        ordering = ["template_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["template", "code"], name="plans_area_code_once"),
            models.UniqueConstraint(fields=["template", "order"], name="plans_area_order_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateRow(models.Model):
    """A target or a task that the template asks every plan to begin with."""

    class Kind(models.TextChoices):
        TARGET = "target", "Chỉ tiêu"
        TASK = "task", "Nhiệm vụ"

    area = models.ForeignKey(Area, models.CASCADE, related_name="rows")
    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    order = models.PositiveIntegerField("thứ tự", default=0)
    text = models.TextField("nội dung")
    timing_text = models.CharField("thời gian", max_length=200, blank=True)

    class Meta:
        verbose_name = "dòng mẫu của khung"
        verbose_name_plural = "dòng mẫu của khung"
        ordering = ["area_id", "kind", "order", "id"]


class CallTemplate(models.Model):
    """Which template a call asks its units to follow; frozen with the call."""

    call = models.OneToOneField(Call, models.PROTECT, related_name="+")
    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "khung kế hoạch của đợt"
        verbose_name_plural = "khung kế hoạch của đợt"


class Plan(Item):
    """A unit's CCHC plan of a year, of a stage, or of a field below the year's plan.

    Its text, targets and tasks are rows that lock with it. ``upper``: the plan that it carries out (a year's plan →
    the stage plan; a field's plan → the year's plan; a unit's contribution → the plan of the unit above).
    ``inherited_from``: last year's plan that it was rolled forward from. ``origin`` registered: issued before the
    portal, entered with number, day, signer and signed file.
    """

    class Scope(models.TextChoices):
        ANNUAL = "annual", "Kế hoạch năm"
        STAGE = "stage", "Kế hoạch giai đoạn"
        SUB = "sub", "Kế hoạch theo lĩnh vực, bộ phận"

    class Origin(models.TextChoices):
        WRITTEN = "written", "Soạn trên cổng"
        REGISTERED = "registered", "Ban hành trước khi dùng cổng"

    kind = "plan"
    code_prefix = "KH"
    scope_subject = Subject.PLAN

    scope = models.CharField("loại kế hoạch", max_length=8, choices=Scope.choices, default=Scope.ANNUAL)
    origin = models.CharField("nguồn", max_length=12, choices=Origin.choices, default=Origin.WRITTEN)
    year = models.PositiveIntegerField("năm")
    year_to = models.PositiveIntegerField("đến năm", null=True, blank=True)
    upper = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="below", verbose_name="thực hiện kế hoạch"
    )
    inherited_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="heirs", verbose_name="kế thừa từ"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="lĩnh vực của kế hoạch con"
    )
    holder = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="bộ phận lập kế hoạch con"
    )
    known_document = models.OneToOneField(
        "documents.KnownDocument", models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    registered_number = models.CharField("số, ký hiệu đã ban hành", max_length=60, blank=True)
    registered_on = models.DateField("ngày ban hành", null=True, blank=True)
    registered_signer = models.CharField("người ký", max_length=120, blank=True)
    title = models.CharField("trích yếu", max_length=300)
    template = models.ForeignKey(PlanTemplate, models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    replaces_text = models.CharField("thay thế văn bản", max_length=400, blank=True)
    replaces_reason = models.CharField("lý do thay thế", max_length=400, blank=True)
    has_annex = models.BooleanField("có phụ lục nhiệm vụ", default=True)
    signer = models.ForeignKey("documents.SigningMandate", models.PROTECT, null=True, blank=True, related_name="+")
    symbol = models.CharField("ký hiệu", max_length=40, default="KH-UBND")
    is_demo = models.BooleanField("dữ liệu trình diễn", default=False)

    class Meta(Item.Meta):
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["-year", "-id"]
        constraints = [
            *Item.Meta.constraints,
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(scope="annual", replaces=None, replaces_text="", binned_at=None),
                name="plans_plan_one_per_year",
                violation_error_message="Đơn vị đã có kế hoạch của năm này.",
            ),
            models.UniqueConstraint(
                fields=["unit", "year", "year_to"],
                condition=Q(scope="stage", replaces=None, replaces_text="", binned_at=None),
                name="plans_plan_one_per_stage",
                violation_error_message="Đơn vị đã có kế hoạch của giai đoạn này.",
            ),
            models.CheckConstraint(
                name="plans_plan_stage_has_end",
                condition=Q(scope="stage", year_to__isnull=False, year_to__gt=F("year"))
                | (~Q(scope="stage") & Q(year_to=None)),
                violation_error_message="Kế hoạch giai đoạn có năm đầu và năm cuối, năm cuối sau năm đầu.",
            ),
            models.CheckConstraint(
                name="plans_plan_sub_has_upper",
                condition=~Q(scope="sub") | Q(upper__isnull=False),
                violation_error_message="Kế hoạch theo lĩnh vực thuộc một kế hoạch năm.",
            ),
            models.CheckConstraint(
                name="plans_plan_not_its_upper",
                condition=Q(upper=None) | ~Q(upper=F("id")),
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(replaces__isnull=False, binned_at=None),
                name="plans_plan_one_successor",
                violation_error_message="Đã có bản thay thế của kế hoạch này.",
            ),
            models.CheckConstraint(
                name="plans_plan_year_in_range",
                condition=Q(year__gte=2000, year__lte=2100),
                violation_error_message="Năm từ 2000 đến 2100.",
            ),
            models.CheckConstraint(name="plans_plan_not_itself", condition=Q(replaces=None) | ~Q(replaces=F("id"))),
        ]

    def __str__(self) -> str:
        if self.scope == self.Scope.STAGE:
            return f"Kế hoạch CCHC giai đoạn {self.year}-{self.year_to}"
        if self.scope == self.Scope.SUB:
            return f"Kế hoạch {self.title[:1].lower()}{self.title[1:]}"
        return f"Kế hoạch CCHC năm {self.year}"
