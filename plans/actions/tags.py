"""Tags of a programme on tasks: what a task counts under."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError

from organisations.models import User
from plans.models import Plan, Programme, Tag, Task, TaskTag
from plans.queries import plan_day
from workflow.actions import editing
from workflow.rules import MovedOn


def set_tags(task: Task, *, tags: Iterable[Tag], by: User) -> list[Tag]:
    """Let the task count under these tags and no others, while its plan may be edited.

    Raises Refused (locked, another area), MovedOn (the task was removed), ValidationError on ``tags`` (a programme
    that does not hold on the plan's day).
    """
    wanted = list(dict.fromkeys(tags))
    with editing(task.plan, by=by, area=task.area.code) as plan:
        if not Task.objects.filter(pk=task.pk, plan=plan.pk).exists():
            raise MovedOn("Dòng này vừa được xóa. Hoàn tác việc xóa rồi mới sửa được.")
        held = {row.tag_id for row in TaskTag.objects.filter(task=task)}
        offered = {tag.pk for tag in tags_for(plan)} | held
        if any(tag.pk not in offered for tag in wanted):
            raise ValidationError({"tags": "Chọn nhãn của chương trình còn hiệu lực."})
        keys = {tag.pk for tag in wanted}
        TaskTag.objects.filter(task=task).exclude(tag__in=keys).delete()
        TaskTag.objects.bulk_create(TaskTag(task=task, tag=tag, updated_by=by) for tag in wanted if tag.pk not in held)
    return wanted


def tags_for(plan: Plan) -> list[Tag]:
    """Tags of the programmes that hold on the plan's day, in order."""
    programmes = Programme.objects.on(plan_day(plan))
    rows = Tag.objects.filter(programme__in=programmes).select_related("programme")
    return list(rows.order_by("programme__order", "programme_id", "order", "pk"))
