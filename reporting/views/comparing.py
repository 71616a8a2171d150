"""So sánh: two states of a report, or reports of two periods, side by side (ux section 4.11)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reporting.comparing import FIGURE, LINE, PLACE, Difference, differences
from reporting.models import Report, ReportVersion
from reporting.outlines import LINES
from reporting.queries import Content, content
from reporting.queries.neighbours import report_before, report_of_year_before
from reporting.queries.versions import version_content
from reporting.views.reading import own_side
from reporting.views.sight import report_in_sight, reports_of
from workflow.models import Road

NOW, REPLACED, PREVIOUS, YEAR = "hien-nay", "ban-cu", "ky-truoc", "nam-truoc"


@dataclass(frozen=True)
class Side:
    """One state that can be compared. key: its word in addresses; version: what was kept, None for the rows of today."""

    key: str
    label: str
    report: Report
    version: ReportVersion | None = None

    @property
    def at(self) -> datetime | None:
        """When it was sent."""
        return self.version.kept_at if self.version else None

    def read(self) -> dict:
        """What it says."""
        return self.version.content if self.version else version_content(self.report)


@require_safe
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """What this report can be compared with; ``?truoc=…&sau=…`` leads to the two sides."""
    report = report_in_sight(request.user, code)
    before, after = request.GET.get("truoc", ""), request.GET.get("sau", "")
    if before:
        return redirect(page_url(report, before, after))
    sides = sides_of(request, report)
    old = next((one for one in sides if one.key != _standing(sides)), None)
    context = {**_frame(report), "sides": sides, "old_key": old.key if old else "", "new_key": _standing(sides)}
    offers = [
        {"label": f"So với {one.label[:1].lower()}{one.label[1:]}", "at": one.at, "url": page_url(report, one.key)}
        for one in sides
        if one.key != _standing(sides)
    ]
    return render(request, "reporting/content/compare_choose.html", {**context, "offers": offers})


@require_safe
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """One side against another: changed places only, everything with ``?xem=ca``."""
    report = report_in_sight(request.user, code)
    sides = sides_of(request, report)
    asked = request.GET.get("voi", "") or _standing(sides)
    by_key = {side.key: side for side in sides}
    old, new = by_key.get(other), by_key.get(asked)
    if old is None or new is None:
        raise Http404
    everything = request.GET.get("xem") == "ca"
    whole = differences(old.read(), new.read(), names_of(content(report)), everything=True)
    places = [one for one in whole if one.kind]
    context = {
        **_frame(report),
        "sides": sides,
        "old": old,
        "new": new,
        "old_key": old.key,
        "new_key": new.key,
        "groups": _groups(whole if everything else places),
        "changed": len(places),
        "same": len(whole) - len(places),
        "everything": everything,
        "more_url": page_url(report, other, asked, everything=not everything),
        "turned_url": page_url(report, new.key, old.key),
    }
    return render(request, "reporting/content/compare.html", context)


_HEADS = {PLACE: "Nội dung", LINE: "Đánh giá, phương hướng, kiến nghị", FIGURE: "Số liệu"}


def _groups(places: list[Difference]) -> list[dict]:
    """Texts, rows and figures below a heading each."""
    groups = [{"head": head, "places": [one for one in places if one.group == key]} for key, head in _HEADS.items()]
    return [group for group in groups if group["places"]]


def page_url(report: Report, old: str, new: str = "", *, everything: bool = False) -> str:
    """The page that compares two sides; the newer one is the report as it stands unless it is named."""
    asked = {**({"voi": new} if new else {}), **({"xem": "ca"} if everything else {})}
    url = reverse("reporting:compare", args=[report.code, old])
    return f"{url}?{urlencode(asked)}" if asked else url


def names_of(found: Content) -> dict[str, str]:
    """What a reader calls every place of a comparison (``reporting.comparing.Difference.ref``), in their order."""
    names = {place.ref: f"{place.code} {place.row.title}" for place in found.places}
    names |= {
        f"{LINE}-{place.what}": f"{place.code} {place.row.title}" for place in found.places if place.what in LINES
    }
    if found.figures is not None:
        names |= dict(_figure_names(found))
    return names


def _figure_names(found: Content) -> Iterator[tuple[str, str]]:
    fields = found.figures.fields
    for row in found.figures.form.rows:
        if not row.table:
            yield f"{FIGURE}-{row.code}", f"{row.code} {row.label}"
            continue
        words = f"{row.group}: {row.label.lower()} {row.number}".strip()
        for key, name in fields:
            yield f"{FIGURE}-{row.code}@{key}", f"{name}, {words[:1].lower()}{words[1:]}"


def sides_of(request: HttpRequest, report: Report) -> list[Side]:
    """Every side that the person may read: what was sent, the report it replaces, of the period and the year before,
    and as it stands now."""
    own = own_side(request.user, report)
    sent = list(report.versions.order_by("sending")) if own or report.road == Road.REVIEW_THEN_SIGN else []
    sides = [Side(str(one.sending), f"Bản gửi lần {one.sending}", report, one) for one in sent]
    others = reports_of(request.user).filter(unit=report.unit_id, binned_at=None).exclude(pk=report.pk)
    for key, word, found in (
        (REPLACED, "Bản được thay thế", others.filter(pk=report.replaces_id).first()),
        (PREVIOUS, "Kỳ trước", report_before(report, others)),
        (YEAR, "Cùng kỳ năm trước", report_of_year_before(report, others)),
    ):
        if found is not None:
            label = f"{word}: {found.period.label}" if key != REPLACED else word
            sides.append(Side(key, label, found, found.versions.order_by("-sending").first()))
    return [*sides, Side(NOW, "Bản hiện nay", report)]


def _standing(sides: list[Side]) -> str:
    return sides[-1].key


def _frame(report: Report) -> dict:
    parents = [
        {"label": "Báo cáo", "url": reverse("reporting:list")},
        {"label": str(report), "url": reverse("reporting:read", args=[report.code])},
    ]
    return {"report": report, "parents": parents}
