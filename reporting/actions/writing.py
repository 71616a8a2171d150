"""Verbs of people on the text of a report: write, confirm, keep a sentence for new figures, replace a figure by words."""

from django.core.exceptions import ValidationError

from organisations.models import User
from plans.actions.saving import Clash, Conflict, clean_text
from reporting.checks.stale import changes, unknown
from reporting.models import Report, ReportLine, ReportSection
from reporting.narrative.keys import mark, marks, spelled_out
from reporting.narrative.places import is_written, paragraphs_for
from reporting.narrative.sentences import Paragraph, resting_on, seen_now
from reporting.queries import Place, content
from reporting.queries.known import Known
from workflow.actions import editing
from workflow.clock import now
from workflow.rules import Refused

MOST_TEXT = 20_000


def write_section(*, report: Report, code: str, text: str, by, version: int | None = None) -> ReportSection:
    """Write the text of a place; it waits to be confirmed. version: seen by the person, 0 before anything was written.

    ``{{1.3.2}}`` is taken as the figure of that row. Raises Refused (locked, not theirs), Conflict (somebody else saved
    meanwhile), ValidationError (unknown figure, too long, marked secret), KeyError for a place that there is not.
    """
    known, place = _read(report, code)
    if not is_written(place.row):
        raise ValidationError(f"Mục {code} ghi thành từng dòng, không có đoạn văn.")
    with editing(report, by=by, area=place.row.area_code) as locked:
        section = _locked(locked, code)
        text = cleaned(text, known, kept=section.seen)
        if version is not None and section.version_seen != version and section.text != text:
            raise conflict(section, text)
        if text == section.text and section.pk:
            return section
        section.text, section.machine = text, False
        section.confirmed_at, section.confirmed_by = None, None
        return _save(section, known, paragraphs_for(place.row), by)


def confirm_section(*, report: Report, code: str, by) -> Place:
    """Say that a person has read what stands at a place, text and rows: "Xác nhận đoạn này" (M11).

    Raises Refused where figures in it changed or say nothing, or where nothing stands there.
    """
    known, place = _read(report, code)
    with editing(report, by=by, area=place.row.area_code) as locked:
        section = _locked(locked, code)
        lines = list(ReportLine.objects.select_for_update().filter(pk__in=[line.pk for line in place.lines]))
        if not section.text.strip() and not lines:
            raise Refused(f"Mục {code} chưa có nội dung để xác nhận.")
        for row in (section, *lines):
            require_settled(row.text, row.seen, known, f"Mục {code}")
            row.confirmed_at, row.confirmed_by, row.updated_by = now(), by, by
        if section.text.strip():
            _save(section, known, paragraphs_for(place.row), by)
        ReportLine.objects.bulk_update(lines, ["confirmed_at", "confirmed_by", "updated_by"])
    return place


def keep_sentence(*, report: Report, code: str, by, keys: list[str] | None = None) -> ReportSection:
    """ "Đã xem, giữ câu": the text is right for the new figures too. keys: only these, all by default."""
    known, place = _read(report, code)
    with editing(report, by=by, area=place.row.area_code) as locked:
        section = _locked(locked, code)
        section.seen = renewed(section.seen, known, keys)
        section.updated_by = by
        section.version += 1
        section.save(update_fields=["seen", "version", "updated_by", "updated_at"])
    return section


def unbind(*, report: Report, code: str, key: str, by) -> ReportSection:
    """ "Thay bằng chữ": what a figure says now stays as typed words, which no figure changes any more.

    Raises Refused where the text does not hold the figure or the figure says nothing.
    """
    known, place = _read(report, code)
    with editing(report, by=by, area=place.row.area_code) as locked:
        section = _locked(locked, code)
        words = known.words(key)
        if key not in marks(section.text) or not words:
            raise Refused("Số này không còn trong đoạn. Tải lại trang để xem bản mới.")
        section.text, section.machine = section.text.replace(mark(key), words), False
        section.confirmed_at, section.confirmed_by = None, None
        return _save(section, known, paragraphs_for(place.row), by)


def cleaned(text: str, known: Known, *, kept: dict[str, str]) -> str:
    """Typed text fit for storing. kept: keys that stood there before stay, also where their row is gone.

    Raises ValidationError (too long, marked secret, a key that means nothing here).
    """
    text = clean_text(spelled_out(text, known.metrics), limit=MOST_TEXT, lines=True)
    for key in marks(text):
        if key not in kept and not known.exists(key):
            raise ValidationError({"text": f"Không có số liệu “{key}”. Chọn trong danh sách Số liệu dùng được."})
    return text


def renewed(seen: dict[str, str], known: Known, keys: list[str] | None) -> dict[str, str]:
    """What was seen, with the words of today for these keys, for all where none are named."""
    return {key: known.words(key) if keys is None or key in keys else old for key, old in seen.items()}


def require_settled(text: str, seen: dict[str, str], known: Known, name: str) -> None:
    """Raise Refused where a figure of the text changed, or says nothing."""
    changed = changes(seen, known)
    if changed:
        raise Refused(f"{name}: {len(changed)} số trong câu đã đổi. Xem lại từng câu rồi xác nhận.")
    empty = unknown(text, known)
    if empty:
        raise Refused(f"{name}: chưa có số “{known.label(empty[0])}”. Nhập số đó, hoặc bỏ câu, rồi xác nhận.")


def _read(report: Report, code: str) -> tuple[Known, Place]:
    found = content(report)
    return Known(report, found), found.place(code)


def _locked(report: Report, code: str) -> ReportSection:
    """The text of a place as it stands, locked; an empty one before anything was written."""
    row = ReportSection.objects.select_for_update().filter(report=report, code=code).first()
    row = row or ReportSection(report=report, code=code)
    row.version_seen = row.version if row.pk else 0
    return row


def _save(section: ReportSection, known: Known, paragraphs: tuple[Paragraph, ...], by) -> ReportSection:
    section.seen = seen_now(resting_on(section.text, paragraphs, known), known)
    section.version += bool(section.pk)
    section.updated_by = by
    section.save()
    return section


def conflict(row: ReportSection | ReportLine, mine: str) -> Conflict:
    """What is raised where somebody else changed a text meanwhile."""
    who = User.objects.select_related("official").filter(pk=row.updated_by_id).first()
    name = who.display_name if who else "Người khác"
    return Conflict(row, [Clash("text", "nội dung", mine, row.text, name, row.updated_at)])
