"""Writing what a directive says, before it is sent: items, who does them, targets, addressees, citations; sending it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from directives import actions, groups, wording
from directives.actions.sending import addressees
from directives.forms import AssignForm, CiteForm, ItemForm, RecipientForm, TargetForm
from directives.models import AddresseeGroup, Assignment, Directive, DirectiveItem, DirectiveTarget, Recipient
from directives.queries import Node
from directives.views.answers import item_url
from directives.views.sight import Desk, desk_for, node_of, parents
from documents.forms import AskingForm
from documents.models import Citation
from organisations.models import Unit
from organisations.views.pages import FormPage
from workflow.clock import today


class RegisterPage(FormPage):
    """A form for the people of the register that holds the directive."""

    template = "directives/sheet_form.html"
    tab = "directives:information"

    def load(self, code: str, **kwargs: Any) -> None:
        """The directive, and the item of the address."""
        self.desk: Desk = desk_for(self.request, code)
        self.directive: Directive = self.desk.directive
        self.node: Node | None = node_of(self.desk, kwargs["pk"]) if "pk" in kwargs else None

    def refusal(self) -> str | None:
        """Why it may not be corrected."""
        return self.desk.edit_refused

    def back(self) -> str:
        """Where the page came from."""
        if self.node is not None:
            return item_url(self.desk, self.node)
        return reverse(self.tab, args=[self.directive.code])

    def page(self) -> dict[str, Any]:
        """The item by its place."""
        lead = ""
        if self.node is not None:
            lead = f"{self.node.place[0].upper()}{self.node.place[1:]}: {wording.item_title(self.node.item)}"
        return {"lead": lead, "back": self.back(), "parents": parents(self.directive)}


def _issuer(directive: Directive) -> Unit:
    return directive.issuing_unit or directive.unit


def _groups():
    return AddresseeGroup.objects.on(today())


def _named_units(directive: Directive):
    """Units that a paper of the issuer names: with a seal of their own, and the issuer's and the register's posts."""
    rows = Unit.objects.on(today())
    named = rows.exclude(issuer_name="") | rows.filter(parent__in=[_issuer(directive).pk, directive.unit_id])
    return named.select_related("parent").order_by("name", "pk")


class ItemCreate(RegisterPage):
    """Add an item at the end of a level: below the item of ``?cha=``, or at the top."""

    form_class = ItemForm
    template = "directives/item_form.html"
    tab = "directives:directive"
    heading = "Thêm mục"
    submit = "Thêm mục"

    def load(self, code: str, **kwargs: Any) -> None:
        """The item above."""
        super().load(code, **kwargs)
        above = self.request.GET.get("cha", "")
        self.above = node_of(self.desk, above) if above else None

    def form_arguments(self) -> dict[str, Any]:
        """Kinds as the items beside it have them."""
        area = self.above.item.area_code if self.above else ""
        return {"areas": self.desk.areas, "initial": {"kind": DirectiveItem.Kind.WORK, "area_code": area}}

    def page(self) -> dict[str, Any]:
        """Where the new item will stand."""
        found = super().page()
        if self.above is not None:
            found["lead"] = f"Dưới {self.above.place}: {wording.item_title(self.above.item)}"
        return found

    def act(self, data: dict[str, Any]) -> str | HttpResponse:
        """Add it; ``more`` goes on with the next one at the same level."""
        data.pop("seen")
        above = self.above.item if self.above else None
        item = actions.add_item(self.directive, by=self.request.user, parent=above, **data)
        messages.success(self.request, "Đã thêm mục.")
        if "more" in self.request.POST:
            return self.request.get_full_path()
        return f"{reverse('directives:directive', args=[self.directive.code])}?muc={item.pk}"


class ItemEdit(RegisterPage):
    """Correct the words of an item."""

    form_class = ItemForm
    template = "directives/item_form.html"
    heading = "Sửa mục"
    submit = "Lưu"
    done = "Đã lưu mục."

    def form_arguments(self) -> dict[str, Any]:
        """As it stands."""
        item = self.node.item
        held = {name: getattr(item, name) for name in ("marker", "heading", "text", "kind", "area_code")}
        return {"areas": self.desk.areas, "initial": {**held, "seen": item.version}}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        actions.change_item(self.node.item, by=self.request.user, **data)
        return self.back()


@require_POST
def item_verb(request: HttpRequest, code: str, pk: int, verb: str) -> HttpResponse:
    """Move an item up or down (len, xuong), or remove it with what stands below (xoa)."""
    desk = desk_for(request, code)
    node = node_of(desk, pk)
    if verb in ("len", "xuong"):
        actions.move_item(node.item, step=-1 if verb == "len" else 1, by=request.user)
        return redirect(item_url(desk, node))
    if verb != "xoa":
        raise Http404
    actions.remove_item(node.item, by=request.user)
    messages.success(request, f"Đã xóa {node.place}.")
    return redirect("directives:directive", desk.directive.code)


class Assign(RegisterPage):
    """Note who does an item."""

    form_class = AssignForm
    heading = "Ghi phân công"
    submit = "Ghi phân công"
    done = "Đã ghi phân công."

    def form_arguments(self) -> dict[str, Any]:
        """Units and groups that the paper may name."""
        units = {"holder": _named_units(self.directive), "group": _groups()}
        return {"units": units, "initial": {"part": Assignment.Part.LEAD}}

    def act(self, data: dict[str, Any]) -> str:
        """Note it."""
        actions.assign(self.node.item, by=self.request.user, **data)
        return self.back()


@require_POST
def unassign(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take an assignment off."""
    desk = desk_for(request, code)
    rows = Assignment.objects.filter(item__directive=desk.directive).select_related("item__directive")
    row = get_object_or_404(rows, pk=pk)
    actions.unassign(row, by=request.user)
    messages.success(request, f"Đã bỏ phân công {row.holder_text}.")
    return redirect(item_url(desk, node_of(desk, row.item_id)))


class TargetCreate(RegisterPage):
    """Note a target that the item sets."""

    form_class = TargetForm
    heading = "Ghi chỉ tiêu của mục"
    submit = "Ghi chỉ tiêu"
    done = "Đã ghi chỉ tiêu."

    def act(self, data: dict[str, Any]) -> str:
        """Note it."""
        actions.set_target(self.node.item, by=self.request.user, **data)
        return self.back()


@require_POST
def target_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Remove a target that nobody has taken up."""
    desk = desk_for(request, code)
    rows = DirectiveTarget.objects.filter(item__directive=desk.directive).select_related("item__directive")
    row = get_object_or_404(rows, pk=pk)
    actions.remove_target(row, by=request.user)
    messages.success(request, "Đã bỏ chỉ tiêu.")
    return redirect(item_url(desk, node_of(desk, row.item_id)))


class RecipientCreate(RegisterPage):
    """A line of "Kính gửi" or "Nơi nhận"."""

    form_class = RecipientForm
    heading = "Thêm nơi nhận"
    submit = "Thêm nơi nhận"
    done = "Đã thêm nơi nhận."

    def form_arguments(self) -> dict[str, Any]:
        """Units and groups that the paper may name."""
        units = {"named_unit": _named_units(self.directive), "group": _groups()}
        first = {"block": Recipient.Block.ADDRESSED, "channel": Recipient.Channel.ELECTRONIC}
        return {"units": units, "initial": first}

    def page(self) -> dict[str, Any]:
        """What each group stands for on the document's day, where it is for us to send."""
        if self.directive.direction != Directive.Direction.ISSUED:
            return super().page()
        day = self.directive.document.issued_on or today()
        issuer = _issuer(self.directive)
        found = [f"{group.name}: {len(groups.members(group, issuer, day))}" for group in _groups()]
        words = f"Nhóm được mở ra thành từng đơn vị có hiệu lực ngày {day:%d/%m/%Y}. {'; '.join(found)}."
        return {**super().page(), "lead": words if found else ""}

    def act(self, data: dict[str, Any]) -> str:
        """Add it."""
        actions.add_recipient(self.directive, by=self.request.user, **data)
        return self.back()


@require_POST
def recipient_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a line off."""
    desk = desk_for(request, code)
    row = get_object_or_404(desk.directive.recipients.select_related("directive"), pk=pk)
    actions.remove_recipient(row, by=request.user)
    messages.success(request, f"Đã bỏ nơi nhận {row.name}.")
    return redirect("directives:information", desk.directive.code)


class Cite(RegisterPage):
    """A document that the directive cites, as printed."""

    form_class = CiteForm
    heading = "Thêm văn bản viện dẫn"
    submit = "Thêm viện dẫn"
    done = "Đã thêm văn bản viện dẫn."

    def form_arguments(self) -> dict[str, Any]:
        """Most of them are carried out."""
        return {"initial": {"role": Citation.Role.CARRIES_OUT}}

    def act(self, data: dict[str, Any]) -> str:
        """Note it."""
        actions.cite(self.directive, by=self.request.user, **data)
        return self.back()


@require_POST
def uncite(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a citation off."""
    desk = desk_for(request, code)
    rows = Citation.objects.filter(kind=Directive.kind, object_id=desk.directive.pk).select_related("document")
    row = get_object_or_404(rows, pk=pk)
    name = str(row.document)
    actions.uncite(row, by=request.user)
    messages.success(request, f"Đã bỏ viện dẫn {name}.")
    return redirect("directives:information", desk.directive.code)


class SendOut(RegisterPage):
    """Send a directive of the unit to everybody whom it names; afterwards it stays as it is."""

    form_class = AskingForm
    template = "directives/send.html"
    tab = "directives:directive"
    heading = "Gửi các nơi nhận"
    submit = "Gửi"

    def page(self) -> dict[str, Any]:
        """Who will have it, as the groups stood on the document's day."""
        pairs = [(unit, row) for unit, row in addressees(self.directive) if unit.pk != self.directive.unit_id]
        return {**super().page(), "directive": self.directive, "pairs": pairs}

    def act(self, data: dict[str, Any]) -> str:
        """Send it; what is missing stands on top."""
        receipts = actions.send_out(self.directive, by=self.request.user)
        messages.success(self.request, f"Đã gửi {len(receipts)} nơi nhận.")
        return reverse("directives:receivers", args=[self.directive.code])
