"""The paper of a công văn (NĐ 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.5)."""

from documents import signing
from documents.giving import gives_of_text
from documents.layout import Issuer, Paper, Recipient, blocks_from_text
from documents.models import Letter
from documents.papers import Given, SendTo
from documents.reading.numbers import symbol_for
from workflow.clock import today

AS_ABOVE = "Như trên"


def lines(rows: list) -> list[dict]:
    """Stored lines of a letter as {name, unit, purpose}; a bare name stands for a receiver outside.

    "Như trên" is printed by the layout, so it is no line of its own.
    """
    found = [{"name": row} if isinstance(row, str) else row for row in rows]
    return [
        {"name": row["name"], "unit": row.get("unit"), "purpose": row.get("purpose", "")}
        for row in found
        if row["name"].strip() and row["name"].strip() != AS_ABOVE
    ]


def build(letter: Letter) -> Paper:
    """The letter's paper as a draft: no number, no day; month and year of today."""
    unit = letter.unit
    day = letter.issued_on or today()
    receivers = tuple(
        Recipient(row["name"], purpose=row["purpose"], ref="recipients") for row in lines(letter.recipients)
    )
    return Paper(
        issuer=Issuer(
            name=unit.issuer_name,
            superior=unit.superior_name,
            name_in_text=unit.issuer_short or unit.issuer_name,
        ),
        symbol=symbol_for("", unit.abbreviation or "UBND", letter.drafting_unit),
        place=unit.place_name,
        subject=letter.title,
        signature=signing.expected(unit, type_code=""),
        month=day.month,
        year=day.year,
        addressees=tuple(row["name"] for row in lines(letter.addressees)),
        blocks=blocks_from_text(letter.body, ref="body"),
        recipients=receivers,
        archive=tuple(part for part in ("VT", letter.drafting_unit) if part),
    )


def recipients(letter: Letter) -> list[SendTo]:
    """Addressees first, then the other receivers."""
    rows = [*lines(letter.addressees), *lines(letter.recipients)]
    return [SendTo(row["name"], row["unit"], row["purpose"]) for row in rows]


def gives(letter: Letter) -> list[Given]:
    """The numbered lines of the letter: what it asks of its addressees."""
    return gives_of_text(letter.body)
