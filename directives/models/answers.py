"""What the addressees make of a directive: who has received it, and what became of each item."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from directives.models.directive import Directive, Recipient
from directives.models.items import DirectiveItem
from organisations.models import Scoped, Subject, Unit
from workflow.models import Item


class Receipt(Item):
    """A directive at one addressee, on the road RECEIVING: it stands in somebody's work list until acknowledged.

    unit: the office whose people answer; addressee: the unit, room or post that the paper names (the same unit
    where it names the office itself); person: the account of the post's holder on that day, where there is one.
    """

    kind = "receipt"
    code_prefix = "TN"
    scope_subject = Subject.PLAN

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="receipts", verbose_name="văn bản")
    recipient = models.ForeignKey(Recipient, models.SET_NULL, null=True, blank=True, related_name="receipts")
    addressee = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="nơi nhận")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    acknowledged_at = models.DateTimeField("tiếp nhận lúc", null=True, blank=True, editable=False)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    note = models.CharField("đã quán triệt thế nào", max_length=300, blank=True)

    class Meta(Item.Meta):
        verbose_name = "tiếp nhận văn bản giao việc"
        verbose_name_plural = "tiếp nhận văn bản giao việc"
        constraints = [
            *Item.Meta.constraints,
            models.UniqueConstraint(fields=["directive", "addressee"], name="directives_receipt_once"),
            models.CheckConstraint(
                name="directives_receipt_acknowledged_with_who",
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            ),
        ]


class Answer(Scoped):
    """What a unit decided about an item that it does not take into its plan: handed to a post, or not its business.

    What it took into a plan is read from the plan's rows and never stored twice.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", "Giao việc, không vào kế hoạch"
        OUT_OF_SCOPE = "out_of_scope", "Không thuộc phạm vi"

    scope_subject = Subject.PLAN

    item = models.ForeignKey(DirectiveItem, models.PROTECT, related_name="answers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("xử lý", max_length=12, choices=Kind.choices)
    reason = models.CharField("lý do, nội dung giao", max_length=400, blank=True)
    lead = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người, bộ phận thực hiện"
    )
    due_on = models.DateField("hạn", null=True, blank=True)
    done_on = models.DateField("xong ngày", null=True, blank=True)
    done_text = models.CharField("kết quả", max_length=400, blank=True)
    at = models.DateTimeField("lúc", editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        verbose_name = "xử lý việc giao"
        verbose_name_plural = "xử lý việc giao"
        ordering = ["item_id", "unit_id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "unit"], name="directives_answer_once"),
            models.CheckConstraint(
                name="directives_answer_out_of_scope_has_reason",
                condition=~Q(kind="out_of_scope") | ~Q(reason=""),
                violation_error_message="Ghi lý do không thuộc phạm vi.",
            ),
            models.CheckConstraint(
                name="directives_answer_assigned_has_lead",
                condition=~Q(kind="assigned") | Q(lead__isnull=False),
                violation_error_message="Chọn người, bộ phận thực hiện.",
            ),
            models.CheckConstraint(
                name="directives_answer_done_has_words",
                condition=Q(done_on=None) | ~Q(done_text=""),
                violation_error_message="Ghi kết quả.",
            ),
        ]
