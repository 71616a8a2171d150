"""Where the rows of a plan come from and what they serve, in words with links, for a whole page at once."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.text import Truncator

from directives.models import Directive, DirectiveItem
from directives.queries import place_words
from organisations.models import User
from plans.models import Target, Task
from plans.queries.sight import plans_of
from plans.wording import issuer_in_text, lower_first

Row = Target | Task
_PAGES = {Target: ("plans:targets", "target"), Task: ("plans:tasks", "task")}
_TIES = ("inherited_from_id", "carried_from_id", "serves_id", "contributed_from_id")


def origins_of(rows: Iterable[Row], user: User) -> dict[tuple[type, int], list[dict]]:
    """By (model, primary key): chips (icon, words, url) of each row; links only to what ``user`` may see."""
    rows = list(rows)
    clauses, others = _clauses(rows, user), _others(rows, user)
    return {(type(row), row.pk): _chips(row, clauses, others) for row in rows}


def _clauses(rows: list[Row], user: User) -> dict[int, tuple[str, str]]:
    """Words and address of the directives' items that rows were taken from."""
    wanted = {row.source_item_id for row in rows if row.source_item_id}
    if not wanted:
        return {}
    items = list(DirectiveItem.objects.filter(pk__in=wanted))
    seen = Directive.objects.visible_to(user).filter(pk__in={item.directive_id for item in items})
    codes = dict(seen.values_list("pk", "code"))
    words = place_words(items)
    return {
        item.pk: (
            words[item.pk],
            f"{reverse('directives:directive', args=[codes[item.directive_id]])}?muc={item.pk}"
            if item.directive_id in codes
            else "",
        )
        for item in items
    }


def _others(rows: list[Row], user: User) -> dict[tuple[type, int], tuple[Row, bool]]:
    """Rows of other plans that these rows are tied to, and whether the person may open their plans."""
    found: dict[tuple[type, int], tuple[Row, bool]] = {}
    for model in (Target, Task):
        wanted = {getattr(row, tie) for row in rows if isinstance(row, model) for tie in _TIES} - {None}
        if wanted:
            tied = list(model.everything.filter(pk__in=wanted).select_related("plan__unit"))
            keys = {row.plan_id for row in tied}
            seen = set(plans_of(user).filter(pk__in=keys).order_by().values_list("pk", flat=True))
            found |= {(model, row.pk): (row, row.plan_id in seen) for row in tied}
    return found


def _chips(
    row: Row, clauses: dict[int, tuple[str, str]], others: dict[tuple[type, int], tuple[Row, bool]]
) -> list[dict]:
    chips = []
    if row.source_item_id in clauses:
        words, url = clauses[row.source_item_id]
        chips.append({"icon": "quote", "words": f"Theo {lower_first(words)}", "url": url})
    for tie, icon, say in (
        ("inherited_from_id", "versions", lambda one: f"Kế thừa từ {one.plan.year}"),
        ("carried_from_id", "replace", lambda one: "Chuyển tiếp từ kế hoạch bị thay thế"),
        ("contributed_from_id", "building", lambda one: f"{issuer_in_text(one.plan.unit)} góp"),
        ("serves_id", "link", lambda one: f"Phục vụ: {Truncator(_words(one)).chars(60)}"),
    ):
        one, seen = others.get((type(row), getattr(row, tie)), (None, False))
        if one is not None:
            chips.append({"icon": icon, "words": say(one), "url": _address(one) if seen else ""})
    return chips


def _words(row: Row) -> str:
    return row.content if isinstance(row, Task) else row.phrase


def _address(row: Row) -> str:
    page, anchor = _PAGES[type(row)]
    return f"{reverse(page, args=[row.plan.code])}#{anchor}-{row.pk}"
