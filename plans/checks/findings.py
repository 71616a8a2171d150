"""What a check of a plan says, what it looks at, and how a reader names the places of a plan."""

from collections.abc import Iterator
from dataclasses import dataclass

from documents.layout import Paper
from plans.models import Target, Task
from plans.queries import AREA_MISSING, AreaContent, Content, Ties

ANNEX_MISSING = "annex_missing"
DECREE = "Nghị định 30/2020/NĐ-CP"
NOTHING_OPEN = Ties()
WAIVABLE = frozenset(
    {AREA_MISSING, "task_product_missing", "task_lead_missing", "task_timing_missing", "recipients_missing"}
)


@dataclass(frozen=True)
class PlanFinding:
    """One thing to complete or to look at.

    area: code of the area, None outside the areas. place: as a reader names it ("II.3.b.4").
    blocks: must be done before the plan is handed on. clause: the rule behind it. waived: the reason
    for which it was set aside. ref: the row, as paper and form carry it ("task-12").
    """

    code: str
    area: str | None
    place: str
    blocks: bool
    sentence: str
    clause: str
    waived: str = ""
    ref: str = ""

    @property
    def waivable(self) -> bool:
        """Whether a reason may stand in its place."""
        return self.code in WAIVABLE

    @property
    def stops(self) -> bool:
        """Whether it keeps the plan from being handed on."""
        return self.blocks and not self.waived


@dataclass(frozen=True)
class Case:
    """What a check looks at: the content, its paper, whether the unit has somebody who signs, what is open around."""

    content: Content
    paper: Paper
    has_signer: bool
    ties: Ties = NOTHING_OPEN


def template_clause(content: Content) -> str:
    """The rule behind what the template asks."""
    return content.plan.template.ground_text


def numbered_tasks(content: Content) -> Iterator[tuple[AreaContent, str, Task]]:
    """(area, place as a reader names it, task) of every printed task."""
    for area in content.areas:
        for order, task in enumerate(area.tasks, start=1):
            yield area, f"II.{area.number}.{area.task_letter}.{order}", task


def numbered_targets(content: Content) -> Iterator[tuple[AreaContent, str, Target]]:
    """(area, place, target) of every printed target."""
    for area in content.areas:
        for order, target in enumerate(area.targets, start=1):
            yield area, f"{area.number}.a.{order}", target


def labels(content: Content) -> dict[str, str]:
    """What every row is called, by its ref: "II.3.b.4"."""
    labels = {"text-purpose": "I.1", "text-requirements": "I.2", "text-funding": "III", "text-closing": "Lời kết"}
    labels |= {f"target-{target.pk}": f"II.{place}" for _, place, target in numbered_targets(content)}
    labels |= {f"task-{task.pk}": place for _, place, task in numbered_tasks(content)}
    labels |= {f"responsibility-{row.pk}": f"III.{n}" for n, row in enumerate(content.responsibilities, start=1)}
    return labels


def place_of(ref: str, content: Content) -> str:
    """What a row is called, "" where nobody numbers it."""
    return labels(content).get(ref, "")


def area_of(ref: str, content: Content) -> str | None:
    """The code of the area in which a row stands, None outside the areas."""
    for area in content.areas:
        rows = [f"target-{row.pk}" for row in area.targets] + [f"task-{row.pk}" for row in area.tasks]
        if ref in rows or ref.removeprefix("annex-") in rows:
            return area.row.area.code
    return None
