"""Sổ văn bản đi, sổ văn bản đến and the receipt of one delivery."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents import actions, queries, rules
from documents.forms import RegisterFilter
from documents.models import Delivery, FrozenPaper
from documents.reading.numbers import full_number
from documents.resources import outgoing_workbook
from documents.views.files import paper_file, workbook_file
from documents.views.issuing import PER_PAGE, outgoing_rows
from workflow.clock import now, today
from workflow.flows import item_of


@require_safe
def outgoing(request: HttpRequest) -> HttpResponse:
    """The register of what went out, filtered by the address; ``?xuat=xlsx`` gives what is shown."""
    form = RegisterFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    rows = outgoing_rows(request.user, asked)
    if request.GET.get("xuat") == "xlsx":
        data = outgoing_workbook(rows.prefetch_related("deliveries"))
        return workbook_file(data, f"so-van-ban-di-{asked.get('nam') or today().year}.xlsx")
    counted = rows.annotate(
        receivers=Count("deliveries"), arrived=Count("deliveries", filter=Q(deliveries__received_at__isnull=False))
    )
    page = Paginator(counted, PER_PAGE).get_page(request.GET.get("trang"))
    lines = [
        {
            "document": row,
            "number": full_number(row.number, row.symbol),
            "title": queries.words_of(row.type_code, row.title),
        }
        for row in page
    ]
    query = request.GET.copy()
    query["xuat"] = "xlsx"
    context = {"form": form, "page": page, "lines": lines, "narrowed": any(asked.values()), "export": query.urlencode()}
    return render(request, "documents/outgoing.html", context)


@require_safe
def incoming(request: HttpRequest) -> HttpResponse:
    """What other units have sent to the user's units."""
    page = Paginator(queries.received_by(request.user), PER_PAGE).get_page(request.GET.get("trang"))
    lines = [{"delivery": row, **_named(row)} for row in page]
    return render(request, "documents/incoming.html", {"page": page, "lines": lines})


def _named(row: Delivery) -> dict:
    document = row.issued_document
    return {
        "number": full_number(document.number, document.symbol),
        "title": queries.words_of(document.type_code, document.title),
    }


def _delivery(request: HttpRequest, code: str) -> Delivery:
    """A delivery to one of the user's units, or one that an own unit has sent."""
    sent = Delivery.objects.visible_to(request.user).filter(code=code)
    row = queries.received_by(request.user).filter(code=code).first()
    row = (
        row
        or sent.select_related(
            "issued_document__unit", "recipient_unit", "received_by__official", "sent_by__official"
        ).first()
    )
    if row is None:
        raise Http404
    return row


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """One receipt: what, from whom, when, with which hash; the receiver confirms here."""
    row = _delivery(request, code)
    mine = queries.received_by(request.user).filter(pk=row.pk).exists()
    context = {
        "delivery": row,
        **_named(row),
        "mine": mine,
        "refused": rules.receive_refusal(request.user, row) if mine else "",
        "in_time": queries.in_time_words(row),
        "now": now(),
    }
    return render(request, "documents/receipt.html", context)


@require_POST
def receive(request: HttpRequest, code: str) -> HttpResponse:
    """Confirm that it has arrived."""
    row = get_object_or_404(queries.received_by(request.user), code=code)
    actions.receive_delivery(row, by=request.user)
    messages.success(request, f"Đã xác nhận nhận được văn bản. Mã biên nhận {row.code}.")
    return redirect("documents:receipt", row.code)


@require_safe
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:
    """The stored file that was sent, for its receiver."""
    document = _delivery(request, code).issued_document
    return paper_file(request, item_of(document.source_kind, document.source_id), FrozenPaper.Purpose.ISSUED)
