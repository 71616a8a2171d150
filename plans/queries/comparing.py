"""What a comparison says besides words: who changed a place, when, in answer to what, and how last year's tasks went."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from organisations.models import User
from plans.comparing import Change, Comparison, Line, Pair, Snapshot, Touch, compare
from plans.comparing.changes import REMOVED
from plans.models import PlanPart, TaskProgress
from plans.queries.sides import Side, Sides
from plans.queries.snapshots import KINDS
from workflow.models import Event, Remark
from workflow.states import STATES

# Lines that two years show as tables.
TABLES = {"target": "chỉ tiêu", "task": "nhiệm vụ"}
# How many plans may stand between a row and the row that it comes from.
_FARTHEST = 10


@dataclass(frozen=True)
class Place:
    """A change with its number, who made it, when, and the remark that it answers."""

    number: int
    change: Change
    who: str
    at: datetime | None
    remark: Remark | None
    remark_number: int


@dataclass
class Table:
    """Rows of one list of both sides with the result of the older one, "" where there is none."""

    heading: str
    with_results: bool
    rows: list[tuple[Pair, str]] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether any row differs."""
        return any(pair.kind for pair, _ in self.rows)


@dataclass(frozen=True)
class Compared:
    """Two sides compared. places: what differs; reasons: the returns between them; results: how tasks went."""

    old: Side
    new: Side
    comparison: Comparison
    places: list[Place]
    reasons: list[Event]
    results: dict[int, str]

    @property
    def two_years(self) -> bool:
        """Whether plans of two years are compared, which is read as a table."""
        return self.old.plan.year != self.new.plan.year

    @property
    def tables(self) -> list[Table]:
        """Targets and tasks area by area."""
        found: dict[str, Table] = {}
        for pair in self.comparison.pairs:
            line = pair.line
            if line.kind in TABLES:
                table = found.setdefault(line.list, Table(f"{line.heading}: {TABLES[line.kind]}", line.kind == "task"))
                table.rows.append((pair, self.results.get(pair.old.key, "") if pair.old else ""))
        return list(found.values())

    @property
    def rest(self) -> list[Place]:
        """Places that stand in no table."""
        return [place for place in self.places if place.change.pair.line.kind not in TABLES]


def with_origins(old: Snapshot, new: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Both sides with origins reckoned through plans between them: one query a kind for each plan between."""
    if old.plan == new.plan:
        return old, new
    return _deepened(old, new), _deepened(new, old)


def _deepened(side: Snapshot, other: Snapshot) -> Snapshot:
    farther: dict[tuple[str, int], frozenset[int]] = {}
    for kind in ("target", "task"):
        wanted = {line.key for line in other.of_kind(kind)}
        for key, origins in _origins(KINDS[kind], side.of_kind(kind), wanted).items():
            farther[kind, key] = frozenset(origins)
    lines = tuple(replace(line, origins=farther.get((line.kind, line.key), line.origins)) for line in side.lines)
    return Snapshot(side.plan, lines)


def _origins(model: type[PlanPart], lines: Iterable[Line], wanted: set[int]) -> dict[int, set[int]]:
    """All rows that each line comes from, as far back as leads to the other side."""
    all_of = {line.key: set(line.origins) for line in lines if line.origins}
    for _ in range(_FARTHEST):
        open_ones = {key for found in all_of.values() if not found & wanted for key in found}
        above: dict[int, set[int]] = defaultdict(set)
        rows = model.everything.filter(pk__in=open_ones).values_list("pk", "carried_from", "inherited_from")
        for key, *origins in rows if open_ones else ():
            above[key] = {one for one in origins if one is not None}
        more = {key: {one for origin in found for one in above.get(origin, ())} for key, found in all_of.items()}
        if all(found <= all_of[key] for key, found in more.items()):
            break
        for key, found in more.items():
            all_of[key] |= found
    return all_of


def compared(old: Side, new: Side, *, remarks: Sequence[Remark] = (), reasons: Sequence[Event] = ()) -> Compared:
    """Compare, and say of each place who changed it, when, and which remark it answers.

    remarks: those that the reader may read. The number of queries does not depend on the number of changes.
    """
    before, after = with_origins(old.read(), new.read())
    comparison = compare(before, after)
    places = _places(comparison.changes, old, [row for row in remarks if not row.private])
    years = old.plan.year != new.plan.year
    return Compared(old, new, comparison, places, list(reasons), _results(before) if years else {})


def since_handed_back(sides: Sides, remarks: Callable[[], Sequence[Remark]]) -> tuple[Event, Compared] | None:
    """What differs from the version that was last returned or taken back, with that act; None on the first sending.

    remarks: reads those that the reader may read; asked only where there is something to compare.
    """
    back = sides.handed_back
    standing = sides.standing if back else None
    if back is None or standing is None:
        return None
    event, old = back
    return event, compared(old, standing, remarks=remarks())


def _places(changes: list[Change], old: Side, remarks: Sequence[Remark]) -> list[Place]:
    if old.sending is None:
        return [Place(number, change, "", None, None, 0) for number, change in enumerate(changes, start=1)]
    gone = _removals([change for change in changes if change.kind == REMOVED])
    touches = [gone.get(id(change), change.touch) for change in changes]
    people = _names({touch.by for touch in touches if touch.by})
    places = []
    for at, (change, touch) in enumerate(zip(changes, touches, strict=True), start=1):
        row = _answered(change, touch.at, old.sending.event.at, remarks)
        number = remarks.index(row) + 1 if row else 0
        places.append(Place(at, change, people.get(touch.by, ""), touch.at, row, number))
    return places


def _removals(changes: list[Change]) -> dict[int, Touch]:
    """Who took each row out: by the change."""
    found: dict[int, Touch] = {}
    by_kind: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.pair.line.kind in KINDS:
            by_kind[change.pair.line.kind].append(change)
    for kind, group in by_kind.items():
        keys = [change.pair.line.key for change in group]
        rows = {row.pk: row for row in KINDS[kind].everything.filter(pk__in=keys).exclude(removed_at=None)}
        for change in group:
            if row := rows.get(change.pair.line.key):
                found[id(change)] = Touch(row.updated_by_id, row.removed_at)
    return found


def _names(keys: set[int]) -> dict[int | None, str]:
    users = User.objects.select_related("official").in_bulk(keys) if keys else {}
    return {key: user.display_name for key, user in users.items()}


def _answered(change: Change, until: datetime | None, since: datetime, remarks: Sequence[Remark]) -> Remark | None:
    """The last remark at a place that was made after the older side was sent and before the change."""
    ref = change.pair.line.ref
    places = {ref, f"{ref}-{change.part.name}"}
    here = [row for row in remarks if row.place.removeprefix("annex-") in places]
    due = [row for row in here if row.at >= since and (until is None or row.at <= until)]
    return due[-1] if due else None


def _results(old: Snapshot) -> dict[int, str]:
    """How the tasks of a plan went, in words, by task; one query."""
    keys = [line.key for line in old.of_kind("task")]
    rows = TaskProgress.objects.filter(task__in=keys).values_list("task", "state")
    return {task: STATES[state].word() for task, state in rows}
