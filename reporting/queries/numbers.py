"""The numbers of a report with their sources, read from what it says (``reporting.narrative.numbers``)."""

from dataclasses import replace

from organisations.models import User
from reporting.models import ReportLine, ReportSection
from reporting.narrative.keys import marks
from reporting.narrative.numbers import Number, Origin, numbers_in, numbers_of_text
from reporting.narrative.places import paragraphs_for
from reporting.queries.content import Content
from reporting.queries.figures import Figures
from reporting.queries.known import Known, is_open
from reporting.statistics.shape import RowKind


def numbers_of(found: Content, known: Known | None = None) -> list[Number]:
    """Every number in texts, rows and figures of a report with its origin, in reading order."""
    known = known or Known(found.report, found)
    people = _writers(found)
    numbers: list[Number] = []
    for place in found.places:
        if place.section:
            who = _who(place.section, people)
            numbers += _numbers(place.section, place.ref, known, who, paragraphs_for(place.row))
        for line in place.lines:
            numbers += _numbers(line, f"line-{line.pk}", known, _who(line, people))
    return [*numbers, *(figure_numbers(found.figures) if found.figures else ())]


def typed(found: Content, known: Known | None = None) -> list[Number]:
    """The numbers that were typed by hand, for the list that the chairman sees."""
    return [one for one in numbers_of(found, known) if one.origin == Origin.TYPED]


def figure_numbers(figures: Figures) -> list[Number]:
    """The numbers of the form's cells, each with the Value it is; of a computed cell without one."""
    sheet = figures.sheet()
    numbers: list[Number] = []
    for row in figures.form.rows:
        if row.kind in (RowKind.HEADING, RowKind.TABLE):
            continue
        value = None if row.table or not row.typed else figures.stored(row)
        numbers += _cell(f"figure-{row.code}", sheet.printed(row.code), row.metric, value)
        for line in sheet.lines if row.table else ():
            value = figures.stored(row, field=line.key) if row.typed else None
            printed = sheet.in_line(line)(row.code).printed()
            numbers += _cell(f"figure-{row.code}-{line.key}", printed, f"{row.metric}/{line.key}", value)
    return numbers


def _cell(place: str, printed: str, key: str, stored) -> list[Number]:
    values = (stored.value_id,) if stored is not None and stored.value_id else ()
    return [Number(place, number, Origin.VALUE, key, values) for number in numbers_in(printed)]


def _numbers(row: ReportSection | ReportLine, place: str, known: Known, who: str, paragraphs=()) -> list[Number]:
    """The numbers of a text; of a report that was sent as they were seen."""
    then = {} if is_open(known.report) else row.seen
    words = {key: then.get(key) or known.words(key) for key in marks(row.text)}
    found = numbers_of_text(row.text, place, words, paragraphs=paragraphs, typed_by=who)
    return [_with_source(one, known) if one.key else one for one in found]


def _with_source(number: Number, known: Known) -> Number:
    source = known.source(number.key)
    return replace(number, values=source.values, source=source.words)


def _writers(found: Content) -> dict[int, str]:
    """Names of those who wrote texts and rows last: one query."""
    rows = [place.section for place in found.places if place.section]
    rows += [line for place in found.places for line in place.lines]
    users = User.objects.select_related("official").in_bulk({row.updated_by_id for row in rows if row.updated_by_id})
    return {pk: user.display_name for pk, user in users.items()}


def _who(row: ReportSection | ReportLine, people: dict[int, str]) -> str:
    return f"Số gõ tay, {people[row.updated_by_id]}" if row.updated_by_id in people else "Số gõ tay"
