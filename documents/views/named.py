"""Chỉ thị, Quyết định, Thông báo, Tờ trình: list of everything written here, head, reading page, paper, files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import CharField, Q, Value
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents import actions, freezing, queries, signing
from documents import named as writing
from documents.forms import AddresseeFormSet, NamedForm, ReceiverFormSet
from documents.letters import lines
from documents.models import FrozenPaper, Letter, NamedDocument
from documents.reading.numbers import full_number
from documents.reading.text import clean_pasted
from documents.views import files
from documents.views.letters import (
    HERE,
    PER_PAGE,
    drafting_units,
    letters_of,
    may_bin,
    may_restore,
    receiving_units,
    with_more_rows,
    write_on,
)
from organisations.models import Unit
from organisations.rules import powers_in
from organisations.views.pages import add_faults
from workflow.clock import today
from workflow.flows import flow_of, items_of
from workflow.rules import Refused, Situation, edit_refusal
from workflow.states import STATES
from workflow.views import acts_of

T = NamedDocument.Type
SLUGS = {T.DIRECTIVE: "chi-thi", T.DECISION: "quyet-dinh", T.NOTICE: "thong-bao", T.PROPOSAL: "to-trinh"}
# What each type is for, in one sentence.
USES = {
    T.DIRECTIVE: "Ra lệnh, giao việc cho các bộ phận và cấp dưới; từng mục có thể ghi người làm, thời hạn.",
    T.DECISION: "Quyết định một việc cụ thể theo thẩm quyền: thành lập tổ, phân công, phê duyệt.",
    T.NOTICE: "Báo cho nơi nhận biết, thực hiện: kết luận cuộc họp, lịch, kết quả.",
    T.PROPOSAL: "Đề nghị cấp trên xem xét, quyết định một việc.",
}
LETTER_CODE = "CV"


def named_at(request: HttpRequest, code: str) -> NamedDocument:
    """The paper of an address, 404 out of sight."""
    return get_object_or_404(queries.named_in_reach(request.user), code=code)


def parents_of(document: NamedDocument) -> list[dict]:
    """The way back from a page below the paper."""
    return [
        {"label": "Văn bản soạn", "url": reverse("documents:written")},
        {"label": str(document), "url": reverse("documents:named", args=[document.code])},
    ]


@require_safe
def written(request: HttpRequest) -> HttpResponse:
    """Everything that is written here, công văn included, newest first."""
    words = clean_pasted(request.GET.get("tim", "")).strip()[:100]
    kind = request.GET.get("loai", "")
    kind = kind if kind in (*T.values, LETTER_CODE) else ""
    rows = _rows_of(request.user, words, kind)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    found = lines_of(page)
    context = {
        "page": page,
        "lines": found,
        "words": words,
        "kind": kind,
        "kinds": [*T.choices, (LETTER_CODE, "Công văn")],
        "narrowed": bool(words or kind),
        "may_draft": drafting_units(powers_in(request)).exists(),
    }
    return render(request, "documents/written.html", context)


def _rows_of(user, words: str, kind: str):
    """(kind, primary key, begun at) of letters and named papers in one list."""
    found = []
    for model, rows in (
        (NamedDocument, queries.named_in_reach(user).filter(binned_at=None)),
        (Letter, letters_of(user)),
    ):
        if words:
            rows = rows.filter(Q(title__icontains=words) | Q(code__iexact=words))
        if kind:
            rows = rows.filter(type_code=kind) if model is NamedDocument else rows
        if not kind or (kind == LETTER_CODE) == (model is Letter):
            found.append((model, rows))
    return one_list(found, "created_at")


def one_list(found, stamp: str):
    """(kind, primary key, stamp) of the rows of several models in one list, the newest stamp first."""
    parts = [
        rows.annotate(item_kind=Value(model.kind, output_field=CharField()))
        .order_by()
        .values_list("item_kind", "pk", stamp)
        for model, rows in found
    ]
    return (parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]).order_by(f"-{stamp}", "-pk")


class _Pointer:
    """A row that points at an item."""

    def __init__(self, kind: str, object_id: int):
        self.kind, self.object_id = kind, object_id


def lines_of(page) -> list[dict]:
    """What lists say of the rows of ``one_list``: one query for each kind."""
    keys = [(kind, pk) for kind, pk, _ in page]
    items = items_of(_Pointer(*key) for key in keys)
    rows = [items[key] for key in keys]
    return [
        {
            "item": row,
            "type": row.get_type_code_display() if isinstance(row, NamedDocument) else "Công văn",
            "title": row.title if isinstance(row, NamedDocument) else f"V/v {row.title}",
            "url": flow_of(row).url(row),
            "state": STATES[row.state],
            "word": STATES[row.state].word(),
        }
        for row in rows
    ]


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What is to be written: one sentence for each type."""
    if not drafting_units(powers_in(request)).exists():
        raise Refused(_NOT_A_DRAFTER)
    rows = [
        {"label": label, "use": USES[T(code)], "url": reverse("documents:named_new", args=[SLUGS[T(code)]])}
        for code, label in T.choices
    ]
    letter = {
        "label": "Công văn",
        "use": "Trao đổi, đề nghị, trả lời, đôn đốc; không có tên loại.",
        "url": reverse("documents:letter_new"),
    }
    return render(request, "documents/named_choose.html", {"rows": [*rows, letter]})


_NOT_A_DRAFTER = "Soạn văn bản do người được phân công soạn của đơn vị thực hiện."


def new(request: HttpRequest, type: str) -> HttpResponse:
    """Begin a paper of one type."""
    type_code = next((code for code, slug in SLUGS.items() if slug == type), None)
    if type_code is None:
        raise Http404
    units = drafting_units(powers_in(request))
    if not units.exists():
        raise Refused(_NOT_A_DRAFTER)
    chosen = units.filter(code=request.POST.get("unit", request.GET.get("don_vi", ""))).first() or units.first()
    return _head_form(request, NamedDocument(unit=chosen, type_code=type_code), list(units))


def head(request: HttpRequest, code: str) -> HttpResponse:
    """Change the head of a paper: trích yếu, mở đầu, lời kết, kính gửi, nơi nhận, tư cách ký."""
    document = named_at(request, code)
    sentence = edit_refusal(request.user, document)
    if sentence:
        raise Refused(sentence)
    return _head_form(request, document, [document.unit])


def _head_form(request: HttpRequest, document: NamedDocument, units: list[Unit]) -> HttpResponse:
    form, addressees, recipients = _head_forms(request, document)
    status = 200
    if request.method == "POST" and "more" not in request.POST:
        status = 422
        if all(part.is_valid() for part in (form, addressees, recipients) if part is not None):
            try:
                stored = _store(request, document, form, addressees, recipients)
            except ValidationError as error:
                add_faults(form, error)
            else:
                messages.success(request, f"Đã lưu {stored.get_type_code_display()}.")
                return redirect("documents:named_edit", stored.code)
    noun = document.get_type_code_display()
    faults = addressees.non_form_errors() if addressees is not None and status == 422 else []
    context = {
        "document": document,
        "unit": document.unit,
        "units": units,
        "form": form,
        "addressees": addressees,
        "recipients": recipients,
        "row_faults": [{"text": text, "href": "#gui"} for text in faults],
        "heading": f"Phần đầu và nơi nhận của {noun}" if document.pk else f"{noun} mới",
        "use": "" if document.pk else USES[T(document.type_code)],
        "back": reverse("documents:named_edit", args=[document.code]) if document.pk else reverse("documents:written"),
    }
    return render(request, "documents/named_head.html", context, status=status)


def _head_forms(request: HttpRequest, document: NamedDocument):
    data = with_more_rows(request.POST) if request.method == "POST" else None
    names = ("title", "drafting_unit", "signer", "proposed_by", "opening", "sections", "closing", "version")
    initial = {name: getattr(document, name) for name in names} if document.pk else {}
    more = {"form_kwargs": {"units": list(receiving_units())}}
    adding = data is not None and "more" in data
    form = NamedForm(
        None if adding else data,
        initial=data.dict() if adding else initial,
        type_code=document.type_code,
        mandates=signing.mandates(document.unit, document.type_code, today()),
    )
    receivers = ReceiverFormSet(data, prefix="noi-nhan", initial=lines(document.recipients) or None, **more)
    addressees = None
    if document.type_code == T.PROPOSAL:
        addressees = AddresseeFormSet(data, prefix="gui", initial=lines(document.addressees) or None, **more)
    if adding:
        write_on([rows for rows in (addressees, receivers) if rows is not None], data["more"])
    return form, addressees, receivers


def _store(request: HttpRequest, document: NamedDocument, form, addressees, recipients) -> NamedDocument:
    facts = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    facts["recipients"] = [row for part in recipients if (row := part.row())]
    if addressees is not None:
        facts["addressees"] = [row for part in addressees if (row := part.row())]
    if document.pk is None:
        return actions.start_named(unit=document.unit, by=request.user, type_code=document.type_code, **facts)
    return actions.change_named(document, by=request.user, seen=form.cleaned_data["version"], **facts)


@require_safe
def detail(request: HttpRequest, code: str) -> HttpResponse:
    """Reading page: whose turn, the acts, the paper, files, findings, what happened."""
    document = named_at(request, code)
    situation = Situation(request.user, [document], powers=powers_in(request))
    issued = queries.issue_of(document)
    content = writing.read(document)
    sent = document.state == "released"
    found = {"must": [], "should": []} if sent else files.paper_findings(request.user, writing.build_from(content))
    context = {
        "document": document,
        "state": STATES[document.state],
        "word": STATES[document.state].word(),
        "situation": situation,
        "acts": acts_of(document, situation, only=HERE),
        "may_bin": may_bin(document, situation),
        "may_restore": may_restore(document, situation),
        "edit_refusal": edit_refusal(request.user, document, situation=situation),
        "issued": issued,
        "number": full_number(issued.number, issued.symbol) if issued and issued.number else "",
        "attachments": queries.attachments_of(document),
        "working": [node for node in content.flat if _gives(node)],
        **found,
        "to_sign": freezing.to_sign_of(document),
    }
    return render(request, "documents/named.html", context)


def _gives(node: writing.Node) -> bool:
    return bool(node.row.lead_text or node.row.timing_text or node.row.targets)


@require_safe
def preview(request: HttpRequest, code: str) -> HttpResponse:
    """The paper for the preview frame."""
    return files.paper_preview(request, named_at(request, code))


@require_safe
def file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản phát hành."""
    return files.paper_file(request, named_at(request, code))


@require_safe
def word(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a Word file."""
    return files.paper_word(request, named_at(request, code))


@require_safe
def to_sign(request: HttpRequest, code: str) -> HttpResponse:
    """Bản trình ký."""
    return files.paper_file(request, named_at(request, code), FrozenPaper.Purpose.TO_SIGN)


def attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add a file."""
    document = named_at(request, code)
    sentence = edit_refusal(request.user, document)
    if sentence:
        raise Refused(sentence)
    back = reverse("documents:named", args=[document.code])
    return files.attachment_add(request, document, back=back, parents=parents_of(document))


@require_safe
def attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the paper."""
    return files.attachment_file(request, named_at(request, code), pk)


@require_POST
def detach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a file off."""
    document = named_at(request, code)
    return files.attachment_remove(request, document, pk, back=reverse("documents:named", args=[document.code]))
