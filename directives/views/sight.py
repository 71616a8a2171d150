"""What a page knows of its reader: which directive is in sight, for which unit the reader answers, what is refused."""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from directives import queries, rules, wording
from directives.models import Directive, DirectiveItem, Receipt
from directives.queries import Node
from documents.queries import own_units
from organisations.models import Subject, Unit, User, reachable_units
from organisations.panels import panels
from organisations.roles import Capability
from organisations.rules import Powers, powers_in
from workflow.clock import today
from workflow.codes import normal_code
from workflow.rules import Situation, available

TAKE_UP = "directive_item.take_up"


def directives_of(user: User) -> QuerySet[Directive]:
    """Directives that ``user`` may read, with their documents."""
    return Directive.objects.visible_to(user).select_related(
        "document__replaced_by", "unit", "issuing_unit", "issued_document", "created_by__official"
    )


@dataclass
class Desk:
    """One directive before one reader: read once, asked by every part of the page."""

    request: HttpRequest
    directive: Directive
    powers: Powers
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def user(self) -> User:
        """The reader."""
        return self.request.user

    @cached_property
    def unit(self) -> Unit | None:
        """The unit of the reader that answers for the items, None where the directive was not sent to it."""
        return self.receipts[0].unit if self.receipts else None

    @cached_property
    def nodes(self) -> list[Node]:
        """All items in reading order."""
        return queries.flat(queries.tree(self.directive))

    @cached_property
    def given(self) -> set[int]:
        """Primary keys of the items that the reader's unit has to answer."""
        if self.unit is None or self.directive.withdrawn_on is not None:
            return set()
        addressees = [row.addressee for row in self.receipts]
        return {
            node.item.pk
            for node in self.nodes
            if queries.is_work(node) and queries.given_to(node, self.directive, self.unit, addressees)
        }

    @cached_property
    def outcomes(self) -> dict[int, list[queries.Outcome]]:
        """What became of each item: at the reader's unit, or everywhere for the one who has sent it."""
        ids = [node.item.pk for node in self.nodes]
        units = {self.unit.pk} if self.unit else None
        return queries.outcomes(ids, user=self.user, units=units)

    @cached_property
    def register_refused(self) -> str | None:
        """Why the reader may not keep the register that holds the directive."""
        return rules.register_refusal(self.user, self.directive.unit, powers=self.powers)

    @property
    def edit_refused(self) -> str | None:
        """Why the reader may not correct what the register holds."""
        if self.register_refused:
            return self.register_refused
        return rules.edit_refusal(self.user, self.directive, powers=self.powers)

    @property
    def keeps(self) -> bool:
        """Whether the register is the reader's to keep: verbs of the register show only then."""
        return self.register_refused is None

    @cached_property
    def follows(self) -> bool:
        """Whether the reader sees who has received the directive: people of the register's side and above it."""
        return reachable_units(self.user, Subject.PLAN).filter(unit=self.directive.unit_id).exists()

    @cached_property
    def acknowledging(self) -> dict[int, str]:
        """Per receipt that waits: "" where the reader may acknowledge it, else the sentence why not."""
        waiting = [row for row in self.receipts if row.state == "to_acknowledge"]
        situation = Situation(self.user, waiting, powers=self.powers)
        steps = available(self.user, waiting, situation=situation) if waiting else {}
        return {
            pk: sentence or ""
            for pk, found in steps.items()
            for step, sentence in found
            if step.action == "acknowledge"
        }

    def answer_refused(self, item: DirectiveItem) -> str | None:
        """Why the reader may not decide what becomes of the item at the unit."""
        if self.unit is None:
            return "Văn bản này không gửi cho đơn vị của người đang xem."
        closed = rules.open_refusal(item)
        return closed or rules.answer_refusal(self.user, item, self.unit, powers=self.powers)

    @property
    def to_decide(self) -> int:
        """How many open items the reader decides on."""
        items = [node.item for node in self.nodes if node.item.pk in self.given and not self.outcomes[node.item.pk]]
        return sum(rules.may_answer(self.powers, item, self.unit) for item in items)

    @cached_property
    def _offered(self) -> list[dict]:
        return [
            {"code": code, "label": label, "areas": list(areas), "url": url}
            for panel in panels(TAKE_UP)
            for code, label, areas, url in panel.query(self.directive, self.user)
        ]

    @property
    def plans(self) -> list[dict]:
        """Plans in work that may take items up: code, label, areas, url; asked of the floor above."""
        return [row for row in self._offered if row["code"]]

    @property
    def plan_links(self) -> list[dict]:
        """Ways to begin a plan that does not exist yet: label and url."""
        return [row for row in self._offered if not row["code"]]

    @property
    def areas(self) -> list[tuple[str, str]]:
        """Areas by which an item may be sorted: those of the plans, and those that items carry already."""
        found = {code: name for plan in self.plans for code, name in plan["areas"]}
        for node in self.nodes:
            if node.item.area_code:
                found.setdefault(node.item.area_code, node.item.area_code)
        return list(found.items())


def desk_for(request: HttpRequest, code: str) -> Desk:
    """The directive of an address with its reader; 404 for what does not exist or is out of sight."""
    directive = get_object_or_404(directives_of(request.user), code=normal_code(code))
    receipts = queries.receipts_of(directive, own_units(request.user))
    for row in receipts:
        row.directive = directive
    return Desk(request, directive, powers_in(request), receipts)


def node_of(desk: Desk, pk: int | str) -> Node:
    """One item of the directive with its place; 404 for another directive's."""
    found = next((node for node in desk.nodes if str(node.item.pk) == str(pk)), None)
    if found is None:
        raise Http404
    found.item.directive = desk.directive
    return found


def posts_of(unit: Unit) -> QuerySet[Unit]:
    """Rooms and posts of a unit that stand today, and the unit itself: who may carry something out."""
    rows = Unit.objects.on(today())
    return (rows.filter(pk=unit.pk) | rows.filter(parent=unit)).select_related("parent").order_by("order", "name", "pk")


def keeping_units(powers: Powers) -> QuerySet[Unit]:
    """Units whose register the person keeps: where one drafts for the whole unit or issues, with a seal of its own."""
    offices = {
        grant.office_id
        for capability in (Capability.DRAFT, Capability.ISSUE)
        for grant in powers.grants.get(capability, ())
        if grant.covers("")
    }
    return Unit.objects.on(today()).filter(pk__in=offices).exclude(issuer_name="").order_by("name", "pk")


def parents(directive: Directive) -> list[dict]:
    """Places above a page of the directive."""
    return [
        {"label": "Văn bản giao việc", "url": reverse("directives:register")},
        {"label": wording.head(directive), "url": reverse("directives:directive", args=[directive.code])},
    ]
