"""Verbs that write the first draft of a report from facts: "Soạn lại từ số liệu" (issue 4, ux 4.13)."""

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.models import Report, ReportLine, ReportSection
from reporting.narrative.places import has_lines, is_written, lines_for, paragraphs_for, sentences_of_rows
from reporting.narrative.sentences import drafted, lacking, resting_on, seen_now
from reporting.queries import Content, Place, content
from reporting.queries.known import Known
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import Refused, Situation, edit_refusal


@dataclass(frozen=True)
class Drafted:
    """What a draft wrote. sections: codes of places; lines: how many rows; missing: codes of the form's rows that
    places without any text still need, by place.
    """

    sections: tuple[str, ...]
    lines: int
    missing: dict[str, tuple[str, ...]]


def draft_report(*, report: Report, by) -> Drafted:
    """Draft every place that nobody has written yet, as far as ``by`` may write it. Raises Refused where that is none.

    Text and rows that a person has changed or confirmed stay as they are.
    """
    found = content(report)
    areas = _areas(report, by, found)
    places = [place for place in found.places if place.row.area_code in areas]
    with editing(report, by=by, area=areas[0]) as locked:
        return _draft(locked, found, [place for place in places if _is_free(place)], set(areas), by)


def draft_section(*, report: Report, code: str, by, replace: bool = False) -> Drafted:
    """Draft one place anew. replace: also where a person has changed the text; without it that is refused.

    Raises Refused (locked, not theirs, changed by a person), KeyError for a place that the outline does not have.
    """
    found = content(report)
    place = found.place(code)
    with editing(report, by=by, area=place.row.area_code) as locked:
        if not replace and not _is_free(place) and is_written(place.row):
            raise Refused(
                f"Mục {code} đã có người viết hoặc xác nhận. Chọn thay bằng bản soạn lại nếu không giữ bản đang có."
            )
        return _draft(locked, found, [place], None, by)


def missing_words(found: Content, known: Known, place: Place) -> str:
    """Why a place cannot be drafted: which figures it lacks; "" where it can be, or nothing is known of it."""
    codes = _missing(known, place)
    if not codes or drafted(paragraphs_for(place.row), known, place.row.area_code):
        return ""
    return f"Chưa đủ số liệu để soạn đoạn này: còn {', '.join(codes)}."


def _areas(report: Report, by, found: Content) -> list[str]:
    """The areas of the outline in which ``by`` may write. Raises Refused with the sentence where there is none."""
    situation = Situation(by, [report])
    asked = dict.fromkeys(place.row.area_code for place in found.places)
    sentences = {area: edit_refusal(by, report, area=area, situation=situation) for area in asked}
    areas = [area for area, sentence in sentences.items() if not sentence]
    if not areas:
        raise Refused(next(iter(sentences.values())) or "Đề cương chưa có mục nào.")
    return areas


def _is_free(place: Place) -> bool:
    """Whether nobody has written or confirmed the text of a place."""
    section = place.section
    return section is None or not section.text.strip() or (section.machine and section.confirmed_at is None)


def _draft(report: Report, found: Content, places: list[Place], areas: set[str] | None, by) -> Drafted:
    known = Known(report, found)
    texts = {place.code: drafted(paragraphs_for(place.row), known, place.row.area_code) for place in places}
    # Where nothing is known a draft that said something else goes; what a person wrote stays.
    written = [
        place for place in places if is_written(place.row) and (texts[place.code] or (place.text and _is_free(place)))
    ]
    _write([(place, texts[place.code]) for place in written], known, report, by)
    lines = sum(_draft_lines(place, known, report, areas, by) for place in places if has_lines(place.row))
    empty = [place for place in places if is_written(place.row) and not texts[place.code]]
    missing = {place.code: codes for place in empty if (codes := _missing(known, place))}
    return Drafted(tuple(place.code for place in written if texts[place.code]), lines, missing)


def _write(texts: Iterable[tuple[Place, str]], known: Known, report: Report, by) -> None:
    """Write drafts in two queries."""
    moment = now()
    fresh, old = [], []
    for place, text in texts:
        row = place.section or ReportSection(report=report, code=place.code)
        row.seen = seen_now(resting_on(text, paragraphs_for(place.row), known), known)
        row.text, row.machine, row.drafted_at, row.updated_by, row.updated_at = text, True, moment, by, moment
        row.confirmed_at, row.confirmed_by = None, None
        if row.pk:
            row.version += 1
        (old if row.pk else fresh).append(row)
    ReportSection.objects.bulk_create(fresh)
    names = [
        "text",
        "machine",
        "seen",
        "drafted_at",
        "confirmed_at",
        "confirmed_by",
        "version",
        "updated_by",
        "updated_at",
    ]
    ReportSection.objects.bulk_update(old, names)


def _draft_lines(place: Place, known: Known, report: Report, areas: set[str] | None, by) -> int:
    """Add rows for what the facts say, refresh the drafted ones that nobody confirmed; returns how many were written.

    A row that a person removed does not come back; a draft whose fact is gone goes with it.
    """
    rows = list(ReportLine.objects.filter(report=report, kind=place.what).order_by("order", "pk"))
    standing = {row.source: row for row in rows if row.source}
    wanted: dict[str, str] = {}
    for form in lines_for(place.row):
        for source, text in form.said(known):
            wanted.setdefault(source, text)
    gone = [row.pk for row in rows if _is_draft(row) and row.source not in wanted]
    ReportLine.objects.filter(pk__in=gone).delete()
    order = max((row.order for row in rows), default=0)
    fresh, old = [], []
    for source, text in wanted.items():
        quoted = known.row(source)
        area = quoted.area if quoted and quoted.area else place.row.area_code
        row = standing.get(source)
        if (areas is not None and area not in areas) or (row and not _is_draft(row)):
            continue
        if row is None:
            order += 1
            row = ReportLine(report=report, kind=place.what, order=order, source=source, area_code=area)
        row.text, row.seen, row.updated_by = text, _seen(place, text, known), by
        (old if row.pk else fresh).append(row)
    ReportLine.objects.bulk_create(fresh)
    ReportLine.objects.bulk_update(old, ["text", "seen", "updated_by"])
    return len(fresh) + len(old)


def _seen(place: Place, text: str, known: Known) -> dict[str, str]:
    """What a row rests on, as it stands now."""
    return seen_now(resting_on(text, sentences_of_rows(place.what), known), known)


def _is_draft(row: ReportLine) -> bool:
    """Whether a row came from facts and nobody has confirmed, changed or removed it."""
    return bool(row.source) and row.confirmed_at is None and row.removed_at is None and row.taken_from_id is None


def _missing(known: Known, place: Place) -> tuple[str, ...]:
    """The codes of the form's rows that the sentences of a place lack."""
    keys = lacking(paragraphs_for(place.row), known)
    codes = (known.code(key) for key in keys)
    return tuple(dict.fromkeys(code for code in codes if code))
