"""Chờ ban hành: the list, the form of one paper, its confirmation (M90), and the second try of sending."""

from datetime import date
from typing import Any

from celery import current_app
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from documents import actions, freezing, queries, rules, storage
from documents.actions.attachments import Upload, read_upload
from documents.forms import IssueForm, scan_token
from documents.models import FrozenPaper, IssuedDocument
from documents.reading.dates import format_date_long
from documents.reading.numbers import full_number
from documents.views.files import attachment_file, paper_file, paper_findings, paper_word
from organisations.rules import powers_in
from organisations.views.pages import add_faults
from workflow.clock import today
from workflow.flows import flow_for, item_of
from workflow.rules import MovedOn, Refused, Situation, available

PER_PAGE = 50
# What most offices do stands first: the row of the list offers it.
WAYS = sorted(IssuedDocument.SignedHow.choices, key=lambda way: way[0] != IssuedDocument.SignedHow.PEN_KEPT)
TABS = (("cho", "Chờ ban hành"), ("hom-nay", "Đã ban hành hôm nay"), ("loi", "Bị lỗi gửi"))


def _documents(user):
    return (
        IssuedDocument.objects.visible_to(user)
        .filter(unit__in=queries.own_units(user))
        .select_related("unit", "paper", "known_document", "sealed_by__official", "created_by__official")
    )


def _in_sight(user):
    """Papers of the user's own units; others once they were sent, to units in reach or to an own unit."""
    own = Q(unit__in=queries.own_units(user)) | Q(state="delivered")
    reached = IssuedDocument.objects.visible_to(user).filter(own).values("pk")
    received = queries.received_by(user).order_by().values("issued_document")
    return IssuedDocument.objects.filter(Q(pk__in=reached) | Q(pk__in=received))


def _wheres() -> dict[str, Q]:
    """Which papers each tab shows."""
    return {
        "cho": Q(state__in=["to_number", "numbered"]),
        "hom-nay": Q(issued_on=today(), number__isnull=False),
        "loi": Q(state__in=["sealed", "sent_out"]),
    }


_ORDER = {"cho": ("created_at", "pk"), "hom-nay": ("-sealed_at", "-pk"), "loi": ("sealed_at", "pk")}


def _on_tab(rows, tab: str):
    return rows.filter(_wheres()[tab]).order_by(*_ORDER[tab])


@require_safe
def issue_list(request: HttpRequest) -> HttpResponse:
    """What waits for a number, what went out today, what has not been sent."""
    tab = request.GET.get("phan", "cho")
    tab = tab if tab in dict(TABS) else "cho"
    rows = _documents(request.user)
    counts = rows.aggregate(**{key: Count("pk", filter=where) for key, where in _wheres().items()})
    page = Paginator(_on_tab(rows, tab), PER_PAGE).get_page(request.GET.get("trang"))
    allowed = _allowed(request, list(page.object_list)) if page.object_list else {}
    tabs = [
        {
            "label": label,
            "url": f"?phan={key}",
            "current": key == tab,
            "count": counts[key],
            "red": key == "loi" and counts[key] > 0,
        }
        for key, label in TABS
    ]
    lines = [
        {
            "document": row,
            "title": queries.words_of(row.type_code, row.title),
            "number": full_number(row.number, row.symbol) if row.number else "",
            "refused": _refused(allowed.get(row.pk, ()), "number"),
            "key": str(row.pk),
        }
        for row in page
    ]
    if tab == "cho":
        _propose(lines)
    context = {"tab": tab, "tabs": tabs, "page": page, "lines": lines, "counts": counts, "today": today(), "ways": WAYS}
    return render(request, "documents/issue_list.html", context)


def _propose(lines: list[dict]) -> None:
    """The next number by register, asked once for each unit and symbol of the page."""
    asked: dict[tuple[int, str], tuple[int, bool]] = {}
    for line in lines:
        row = line["document"]
        key = (row.unit_id, row.symbol)
        if key not in asked:
            asked[key] = (
                queries.next_number(row.unit, row.symbol, today().year),
                queries.portal_gives_numbers(row.unit, row.symbol, today()),
            )
        line["proposed"], line["portal"] = asked[key]


def _allowed(request: HttpRequest, rows: list) -> dict:
    return available(request.user, rows, situation=Situation(request.user, rows, powers=powers_in(request)))


def _refused(steps, action: str) -> str | None:
    """The sentence why not; for a person whose roles never number, who does."""
    found = {step.action: sentence for step, sentence in steps}
    return found.get(action, "")


def issue(request: HttpRequest, code: str) -> HttpResponse:
    """The form of one paper; its answer is the confirmation page, whose answer issues."""
    document = get_object_or_404(_documents(request.user), code=code)
    if document.state not in ("to_number", "numbered"):
        if request.method == "POST" and "confirm" in request.POST:
            _second_press(request, document)
        return redirect("documents:issued", document.code)
    situation = Situation(request.user, [document], powers=powers_in(request))
    if not powers_in(request).may("issue", document.unit_id):
        raise Refused(_who_issues(document, situation))
    portal = queries.portal_gives_numbers(document.unit, document.symbol, today())
    if request.method != "POST":
        return _form_page(request, document, IssueForm(initial=_initial(document, portal), portal=portal))
    data = request.POST.copy()
    for name, value in _initial(document, portal).items():
        # The row of the list asks for less than the page; what it leaves out is as the page would propose it.
        if name not in data and name != "number":
            data[name] = f"{value:%d/%m/%Y}" if isinstance(value, date) else value
    if "use_number" in data:
        data["number"] = data["use_number"]
    form = IssueForm(data, request.FILES, portal=portal)
    if form.is_valid():
        try:
            return _confirmed(request, document, form) if "confirm" in data else _confirm(request, document, form)
        except ValidationError as error:
            add_faults(form, error)
    return _form_page(request, document, form, status=422)


def _second_press(request: HttpRequest, document: IssuedDocument) -> None:
    """A double click arrives after the first press has issued: M64."""
    facts = {"day": document.issued_on, "signed_how": document.signed_how, "signed_on": document.signed_on}
    actions.issue(document, by=request.user, number=document.number, **facts)


def _who_issues(document: IssuedDocument, situation: Situation) -> str:
    names = situation.people.names(document.unit_id, "issue")
    return f"Cấp số, ban hành do văn thư thực hiện: {', '.join(names) or 'chưa giao cho ai, hỏi quản trị của đơn vị'}."


def _initial(document: IssuedDocument, portal: bool) -> dict[str, Any]:
    number = queries.next_number(document.unit, document.symbol, today().year)
    return {
        "number": number if portal else "",
        "day": today(),
        "signed_on": rules.approved_on(document),
        "signer_name": document.signer_name,
        "signed_how": WAYS[0][0],
        "seen": document.version,
    }


def _form_page(request: HttpRequest, document: IssuedDocument, form: IssueForm, status: int = 200) -> HttpResponse:
    source = item_of(document.source_kind, document.source_id)
    frozen = freezing.to_sign_of(source)
    found = paper_findings(request.user, freezing.paper_of(frozen)) if frozen else {}
    context = {
        "document": document,
        "title": queries.words_of(document.type_code, document.title),
        "form": form,
        "must": [],
        "should": [],
        **found,
        "portal": form.fields["number"].disabled,
        "free": _free_number(document, form),
        "proposed": queries.next_number(document.unit, document.symbol, today().year),
        "late": rules.late_issue(document, today()),
        "approved_on": rules.approved_on(document),
        "source_url": flow_for(source.kind).url(source),
        "has_paper": frozen is not None,
    }
    return render(request, "documents/issue.html", context, status=status)


def _free_number(document: IssuedDocument, form: IssueForm) -> int | None:
    """The number to offer where the typed one is taken: [Dùng số 17]."""
    if "number" not in form.errors:
        return None
    day = form.cleaned_data.get("day") or today()
    number, _ = rules.read_number(form.data.get("number"), document)
    if number is None or queries.holder_of(document.unit, document.symbol, number, day.year, but=document.pk) is None:
        return None
    return queries.free_number(document.unit, document.symbol, day.year, number)


def _facts(document: IssuedDocument, form: IssueForm) -> dict[str, Any]:
    facts = {name: form.cleaned_data[name] for name in ("number", "day", "signed_on", "signer_name", "signed_how")}
    kept = form.cleaned_data.get("kept_scan")
    sent = form.cleaned_data.get("scan")
    if sent is not None:
        facts["scan"] = Upload(sent.name, sent.read())
    elif kept and kept["unit"] == document.unit_id:
        facts["scan"] = Upload(kept["name"], storage.get(document.unit_id, kept["sha256"]), kept["sha256"])
    else:
        facts["scan"] = None
    return facts


def _confirm(request: HttpRequest, document: IssuedDocument, form: IssueForm) -> HttpResponse:
    """M90, after everything was checked as the act itself will check it; the scan is kept meanwhile."""
    facts = _facts(document, form)
    number, faults = rules.weigh_number(
        document, number=facts["number"], day=facts["day"], signed_on=facts["signed_on"]
    )
    signature = {name: facts[name] for name in ("signed_how", "signer_name", "scan")}
    faults |= rules.signature_faults(document, **signature)
    if faults:
        raise ValidationError(faults)
    token = ""
    if facts["scan"] is not None:
        scan = read_upload(facts["scan"], unit_id=document.unit_id)
        token = scan_token(document.unit_id, scan.name, scan.sha256)
    hidden = {name: form.data.get(name, "") for name in ("day", "signed_on", "signer_name", "signed_how", "seen")}
    context = {
        "document": document,
        "sentence": (
            f"Ban hành {queries.TYPE_NAMES.get(document.type_code, 'văn bản')} số "
            f"{full_number(number, document.symbol)} {format_date_long(facts['day'])}?"
        ),
        "hidden": {**hidden, "number": number, "kept_scan": token, "confirm": "1"},
        "late": rules.late_issue(document, facts["day"]),
    }
    return render(request, "documents/issue_confirm.html", context)


def _confirmed(request: HttpRequest, document: IssuedDocument, form: IssueForm) -> HttpResponse:
    document = actions.issue(document, by=request.user, seen=form.cleaned_data["seen"], **_facts(document, form))
    number = full_number(document.number, document.symbol)
    messages.success(request, f"Đã cấp số {number}. Bản phát hành và biên nhận đang được lập.")
    return redirect("documents:issued", document.code)


@require_POST
def retry(request: HttpRequest, code: str) -> HttpResponse:
    """Send again what was sealed and not sent."""
    document = get_object_or_404(_documents(request.user), code=code)
    if not powers_in(request).may("issue", document.unit_id):
        raise Refused(_who_issues(document, Situation(request.user, [document])))
    if document.state not in ("sealed", "sent_out"):
        raise MovedOn("Văn bản này đã gửi xong. Không gửi lần thứ hai.")
    current_app.signature("documents.tasks.render_and_send", args=[document.pk]).delay()
    messages.info(request, "Đang lập bản phát hành và gửi lại. Tải lại trang sau ít giây.")
    return redirect("documents:issued", document.code)


@require_safe
def issued(request: HttpRequest, code: str) -> HttpResponse:
    """The issued document: number, file, receivers with their receipts, what comes next."""
    document = get_object_or_404(
        _in_sight(request.user).select_related("unit", "paper", "known_document", "sealed_by__official"), code=code
    )
    source = item_of(document.source_kind, document.source_id)
    may_issue = powers_in(request).may("issue", document.unit_id)
    waiting = _on_tab(_documents(request.user), "cho").exclude(pk=document.pk) if may_issue else None
    deliveries = list(document.deliveries.select_related("received_by__official", "recipient_unit"))
    context = {
        "document": document,
        "title": queries.words_of(document.type_code, document.title),
        "number": full_number(document.number, document.symbol) if document.number else "",
        "deliveries": deliveries,
        "received": sum(1 for row in deliveries if row.received_at),
        "source": source,
        "source_title": flow_for(source.kind).title(source),
        "source_url": flow_for(source.kind).url(source)
        if type(source).objects.visible_to(request.user).filter(pk=source.pk).exists()
        else "",
        "mine": queries.received_by(request.user).filter(issued_document=document, received_at=None).first(),
        "attachments": queries.attachments_of(document),
        "may_issue": may_issue,
        "stuck": document.state in ("sealed", "sent_out"),
        "waiting": waiting.first() if waiting is not None else None,
        "to_sign": freezing.to_sign_of(source),
    }
    return render(request, "documents/issued.html", context)


def _source(request: HttpRequest, code: str):
    document = get_object_or_404(_in_sight(request.user), code=code)
    return document, item_of(document.source_kind, document.source_id)


@require_safe
def issued_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản phát hành as it was stored."""
    return paper_file(request, _source(request, code)[1])


@require_safe
def issued_word(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a Word file."""
    return paper_word(request, _source(request, code)[1])


@require_safe
def to_sign_file(request: HttpRequest, code: str) -> HttpResponse:
    """Bản trình ký as it was stored."""
    return paper_file(request, _source(request, code)[1], FrozenPaper.Purpose.TO_SIGN)


@require_safe
def issued_attachment(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """The scan of the signed paper."""
    return attachment_file(request, _source(request, code)[0], pk)


def outgoing_rows(user, asked: dict[str, Any]):
    """Rows of the outgoing register: numbered documents, newest first, as the filter asks."""
    rows = (
        IssuedDocument.objects.visible_to(user)
        .filter(pk__in=_in_sight(user).values("pk"), number__isnull=False)
        .select_related("unit", "known_document")
        .order_by("-issued_on", "-number", "-pk")
    )
    if asked.get("nam"):
        rows = rows.filter(number_year=asked["nam"])
    if asked.get("thang"):
        rows = rows.filter(issued_on__month=asked["thang"])
    if asked.get("loai"):
        rows = rows.filter(type_code="" if asked["loai"] == "CV" else asked["loai"])
    if asked.get("tim"):
        words = asked["tim"].strip()
        found = Q(title__icontains=words) | Q(symbol__icontains=words) | Q(code__iexact=words)
        head = words.partition("/")[0]
        if head.isdecimal() and int(head) < rules.HIGHEST_NUMBER:
            tail = words.partition("/")[2]
            found |= Q(number=int(head), **({"symbol__istartswith": tail} if tail else {}))
        rows = rows.filter(found)
    return rows
