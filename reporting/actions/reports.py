"""Verbs of a report as a whole: begin one without a round, replace one, say that nothing arose, keep what was sent."""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.queries import issue_of
from documents.reading.dates import format_date_short
from documents.reading.numbers import full_number
from indicators.windows import Window
from organisations.models import Unit
from organisations.refusals import require
from organisations.together import read_together
from reporting import rules
from reporting.models import (
    FigureNote,
    FigurePart,
    Outline,
    Report,
    ReportLine,
    ReportSection,
    ReportVersion,
    StatForm,
)
from reporting.periods import Period
from reporting.wording import report_title, symbol_of
from workflow.actions import editing, lock, start
from workflow.clock import now
from workflow.models import Obligation
from workflow.rules import MovedOn, Refused


def create_report(
    *,
    unit: Unit,
    period: Period,
    window: Window,
    outline: Outline,
    by,
    form: StatForm | None = None,
    title: str = "",
    addressee: str = "",
    road: str | None = None,
    is_demo: bool = False,
) -> Report:
    """Begin a report that no round asks for (an authority's own, a chuyên đề). Raises Refused, ValidationError."""
    require(rules.begin_refusal(by, unit))
    return start(
        Report(
            unit=unit, period_kind=str(period.kind), period_number=period.number, year=period.year,
            window_from=window.first, window_to=window.last, outline=outline, form=form,
            title=title.strip() or report_title(period), addressee=addressee.strip(), symbol=symbol_of(unit),
            is_demo=is_demo,
        ),
        by=by,
        road=road,
    )  # fmt: skip


_KEPT = (
    "unit", "round", "call_unit", "period_kind", "period_number", "year", "window_from", "window_to", "window_note",
    "as_of", "outline", "form", "title", "addressee", "recipients", "signer", "symbol", "is_demo",
)  # fmt: skip


def open_successor(*, report: Report, by, reason: str) -> Report:
    """Begin the report that replaces an issued one, by the unit itself. Raises Refused, MovedOn, ValidationError."""
    require(rules.begin_refusal(by, report.unit))
    if not reason.strip():
        raise ValidationError({"reason": "Ghi lý do thay thế."})
    return succeed(report, by=by, reason=reason.strip())


def succeed(report: Report, *, by, reason: str) -> Report:
    """The successor with text, rows, notes; its own number to come. An authority's demand opens it too (design section 4)."""
    with transaction.atomic():
        old = lock(report)
        if old.issued_on is None:
            raise Refused("Báo cáo chưa ban hành thì sửa thẳng, không lập bản thay thế.")
        if old.state == "superseded" or Report.objects.filter(replaces=old, binned_at=None).exists():
            raise MovedOn("Đã có bản thay thế của báo cáo này. Mở bản đó để soạn tiếp.")
        new = Report(
            **{name: getattr(old, name) for name in _KEPT},
            replaces=old,
            replaces_text=replaced_words(old),
            replaces_reason=reason[:400],
            first_issued_on=old.first_issued_on or old.issued_on,
        )
        new = start(new, by=by, road=old.road)
        copied = (ReportSection, ReportLine, FigurePart, FigureNote)
        for model, rows in zip(copied, read_together(*(one.objects.filter(report=old) for one in copied)), strict=True):
            _copy(model, rows, new)
        _owes_no_day(new)
    return new


def _copy(model, rows: list, new: Report) -> None:
    for row in rows:
        row.pk, row.report, row.version = None, new, 1
        row._state.adding = True
    model.objects.bulk_create(rows)


def _owes_no_day(new: Report) -> None:
    """The day of the first report answers "on time"; its successor has no deadline (design section 4)."""
    new.due_on, new.due_source = None, ""
    new.save(update_fields=["due_on", "due_source", "updated_at"])
    Obligation.objects.filter(kind=new.kind, object_id=new.pk).update(due_on=None, measured_by="", source_text="")


def replaced_words(report: Report) -> str:
    """How the successor names the report it replaces: "Báo cáo số 12/BC-UBND ngày 20/3/2026"."""
    issue = issue_of(report)
    number = full_number(issue.number, issue.symbol) if issue.number else ""
    day = f" ngày {format_date_short(issue.issued_on)}" if issue.issued_on else ""
    return f"Báo cáo số {number}{day}"[:400] if number else f"Báo cáo {report.period.label}"


def declare_nil(*, report: Report, by, words: str) -> Report:
    """Say that nothing arose in the period, where the round takes that; the paper is one sentence then.

    words: "" takes it back. Raises Refused (not theirs, locked, the round wants a full report).
    """
    if words and (report.round is None or not report.round.allows_nil):
        raise Refused("Đợt này cần báo cáo đầy đủ, không nhận báo không phát sinh.")
    with editing(report, by=by) as locked:
        locked.nil_words = " ".join(words.split())[:400]
        locked.save(update_fields=["nil_words"])
        if locked.call_unit_id:
            row = locked.call_unit
            row.nil_at, row.nil_by = (now(), by) if words else (None, None)
            row.save(update_fields=["nil_at", "nil_by"])
    return locked


def keep_version(report: Report, content: dict, *, by) -> ReportVersion:
    """Keep what a report says as it is sent; inside the act's transaction."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return ReportVersion.objects.create(
        report=report, sending=report.times_sent, content=content,
        content_hash=hashlib.sha256(text.encode()).hexdigest(), kept_at=now(), kept_by=by,
    )  # fmt: skip
