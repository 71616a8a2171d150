"""Sổ văn bản: what is known, whoever issued it; list, filter, add, read."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents import actions, mentions
from documents.forms import KnownForm
from documents.models import KnownDocument
from documents.reading.numbers import ALL_TYPES, number_key
from documents.reading.text import clean_pasted
from organisations.panels import panels
from organisations.rules import powers_in
from organisations.views.pages import FormPage

PER_PAGE = 50
TYPES = list(dict.fromkeys(row.name for row in ALL_TYPES))


@require_safe
def known_list(request: HttpRequest) -> HttpResponse:
    """The register, newest first; ``tim`` finds a number in any writing, words of subject and issuer."""
    words = clean_pasted(request.GET.get("tim", "")).strip()[:100]
    kind = request.GET.get("loai", "")
    year = request.GET.get("nam", "")
    rows = KnownDocument.objects.visible_to(request.user).select_related("replaced_by", "issued")
    if words:
        found = Q(subject__icontains=words) | Q(number__icontains=words) | Q(issuer__icontains=words)
        if key := number_key(words):
            found |= Q(number_key=key)
        rows = rows.filter(found | Q(code__iexact=words))
    if kind in TYPES:
        rows = rows.filter(type_name=kind)
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(issued_on__year=int(year))
    page = Paginator(rows.order_by("-issued_on", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "words": words,
        "kind": kind,
        "year": year,
        "types": TYPES,
        "narrowed": bool(words or kind or year),
        "may_add": _may_add(request),
    }
    return render(request, "documents/known_list.html", context)


def _may_add(request: HttpRequest) -> bool:
    powers = powers_in(request)
    return any(powers.anywhere(capability) for capability in ("draft", "issue", "call"))


@require_safe
def known_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One document: its facts, what replaces it, and what of all that the user may see cites it."""
    known = get_object_or_404(
        KnownDocument.objects.visible_to(request.user).select_related("replaced_by", "unit", "issued"), code=code
    )
    replaced = KnownDocument.objects.visible_to(request.user).filter(replaced_by=known)
    asked = [(panel.title, panel.query(known, request.user)) for panel in panels(mentions.PLACE)]
    groups = [
        {"title": title, "rows": rows[: mentions.MOST], "more": len(rows) > mentions.MOST}
        for title, rows in asked
        if rows
    ]
    return render(request, "documents/known.html", {"known": known, "groups": groups, "replaced": replaced})


class KnownCreate(FormPage):
    """Add a document to the register."""

    form_class = KnownForm
    template = "documents/form.html"
    heading = "Thêm văn bản vào sổ"
    submit = "Thêm vào sổ"
    done = "Đã thêm văn bản vào sổ."

    def refusal(self) -> str | None:
        """Who adds documents."""
        if _may_add(self.request):
            return None
        return "Thêm văn bản vào sổ do người soạn, văn thư hoặc cơ quan theo dõi thực hiện."

    def form_arguments(self) -> dict[str, Any]:
        """All types of state, legal and Party documents."""
        return {"types": TYPES}

    def page(self) -> dict[str, Any]:
        """Back to the register."""
        back = reverse("documents:known")
        return {"back": back, "parents": [{"label": "Sổ văn bản", "url": back}]}

    def act(self, data: dict[str, Any]) -> str:
        """Register it."""
        known = actions.register_known(by=self.request.user, **data)
        return reverse("documents:known_document", args=[known.code])
