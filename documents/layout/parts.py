"""The parts of an official paper as plain values.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I. A part holds what is particular to
one paper; fixed words, numbering, punctuation and measures belong to the
modules beside this one and to the style sheet. No part knows the database.
"""

import unicodedata
from dataclasses import dataclass, field, fields
from datetime import date

MEDIA = ("paper", "electronic")
HEADING_LEVELS = ("part", "section", "article", "clause", "point")
ALIGNMENTS = ("left", "center", "right", "justify")
MOST_COLUMNS = 16
CAPACITIES = ("head", "deputy", "acting", "by_order", "authorised")

# Purpose of a recipient -> words printed behind the name (domain practice, seeds 001, 002).
PURPOSES = {
    "": "",
    "act": "(để thực hiện)",
    "report": "(để báo cáo)",
    "direct": "(để chỉ đạo)",
    "coordinate": "(để phối hợp)",
    "know": "(để biết)",
}
# Channel of a recipient -> line above the group (seed 004 prints the first one).
CHANNELS = {
    "": "",
    "electronic": "Gửi bản điện tử:",
    "paper": "Gửi bản giấy:",
}
# Phụ lục I, Mục II.10.b: degree of urgency -> printed mark; the sizes stand in paper.css.
URGENCIES = {
    "": "",
    "urgent": "KHẨN",
    "very_urgent": "THƯỢNG KHẨN",
    "express": "HỎA TỐC",
}
CIRCULATIONS = {
    "": "",
    "return": "XEM XONG TRẢ LẠI",
    "internal": "LƯU HÀNH NỘI BỘ",
}


class Part:
    """Base of all parts: text is stored in NFC, sequences as tuples."""

    def __post_init__(self) -> None:
        for item in fields(self):  # type: ignore[arg-type]
            value = getattr(self, item.name)
            if isinstance(value, str):
                value = unicodedata.normalize("NFC", value)
            elif isinstance(value, (list, tuple)):
                value = tuple(
                    unicodedata.normalize("NFC", entry) if isinstance(entry, str) else entry for entry in value
                )
            else:
                continue
            object.__setattr__(self, item.name, value)


def _one_of(name: str, value: object, allowed: tuple) -> None:
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is none of {', '.join(map(repr, allowed))}")


@dataclass(frozen=True)
class PaperStyle(Part):
    """An office's own measures inside the ranges of the decree (Phụ lục I, Mục I).

    Margins in mm; sizes and gaps in pt; indent in hundredths of a cm;
    line_percent in percent of single spacing.
    """

    top_mm: int = 20
    bottom_mm: int = 20
    left_mm: int = 30
    right_mm: int = 20
    body_pt: int = 14
    indent_cm100: int = 127
    gap_pt: int = 6
    line_percent: int = 110

    RANGES = {
        "top_mm": tuple(range(20, 26)),
        "bottom_mm": tuple(range(20, 26)),
        "left_mm": tuple(range(30, 36)),
        "right_mm": tuple(range(15, 21)),
        "body_pt": (13, 14),
        "indent_cm100": (100, 127),
        "gap_pt": tuple(range(6, 13)),
        "line_percent": tuple(range(100, 151, 5)),
    }

    def __post_init__(self) -> None:
        super().__post_init__()
        for name, allowed in self.RANGES.items():
            _one_of(name, getattr(self, name), allowed)


@dataclass(frozen=True)
class Issuer(Part):
    """Who issues: ô 2. `superior` is empty for an office that prints no parent (UBND)."""

    name: str
    superior: str = ""
    # As the annex line names it: "Ủy ban nhân dân xã Tú Xuyên".
    name_in_text: str = ""


@dataclass(frozen=True)
class Basis(Part):
    """One legal basis in italics; `;` and the final `.` are generated."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Heading(Part):
    """A numbered unit: of "phần, mục, khoản, điểm", or a điều of a decision; the number is generated.

    level: part (Phần I), section (I.), article (Điều 1.), clause (1.), point (a).
    titled: False prints an article or a clause upright, as running text.
    """

    level: str
    text: str
    ref: str = ""
    titled: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        _one_of("level", self.level, HEADING_LEVELS)


@dataclass(frozen=True)
class Formula(Part):
    """A line of its own in bold capitals: who decides, "QUYẾT ĐỊNH:" (Phụ lục III, Mẫu 1.3)."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Paragraph(Part):
    """A paragraph of running text with inline marks (documents.inline)."""

    text: str
    ref: str = ""
    align: str = "justify"

    def __post_init__(self) -> None:
        super().__post_init__()
        _one_of("align", self.align, ALIGNMENTS)


@dataclass(frozen=True)
class DashItem(Part):
    """A paragraph that starts with a dash; the dash is generated."""

    text: str
    ref: str = ""


@dataclass(frozen=True)
class Column(Part):
    """A column of a table. `share` is its weight; widths become whole percents.

    group: words above it and its neighbours of the same group. number: how the form numbers it, "(3)".
    """

    title: str
    share: int
    align: str = "left"
    group: str = ""
    number: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _one_of("align", self.align, ALIGNMENTS)
        if self.share < 1:
            raise ValueError("share: a column needs a weight of 1 or more")


@dataclass(frozen=True)
class Row(Part):
    """A row of a table: one text per column, without the generated TT. counted: False for a total, which has none."""

    cells: tuple[str, ...]
    ref: str = ""
    counted: bool = True


@dataclass(frozen=True)
class GroupRow(Part):
    """A row across the table that opens a group; its Roman number is generated.

    label: the form's own code of the group, printed in the first column instead of a number.
    """

    text: str
    ref: str = ""
    label: str = ""


@dataclass(frozen=True)
class Table(Part):
    """A table. With `numbered` a first column TT counts the rows through all groups."""

    columns: tuple[Column, ...]
    rows: tuple[Row | GroupRow, ...]
    ref: str = ""
    caption: str = ""
    unit_note: str = ""
    numbered: bool = True

    def __post_init__(self) -> None:
        super().__post_init__()
        if not 1 <= len(self.columns) <= MOST_COLUMNS:
            raise ValueError(f"columns: {len(self.columns)} is not between 1 and {MOST_COLUMNS}")
        for row in self.rows:
            if isinstance(row, Row) and len(row.cells) != len(self.columns):
                raise ValueError(
                    f"row {row.ref or row.cells!r}: {len(row.cells)} cells for {len(self.columns)} columns"
                )


Block = Basis | Formula | Heading | Paragraph | DashItem | Table


@dataclass(frozen=True)
class Recipient(Part):
    """One line of "Nơi nhận": ô 9b."""

    text: str
    purpose: str = ""
    channel: str = ""
    ref: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _one_of("purpose", self.purpose, tuple(PURPOSES))
        _one_of("channel", self.channel, tuple(CHANNELS))


@dataclass(frozen=True)
class Signature(Part):
    """Ô 7a and 7b. `capacity` holds the printed lines, best made by `capacity_lines`."""

    capacity: tuple[str, ...]
    name: str = ""
    other_title: str = ""
    ref: str = ""


@dataclass(frozen=True)
class Annex(Part):
    """An annex in the same file; its Roman number and the "(Kèm theo …)" line are generated."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    ref: str = ""


@dataclass(frozen=True)
class Contact(Part):
    """Ô 13: the foot of page 1."""

    address: str = ""
    phone: str = ""
    fax: str = ""
    email: str = ""
    website: str = ""


@dataclass(frozen=True)
class Paper(Part):
    """An official paper: everything that is printed, nothing that is not.

    number: digits, None for a draft (an int is accepted and kept as text).
    symbol: "KH-UBND", "UBND-VHXH".
    day: None for a draft; then `month` and `year` are printed where known.
    type_name: "KẾ HOẠCH"; empty for a công văn, whose subject follows "V/v".
    archive: what follows "Lưu:" ("VT", "VHXH").
    drafter: sign of the typist and number of copies, "PL.(300)".
    """

    issuer: Issuer
    symbol: str
    place: str
    subject: str
    signature: Signature
    type_name: str = ""
    number: str | None = None
    day: date | None = None
    month: int | None = None
    year: int | None = None
    addressees: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    recipients: tuple[Recipient, ...] = ()
    archive: tuple[str, ...] = ("VT",)
    drafter: str = ""
    annexes: tuple[Annex, ...] = ()
    urgency: str = ""
    circulation: str = ""
    contact: Contact | None = None
    medium: str = "electronic"
    style: PaperStyle = field(default_factory=PaperStyle)

    def __post_init__(self) -> None:
        if isinstance(self.number, int):
            object.__setattr__(self, "number", str(self.number))
        super().__post_init__()
        _one_of("medium", self.medium, MEDIA)
        _one_of("urgency", self.urgency, tuple(URGENCIES))
        _one_of("circulation", self.circulation, tuple(CIRCULATIONS))
        if self.month is not None:
            _one_of("month", self.month, tuple(range(1, 13)))

    @property
    def is_letter(self) -> bool:
        """A công văn has no type name (Phụ lục III, Mục I)."""
        return not self.type_name
