"""The reading page of a report: whose turn, its text by places, its figures as lists (ux sections 3.7, 4.13)."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.queries import issue_of, own_units
from organisations.models import User
from organisations.remembering import read_once
from organisations.roles import AUTHORITY_SIDE, Capability
from organisations.rules import powers_in
from reporting import checks
from reporting.models import Report
from reporting.narrative.places import paragraphs_for
from reporting.outlines import Content as What
from reporting.queries import Content, content
from reporting.queries.known import Known
from reporting.queries.listing import numbers_of
from reporting.queries.neighbours import report_before, report_of_year_before
from reporting.queries.rounds import guidance_of
from reporting.views import findings, prose
from reporting.views.sight import report_in_sight, reports_of
from reporting.views.words import address, due_of, number_of, return_of
from workflow import extensions
from workflow.queries import audience
from workflow.remarks import reader_grant
from workflow.rules import Situation, edit_refusal
from workflow.states import STATES, steps_from

# Rows that can become a task of a plan.
TO_PLAN = (What.WEAKNESSES, What.CAUSES, What.DIRECTIONS, What.PROPOSALS)
_TABS = (
    ("read", "Nội dung", "reporting:read"),
    ("annex", "Phụ lục số liệu", "reporting:annex"),
    ("paper", "Bản in", "reporting:paper"),
    ("compare", "So sánh", "reporting:compare_choose"),
)


@require_safe
@read_once
def read(request: HttpRequest, code: str) -> HttpResponse:
    """One report as it stands: what it says place by place, its state, its file."""
    report = report_in_sight(request.user, code)
    found = content(report)
    known = Known(report, found)
    shown = frame(request, report, "read", found, known)
    context = {
        **shown,
        "places": places_shown(found, known, own=shown["own"]),
        "ties": ties(request, report),
        "returned": return_of(report) if shown["own"] else None,
        "versions": list(report.versions.order_by("-sending").select_related("kept_by__official"))
        if shown["own"]
        else [],
        "links": _links(report),
        "call_url": _call_url(request, report),
        "edit_url": reverse("reporting:edit", args=[report.code]),
        "signer": report.signer,
        "guidance": guidance_of(report),
    }
    return render(request, "reporting/read.html", context)


@require_safe
@read_once
def annex(request: HttpRequest, code: str) -> HttpResponse:
    """The figures of a report, part by part, as one reads them."""
    report = report_in_sight(request.user, code)
    found = content(report)
    context = {**frame(request, report, "annex", found), "parts": _parts(found), "figures": found.figures}
    return render(request, "reporting/annex.html", context)


def frame(request: HttpRequest, report: Report, tab: str, found: Content, known: Known | None = None) -> dict:
    """What every tab of the reading page shows. known: what the report may say, where the page has read it."""
    powers = powers_in(request)
    situation = Situation(request.user, [report], powers=powers, found=missing(report, found, known))
    successor = Report.objects.filter(replaces=report, binned_at=None).first()
    drafts = powers.may(Capability.DRAFT, report.unit_id, subject=Report.scope_subject)
    submits = powers.may(Capability.SUBMIT, report.unit_id, subject=Report.scope_subject)
    editable = not edit_refusal(request.user, report, area="*", situation=situation)
    issued = issue_of(report)
    return {
        "report": report,
        "situation": situation,
        "audience": audience(powers, report),
        "own": own_side(request.user, report),
        "issued": issued,
        "number": number_of(issued),
        "due": due_of(report),
        "successor": successor,
        "successor_number": number_of(issue_of(successor)) if successor else "",
        "drafts": drafts,
        "tab": tab,
        "tabs": tabs(report, tab, found),
        "more_time": extensions.offered(report, powers),
        "remark_url": address("portal:remark_report", report.code) if reader_grant(situation, report) else "",
        "may_edit": editable and not submits,
        "may_nil": editable and drafts and _takes_nil(report),
        "may_issue": report.state == "approved" and powers.may(Capability.ISSUE, report.unit_id),
        "may_replace": drafts and report.issued_on is not None and successor is None and report.state != "superseded",
        "may_bin": drafts and report.call_unit_id is None and report.times_sent == 0 and report.binned_at is None,
    }


def own_side(user: User, report: Report) -> bool:
    """Whether the person works for the unit of the report, or for one that took over its duties."""
    return Report.objects.filter(pk=report.pk, unit__in=own_units(user)).exists()


def _takes_nil(report: Report) -> bool:
    return bool(report.nil_words) or (report.round is not None and report.round.allows_nil)


def missing(report: Report, found: Content, known: Known | None = None) -> dict[int, list[str]] | None:
    """What stops the next steps, from the content that the page has read; None where the flow is asked."""
    if not any(step.blockers for step in steps_from(report.road, report.state)):
        return None
    return {report.pk: findings.stopping(found, checks.findings(report, found, known))}


def tabs(report: Report, current: str, found: Content) -> list[dict]:
    """The tabs of the reading page, as far as there are such pages; figures only where the round asks for them."""
    rows = [
        {"label": label, "url": url, "current": key == current}
        for key, label, name in _TABS
        if (url := address(name, report.code)) and (key != "annex" or found.figures is not None)
    ]
    if history := address("portal:history", "bao-cao", report.code):
        rows.append({"label": "Diễn biến", "url": history})
    return rows


def places_shown(found: Content, known: Known, *, own: bool) -> list[dict]:
    """The places of the report with what stands there, headings with nothing below left out.

    own: the reader's side writes it, so places that must still be written are shown as such.
    """
    editable = own and STATES[found.report.state].editable
    shown: list[dict] = []
    for place in found.places:
        texts = prose.paragraphs(
            place.text, known, place.section.seen if place.section else {}, tables=paragraphs_for(place.row)
        )
        lines = [{"row": line, "pieces": prose.paragraphs(line.text, known, line.seen)} for line in place.lines]
        lacking = place.is_empty and place.row.required and place.what not in (What.HEADING, What.TARGETS)
        if place.what == What.HEADING or texts or lines or (lacking and editable):
            shown.append(
                {
                    "place": place,
                    "number": place.code.rpartition(".")[2],
                    "level": place.row.level,
                    "texts": texts,
                    "lines": lines,
                    "to_plan": place.what in TO_PLAN,
                    "lacking": lacking,
                    "heading": place.what == What.HEADING and not texts,
                }
            )
    return [row for at, row in enumerate(shown) if not row["heading"] or _has_more(shown, at)]


def _has_more(shown: list[dict], at: int) -> bool:
    """Whether anything stands below the heading at this position."""
    below = f"{shown[at]['place'].code}."
    return any(not row["heading"] and row["place"].code.startswith(below) for row in shown[at + 1 :])


def ties(request: HttpRequest, report: Report) -> list[dict]:
    """The reports that this one replaces or is replaced by, of the period before and of the year before."""
    rows = reports_of(request.user).filter(unit=report.unit_id, binned_at=None).exclude(pk=report.pk)
    pairs = [("Kỳ trước", report_before(report, rows)), ("Cùng kỳ năm trước", report_of_year_before(report, rows))]
    kept = [(how, one) for how, one in pairs if one is not None]
    numbers = numbers_of([one for _, one in kept])
    return [{"how": how, "report": one, "number": number_of(numbers.get(one.pk))} for how, one in kept]


def _call_url(request: HttpRequest, report: Report) -> str:
    """The round's page, for those who follow it."""
    if report.round is None:
        return ""
    grants = powers_in(request).grants
    offices = {grant.office_id for verb in (*AUTHORITY_SIDE, Capability.CALL) for grant in grants.get(verb, ())}
    call = report.round.call
    return address("portal:call", call.code) if call.unit_id in offices else ""


def _links(report: Report) -> list[dict]:
    """Files of the report, as far as there are such pages."""
    named = (
        ("Bản Word", "reporting:word"),
        ("Phụ lục số liệu (.xlsx)", "reporting:annex_workbook"),
        ("Công văn gửi báo cáo", "reporting:cover_letter"),
    )
    without = {"reporting:annex_workbook"} if report.form_id is None or report.nil_words else set()
    shown = [(label, name) for label, name in named if name not in without]
    return [{"label": label, "url": url} for label, name in shown if (url := address(name, report.code))]


def _parts(found: Content) -> list[dict]:
    """Every part of the form: its rows with label, unit and figure, its table by field of procedures."""
    if found.figures is None:
        return []
    form, sheet = found.figures.form, found.figures.sheet()
    parts = []
    for part in form.parts():
        rows = [
            {"row": row, "figure": _figure(found, sheet, row), "heading": row.kind == "heading"}
            for row in form.part_rows(part.code)
            if not row.table and row.kind != "table"
        ]
        known, of = sheet.progress(part.code)
        parts.append({"part": part, "rows": rows, "tables": _tables(form, sheet, part.code), "known": known, "of": of})
    return parts


def _figure(found: Content, sheet, row) -> Mapping:
    if row.kind == "heading":
        return {}
    stored = found.figures.stored(row) if row.typed and row.metric else None
    return {"words": row.said(sheet.printed(row.code)), "estimate": stored is not None and stored.kind == "estimate"}


def _tables(form, sheet, part: str) -> list[dict]:
    tables = []
    for row in form.part_rows(part):
        columns = form.columns(row.code) if row.kind == "table" else ()
        if columns and sheet.lines:
            lines = [{"name": line.name, "cells": _cells(columns, sheet.in_line(line))} for line in sheet.lines]
            total = {"name": "Tổng cộng", "cells": _cells(columns, sheet.figure), "total": True}
            tables.append({"row": row, "columns": columns, "lines": [*lines, total]})
    return tables


def _cells(columns, figure) -> list[tuple[str, str]]:
    return [(f"{column.group}: {column.label}", figure(column.code).printed()) for column in columns]
