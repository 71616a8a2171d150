"""The paper of a plan for the registry of papers: how it is built, to whom it goes, what it cites."""

from django.utils.timezone import localtime

from documents.layout import Paper
from documents.models import Citation
from documents.papers import Cites, SendTo
from documents.signing import expected
from plans.actions.plans import TYPE_CODE
from plans.models import Plan, PlanBasis
from plans.paper import paper_of
from plans.queries import Content, cited_document, content, document_of

_ROLES = {
    PlanBasis.Role.BASIS: Citation.Role.BASIS,
    PlanBasis.Role.CARRIES_OUT: Citation.Role.CARRIES_OUT,
}


def build(plan: Plan) -> Paper:
    """The plan as its rows stand now, without number and day."""
    return build_from(content(plan))


def build_from(found: Content) -> Paper:
    """The paper of a content already read."""
    plan = found.plan
    signature = expected(plan.unit, mandate=plan.signer, type_code=TYPE_CODE)
    return paper_of(found, signature, year=localtime(plan.state_since).year)


def recipients(plan: Plan) -> list[SendTo]:
    """The lines of "Nơi nhận" with the units of the portal behind them."""
    return [SendTo(row.name, row.recipient_unit_id, row.get_purpose_display()) for row in content(plan).recipients]


def citations(plan: Plan) -> list[Cites]:
    """Legal bases, then what the text cites."""
    found = content(plan)
    bases = [Cites(row.document, _ROLES[row.role], "basis") for row in found.bases]
    cited = [Cites(row.document, row.role, key) for key, rows in found.cited.items() for row in rows]
    return [*_replaced(plan), *bases, *cited]


def _replaced(plan: Plan) -> list[Cites]:
    """The document that the plan replaces: issued here, or only known."""
    document = document_of(plan.replaces) if plan.replaces_id else cited_document(plan.replaces_text)
    return [Cites(document, Citation.Role.REPLACES, "replaces")] if document else []
