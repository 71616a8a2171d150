"""The register of directives: list, filters, workbook; entering a document and correcting its head (ux section 4.5)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directives import actions, queries, wording
from directives.actions.files import attach
from directives.forms import HeadForm, RegisterFilter
from directives.models import Directive, DirectiveItem, Receipt
from directives.resources import REGISTER
from directives.views.sight import desk_for, directives_of, keeping_units, parents
from documents.actions.attachments import Upload
from documents.lists import list_workbook
from documents.models import KnownDocument
from documents.queries import own_units
from documents.reading.numbers import number_key
from documents.reading.text import clean_pasted
from documents.views.files import workbook_file
from organisations.models import Subject, Unit, reachable_units
from organisations.rules import powers_in
from organisations.views.pages import FormPage
from workflow.clock import today

PER_PAGE = 50
EVERYWHERE = "tat-ca"


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Directives of the reader's units, newest document first; ``?xuat=xlsx`` gives what the filter shows."""
    form = RegisterFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    own = list(own_units(request.user).values_list("unit", flat=True))
    sight, units = _sight(request.user, own, asked.get("don_vi", ""))
    rows = _filtered(request, sight, asked)
    if request.GET.get("xuat") == "xlsx":
        book = list_workbook("Văn bản giao việc", REGISTER, _cells(request, rows, own))
        return workbook_file(book, f"van-ban-giao-viec-{today():%Y-%m-%d}.xlsx")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    query = request.GET.copy()
    query["xuat"] = "xlsx"
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "lines": lines_of(request, list(page.object_list), own),
        "issuers": sorted(set(sight.order_by().values_list("document__issuer", flat=True))),
        "units": units,
        "narrowed": any(asked.get(name) for name in ("tim", "nam", "co_quan", "hieu_luc", "chua_xong")),
        "export": query.urlencode(),
        "may_enter": keeping_units(powers_in(request)).exists(),
    }
    return render(request, "directives/register.html", context)


def _sight(user, own: list[int], asked: str):
    """The directives to filter, and the units whose registers may be chosen besides one's own."""
    everything = directives_of(user)
    others = everything.filter(unit__in=reachable_units(user, Subject.PLAN)).exclude(unit__in=own)
    units = list(Unit.objects.filter(pk__in=others.order_by().values("unit")).order_by("name"))
    mine = everything.filter(Q(unit__in=own) | Q(pk__in=Receipt.objects.filter(unit__in=own).values("directive")))
    if asked == EVERYWHERE:
        return everything, units
    chosen = next((unit for unit in units if unit.code == asked), None)
    if chosen is not None:
        return everything.filter(unit=chosen), units
    return mine, units


def _filtered(request: HttpRequest, rows, asked: dict):
    """The rows that the address asks for: words, year, issuer, in force, with something left to do."""
    words = clean_pasted(asked.get("tim", "")).strip()
    found = queries.register_for(
        request.user,
        words=words,
        year=asked.get("nam"),
        issuer=asked.get("co_quan", ""),
        valid=bool(asked.get("hieu_luc")),
    )
    match = Q(pk__in=found.order_by().values("pk"))
    if key := number_key(words):
        match |= Q(document__number_key=key)
    rows = rows.filter(match)
    if asked.get("chua_xong") and (unit := powers_in(request).home):
        given = queries.items_for(unit, user=request.user)
        rows = rows.filter(pk__in={one.directive.pk for one in given if one.open})
    work = Q(items__kind=DirectiveItem.Kind.WORK) & ~Q(items__state=DirectiveItem.State.WITHDRAWN)
    return rows.annotate(
        work=Count("items", filter=work, distinct=True),
        sent_to=Count("receipts", distinct=True),
        acknowledged=Count("receipts", filter=Q(receipts__acknowledged_at__isnull=False), distinct=True),
    ).order_by("-document__issued_on", "-pk")


@dataclass(frozen=True)
class Line:
    """One row of the register: what it gives to do, how much of it is open, the nearest day, how it stands."""

    directive: Directive
    work: int
    open: int
    days: list[date]
    receipts: list[Receipt]

    @property
    def words(self) -> str:
        """ "3 việc · 1 chưa xử lý · gần nhất 31/03/2026"."""
        if not self.work:
            return "Chưa nhập mục nào"
        found = [f"{self.work} việc"]
        if self.receipts:
            found.append(f"{self.open} chưa xử lý" if self.open else "đã xử lý hết")
        return " · ".join([*found, *([wording.nearest(self.days)] if self.days else [])])

    @property
    def sent(self) -> str:
        """ "12/15 nơi đã tiếp nhận" of a directive that was sent from here."""
        one = self.directive
        return f"{one.acknowledged}/{one.sent_to} nơi đã tiếp nhận" if one.sent_out_at else ""

    @property
    def pill(self) -> tuple[str, str, str]:
        """How it stands for the reader."""
        return wording.pill_of(self.directive, self.receipts)


def lines_of(request: HttpRequest, rows: list[Directive], own: list[int]) -> list[Line]:
    """What the list says of each directive, in a constant number of queries."""
    receipts: dict[int, list[Receipt]] = {}
    for receipt in Receipt.objects.filter(directive__in=rows, unit__in=own).select_related("unit"):
        receipts.setdefault(receipt.directive_id, []).append(receipt)
    unit = powers_in(request).home
    given: dict[int, list[queries.Given]] = {}
    if unit is not None and receipts:
        for one in queries.items_for(unit, user=request.user, directives=[row for row in rows if row.pk in receipts]):
            given.setdefault(one.directive.pk, []).append(one)
    found = []
    for row in rows:
        mine = given.get(row.pk, [])
        days = [lead.due_on for one in mine if not _done(one) for lead in one.node.leads if lead.due_on]
        found.append(
            Line(
                row,
                len(mine) if row.pk in receipts else row.work,
                sum(one.open for one in mine),
                [day for day in days if day >= today()],
                receipts.get(row.pk, []),
            )
        )
    return found


def _done(given: queries.Given) -> bool:
    return bool(given.outcomes) and all(one.done for one in given.outcomes)


def _cells(request: HttpRequest, rows, own: list[int]) -> list[tuple]:
    found = []
    for line in lines_of(request, list(rows), own):
        row, document = line.directive, line.directive.document
        found.append(
            (
                document.number,
                document.type_name,
                document.issuer,
                _day(document.issued_on),
                _day(row.received_on),
                row.received_number,
                document.subject,
                line.work,
                line.open,
                _day(min(line.days, default=None)),
                line.pill[2],
                row.code,
            )
        )
    return found


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


class DirectiveCreate(FormPage):
    """Enter a document that gives work; one that the portal knows already is taken over by its number."""

    form_class = HeadForm
    template = "directives/head_form.html"
    heading = "Nhập văn bản giao việc"
    submit = "Vào sổ"
    done = "Đã vào sổ. Nhập các mục giao việc như trên văn bản."

    def load(self, **kwargs: Any) -> None:
        """Registers that the person keeps, and a known document to begin with (``?tu=<mã>``)."""
        self.units = keeping_units(powers_in(self.request))
        known = KnownDocument.objects.visible_to(self.request.user)
        self.known = known.filter(code=self.request.GET.get("tu", "")).first()

    def refusal(self) -> str | None:
        """Who enters documents."""
        if self.units.exists():
            return None
        return "Nhập văn bản giao việc do đầu mối CCHC hoặc văn thư của đơn vị thực hiện."

    def form_arguments(self) -> dict[str, Any]:
        """The head of the known document, received today."""
        names = ("type_name", "number", "issuer", "issued_on", "subject", "valid_from", "valid_to")
        taken = {name: getattr(self.known, name) for name in names} if self.known else {}
        more = {"stage_from": self.known.stage_from, "stage_to": self.known.stage_to} if self.known else {}
        first = {"direction": Directive.Direction.RECEIVED, **taken, **more}
        return {"units": {"unit": self.units}, "initial": first}

    def page(self) -> dict[str, Any]:
        """Back to the register."""
        back = reverse("directives:register")
        return {"back": back, "parents": [{"label": "Văn bản giao việc", "url": back}], "known": self.known}

    def act(self, data: dict[str, Any]) -> str:
        """Enter it, and hang its file on it."""
        file, _ = data.pop("file", None), data.pop("seen", None)
        directive = actions.register_directive(by=self.request.user, **data)
        if file is not None:
            attach_or_say(self.request, directive, file)
        return reverse("directives:directive", args=[directive.code])


def attach_or_say(request: HttpRequest, directive: Directive, file) -> None:
    """Keep the file; where it is not what it seems the directive stays in the register and the page says why."""
    try:
        attach(directive, by=request.user, upload=Upload(file.name, file.read()))
    except ValidationError as fault:
        messages.warning(request, " ".join(fault.messages))


class DirectiveEdit(FormPage):
    """Correct the head of a directive that was not sent out."""

    form_class = HeadForm
    template = "directives/head_form.html"
    heading = "Sửa thông tin văn bản"
    done = "Đã lưu thông tin văn bản."

    def load(self, code: str, **kwargs: Any) -> None:
        """The directive in sight."""
        self.desk = desk_for(self.request, code)

    def refusal(self) -> str | None:
        """Why it may not be corrected."""
        return self.desk.edit_refused

    def form_arguments(self) -> dict[str, Any]:
        """What the register holds now."""
        one, document = self.desk.directive, self.desk.directive.document
        names = [name for name in HeadForm.base_fields if name not in ("unit", "direction", "file", "seen")]
        held = {name: getattr(one, name) if hasattr(one, name) else getattr(document, name) for name in names}
        return {"changing": True, "initial": {**held, "seen": one.version}}

    def page(self) -> dict[str, Any]:
        """Back to the directive."""
        back = reverse("directives:information", args=[self.desk.directive.code])
        return {"back": back, "parents": parents(self.desk.directive)}

    def act(self, data: dict[str, Any]) -> str:
        """Change it."""
        actions.change_directive(self.desk.directive, by=self.request.user, **data)
        return reverse("directives:information", args=[self.desk.directive.code])
