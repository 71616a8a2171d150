"""The rounds of a year by a regime, prepared in one act; what a round that is not open yet asks is changed here."""

from collections.abc import Callable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from organisations.models import Unit
from organisations.refusals import require
from reporting.actions.rounds import create_round
from reporting.models import Round
from reporting.periods import Regime
from reporting.queries.rounds import YearRow, form_on, outline_for, year_rows
from workflow import calls as verbs
from workflow.models import Call, MeasuredBy, Road
from workflow.rules import MovedOn


def prepare_year(
    regime: Regime, year: int, *, unit: Unit, by, works: Callable[[date], bool], recipients: str = ""
) -> list[Round]:
    """Prepare the rounds of a year that an authority has not prepared yet; the new ones. Run again it adds what lacks.

    Raises Refused, ValidationError (no outline in force, nothing to prepare); then nothing is written.
    """
    require(verbs.call_refusal(by, unit))
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        rows = [row for row in year_rows(regime, year, unit, works) if row.makes]
        if not rows:
            raise ValidationError(f"Các đợt năm {year} theo chế độ này đã lập đủ.")
        return [_prepare(row, regime, unit, by, recipients) for row in rows]


def _prepare(row: YearRow, regime: Regime, unit: Unit, by, recipients: str) -> Round:
    planned, window = row.planned, row.planned.window
    outline = outline_for(planned.period.kind, window.last)
    if outline is None:
        raise ValidationError(f"Chưa có đề cương có hiệu lực đến ngày {window.last:%d/%m/%Y} cho {row.title}.")
    due_on, inclusive = planned.as_due
    call = Call(
        unit=unit, title=row.title, year=planned.period.year, window_from=window.first, window_to=window.last,
        due_on=due_on, due_inclusive=inclusive, measured_by=measure_of(Road.SIGN_THEN_SEND),
        recipients=recipients, source_text=regime.ground_text,
    )  # fmt: skip
    return create_round(
        call, by=by, period=planned.period, outline=outline, form=form_on(window.last), regime_code=regime.code,
        stage=planned.stage,
    )  # fmt: skip


def measure_of(road: str) -> MeasuredBy:
    """The act by which the deadline of a report is measured.

    A report that is signed first is sent by being issued: its ``sent_at`` is only the moment at which it was handed in
    inside its own unit, so "gửi trước ngày" is answered by the day of the document. Where it is reviewed before it is
    signed, ``sent_at`` is the moment at which the authority got it.
    """
    return MeasuredBy.ISSUED if road == Road.SIGN_THEN_SEND else MeasuredBy.SENT


def change_round(round_: Round, *, by, call: dict, asks: dict) -> Round:
    """Change what a round asks while it is not open. call, asks: fields of the call and of the round.

    Raises Refused, MovedOn (open), ValidationError.
    """
    require(verbs.call_refusal(by, round_.call.unit))
    with transaction.atomic():
        row = Call.objects.select_for_update(of=("self",)).get(pk=round_.call_id)
        if row.state != Call.State.DRAFT:
            raise MovedOn(
                "Đợt này đã mở, các đơn vị đang làm theo nên không sửa được nữa. Gia hạn từng đơn vị nếu cần."
            )
        _set(row, call)
        round_.call = row
        _set(round_, asks)
        verbs.note(row, "call.change", by)
    return round_


def _set(row: Call | Round, values: dict) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
