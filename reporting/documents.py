"""The paper of a report for the registry of papers: how it is built, to whom it goes, what it cites."""

from django.utils.timezone import localtime

from documents.layout import Paper
from documents.models import Citation
from documents.papers import Cites, SendTo
from documents.queries import issue_of
from documents.signing import expected
from plans.wording import issuer_in_text
from reporting.models import Report
from reporting.paper import paper_of
from reporting.queries import Content, content
from reporting.queries.known import resolved
from reporting.receivers import addressees, own_leaders, written
from reporting.wording import TYPE_CODE

_TO_REPORT = " (để báo cáo)"


def build(report: Report) -> Paper:
    """The report as its rows stand now, without number and day."""
    return build_from(content(report))


def build_from(found: Content) -> Paper:
    """The paper of a content already read."""
    report = found.report
    signature = expected(report.unit, mandate=report.signer, type_code=TYPE_CODE)
    return paper_of(resolved(found), signature, year=localtime(report.state_since).year)


def recipients(report: Report) -> list[SendTo]:
    """Whom the report is addressed to, with the authority of its round behind the first name; then who else gets it."""
    authority = report.round.call.unit if report.round else None
    names = addressees(report) or ((authority.name,) if authority else ())
    first = [SendTo(name, authority.pk if authority and not at else None) for at, name in enumerate(names)]
    if names := written(report)[0]:
        above = report.unit.parent
        known = {issuer_in_text(above): above.pk} if above else {}
        return [*first, *(SendTo(name, known.get(name.removesuffix(_TO_REPORT))) for name in names)]
    return [*first, *(SendTo(name, purpose="để báo cáo") for name in own_leaders(report.unit))]


def citations(report: Report) -> list[Cites]:
    """The report that this one replaces."""
    issue = issue_of(report.replaces) if report.replaces_id else None
    document = issue.known_document if issue else None
    return [Cites(document, Citation.Role.REPLACES, "replaces")] if document else []
