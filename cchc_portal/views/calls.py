"""Đợt: the authority's calls, the big table of one call, and what is done to its units (ux sections 4.9, 4.24)."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from cchc_portal import board, desk, names
from cchc_portal.forms import CallForm, SkipForm
from cchc_portal.sessions import kept
from directives.groups import members
from directives.models import AddresseeGroup
from organisations.models import Subject, Unit
from organisations.roles import AUTHORITY_SIDE
from organisations.roles import Capability as C
from organisations.rules import Powers, holders, powers_in
from plans.actions.templates import attach_template
from reporting.actions import rounds
from reporting.models import Round
from reporting.queries.rounds import files_of, round_of
from workflow import calls as verbs
from workflow import clock, joining
from workflow.codes import normal_code
from workflow.models import Call, CallUnit
from workflow.rules import locked

PER_PAGE = 50
# Up to so many units have a box each where a call is opened; a form takes no thousands of boxes.
LISTED = 500


def calls(request: HttpRequest) -> HttpResponse:
    """Calls of the person's authorities, newest first, each with how far it is."""
    powers = powers_in(request)
    offices = desk.authorities(powers)
    page = Paginator(board.calls_of(offices).order_by("-year", "-pk"), PER_PAGE).get_page(request.GET.get("trang"))
    counted = board.tallies(list(page.object_list))
    context = {
        "page": page,
        "calls": [_call_row(call, counted[call.pk]) for call in page.object_list],
        "may_call": powers.anywhere(C.CALL),
        "follows": bool(offices),
    }
    return render(request, "calls/calls.html", context)


def _call_row(call: Call, tally: board.Tally) -> dict:
    return {
        "call": call,
        "locked": locked(call),
        "total": tally.asked,
        "summary": tally.summary,
        "mine": tally.to_review,
        "complete": tally.complete,
    }


def new(request: HttpRequest) -> HttpResponse:
    """One form for a call; it opens on the check page that follows."""
    powers = powers_in(request)
    offices = [grant.office_id for grant in powers.grants.get(C.CALL, ())]
    if not offices:
        raise Http404
    form = CallForm(request.POST or None, offices=offices, initial=_first_values(offices))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                call = verbs.create_call(form.save(commit=False), by=request.user)
                if form.cleaned_data["template"]:
                    attach_template(call=call, template=form.cleaned_data["template"], by=request.user)
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            return redirect("portal:call_open", code=call.code)
    return render(request, "calls/new.html", {"form": form}, status=422 if form.errors else 200)


def check(request: HttpRequest, code: str) -> HttpResponse:
    """What opening the call will do: who is asked, who is left out and why, what is still missing; a POST opens it."""
    call, powers = call_at(request, code)
    if request.method != "POST" and call.state != Call.State.DRAFT:
        return redirect("portal:call", code=call.code)
    followed = sorted(verbs.followed_units(call), key=lambda unit: names.order(unit.name))
    asked = round_of(call)
    groups = _groups(call, followed)
    group = next((one for one in groups if str(one["key"]) == request.GET.get("nhom")), None)
    meant = followed if group is None else group["units"]
    absent = [(unit, why) for unit in meant if asked and (why := rounds.absent(asked, unit))]
    missing = {unit.pk for unit, _ in absent}
    units = [unit for unit in meant if unit.pk not in missing]
    listed = len(units) <= LISTED
    if request.method == "POST":
        chosen = set(request.POST.getlist("unit"))
        picked = [unit for unit in units if not listed or str(unit.pk) in chosen]
        if _opened(request, call, asked, picked):
            return redirect("portal:call", code=call.code)
    context = {
        **head_of(call),
        **asks(call),
        "units": units,
        "listed": listed,
        "absent": absent,
        "groups": groups,
        "group": group,
        "followed": len(followed),
        "lacking": rounds.lacking(call) if asked else [],
        "left_out": _left_out(request, units),
        "authorities": list(call.authorities.select_related("authority").order_by("pk")),
        "joinable": [
            {"key": f"{unit.pk}-{subject}", "name": f"{unit.name}, {Subject(subject).label.lower()}"}
            for unit, subject in joining.joinable(call)
        ],
        "officers": len(holders(C.REVIEW, call.unit_id)),
        "manages": powers.may(C.CALL, call.unit_id),
        "refused": verbs.call_refusal(request.user, call.unit, powers=powers_in(request)),
    }
    return render(request, "calls/check.html", context, status=422 if request.method == "POST" else 200)


def _groups(call: Call, followed: list[Unit]) -> list[dict]:
    """Groups of addressees as they expand today, as far as the authority follows their units."""
    if len(followed) < 2:
        return []
    by_key, day, found = {unit.pk: unit for unit in followed}, clock.today(), []
    for group in AddresseeGroup.objects.on(day):
        units = [by_key[unit.pk] for unit in members(group, call.unit, day) if unit.pk in by_key]
        if units and len(units) < len(followed):
            found.append({"key": group.pk, "name": group.name, "units": units, "count": len(units)})
    return found


def asks(call: Call) -> dict:
    """What a round of reports asks for, with the files of its guidance; nothing for other calls."""
    found = round_of(call)
    return {"round": found, "files": files_of(call.pk) if found else []}


def _opened(request: HttpRequest, call: Call, asked: Round | None, picked: list[Unit]) -> bool:
    """Open the call for the units, or say what stands in the way."""
    if not picked:
        messages.error(request, "Chọn ít nhất một đơn vị để mở đợt.")
        return False
    try:
        if asked:
            rounds.open_round(asked, by=request.user, units=picked)
        else:
            verbs.open_call(call, by=request.user, units=picked)
    except ValidationError as fault:
        for sentence in fault.messages:
            messages.error(request, sentence)
        return False
    told = " Đã báo cho người soạn, trình của từng đơn vị." if asked else ""
    messages.success(request, f"Đã mở đợt cho {len(picked)} đơn vị. Từng đơn vị thấy hạn ở trang đầu.{told}")
    return True


def _left_out(request: HttpRequest, units: list[Unit]) -> set[int]:
    """Units whose tick was taken off in a form that was sent."""
    chosen = set(request.POST.getlist("unit"))
    return {unit.pk for unit in units if str(unit.pk) not in chosen} if request.method == "POST" else set()


def call(request: HttpRequest, code: str) -> HttpResponse:
    """The big table: counters as filters, units with state, number, deadline, officer; or a line for each unit above."""
    one, powers = call_at(request, code)
    wanted = board.Wanted.of(request.GET.dict())
    grouped, manages = "nhom" in request.GET, powers.may(C.CALL, one.unit_id)
    officers = _officers(request, one, manages)
    table = board.Table(one, wanted, officers)
    plain = reverse("portal:call", args=[one.code])
    reviews = any(powers.anywhere(verb) for verb in AUTHORITY_SIDE)
    reader = board.Reader(plain, reverse("portal:review", args=["0"]).removesuffix("0/"), reviews, manages)
    page = None if grouped else table.page(request.GET.get("trang"))
    if page:
        board.draw(one, page.object_list, reader)
    context = {
        **head_of(one),
        "guidance_url": reverse("portal:call_guidance", args=[one.code]) if one.subject == Subject.REPORT else "",
        "page": page,
        "groups": table.groups if grouped else [],
        "joined": list(one.authorities.select_related("authority").order_by("pk")) if one.several else [],
        "counters": table.tally.counters(wanted.chosen, lambda key: _address(request, loc=key)),
        "summary": table.tally.summary,
        "complete": table.tally.complete,
        "asking": table.tally.asking,
        "by_faults": _by_faults(request, wanted),
        "officers": officers,
        "wanted": wanted,
        "plain": plain,
        "query": urlencode({name: value for name, value in request.GET.items() if name != "trang"}),
        "manages": manages,
        "words": board.words_of(one.subject),
        "bulk": _bulk(one, powers),
        "unassigned": CallUnit.objects.filter(call=one, officer=None, skipped_at=None).count() if manages else 0,
        "consolidation": _address_of("reporting:consolidation", one),
    }
    return render(request, "calls/call.html", context)


def _officers(request: HttpRequest, one: Call, manages: bool) -> dict[int, str]:
    """Names of who reviews for the office, by user, in order. For a filter they may be a minute old, for handing out units
    not.
    """

    def read() -> dict:
        return {"people": [(user.pk, user.display_name) for user in holders(C.REVIEW, one.unit_id)]}

    found = read() if manages else kept(request, f"officers {one.unit_id}", read)
    return dict(found["people"])


def _by_faults(request: HttpRequest, wanted: board.Wanted) -> dict:
    """The head of the column of faults: whether the table is sorted by it, and the address that sorts, or sorts no more."""
    chosen = wanted.order == board.FAULTS
    return {"on": chosen, "url": _address(request, xep="" if chosen else board.FAULTS)}


def _bulk(one: Call, powers: Powers) -> list[dict]:
    """Acts of the bar below the table for this person: each leads to a page that asks before it does."""
    manages, reviews = powers.may(C.CALL, one.unit_id), any(powers.anywhere(verb) for verb in AUTHORITY_SIDE)
    acts = (
        ("call_remind", "Đôn đốc", "bell-ringing", one.state == Call.State.OPEN and (manages or reviews)),
        ("call_more_time", "Gia hạn", "clock", manages),
        ("call_files", "Tải bản PDF", "download", True),
        ("call_accept", "Tiếp nhận", "circle-check", reviews),
    )
    return [
        {"label": label, "icon": icon, "url": reverse(f"portal:{view}", args=[one.code])}
        for view, label, icon, shown in acts
        if shown
    ]


def _address_of(view: str, one: Call) -> str:
    """The address of a page that another app has built, "" where it has none or the call is no round of reports."""
    if one.subject != Subject.REPORT or one.state == Call.State.DRAFT:
        return ""
    try:
        return reverse(view, args=[one.code])
    except NoReverseMatch:
        return ""


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Give the chosen units to one officer; says whom it could not give."""
    one, _ = call_at(request, code)
    officer = next(
        (user for user in holders(C.REVIEW, one.unit_id) if str(user.pk) == request.POST.get("officer")), None
    )
    rows = chosen(request, one)
    if officer is None or not rows:
        messages.error(request, "Chọn đơn vị và chuyên viên để giao.")
        return redirect("portal:call", code=one.code)
    given, left = verbs.assign_officers(rows, officer, by=request.user)
    if given:
        messages.success(request, f"Đã giao {len(given)} đơn vị cho {officer.display_name}.")
    if left:
        messages.warning(request, f"{officer.display_name} không có quyền rà soát {verbs.named_units(left)}.")
    return redirect("portal:call", code=one.code)


def chosen(request: HttpRequest, call: Call) -> list[CallUnit]:
    """Units that were chosen in the table, in its order: boxes named ``unit``, or with ``ca_loc``, and where a page is
    opened by its address alone, every unit that the filter of the address shows. Exempt units are left out.
    """
    rows = CallUnit.objects.filter(call=call, skipped_at=None).select_related("unit", "call__unit", "reminded_by")
    said = request.POST if request.method == "POST" else request.GET
    ticked = [int(key) for key in said.getlist("unit") if key.isdecimal() and len(key) < 19]
    if "ca_loc" in said or (request.method != "POST" and not ticked):
        ticked = board.Table(call, board.Wanted.of(request.GET.dict())).keys()
    found = rows.in_bulk(ticked)
    return [found[key] for key in dict.fromkeys(ticked) if key in found]


def skip(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Exempt one unit."""
    one, row = row_at(request, code, pk)
    form = SkipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.skip(row, by=request.user, **form.cleaned_data)
        except ValidationError as fault:
            say(form, fault)
        else:
            messages.success(request, f"Đã miễn kỳ này cho {row.unit.name}.")
            return redirect("portal:call", code=one.code)
    context = {
        **head_of(one),
        "row": row,
        "form": form,
        "refused": verbs.call_refusal(request.user, one.unit, powers=powers_in(request)),
    }
    return render(request, "calls/skip.html", context, status=422 if form.errors else 200)


def close(request: HttpRequest, code: str) -> HttpResponse:
    """Lock the call: asked once more, for nothing opens it again but more time for one unit."""
    one, powers = call_at(request, code)
    if request.method == "POST":
        verbs.close_call(one, by=request.user)
        messages.success(request, "Đã khóa đợt. Bản chưa trình lần nào không vào đợt được nữa.")
        return redirect("portal:call", code=one.code)
    if one.state != Call.State.OPEN:
        return redirect("portal:call", code=one.code)
    tally = board.tallies([one])[one.pk]
    context = {
        **below(one),
        "waiting": tally.asked - tally.done,
        "asked": tally.asked,
        "refused": verbs.call_refusal(request.user, one.unit, powers=powers),
    }
    return render(request, "calls/close.html", context)


def row_at(request: HttpRequest, code: str, pk: int) -> tuple[Call, CallUnit]:
    """A call of the person's office and its row of one unit."""
    one, _ = call_at(request, code)
    rows = CallUnit.objects.filter(call=one).select_related("unit", "call__unit", "wanted_by__official")
    return one, get_object_or_404(rows, pk=pk)


def say(form: Form, fault: ValidationError, **fields: str) -> None:
    """Faults at the fields that they are about, else above the form. fields: names of the form for those of a model."""
    for name, sentences in getattr(fault, "message_dict", {"": fault.messages}).items():
        place = fields.get(name, name)
        for sentence in sentences:
            form.add_error(place if place in form.fields else None, sentence)


def call_at(request: HttpRequest, code: str) -> tuple[Call, Powers]:
    """A call of an office for which the person reviews, concludes or calls; others do not exist for them."""
    powers = powers_in(request)
    one = get_object_or_404(board.with_several(Call.objects.all()), code=normal_code(code))
    offices = desk.authorities(powers)
    joined = one.several and one.state != Call.State.DRAFT
    if one.unit_id in offices or powers.may(C.CALL, one.unit_id):
        return one, powers
    if joined and one.authorities.filter(authority__in=offices).exists():
        return one, powers
    raise Http404


def head_of(one: Call) -> dict:
    """What every page of a call says of it."""
    return {
        "call": one,
        "parents": [{"label": "Đợt theo dõi", "url": reverse("portal:calls")}],
        "act_word": "ban hành" if one.measured_by == "issued_on" else "gửi",
        "locked": locked(one),
        "today": clock.today(),
    }


def below(one: Call) -> dict:
    """The same for a page below the table of a call, to which its breadcrumb leads."""
    head = head_of(one)
    return {**head, "parents": [*head["parents"], {"label": one.title, "url": reverse("portal:call", args=[one.code])}]}


def _address(request: HttpRequest, **changed: str) -> str:
    query = {name: value for name, value in {**request.GET.dict(), **changed}.items() if value and name != "trang"}
    return f"?{urlencode(query)}" if query else "?"


def _first_values(offices: list[int]) -> dict:
    year = clock.today().year + (clock.today().month >= 10)
    unit = Unit.objects.filter(pk__in=offices).first()
    return {"unit": unit, "year": year, "title": f"Kế hoạch CCHC năm {year} của xã, phường"}
