"""Soạn: the editor of a plan, section by section (ux sections 4.3, 4.4)."""

from urllib.parse import quote

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from documents.models import KnownDocument
from organisations.rules import powers_in
from plans import checks, pasting, queries
from plans.forms import mandate_label, signers
from plans.models import Plan, PlanPart, PlanText, Programme, ReportDeadline, Target
from plans.queries import Content
from plans.views import cells, columns, outline, panel
from plans.views.sight import plan_in_sight
from plans.wording import brief, condition_chip, full_citation
from workflow import sending
from workflow.rules import Situation, edit_refusal

FOUND_AT_MOST = 8


@require_safe
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The first section of the editor, or the section and field of a place (``cho``)."""
    plan = plan_in_sight(request.user, code)
    place = request.GET.get("cho", "")[:80]
    slug = outline.slug_at(plan, place) if place else outline.FIRST
    at = f"#{quote(place.removeprefix('annex-'))}" if place else ""
    return redirect(f"{outline.section_url(plan.code, slug)}{at}")


@require_safe
def edit(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One section with the outline and the findings; as text where the plan is locked for this person."""
    return section_page(request, plan_in_sight(request.user, code), slug)


def section_page(
    request: HttpRequest, plan: Plan, slug: str, *, faults: dict[str, list[str]] | None = None
) -> HttpResponse:
    """A section of the editor; with the faults of a row that its form could not add, what was typed stays there."""
    content = queries.content(plan)
    section = next((one for one in outline.sections(content) if one.slug == slug), None)
    if section is None:
        raise Http404
    area = section.area.row.area.code if section.area else ""
    powers = powers_in(request)
    situation = Situation(request.user, [plan], powers=powers)
    refusal = edit_refusal(request.user, plan, area=area, situation=situation)
    found = checks.check_read(content)
    drawn = outline.drawn(content, found, locked=bool(refusal))
    beside = panel.panel(request, plan, powers, drawn["stopping"])
    shown = _CONTEXTS.get(slug, _area)(request, content, section, bool(refusal))
    rows = list(panel.rows_in(shown))
    panel.at_rows(rows, beside["remarks"], answers=not refusal)
    context = {
        "plan": content.plan,
        "content": content,
        "section": section,
        "refusal": refusal,
        "locked": bool(refusal),
        "outline": outline.outline(content, found, slug),
        "replaced_brief": brief(plan.replaces_text),
        "submit_label": sending.label_of(plan),
        "situation": situation,
        "legend": panel.legend(content, rows),
        "removed": _removed(request, plan),
        "asked": request.POST if faults else {},
        "faults": faults or {},
        "fault_rows": [{"text": text} for texts in (faults or {}).values() for text in texts],
        "lists": {} if refusal else cells.lists_of(content.plan),
        **drawn,
        **beside,
        **shown,
    }
    return render(request, f"plans/edit/{_TEMPLATES.get(slug, 'area')}.html", context, status=422 if faults else 200)


def _removed(request: HttpRequest, plan: Plan) -> dict | None:
    """The row that was just removed, for [Hoàn tác]."""
    kind, _, pk = request.GET.get("da-xoa", "").rpartition("-")
    model = cells.KINDS.get(kind)
    if model is None or not pk.isdecimal():
        return None
    row = model.everything.filter(plan=plan, pk=int(pk)).exclude(removed_at=None).first()
    return row and {"row": row, "noun": row._meta.verbose_name, "address": cells.address_of(plan, row)}


def _general(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    return {}


def _bases(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    words = request.GET.get("tim", "").strip()[:100]
    rows = [
        cells.view(content.plan, row, n, noun="Căn cứ", locked=locked, words=full_citation(row.document))
        for n, row in enumerate(content.bases, start=1)
    ]
    cited = [
        {
            "key": key,
            "mark": "{{cite:" + key + "}}",
            "footnote": any(row.footnote for row in found),
            "words": "; ".join(full_citation(row.document) for row in found),
        }
        for key, found in content.cited.items()
    ]
    return {"rows": rows, "words": words, "cited": cited, "found": _found(request, words)}


def _found(request: HttpRequest, words: str) -> list[KnownDocument]:
    if not words:
        return []
    return [
        {"pk": row.pk, "words": full_citation(row)}
        for row in queries.documents_like(request.user, words, FOUND_AT_MOST)
    ]


def _aims(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    return {"texts": _texts(content, ("purpose", "requirements"), locked)}


def _texts(content: Content, names: tuple[str, ...], locked: bool) -> list[dict]:
    rows = {row.section: row for row in content.plan.plantexts.all()}
    return [
        {"title": PlanText.Section(name).label, "row": cells.view(content.plan, rows[name], locked=locked)}
        for name in names
        if name in rows
    ]


def _area(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    area, plan = section.area, content.plan
    empty = [row for row in content.empty_rows if getattr(row, "area_id", None) == area.row.area_id]
    targets = sorted([*area.targets, *(row for row in empty if isinstance(row, Target))], key=_order)
    tasks = sorted([*area.tasks, *(row for row in empty if not isinstance(row, Target))], key=_order)
    prefetch_related_objects(tasks, "tags__tag")
    shown = columns.shown(request)
    grid = ("content", "product_text", "lead_text", "timing_text", *columns.fields_of(shown))
    return {
        "area": area,
        "heading": cells.view(plan, area.row, locked=locked),
        "waiver": content.waivers.get((queries.AREA_MISSING, queries.area_place(area.row))),
        "pasting": [] if locked else [_pasting(plan, model) for model in pasting.COLUMNS],
        "columns": shown,
        "columns_offered": columns.offered(shown),
        "tagging": not locked and Programme.objects.on(queries.plan_day(plan)).exists(),
        "targets": [
            {"view": cells.view(plan, row, n, names=("phrase",), noun="Chỉ tiêu", locked=locked), **read_as(row)}
            for n, row in enumerate(targets, start=1)
        ],
        "tasks": [
            {"view": cells.view(plan, row, n, names=grid, noun="Nhiệm vụ", locked=locked), "row": row}
            for n, row in enumerate(tasks, start=1)
        ],
    }


def _pasting(plan: Plan, model: type[PlanPart]) -> dict:
    """The sheet into which a table for a grid is pasted."""
    kind = cells.slug_of(model)
    return {
        "dialog": f"dan-{kind}",
        "field": f"bang-{kind}",
        "title": f"Dán {model._meta.verbose_name} từ Word, Excel",
        "address": reverse("plans:paste", args=[plan.code, kind]),
        "labels": list(pasting.COLUMNS[model].values()),
    }


def _order(row) -> tuple[int, int]:
    return row.order, row.pk


def read_as(target: Target) -> dict:
    """How a target is understood: its first chip, how many conditions, or that it cannot be measured."""
    conditions = list(target.conditions.all())
    measurable = bool(conditions) and any(row.operator != "minimise" for row in conditions)
    return {
        "chip": condition_chip(conditions[0]) if measurable else "Chưa đo được",
        "count": len(conditions),
        "measurable": measurable,
        "reason": target.unmeasurable_reason,
    }


def _organisation(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    plan = content.plan
    rows = sorted([*content.responsibilities, *_empty(content, "responsibility")], key=_order)
    taken = {row.period for row in content.deadlines}
    return {
        "rows": [cells.view(plan, row, n, noun="Đơn vị", locked=locked) for n, row in enumerate(rows, start=1)],
        "deadlines": [
            cells.view(plan, row, n, noun="Hạn", locked=locked, options=_WAYS)
            for n, row in enumerate(content.deadlines, start=1)
        ],
        "open_periods": [(key, label) for key, label in ReportDeadline.Period.choices if key not in taken],
        "texts": _texts(content, ("funding", "closing"), locked),
    }


_WAYS = {"inclusive": (("", "trước ngày"), ("1", "chậm nhất ngày"))}


def _empty(content: Content, name: str) -> list:
    return [row for row in content.empty_rows if row._meta.model_name == name]


def _recipients(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    rows = sorted([*content.recipients, *_empty(content, "planrecipient")], key=_order)
    plan = content.plan
    return {
        "rows": [cells.view(plan, row, n, noun="Nơi nhận", locked=locked) for n, row in enumerate(rows, start=1)],
        "signers": [(row.pk, mandate_label(row)) for row in signers(plan)],
        "signer": mandate_label(plan.signer) if plan.signer else "",
    }


def _annex(request: HttpRequest, content: Content, section: outline.Section, locked: bool) -> dict:
    return {"areas": [area for area in content.areas if area.tasks]}


_CONTEXTS = {
    outline.GENERAL: _general,
    outline.BASES: _bases,
    outline.AIMS: _aims,
    outline.ORGANISATION: _organisation,
    outline.RECIPIENTS: _recipients,
    outline.ANNEX: _annex,
}
_TEMPLATES = {
    outline.GENERAL: "general",
    outline.BASES: "bases",
    outline.AIMS: "aims",
    outline.ORGANISATION: "organisation",
    outline.RECIPIENTS: "recipients",
    outline.ANNEX: "annex",
}
