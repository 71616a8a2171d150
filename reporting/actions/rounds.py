"""Verbs of rounds: prepare, open to units with a report begun for each (design section 3: Call, one to one)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from documents.actions.attachments import Upload, read_upload
from documents.file_types import TYPES, detect
from documents.models import Attachment
from indicators.windows import Window
from organisations.models import Subject, Unit
from organisations.refusals import require
from organisations.roles import Capability
from organisations.rules import holders
from reporting.models import Outline, Report, Round, StatForm
from reporting.periods import Period, days_words, part_of
from reporting.wording import report_title, symbol_of
from workflow import actions as moves
from workflow import calls as verbs
from workflow import notify
from workflow.clock import now
from workflow.models import Call, CallUnit

GUIDANCE = "guidance"


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


def attach_guidance(call: Call, upload: Upload, *, by) -> Attachment:
    """Keep a file with the guidance of a call. Raises Refused, ValidationError on ``file``.

    Judged and stored before anything is written: bytes cannot be rolled back.
    """
    require(verbs.call_refusal(by, call.unit))
    kept = read_upload(upload, unit_id=call.unit_id, field="file")
    with transaction.atomic():
        row, is_new = Attachment.objects.get_or_create(
            kind=verbs.KIND, object_id=call.pk, sha256=kept.sha256, removed_at=None,
            defaults={
                "unit": call.unit, "purpose": GUIDANCE, "name": kept.name, "size": len(kept.data),
                "content_type": TYPES[detect(kept.data)].content_type, "uploaded_at": now(), "uploaded_by": by,
            },
        )  # fmt: skip
        if is_new:
            verbs.note(call, "attach", by, name=row.name, hash=row.sha256)
    return row


def take_off_guidance(row: Attachment, call: Call, *, by) -> Attachment:
    """Take a file off the guidance of a call; its bytes stay. Raises Refused."""
    require(verbs.call_refusal(by, call.unit))
    with transaction.atomic():
        row.removed_at, row.removed_by = now(), by
        row.save(update_fields=["removed_at", "removed_by"])
        verbs.note(call, "detach", by, name=row.name, hash=row.sha256)
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

    units: those asked, all that the authority follows by default; of them those that existed in the window are asked.
    Raises Refused, MovedOn, ValidationError (nobody
    reviews, no unit). A constant number of queries.
    """
    require(verbs.call_refusal(by, round_.call.unit))
    if found := lacking(round_.call):
        raise ValidationError(found)
    asked = verbs.followed_units(round_.call) if units is None else units
    present = [unit for unit in asked if absent(round_, unit) is None]
    if asked and not present:
        raise ValidationError("Không đơn vị nào có trong kỳ số liệu của đợt. Xem lại kỳ số liệu.")
    with transaction.atomic():
        call = verbs.open_call(round_.call, by=by, units=present)
        rows = list(CallUnit.objects.filter(call=call).select_related("unit").order_by("pk"))
        reports = begin_reports(round_, call, rows, by=by)
        _tell_opened(round_, call, rows, by=by)
        return reports


def could_be_added(call: Call) -> list[Unit]:
    """Units that the authority follows today and has not asked in the call."""
    asked = set(CallUnit.objects.filter(call=call).values_list("unit", flat=True))
    return [unit for unit in verbs.followed_units(call) if unit.pk not in asked]


def add_unit(call: Call, unit: Unit, *, by) -> Report:
    """Ask one more unit in an open round, with its report begun.

    Raises Refused, MovedOn (not open), ValidationError (asked already, not followed, did not exist in the window).
    """
    round_ = Round.objects.select_related("call__unit").get(call=call)
    if sentence := absent(round_, unit):
        raise ValidationError(sentence)
    with transaction.atomic():
        row = verbs.add_unit(call, unit, by=by)
        reports = begin_reports(round_, call, [row], by=by)
        _tell_opened(round_, call, [row], by=by)
    return reports[0]


def absent(round_: Round, unit: Unit) -> str | None:
    """Why a unit has nothing to report on in the round, or None: it existed in none of the days asked about."""
    window = call_window(round_.call)
    if part_of(window, unit.valid_from, unit.valid_to) is not None:
        return None
    if unit.valid_from > window.last:
        when = f"thành lập ngày {unit.valid_from:%d/%m/%Y}"
    else:
        when = f"kết thúc hoạt động sau ngày {unit.valid_to:%d/%m/%Y}"
    return f"{unit.name} {when}, không có trong kỳ số liệu {days_words(window)}."


def _tell_opened(round_: Round, call: Call, rows: list[CallUnit], *, by) -> None:
    """Tell who drafts and sends in each unit, in bulk; the notice leads to the report that was begun."""
    event = verbs.note(call, "call.tell", by, units=len(rows))
    due = call.due_on
    held = f"chậm nhất ngày {due:%d/%m/%Y}" if call.due_inclusive else f"trước ngày {due:%d/%m/%Y}"
    through = f" qua {call.recipients}" if call.recipients else ""
    body = f"{call.unit.name} yêu cầu báo cáo {round_.period.label}, số liệu từ {days_words(call_window(call))}. Hạn: {held}{through}."
    notify.announce(call, rows, event=event, subject=f"Mở đợt: {call.title}", body=body)


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
        form_id=round_.form_id, title=report_title(period, call.title), addressee=call.recipients or call.unit.name,
        symbol=symbol_of(unit), two_step=call.two_step, due_on=row.due_on, due_inclusive=row.due_inclusive,
        measured_by=call.measured_by, due_source=call.source_text or call.title,
    )  # fmt: skip


def call_window(call: Call) -> Window:
    """The days that the call asks about."""
    return Window(call.window_from, call.window_to)
