"""Tổng hợp: what an authority's units reported, added up and fixed under a number (ux 4.14)."""

from decimal import Decimal
from urllib.parse import urlencode

from celery import current_app
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from documents.views.files import workbook_file
from indicators.models import Breakdown, Definition
from indicators.queries import JOINED, OWN, Single
from organisations.roles import AUTHORITY_SIDE, Capability
from organisations.rules import Powers, powers_in
from reporting import rules
from reporting.actions import consolidating as verbs
from reporting.consolidating import tables
from reporting.consolidating.reckoning import read
from reporting.models import ConsolidatedRow, Consolidation, Round, StatRow
from reporting.queries import consolidating as standings
from reporting.queries import reckoned, snapshots
from reporting.queries.forms import form_of
from reporting.statistics.procedures import TABLE
from reporting.views.words import address
from workflow.clock import now
from workflow.codes import normal_code
from workflow.models import Call
from workflow.rules import MovedOn, Refused
from workflow.wording import moment

PER_PAGE = 50
_NAMED = 6
_TABS = (
    ("figures", "Số liệu", "reporting:consolidation"),
    ("texts", "Nội dung", "reporting:consolidation_texts"),
    ("missing", "Thiếu, muộn", "reporting:consolidation_missing"),
    ("places", "Xếp hạng", "reporting:consolidation_places"),
    ("paper", "Bản in", "reporting:consolidation_paper"),
)
Basis = Consolidation.Basis
_BASES = {"da-tiep-nhan": Basis.ACCEPTED, "ca-dang-ra-soat": Basis.REVIEWING}


def round_at(request: HttpRequest, code: str) -> tuple[Round, Powers]:
    """The round of an address, for who works at its authority; others do not know it."""
    powers = powers_in(request)
    return get_object_or_404(standings.rounds_in_sight(powers), call__code=normal_code(code)), powers


def frame(request: HttpRequest, round_: Round, powers: Powers, tab: str) -> dict:
    """What every tab shows: who counts and who does not, snapshots, what came later, what may be done."""
    stands = standings.standing(round_)
    basis = _BASES.get(request.GET.get("lay", ""), Basis.ACCEPTED)
    found = list(Consolidation.objects.filter(round=round_).select_related("made_by__official"))
    wanted = request.GET.get("ban", "")
    shown = next((one for one in found if str(one.number) == wanted), found[0] if found else None)
    counting = stands.counting(basis)
    missing = [row.unit.name for row in stands.missing(counting)]
    later = standings.arrivals(shown, stands) if shown else []
    return {
        "round": round_,
        "call": round_.call,
        "parents": _above(round_.call, powers),
        "leads": tab == "figures" and bool(shown and later and shown == found[0]),
        "stands": stands,
        "asked": len(stands.asked),
        "counting": len(counting),
        "missing": missing[:_NAMED],
        "more_missing": max(len(missing) - _NAMED, 0),
        "basis": basis,
        "bases": _bases(basis),
        "snapshots": found,
        "shown": shown,
        "later": len(later) if shown and shown == found[0] else 0,
        "refused": rules.consolidate_refusal(request.user, round_.call.unit, powers=powers),
        "again_url": _again(round_, found),
        "take_label": f"Chốt bản tổng hợp lúc {moment(now())}",
        "take_url": f"{reverse('reporting:consolidation_take', args=[round_.call.code])}{_query(lay=_key(basis))}",
        "tabs": _tabs(round_, tab, shown, found),
    }


def _above(call: Call, powers: Powers) -> list[dict]:
    """What stands above the page: the round's table for who works at it, the list of reports for others."""
    if not any(powers.may(verb, call.unit_id) for verb in (*AUTHORITY_SIDE, Capability.CALL)):
        return [{"label": "Báo cáo", "url": reverse("reporting:list")}]
    return [
        {"label": "Đợt theo dõi", "url": address("portal:calls")},
        {"label": call.title, "url": address("portal:call", call.code)},
    ]


def _again(round_: Round, found: list[Consolidation]) -> str:
    """Where the latest snapshot is taken once more, of the same reports."""
    lay = _key(found[0].basis) if found else ""
    return f"{reverse('reporting:consolidation_take', args=[round_.call.code])}{_query(lay=lay)}"


def _bases(basis: str) -> list[dict]:
    return [{"label": value.label, "url": f"?lay={key}", "current": value == basis} for key, value in _BASES.items()]


def _key(basis: str) -> str:
    return next(key for key, value in _BASES.items() if value == basis)


def _query(**words: str) -> str:
    kept = {name: value for name, value in words.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


def _tabs(round_: Round, current: str, shown: Consolidation | None, found: list[Consolidation]) -> list[dict]:
    old = str(shown.number) if shown and shown != found[0] else ""
    return [
        {"label": label, "url": f"{reverse(name, args=[round_.call.code])}{_query(ban=old)}", "current": key == current}
        for key, label, name in _TABS
    ]


@require_safe
def figures(request: HttpRequest, code: str) -> HttpResponse:
    """Tab Số liệu: every total with how many units are in it, the smallest and the largest."""
    round_, powers = round_at(request, code)
    context = frame(request, round_, powers, "figures")
    shown = context["shown"]
    if shown and shown.finished_at:
        inside = snapshots.taken(shown)
        parts = snapshots.figures(shown, inside.names)
        context |= {"inside": inside, "parts": parts, "fields": _fields(shown)}
        if shown == context["snapshots"][0]:
            by_code = {one.row.code: one for _, rows in parts for one in rows}
            context["since"] = reckoned.since(shown, inside, by_code)
    return render(request, "reporting/consolidation/figures.html", context)


def _fields(shown: Consolidation) -> dict | None:
    """The table of files by field of procedures: heads and lines."""
    found = snapshots.by_field(shown)
    if not found or shown.round.form is None:
        return None
    columns = [
        row for row in form_of(shown.round.form).columns(TABLE) if any(row.metric in line for line in found.values())
    ]
    names = dict(Breakdown.objects.filter(listing="field").order_by("order").values_list("code", "name"))
    known = [key for key in names if key in found] + [key for key in found if key not in names]
    heads = [f"{row.group}: {row.label.lower()} {row.number}".strip() for row in columns]
    return {
        "columns": heads,
        "lines": [
            {"name": names.get(key, key), "cells": list(zip(heads, _wholes(found[key], columns), strict=True))}
            for key in known
        ],
    }


def _wholes(found: dict[str, Decimal], columns: list[StatRow]) -> list[str]:
    """The figures of one field, "" where there is none."""
    amounts = [found.get(row.metric) for row in columns]
    return ["" if amount is None else tables.whole(amount) for amount in amounts]


@require_safe
def progress(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The part of the page that waits for the sums; when they are there the page is read again."""
    round_, _ = round_at(request, code)
    shown = get_object_or_404(Consolidation, round=round_, number=number)
    answer = render(request, "reporting/consolidation/job.html", {"call": round_.call, "shown": shown})
    if shown.finished_at is not None:
        answer["HX-Refresh"] = "true"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Chốt bản tổng hợp: asked once more before it is fixed (M94)."""
    round_, powers = round_at(request, code)
    said = request.POST if request.method == "POST" else request.GET
    basis = _BASES.get(said.get("lay", ""), Basis.ACCEPTED)
    faults: list[str] = []
    if request.method == "POST":
        try:
            snapshot = verbs.take_snapshot(round_=round_, basis=basis, by=request.user)
        except ValidationError as fault:
            faults = fault.messages
        else:
            _begin(request, snapshot)
            return redirect("reporting:consolidation", round_.call.code)
    stands = standings.standing(round_)
    context = {
        "round": round_,
        "call": round_.call,
        "asked": len(stands.asked),
        "counting": len(stands.counting(basis)),
        "basis": basis,
        "basis_key": _key(basis),
        "faults": faults,
        "refused": rules.consolidate_refusal(request.user, round_.call.unit, powers=powers),
    }
    return render(request, "reporting/consolidation/take.html", context, status=422 if faults else 200)


def _begin(request: HttpRequest, snapshot: Consolidation) -> None:
    """Count few units at once, many in the background."""
    if snapshot.reports.count() <= verbs.AT_ONCE:
        verbs.count(snapshot.pk)
        messages.success(request, f"Đã chốt {str(snapshot).lower()}.")
        return
    current_app.signature("reporting.tasks.count_snapshot", args=[snapshot.pk]).delay()
    messages.info(request, f"Đã chốt {str(snapshot).lower()}. Số liệu đang được cộng, có thể rời trang này.")


@require_POST
def recount(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Ask again for the sums of a snapshot that waits for them."""
    round_, powers = round_at(request, code)
    shown = get_object_or_404(Consolidation, round=round_, number=number)
    if sentence := rules.consolidate_refusal(request.user, round_.call.unit, powers=powers):
        raise Refused(sentence)
    if shown.finished_at is not None:
        raise MovedOn(f"{shown} đã cộng xong. Tải lại trang để xem.")
    _begin(request, shown)
    return redirect("reporting:consolidation", round_.call.code)


@require_safe
def row(request: HttpRequest, code: str, number: int, metric: str) -> HttpResponse:
    """One total unit by unit; ``?xuat=xlsx`` gives the table, ``?xep=so`` orders it by the figure."""
    round_, _ = round_at(request, code)
    shown = get_object_or_404(Consolidation, round=round_, number=number)
    one = get_object_or_404(
        ConsolidatedRow.objects.select_related("definition__metric"), consolidation=shown, code=metric, breakdown=""
    )
    inside = snapshots.taken(shown)
    lines = _lines(one, inside, by_number=request.GET.get("xep") == "so")
    figure = snapshots.Figure(one, one.definition, one.definition.metric.name, "", shown.asked, inside.names)
    if request.GET.get("xuat") == "xlsx":
        return _row_workbook(figure, lines, f"tong-hop-{shown.number}-{metric}.xlsx")
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "call": round_.call, "shown": shown, "figure": figure, "page": page, "inside": inside,
        "by_number": request.GET.get("xep") == "so", "back": reverse("reporting:consolidation", args=[round_.call.code]),
    }  # fmt: skip
    return render(request, "reporting/consolidation/row.html", context)


def _lines(one: ConsolidatedRow, inside: snapshots.Taken, *, by_number: bool) -> list[dict]:
    """The units with their figures; those without stand last."""
    successors: dict[str, list[str]] = {}
    for old, new in inside.joined:
        successors.setdefault(new, []).append(old)
    lines = []
    for unit, name in inside.names.items():
        cell = read(one.units[str(unit)]) if str(unit) in one.units else None
        lines.append(
            {
                "name": name,
                "said": snapshots.said(cell, one.definition) if cell else "",
                "cell": cell,
                "number": cell.number if cell else None,
                "parts": _parts(cell, one.definition) if cell else "",
                "joined": _joined(cell, successors.get(name, [])) if cell else "",
            }
        )
    if by_number:
        lines.sort(key=lambda line: (line["number"] is None, -(line["number"] or Decimal(0))))
    return lines


def _parts(cell: Single, definition: Definition) -> str:
    """ "45/61" of a ratio."""
    if cell.denominator is None:
        return ""
    return f"{tables.whole(cell.numerator)}/{tables.whole(cell.denominator)}"


def _joined(cell: Single, olds: list[str]) -> str:
    """The rule by which a unit's figure was put together, "" where it was entered for the period."""
    if cell.joined == OWN:
        return "chỉ phần kỳ của đơn vị này"
    if cell.joined != JOINED:
        return ""
    if olds:
        return f"cộng cả phần kỳ của {', '.join(olds)}"
    return "ghép từ các phần của kỳ, gồm phần kỳ của đơn vị trước sáp nhập nếu có"


def _row_workbook(figure: snapshots.Figure, lines: list[dict], name: str) -> HttpResponse:
    rows = [
        [line["name"], tables.cell_of(line["cell"], figure.definition), line["parts"], line["joined"]] for line in lines
    ]
    heads = ("Đơn vị", figure.definition.unit_label or "Số", "Tử số/mẫu số", "Cách gộp")
    notes = [figure.label, f"Tổng: {figure.shown} ({figure.many} đơn vị)"]
    return workbook_file(tables.workbook("Từng đơn vị", heads, rows, notes=notes), name)
