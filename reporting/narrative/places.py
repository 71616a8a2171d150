"""Which table drafts which place of an outline. Pure."""

from typing import Protocol

from reporting.narrative import directing, judging, results
from reporting.narrative.sentences import LineFrom, Paragraph, Sentence
from reporting.outlines import LINES, Content


class Section(Protocol):
    """A place of an outline, stored or as data."""

    code: str
    title: str
    content: str
    area_code: str


_BY_TITLE = directing.PLACES | results.PLACES


def paragraphs_for(section: Section) -> tuple[Paragraph, ...]:
    """The paragraphs that are drafted for a place; none where the portal knows nothing of it."""
    if section.content == Content.HEADING:
        return results.area_lead(section.area_code) if section.area_code else ()
    return _BY_TITLE.get(section.title, ())


def lines_for(section: Section) -> tuple[LineFrom, ...]:
    """How the rows of a place are drafted; none where it has no rows."""
    return judging.LINES.get(section.content, ())


def sentences_of_rows(kind: str) -> tuple[Paragraph, ...]:
    """The sentences that rows of a kind are drafted from where they quote no row: what such a row rests on."""
    return (tuple(Sentence(form.clause) for form in judging.LINES.get(kind, ()) if form.clause),)


def is_written(section: Section) -> bool:
    """Whether a text stands at a place: written places, and headings of areas, which have an introduction."""
    return section.content == Content.TEXT or (section.content == Content.HEADING and bool(section.area_code))


def has_lines(section: Section) -> bool:
    """Whether rows stand at a place."""
    return section.content in LINES
