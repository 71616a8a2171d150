"""A plan as its receivers below have to read it: its areas with the tasks and targets that they carry out."""

from documents.papers import Given
from plans.models import Plan
from plans.queries import AreaContent, content


def gives(plan: Plan) -> list[Given]:
    """The plan's areas as items, numbered as on paper; an area left out or empty gives nothing."""
    return [_area(area) for area in content(plan).areas if area.number is not None and not area.is_empty]


def _area(area: AreaContent) -> Given:
    code = area.row.area.code
    tasks = tuple(
        Given(
            marker=str(number),
            text=task.content,
            lead_text=str(task.lead) if task.lead_id else task.lead_text,
            timing_text=task.timing_text,
            area_code=code,
        )
        for number, task in enumerate(area.tasks, start=1)
    )
    aims = tuple(target.phrase for target in area.targets)
    aim = (Given(marker="a", heading="Chỉ tiêu", kind="work", targets=aims, area_code=code),) if aims else ()
    work = (Given(marker=area.task_letter, heading="Nhiệm vụ", kind="heading", children=tasks, area_code=code),)
    return Given(
        marker=str(area.number),
        heading=area.heading,
        kind="heading",
        children=(*aim, *(work if tasks else ())),
        area_code=code,
    )
