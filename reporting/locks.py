"""What locks the figures of a report that was sent, whatever door they are changed through (design section 4).

Registered with ``indicators.rules``: a figure stands once, so the page of its metric, an import and the report's own
pages are refused with the same sentence.
"""

from collections.abc import Sequence

from django.db.models import Q

from indicators.checks import unit_fault
from indicators.entries import Entry
from indicators.models import Value
from indicators.windows import Window
from organisations.models import Unit
from organisations.roles import Capability
from reporting.models import Report
from reporting.queries.forms import form_of
from workflow import wording
from workflow.clock import today
from workflow.offices import People, people_in
from workflow.rules import Situation, call_over, edit_refusal
from workflow.states import STATES

_FINAL = Value.Kind.FINAL


def figures_lock(unit: Unit, entries: Sequence[Entry]) -> str | None:
    """Why a report keeps these figures from being changed, or None. One query, three more for the words."""
    reports = _heads(unit, {entry.window for entry in entries})
    if not reports:
        return None
    asked = {report.pk: _metrics(report) for rows in reports.values() for report in rows}
    for entry in entries:
        for report in reports.get(entry.window, ()):
            if entry.metric in asked[report.pk] and (words := refusal(report, entry.kind)):
                return words
    return None


def refusal(report: Report, kind: str) -> str | None:
    """Why the figures of a report may not be changed now, by state alone; who may do it is asked elsewhere."""
    if kind == _FINAL:
        return settled_refusal(report)
    if not STATES[report.state].editable:
        return _sent(report, _people(report))
    if _round_over(report) and report.call_unit is not None:
        return call_over(report.call_unit)
    return None


def entering_refusal(user, report: Report, *, area: str = "", situation: Situation | None = None) -> str | None:
    """Why ``user`` may not enter figures of a report now, or None: the rule that pages and actions ask (M47, M48, M50)."""
    if words := unit_refusal(report):
        return words
    at = situation or Situation(user, [report])
    words = edit_refusal(user, report, area=area, situation=at)
    if words or not _round_over(report):
        return words
    return call_over(at.asked[report.call_unit_id])


def unit_refusal(report: Report) -> str | None:
    """Why a report takes no figures of its unit: the unit had ended before the window began."""
    return unit_fault(report.unit, Entry("", report.window))


def is_open(report: Report) -> bool:
    """Whether the figures of a report may still change, by its state."""
    return STATES[report.state].editable


def settled_refusal(report: Report) -> str | None:
    """Why the figures of a report cannot be settled yet: it is not issued, or its window is still open."""
    if report.issued_on is None:
        return f"{report} của {report.unit} chưa ban hành. Số chính thức chốt sau khi báo cáo ban hành và hết kỳ."
    if report.window_to > today():
        return f"Kỳ kết thúc ngày {report.window_to:%d/%m/%Y}, hết ngày đó mới chốt số chính thức."
    return None


def _heads(unit: Unit, windows: set[Window]) -> dict[Window, list[Report]]:
    """The newest report of each round about these windows: what it replaced answers for nothing any more."""
    spans = Q(pk__in=[])
    for window in windows:
        spans |= Q(window_from=window.first, window_to=window.last)
    rows = (
        Report.objects.select_for_update(of=("self",))
        .filter(spans, unit=unit, binned_at=None, form__isnull=False)
        .exclude(state="superseded")
        .select_related("unit", "form", "call_unit__call__unit")
    )
    found: dict[Window, list[Report]] = {}
    reports = list(rows.order_by("pk"))
    replaced = {report.replaces_id for report in reports}
    for report in reports:
        if report.pk not in replaced:
            found.setdefault(report.window, []).append(report)
    return found


def _metrics(report: Report) -> set[str]:
    return {row.metric for row in form_of(report.form).rows if row.metric} if report.form else set()


def _round_over(report: Report) -> bool:
    """Whether the report was never sent to a round that takes no first reports; one sent back is mended later too."""
    return bool(report.call_unit_id) and not report.times_sent and report.replaces_id is None


def _people(report: Report) -> People:
    units = {report.unit_id}
    if report.call_unit is not None:
        units.add(report.call_unit.call.unit_id)
    return people_in(units)


def _sent(report: Report, people: People) -> str:
    if report.issued_on is not None:
        names = people.names(report.unit_id, Capability.SUBMIT)
        who = f" Người lập được bản thay thế: {', '.join(names[:2])}." if names else ""
        return (
            f"{report} của {report.unit} đã ban hành nên số liệu giữ nguyên.{who} Số đã chốt khác số báo cáo thì ghi ở "
            "mục Chốt số liệu chính thức."
        )
    return f"{report} của {report.unit}: {_lower(wording.locked(report, people))}{_opener(report, people)}"


def _opener(report: Report, people: People) -> str:
    """Who can give a report back to those who write it."""
    turn, own = STATES[report.state].turn, STATES[report.state].side == "own"
    office = report.unit_id if own or report.call_unit is None else report.call_unit.call.unit_id
    # A signed paper waits for its number; only who signed can still stop it.
    names = people.names(office, turn or Capability.SIGN)
    return f" Người mở lại được: {', '.join(names[:2])}." if names else ""


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
