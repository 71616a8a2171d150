"""Thùng rác of papers: drafts that were never sent can be put there, seen and taken back (design section 5)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents import actions
from documents.models import Letter, NamedDocument
from documents.queries import letters_in_reach, named_in_reach
from documents.views.letters import PER_PAGE, drafting_units, letter_at
from documents.views.named import lines_of, named_at, one_list
from organisations.rules import powers_in
from workflow import actions as moves
from workflow.flows import flow_of
from workflow.models import Item

AT = {"cong-van": letter_at, "van-ban-soan": named_at}


@require_safe
def bin_list(request: HttpRequest) -> HttpResponse:
    """Letters and named papers in the bin of the units for which the person drafts, the last one first."""
    units = drafting_units(powers_in(request)).values("pk")
    found = ((NamedDocument, named_in_reach(request.user)), (Letter, letters_in_reach(request.user)))
    rows = [(model, rows.filter(unit__in=units, binned_at__isnull=False)) for model, rows in found]
    page = Paginator(one_list(rows, "binned_at"), PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "documents/bin.html", {"page": page, "lines": lines_of(page)})


@require_POST
def to_bin(request: HttpRequest, section: str, code: str) -> HttpResponse:
    """Put a draft that was never sent into the bin."""
    item = moves.bin_draft(AT[section](request, code), by=request.user)
    messages.success(request, f"Đã bỏ {_named(item)} vào thùng rác. Khôi phục được ở trang Thùng rác.")
    return redirect("documents:bin")


@require_POST
def restore(request: HttpRequest, section: str, code: str) -> HttpResponse:
    """Take a draft out of the bin."""
    item = actions.restore_paper(AT[section](request, code), by=request.user)
    messages.success(request, f"Đã khôi phục {_named(item)}.")
    return redirect(flow_of(item).url(item))


def _named(item: Item) -> str:
    words = str(item)
    return f"{words[:1].lower()}{words[1:]}"
