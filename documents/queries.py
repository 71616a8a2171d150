"""Reads of paper worth a name: numbers in a unit's register, what waits for issue, what was received."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.timezone import localtime

from documents.layout import Paper, paper_texts
from documents.models import (
    Attachment,
    Delivery,
    FrozenPaper,
    IssuedDocument,
    KnownDocument,
    Letter,
    NamedDocument,
    NumberSeries,
)
from documents.reading.citations import find_citations
from documents.reading.numbers import DOCUMENT_TYPES, full_number, number_key
from organisations.models import Membership, Reach, Unit, UnitSetting, Via
from workflow.clock import today
from workflow.flows import item_of
from workflow.models import Item, MeasuredBy

TYPE_NAMES = {row.abbreviation: row.name for row in DOCUMENT_TYPES if row.abbreviation} | {"": "Công văn"}


@dataclass(frozen=True)
class Holder:
    """Which document holds a number: its day, what it is, and when the portal gave the number."""

    day: date
    words: str
    given_at: datetime | None = None


def words_of(type_code: str, title: str) -> str:
    """What an issued document is called: "Kế hoạch cải cách hành chính …", "Công văn V/v …"."""
    return f"{TYPE_NAMES.get(type_code, type_code)} {title if type_code else f'V/v {title}'}"


def holder_of(unit: Unit, symbol: str, number: int, year: int, *, but: int | None = None) -> Holder | None:
    """The document that holds ``number`` of the unit's symbol in the year, or None.

    Documents issued here and documents of the unit that were only registered count alike.
    ``but``: primary key of the issued document that asks.
    """
    issued = IssuedDocument.objects.filter(unit=unit, symbol=symbol, number=number, number_year=year)
    row = issued.exclude(pk=but).first()
    if row is not None:
        return Holder(row.issued_on, words_of(row.type_code, row.title), row.sealed_at)
    known = _registered(unit, year).filter(number_key=number_key(full_number(number, symbol)) or "").first()
    if known is not None:
        return Holder(known.issued_on, f"{known.type_name} {known.subject}")
    return None


def used_numbers(unit: Unit, symbol: str, year: int) -> set[int]:
    """Every number of the symbol that the unit has used in the year."""
    used = set(
        IssuedDocument.objects.filter(unit=unit, symbol=symbol, number_year=year, number__isnull=False).values_list(
            "number", flat=True
        )
    )
    sample = number_key(full_number(1, symbol)) or ""
    tail = sample.partition("/")[2]
    for key in _registered(unit, year).filter(number_key__endswith=f"/{tail}").values_list("number_key", flat=True):
        first, _, rest = key.partition("/")
        if rest == tail and first.isdecimal():
            used.add(int(first))
    return used


def next_number(unit: Unit, symbol: str, year: int) -> int:
    """The number after the highest one used: what the register gives next."""
    return max(used_numbers(unit, symbol, year), default=0) + 1


def free_number(unit: Unit, symbol: str, year: int, above: int) -> int:
    """The first number above ``above`` that no document holds."""
    used = used_numbers(unit, symbol, year)
    number = above + 1
    while number in used:
        number += 1
    return number


def _registered(unit: Unit, year: int):
    return KnownDocument.objects.filter(
        Q(unit=unit) | Q(unit=None, issuer__in=[name for name in (unit.issuer_name, unit.issuer_short) if name]),
        issued_on__year=year,
        issued=None,
    )


def portal_gives_numbers(unit: Unit, symbol: str, day: date) -> bool:
    """Whether the unit has declared the portal to be its register on ``day`` (NĐ 30/2020 Đ.15).

    By a row of the series, which decides where there is one, else by the unit's dated setting.
    """
    series = NumberSeries.objects.on(day).filter(unit=unit, symbol=symbol).order_by("-valid_from", "-pk").first()
    if series is not None:
        return series.mode == NumberSeries.Mode.PORTAL
    return UnitSetting.objects.on(day).filter(unit=unit, key=UnitSetting.Key.PORTAL_REGISTER).exists()


def known_in(user, paper: Paper) -> dict[str, tuple[date | None, str]]:
    """Number key to (day, issuer) of what the paper cites and the register of ``user`` knows: one query."""
    keys = {cited.key for text in paper_texts(paper) for cited in find_citations(text)}
    rows = KnownDocument.objects.visible_to(user).filter(number_key__in=keys)
    return {key: (day, issuer) for key, day, issuer in rows.values_list("number_key", "issued_on", "issuer")}


def frozen_of(item: Item, purpose: str) -> FrozenPaper | None:
    """The frozen paper of an item that stands for ``purpose``: the latest."""
    rows = FrozenPaper.objects.filter(kind=item.kind, object_id=item.pk, purpose=purpose)
    return rows.order_by("-pk").first()


def issue_of(item: Item) -> IssuedDocument | None:
    """The issue road of an item, once it was signed."""
    return (
        IssuedDocument.objects.filter(source_kind=item.kind, source_id=item.pk)
        .select_related("known_document", "paper", "unit")
        .first()
    )


def attachments_of(item: Item):
    """Files that hang on the item and were not taken away."""
    return Attachment.objects.filter(kind=item.kind, object_id=item.pk, removed_at=None).select_related(
        "uploaded_by__official"
    )


def units_with_people(unit_ids: set[int]) -> set[int]:
    """Units among ``unit_ids`` in which somebody works with the portal today."""
    return set(Membership.objects.on(today()).filter(unit__in=unit_ids).values_list("unit_id", flat=True))


def own_units(user):
    """Sub-select of the units whose papers the user handles as their own, inherited ones included."""
    own = Q(via=Via.OWN) | Q(via=Via.SUCCESSION, inherits=Via.OWN)
    return Reach.objects.filter(own, viewer__in=user.member_unit_ids()).values("unit")


def letters_in_reach(user):
    """Letters of the user's own units, those in the bin too; of other units in reach only once they were issued."""
    return _in_reach(Letter, user).select_related("unit")


def named_in_reach(user):
    """Papers of the user's own units, those in the bin too; of other units in reach only once they were issued."""
    return _in_reach(NamedDocument, user).select_related("unit", "signer__official")


def _in_reach(model: type[Item], user):
    return model.objects.visible_to(user).filter(Q(unit__in=own_units(user)) | Q(state="released"))


def received_by(user):
    """Deliveries to the user's own units, newest first."""
    return (
        Delivery.objects.filter(recipient_unit__in=own_units(user))
        .select_related(
            "issued_document__unit",
            "issued_document__paper",
            "recipient_unit",
            "received_by__official",
            "sent_by__official",
        )
        .order_by("-sent_at", "-pk")
    )


def in_time_words(row: Delivery) -> str:
    """Whether what was sent was in time: "đúng hạn", "muộn 2 ngày", "" where the item owed no day (M37).

    The act that the deadline names is measured: the document's own date, or when it was sent (design section 5).
    """
    document = row.issued_document
    item = item_of(document.source_kind, document.source_id)
    done = document.issued_on if item.measured_by == MeasuredBy.ISSUED else localtime(row.sent_at).date()
    if item.due_on is None or done is None:
        return ""
    last = item.due_on if item.due_inclusive else item.due_on - timedelta(days=1)
    late = (done - last).days
    return f"muộn {late} ngày" if late > 0 else "đúng hạn"
