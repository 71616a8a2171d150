"""Soạn nội dung: one place of a report at a time, its facts as chips, its state (ux section 4.13)."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from organisations.roles import Capability
from organisations.rules import powers_in
from reporting import checks
from reporting.actions.drafting import missing_words
from reporting.checks.stale import Stale
from reporting.models import Report, ReportLine
from reporting.narrative.keys import marks
from reporting.narrative.places import paragraphs_for
from reporting.outlines import LINES
from reporting.outlines import Content as What
from reporting.queries import Content, Place, content
from reporting.queries.known import Known
from reporting.queries.rows import said_then
from reporting.views import findings, outline, prose
from reporting.views.reading import TO_PLAN
from reporting.views.sight import report_in_sight
from reporting.views.words import address, due_of, return_of
from workflow import remarks, sending
from workflow.models import Remark
from workflow.rules import Situation, edit_refusal
from workflow.states import STATES

OFFERS, MISSING, REMARKS = "", "can-bo-sung", "y-kien"
_SIDES = ((OFFERS, "Số liệu"), (MISSING, "Cần bổ sung"), (REMARKS, "Ý kiến"))


@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    """To the place that needs somebody first, a remark before all else, or to the one that is named (``cho``)."""
    report = report_in_sight(request.user, code)
    found = content(report)
    if place := request.GET.get("cho", "")[:80]:
        return redirect(findings.place_url(found, place))
    if waits := _remark_to_answer(request, found):
        return redirect(waits)
    first = outline.first_to_do(found, outline.stale_by(found, Known(report, found)))
    if first is None:
        return redirect("reporting:information", report.code)
    return redirect("reporting:section", report.code, first.code)


def _remark_to_answer(request: HttpRequest, found: Content) -> str:
    """The place of the first remark that waits for an answer, while the report is in work."""
    if not STATES[found.report.state].editable or not found.report.times_sent:
        return ""
    said = remarks.for_reader(found.report, request.user, powers=powers_in(request))
    return _first_remark(found, [row for row in said if not row.private and row.state == Remark.State.OPEN])


def edit_frame(request: HttpRequest, report: Report, current: str, found: Content | None = None) -> dict:
    """What every page of the editor shows. current: code of the place, or ``outline.INFORMATION``."""
    found = found or content(report)
    known = Known(report, found)
    powers = powers_in(request)
    situation = Situation(request.user, [report], powers=powers)
    place = next((one for one in found.places if one.code == current), None)
    area = place.row.area_code if place else ""
    refusal = edit_refusal(request.user, report, area=area, situation=situation)
    told, changed = checks.findings(report, found, known), outline.stale_by(found, known)
    said = [row for row in remarks.for_reader(report, request.user, powers=powers) if not row.private]
    waiting = [row for row in said if row.state == Remark.State.OPEN]
    drawn = findings.drawn(found, told, locked=bool(refusal))
    return {
        "report": report,
        "content": found,
        "known": known,
        "changed": changed,
        "due": due_of(report),
        "situation": situation,
        "refusal": refusal,
        "locked": bool(refusal),
        "outline": outline.outline(found, changed, current),
        "submit_label": sending.label_of(report),
        "remarks": said,
        "waiting": len(waiting),
        "own_drafts": powers.may(Capability.DRAFT, report.unit_id, subject=Report.scope_subject, area="*"),
        "first_remark": _first_remark(found, waiting),
        "returned": return_of(report),
        "edit_url": reverse("reporting:edit", args=[report.code]),
        "paper_url": address("reporting:paper", report.code),
        **_sides(request, drawn["stopping"], len(waiting) or len(said)),
        **drawn,
    }


def _sides(request: HttpRequest, stopping: int, remarks_count: int) -> dict:
    asked = request.GET.get("ben", "")
    side = asked if asked in dict(_SIDES) else OFFERS
    counts = {MISSING: stopping, REMARKS: remarks_count or ""}
    tabs = [
        {
            "key": key,
            "label": label,
            "url": f"{request.path}?{urlencode({'ben': key})}" if key else request.path,
            "current": key == side,
            "count": counts.get(key, ""),
            "red": key == MISSING and bool(stopping),
        }
        for key, label in _SIDES
    ]
    here = f"{request.path}?{urlencode({'ben': side})}" if side else request.path
    return {"side": side, "side_tabs": tabs, "here": here}


def _first_remark(found: Content, waiting: Iterable[Remark]) -> str:
    first = next(iter(waiting), None)
    if first is None:
        return ""
    if first.place:
        return findings.place_url(found, first.place)
    return f"{reverse('reporting:read', args=[found.report.code])}#thread-{first.pk}"


def section_page(
    request: HttpRequest, report: Report, code: str, *, typed: str | None = None, faults: Iterable[str] = ()
) -> HttpResponse:
    """One place of the editor. typed: what was typed and could not be stored; faults: why."""
    found = content(report)
    place = place_of(found, code)
    frame = edit_frame(request, report, code, found)
    context = {
        **frame,
        **place_context(place, frame["known"], frame["changed"], typed=typed),
        **_removed(request, report),
        "neighbours": _neighbours(found, place),
        "place_remarks": _at_place(place, frame),
        "fault_rows": [{"text": text, "href": "#noi-dung-muc"} for text in faults],
    }
    kind = "lines" if place.what in LINES else "targets" if place.what == What.TARGETS else "section"
    context |= _MORE[kind](found, place, frame["known"], frame["changed"])
    return render(request, f"reporting/content/{kind}.html", context, status=422 if faults else 200)


def place_of(found: Content, code: str) -> Place:
    """The place of an address; 404 for a heading and for what the outline does not have."""
    place = next((one for one in outline.written(found) if one.code == code), None)
    if place is None:
        raise Http404
    return place


def place_context(place: Place, known: Known, changed: Mapping[str, Stale], *, typed: str | None = None) -> dict:
    """What a place shows: text with chips, state, figures that may be put in, what the draft still lacks."""
    row = place.section
    rows = prose.paragraphs(place.text, known, row.seen if row else {}, tables=paragraphs_for(place.row))
    return {
        "place": place,
        "title": f"{place.code}{'.' if place.row.level == 1 else ''} {place.row.title}",
        "row": row,
        "text": place.text if typed is None else typed,
        "version": row.version if row else 0,
        "paragraphs": rows,
        "typed_numbers": prose.typed_in(rows),
        "standing": outline.standing(place, changed),
        "address": reverse("reporting:section", args=[known.report.code, place.code]),
        "lines": [line_view(line, known, changed) for line in place.lines],
    }


def written_by_hand(found: Content, place: Place, known: Known, changed: Mapping[str, Stale]) -> dict:
    """What a place written in words offers: figures, the draft that lacks some, sentences for old figures."""
    return {
        "offers": known.offered(place),
        **_lacking(found, place, known),
        "stale": _stale(place, changed),
        "figures": _figures(place, known),
    }


def _lacking(found: Content, place: Place, known: Known) -> dict:
    """Which figures an empty place still needs, with the way to the first one."""
    words = missing_words(found, known, place) if not place.text.strip() else ""
    first = words.partition(": còn ")[2].rstrip(".").partition(",")[0]
    return {"lacking": words, "lacking_url": findings.place_url(found, f"figure-{first}") if first else ""}


def _figures(place: Place, known: Known) -> list[prose.Piece]:
    """The facts that stand in the text, each once."""
    return prose.figures_in(place.text, known, place.section.seen if place.section else {})


def _stale(place: Place, changed: Mapping[str, Stale]) -> list[dict]:
    """What changed since the text was written. in_text: whether it stands there as a mark; keys: what is settled with
    it, the conditions under the sentence included."""
    if (found := changed.get(place.ref)) is None:
        return []
    inside = set(marks(place.text))
    beneath = [one.key for one in found.changes if one not in found.shown]
    return [{"change": one, "in_text": one.key in inside, "keys": [one.key, *beneath]} for one in found.shown]


def _rows_of(found: Content, place: Place, known: Known, changed: Mapping[str, Stale]) -> dict:
    """What a place of rows offers: rows of the report before that are not taken up yet, how many wait to be confirmed."""
    taken = {line.taken_from_id for line in place.lines}
    earlier = known.table.earlier
    rows = earlier.reportlines.filter(kind=place.what, removed_at=None).order_by("order", "pk") if earlier else ()
    return {
        "earlier": earlier,
        "before": [{"pk": row.pk, "words": said_then(row)} for row in rows if row.pk not in taken],
        "unconfirmed": sum(line.confirmed_at is None for line in place.lines),
        "may_plan": place.what in TO_PLAN,
    }


def _nothing(found: Content, place: Place, known: Known, changed: Mapping[str, Stale]) -> dict:
    return {}


_MORE = {"section": written_by_hand, "lines": _rows_of, "targets": _nothing}


def line_view(line: ReportLine, known: Known, changed: Mapping[str, Stale]) -> dict:
    return {
        "row": line,
        "paragraphs": prose.paragraphs(line.text, known, line.seen),
        "stale": changed[ref].shown if (ref := f"line-{line.pk}") in changed else (),
        "source": _source_words(line.source, known),
    }


def _source_words(key: str, known: Known) -> str:
    """What gave a row: where the quoted row stands, or the figure by its name."""
    return known.source(key).words if ":" in key else f"“{known.label(key)}”" if key else ""


def _removed(request: HttpRequest, report: Report) -> dict:
    """The row that was just removed, with the way to put it back ([Hoàn tác])."""
    key = request.GET.get("da-xoa", "")
    row = report.reportlines.filter(pk=int(key)).exclude(removed_at=None).first() if key.isdecimal() else None
    return (
        {"removed": row, "restore_url": reverse("reporting:line_act", args=[report.code, row.pk, "hoan-tac"])}
        if row
        else {}
    )


def _neighbours(found: Content, place: Place) -> dict:
    """The places before and after, for a phone and for reading through."""
    codes = [one.code for one in outline.written(found)]
    at = codes.index(place.code)
    near = {"previous": codes[at - 1] if at else "", "next": codes[at + 1] if at + 1 < len(codes) else ""}
    return {
        name: reverse("reporting:section", args=[found.report.code, code]) if code else ""
        for name, code in near.items()
    }


def _at_place(place: Place, frame: dict) -> list[dict]:
    """Unsettled remarks at this place and its rows. answers: whether the reader may answer them here."""
    refs = {place.ref, *(f"line-{line.pk}" for line in place.lines)}
    return [
        {"remark": row, "open": row.state == Remark.State.OPEN, "answers": not frame["locked"]}
        for row in frame["remarks"]
        if row.place in refs and row.state != Remark.State.RESOLVED
    ]


def place_anchor(report: Report, code: str, ref: str = "", **query: str) -> str:
    """The address of a place of the editor, at a row of it."""
    url = reverse("reporting:section", args=[report.code, code])
    return f"{url}{f'?{urlencode(query)}' if query else ''}{f'#{quote(ref)}' if ref else ''}"
