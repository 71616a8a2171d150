"""A report as official paper: the fixed words of a report stand here, everything else is the report's own.

Nghị định 30/2020/NĐ-CP, Phụ lục I and III (Mẫu 1.4): "Kính gửi" and "Như trên" for a report to a superior; sections I,
1, a numbered without gaps, whatever their codes in the outline are (domain 1.3, 1.7, 3.1).
"""

from collections.abc import Iterator

from documents.citing import lower_first
from documents.layout import (
    Annex,
    Block,
    DashItem,
    Heading,
    Issuer,
    Paper,
    Paragraph,
    Recipient,
    Signature,
    blocks_from_text,
    roman,
)
from documents.reading.dates import format_date_short
from plans.wording import issuer_in_text
from reporting.annexes import Grid, blocks_of, figure_grids, initiative_grid, target_grid, task_grid
from reporting.annexes.consolidated import consolidated_grids
from reporting.models import Report
from reporting.outlines import Content as What
from reporting.queries import Content, Place
from reporting.receivers import CLERK, addressees, own_leaders, written

TYPE_NAME = "BÁO CÁO"
FIGURES_TITLE = "Thống kê số liệu cải cách hành chính"
TASKS_TITLE = "Thống kê nhiệm vụ, sáng kiến, mô hình cải cách hành chính"
_LEVELS = {1: "section", 2: "clause", 3: "point"}


def paper_of(found: Content, signature: Signature, *, year: int) -> Paper:
    """The report as a draft paper: no number, no day.

    found: with its marks replaced by words. year: the year that the blank day is printed with.
    """
    report, unit = found.report, found.report.unit
    annexes = () if report.nil_words else annexes_of(found)
    return Paper(
        issuer=Issuer(unit.issuer_name or unit.name, superior=unit.superior_name, name_in_text=unit.issuer_name),
        symbol=report.symbol,
        place=unit.place_name or unit.name,
        type_name=TYPE_NAME,
        subject=report.title,
        year=year,
        addressees=addressees(report),
        blocks=tuple(_blocks(found, annexes)),
        recipients=_recipients(report),
        archive=written(report)[1] or (CLERK,),
        signature=signature,
        annexes=annexes,
        # Signed by pen, with scan or paper kept: the annex names its document in full (III.1.c, Mẫu 2.1).
        medium="paper",
    )


def _recipients(report: Report) -> tuple[Recipient, ...]:
    names, _ = written(report)
    if names:
        return tuple(Recipient(name, ref="recipients") for name in names)
    return tuple(Recipient(name, "report", ref="recipients") for name in own_leaders(report.unit))


def grids_of(found: Content, *, whole: bool = False) -> tuple[tuple[str, tuple[Grid, ...]], ...]:
    """(title, tables) of each annex, those without anything to say left out.

    whole: also what is too long to be printed, for the workbook.
    """
    figures = figure_grids(found.report, found.figures) if found.figures else ()
    work = tuple(grid for grid in (task_grid(found.report), initiative_grid(found)) if grid)
    own = tuple((title, grids) for title, grids in ((FIGURES_TITLE, figures), (TASKS_TITLE, work)) if grids)
    return (*own, *consolidated_grids(found.report, whole=whole))


def annexes_of(found: Content) -> tuple[Annex, ...]:
    """The annexes with their tables, on turned pages."""
    return tuple(
        Annex(title, tuple(block for grid in grids for block in blocks_of(grid)), landscape=True, ref=f"annex-{at}")
        for at, (title, grids) in enumerate(grids_of(found), start=1)
    )


def _blocks(found: Content, annexes: tuple[Annex, ...]) -> Iterator[Block]:
    report = found.report
    if report.nil_words:
        yield Paragraph(report.nil_words, ref="nil")
        if report.replaces_text:
            yield Paragraph(f"Báo cáo này thay thế {report.replaces_text.rstrip(' .;')}.", ref="report-replaces")
        return
    yield Paragraph(_opening(report), ref="report-opening")
    yield from (Paragraph(words, ref="report-window") for words in _window(report))
    if annexes:
        yield Paragraph(_pointing(len(annexes)), ref="report-annexes")
    targets = _targets(found)
    for place in _with_something(found, targets):
        yield Heading(_LEVELS[place.row.level], place.row.title, ref=place.ref)
        yield from blocks_from_text(place.text, ref=place.ref)
        for line in place.lines:
            first, *more = line.text.splitlines() or [""]
            yield DashItem(first.lstrip("-–— ").strip(), ref=f"line-{line.pk}")
            yield from blocks_from_text("\n".join(more), ref=f"line-{line.pk}")
        if place.what == What.TARGETS and targets:
            yield from blocks_of(targets)
    yield Paragraph(f"Trên đây là Báo cáo {_subject(report)} của {issuer_in_text(report.unit)}.", ref="report-closing")


def _targets(found: Content) -> Grid | None:
    """The table of the year's targets, where the outline has a place for it."""
    return target_grid(found.report) if any(place.what == What.TARGETS for place in found.places) else None


def _with_something(found: Content, targets: Grid | None) -> list[Place]:
    """Places that hold something, and those above them, in the order of the outline."""
    said = [place.code for place in found.places if not place.is_empty or (targets and place.what == What.TARGETS)]
    return [
        place for place in found.places if place.code in said or any(code.startswith(f"{place.code}.") for code in said)
    ]


def _subject(report: Report) -> str:
    return lower_first(report.title)


def _replaced(report: Report) -> str:
    return f" (thay thế {report.replaces_text.rstrip(' .;')})" if report.replaces_text else ""


def _ground(report: Report) -> str:
    """By which document the report is owed."""
    source = report.round.call.source_text.rstrip(" .;") if report.round else ""
    return f"Thực hiện {source}, " if source else ""


def _opening(report: Report) -> str:
    who = issuer_in_text(report.unit)
    return f"{_ground(report)}{who} báo cáo {_subject(report)}{_replaced(report)} như sau:"


def _window(report: Report) -> Iterator[str]:
    """Which days the figures are of; up to which they are counted and from where they are estimated."""
    first, last = format_date_short(report.window_from), format_date_short(report.window_to)
    counted = ""
    if report.as_of and report.as_of < report.window_to:
        counted = f", thực hiện đến ngày {format_date_short(report.as_of)}, ước thực hiện đến ngày {last}"
    yield f"Số liệu báo cáo tính từ ngày {first} đến ngày {last}{counted}."
    if report.window_note:
        yield report.window_note


def _pointing(count: int) -> str:
    """The body points to its annexes (III.1.a)."""
    names = "Phụ lục" if count == 1 else " và ".join(f"Phụ lục {roman(at)}" for at in range(1, count + 1))
    return f"(Có {names} kèm theo)"
