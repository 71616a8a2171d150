"""Which plans rest on a document or cite it in their text, as what and at which places (documents.mentions)."""

from documents import inline, mentions
from documents.mentions import Mention
from documents.models import Citation, KnownDocument
from organisations.models import User
from plans.checks import labels
from plans.models import Plan, PlanBasis
from plans.queries import Content, contents
from plans.queries.sight import plans_of
from workflow.flows import flow_of


def plan_mentions(known: KnownDocument, user: User) -> list[Mention]:
    """Plans in sight that name the document, the last begun first; the queries do not grow with the plans.

    What the issued plan's own citations say again of its bases is said once.
    """
    bases = PlanBasis.objects.filter(document=known)
    cited = Citation.objects.filter(document=known, kind=Plan.kind)
    keys = {*bases.values_list("plan_id", flat=True), *cited.values_list("object_id", flat=True)}
    plans = list(plans_of(user).filter(pk__in=keys, binned_at=None).order_by("-pk")[: mentions.MOST + 1])
    shown = {plan.pk for plan in plans}
    found = [(row.plan_id, row.get_role_display(), "") for row in bases.filter(plan__in=shown).order_by("order", "pk")]
    rows = list(cited.filter(object_id__in=shown).order_by("order", "pk"))
    texts = contents([plan for plan in plans if any(row.object_id == plan.pk and row.key for row in rows)])
    for row in rows:
        places = _places(texts[row.object_id], row.key) if row.key else []
        found += [(row.object_id, row.get_role_display(), place) for place in places or [""]]
    roles = mentions.by_role(found)
    return [
        Mention(str(plan), flow_of(plan).url(plan), plan.unit.name, role, places)
        for plan in plans
        for role, places in roles.get(plan.pk, [])
    ]


def _places(found: Content, key: str) -> list[str]:
    """Where the mark of a key stands, as readers number the places."""
    texts = [(f"text-{section}", body) for section, body in found.texts.items()]
    texts += [(f"target-{row.pk}", row.phrase) for row in found.targets]
    texts += [(f"task-{row.pk}", row.content) for row in found.tasks]
    texts += [(f"responsibility-{row.pk}", row.body) for row in found.responsibilities]
    called = labels(found)
    return [called[ref] for ref, text in texts if ref in called and key in inline.cited_keys(text)]
