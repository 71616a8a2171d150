"""Pieces of a table that look alike in many rows, drawn once for a page: fifty pills are seven templates."""

from collections.abc import Hashable

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cchc_portal.board.details import Words
from cchc_portal.board.rows import UnitRow

_ESTIMATED = SafeString(' <span class="secondary nowrap">có số ước</span>')
# The last cells of a row, written at once: as a template they took an eighth of the page.
_REST = SafeString(
    '<td class="number" data-label="{}"{}><div>{}{}</div></td><td class="number" data-label="{}"{}><div>{}</div></td>'
    '<td data-label="Chuyên viên">{}</td><td data-label="Từ khi nào"{}>{}</td>'
)
_NOBODY = SafeString('<span class="secondary">chưa giao</span>')


def _told(row: UnitRow) -> list[dict] | None:
    """What was found and what is open, one line each where there is some; None where nothing is known."""
    if row.faults is None:
        return None
    must, should, remarks = row.faults
    told = ((must, "lỗi", "ink-red"), (should, "nên xem", "ink-amber"), (remarks, "ý kiến", ""))
    lines = [{"number": number, "word": word, "ink": ink} for number, word, ink in told if number]
    return lines if lines or must is not None else None


def _none(nothing: bool) -> SafeString:
    """Mark of a cell that says nothing: a phone leaves it out."""
    return SafeString(" data-none" if nothing else "")


class Pieces:
    """The pieces of one page, by what they say. words: heads of the table's columns."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._drawn: dict[Hashable, SafeString] = {}

    def draw(self, rows: list[UnitRow]) -> None:
        """Give every row its pill, its deadline and its last cells."""
        for row in rows:
            pill, asked = row.pill, row.asked
            row.state_html = self._piece("components/pill.html", tuple(pill.values()), pill)
            if row.skipped:
                row.due_html = format_html('<div class="secondary extended">{}</div>', asked.skip_reason)
            else:
                row.due_html = self._piece("components/due.html", row.due, {"due": row.due, "stacked": True})
            if asked.extended_to and not row.skipped:
                row.due_html += format_html('<div class="secondary extended">Gia hạn: {}</div>', asked.extension_reason)
            row.faults_html = self._faults(row)
            row.rest_html = self._rest(row)

    def _rest(self, row: UnitRow) -> SafeString:
        """Size, faults, who follows the unit, since when it stands so."""
        officer, since = row.asked.officer, row.since
        return format_html(
            _REST, self.words.size, _none(row.size == "–"), row.size, _ESTIMATED if row.estimated else "",
            self.words.faults, _none(not row.faults), row.faults_html,
            officer.display_name if officer else _NOBODY, _none(since == "–"), since,
        )  # fmt: skip

    def _faults(self, row: UnitRow) -> SafeString:
        key = ("faults", row.faults)
        if key not in self._drawn:
            self._drawn[key] = render_to_string("calls/faults.html", {"faults": _told(row)})
        return self._drawn[key]

    def _piece(self, template: str, key: Hashable, context: dict) -> SafeString:
        if (template, key) not in self._drawn:
            self._drawn[template, key] = render_to_string(template, context)
        return self._drawn[template, key]
