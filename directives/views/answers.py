"""What a receiver does: acknowledge, hand an item out, say that it is not its business, note the result."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from directives import actions, wording
from directives.forms import BulkForm, DoneForm, HandOutForm, NoteForm, OutOfScopeForm
from directives.models import Answer
from directives.queries import Node
from directives.views.sight import Desk, desk_for, node_of, parents, posts_of
from organisations.refusals import require
from organisations.views.pages import FormPage, add_faults
from workflow import actions as moves
from workflow.rules import MovedOn


class Acknowledge(FormPage):
    """Xác nhận đã tiếp nhận, with how it was passed on."""

    form_class = NoteForm
    template = "directives/sheet_form.html"
    heading = "Xác nhận đã tiếp nhận"
    submit = "Xác nhận đã tiếp nhận"

    def load(self, code: str, receipt: str, **kwargs: Any) -> None:
        """One of the reader's receipts of the directive."""
        self.desk = desk_for(self.request, code)
        self.receipt = next((row for row in self.desk.receipts if row.code == receipt), None)
        if self.receipt is None:
            raise Http404

    def refusal(self) -> str | None:
        """Why not: another office's turn, or acknowledged already."""
        if self.receipt.acknowledged_at is not None:
            raise MovedOn("Văn bản này đã được xác nhận tiếp nhận. Không ghi lần thứ hai.")
        return self.desk.acknowledging.get(self.receipt.pk) or None

    def form_arguments(self) -> dict[str, Any]:
        """The version that the person has seen."""
        return {"initial": {"seen": self.receipt.version}}

    def page(self) -> dict[str, Any]:
        """What is acknowledged, for whom."""
        one = self.desk.directive
        return {
            "lead": f"{wording.head(one)}, {one.document.issuer}. Nơi nhận: {self.receipt.addressee}.",
            "back": reverse("directives:directive", args=[one.code]),
        }

    def act(self, data: dict[str, Any]) -> str:
        """Take it."""
        moves.take("acknowledge", self.receipt, by=self.request.user, note=data["note"], seen=data["seen"])
        messages.success(self.request, f"Đã xác nhận tiếp nhận {wording.head(self.desk.directive)}.")
        return reverse("directives:directive", args=[self.desk.directive.code])


class AnswerPage(FormPage):
    """One item, one decision of the reader's unit."""

    template = "directives/sheet_form.html"
    kind: str = ""

    def load(self, code: str, pk: int, **kwargs: Any) -> None:
        """The item in the reader's sight."""
        self.desk = desk_for(self.request, code)
        self.node = node_of(self.desk, pk)

    def refusal(self) -> str | None:
        """Why the reader may not decide."""
        if self.node.item.pk not in self.desk.given:
            return self.desk.answer_refused(self.node.item) or "Mục này không giao cho đơn vị."
        return self.desk.answer_refused(self.node.item)

    def page(self) -> dict[str, Any]:
        """Back to the item."""
        return {"lead": _named(self.node), "back": item_url(self.desk, self.node)}

    def act(self, data: dict[str, Any]) -> str:
        """Decide."""
        actions.answer(self.node.item, unit=self.desk.unit, by=self.request.user, kind=self.kind, **data)
        return item_url(self.desk, self.node)


class HandOut(AnswerPage):
    """Giao việc, không vào kế hoạch."""

    form_class = HandOutForm
    kind = Answer.Kind.ASSIGNED
    heading = "Giao việc, không vào kế hoạch"
    submit = "Giao việc"
    done = "Đã giao việc."

    def form_arguments(self) -> dict[str, Any]:
        """Posts of the unit; the paper's own lead and day to begin with."""
        posts = posts_of(self.desk.unit)
        lead = next((row for row in self.node.leads if row.holder_id), None)
        days = [row.due_on for row in self.node.leads if row.due_on]
        initial = {"lead": lead.holder_id if lead else None, "due_on": days[0] if days else None}
        return {"units": {"lead": posts}, "initial": initial}


class OutOfScope(AnswerPage):
    """Không thuộc phạm vi."""

    form_class = OutOfScopeForm
    kind = Answer.Kind.OUT_OF_SCOPE
    heading = "Không thuộc phạm vi"
    submit = "Ghi lý do"
    done = "Đã ghi mục không thuộc phạm vi."


class Finish(FormPage):
    """What came of work that was handed out without the plan."""

    form_class = DoneForm
    template = "directives/sheet_form.html"
    heading = "Ghi kết quả"
    submit = "Ghi hoàn thành"
    done = "Đã ghi kết quả."

    def load(self, code: str, pk: int, **kwargs: Any) -> None:
        """A decision of the reader's unit."""
        self.desk = desk_for(self.request, code)
        self.answer = answer_of(self.desk, pk)
        self.node = node_of(self.desk, self.answer.item_id)

    def refusal(self) -> str | None:
        """Why the reader may not say so."""
        return self.desk.answer_refused(self.node.item)

    def page(self) -> dict[str, Any]:
        """Back to the item."""
        return {"lead": _named(self.node), "back": item_url(self.desk, self.node)}

    def act(self, data: dict[str, Any]) -> str:
        """Note it."""
        actions.finish_answer(self.answer, by=self.request.user, **data)
        return item_url(self.desk, self.node)


@require_POST
def withdraw_answer(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a decision back: the item is open again."""
    desk = desk_for(request, code)
    row = answer_of(desk, pk)
    actions.withdraw_answer(row, by=request.user)
    messages.success(request, "Đã rút lại cách xử lý. Mục này lại chờ xử lý.")
    return redirect(item_url(desk, node_of(desk, row.item_id)))


def answer_of(desk: Desk, pk: int) -> Answer:
    """A decision of the reader's unit about an item of the directive; 404 otherwise."""
    rows = Answer.objects.filter(item__directive=desk.directive, unit=desk.unit)
    return get_object_or_404(rows.select_related("item__directive", "unit"), pk=pk)


def bulk(request: HttpRequest, code: str) -> HttpResponse:
    """Several open items at once: into a plan (the form goes there), to one lead, or not the unit's business."""
    desk = desk_for(request, code)
    if desk.unit is None:
        require("Văn bản này không gửi cho đơn vị của người đang xem.")
    open_nodes = [node for node in desk.nodes if node.item.pk in desk.given and not desk.outcomes[node.item.pk]]
    chosen = request.POST.getlist("item") if request.method == "POST" else request.GET.getlist("muc")
    form = BulkForm(request.POST or None, units={"lead": posts_of(desk.unit)})
    faults = []
    if request.method == "POST":
        nodes = [node for node in open_nodes if str(node.item.pk) in chosen]
        if not nodes:
            faults = [{"text": "Chọn ít nhất một mục.", "href": "#cac-muc"}]
        elif form.is_valid() and _decided(request, desk, nodes, form):
            return redirect("directives:directive", desk.directive.code)
    context = {
        "desk": desk,
        "directive": desk.directive,
        "parents": parents(desk.directive),
        "form": form,
        "faults": faults,
        "plans": desk.plans,
        "rows": [{"node": node, "chosen": str(node.item.pk) in chosen, "refused": desk.answer_refused(node.item)}
                 for node in open_nodes],
    }  # fmt: skip
    return render(request, "directives/bulk.html", context, status=422 if request.method == "POST" else 200)


def _decided(request: HttpRequest, desk: Desk, nodes: list[Node], form: BulkForm) -> bool:
    """All of them or none; what is missing stands at its field."""
    try:
        with transaction.atomic():
            for node in nodes:
                actions.answer(node.item, unit=desk.unit, by=request.user, **form.cleaned_data)
    except ValidationError as fault:
        add_faults(form, fault)
        return False
    done = "giao" if form.cleaned_data["kind"] == Answer.Kind.ASSIGNED else "ghi không thuộc phạm vi"
    messages.success(request, f"Đã {done} {len(nodes)} mục.")
    return True


def item_url(desk: Desk, node: Node) -> str:
    """The page of the directive with this item chosen."""
    return f"{reverse('directives:directive', args=[desk.directive.code])}?muc={node.item.pk}"


def _named(node: Node) -> str:
    return f"{node.place[0].upper()}{node.place[1:]}: {wording.item_title(node.item)}"
