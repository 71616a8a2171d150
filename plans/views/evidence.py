"""Evidence of a task: a file, a picture, one of the unit's stored files, a big file piece by piece (ux 4.6)."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents import pieces
from documents.forms import UploadForm
from documents.queries import attachments_of
from documents.views import files
from organisations.views.pages import add_faults
from plans.actions import evidence as coming
from plans.actions import progress as acts
from plans.checks import under_way as rules
from plans.models import TaskProgress
from plans.queries.evidence import stored_files, with_places
from plans.views.tasks import task_in_sight
from workflow.rules import Refused

PER_PAGE = 25


def _parents(progress: TaskProgress) -> list[dict[str, str]]:
    back = reverse("plans:task", args=[progress.code])
    return [{"label": "Nhiệm vụ", "url": reverse("plans:all_tasks")}, {"label": progress.code, "url": back}]


def _open_task(request: HttpRequest, code: str) -> TaskProgress:
    """The task of an address where the person may add evidence. Raises Refused."""
    progress = task_in_sight(request, code)
    sentence = rules.evidence_refusal(request.user, progress)
    if sentence:
        raise Refused(sentence)
    return progress


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_add(request: HttpRequest, code: str) -> HttpResponse:
    """Add evidence: a file, or on a phone a picture taken now."""
    progress = _open_task(request, code)
    back = reverse("plans:task", args=[progress.code])
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = acts.add_evidence(progress, by=request.user, upload=acts.Upload(sent.name, sent.read()))
        except ValidationError as fault:
            add_faults(form, fault)
        else:
            messages.success(request, f"Đã thêm minh chứng “{row.name}”.")
            return redirect(f"{back}#minh-chung")
    context = {
        "form": form,
        "heading": "Thêm minh chứng",
        "submit": "Thêm minh chứng",
        "back": back,
        "parents": _parents(progress),
    }
    return render(request, "documents/form.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_pick(request: HttpRequest, code: str) -> HttpResponse:
    """The unit's stored files, found by name; a POST hangs those that were ticked on the task."""
    progress = _open_task(request, code)
    rows = stored_files(progress, request.user)
    faults = []
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("tep") if key.isdecimal() and len(key) < 19]
        chosen = list(rows.filter(pk__in=keys))
        if chosen:
            for row in chosen:
                coming.pick_evidence(progress, row, by=request.user)
            messages.success(request, f"Đã thêm {len(chosen)} minh chứng từ kho.")
            return redirect(f"{reverse('plans:task', args=[progress.code])}#minh-chung")
        faults = [{"text": "Chọn ít nhất một tệp.", "href": "#tep-trong-kho"}]
    words = request.GET.get("tim", "").strip()[:100]
    for word in words.split():
        rows = rows.filter(name__icontains=word)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "progress": progress,
        "page": page,
        "stored": with_places(list(page)),
        "words": words,
        "faults": faults,
        "parents": _parents(progress),
    }
    return render(request, "plans/evidence_pick.html", context, status=422 if faults else 200)


class PieceForm(forms.Form):
    """Which file a piece belongs to, and where in it the piece begins."""

    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")
    size = forms.IntegerField(min_value=1)
    name = forms.CharField(max_length=300, required=False)
    offset = forms.IntegerField(min_value=0, required=False)
    piece = forms.FileField(required=False)


@require_http_methods(["GET", "HEAD", "POST"])
def evidence_piece(request: HttpRequest, code: str) -> HttpResponse:
    """GET says how much of a file has arrived; POST takes its next piece. Answers are JSON, a refusal a sentence."""
    progress = task_in_sight(request, code)
    form = PieceForm(request.POST or request.GET, request.FILES or None)
    if not form.is_valid():
        if request.method == "POST":
            return JsonResponse({"error": "Tệp gửi chưa đúng. Chọn lại tệp."}, status=422)
        raise Http404
    said = form.cleaned_data
    try:
        file = coming.coming_to(progress, by=request.user, sha256=said["sha256"], size=said["size"])
        if request.method != "POST":
            return JsonResponse({"received": pieces.received(file)})
        data = said["piece"].read() if said["piece"] else b""
        arrived, row = coming.add_piece(
            progress, file, by=request.user, name=said["name"], offset=said["offset"] or 0, data=data
        )
    except Refused as fault:
        return JsonResponse({"error": fault.sentence}, status=403)
    except pieces.OutOfStep as fault:
        return JsonResponse({"received": fault.received}, status=409)
    except ValidationError as fault:
        return JsonResponse({"error": " ".join(fault.messages)}, status=422)
    if row is None:
        return JsonResponse({"received": arrived})
    messages.success(request, f"Đã thêm minh chứng “{row.name}”.")
    return JsonResponse({"received": arrived, "url": f"{reverse('plans:task', args=[progress.code])}#minh-chung"})


@require_safe
def evidence_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A piece of evidence."""
    return files.attachment_file(request, task_in_sight(request, code), pk)


@require_POST
def evidence_remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take a piece of evidence off."""
    progress = task_in_sight(request, code)
    row = get_object_or_404(attachments_of(progress), pk=pk)
    acts.remove_evidence(progress, row, by=request.user)
    messages.success(request, f"Đã bỏ minh chứng “{row.name}”.")
    return redirect("plans:task", progress.code)
