"""Verbs of rounds: prepare, open to units with a report begun for each (design section 3: Call, one to one)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from indicators.windows import Window
from organisations.models import Subject, Unit
from organisations.refusals import require
from organisations.roles import Capability
from organisations.rules import holders
from reporting.models import Outline, Report, Round, StatForm
from reporting.periods import Period, part_of
from reporting.wording import report_title, symbol_of
from workflow import actions as moves
from workflow import calls as verbs
from workflow.models import Call, CallUnit


def create_round(
    call: Call,
    *,
    by,
    period: Period,
    outline: Outline,
    form: StatForm | None = None,
    guidance: str = "",
    regime_code: str = "",
    stage: int = 1,
    allows_nil: bool = False,
) -> Round:
    """Save a prepared call of an authority with what it asks about; it opens later.

    call: unsaved, its subject is set here, window and due day by the caller. Raises Refused, ValidationError.
    """
    call.subject, call.year = Subject.REPORT, period.year
    if call.window_from is None or call.window_to is None:
        raise ValidationError({"window_from": "Ghi kỳ số liệu: từ ngày nào đến hết ngày nào."})
    with transaction.atomic():
        verbs.create_call(call, by=by)
        row = Round(
            call=call, kind=str(period.kind), number=period.number, outline=outline, form=form,
            guidance=guidance.strip(), regime_code=regime_code, stage=stage, allows_nil=allows_nil,
        )  # fmt: skip
        row.full_clean()
        row.save()
    return row


def lacking(call: Call) -> list[str]:
    """Why a call for reports cannot open yet, as sentences: somebody has to review, and to conclude where that is two steps."""
    needed = [(Capability.REVIEW, "chuyên viên rà soát")]
    needed += [(Capability.CONCLUDE, "lãnh đạo kết luận")] if call.two_step else []
    return [
        f"{call.unit.name} chưa có {who}. Quản trị của cơ quan giao quyền trước, rồi mở đợt."
        for verb, who in needed
        if not holders(verb, call.unit_id)
    ]


def open_round(round_: Round, *, by, units: list[Unit] | None = None) -> list[Report]:
    """Open the call and begin a report for each unit that existed in the window; the reports.

    units: those asked, all that the authority follows by default. Raises Refused, MovedOn, ValidationError (nobody
    reviews, no unit). A constant number of queries.
    """
    require(verbs.call_refusal(by, round_.call.unit))
    if found := lacking(round_.call):
        raise ValidationError(found)
    with transaction.atomic():
        call = verbs.open_call(round_.call, by=by, units=units)
        asked = CallUnit.objects.filter(call=call).select_related("unit").order_by("pk")
        return begin_reports(round_, call, list(asked), by=by)


def begin_reports(round_: Round, call: Call, asked: list[CallUnit], *, by) -> list[Report]:
    """The shells: one draft for each unit asked, with its own days. Units that did not exist in the window get none."""
    shells = [shell for row in asked if (shell := _shell(round_, call, row)) is not None]
    return moves.start_many(shells, by=by, road=call.road)


def _shell(round_: Round, call: Call, row: CallUnit) -> Report | None:
    unit, window = row.unit, call_window(call)
    part = part_of(window, unit.valid_from, unit.valid_to)
    if part is None:
        return None
    period = Period(call.year, round_.period.kind, round_.number)
    return Report(
        unit=unit, round=round_, call_unit=row, period_kind=round_.kind, period_number=round_.number, year=call.year,
        window_from=part.window.first, window_to=part.window.last, window_note=part.note, outline_id=round_.outline_id,
        form_id=round_.form_id, title=report_title(period), addressee=call.recipients or call.unit.name,
        symbol=symbol_of(unit), two_step=call.two_step, due_on=row.due_on, due_inclusive=row.due_inclusive,
        measured_by=call.measured_by, due_source=call.source_text or call.title,
    )  # fmt: skip


def call_window(call: Call) -> Window:
    """The days that the call asks about."""
    return Window(call.window_from, call.window_to)
