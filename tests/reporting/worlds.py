"""A commune's year made from a drawn seed: a plan under way, figures, documents, the report of the year. By real actions."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from directives import actions as giving
from directives.models import Directive
from documents.actions.attachments import Upload
from indicators import actions as counting
from indicators.entries import Entry
from indicators.models import Metric
from indicators.windows import Window
from organisations.clock import at, set_to
from plans.actions import progress as acts
from plans.actions.measuring import link_metrics
from plans.actions.progress import begin_tasks
from plans.models import Condition, Plan, Target, Task, TaskProgress
from reporting.models import Report
from reporting.periods import Kind, Period, window_of
from tests.cast import Cast
from tests.directives.builders import received
from tests.guards.world import PNG
from tests.reporting.builders import opened
from tests.workflow.items import plan as dull_plan
from workflow import actions as moves

YEAR = Period(2026, Kind.YEAR)
# Everything that is not history happens on this day, before the window closes.
DAY = date(2026, 12, 10)
_ISSUED = date(2026, 2, 2)
_OVERDUE, _OPEN = date(2026, 11, 30), date(2026, 12, 31)
FIELDS = ("ho-tich", "dat-dai", "chung-thuc")
# Rows of the form that a drawn world fills, with the most they may hold.
COUNTS = {
    "1.1.4": 9, "1.2.1": 3, "1.2.2.m": 5, "1.2.3": 2, "1.2.4": 0, "1.5.b": 2, "1.6": 8, "2.1": 2, "2.2.1": 4,
    "2.2.2": 1, "3.3.1": 3, "3.5.3": 1, "4.1.a": 12, "4.1.b": 1, "5.4.a": 30, "5.4.b": 6, "7.1.a": 900, "7.1.b": 880,
}  # fmt: skip
# Rows that are no part of another one, so that one more of them fits.
WHOLES = ("1.1.4", "1.5.b", "1.6", "2.1", "3.3.1", "5.4.a", "7.1.a")
# The row that the target of "CD" asks for, and how much of it.
TARGET_ROW, GOAL = "1.6", 4


@dataclass
class World:
    """A drawn world and what was put into it."""

    cast: Cast
    dice: random.Random
    report: Report
    plan: Plan
    counts: dict[str, int] = field(default_factory=dict)
    table: dict[str, dict[int, int]] = field(default_factory=dict)
    directives: list[Directive] = field(default_factory=list)
    target: Target | None = None

    def tasks(self, *states: str) -> list[TaskProgress]:
        """Tasks under way in these states."""
        rows = TaskProgress.objects.filter(task__plan=self.plan, state__in=states)
        return list(rows.select_related("task__area").order_by("pk"))


def clock():
    """The day of the world."""
    return set_to(at(DAY))


def draw(cast: Cast, seed: int) -> World:
    """The world of a seed; inside ``clock()``."""
    dice = random.Random(seed)
    report = opened(cast, YEAR, due_on=date(2026, 12, 20))
    world = World(cast, dice, report, _plan(cast, dice))
    world.target = _target(world)
    _figures(world)
    _work(world)
    for number in range(dice.randint(1, 2)):
        world.directives.append(_directive(cast, number))
    return world


def _plan(cast: Cast, dice: random.Random) -> Plan:
    with set_to(at(_ISSUED)):
        item = dull_plan(cast, year=2026)
        for order, area in enumerate(item.template.areas.all(), start=1):
            for number in range(dice.randint(1, 3)):
                Task.objects.create(
                    plan=item, area=area, order=10 + number, content=f"Việc {order}.{number} của {area.short_name}",
                    ends_on=dice.choice([_OVERDUE, _OPEN]), timing="date", lead=cast.room, lead_text=cast.room.name,
                )  # fmt: skip
        Plan.objects.filter(pk=item.pk).update(state="issued", issued_on=_ISSUED)
        item.refresh_from_db()
        begin_tasks(item, by=cast.records)
    return item


def _target(world: World) -> Target:
    target = Target.objects.get(plan=world.plan, area__code="CD")
    condition = Condition.objects.create(target=target, order=1, operator="gte", value=GOAL, unit_label="hoạt động")
    link_metrics(target=target, links={condition.pk: Metric.objects.get(code=f"tk.{TARGET_ROW}")}, by=world.cast.focal)
    return target


def _figures(world: World) -> None:
    """This year's and last year's figures, sound in every check of the form; what was open last year is carried."""
    dice = world.dice
    counts = {code: dice.randint(0, most) for code, most in COUNTS.items()}
    for part, whole in (
        ("1.2.1", "1.2.2.m"),
        ("1.2.4", "1.2.3"),
        ("2.2.2", "2.2.1"),
        ("5.4.b", "5.4.a"),
        ("7.1.b", "7.1.a"),
    ):
        counts[part] = min(counts[part], counts[whole])
    last = {code: max(number + dice.randint(-3, 3), 0) for code, number in counts.items()}
    before = {name: _line(dice, 0) for name in FIELDS}
    world.table = {name: _line(dice, line[12] + line[13]) for name, line in before.items()}
    counts["3.5.3"] = min(counts["3.5.3"], sum(line[10] + line[13] for line in world.table.values()))
    world.counts = counts
    write(world, window_of(YEAR.year_before()), last, before)
    write(world, world.report.window, counts, world.table)


def _line(dice: random.Random, carried: int) -> dict[int, int]:
    """Columns of one field that add up."""
    early, right, late, open_, over = (dice.randint(0, most) for most in (400, 90, 4, 20, 2))
    early += carried
    fresh = early + right + late + open_ + over - carried
    online = dice.randint(0, fresh)
    return {4: online, 5: fresh - online, 6: carried, 8: early, 9: right, 10: late, 12: open_, 13: over}


def write(world: World, window: Window, counts: dict[str, int], table: dict[str, dict[int, int]]) -> None:
    """Enter figures of a window by the focal point."""
    entries = [Entry(f"tk.{code}", window, amount=Decimal(number)) for code, number in counts.items()]
    for name, columns in table.items():
        entries += [Entry(f"tthc.c{at_}", window, "actual", name, amount=Decimal(n)) for at_, n in columns.items()]
    counting.record_values(unit=world.cast.commune, entries=entries, by=world.cast.focal)


def _work(world: World) -> None:
    """Some tasks done in time, some of them with a document, some open with evidence; the rest as they were."""
    for number, progress in enumerate(world.tasks("not_started")):
        lot = world.dice.random()
        if lot < 0.35:
            with set_to(at(min(progress.due_on, _OVERDUE) - timedelta(days=world.dice.randint(1, 40)))):
                finish(world, progress, document=f"{number + 20}/KH-UBND" if world.dice.random() < 0.6 else "")
        elif lot < 0.55:
            acts.add_evidence(progress, by=world.cast.focal, upload=Upload(f"anh-{number}.png", PNG))


def finish(world: World, progress: TaskProgress, *, document: str = "") -> TaskProgress:
    """Report a task done and confirm it, with a document or with evidence, late with a reason."""
    typed = {"type_name": "Kế hoạch", "number": document, "day": date(2026, 3, 3)} if document else None
    said = acts.Report(
        "done", text="Đã làm xong.", typed=typed, no_product_reason="" if document else "Làm tại cuộc họp.",
        delay_reason="Chờ hướng dẫn của cấp trên.", answerable=world.cast.focal.official,
    )  # fmt: skip
    if not document:
        acts.add_evidence(progress, by=world.cast.focal, upload=Upload(f"{progress.code}.png", PNG))
    progress = acts.report(progress, by=world.cast.focal, said=said)
    return moves.take("confirm", progress, by=world.cast.focal)


def _directive(cast: Cast, number: int) -> Directive:
    directive = received(cast, number=f"{number + 70}/UBND-NC")
    giving.add_item(directive, by=cast.focal, marker="1", text=f"Báo cáo việc {number}")
    return directive
