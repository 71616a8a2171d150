"""The paper of a report for the registry of papers: how it is built, to whom it goes, what it cites."""

from django.utils.timezone import localtime

from documents.layout import Paper
from documents.signing import expected
from reporting.models import Report
from reporting.paper import paper_of
from reporting.queries import Content, content
from reporting.wording import TYPE_CODE


def build(report: Report) -> Paper:
    """The report as its rows stand now, without number and day."""
    return build_from(content(report))


def build_from(found: Content) -> Paper:
    """The paper of a content already read."""
    report = found.report
    signature = expected(report.unit, mandate=report.signer, type_code=TYPE_CODE)
    return paper_of(found, signature, year=localtime(report.state_since).year)
