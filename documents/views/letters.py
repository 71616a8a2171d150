"""Công văn: list, form, reading page, paper, files."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.forms.formsets import TOTAL_FORM_COUNT
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from documents import actions, freezing, papers, queries
from documents.forms import AddresseeFormSet, LetterForm, ReceiverFormSet
from documents.letters import lines
from documents.models import FrozenPaper, Letter
from documents.reading.numbers import full_number
from documents.reading.text import clean_pasted
from documents.views import files
from organisations.models import Unit
from organisations.rules import Powers, powers_in
from organisations.views.pages import add_faults
from workflow.clock import today
from workflow.flows import flow_for
from workflow.models import Item
from workflow.rules import MovedOn, Refused, Situation, edit_refusal
from workflow.states import STATES
from workflow.views import acts_of

PER_PAGE = 50
MORE_ROWS = 3
# Acts that the turn strip leads to this page for; the strip takes the others itself.
HERE = frozenset({"submit", "open", "sign", "return"})


def letters_of(user):
    """Letters for lists: those in reach that are not in the bin."""
    return queries.letters_in_reach(user).filter(binned_at=None)


def letter_at(request: HttpRequest, code: str) -> Letter:
    """The letter of an address, 404 out of sight."""
    return get_object_or_404(queries.letters_in_reach(request.user), code=code)


def drafting_units(powers: Powers):
    """Units for which the person drafts whole papers and which have their own seal."""
    offices = {grant.office_id for grant in powers.grants.get("draft", ()) if grant.covers("")}
    return Unit.objects.on(today()).filter(pk__in=offices).exclude(issuer_name="")


def may_bin(paper: Item, at: Situation) -> bool:
    """Whether the reader may put the paper into the bin: a draft that was never sent."""
    return _drafts(paper, at) and paper.times_sent == 0 and paper.binned_at is None and STATES[paper.state].editable


def may_restore(paper: Item, at: Situation) -> bool:
    """Whether the reader may take the paper out of the bin."""
    return _drafts(paper, at) and paper.binned_at is not None


def _drafts(paper: Item, at: Situation) -> bool:
    return at.powers.may("draft", paper.unit_id)


def receiving_units():
    """Units of the portal that papers are addressed to."""
    return Unit.objects.on(today()).exclude(issuer_name="").order_by("name", "pk")


@require_safe
def letter_list(request: HttpRequest) -> HttpResponse:
    """Letters, newest first."""
    words = clean_pasted(request.GET.get("tim", "")).strip()[:100]
    rows = letters_of(request.user)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(code__iexact=words))
    page = Paginator(rows.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    found = [{"letter": row, "state": STATES[row.state], "word": STATES[row.state].word()} for row in page]
    context = {"page": page, "lines": found, "words": words, "may_draft": drafting_units(powers_in(request)).exists()}
    return render(request, "documents/letter_list.html", context)


@require_safe
def letter_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Reading page: whose turn, the acts, the paper, files, findings, what happened."""
    letter = letter_at(request, code)
    situation = Situation(request.user, [letter], powers=powers_in(request))
    document = queries.issue_of(letter)
    sent = letter.state == "released"
    found = {"must": [], "should": []} if sent else files.paper_findings(request.user, papers.build(letter))
    context = {
        "letter": letter,
        "state": STATES[letter.state],
        "word": STATES[letter.state].word(),
        "situation": situation,
        "acts": acts_of(letter, situation, only=HERE),
        "may_bin": may_bin(letter, situation),
        "may_restore": may_restore(letter, situation),
        "edit_refusal": edit_refusal(request.user, letter, situation=situation),
        "document": document,
        "number": full_number(document.number, document.symbol) if document and document.number else "",
        "attachments": queries.attachments_of(letter),
        **found,
        "to_sign": freezing.to_sign_of(letter),
    }
    return render(request, "documents/letter.html", context)


def letter_new(request: HttpRequest) -> HttpResponse:
    """Begin a letter."""
    units = drafting_units(powers_in(request))
    if not units.exists():
        raise Refused("Soạn công văn do người được phân công soạn của đơn vị thực hiện.")
    chosen = units.filter(code=request.POST.get("unit", request.GET.get("don_vi", ""))).first() or units.first()
    return _letter_form(request, None, chosen, list(units))


def letter_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Change a letter while it may be changed."""
    letter = letter_at(request, code)
    sentence = edit_refusal(request.user, letter)
    if sentence:
        raise Refused(sentence)
    return _letter_form(request, letter, letter.unit, [letter.unit])


def _letter_form(request: HttpRequest, letter: Letter | None, unit: Unit, units: list[Unit]) -> HttpResponse:
    form, addressees, recipients = _letter_forms(request, letter)
    status = 200
    if request.method == "POST" and "more" not in request.POST:
        status = 422
        if all(part.is_valid() for part in (form, addressees, recipients)):
            try:
                stored = _store(request, letter, unit, form, addressees, recipients)
            except ValidationError as error:
                add_faults(form, error)
            else:
                messages.success(request, "Đã lưu công văn.")
                return redirect("documents:letter", stored.code)
    context = {
        "letter": letter,
        "unit": unit,
        "units": units,
        "form": form,
        "addressees": addressees,
        "recipients": recipients,
        "row_faults": [{"text": text, "href": "#gui"} for text in addressees.non_form_errors()]
        if status == 422
        else [],
        "heading": "Sửa công văn" if letter else "Công văn mới",
        "back": reverse("documents:letter", args=[letter.code]) if letter else reverse("documents:letters"),
    }
    return render(request, "documents/letter_form.html", context, status=status)


def _letter_forms(request: HttpRequest, letter: Letter | None):
    data = with_more_rows(request.POST) if request.method == "POST" else None
    names = ("title", "drafting_unit", "body", "version")
    initial = {name: getattr(letter, name) for name in names} if letter else {}
    more = {"form_kwargs": {"units": list(receiving_units())}}
    adding = data is not None and "more" in data
    found = (
        LetterForm(None if adding else data, initial=data.dict() if adding else initial),
        AddresseeFormSet(data, prefix="gui", initial=lines(letter.addressees) if letter else None, **more),
        ReceiverFormSet(data, prefix="noi-nhan", initial=lines(letter.recipients) if letter else None, **more),
    )
    if adding:
        write_on(found[1:], data["more"])
    return found


def write_on(tables, pressed: str) -> None:
    """Writing goes on in the first of the rows that were added."""
    for rows in tables:
        if rows.prefix == pressed and len(rows.forms) >= MORE_ROWS:
            rows.forms[-MORE_ROWS].fields["unit"].widget.attrs["autofocus"] = True


def with_more_rows(sent: QueryDict) -> QueryDict:
    """What was sent, with blank rows more in the table whose button was pressed; nothing is stored by that."""
    data = sent.copy()
    count = f"{sent.get('more', '')}-{TOTAL_FORM_COUNT}"
    if sent.get(count, "").isdecimal():
        data[count] = str(min(int(sent[count][:4]) + MORE_ROWS, ReceiverFormSet.max_num))
    return data


def _store(request: HttpRequest, letter: Letter | None, unit: Unit, form, addressees, recipients) -> Letter:
    facts = {name: form.cleaned_data[name] for name in ("title", "drafting_unit", "body")}
    facts["addressees"] = [row for part in addressees if (row := part.row())]
    facts["recipients"] = [row for part in recipients if (row := part.row())]
    if letter is None:
        return actions.start_letter(unit=unit, by=request.user, **facts)
    return actions.change_letter(letter, by=request.user, seen=form.cleaned_data["version"], **facts)


@require_safe
def letter_preview(request: HttpRequest, code: str) -> HttpResponse:
    """The paper for the preview frame."""
    return files.paper_preview(request, letter_at(request, code))


@require_safe
def letter_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản phát hành."""
    return files.paper_file(request, letter_at(request, code))


@require_safe
def letter_word(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a Word file."""
    return files.paper_word(request, letter_at(request, code))


@require_safe
def letter_to_sign(request: HttpRequest, code: str) -> HttpResponse:
    """Bản trình ký."""
    return files.paper_file(request, letter_at(request, code), FrozenPaper.Purpose.TO_SIGN)


def letter_attach(request: HttpRequest, code: str) -> HttpResponse:
    """Add a file."""
    letter = letter_at(request, code)
    back = reverse("documents:letter", args=[letter.code])
    sentence = edit_refusal(request.user, letter)
    if sentence:
        raise Refused(sentence)
    return files.attachment_add(request, letter, back=back, parents=[{"label": str(letter), "url": back}])


@require_safe
def letter_attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the letter."""
    return files.attachment_file(request, letter_at(request, code), pk)


@require_POST
def letter_detach(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a file off."""
    letter = letter_at(request, code)
    return files.attachment_remove(request, letter, pk, back=reverse("documents:letter", args=[letter.code]))


@require_POST
def correct(request: HttpRequest, kind: str, code: str) -> HttpResponse:
    """Begin the công văn đính chính of an issued item, and go to its form."""
    item = _corrected(request, kind, code)
    letter = actions.start_correction(item, by=request.user)
    return redirect("documents:letter_edit", letter.code)


def _corrected(request: HttpRequest, kind: str, code: str) -> Item:
    try:
        model = flow_for(kind).model
    except KeyError as unknown:
        raise Http404 from unknown
    item = get_object_or_404(model.objects.visible_to(request.user).select_related("unit"), code=code)
    if item.issued_on is None:
        raise MovedOn("Văn bản chưa ban hành thì sửa trong bản thảo, không lập công văn đính chính.")
    return item
