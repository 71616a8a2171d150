"""Rows of a plan that are missing, incomplete, doubled or late."""

from collections.abc import Callable, Iterator

from documents.reading.dates import format_date_short
from documents.reading.targets import NOT_MEASURABLE, read_target
from documents.reading.text import fold
from organisations.models import Unit
from plans.checks.findings import DECREE, Case, PlanFinding, numbered_targets, numbered_tasks, template_clause
from plans.models import Target, Task
from plans.queries import AREA_MISSING, AreaContent, area_place, plan_day
from plans.wording import level

_NUMBERS = {2: "hai", 3: "ba", 4: "bốn"}
# So many places of one kind are named, the others are counted.
_NAMED = 5


def areas(case: Case) -> Iterator[PlanFinding]:
    """M96: an area that the template requires has nothing."""
    required = [area for area in case.content.areas if area.row.area.required]
    contents_asked = sum(1 for area in required if area.row.area.code != "CD")
    for position, area in enumerate(case.content.areas, start=1):
        if area.is_empty and area.row.area.required:
            number = area.number or position
            yield PlanFinding(
                AREA_MISSING,
                area.row.area.code,
                f"II.{number}",
                True,
                f"Mục {number} {area.row.area.short_name} chưa có chỉ tiêu, nhiệm vụ nào. "
                f"Công văn hướng dẫn yêu cầu đủ {contents_asked} nội dung.",
                template_clause(case.content),
                ref=area_place(area.row),
            )


_TASK_GAPS: tuple[tuple[str, str, Callable[[Task], bool]], ...] = (
    ("task_product_missing", "chưa có sản phẩm", lambda task: not task.product_text and task.product_count is None),
    ("task_lead_missing", "chưa có đơn vị chủ trì", lambda task: not task.lead_text),
    ("task_timing_missing", "chưa có thời gian", lambda task: not task.timing_text),
)


def tasks(case: Case) -> Iterator[PlanFinding]:
    """M97: a task without product, lead or time."""
    for area, place, task in numbered_tasks(case.content):
        for code, words, is_missing in _TASK_GAPS:
            if is_missing(task):
                yield PlanFinding(
                    code,
                    area.row.area.code,
                    place,
                    True,
                    f"Nhiệm vụ {place} {words}.",
                    template_clause(case.content),
                    ref=f"task-{task.pk}",
                )


def targets(case: Case) -> Iterator[PlanFinding]:
    """M98, M24: what a target's phrase leaves open, unless a person has confirmed its reading."""
    plan = case.content.plan
    for area, place, target in numbered_targets(case.content):
        conditions = list(target.conditions.all())
        if target.unmeasurable_reason or any(condition.confirmed for condition in conditions):
            continue
        reading = read_target(target.phrase, year=plan.year)
        found = (area.row.area.code, f"II.{place}", False)
        more = {"clause": template_clause(case.content), "ref": f"target-{target.pk}"}
        if reading.values_without_scope:
            values = reading.values_without_scope
            count = values.count("%")
            yield PlanFinding(
                "target_two_values",
                *found,
                f"Chỉ tiêu {place} có {_NUMBERS.get(count, count)} mức “{values}” "
                f"nhưng chưa rõ mức nào của {level(plan.unit)}.",
                **more,
            )
        if not reading.measurable:
            yield PlanFinding(
                "target_unmeasurable", *found, f"Chỉ tiêu {place}: {reading.why_not or NOT_MEASURABLE}", **more
            )


def heads(case: Case) -> Iterator[PlanFinding]:
    """Tasks for which nobody answers by name: the lead is no post of one person and no head was chosen."""
    without = [
        (place, area, task)
        for area, place, task in numbered_tasks(case.content)
        if task.lead_text and task.head_id is None and (task.lead is None or task.lead.kind != Unit.Kind.POST)
    ]
    if without:
        place, area, task = without[0]
        yield PlanFinding(
            "task_head_missing",
            area.row.area.code,
            place,
            False,
            f"{len(without)} nhiệm vụ chưa ghi người chịu trách nhiệm: {_some([place for place, _, _ in without])}.",
            template_clause(case.content),
            ref=f"task-{task.pk}",
        )


def _some(places: list[str]) -> str:
    """The first places of a kind by name, the others by their number."""
    more = f" và {len(places) - _NAMED} nhiệm vụ nữa" if len(places) > _NAMED else ""
    return f"{', '.join(places[:_NAMED])}{more}"


def timings(case: Case) -> Iterator[PlanFinding]:
    """Tasks whose day lies outside the years of the plan, or (M103) had passed when it began to replace another."""
    plan = case.content.plan
    last = plan.year_to or plan.year
    past: list[tuple[str, AreaContent, Task]] = []
    for area, place, task in numbered_tasks(case.content):
        if task.ends_on is None:
            continue
        if not plan.year <= task.ends_on.year <= last:
            years = f"năm {plan.year}" if last == plan.year else f"giai đoạn {plan.year} - {last}"
            yield PlanFinding(
                "task_outside_years",
                area.row.area.code,
                place,
                False,
                f"Nhiệm vụ {place} có hạn {format_date_short(task.ends_on)}, ngoài {years} của kế hoạch.",
                "",
                ref=f"task-{task.pk}",
            )
        elif task.ends_on < plan_day(plan) and (plan.replaces_id or plan.replaces_text):
            past.append((place, area, task))
    if past:
        yield PlanFinding(
            "task_deadline_past",
            past[0][1].row.area.code,
            past[0][0],
            False,
            f"Hạn của {_some([place for place, _, _ in past])} đã qua khi lập kế hoạch thay thế. Giữ để theo dõi, không tính muộn.",
            "",
            ref=f"task-{past[0][2].pk}",
        )


def twins(case: Case) -> Iterator[PlanFinding]:
    """The same target twice."""
    seen: dict[str, str] = {}
    for area, place, target in numbered_targets(case.content):
        key = fold(target.phrase).strip(" .;")
        if key in seen:
            yield PlanFinding(
                "target_duplicate",
                area.row.area.code,
                f"II.{place}",
                False,
                f"Chỉ tiêu {place} trùng với chỉ tiêu {seen[key]}. Giữ một chỉ tiêu.",
                template_clause(case.content),
                ref=f"target-{target.pk}",
            )
        seen.setdefault(key, place)


def parts(case: Case) -> Iterator[PlanFinding]:
    """Parts without which the paper is no plan: bases, recipients, a signer."""
    rows = (
        ("basis_missing", not case.content.bases, "Căn cứ", "Chưa có căn cứ nào.", f"{DECREE}, Phụ lục I, mục II.6"),
        ("recipients_missing", not case.content.recipients, "Nơi nhận", "Chưa có nơi nhận nào.",
         f"{DECREE}, Phụ lục I, mục II.9"),
        ("signer_missing", not case.has_signer, "Chữ ký", "Chưa chọn người ký.",
         f"{DECREE}, Điều 13; Phụ lục I, mục II.7"),
    )  # fmt: skip
    for code, is_missing, place, sentence, clause in rows:
        if is_missing:
            yield PlanFinding(code, None, place, True, sentence, clause, ref=_PART_REFS[code])


_PART_REFS = {"basis_missing": "plan-basis", "recipients_missing": "plan-recipients", "signer_missing": "plan-signer"}


def deadlines(case: Case) -> Iterator[PlanFinding]:
    """M103: a report's day lies before the plan's own."""
    plan = case.content.plan
    replaces = bool(plan.replaces_id or plan.replaces_text)
    for row in case.content.deadlines:
        if row.due_on < plan_day(plan):
            said = (
                "đã qua khi lập kế hoạch thay thế. Giữ để theo dõi, không tính muộn."
                if replaces
                else "đã qua khi lập kế hoạch. Xem lại ngày."
            )
            yield PlanFinding(
                "deadline_past",
                None,
                "III",
                False,
                f"Hạn {format_date_short(row.due_on)} {said}",
                "",
                ref=f"deadline-{row.pk}",
            )


def empty(case: Case) -> Iterator[PlanFinding]:
    """Rows that were added and never filled in: kept, not printed."""
    for row in case.content.empty_rows:
        kind = str(row._meta.verbose_name)
        area = row.area.code if isinstance(row, (Target, Task)) else None
        yield PlanFinding(
            "row_empty",
            area,
            "",
            False,
            f"Một dòng {kind} chưa có nội dung nên không in.",
            "",
            ref=f"{str(row._meta.model_name).removeprefix('plan')}-{row.pk}",
        )
