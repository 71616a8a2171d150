"""The editor of a named paper: its clauses as a tree, its bases, what its text cites; the paper beside them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents import actions
from documents import named as writing
from documents.citing import short_citation
from documents.forms import BasisForm, CiteForm, ClauseForm
from documents.models import Citation, NamedBasis, NamedClause, NamedDocument
from documents.rules import named_faults
from documents.views.named import named_at, parents_of
from organisations.views.pages import FormPage
from workflow.rules import edit_refusal

PARTS: dict[str, type[NamedClause] | type[NamedBasis]] = {"muc": NamedClause, "can-cu": NamedBasis}
STEPS = {"len": -1, "xuong": 1}


@require_safe
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """Everything of the paper in the order of reading, and the paper itself."""
    document = named_at(request, code)
    content = writing.read(document)
    refused = edit_refusal(request.user, document)
    depth = len(writing.levels(document))
    context = {
        "document": document,
        "refused": refused,
        "nodes": [_row(document, node, depth) for node in content.flat],
        "first_level": FIRST_WORDS[writing.levels(document)[0]],
        "bases": [{"row": row, "address": _address(document, "can-cu", row)} for row in content.bases],
        "cited": [_cited(row) for rows in content.cited.values() for row in rows],
        "removed": [] if refused else _removed(document),
        "missing": named_faults(content),
        "parents": parents_of(document),
    }
    return render(request, "documents/named_edit.html", context)


FIRST_WORDS = {"article": "Thêm điều", "section": "Thêm mục", "clause": "Thêm mục"}


def _row(document: NamedDocument, node: writing.Node, depth: int) -> dict:
    """A clause as the editor lists it."""
    return {
        "node": node,
        "row": node.row,
        "address": _address(document, "muc", node.row),
        "name": writing.capital(node.place),
        "deeper": node.depth < depth - 1,
        "body": node.row.text if node.row.heading else "",
        "words": node.row.heading or node.row.text,
    }


def _address(document: NamedDocument, kind: str, row: NamedClause | NamedBasis) -> str:
    """What the addresses of the verbs on a row begin with."""
    return f"{reverse('documents:named', args=[document.code])}{kind}/{row.pk}/"


def _cited(row: Citation) -> dict:
    return {
        "key": row.key,
        "mark": f"{{{{cite:{row.key}}}}}",
        "words": short_citation(row.document),
        "document": row.document,
        "footnote": row.footnote,
    }


def _removed(document: NamedDocument) -> list[dict]:
    """Removed rows that can be put back, latest first; what lies below a removed clause comes with it."""
    found = []
    for kind, model in PARTS.items():
        rows = model.everything.filter(document=document).exclude(removed_at=None).order_by("-removed_at", "pk")
        rows = rows.select_related("known") if model is NamedBasis else rows
        gone = {row.pk: row.removed_at for row in rows}
        for row in rows:
            parent = getattr(row, "parent_id", None)
            if gone.get(parent) != row.removed_at:
                address = f"{_address(document, kind, row)}hoan-tac/"
                found.append({"address": address, "words": _words(row), "at": row.removed_at})
    return sorted(found, key=lambda one: one["at"], reverse=True)[:10]


def _words(row: NamedClause | NamedBasis) -> str:
    return row.heading or row.text if isinstance(row, NamedClause) else row.as_written or str(row.known)


class RowPage(FormPage):
    """A form about one row of a paper that the person may change."""

    template = "documents/named_row.html"

    def load(self, **kwargs: Any) -> None:
        """The paper, if in sight."""
        self.document = named_at(self.request, kwargs["code"])
        self.row: NamedClause | None = None

    def refusal(self) -> str | None:
        """Locked, or not theirs to write."""
        return edit_refusal(self.request.user, self.document)

    def page(self) -> dict[str, Any]:
        """Below the paper; the marks that its text may hold."""
        content = writing.read(self.document)
        return {
            "document": self.document,
            "parents": parents_of(self.document),
            "back": self.back(),
            "cited": [_cited(row) for rows in content.cited.values() for row in rows],
        }

    def back(self, ref: str = "") -> str:
        """The editor, at a row."""
        return reverse("documents:named_edit", args=[self.document.code]) + (f"#{ref}" if ref else "")


class ClauseNew(RowPage):
    """A new clause: last on the outer level, below ``?trong=`` or behind ``?sau=``."""

    form_class = ClauseForm
    submit = "Thêm"

    def load(self, **kwargs: Any) -> None:
        """The clause it is added to."""
        super().load(**kwargs)
        self.parent, self.after = self._named("trong"), self._named("sau")
        self.heading = "Thêm mục con" if self.parent else "Thêm điều, mục"
        place = self.parent or self.after
        if place is not None:
            nodes = writing.read(self.document).flat
            node = next((one for one in nodes if one.row.pk == place.pk), None)
            if node is None:
                raise Http404
            self.lead = f"{'Trong' if self.parent else 'Sau'} {node.place}."

    def _named(self, name: str) -> NamedClause | None:
        pk = self.request.GET.get(name, "")
        if not pk:
            return None
        if not pk.isdecimal():
            raise Http404
        return get_object_or_404(NamedClause, document=self.document, pk=int(pk[:18]))

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        words = {name: value for name, value in data.items() if name != "version"}
        row = actions.add_clause(self.document, by=self.request.user, parent=self.parent, after=self.after, **words)
        return self.back(f"muc-{row.pk}")


class ClauseChange(RowPage):
    """The words of one clause."""

    form_class = ClauseForm

    def load(self, **kwargs: Any) -> None:
        """The clause and where it stands."""
        super().load(**kwargs)
        self.row = get_object_or_404(NamedClause, document=self.document, pk=kwargs["pk"])
        node = next(one for one in writing.read(self.document).flat if one.row.pk == self.row.pk)
        self.heading = f"Sửa {node.place}"

    def form_arguments(self) -> dict[str, Any]:
        """Its words as they stand."""
        names = ("heading", "text", "lead_text", "timing_text", "targets", "version")
        return {"initial": {name: getattr(self.row, name) for name in names}}

    def act(self, data: dict[str, Any]) -> str:
        """Change them, unless somebody else has."""
        words = {name: value for name, value in data.items() if name != "version"}
        actions.change_clause(self.row, by=self.request.user, seen=data["version"], **words)
        return self.back(f"muc-{self.row.pk}")


class BasisNew(RowPage):
    """A legal basis."""

    form_class = BasisForm
    heading = "Thêm căn cứ"
    submit = "Thêm căn cứ"

    def act(self, data: dict[str, Any]) -> str:
        """Write it down."""
        row = actions.add_basis(self.document, by=self.request.user, **data)
        return self.back(f"can-cu-{row.pk}")


class CiteNew(RowPage):
    """A document that the text may cite by a mark."""

    form_class = CiteForm
    heading = "Thêm văn bản viện dẫn"
    submit = "Thêm viện dẫn"

    def act(self, data: dict[str, Any]) -> str:
        """Find or enter the document, and give it a mark."""
        known = actions.known_by_words(data["text"], by=self.request.user)
        if known is None:
            sentence = "Chưa đọc được văn bản. Viết như: Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về …"
            raise ValidationError({"text": sentence})
        actions.add_cite(self.document, by=self.request.user, known=known, footnote=data["footnote"])
        return self.back("vien-dan")


@require_POST
def cite_drop(request: HttpRequest, code: str, key: str) -> HttpResponse:
    """Take a document off the cited ones."""
    document = named_at(request, code)
    actions.drop_cite(document, by=request.user, key=key)
    return redirect(reverse("documents:named_edit", args=[document.code]) + "#vien-dan")


@require_POST
def part(request: HttpRequest, code: str, kind: str, pk: int, verb: str) -> HttpResponse:
    """Move, remove or put back a clause or a basis."""
    document = named_at(request, code)
    if kind not in PARTS or verb not in (*STEPS, "xoa", "hoan-tac"):
        raise Http404
    row = get_object_or_404(PARTS[kind].everything, document=document, pk=pk)
    if verb in STEPS:
        actions.move_part(row, step=STEPS[verb], by=request.user)
    elif verb == "xoa":
        actions.remove_part(row, by=request.user)
    else:
        actions.restore_part(row, by=request.user)
    ref = f"#{kind}-{pk}" if verb != "xoa" else "#da-xoa"
    return redirect(reverse("documents:named_edit", args=[document.code]) + ref)
