"""Files of a round's guidance, below the report of a unit that was asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from documents import storage
from documents.models import Attachment
from documents.views.files import file_response
from reporting.views.sight import report_in_sight
from workflow.calls import KIND


@require_safe
def guidance_file(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """A file of the round; 404 for files of other rounds and for what was taken off."""
    report = report_in_sight(request.user, code)
    call = report.round.call_id if report.round else None
    row = get_object_or_404(Attachment, pk=pk, kind=KIND, object_id=call or 0, removed_at=None)
    data = storage.get(row.unit_id, row.sha256)
    return file_response(request, data, name=row.name, content_type=row.content_type, sha256=row.sha256)
