"""What is counted: metrics, their dated definitions, the terms of ratios, the lists that figures are broken down by."""

from django.db import models
from django.db.models import F, Q

from organisations.models import Dated


class Metric(models.Model):
    """Something that is counted or scored under one stable code, whatever its definition says this year."""

    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=300)
    area_code = models.CharField("lĩnh vực", max_length=10, blank=True)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "chỉ số"
        verbose_name_plural = "chỉ số"
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name


class Definition(Dated):
    """How a metric is counted from a day to a day (design section 5), resolved by the last day of the window.

    kind: what a figure is; precision: decimals printed; minimum, maximum: what is possible; direction: which way is
    better; cumulation: how windows add up; across: how units add up; breakdown: "field" where it is also counted by
    field of procedures; ground_text, ground_key: the document that sets it, as cited and as number key.
    """

    class Kind(models.TextChoices):
        COUNT = "count", "Số lượng"
        MONEY = "money", "Số tiền"
        RATIO = "ratio", "Tỷ lệ"
        CODE = "code", "Mã"
        RANK = "rank", "Hạng"
        POINTS = "points", "Điểm"

    class Direction(models.TextChoices):
        UP = "up", "Cao hơn là tốt hơn"
        DOWN = "down", "Thấp hơn là tốt hơn"
        NONE = "none", "Không xét cao thấp"

    class Cumulation(models.TextChoices):
        NON_CUMULATIVE = "non_cumulative", "Mỗi kỳ một số, không gộp kỳ"
        SUMMING = "summing", "Cộng các kỳ liền nhau"
        NON_SUMMING = "non_summing", "Lấy số của kỳ cuối"

    class Across(models.TextChoices):
        SUM = "sum", "Cộng các đơn vị"
        RECOMPUTE = "recompute", "Tính lại từ tử số, mẫu số cộng được"
        MEAN = "mean", "Bình quân các đơn vị"
        NONE = "none", "Không gộp đơn vị"

    class Breakdown(models.TextChoices):
        NONE = "", "Không chia"
        FIELD = "field", "Theo lĩnh vực thủ tục"

    metric = models.ForeignKey(Metric, models.PROTECT, related_name="definitions", verbose_name="chỉ số")
    version = models.PositiveIntegerField("bản", default=1)
    words = models.TextField("cách tính")
    kind = models.CharField("loại", max_length=8, choices=Kind.choices)
    unit_label = models.CharField("đơn vị tính", max_length=40, blank=True)
    precision = models.PositiveSmallIntegerField("số chữ số phần lẻ", default=0)
    minimum = models.DecimalField("thấp nhất", max_digits=20, decimal_places=4, null=True, blank=True)
    maximum = models.DecimalField("cao nhất", max_digits=20, decimal_places=4, null=True, blank=True)
    direction = models.CharField("hướng tốt", max_length=4, choices=Direction.choices, default=Direction.NONE)
    cumulation = models.CharField("gộp kỳ", max_length=14, choices=Cumulation.choices, default=Cumulation.SUMMING)
    across = models.CharField("gộp đơn vị", max_length=9, choices=Across.choices, default=Across.SUM)
    breakdown = models.CharField("chia theo", max_length=8, choices=Breakdown.choices, blank=True)
    source = models.CharField("nguồn số liệu", max_length=300, blank=True)
    authority_text = models.CharField("cơ quan đặt ra", max_length=200, blank=True)
    ground_text = models.CharField("văn bản quy định", max_length=300, blank=True)
    ground_key = models.CharField("khóa số văn bản", max_length=80, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "cách tính chỉ số"
        verbose_name_plural = "cách tính chỉ số"
        ordering = ["metric_id", "-valid_from"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["metric", "version"], name="indicators_definition_version_once"),
            models.UniqueConstraint(fields=["metric", "valid_from"], name="indicators_definition_day_once"),
            models.CheckConstraint(
                name="indicators_definition_bounds_in_order",
                condition=Q(minimum=None) | Q(maximum=None) | Q(maximum__gte=F("minimum")),
                violation_error_message="Giá trị cao nhất không nhỏ hơn giá trị thấp nhất.",
            ),
            models.CheckConstraint(
                name="indicators_definition_ratio_recomputed",
                condition=~Q(kind="ratio", across="sum"),
                violation_error_message="Tỷ lệ không cộng được; chỉ tính lại từ tử số và mẫu số.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.metric_id} v{self.version}"

    @property
    def is_ratio(self) -> bool:
        """Whether its figures are two counts and never a typed quotient."""
        return self.kind == self.Kind.RATIO


class Term(models.Model):
    """One summand of the numerator or denominator of a ratio: another metric's count, or a fact, with its sign."""

    class Side(models.TextChoices):
        NUMERATOR = "numerator", "Tử số"
        DENOMINATOR = "denominator", "Mẫu số"

    definition = models.ForeignKey(Definition, models.CASCADE, related_name="terms")
    side = models.CharField("vế", max_length=11, choices=Side.choices)
    sign = models.SmallIntegerField("dấu", default=1)
    metric_code = models.CharField("chỉ số", max_length=40, blank=True)
    fact_name = models.CharField("số liệu của cổng", max_length=60, blank=True)
    order = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số hạng"
        verbose_name_plural = "số hạng"
        ordering = ["definition_id", "-side", "order", "id"]
        constraints = [
            models.CheckConstraint(name="indicators_term_sign", condition=Q(sign=1) | Q(sign=-1)),
            models.CheckConstraint(
                name="indicators_term_metric_or_fact",
                condition=Q(metric_code="", fact_name__gt="") | Q(metric_code__gt="", fact_name=""),
            ),
            models.UniqueConstraint(
                fields=["definition", "side", "metric_code", "fact_name"], name="indicators_term_once"
            ),
        ]


class Breakdown(Dated):
    """One entry of a list by which figures are broken down: a field of procedures."""

    listing = models.CharField("danh mục", max_length=8, choices=Definition.Breakdown.choices, default="field")
    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên", max_length=200)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta(Dated.Meta):
        verbose_name = "lĩnh vực thủ tục"
        verbose_name_plural = "lĩnh vực thủ tục"
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["listing", "code", "valid_from"], name="indicators_breakdown_once"),
        ]

    def __str__(self) -> str:
        return self.name
