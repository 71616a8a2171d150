"""What directives show on the page of a known document: which of them cite it, as what, where."""

from django.urls import reverse

from directives import wording
from directives.models import Directive
from documents import mentions
from documents.mentions import Mention
from documents.models import Citation, KnownDocument
from organisations.models import User
from organisations.panels import Panel, register


def directive_mentions(known: KnownDocument, user: User) -> list[Mention]:
    """Directives in sight that cite the document, the last entered first; two queries."""
    rows = Citation.objects.filter(document=known, kind=Directive.kind).order_by("object_id", "order", "pk")
    roles = mentions.by_role((row.object_id, row.get_role_display(), row.place) for row in rows)
    found = Directive.objects.visible_to(user).filter(pk__in=roles).select_related("document", "unit").order_by("-pk")
    return [
        Mention(
            f"{wording.head(directive)} của {directive.document.issuer}",
            reverse("directives:directive", args=[directive.code]),
            directive.unit.name,
            role,
            places,
        )
        for directive in found[: mentions.MOST + 1]
        for role, places in roles[directive.pk]
    ]


def register_all() -> None:
    """Make the panel known at its place."""
    register(mentions.PLACE, Panel("directives", "Văn bản giao việc", directive_mentions))
