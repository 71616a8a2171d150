"""What the sentences of a report may quote, as rows of the portal: read in one statement for one report."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from documents.models import Attachment, IssuedDocument
from indicators.registry import Question
from organisations.together import read_together
from plans.facts import tasks_of
from plans.models import Plan, ProgressNote, Task, TaskProduct, TaskProgress
from reporting.models import Report, ReportLine
from reporting.outlines import Content
from reporting.periods import Kind
from workflow.models import Remark

# Rows of a report that come up again in the next one.
CARRIED = (Content.WEAKNESSES, Content.DIRECTIONS, Content.PROPOSALS)


@dataclass(frozen=True)
class Work:
    """The tasks under way with what hangs on them, the documents issued in the window, the plans as they were issued,
    the tasks of next year's plan, the rows of the report before.
    """

    tasks: list[TaskProgress]
    products: list[TaskProduct]
    obstacles: list[ProgressNote]
    evidence: list[Attachment]
    issued: list[IssuedDocument]
    plans: list[IssuedDocument]
    planned: list[Task]
    before: list[ReportLine]


def work_of(report: Report, question: Question) -> Work:
    """What a report may quote. question: what the facts of plans are asked, on the day of the report."""
    tasks = tasks_of(question).select_related("task__area", "task__plan")
    some, plans = tasks.order_by().values("pk"), tasks.order_by().values("task__plan")
    here = IssuedDocument.objects.filter(unit=report.unit_id).select_related("known_document")
    in_window = here.filter(
        released_at__isnull=False,
        issued_on__gte=report.window_from,
        issued_on__lte=min(report.window_to, question.as_of),
    )
    return Work(
        *read_together(
            tasks.order_by("task__area__order", "due_on", "pk"),
            TaskProduct.objects.filter(progress__in=some).select_related("document").order_by("pk"),
            ProgressNote.objects.filter(progress__in=some, is_obstacle=True).order_by("at", "pk"),
            Attachment.objects.filter(kind=TaskProgress.kind, object_id__in=some, removed_at=None).only("object_id"),
            in_window.exclude(source_kind=Report.kind).order_by("issued_on", "pk"),
            here.filter(source_kind=Plan.kind, source_id__in=plans, number__isnull=False),
            _next_plan(report),
            _said_before(report),
        )
    )


def earlier_reports(report: Report) -> QuerySet[Report]:
    """The unit's reports of periods before that were sent or issued, the last one first."""
    rows = Report.objects.filter(unit=report.unit_id, binned_at=None, window_to__lt=report.window_to)
    rows = rows.filter(Q(issued_on__isnull=False) | Q(times_sent__gt=0)).exclude(state="superseded")
    rows = rows.exclude(period_kind__in=(Kind.AD_HOC, Kind.TOPICAL))
    return rows.order_by("-window_to", "-window_from", "-pk")


def _next_plan(report: Report) -> QuerySet[Task]:
    """For the report of a year."""
    if report.period_kind != Kind.YEAR:
        return Task.objects.none()
    rows = Task.objects.filter(
        plan__unit=report.unit_id, plan__year=report.year + 1, plan__scope=Plan.Scope.ANNUAL, plan__binned_at=None
    ).exclude(plan__state="superseded")  # fmt: skip
    return rows.exclude(content="").select_related("area", "plan").order_by("-is_key", "area__order", "order", "pk")


def _said_before(report: Report) -> QuerySet[ReportLine]:
    """Rows of the report before that come up again; a proposal only while nobody has answered it."""
    place = Concat(Value("line-"), Cast(OuterRef("pk"), CharField()))
    answers = Remark.objects.filter(kind=Report.kind, object_id=OuterRef("report_id"), private=False, place=place)
    rows = ReportLine.objects.filter(report__in=earlier_reports(report)[:1], kind__in=CARRIED, removed_at=None)
    rows = rows.exclude(Exists(answers), kind=Content.PROPOSALS)
    return rows.select_related("report").order_by("order", "pk")
