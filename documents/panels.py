"""What papers written here show on the page of a known document: which of them cite it, as what, where."""

from documents import mentions
from documents import named as writing
from documents.mentions import Mention
from documents.models import Citation, KnownDocument, NamedBasis, NamedDocument
from documents.queries import named_in_reach
from organisations.models import User
from organisations.panels import Panel, register
from workflow.flows import flow_of


def named_mentions(known: KnownDocument, user: User) -> list[Mention]:
    """Chỉ thị, Quyết định, Thông báo and Tờ trình in sight that rest on the document or cite it; ten queries."""
    bases = NamedBasis.objects.filter(known=known)
    cited = Citation.objects.filter(document=known, kind=NamedDocument.kind)
    keys = {*bases.values_list("document_id", flat=True), *cited.values_list("object_id", flat=True)}
    papers = named_in_reach(user).filter(pk__in=keys, binned_at=None).order_by("-pk")[: mentions.MOST + 1]
    contents = writing.read_many(papers)
    found = [
        (row.document_id, Citation.Role(row.role).label, "")
        for row in bases.filter(document__in=contents).order_by("pk")
    ]
    for row in cited.filter(object_id__in=contents).order_by("order", "pk"):
        places = [place for place, key in contents[row.object_id].marks() if key == row.key and key]
        found += [(row.object_id, row.get_role_display(), place) for place in places or [""]]
    roles = mentions.by_role(found)
    return [
        Mention(str(paper), flow_of(paper).url(paper), paper.unit.name, role, places)
        for paper in papers
        for role, places in roles[paper.pk]
    ]


def register_all() -> None:
    """Make the panels known at their places."""
    register(mentions.PLACE, Panel("documents", "Chỉ thị, quyết định, thông báo, tờ trình", named_mentions))
