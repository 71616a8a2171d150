"""Reading directives: the tree with its places, what a unit has to answer, what became of it, who has received it."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from directives.models import Answer, Assignment, Directive, DirectiveItem, DirectiveTarget, Receipt
from organisations.models import Unit
from organisations.panels import panels
from organisations.together import hang, read_together

OUTCOME, IMPACT = "directive_item.outcome", "directive_item.impact"


@dataclass
class Node:
    """An item in its tree. place: "mục 2.b"; assignments: its own, else those of the nearest item above."""

    item: DirectiveItem
    place: str
    depth: int
    assignments: list[Assignment]
    targets: list[DirectiveTarget] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def leads(self) -> list[Assignment]:
        """Who does it first."""
        return [row for row in self.assignments if row.part == Assignment.Part.LEAD]

    @property
    def partners(self) -> list[Assignment]:
        """Who does it with them."""
        return [row for row in self.assignments if row.part == Assignment.Part.COORDINATE]


@dataclass(frozen=True)
class Outcome:
    """What a unit made of an item: a task or target of its plan, a piece of work, or not its business.

    word and pill: how far it has come; detail: product, lead or reason.
    """

    unit_id: int
    kind: str
    title: str
    word: str
    pill: str
    url: str = ""
    detail: str = ""
    done: bool = False


@dataclass(frozen=True)
class Given:
    """An item that a unit has to answer, and what it has made of it so far."""

    node: Node
    directive: Directive
    receipt: Receipt
    outcomes: tuple[Outcome, ...]

    @property
    def open(self) -> bool:
        """Nothing has been made of it yet."""
        return not self.outcomes


def tree(directive: Directive) -> list[Node]:
    """The directive's items as a tree, with places, assignments and targets: one query."""
    return trees([directive])[directive.pk]


def trees(directives: list[Directive], *, targets: bool = True) -> dict[int, list[Node]]:
    """The trees of many directives by primary key: one query for all."""
    asked = [one.pk for one in directives]
    rows = DirectiveItem.objects.filter(directive__in=asked).select_related("directive__document")
    held = Assignment.objects.filter(item__directive__in=asked).select_related("holder", "group")
    goals = DirectiveTarget.objects.filter(item__directive__in=asked) if targets else DirectiveTarget.objects.none()
    items, assignments, aims = read_together(rows.order_by("order", "id"), held, goals)
    hang(items, "assignments", assignments)
    hang(items, "targets", aims)
    below: dict[int, dict[int | None, list[DirectiveItem]]] = defaultdict(lambda: defaultdict(list))
    for item in items:
        below[item.directive_id][item.parent_id].append(item)
    found = {one.pk: _nodes(below[one.pk], None, "", 0, []) for one in directives}
    for node in (node for nodes in found.values() for node in flat(nodes)) if targets else ():
        node.targets = list(node.item.targets.all())
    return found


def _nodes(below, parent_id: int | None, above: str, depth: int, inherited: list[Assignment]) -> list[Node]:
    found, unmarked = [], Counter()
    for item in below[parent_id]:
        own = list(item.assignments.all()) or inherited
        unmarked[_sort_of(item.marker)] += 1
        place = _place(above, item, unmarked[_sort_of(item.marker)])
        words = place if place.startswith(_UNNUMBERED) else f"mục {place}"
        node = Node(item, words, depth, own)
        node.children = _nodes(below, item.pk, place, depth + 1, own)
        found.append(node)
    return found


_UNNUMBERED = ("đoạn", "gạch đầu dòng")


def _sort_of(marker: str) -> str:
    """What an item without number or letter is called: a dash, or a paragraph; "" for the others."""
    if marker.strip(" -–•+.)"):
        return ""
    return "gạch đầu dòng" if marker.strip() else "đoạn"


def _place(above: str, item: DirectiveItem, nth: int) -> str:
    sort = _sort_of(item.marker)
    if sort:
        mark = f"{sort} thứ {nth}"
        return f"{above}, {mark}" if above else mark
    mark = item.marker.strip(" .)")
    return f"{above}.{mark}" if above else mark


def flat(nodes: list[Node]) -> list[Node]:
    """All nodes of a tree in reading order."""
    found = []
    for node in nodes:
        found.append(node)
        found += flat(node.children)
    return found


def place_of(item: DirectiveItem) -> str:
    """Where the item stands: "mục 2.b"."""
    return next(node.place for node in flat(tree(item.directive)) if node.item.pk == item.pk)


def place_words(items: list[DirectiveItem]) -> dict[int, str]:
    """By item: "Mục 2.b Công văn số 118/SNV-CCHC", for many items in a constant number of queries."""
    ids = {item.pk for item in items}
    directives = list(Directive.objects.filter(pk__in={item.directive_id for item in items}).select_related("document"))
    documents = {one.pk: one.document for one in directives}
    found = {}
    for pk, nodes in trees(directives, targets=False).items():
        for node in flat(nodes):
            if node.item.pk in ids:
                document = documents[pk]
                number = f" số {document.number}" if document.number else ""
                place = node.place[0].upper() + node.place[1:]
                found[node.item.pk] = f"{place}, {document.type_name}{number}"
    return found


def with_descendants(items: list[DirectiveItem]) -> list[int]:
    """Primary keys of the items and of everything below them."""
    rows = DirectiveItem.objects.filter(directive__in={item.directive_id for item in items})
    below = defaultdict(list)
    for pk, parent in rows.values_list("pk", "parent_id"):
        below[parent].append(pk)
    found, queue = [], [item.pk for item in items]
    while queue:
        pk = queue.pop()
        if pk not in found:
            found.append(pk)
            queue += below[pk]
    return sorted(found)


def outcomes(item_ids: list[int], *, user, units: set[int] | None = None) -> dict[int, list[Outcome]]:
    """What became of each item: rows of plans and the decisions of units, as far as ``user`` may see them.

    units: only what these units made of it. A constant number of queries.
    """
    found: dict[int, list[Outcome]] = {pk: [] for pk in item_ids}
    answers = Answer.objects.visible_to(user).filter(item__in=item_ids).select_related("lead", "unit")
    rows = [(row.item_id, _of_answer(row)) for row in answers]
    for panel in panels(OUTCOME):
        rows += panel.query(item_ids, user)
    for pk, outcome in rows:
        if units is None or outcome.unit_id in units:
            found[pk].append(outcome)
    return found


def _of_answer(row: Answer) -> Outcome:
    if row.kind == Answer.Kind.OUT_OF_SCOPE:
        return Outcome(row.unit_id, row.kind, "Không thuộc phạm vi", "Không thuộc phạm vi", "neutral", "", row.reason)
    word, pill = ("Hoàn thành", "green") if row.done_on else ("Đã giao", "blue")
    detail = row.done_text or row.reason
    return Outcome(row.unit_id, row.kind, f"Giao {row.lead}", word, pill, "", detail, bool(row.done_on))


def items_for(unit: Unit, *, user, directives: list[Directive] | None = None) -> list[Given]:
    """Items that directives give to the unit or its posts, with what became of them; in reading order.

    directives: only these. A constant number of queries.
    """
    receipts = (
        Receipt.objects.filter(unit=unit, binned_at=None)
        .select_related("directive__document", "directive__issuing_unit", "addressee")
        .order_by("-directive__document__issued_on", "-directive_id", "id")
    )
    if directives is not None:
        receipts = receipts.filter(directive__in=directives)
    by_directive: dict[int, list[Receipt]] = defaultdict(list)
    for receipt in receipts:
        by_directive[receipt.directive_id].append(receipt)
    wanted = {pk: rows[0].directive for pk, rows in by_directive.items()}
    nodes = trees(list(wanted.values()))
    pairs = [
        (node, wanted[pk], rows[0])
        for pk, rows in by_directive.items()
        if wanted[pk].withdrawn_on is None
        for node in flat(nodes[pk])
        if is_work(node) and given_to(node, wanted[pk], unit, [row.addressee for row in rows])
    ]
    made = outcomes([node.item.pk for node, _, _ in pairs], user=user, units={unit.pk})
    return [Given(node, directive, receipt, tuple(made[node.item.pk])) for node, directive, receipt in pairs]


def is_work(node: Node) -> bool:
    """Whether the item gives work that still holds: a dash below a clause counts, a heading does not."""
    return node.item.kind == DirectiveItem.Kind.WORK and node.item.state != DirectiveItem.State.WITHDRAWN


def given_to(node: Node, directive: Directive, unit: Unit, addressees: list[Unit]) -> bool:
    """Whether the item is for the unit: it names the unit, one of its posts, a group of its kind, or nobody.

    A unit's own directive is for its own people whatever words it uses.
    """
    if not node.assignments or directive.unit_id == unit.pk:
        return True
    kinds = {unit.kind, *(one.kind for one in addressees)}
    return any(
        (row.holder is not None and unit.pk in (row.holder_id, row.holder.parent_id))
        or (row.group is not None and bool(kinds & set(row.group.kinds)))
        for row in node.assignments
    )


@dataclass(frozen=True)
class Line:
    """One addressee in the issuer's table: has it received, and what has it made of the items."""

    receipt: Receipt
    planned: int
    assigned: int
    out_of_scope: int
    open: int
    done: int


def issuer_table(directive: Directive, *, user) -> list[Line]:
    """Who has received the directive and who has made what of it, as far as ``user`` may see it."""
    receipts = list(
        Receipt.objects.filter(directive=directive)
        .select_related("addressee", "unit", "acknowledged_by__official")
        .order_by("addressee__order", "addressee__name", "id")
    )
    nodes = [node for node in flat(tree(directive)) if is_work(node)]
    made = outcomes([node.item.pk for node in nodes], user=user)
    return [_line(receipt, nodes, made) for receipt in receipts]


def _line(receipt: Receipt, nodes: list[Node], made: dict[int, list[Outcome]]) -> Line:
    mine = [node for node in nodes if given_to(node, receipt.directive, receipt.unit, [receipt.addressee])]
    counts: dict[str, int] = defaultdict(int)
    for node in mine:
        rows = [row for row in made[node.item.pk] if row.unit_id == receipt.unit_id]
        kinds = {row.kind for row in rows}
        counts["open"] += not rows
        counts["planned"] += bool(kinds & {"task", "target"})
        counts["assigned"] += Answer.Kind.ASSIGNED in kinds
        counts["out_of_scope"] += Answer.Kind.OUT_OF_SCOPE in kinds
        work = [row for row in rows if row.kind != Answer.Kind.OUT_OF_SCOPE]
        counts["done"] += bool(work) and all(row.done for row in work)
    return Line(receipt, counts["planned"], counts["assigned"], counts["out_of_scope"], counts["open"], counts["done"])


def register_for(user, *, words: str = "", year: int | None = None, issuer: str = "", valid: bool = False):
    """Directives that the user may see, newest document first, filtered."""
    rows = Directive.objects.visible_to(user).select_related("document", "unit", "issuing_unit")
    if year:
        rows = rows.filter(document__issued_on__year=year)
    if issuer:
        rows = rows.filter(document__issuer=issuer)
    if valid:
        rows = rows.filter(withdrawn_on=None, document__replaced_by=None)
    for word in words.split():
        rows = rows.filter(
            Q(document__number__icontains=word)
            | Q(document__subject__icontains=word)
            | Q(document__type_name__icontains=word)
            | Q(code__iexact=word)
        )
    return rows.order_by("-document__issued_on", "-id")


def receipts_of(directive: Directive, units) -> list[Receipt]:
    """The directive's receipts at these units."""
    return list(
        Receipt.objects.filter(directive=directive, unit__in=units).select_related(
            "addressee", "unit", "person__official", "acknowledged_by__official"
        )
    )
