"""A report as official paper: the fixed words of a report stand here, everything else is the report's own."""

from collections.abc import Iterator

from documents.layout import Block, Heading, Issuer, Paper, Paragraph, Signature, blocks_from_text
from reporting.outlines import Content as What
from reporting.queries import Content

TYPE_NAME = "BÁO CÁO"
_LEVELS = {1: "section", 2: "clause", 3: "point"}


def paper_of(found: Content, signature: Signature, *, year: int) -> Paper:
    """The report as a draft paper: no number, no day. year: the year that the blank day is printed with."""
    report, unit = found.report, found.report.unit
    return Paper(
        issuer=Issuer(unit.issuer_name or unit.name, superior=unit.superior_name, name_in_text=unit.issuer_name),
        symbol=report.symbol,
        place=unit.place_name or unit.name,
        type_name=TYPE_NAME,
        subject=report.title,
        year=year,
        blocks=tuple(_blocks(found)),
        signature=signature,
        medium="paper",
    )


def _blocks(found: Content) -> Iterator[Block]:
    if found.report.nil_words:
        yield Paragraph(found.report.nil_words, ref="nil")
        return
    for place in found.places:
        if place.is_empty and place.what != What.HEADING:
            continue
        yield Heading(_LEVELS[place.row.level], place.row.title, ref=place.ref)
        yield from blocks_from_text(place.text, ref=place.ref)
        for line in place.lines:
            yield from blocks_from_text(f"- {line.text}", ref=f"line-{line.pk}")
