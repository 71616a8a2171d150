"""Pieces of a table that look alike in many rows, drawn once for a page: fifty pills are seven templates."""

from collections.abc import Hashable

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from cchc_portal.board.rows import UnitRow

_NOBODY = SafeString('<span class="secondary">chưa giao</span>')


def _told(row: UnitRow) -> list[dict] | None:
    """What was found and what is open, one line each where there is some; None where nothing is known."""
    if row.faults is None:
        return None
    must, should, remarks = row.faults
    told = ((must, "lỗi", "ink-red"), (should, "nên xem", "ink-amber"), (remarks, "ý kiến", ""))
    lines = [{"number": number, "word": word, "ink": ink} for number, word, ink in told if number]
    return lines if lines or must is not None else None


class Pieces:
    """The pieces of one page, by what they say."""

    def __init__(self) -> None:
        self._drawn: dict[Hashable, SafeString] = {}

    def draw(self, rows: list[UnitRow]) -> None:
        """Give every row its pill, its deadline and who follows it."""
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
            row.officer_html = asked.officer.display_name if asked.officer else _NOBODY

    def _faults(self, row: UnitRow) -> SafeString:
        key = ("faults", row.faults)
        if key not in self._drawn:
            self._drawn[key] = render_to_string("calls/faults.html", {"faults": _told(row)})
        return self._drawn[key]

    def _piece(self, template: str, key: Hashable, context: dict) -> SafeString:
        if (template, key) not in self._drawn:
            self._drawn[template, key] = render_to_string(template, context)
        return self._drawn[template, key]
