"""Places of a report by the names that remarks and findings use, and whose area each is."""

from collections.abc import Iterable, Iterator

from reporting.models import OutlineSection, Report, ReportLine
from reporting.queries.forms import form_of
from reporting.queries.parts import areas_of

_SECTION, _LINE, _FIGURE = "section-", "line-", "figure-"


def areas_at(report: Report, places: Iterable[str]) -> dict[str, str]:
    """The area code of each place ("section-II.2.d", "line-12", "figure-3.4.c7-dat-dai"); places of no area are left out.

    At most one query for each kind of place that is asked for, two for figures.
    """
    asked = list(places)
    found = {**_of_sections(report, asked), **_of_lines(report, asked), **_of_figures(report, asked)}
    return {place: area for place, area in found.items() if area}


def _keys(places: list[str], opening: str) -> Iterator[tuple[str, str]]:
    return ((place, place.removeprefix(opening)) for place in places if place.startswith(opening))


def _of_sections(report: Report, places: list[str]) -> dict[str, str]:
    wanted = dict(_keys(places, _SECTION))
    if not wanted:
        return {}
    rows = OutlineSection.objects.filter(outline=report.outline_id, code__in=wanted.values())
    areas = dict(rows.values_list("code", "area_code"))
    return {place: areas.get(code, "") for place, code in wanted.items()}


def _of_lines(report: Report, places: list[str]) -> dict[str, str]:
    wanted = {place: int(key) for place, key in _keys(places, _LINE) if key.isdecimal()}
    if not wanted:
        return {}
    areas = dict(ReportLine.objects.filter(report=report, pk__in=wanted.values()).values_list("pk", "area_code"))
    return {place: areas.get(pk, "") for place, pk in wanted.items()}


def _of_figures(report: Report, places: list[str]) -> dict[str, str]:
    wanted = {place: key.partition(".")[0] for place, key in _keys(places, _FIGURE)}
    if not wanted or report.form is None:
        return {}
    form = form_of(report.form)
    areas = {part: area for (_, _, part), area in areas_of([form]).items()}
    return {place: areas.get(part, "") for place, part in wanted.items()}
