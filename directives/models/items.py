"""What a directive says, as a tree of items with the work and the targets that each one gives."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from directives.models.directive import Directive
from documents.models import KnownDocument
from organisations.models import Scoped, Subject, Unit
from workflow.clock import now


class DirectiveItem(Scoped):
    """A mục, khoản, điểm or dash of a directive, quoted as the paper has it.

    marker: as printed ("1", "a", "-"). An item that the issuer amends or withdraws keeps its old words in its
    history; ``changed_on`` and ``changed_text`` say by which document.
    """

    class Kind(models.TextChoices):
        HEADING = "heading", "Đề mục"
        WORK = "work", "Việc giao"
        STATEMENT = "statement", "Nêu, nhận định"

    class State(models.TextChoices):
        IN_FORCE = "in_force", "Còn hiệu lực"
        AMENDED = "amended", "Đã sửa đổi"
        WITHDRAWN = "withdrawn", "Đã bãi bỏ"

    unit_lookup = "directive__unit"
    scope_subject = Subject.PLAN

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    order = models.PositiveIntegerField("thứ tự", default=0)
    marker = models.CharField("ký hiệu mục", max_length=10, blank=True)
    heading = models.CharField("tên mục", max_length=400, blank=True)
    text = models.TextField("nội dung", blank=True)
    kind = models.CharField("loại", max_length=10, choices=Kind.choices, default=Kind.WORK)
    area_code = models.CharField("lĩnh vực", max_length=10, blank=True)
    state = models.CharField("hiệu lực", max_length=10, choices=State.choices, default=State.IN_FORCE)
    changed_on = models.DateField("sửa đổi, bãi bỏ từ ngày", null=True, blank=True)
    changed_text = models.CharField("văn bản sửa đổi, bãi bỏ", max_length=300, blank=True)
    changed_document = models.ForeignKey(KnownDocument, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)
    updated_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = "mục của văn bản giao việc"
        verbose_name_plural = "mục của văn bản giao việc"
        ordering = ["directive_id", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="directives_item_change_has_ground",
                condition=Q(state="in_force") | (Q(changed_on__isnull=False) & ~Q(changed_text="")),
                violation_error_message="Ghi ngày và văn bản sửa đổi, bãi bỏ.",
            )
        ]

    @property
    def _history_date(self):
        """When a version of the item was written, by the portal's own clock."""
        return now()


class Assignment(Scoped):
    """Who does an item: a unit, a group or a title; as lead or together with others; by when, how often, where."""

    class Part(models.TextChoices):
        LEAD = "lead", "Chủ trì"
        COORDINATE = "coordinate", "Phối hợp"

    class Timing(models.TextChoices):
        NONE = "", "không nêu"
        DATE = "date", "ngày"
        MONTH = "month", "tháng"
        QUARTER = "quarter", "quý"
        RANGE = "range", "khoảng thời gian"
        RECURRING = "recurring", "định kỳ"
        ONGOING = "ongoing", "thường xuyên"
        ON_TRIGGER = "on_trigger", "khi có điều kiện"

    unit_lookup = "item__directive__unit"
    scope_subject = Subject.PLAN

    item = models.ForeignKey(DirectiveItem, models.CASCADE, related_name="assignments")
    part = models.CharField("vai trò", max_length=10, choices=Part.choices, default=Part.LEAD)
    order = models.PositiveIntegerField("thứ tự", default=0)
    holder = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="đơn vị, chức danh"
    )
    group = models.ForeignKey(
        "directives.AddresseeGroup", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="nhóm"
    )
    holder_text = models.CharField("đơn vị, chức danh, như đã in", max_length=200)
    timing = models.CharField("kiểu thời hạn", max_length=12, choices=Timing.choices, blank=True)
    timing_text = models.CharField("thời hạn, như đã in", max_length=200, blank=True)
    due_on = models.DateField("hạn", null=True, blank=True)
    due_inclusive = models.BooleanField("tính cả ngày hạn", default=True)
    channel = models.CharField("qua kênh", max_length=120, blank=True)

    class Meta:
        verbose_name = "phân công trong văn bản giao việc"
        verbose_name_plural = "phân công trong văn bản giao việc"
        ordering = ["item_id", "part", "order", "id"]


class DirectiveTarget(Scoped):
    """A chỉ tiêu that an item sets, verbatim; what it means is read where a plan takes it up."""

    unit_lookup = "item__directive__unit"
    scope_subject = Subject.PLAN

    item = models.ForeignKey(DirectiveItem, models.CASCADE, related_name="targets")
    order = models.PositiveIntegerField("thứ tự", default=0)
    phrase = models.TextField("chỉ tiêu (nguyên văn)")

    class Meta:
        verbose_name = "chỉ tiêu giao"
        verbose_name_plural = "chỉ tiêu giao"
        ordering = ["item_id", "order", "id"]
