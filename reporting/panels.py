"""What reports show on pages of other apps: which reports name a document (documents.mentions)."""

from django.db.models import Q

from documents import mentions
from documents.mentions import Mention
from documents.models import Citation, IssuedDocument, KnownDocument
from organisations.models import User
from organisations.panels import Panel, register
from reporting.models import Report, ReportLine, ReportSection
from reporting.queries.sight import reports_of
from workflow.flows import flow_of

_ROLE = "Nêu trong nội dung"


def report_mentions(known: KnownDocument, user: User) -> list[Mention]:
    """Reports in sight that name the document in their text, the last begun first; a constant number of queries."""
    places = _places(known)
    cited = Citation.objects.filter(document=known, kind=Report.kind).values_list("object_id", flat=True)
    rows = reports_of(user).filter(pk__in={*places, *cited}, binned_at=None).order_by("-pk")[: mentions.MOST + 1]
    return [
        Mention(str(report), flow_of(report).url(report), report.unit.name, _ROLE, tuple(places.get(report.pk, ())))
        for report in rows
    ]


def _places(known: KnownDocument) -> dict[int, list[str]]:
    """By report, where a mark of the document stands: "mục I.2", in the order of the text."""
    issued = IssuedDocument.objects.filter(known_document=known).values_list("pk", flat=True)
    holds = Q(pk__in=[])
    for key in issued:
        mark = "{{fact:document:" + str(key)
        holds |= Q(text__contains=mark + "}}") | Q(text__contains=mark + ".")
    found: dict[int, dict[str, None]] = {}
    for report, code in ReportSection.objects.filter(holds).order_by("pk").values_list("report_id", "code"):
        found.setdefault(report, {})[f"mục {code}"] = None
    lines = ReportLine.objects.filter(holds, removed_at=None).order_by("pk")
    for report in lines.values_list("report_id", flat=True):
        found.setdefault(report, {})["đánh giá, phương hướng"] = None
    return {report: list(places) for report, places in found.items()}


def register_all() -> None:
    """Make the panels known at their places."""
    register(mentions.PLACE, Panel("reporting", "Báo cáo", report_mentions))
