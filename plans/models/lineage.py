"""What ties plans to each other: milestones of a stage, rows left out of a replacement, tags of a programme."""

from django.db import models
from django.db.models import Q

from documents.models import KnownDocument
from organisations.models import Dated, Scoped, Subject
from plans.models.plan import Plan
from plans.models.targets import Target
from plans.models.tasks import Task
from workflow.models import Child


class Milestone(Scoped, Child):
    """What a target or a task of a stage plan is to reach by the end of one year ("theo lộ trình từng năm")."""

    item_field = "plan"
    unit_lookup = "plan__unit"
    scope_subject = Subject.PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="milestones")
    target = models.ForeignKey(Target, models.CASCADE, null=True, blank=True, related_name="milestones")
    task = models.ForeignKey(Task, models.CASCADE, null=True, blank=True, related_name="milestones")
    year = models.PositiveIntegerField("năm")
    value = models.DecimalField("mức", max_digits=16, decimal_places=4, null=True, blank=True)
    text = models.CharField("mốc", max_length=200, blank=True)

    class Meta:
        verbose_name = "mốc từng năm"
        verbose_name_plural = "mốc từng năm"
        ordering = ["plan_id", "target_id", "task_id", "year"]
        constraints = [
            models.CheckConstraint(
                name="plans_milestone_of_one_row",
                condition=Q(target__isnull=False, task=None) | Q(target=None, task__isnull=False),
            ),
            models.CheckConstraint(
                name="plans_milestone_says_something",
                condition=Q(value__isnull=False) | ~Q(text=""),
                violation_error_message="Ghi mức hoặc mốc của năm.",
            ),
            models.UniqueConstraint(
                fields=["target", "year"], condition=Q(target__isnull=False), name="plans_milestone_target_year_once"
            ),
            models.UniqueConstraint(
                fields=["task", "year"], condition=Q(task__isnull=False), name="plans_milestone_task_year_once"
            ),
        ]


class LeftOut(Scoped, Child):
    """A task of the replaced plan that the replacing plan does not carry over, and why."""

    item_field = "plan"
    unit_lookup = "plan__unit"
    scope_subject = Subject.PLAN

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="left_out")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    reason = models.CharField("lý do", max_length=400)

    class Meta:
        verbose_name = "nhiệm vụ không chuyển tiếp"
        verbose_name_plural = "nhiệm vụ không chuyển tiếp"
        constraints = [
            models.UniqueConstraint(fields=["plan", "task"], name="plans_leftout_once"),
            models.CheckConstraint(
                name="plans_leftout_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Ghi lý do không chuyển tiếp.",
            ),
        ]


class Programme(Dated):
    """A programme that tasks can be counted under: trọng tâm of NQ 76/NQ-CP, an action programme, an đề án."""

    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên chương trình", max_length=300)
    document = models.ForeignKey(KnownDocument, models.PROTECT, null=True, blank=True, related_name="+")
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta(Dated.Meta):
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["order", "name"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="plans_programme_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Tag(models.Model):
    """One heading of a programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="tags")
    code = models.SlugField("mã", max_length=30)
    name = models.CharField("tên", max_length=300)
    order = models.PositiveIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "nhãn"
        verbose_name_plural = "nhãn"
        ordering = ["programme_id", "order"]
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="plans_tag_once")]

    def __str__(self) -> str:
        return self.name


class TaskTag(Scoped, Child):
    """A task counts under a heading of a programme."""

    item_field = "plan"
    unit_lookup = "task__plan__unit"
    scope_subject = Subject.PLAN

    task = models.ForeignKey(Task, models.CASCADE, related_name="tags")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "nhãn của nhiệm vụ"
        verbose_name_plural = "nhãn của nhiệm vụ"
        ordering = ["task_id", "tag_id"]
        constraints = [models.UniqueConstraint(fields=["task", "tag"], name="plans_tasktag_once")]

    @property
    def plan(self):
        """The plan of the task."""
        return self.task.plan
