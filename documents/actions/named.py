"""Write a Chỉ thị, Quyết định, Thông báo or Tờ trình: its head, its clauses, its bases, what it cites."""

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Max

from documents import named
from documents.actions.knowing import known_by_words
from documents.models import Citation, KnownDocument, NamedBasis, NamedClause, NamedDocument, SigningMandate
from documents.models.named import NamedPart
from documents.reading.numbers import number_key
from documents.reading.secrecy import marked_secret
from documents.reading.text import clean_pasted
from organisations.models import Unit
from organisations.rules import powers_of
from workflow import actions as moves
from workflow import wording
from workflow.clock import now
from workflow.models import Road
from workflow.offices import People
from workflow.rules import MovedOn, Refused

FIELDS = (
    "title",
    "opening",
    "closing",
    "proposed_by",
    "sections",
    "addressees",
    "recipients",
    "drafting_unit",
    "signer",
)
CLAUSE_FIELDS = ("heading", "text", "lead_text", "timing_text", "targets")
_MANY_LINES = frozenset({"opening", "closing", "text", "targets"})
MOST_CLAUSES = 400

Row = TypeVar("Row", bound=NamedPart)


def start_named(*, unit: Unit, by, type_code: str, **facts) -> NamedDocument:
    """Begin a paper of ``unit``. type_code: NamedDocument.Type; facts: FIELDS, as ``change_named`` takes them.

    Without ``signer`` the mandate that holds today for the type is expected, else the head of the unit.
    Raises Refused, ValidationError by field.
    """
    if not powers_of(by).may("draft", unit.pk):
        raise Refused(wording.done_by("draft", People({unit.pk}).names(unit.pk, "draft")))
    document = NamedDocument(unit=unit, type_code=type_code)
    _set_facts(document, facts)
    return moves.start(document, by=by, road=Road.LETTER)


def change_named(document: NamedDocument, *, by, seen: int | None = None, **facts) -> NamedDocument:
    """Change the head of the paper while it may be changed.

    seen: the version that the writer looked at. Raises Refused, ValidationError (M63 where another wrote since).
    """
    with moves.editing(document, by=by) as locked:
        if seen not in (None, locked.version):
            raise ValidationError(
                f"Người khác vừa sửa văn bản này lúc {wording.moment(locked.updated_at)}. Chưa ghi đè gì; "
                "mở lại trang để xem bản mới rồi sửa tiếp."
            )
        _set_facts(locked, facts)
        locked.full_clean()
        locked.version += 1
        locked.save(update_fields=[*FIELDS, "version", "updated_at"])
    return locked


def add_clause(
    document: NamedDocument, *, by, parent: NamedClause | None = None, after: NamedClause | None = None, **words
) -> NamedClause:
    """Add a điều, mục, khoản, điểm or dash: last below ``parent``, or right behind ``after`` on its level.

    words: CLAUSE_FIELDS. Raises Refused (locked), ValidationError by field.
    """
    with moves.editing(document, by=by) as locked:
        if NamedClause.objects.filter(document=locked).count() >= MOST_CLAUSES:
            raise ValidationError({"text": f"Văn bản đã có {MOST_CLAUSES} mục, không thêm được nữa."})
        parent = after.parent if after is not None else parent
        _refuse_too_deep(locked, parent)
        row = NamedClause(document=locked, parent=parent, updated_by=by, **_clean(words, CLAUSE_FIELDS))
        row.order = after.order + 1 if after is not None else _last(_siblings(row)) + 1
        if after is not None:
            _push_down(row)
        row.full_clean()
        row.save()
    return row


def change_clause(row: NamedClause, *, by, seen: int | None = None, **words) -> NamedClause:
    """Change the words of a clause. seen: the version looked at. Raises Refused, MovedOn, ValidationError."""
    with moves.editing(row.document, by=by):
        current = _locked(row)
        if seen not in (None, current.version):
            raise ValidationError(
                f"Người khác vừa sửa mục này lúc {wording.moment(current.updated_at)}. Chưa ghi đè gì; "
                "mở lại trang để xem bản mới rồi sửa tiếp."
            )
        for name, value in _clean(words, CLAUSE_FIELDS).items():
            setattr(current, name, value)
        _store(current, by)
    return current


def move_part(row: Row, *, step: int, by) -> Row:
    """Move a clause or a basis one place up (-1) or down (1) among its own level; at the end it stays."""
    with moves.editing(row.document, by=by):
        current = _locked(row)
        rows = list(_siblings(current))
        at = rows.index(current)
        other = at + step
        if 0 <= other < len(rows):
            rows[at], rows[other] = rows[other], rows[at]
            for order, one in enumerate(rows, start=1):
                if one.order != order:
                    one.order = order
                    _store(one, by)
            current.order = other + 1
    return current


def remove_part(row: Row, *, by) -> Row:
    """Take a basis or a clause with all that stands below it out of the paper; it can be put back."""
    with moves.editing(row.document, by=by):
        current, at = _locked(row), now()
        for one in (current, *_below(current)):
            one.removed_at = at
            _store(one, by)
    return current


def restore_part(row: Row, *, by) -> Row:
    """Put back what was removed, with what was removed together with it.

    Raises MovedOn where it stands in the paper already, or where what it stood below is gone as well.
    """
    with moves.editing(row.document, by=by):
        current = type(row).everything.select_for_update().get(pk=row.pk)
        if current.removed_at is None:
            raise MovedOn("Dòng này đã ở trong văn bản.")
        if isinstance(current, NamedClause) and current.parent_id and not _stands(current.parent_id):
            raise MovedOn("Mục cấp trên của dòng này đã xóa. Hoàn tác mục cấp trên trước.")
        together = current.removed_at
        for one in (current, *_below(current, removed_at=together)):
            one.removed_at = None
            _store(one, by)
    return current


def add_basis(document: NamedDocument, *, by, text: str = "", known: KnownDocument | None = None, role: str = "basis"):
    """Add a legal basis: a known document, or a typed line, linked to the register where it can be read.

    The line is kept as it was written. Raises Refused, ValidationError by field. Returns the NamedBasis.
    """
    with moves.editing(document, by=by) as locked:
        words = _clean({"as_written": text}, ("as_written",))["as_written"].rstrip(" ;.,")
        if known is None and not words:
            raise ValidationError({"text": "Ghi căn cứ, hoặc chọn văn bản trong sổ."})
        if known is None:
            known = known_by_words(words, by=by)
            # A number alone is printed as the register has the document, anything longer as it was written.
            words = "" if known is not None and number_key(words) else words
        row = NamedBasis(document=locked, known=known, as_written=words, role=role, updated_by=by)
        row.order = _last(_siblings(row)) + 1
        row.full_clean()
        row.save()
    return row


def add_cite(document: NamedDocument, *, by, known: KnownDocument, footnote: bool = True) -> Citation:
    """Make a document citable in the text by ``{{cite:key}}``; the same document keeps its key."""
    with moves.editing(document, by=by) as locked:
        rows = Citation.objects.filter(kind=NamedDocument.kind, object_id=locked.pk).exclude(key="")
        there = rows.filter(document=known).first()
        if there is not None:
            there.footnote = footnote
            there.save(update_fields=["footnote"])
            return there
        taken = set(rows.values_list("key", flat=True))
        key = next(f"vb{number}" for number in range(1, len(taken) + 2) if f"vb{number}" not in taken)
        return Citation.objects.create(
            unit=locked.unit,
            kind=NamedDocument.kind,
            object_id=locked.pk,
            document=known,
            role=Citation.Role.REFERS,
            key=key,
            footnote=footnote,
            order=len(taken) + 1,
        )


def drop_cite(document: NamedDocument, *, by, key: str) -> None:
    """A document is cited no more. Raises Refused while its mark stands in the text."""
    with moves.editing(document, by=by) as locked:
        mark = f"{{{{cite:{key}}}}}"
        content = named.read(locked)
        texts = [locked.opening, locked.closing, *(row.text for row in content.clauses)]
        if any(mark in text for text in texts):
            raise Refused(f"Dấu {mark} còn trong nội dung. Bỏ dấu này khỏi nội dung rồi mới bỏ viện dẫn.")
        Citation.objects.filter(kind=NamedDocument.kind, object_id=locked.pk, key=key).delete()


def _set_facts(document: NamedDocument, facts: dict) -> None:
    for name, value in _clean(facts, FIELDS).items():
        setattr(document, name, value)
    if document.addressees and document.type_code != NamedDocument.Type.PROPOSAL:
        raise ValidationError({"addressees": "Chỉ Tờ trình có phần Kính gửi; nơi gửi của văn bản này ghi ở Nơi nhận."})
    signer: SigningMandate | None = document.signer
    if signer is not None and signer.unit_id != document.unit_id:
        raise ValidationError({"signer": "Tư cách ký này của đơn vị khác."})


def _clean(values: dict, names: tuple[str, ...]) -> dict:
    """Values fit for storing: NFC, one line where the field has one. Raises ValidationError for marked secrets."""
    if unknown := set(values) - set(names):
        raise TypeError(f"a named document has no {', '.join(sorted(unknown))}")
    found, marked = {}, {}
    for name, value in values.items():
        if isinstance(value, str):
            if sentence := marked_secret(value):
                marked[name] = sentence
            value = clean_pasted(value)
            value = value if name in _MANY_LINES else " ".join(value.split())
        elif isinstance(value, list) and (sentence := marked_secret("\n".join(row.get("name", "") for row in value))):
            marked[name] = sentence
        found[name] = value
    if marked:
        raise ValidationError(marked)
    return found


def _refuse_too_deep(document: NamedDocument, parent: NamedClause | None) -> None:
    depth, above = 0, parent
    while above is not None:
        depth, above = depth + 1, above.parent
    if depth >= len(named.levels(document)):
        raise ValidationError({"text": "Dưới gạch đầu dòng không chia tiếp được."})


def _locked(row: Row) -> Row:
    current = type(row).everything.select_for_update().select_related("document").get(pk=row.pk)
    if current.removed_at is not None:
        raise MovedOn("Dòng này vừa được xóa. Hoàn tác việc xóa rồi mới sửa được.")
    return current


def _siblings(row: NamedPart):
    rows = type(row).objects.filter(document=row.document_id).order_by("order", "pk")
    return rows.filter(parent=row.parent_id) if isinstance(row, NamedClause) else rows


def _last(rows) -> int:
    return rows.aggregate(last=Max("order"))["last"] or 0


def _push_down(row: NamedClause) -> None:
    for order, one in enumerate(_siblings(row).filter(order__gte=row.order), start=row.order + 1):
        NamedClause.objects.filter(pk=one.pk).update(order=order)


def _below(row: NamedPart, *, removed_at=None) -> list[NamedClause]:
    if not isinstance(row, NamedClause):
        return []
    found: list[NamedClause] = []
    above = [row.pk]
    while above:
        rows = list(NamedClause.everything.filter(parent__in=above, removed_at=removed_at))
        found += rows
        above = [one.pk for one in rows]
    return found


def _stands(pk: int) -> bool:
    return NamedClause.objects.filter(pk=pk).exists()


def _store(row: NamedPart, by) -> None:
    row.version += 1
    row.updated_by = by
    row.full_clean()
    row._history_user = by
    row.save()
