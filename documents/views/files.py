"""Bytes and paper below their owner: call these with an item that was fetched through ``visible_to``.

Other apps put their own addresses before them (design section 5: a file is served only below its
owner's address; from the stored bytes; ``nosniff``; attachment except PDF and images).
"""

import hashlib
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from documents import actions, freezing, queries, storage
from documents.actions.attachments import Upload
from documents.checks import check_paper
from documents.file_types import TYPES
from documents.forms import UploadForm
from documents.layout import Paper
from documents.lists import XLSX
from documents.models import FrozenPaper
from documents.render import render_html
from documents.word import render_docx
from workflow.models import Item

_INLINE = {row.content_type for row in TYPES.values() if row.inline}


def file_response(
    request: HttpRequest, data: bytes, *, name: str, content_type: str, sha256: str, download: bool = False
) -> HttpResponse:
    """Stored bytes with safe headers; 304 where the browser holds the same hash."""
    etag = f'"{sha256}"'
    if request.headers.get("If-None-Match") == etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(data, content_type=content_type)
        way = "inline" if content_type in _INLINE and not download else "attachment"
        response["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    response["ETag"] = etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def workbook_file(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep, made for this reader from what the page shows. name: of the file, .xlsx."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def paper_findings(user, paper: Paper) -> dict[str, list[dict]]:
    """L1 to L13 of a paper for the tag ``finding_list``: ``must`` and ``should``; on the model, no rendering."""
    found = check_paper(paper, known=queries.known_in(user, paper))
    rows = [(row.level, {"sentence": row.sentence, "source": f"{row.place}. {row.clause}"}) for row in found]
    return {
        "must": [row for level, row in rows if level == "block"],
        "should": [row for level, row in rows if level != "block"],
    }


def paper_preview(request: HttpRequest, item: Item) -> HttpResponse:
    """The paper of an item as a page for the preview frame: as frozen once issued, else as it stands now."""
    paper = freezing.standing_paper(item)
    return xframe_options_sameorigin(lambda _: HttpResponse(render_html(paper, screen=True)))(request)


def paper_word(request: HttpRequest, item: Item) -> HttpResponse:
    """The paper of an item as a Word file, made from what was frozen once issued, else as it stands now.

    Its name says which; the official file of an issued paper is the stored PDF.
    """
    paper = freezing.standing_paper(item)
    data = render_docx(paper)
    which = "du-thao" if paper.number is None else "ban-word-tu-noi-dung-da-ban-hanh"
    return file_response(
        request,
        data,
        name=f"{item.code}-{which}.docx",
        content_type=TYPES["docx"].content_type,
        sha256=hashlib.sha256(data).hexdigest(),
    )


def paper_file(request: HttpRequest, item: Item, purpose: str = FrozenPaper.Purpose.ISSUED) -> HttpResponse:
    """The stored PDF of an item: bản phát hành, or with ``purpose`` bản trình ký.

    404 where nothing was frozen; 202 with a sentence while the file is still being made.
    """
    frozen = queries.frozen_of(item, purpose)
    if frozen is None:
        raise Http404
    if not frozen.file_hash:
        return render(request, "documents/paper_pending.html", {"frozen": frozen}, status=202)
    end = "" if purpose == FrozenPaper.Purpose.ISSUED else "-ban-trinh-ky"
    return file_response(
        request,
        storage.get(frozen.unit_id, frozen.file_hash),
        name=f"{item.code}{end}.pdf",
        content_type="application/pdf",
        sha256=frozen.file_hash,
        download="tai" in request.GET,
    )


def attachment_file(request: HttpRequest, item: Item, pk: int) -> HttpResponse:
    """A file that hangs on the item; 404 once it was taken away."""
    row = get_object_or_404(queries.attachments_of(item), pk=pk)
    return file_response(
        request, storage.get(row.unit_id, row.sha256), name=row.name, content_type=row.content_type, sha256=row.sha256
    )


def attachment_add(request: HttpRequest, item: Item, *, back: str, **page) -> HttpResponse:
    """POST: hang the sent file on the item and go ``back``; the form again (422) with its fault.

    ``page``: more for the template, such as parents of the breadcrumb.
    """
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            row = actions.attach(item, by=request.user, upload=Upload(sent.name, sent.read()))
        except ValidationError as error:
            form.add_error(
                "file", error.messages[0] if not hasattr(error, "error_dict") else error.message_dict["file"]
            )
        else:
            messages.success(request, f"Đã thêm tệp “{row.name}”.")
            return HttpResponseRedirect(back)
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "heading": "Thêm tệp", "submit": "Thêm tệp", "back": back, **page}
    return render(request, "documents/form.html", context, status=status)


def attachment_remove(request: HttpRequest, item: Item, pk: int, *, back: str) -> HttpResponse:
    """POST: take a file off the item and go ``back``."""
    row = get_object_or_404(queries.attachments_of(item), pk=pk)
    actions.remove_attachment(row, item, by=request.user)
    messages.success(request, f"Đã bỏ tệp “{row.name}”.")
    return HttpResponseRedirect(back)
