"""The pages of one directive: items with what became of them, information, who has received it, impact, history."""

from collections import defaultdict

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from directives import actions, queries, rules, wording
from directives.actions.files import detach
from directives.impact import impact
from directives.models import Answer, Directive, DirectiveItem, Receipt
from directives.queries import Node, Outcome
from directives.resources import RECEIVERS
from directives.views.register import attach_or_say
from directives.views.sight import Desk, desk_for, node_of, parents
from documents.forms import UploadForm
from documents.lists import list_workbook
from documents.models import Citation, Delivery, KnownDocument
from documents.queries import attachments_of, received_by
from documents.views import files
from documents.views.files import workbook_file
from organisations.models import Subject, Unit, reachable_units
from organisations.refusals import require
from workflow.clock import today
from workflow.models import Event
from workflow.states import STATES

# What an issuer reads of one item before the table of receivers says it better.
OUTCOMES_SHOWN = 20
# Outcomes that stand in a plan.
PLANNED = {"task", "target"}
_MARKS = {"complete": "Đã xử lý", "empty": "Chưa xử lý", "gone": "Đã bãi bỏ", "": ""}


@require_safe
def directive(request: HttpRequest, code: str) -> HttpResponse:
    """The tree of items beside the chosen one (``?muc=``); on a phone one of the two."""
    desk = desk_for(request, code)
    chosen = _chosen(desk, request.GET.get("muc", ""))
    context = {
        **frame(desk, "items"),
        "rows": [_row(desk, node, chosen) for node in desk.nodes],
        "picked": "muc" in request.GET and chosen is not None,
        "open_count": sum(not desk.outcomes[pk] for pk in desk.given),
        **(_item(desk, chosen) if chosen else {}),
    }
    return render(request, "directives/directive.html", context)


def _chosen(desk: Desk, asked: str) -> Node | None:
    if asked:
        return node_of(desk, asked)
    waiting = (node for node in desk.nodes if node.item.pk in desk.given and not desk.outcomes[node.item.pk])
    return next(waiting, next((node for node in desk.nodes if node.item.kind == "work"), next(iter(desk.nodes), None)))


def _row(desk: Desk, node: Node, chosen: Node | None) -> dict:
    """One line of the tree."""
    item = node.item
    made = desk.outcomes[item.pk]
    state = "gone" if item.state == DirectiveItem.State.WITHDRAWN else ""
    if not state and item.pk in desk.given:
        state = "complete" if made else "empty"
    words = _short(made) if item.pk in desk.given else ""
    return {
        "node": node,
        "depth": min(node.depth, 4),
        "title": wording.item_title(item),
        "state": state,
        "spoken": _MARKS[state],
        "words": "đã bãi bỏ" if state == "gone" else words,
        "current": chosen is not None and node.item.pk == chosen.item.pk,
        "url": f"?muc={item.pk}",
    }


def _short(made: list[Outcome]) -> str:
    if not made:
        return "chưa"
    kinds = {one.kind for one in made}
    if kinds & PLANNED:
        return "vào KH"
    return "ngoài phạm vi" if Answer.Kind.OUT_OF_SCOPE in kinds else "đã giao"


def _item(desk: Desk, node: Node) -> dict:
    """What the page says of the chosen item."""
    item = node.item
    at = next(index for index, one in enumerate(desk.nodes) if one.item.pk == item.pk)
    units = Unit.objects.in_bulk({one.unit_id for one in desk.outcomes[item.pk]}) if desk.unit is None else {}
    answer = Answer.objects.filter(item=item, unit=desk.unit).first() if desk.unit else None
    given = item.pk in desk.given
    return {
        "node": node,
        "item": item,
        "place": node.place[0].upper() + node.place[1:],
        "above": next((wording.item_title(one.item) for one in desk.nodes if one.item.pk == item.parent_id), ""),
        "before": desk.nodes[at - 1].item.pk if at else None,
        "after": desk.nodes[at + 1].item.pk if at + 1 < len(desk.nodes) else None,
        "leads": [{"row": row, "due": wording.due_words(row)} for row in node.leads],
        "partners": [{"row": row, "due": wording.due_words(row)} for row in node.partners],
        "own_assignments": list(item.assignments.all()),
        "outcomes": [(units.get(one.unit_id), one) for one in desk.outcomes[item.pk][:OUTCOMES_SHOWN]],
        "outcomes_more": max(len(desk.outcomes[item.pk]) - OUTCOMES_SHOWN, 0),
        "answer": answer,
        "given": given,
        "answer_refused": desk.answer_refused(item) if given else "",
        "plans": desk.plans if given else [],
        "planned": any(one.kind in PLANNED for one in desk.outcomes[item.pk]),
        "words_before": _words_before(item) if item.state == DirectiveItem.State.AMENDED else "",
    }


def _words_before(item: DirectiveItem) -> str:
    """What an amended item said at first: the last version before the amendment."""
    rows = item.history.filter(state=DirectiveItem.State.IN_FORCE).order_by("-history_date", "-history_id")
    return rows.values_list("text", flat=True).first() or ""


def frame(desk: Desk, tab: str) -> dict:
    """What every page of a directive shows: head, receipt, tabs, what the reader may do with the whole of it."""
    one = desk.directive
    document = one.document
    roles = defaultdict(list)
    rows = Citation.objects.filter(kind=Directive.kind, object_id=one.pk).select_related("document")
    for row in rows.order_by("order", "pk"):
        roles[row.role].append(row)
    mine = {row.pk: row for row in desk.receipts if desk.acknowledging.get(row.pk) == ""}
    office = next(
        (row for row in desk.receipts if row.pk in desk.acknowledging and row.addressee_id == row.unit_id), None
    )
    return {
        "desk": desk,
        "directive": one,
        "document": document,
        "head": wording.head(one),
        "pill": wording.pill_of(one, desk.receipts),
        "tab": tab,
        "tabs": _tabs(desk, tab),
        "citations": [row for found in roles.values() for row in found],
        "carries_out": roles[Citation.Role.CARRIES_OUT],
        "replaces": list(KnownDocument.objects.filter(replaced_by=document)),
        "to_acknowledge": list(mine.values()),
        "office_receipt": None if mine else office,
        "acknowledge_refused": desk.acknowledging.get(office.pk, "") if office else "",
        "acknowledged": [row for row in desk.receipts if row.acknowledged_at],
        "original": _original(desk),
    }


def _tabs(desk: Desk, current: str) -> list[dict]:
    found = [("items", "Việc giao", "directives:directive"), ("information", "Thông tin", "directives:information")]
    if desk.follows and desk.directive.direction == Directive.Direction.ISSUED:
        found.append(("receivers", "Nơi nhận", "directives:receivers"))
    found += [("impact", "Ảnh hưởng", "directives:impact"), ("history", "Diễn biến", "directives:history")]
    code = desk.directive.code
    return [
        {"label": label, "url": reverse(name, args=[code]), "current": key == current} for key, label, name in found
    ]


def _original(desk: Desk) -> str:
    """Where the reader opens the paper itself: its file here, or what the portal has delivered; "" without one."""
    one = desk.directive
    row = attachments_of(one).first()
    if row is not None:
        return reverse("directives:attachment", args=[one.code, row.pk])
    if one.issued_document is None:
        return ""
    if one.issued_document.unit_id in set(reachable_units(desk.user).values_list("unit", flat=True)):
        return reverse("documents:issued", args=[one.issued_document.code])
    delivery: Delivery | None = received_by(desk.user).filter(issued_document=one.issued_document).first()
    return reverse("documents:receipt", args=[delivery.code]) if delivery else ""


@require_safe
def information(request: HttpRequest, code: str) -> HttpResponse:
    """Head of the document, citations with their roles, lines of addressees, files."""
    desk = desk_for(request, code)
    lines = desk.directive.recipients.select_related("group", "named_unit").order_by("block", "order", "id")
    blocks = defaultdict(list)
    for row in lines:
        blocks[row.block].append(row)
    context = {
        **frame(desk, "information"),
        "addressed": blocks["addressed"],
        "copied": blocks["copied"],
        "attachments": attachments_of(desk.directive),
        "editing": desk.edit_refused is None,
    }
    return render(request, "directives/information.html", context)


def _table(desk: Desk) -> list[queries.Line]:
    """The issuer's table, for people of the register and those above it."""
    if not desk.follows or desk.directive.direction != Directive.Direction.ISSUED:
        require(f"Bảng tiếp nhận do cơ quan ban hành theo dõi: {desk.directive.unit}.")
    return queries.issuer_table(desk.directive, user=desk.user)


@require_safe
def receivers(request: HttpRequest, code: str) -> HttpResponse:
    """Who has received it, when, by whom, and what they have made of the items; ``?loc=chua`` only who has not."""
    desk = desk_for(request, code)
    lines = _table(desk)
    waiting = [line for line in lines if line.receipt.state == "to_acknowledge"]
    narrowed = request.GET.get("loc") == "chua"
    shown = waiting if narrowed else lines
    if request.GET.get("xuat") == "xlsx":
        book = list_workbook("Nơi nhận", RECEIVERS, [_cells(line) for line in shown])
        return workbook_file(book, f"noi-nhan-{today():%Y-%m-%d}.xlsx")
    context = {
        **frame(desk, "receivers"),
        "lines": [{"line": line, "state": STATES[line.receipt.state]} for line in shown],
        "counts": {"all": len(lines), "waiting": len(waiting)},
        "narrowed": narrowed,
        "recipients": desk.directive.recipients.order_by("block", "order", "id"),
    }
    return render(request, "directives/receivers.html", context)


def _cells(line: queries.Line) -> tuple:
    receipt = line.receipt
    at = receipt.acknowledged_at
    return (
        receipt.addressee.name,
        STATES[receipt.state].word(),
        f"{at:%d/%m/%Y %H:%M}" if at else "",
        receipt.acknowledged_by.display_name if receipt.acknowledged_by else "",
        receipt.note,
        line.planned,
        line.assigned,
        line.out_of_scope,
        line.open,
        line.done,
    )


@require_POST
def remind(request: HttpRequest, code: str) -> HttpResponse:
    """Đôn đốc: everybody who has not acknowledged."""
    desk = desk_for(request, code)
    _table(desk)
    count = actions.remind(desk.directive, by=request.user)
    if count:
        messages.success(request, f"Đã đôn đốc {count} nơi nhận.")
    else:
        messages.info(request, "Mọi nơi nhận đã tiếp nhận, không còn nơi nào phải đôn đốc.")
    return redirect("directives:receivers", desk.directive.code)


@require_safe
def impact_page(request: HttpRequest, code: str) -> HttpResponse:
    """Exactly what hangs on the directive, or on one item (``?muc=``) and what stands below it."""
    desk = desk_for(request, code)
    node = node_of(desk, request.GET["muc"]) if request.GET.get("muc") else None
    context = {
        **frame(desk, "impact"),
        "node": node,
        "groups": impact_groups(desk, node),
        "items": [one for one in desk.nodes if one.item.kind != DirectiveItem.Kind.STATEMENT],
    }
    return render(request, "directives/impact.html", context)


def impact_groups(desk: Desk, node: Node | None) -> list[dict]:
    """Targets, tasks and papers that hang on the item or the directive, each with its heading."""
    hits = impact(desk.directive, user=desk.user, item=node.item if node else None)
    heads = (("target", "Chỉ tiêu"), ("task", "Nhiệm vụ"), ("paper", "Văn bản đang soạn, chờ ban hành"))
    groups = [{"heading": heading, "hits": [one for one in hits if one.kind == kind]} for kind, heading in heads]
    return [group for group in groups if group["hits"]]


@require_safe
def history(request: HttpRequest, code: str) -> HttpResponse:
    """What happened: acts of the register's unit, and those of units in the reader's sight."""
    desk = desk_for(request, code)
    receipts = Receipt.objects.filter(directive=desk.directive).values("pk")
    rows = Event.objects.filter(
        Q(kind=Directive.kind, object_id=desk.directive.pk) | Q(kind=Receipt.kind, object_id__in=receipts)
    ).filter(Q(unit__in=reachable_units(request.user, Subject.PLAN)) | Q(unit=desk.directive.unit_id))
    places = {node.item.pk: node.place for node in desk.nodes}
    entries = [
        {"event": event, "what": what, "icon": icon, "place": places.get(event.details.get("item"), "")}
        for event in rows.select_related("unit").order_by("-at", "-pk")[:200]
        for what, icon in [wording.act_words(event.action)]
    ]
    return render(request, "directives/history.html", {**frame(desk, "history"), "entries": entries})


@require_safe
def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the directive."""
    return files.attachment_file(request, desk_for(request, code).directive, pk)


def attachment_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add a file."""
    desk = desk_for(request, code)
    require(rules.change_refusal(request.user, desk.directive, powers=desk.powers))
    form = UploadForm(request.POST or None, request.FILES or None)
    back = reverse("directives:information", args=[desk.directive.code])
    if request.method == "POST" and form.is_valid():
        attach_or_say(request, desk.directive, form.cleaned_data["file"])
        return redirect(back)
    context = {
        "form": form, "heading": "Thêm tệp", "submit": "Thêm tệp", "back": back, "parents": parents(desk.directive)
    }  # fmt: skip
    return render(request, "documents/form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def attachment_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a file off."""
    desk = desk_for(request, code)
    row = get_object_or_404(attachments_of(desk.directive), pk=pk)
    detach(row, desk.directive, by=request.user)
    messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return redirect("directives:information", desk.directive.code)
