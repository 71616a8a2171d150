"""How a task is carried out: its state, what was done, with which product, late for which reason."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.models import KnownDocument
from organisations.models import Official, Scoped, Subject
from plans.models.tasks import Task
from workflow.models import Item


class TaskProgress(Item):
    """A task under way, on the road CARRYING_OUT; begun when its plan is issued or registered.

    One per piece of real work: when a plan is replaced in mid-year, ``task`` moves to the row of the new plan that
    carries it on, and the history says so. person: the account of who answers for it, None: the focal point.
    Lateness is derived from ``due_on`` and ``sent_at`` (reported done), never typed.
    """

    kind = "task"
    code_prefix = "NV"
    scope_subject = Subject.PLAN

    task = models.OneToOneField(Task, models.PROTECT, related_name="progress", verbose_name="nhiệm vụ")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    no_product_reason = models.CharField("chưa có văn bản, lý do", max_length=300, blank=True)
    delay_reason = models.CharField("lý do chậm", max_length=400, blank=True)
    answerable = models.ForeignKey(
        Official, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người chịu trách nhiệm về chậm"
    )

    class Meta(Item.Meta):
        verbose_name = "thực hiện nhiệm vụ"
        verbose_name_plural = "thực hiện nhiệm vụ"
        constraints = [
            *Item.Meta.constraints,
            models.CheckConstraint(
                name="plans_taskprogress_delay_has_person",
                condition=Q(delay_reason="") | Q(answerable__isnull=False),
                violation_error_message="Ghi người chịu trách nhiệm về việc chậm.",
            ),
        ]


class ProgressNote(Scoped):
    """One update of a task: what was done, what stands in the way, for which of its periods. Append-only (trigger)."""

    unit_lookup = "progress__unit"
    scope_subject = Subject.PLAN

    progress = models.ForeignKey(TaskProgress, models.PROTECT, related_name="notes")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField("đã làm được gì, vướng gì")
    is_obstacle = models.BooleanField("có vướng mắc cần tháo gỡ", default=False)
    period = models.CharField("kỳ", max_length=8, blank=True)

    class Meta:
        verbose_name = "cập nhật tiến độ"
        verbose_name_plural = "cập nhật tiến độ"
        ordering = ["-at", "-id"]


class TaskProduct(Scoped):
    """A document that the task has produced."""

    unit_lookup = "progress__unit"
    scope_subject = Subject.PLAN

    progress = models.ForeignKey(TaskProgress, models.PROTECT, related_name="products")
    document = models.ForeignKey(KnownDocument, models.PROTECT, related_name="+", verbose_name="văn bản")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "sản phẩm của nhiệm vụ"
        verbose_name_plural = "sản phẩm của nhiệm vụ"
        ordering = ["progress_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["progress", "document"],
                name="plans_taskproduct_once",
                violation_error_message="Văn bản này đã ghi là sản phẩm của nhiệm vụ.",
            )
        ]
