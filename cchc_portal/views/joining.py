"""Further authorities of a call that is prepared: add one, take one out."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cchc_portal.views.calls import call_at
from organisations.models import Unit
from workflow import joining as verbs


@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Let the chosen authority review under the chosen subject."""
    call, _ = call_at(request, code)
    office, _, subject = request.POST.get("authority", "").partition("-")
    authority = Unit.objects.filter(pk=office).first() if office.isdecimal() else None
    if authority is None:
        messages.error(request, "Chọn cơ quan cùng rà soát.")
        return redirect("portal:call_open", code=call.code)
    try:
        verbs.add_authority(call, by=request.user, authority=authority, subject=subject)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, f"Đã thêm {authority.name}. Đợt hoàn thành khi mọi cơ quan đã kết luận.")
    return redirect("portal:call_open", code=call.code)


@require_POST
def remove(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Take an authority out."""
    call, _ = call_at(request, code)
    row = get_object_or_404(call.authorities.select_related("authority", "call__unit"), pk=pk)
    verbs.remove_authority(row, by=request.user)
    messages.success(request, f"Đã bỏ {row.authority.name} khỏi đợt.")
    return redirect("portal:call_open", code=call.code)
