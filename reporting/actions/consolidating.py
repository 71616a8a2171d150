"""Verbs of consolidation: take a snapshot, count it, put text together, draw up the authority's own report."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from documents.reading.text import clean_pasted
from indicators.queries import Singles
from organisations.refusals import require
from reporting import rules
from reporting.consolidating.reckoning import codes_of, hash_of, kept
from reporting.models import (
    ConsolidatedReport,
    ConsolidatedRow,
    Consolidation,
    MergedParagraph,
    OutlineSection,
    Report,
    Round,
)
from reporting.outlines import Content
from reporting.queries.consolidating import absorbed, standing
from reporting.queries.forms import form_of
from reporting.queries.reckoned import reckoned, window_of
from workflow.calls import note
from workflow.clock import now
from workflow.models import Call
from workflow.rules import MovedOn, Refused

# More units than this are counted in the background.
AT_ONCE = 200


def take_snapshot(*, round_: Round, basis: str, by) -> Consolidation:
    """Fix which reports count, under the next number; ``count`` adds their figures up.

    Raises Refused (not theirs), ValidationError (nothing to put together, an unknown basis).
    """
    require(rules.consolidate_refusal(by, round_.call.unit))
    if basis not in Consolidation.Basis.values:
        raise ValidationError("Chọn lấy báo cáo đã tiếp nhận, hoặc cả báo cáo đang rà soát.")
    with transaction.atomic():
        Call.objects.select_for_update(of=("self",)).get(pk=round_.call_id)
        stands = standing(round_)
        found = stands.counting(basis)
        if not found:
            raise ValidationError("Chưa đơn vị nào được tiếp nhận.")
        last = Consolidation.objects.filter(round=round_).aggregate(last=Max("number"))["last"] or 0
        snapshot = Consolidation.objects.create(
            round=round_, number=last + 1, basis=basis, asked=len(stands.asked), made_at=now(), made_by=by,
            missing=[row.unit.name for row in stands.missing(found)],
        )  # fmt: skip
        taken_over = absorbed(found.values(), window_of(round_))
        ConsolidatedReport.objects.bulk_create(
            ConsolidatedReport(
                consolidation=snapshot,
                report=report,
                unit_id=unit,
                state=report.state,
                joined_into_id=taken_over.get(unit),
            )
            for unit, report in found.items()
        )
        note(round_.call, "report.consolidate", by, number=snapshot.number, units=len(found))
    return snapshot


def count(snapshot_id: int) -> Consolidation:
    """Add up the figures of a snapshot; what is counted already stays. May run twice. A constant number of queries."""
    snapshot = Consolidation.objects.select_related("round__call", "round__form").get(pk=snapshot_id)
    if snapshot.finished_at is not None:
        return snapshot
    rows = _rows(snapshot)
    said = hash_of(_plain(row) for row in rows)
    with transaction.atomic():
        locked = Consolidation.objects.select_for_update(of=("self",)).get(pk=snapshot_id)
        if locked.finished_at is None:
            ConsolidatedRow.objects.bulk_create(rows, batch_size=200)
            Consolidation.objects.filter(pk=snapshot_id).update(finished_at=now(), content_hash=said)
    snapshot.refresh_from_db()
    return snapshot


def _rows(snapshot: Consolidation) -> list[ConsolidatedRow]:
    """Every metric over the units, fields of procedures after them; none where the round asks for no figures."""
    round_ = snapshot.round
    if round_.form is None:
        return []
    reports = ConsolidatedReport.objects.filter(consolidation=snapshot, joined_into=None).select_related("report")
    own = {row.unit_id: row.report.window for row in reports}
    found = reckoned(round_, own)
    whole = [_row(snapshot, found, code) for code in codes_of(form_of(round_.form)) if code in found.definitions]
    fields = [
        ConsolidatedRow(
            consolidation=snapshot, definition=found.definitions[code], code=code, breakdown=field, counted=0, amount=amount
        )
        for (code, field), amount in sorted(found.by_field.items())
    ]  # fmt: skip
    return [*whole, *fields]


def _row(snapshot: Consolidation, found: Singles, code: str) -> ConsolidatedRow:
    total = found.total(code)
    ends = {
        side: [str(end.number), end.unit, end.many]
        for side, end in (("low", total.lowest), ("high", total.highest))
        if end is not None
    }
    return ConsolidatedRow(
        consolidation=snapshot, definition=total.definition, code=code, counted=total.counted, outside=total.outside,
        missing=total.missing, amount=total.amount, numerator=total.numerator, denominator=total.denominator, ends=ends,
        units={str(unit): kept(one) for unit, one in sorted(found.figures[code].items())},
    )  # fmt: skip


_SAID = ("code", "breakdown", "counted", "outside", "missing", "ends", "units")
_NUMBERS = ("amount", "numerator", "denominator")


def _plain(row: ConsolidatedRow) -> dict:
    numbers = {name: format(value.normalize(), "f") for name in _NUMBERS if (value := getattr(row, name)) is not None}
    return {name: getattr(row, name) for name in _SAID} | numbers


def take_paragraphs(*, round_: Round, code: str, texts: Iterable[tuple[Report, str]], by) -> list[MergedParagraph]:
    """Put paragraphs of units' reports behind the text of a place, each with its origin; what stands there stays away.

    texts: the report it comes from and its words. Raises Refused, ValidationError (no such place, nothing chosen).
    """
    _may_write(round_, code, by)
    texts = [(report, clean_pasted(words)) for report, words in texts]
    if not texts:
        raise ValidationError("Chọn ít nhất một đoạn để lấy.")
    with _locked(round_):
        there = MergedParagraph.objects.filter(round=round_, code=code)
        known = set(there.values_list("origin_text", flat=True))
        last = there.aggregate(last=Max("order"))["last"] or 0
        fresh = [(report, words) for report, words in texts if words and words not in known]
        return MergedParagraph.objects.bulk_create(
            MergedParagraph(
                round=round_, code=code, order=last + at, text=words, origin=report, origin_text=words,
                changed_at=now(), changed_by=by,
            )
            for at, (report, words) in enumerate(fresh, start=1)
        )  # fmt: skip


def write_paragraph(*, round_: Round, code: str, text: str, by) -> MergedParagraph:
    """A paragraph of the editor's own behind the others. Raises Refused, ValidationError."""
    _may_write(round_, code, by)
    words = clean_pasted(text)
    if not words:
        raise ValidationError({"text": "Ghi nội dung đoạn."})
    with _locked(round_):
        last = MergedParagraph.objects.filter(round=round_, code=code).aggregate(last=Max("order"))["last"] or 0
        return MergedParagraph.objects.create(
            round=round_, code=code, order=last + 1, text=words, changed_at=now(), changed_by=by
        )


def change_paragraph(*, paragraph: MergedParagraph, text: str, version: int, by) -> MergedParagraph:
    """Other words for a paragraph; its origin stays. Raises Refused, MovedOn (somebody was quicker), ValidationError."""
    _may_write(paragraph.round, paragraph.code, by)
    words = clean_pasted(text)
    if not words:
        raise ValidationError({"text": "Ghi nội dung đoạn, hoặc bỏ đoạn này."})
    with _locked(paragraph.round):
        row = _still_there(paragraph)
        if row.version != version:
            raise MovedOn("Đoạn này vừa được người khác sửa. Tải lại trang rồi sửa tiếp.")
        row.text, row.version, row.changed_at, row.changed_by = words, row.version + 1, now(), by
        row.save()
    return row


def move_paragraph(*, paragraph: MergedParagraph, up: bool, by) -> None:
    """Change places with the one before or behind. Raises Refused, MovedOn."""
    _may_write(paragraph.round, paragraph.code, by)
    with _locked(paragraph.round):
        row = _still_there(paragraph)
        rows = list(MergedParagraph.objects.filter(round=row.round_id, code=row.code))
        at = rows.index(row)
        to = at - 1 if up else at + 1
        if 0 <= to < len(rows):
            rows[at], rows[to] = rows[to], rows[at]
        for order, one in enumerate(rows, start=1):
            one.order = order
        MergedParagraph.objects.bulk_update(rows, ["order"])


def drop_paragraph(*, paragraph: MergedParagraph, by) -> None:
    """Take a paragraph out of the text; it can be taken again from its report. Raises Refused, MovedOn."""
    _may_write(paragraph.round, paragraph.code, by)
    with _locked(paragraph.round):
        _still_there(paragraph).delete()


def _may_write(round_: Round, code: str, by) -> None:
    require(rules.consolidate_refusal(by, round_.call.unit))
    place = OutlineSection.objects.filter(outline=round_.outline_id, code=code).first()
    if place is None or place.content in (Content.HEADING, Content.TARGETS):
        raise Refused("Mục này của đề cương không có phần lời để ghép.")


@contextmanager
def _locked(round_: Round) -> Iterator[None]:
    """One editor at a time in the text of a round."""
    with transaction.atomic():
        Round.objects.select_for_update(of=("self",)).get(pk=round_.pk)
        yield


def _still_there(paragraph: MergedParagraph) -> MergedParagraph:
    row = MergedParagraph.objects.filter(pk=paragraph.pk).first()
    if row is None:
        raise MovedOn("Đoạn này đã được bỏ khỏi bản tổng hợp. Tải lại trang.")
    return row
