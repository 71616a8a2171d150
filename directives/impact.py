"""What hangs on a directive or on one of its items: exactly these targets, tasks and open papers (issue 3)."""

from dataclasses import dataclass

from directives.models import Directive, DirectiveItem
from directives.queries import IMPACT, flat, tree, with_descendants
from documents.models import Citation
from organisations.panels import panels
from workflow.flows import flow_of, flows
from workflow.states import STATES


@dataclass(frozen=True)
class Hit:
    """One thing that an amendment or a withdrawal touches. kind: target, task, paper; word: how far it has come."""

    kind: str
    title: str
    word: str
    url: str
    key: tuple[str, int] = ("", 0)
    item_id: int | None = None
    pill: str = "neutral"


def impact(directive: Directive, *, user, item: DirectiveItem | None = None) -> list[Hit]:
    """What hangs on ``item`` and everything below it, or on the whole directive, as far as ``user`` may see it.

    Targets and tasks come from the plans by panel; papers are those not issued yet that cite the document, for a
    clause those that cite it at that place or hold a row taken from it. Each thing is listed once.
    """
    nodes = flat(tree(directive))
    chosen = [item] if item is not None else [node.item for node in nodes]
    ids = set(with_descendants(chosen)) if chosen else set()
    found = [hit for panel in panels(IMPACT) for hit in panel.query(sorted(ids), directive, user)]
    places = None if item is None else {node.place for node in nodes if node.item.pk in ids}
    found += citing(directive, user=user, places=places)
    once = {}
    for hit in found:
        once.setdefault((hit.kind, hit.key), hit)
    order = {"target": 0, "task": 1, "paper": 2}
    return sorted(once.values(), key=lambda hit: (order[hit.kind], hit.title, hit.key))


def citing(directive: Directive, *, user, places: set[str] | None) -> list[Hit]:
    """Papers in work that cite the directive's document: anywhere, or at one of ``places``."""
    rows = Citation.objects.filter(document=directive.document_id)
    if places is not None:
        rows = rows.filter(place__in=places)
    keys: dict[str, set[int]] = {}
    for kind, object_id in rows.values_list("kind", "object_id"):
        keys.setdefault(kind, set()).add(object_id)
    found = []
    for flow in flows():
        if flow.kind not in keys:
            continue
        items = flow.model.objects.visible_to(user).filter(pk__in=keys[flow.kind], issued_on=None, binned_at=None)
        for one in items.select_related(*flow.related):
            state = STATES[one.state]
            found.append(
                Hit(
                    "paper", flow_of(one).title(one), state.word(), flow.url(one), (flow.kind, one.pk), None, state.pill
                )
            )
    return found
