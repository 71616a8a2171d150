"""Verbs around the figures of a report: who enters a part, that it is finished, why something does not add up."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError

from documents.reading.quantities import NotReadable
from organisations.models import User
from organisations.roles import Capability
from organisations.rules import holders, powers_of
from reporting.actions.figures import TABLE_PART, carry_on
from reporting.locks import entering_refusal
from reporting.models import FigureNote, FigurePart, Report
from reporting.queries.figures import Figures, figures_of
from reporting.queries.forms import form_of
from reporting.queries.parts import area_of, can_own, in_part
from reporting.queries.peers import standing_out
from reporting.statistics.findings import Finding, Level, read_reason
from workflow import log, texts
from workflow.actions import editing
from workflow.clock import now, today
from workflow.models import Notice
from workflow.rules import Refused
from workflow.wording import done_by

_GIVEN = "Được giao nhập số liệu phần {}"
_RIGHT_AS_IT_IS = "Người nhập xác nhận đúng."


def give_refusal(user, report: Report) -> str | None:
    """Why ``user`` may not give parts to people, or None: whoever submits the report may."""
    if powers_of(user).may(Capability.SUBMIT, report.unit_id):
        return None
    return done_by(Capability.SUBMIT, [one.display_name for one in holders(Capability.SUBMIT, report.unit)])


def give_part(*, report: Report, part: str, owner: User | None, by) -> FigurePart:
    """Give a part to an official of the unit, or to nobody; the official is told. Raises Refused, ValidationError."""
    area = area_of(form_of(report.form), part)
    with editing(report, by=by) as locked:
        if words := give_refusal(by, locked):
            raise Refused(words)
        if owner is not None and owner not in can_own(locked, area):
            raise ValidationError({"owner": f"{owner.display_name} không được giao lĩnh vực của phần này."})
        row, _ = FigurePart.objects.get_or_create(report=locked, code=part)
        if row.owner_id != (owner.pk if owner else None):
            _called(locked, part).filter(read_at=None).update(read_at=now())
            row.owner, row.updated_by = owner, by
            row.save()
            if owner is not None and owner != by:
                _tell(locked, owner, f"{_GIVEN.format(part)}: {locked}", by, my_turn=True)
    return row


def finish_part(*, report: Report, part: str, by) -> FigurePart:
    """Say that a part is finished; the focal point is told. Raises Refused, ValidationError (cells left open)."""
    form = form_of(report.form)
    with editing(report, by=by, area=area_of(form, part)) as locked:
        if words := entering_refusal(by, locked, area=area_of(form, part)):
            raise Refused(words)
        if part == TABLE_PART:
            carry_on(report=locked, by=by)
        figures = figures_of(locked, form=form)
        _require_whole(figures, part)
        row, _ = FigurePart.objects.get_or_create(report=locked, code=part)
        if row.finished_at is None:
            row.finished_at, row.finished_by, row.updated_by = now(), by, by
            row.save()
            _called(locked, part).filter(read_at=None).update(read_at=now())
            event = log.append(
                kind=locked.kind, object_id=locked.pk, unit=locked.unit, action="finish_part", by=by,
                from_state=locked.state, to_state=locked.state, details={"part": part},
            )  # fmt: skip
            for person in holders(Capability.SUBMIT, locked.unit):
                if person.pk != by.pk:
                    title = f"Đã xong số liệu phần {part}: {locked}"
                    _tell(locked, person, title, by, event=event)
    return row


def _require_whole(figures: Figures, part: str) -> None:
    """A part is finished when every cell says something and nothing is left to mend."""
    filled, total = figures.sheet().progress(part)
    wrong = [one for one in figures.findings if one.level == Level.BLOCK and one.cells[0].code.startswith(f"{part}.")]
    if wrong:
        raise ValidationError(f"{wrong[0].sentence} {wrong[0].ask}".strip())
    if filled < total:
        raise ValidationError(f"Còn {total - filled} ô chưa có số. Không phát sinh thì ghi dấu -, không áp dụng ghi K.")


def _called(report: Report, part: str):
    """Calls to enter a part: they count as read once it is finished, or somebody else's."""
    return Notice.objects.filter(
        kind=report.kind, object_id=report.pk, my_turn=True, subject__startswith=f"{_GIVEN.format(part)}:"
    )


def _tell(report: Report, person: User, subject: str, by, *, my_turn: bool = False, event=None) -> None:
    Notice.objects.create(
        to=person, kind=report.kind, object_id=report.pk, unit_id=report.unit_id, my_turn=my_turn,
        subject=subject[:250], body=f"{by.display_name}.", at=now(), event=event,
    )  # fmt: skip


def explain(*, report: Report, part: str, key: str, words: str, by) -> FigureNote:
    """Say why something does not add up, or that it is right as it is; it holds for this very difference.

    words: "" for a question that is answered by one press. Raises Refused, ValidationError.
    """
    form = form_of(report.form)
    with editing(report, by=by, area=area_of(form, part)) as locked:
        figures = figures_of(locked, form=form)
        found = next((one for one in _findings(locked, figures) if one.key == key and in_part(one, part)), None)
        if found is None:
            raise Refused("Chênh lệch này không còn. Tải lại trang để xem số liệu mới.")
        if not found.justifiable:
            raise Refused(f"{found.sentence} {found.ask}")
        note, _ = FigureNote.objects.update_or_create(
            report=locked,
            key=key,
            defaults={
                "difference": found.difference,
                "words": _words(found, words),
                "at": now(),
                "by": by,
                "updated_by": by,
            },
        )
    return note


def _words(found: Finding, words: str) -> str:
    if found.level == Level.ASK and not words.strip():
        return _RIGHT_AS_IT_IS
    texts.require(words=words)
    try:
        return read_reason(words)[:400]
    except NotReadable as problem:
        raise ValidationError({"words": problem.sentence}) from problem


def all_findings(report: Report, figures: Figures) -> list[Finding]:
    """What does not fit and what stands out in the figures of a report, before any words settle it."""
    return list(_findings(report, figures))


def _findings(report: Report, figures: Figures) -> Iterator[Finding]:
    yield from figures.findings
    yield from standing_out(report, figures, figures.sheet())


def set_as_of(*, report: Report, day: date, by) -> Report:
    """Say up to which day the figures are counted. Raises Refused, ValidationError."""
    last = min(report.window_to, today())
    if not report.window_from <= day <= last:
        raise ValidationError(
            {"as_of": f"Ghi một ngày trong kỳ, từ {report.window_from:%d/%m/%Y} đến {last:%d/%m/%Y}."}
        )
    with editing(report, by=by) as locked:
        if words := entering_refusal(by, locked):
            raise Refused(words)
        locked.as_of = day
        locked.save(update_fields=["as_of", "updated_at"])
    return locked
