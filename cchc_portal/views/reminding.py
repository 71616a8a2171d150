"""Acts on many units of a call: remind, give more time, take their issued papers along (ux section 4.9, M07, M70)."""

import tempfile
import zipfile
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from cchc_portal import board, wording
from cchc_portal.forms import ExtensionForm, ReminderForm
from cchc_portal.names import titled
from cchc_portal.views.calls import below, call_at, chosen
from documents import storage
from documents.models import FrozenPaper
from organisations.roles import Capability as C
from organisations.rules import holders_in, powers_in
from workflow import calendar, calls, clock
from workflow.models import Call, CallUnit

# How many papers one file holds, and how many units of a list are named on a page.
PAPERS, NAMED = 100, 100


def remind(request: HttpRequest, code: str) -> HttpResponse:
    """The check page: words, who is told, who was told before; ``gui`` in a POST sends."""
    call, powers = call_at(request, code)
    waiting, sent = _waiting(call, chosen(request, call))
    recent = [row for row in waiting if _since_yesterday(row)]
    sending = request.method == "POST" and "gui" in request.POST
    left_out = {row.pk for row in recent} if not sending or "bo_da_nhac" in request.POST else set()
    told = [row for row in waiting if row.pk not in left_out]
    form = ReminderForm(request.POST if sending else None, initial={"text": _words(call)})
    if sending and form.is_valid():
        answer = _reminded(request, call, told, form)
        if answer is not None:
            return answer
    people = holders_in(C.SUBMIT, {row.unit_id for row in waiting[:NAMED]})
    context = {
        **below(call),
        **_picked_context(request, call, waiting),
        "form": form,
        "told": told,
        "recent": recent,
        "sent": len(sent),
        "rows": [{"asked": row, "people": people[row.unit_id]} for row in waiting[:NAMED]],
        "subject": _subject(call),
        "label": f"Gửi cho {len(told)} đơn vị",
        "refused": _closed(call) or calls.remind_refusal(request.user, call.unit, powers=powers),
    }
    return render(request, "calls/remind.html", context, status=422 if form.errors else 200)


def _closed(call: Call) -> str | None:
    if call.state == Call.State.OPEN:
        return None
    return f"Đợt {call.get_state_display().lower()} nên không đôn đốc được."


def _waiting(call: Call, rows: list[CallUnit]) -> tuple[list[CallUnit], list[CallUnit]]:
    """Those from whom something is still awaited, and those from whom it has come."""
    done = {row.asked.pk for row in board.rows_of(call, [row.pk for row in rows]) if row.done_on}
    return [row for row in rows if row.pk not in done], [row for row in rows if row.pk in done]


def _since_yesterday(row: CallUnit) -> bool:
    return row.reminded_at is not None and localtime(row.reminded_at).date() >= clock.today() - timedelta(days=1)


def _reminded(request: HttpRequest, call: Call, told: list[CallUnit], form: ReminderForm) -> HttpResponse | None:
    try:
        people = calls.remind(call, told, by=request.user, subject=_subject(call), text=form.cleaned_data["text"])
    except ValidationError as fault:
        for sentence in fault.messages:
            form.add_error(None, sentence)
        return None
    messages.success(request, f"Đã đôn đốc {len(told)} đơn vị, {people} người nhận thông báo.")
    return redirect("portal:call", code=call.code)


def _subject(call: Call) -> str:
    """ "Đôn đốc: Kế hoạch CCHC năm 2026 quá hạn 4 ngày"."""
    distance = wording.due(call.due_on, today=clock.today(), inclusive=call.due_inclusive).distance
    return f"Đôn đốc: {call.title}{f', {distance[0].lower()}{distance[1:]}' if distance else ''}"


def _words(call: Call) -> str:
    """M70 for many units: until when nothing came, which day held by which document, until when it is wanted."""
    now, act = localtime(clock.now()), "ban hành và gửi" if call.measured_by == "issued_on" else "gửi"
    source = f", theo {call.source_text}" if call.source_text else ""
    wanted = calendar.next_working_day(calendar.next_working_day(clock.today()))
    held = f"{'chậm nhất' if call.due_inclusive else 'trước'} ngày {wording.official_day(call.due_on)}"
    return (
        f"Đến {now.hour}:{now.minute:02d} ngày {wording.official_day(now.date())}, {titled(call.unit.name)} chưa nhận được "
        f"{call.title} của đơn vị (hạn: {held}{source}). "
        f"Đề nghị {act} trong ngày {wording.official_day(wanted)}."
    )


def _picked_context(request: HttpRequest, call: Call, rows: list[CallUnit]) -> dict:
    """What a check page carries on: the boxes, or that everything the filter shows was meant."""
    said = request.POST if request.method == "POST" else request.GET
    everything = "ca_loc" in said or (request.method != "POST" and "unit" not in said)
    return {
        "everything": everything,
        "picked": [] if everything else [row.pk for row in rows],
        "total": len(rows),
        "more": max(len(rows) - NAMED, 0),
        "back": reverse("portal:call", args=[call.code]),
    }


def more_time(request: HttpRequest, code: str) -> HttpResponse:
    """More time for the chosen units, with one reason; ``lam`` in a POST gives it."""
    call, _ = call_at(request, code)
    rows = chosen(request, call)
    doing = request.method == "POST" and "lam" in request.POST
    form = ExtensionForm(request.POST if doing else None)
    if doing and form.is_valid() and rows:
        try:
            calls.extend_many(rows, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            for sentence in fault.messages:
                form.add_error(None, sentence)
        else:
            until = wording.official_day(form.cleaned_data["until"])
            messages.success(request, f"Đã gia hạn cho {len(rows)} đơn vị đến hết ngày {until}.")
            return redirect("portal:call", code=call.code)
    context = {
        **below(call),
        **_picked_context(request, call, rows),
        "form": form,
        "rows": rows[:NAMED],
        "label": f"Gia hạn cho {len(rows)} đơn vị",
        "refused": calls.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/more_time.html", context, status=422 if form.errors else 200)


@require_POST
def files(request: HttpRequest, code: str) -> HttpResponse:
    """The issued papers of the chosen units in one file; at most a hundred, as they are stored."""
    call, _ = call_at(request, code)
    rows = board.rows_of(call, [row.pk for row in chosen(request, call)])
    items = {row.item.pk: row for row in rows if row.sent and row.item}
    papers = {}
    if items:
        kinds = {row.item.kind for row in items.values()}
        frozen = FrozenPaper.objects.filter(kind__in=kinds, object_id__in=items, purpose=FrozenPaper.Purpose.ISSUED)
        papers = {paper.object_id: paper for paper in frozen.exclude(file_hash="").order_by("pk")}
    if not papers:
        messages.error(request, "Các đơn vị đã chọn chưa có bản PDF nào được ban hành.")
        return redirect("portal:call", code=call.code)
    if len(papers) > PAPERS:
        messages.error(
            request, f"Mỗi lần tải nhiều nhất {PAPERS} bản, đang chọn {len(papers)} bản. Chọn ít đơn vị hơn."
        )
        return redirect("portal:call", code=call.code)
    packed = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for key, paper in papers.items():
            name = f"{titled(items[key].unit.name)} {items[key].item.code}.pdf"
            archive.writestr(name, storage.get(paper.unit_id, paper.file_hash))
    packed.seek(0)
    calls.note(call, "call.files", request.user, units=[items[key].unit.pk for key in papers])
    return FileResponse(packed, as_attachment=True, filename=f"{call.code}.zip", content_type="application/zip")
