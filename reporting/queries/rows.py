"""What the portal knows as rows that a sentence may quote: tasks, targets, documents, lines of the report before.

Read once for one report, in a constant number of queries. The tasks and targets are those that the facts of plans
count, on the same day.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from django.utils.timezone import localtime

from documents.citing import lower_first
from documents.models import IssuedDocument
from documents.queries import TYPE_NAMES
from documents.reading.dates import format_date_short
from documents.reading.numbers import full_number
from indicators.judging import WORDS, State
from indicators.registry import Question
from indicators.windows import Window
from plans.facts import targets_of
from plans.models import Plan, TaskProduct, TaskProgress
from plans.queries.judged import Judged
from reporting.models import Report, ReportLine
from reporting.narrative.keys import replaced
from reporting.queries.quoting import PlanWords, one_line
from reporting.queries.snapshots import drawn
from reporting.queries.work import CARRIED, Work, earlier_reports, work_of

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Quoted:
    """A row that can be quoted. key: "task:NV-7KQ2M"; words: by field, "" its own words, some read when first asked for;
    area: of plans, "" unknown; provenance: where it stands, in words.
    """

    key: str
    words: Mapping[str, str | Callable[[], str]]
    area: str = ""
    on: date | None = None
    provenance: str = ""
    is_key: bool = False

    def said(self, field: str = "") -> str:
        """The words of a field, "" where there are none."""
        words = self.words.get(field, "")
        return words if isinstance(words, str) else words()


def day_words(day: date | None) -> str:
    """ "ngày 14/3/2026", "" for none."""
    return f"ngày {format_date_short(day)}" if day else ""


@dataclass
class Rows:
    """Lists of rows by name; ``pick`` narrows them to an area, ``find`` gives one by its key.

    window, as_of: of the report; coming: the days of the period after it, None where there is none.
    """

    report: Report
    as_of: date
    coming: Window | None
    _lists: dict[str, list[Quoted]] = field(default_factory=dict)
    _found: dict[str, dict[str, Quoted]] = field(default_factory=dict)
    _plans: PlanWords = field(default_factory=PlanWords)

    @property
    def question(self) -> Question:
        """What the facts of plans are asked."""
        return Question((self.report.unit_id,), self.report.window, self.as_of)

    def pick(self, name: str, area: str = "") -> list[Quoted]:
        """The rows of a list, those of one area where one is named. Raises KeyError for a list that there is not."""
        if name not in self._lists:
            self._lists[name] = self._read(name)
        return [row for row in self._lists[name] if not area or row.area == area]

    def find(self, key: str) -> Quoted | None:
        """The row of a key."""
        table = key.partition(":")[0]
        if table not in self._found:
            names = _BY_TABLE.get(table, ())
            self._found[table] = {row.key: row for name in names for row in self.pick(name)}
        return self._found[table].get(key)

    def count(self, name: str, area: str = "") -> int | None:
        """The count of a fact of plans on the day of the report, None for a fact that these rows do not give."""
        if name in _TASK_FACTS:
            rows = self._tasks.values()
            return sum(_TASK_FACTS[name](row) for row in rows if not area or row.task.area.code == area)
        if name in _TARGET_FACTS:
            return sum(
                one.state in _TARGET_FACTS[name] for one in self.judged if not area or one.target.area.code == area
            )
        return None

    def _read(self, name: str) -> list[Quoted]:
        if name in _TASKS:
            return [self._quoted[pk] for pk, row in self._tasks.items() if _TASKS[name](row, self)]
        if name in _TARGETS:
            return [_target(one, self._plans) for one in self.judged if one.state in _TARGETS[name]]
        if name.startswith("before."):
            return [row for row in self._lines_before if row.said("kind") == name.partition(".")[2]]
        return {"documents": self._documents, "planned": self._planned, "drawn": self._drawn}[name]()

    def _drawn(self) -> list[Quoted]:
        """The totals of the snapshot that an authority's own report is drawn from."""
        return [Quoted(key, words, provenance=where) for key, words, where in drawn(self.report)]

    @cached_property
    def _quoted(self) -> dict[int, Quoted]:
        return {pk: _task(row, self._task_words(row)) for pk, row in self._tasks.items()}

    @cached_property
    def _work(self) -> Work:
        return work_of(self.report, self.question)

    @cached_property
    def _tasks(self) -> dict[int, TaskProgress]:
        return {row.pk: row for row in self._work.tasks}

    @cached_property
    def judged(self) -> list[Judged]:
        """The targets of the year's plan as they stand on the day of the report, in the plan's order."""
        found = targets_of(self.question)
        return sorted(found, key=lambda one: (one.target.area.order, one.target.order, one.target.pk))

    @cached_property
    def _products(self) -> dict[int, list[TaskProduct]]:
        found: dict[int, list[TaskProduct]] = {}
        for row in self._work.products:
            found.setdefault(row.progress_id, []).append(row)
        return found

    @cached_property
    def _evidence(self) -> Counter[int]:
        return Counter(row.object_id for row in self._work.evidence)

    @cached_property
    def _obstacles(self) -> dict[int, str]:
        return {row.progress_id: one_line(row.text) for row in self._work.obstacles}

    def _task_words(self, row: TaskProgress) -> dict[str, str | Callable[[], str]]:
        done = localtime(row.sent_at).date() if row.state == "done" and row.sent_at else None
        return {
            "": lambda: self._plans.said(row.task.plan, row.task.content),
            "standing": _standing(row),
            "product": lambda: "; ".join(_cited(one.document) for one in self._products.get(row.pk, ())),
            "evidence": lambda: str(self._evidence.get(row.pk, "")),
            "due": day_words(row.due_on),
            "done": day_words(done),
            "delay": lambda: one_line(row.delay_reason) or self._obstacles.get(row.pk, ""),
        }

    def _documents(self) -> list[Quoted]:
        """Documents that the unit issued here in the window, reports left out; of the area whose task they come from."""
        areas = {
            product.document_id: self._tasks[pk].task.area.code
            for pk, products in self._products.items()
            for product in products
        }
        return [
            _document(row, "CD" if row.source_kind == Plan.kind else areas.get(row.known_document_id, ""))
            for row in self._work.issued
        ]

    def _planned(self) -> list[Quoted]:
        """Tasks of next year's plan, for the report of a year: the key ones first."""
        return [
            Quoted(
                f"planned:{row.pk}", {"": self._plans.said(row.plan, row.content), "due": day_words(row.ends_on)}, row.area.code,
                row.ends_on, f"Kế hoạch CCHC năm {row.plan.year}", row.is_key,
            )
            for row in self._work.planned
        ]  # fmt: skip

    @cached_property
    def earlier(self) -> Report | None:
        """The unit's last report of a period before this one that was sent or issued."""
        return earlier_reports(self.report).first()

    @cached_property
    def _lines_before(self) -> list[Quoted]:
        return [
            Quoted(
                f"line:{row.pk}", {"": said_then(row), "kind": row.kind}, row.area_code,
                provenance=f"Báo cáo {row.report.period.label}",
            )
            for row in self._work.before
        ]  # fmt: skip

    @cached_property
    def plan_document(self) -> str:
        """How the plan of the year is cited: "Kế hoạch số 19/KH-UBND ngày 03/3/2026", "" while none was issued."""
        plan = next((row.task.plan for row in self._tasks.values()), None)
        if plan is None:
            return ""
        issued = {row.source_id: row.known_document for row in self._work.plans}
        document = plan.known_document if plan.known_document_id else issued.get(plan.pk)
        return _cited(document) if document else ""


def said_then(line: ReportLine) -> str:
    """The words of a line as its report said them: figures as they were seen."""
    return one_line(replaced(line.text, lambda key: str(line.seen.get(key, ""))))


def _standing(row: TaskProgress) -> str:
    if row.tasks_overdue:
        return "quá hạn, chưa hoàn thành"
    if row.tasks_done:
        return "hoàn thành chậm" if row.tasks_done_late else "đã hoàn thành"
    return "không thực hiện" if row.state == "not_done" else "đang trong thời hạn"


def _task(row: TaskProgress, words: Mapping[str, str | Callable[[], str]]) -> Quoted:
    where = f"Kế hoạch CCHC năm {row.task.plan.year}, nhiệm vụ {row.code}"
    return Quoted(f"task:{row.code}", words, row.task.area.code, row.due_on, where, row.task.is_key)


def _coming(row: TaskProgress, rows: Rows) -> bool:
    """Not finished, and due in the period that follows."""
    open_ = not row.tasks_done and not row.tasks_overdue and row.state not in ("not_done", "to_confirm")
    return bool(open_ and rows.coming and row.due_on and rows.as_of < row.due_on <= rows.coming.last)


def _done_now(row: TaskProgress, rows: Rows) -> bool:
    return bool(row.tasks_done) and localtime(row.sent_at).date() >= rows.report.window_from


_TASKS = {
    "tasks": lambda row, rows: True,
    "done": _done_now,
    "late": lambda row, rows: row.tasks_overdue or row.tasks_done_late,
    "overdue": lambda row, rows: row.tasks_overdue,
    "done_late": lambda row, rows: row.tasks_done_late,
    "coming": _coming,
}
_TARGETS = {
    "targets": frozenset(State),
    "reached": frozenset({State.REACHED, State.EXCEEDED}),
    "missed": frozenset({State.MISSED}),
}
# Facts of plans that these rows answer, as ``plans.facts`` counts them.
_TASK_FACTS = {
    "plans.tasks": lambda row: True,
    "plans.tasks_done": lambda row: row.tasks_done,
    "plans.tasks_done_in_time": lambda row: row.tasks_done_in_time,
    "plans.tasks_done_late": lambda row: row.tasks_done_late,
    "plans.tasks_overdue": lambda row: row.tasks_overdue,
    "plans.tasks_late": lambda row: row.tasks_overdue or row.tasks_done_late,
}
_TARGET_FACTS = {
    "plans.targets": _TARGETS["targets"],
    "plans.targets_reached": _TARGETS["reached"],
    "plans.targets_missed": _TARGETS["missed"],
}
_BY_TABLE = {
    "tong": ("drawn",),
    "task": ("tasks",),
    "target": ("targets",),
    "document": ("documents",),
    "planned": ("planned",),
    "line": tuple(f"before.{kind}" for kind in CARRIED),
}


def _target(one: Judged, plans: PlanWords) -> Quoted:
    target = one.target
    figures = [figure.shown for _, _, figure in one.rows if figure is not None]
    words = {
        "": plans.said(target.plan, target.phrase),
        "standing": lower_first(WORDS[one.state][0]),
        "result": "; ".join(dict.fromkeys(figures)),
    }
    return Quoted(f"target:{target.pk}", words, target.area.code, provenance=f"Kế hoạch CCHC năm {target.plan.year}")


def _document(row: IssuedDocument, area: str) -> Quoted:
    name = f"{TYPE_NAMES.get(row.type_code, row.type_code)} số {full_number(row.number, row.symbol)}"
    title = lower_first(one_line(row.title))
    words = {"": f"{name} {day_words(row.issued_on)}", "title": title if title.startswith("về ") else f"về {title}"}
    return Quoted(f"document:{row.pk}", words, area, row.issued_on, "Sổ văn bản đi trên cổng")


def _cited(document) -> str:
    day = f" {day_words(document.issued_on)}" if document.issued_on else ""
    return f"{document.type_name} số {document.number}{day}" if document.number else f"{document.type_name}{day}"
