"""The fixed words, numbers and dates of an official paper.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II and domain practice where noted.
"""

import re

from documents.layout.parts import CHANNELS, HEADING_LEVELS, PURPOSES, Basis, Heading, Paper, Recipient, Table
from documents.reading.dates import format_date_long

MOTTO_STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ENDING = "./."
NARROWEST = 5
ORGANS = ("ỦY BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN")
# Mục II: point letters follow the Vietnamese alphabet, so đ comes and f, j, w, z do not.
POINT_LETTERS = tuple("abcdđeghiklmnopqrstuvxy")

NBSP = "\u00a0"
NUMBER_BLANK = NBSP * 8  # at least six characters are reserved for the clerk's pen
DAY_BLANK = NBSP * 6
MONTH_BLANK = NBSP * 5
YEAR_BLANK = NBSP * 8
NAME_BLANK = NBSP * 22

# What a writer may have typed at the end: "./.", ".", ";", before or after a closing ** or *.
_END = re.compile(r"(?:\./\.|[\s;.,])*(?P<mark>\*{1,3})?(?:\./\.|[\s;.,])*$")

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return a positive number in capital Roman digits."""
    if number < 1:
        raise ValueError("Roman digits start at 1")
    digits = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        digits += sign * count
    return digits


def point_letter(position: int) -> str:
    """Return the letter of the point at a position from 1; after y the letters double (aa, bb)."""
    if position < 1:
        raise ValueError("points are counted from 1")
    rounds, index = divmod(position - 1, len(POINT_LETTERS))
    return POINT_LETTERS[index] * (rounds + 1)


def month_text(month: int) -> str:
    """Return the number of a month; only January and February take a zero."""
    return f"{month:02d}" if month <= 2 else str(month)


def number_text(number: str) -> str:
    """Return a document number; below 10 it takes a zero (II.3)."""
    return number.zfill(2) if number.isdigit() else number


def number_sign(paper: Paper) -> str:
    """Return number and sign, "05/KH-UBND", with a blank for a draft."""
    number = NUMBER_BLANK if paper.number is None else number_text(paper.number)
    return f"{number}/{paper.symbol}"


def number_line(paper: Paper) -> str:
    """Return the line of ô 3: "Số: 05/KH-UBND"."""
    return f"Số: {number_sign(paper)}"


def date_words(paper: Paper) -> str:
    """Return the day of issue in words; on a draft the unknown parts are blank."""
    if paper.day is not None:
        return format_date_long(paper.day)
    month = MONTH_BLANK if paper.month is None else month_text(paper.month)
    year = YEAR_BLANK if paper.year is None else str(paper.year)
    return f"ngày{DAY_BLANK}tháng {month} năm {year}"


def place_line(paper: Paper) -> str:
    """Return the line of ô 4: "Tú Xuyên, ngày 05 tháng 6 năm 2023"."""
    return f"{paper.place}, {date_words(paper)}"


def issuer_lines(name: str) -> tuple[str, ...]:
    """Return the name of an office as printed in ô 2: the unit's name stands under the organ's.

    A name with its own line breaks keeps them.
    """
    for organ in ORGANS:
        if name.upper().startswith(f"{organ} ") and "\n" not in name:
            return organ, name[len(organ) + 1 :].upper()
    return tuple(line.strip().upper() for line in name.splitlines())


def subject_line(paper: Paper) -> str:
    """Return the summary; that of a công văn starts with "V/v" (II.5.c)."""
    return f"V/v {paper.subject}" if paper.is_letter else paper.subject


def capacity_lines(capacity: str, *, head: str, title: str = "", collective: str = "") -> tuple[str, ...]:
    """Return the printed lines of ô 7a (Điều 13 and Phụ lục I, II.7).

    capacity: head, deputy (KT.), acting (Q.), by_order (TL.), authorised (TUQ.).
    head: the head's title, "CHỦ TỊCH". title: the signer's own title where it differs.
    collective: "ỦY BAN NHÂN DÂN" where the signer acts for the body (TM.).
    """
    lines = {
        "head": (head,),
        "deputy": (f"KT. {head}", title),
        "acting": (f"Q. {head}",),
        "by_order": (f"TL. {head}", title),
        "authorised": (f"TUQ. {head}", title),
    }
    if capacity not in lines:
        raise ValueError(f"capacity: {capacity!r} is none of {', '.join(lines)}")
    on_behalf = (f"TM. {collective}",) if collective and capacity in ("head", "deputy", "acting") else ()
    return tuple(line.upper() for line in (*on_behalf, *lines[capacity]) if line)


def recipient_lines(paper: Paper) -> tuple[tuple[str, Recipient | None], ...]:
    """Return the lines under "Nơi nhận:" with the recipient each one prints.

    "Như trên" opens the list where the paper has a "Kính gửi"; "Lưu" closes it (II.9).
    Recipients with a channel stand under a line that names it.
    """
    lines: list[tuple[str, Recipient | None]] = []
    if paper.addressees:
        lines.append(("- Như trên;", None))
    for channel, heading in CHANNELS.items():
        members = [recipient for recipient in paper.recipients if recipient.channel == channel]
        if members and heading:
            lines.append((heading, None))
        lines += [(f"- {_recipient_words(recipient)};", recipient) for recipient in members]
    lines.append((f"- Lưu: {', '.join(paper.archive)}.", None))
    if paper.drafter:
        lines.append((paper.drafter.upper(), None))
    return tuple(lines)


def _recipient_words(recipient: Recipient) -> str:
    return " ".join(filter(None, (recipient.text.rstrip(" ;.,"), PURPOSES[recipient.purpose])))


def basis_text(block: Basis, *, last: bool) -> str:
    """Return a basis with its mark: `;`, the last one `.` (II.6.a)."""
    return block.text.rstrip(" ;.,") + ("." if last else ";")


def ended_text(text: str) -> str:
    """Return the last text of the body with the sign of its end, inside or after a closing mark."""
    return _END.sub("", text) + (_END.search(text)["mark"] or "") + ENDING  # type: ignore[index]


def annex_label(position: int, total: int) -> str:
    """Return "Phụ lục", or "Phụ lục II" where there are two or more (III.1.b)."""
    return f"Phụ lục {roman(position)}" if total > 1 else "Phụ lục"


def annex_reference(paper: Paper) -> str:
    """Return the line under an annex title (III.1.c, Mẫu 2.1 and 2.2).

    On paper it names the document in full; on an electronic document the same
    slots stay empty.
    """
    kind = paper.type_name.capitalize() if paper.type_name else "Công văn"
    if paper.medium == "electronic":
        blank_day = f"ngày{DAY_BLANK}tháng{MONTH_BLANK}năm{YEAR_BLANK}"
        return f"(Kèm theo {kind} số{NUMBER_BLANK}/{NUMBER_BLANK}{blank_day}của{NAME_BLANK})"
    issuer = paper.issuer.name_in_text or paper.issuer.name
    return f"(Kèm theo {kind} số {number_sign(paper)} {date_words(paper)} của {issuer})"


def heading_labels(blocks: tuple) -> tuple[str, ...]:
    """Return the generated number of each block, empty where it has none.

    Each number starts anew below the next higher unit.
    """
    formats = {
        "part": lambda number: f"Phần {roman(number)}",
        "section": lambda number: f"{roman(number)}.",
        "article": lambda number: f"Điều {number}.",
        "clause": lambda number: f"{number}.",
        "point": lambda number: f"{point_letter(number)})",
    }
    counts = dict.fromkeys(formats, 0)
    labels = []
    for block in blocks:
        if not isinstance(block, Heading):
            labels.append("")
            continue
        counts[block.level] += 1
        for lower in HEADING_LEVELS[HEADING_LEVELS.index(block.level) + 1 :]:
            counts[lower] = 0
        labels.append(formats[block.level](counts[block.level]))
    return tuple(labels)


def column_percents(table: Table) -> tuple[int, ...]:
    """Return whole percents of the columns, the generated TT first, that sum to 100.

    No column gets less than 5 percent, so that a short word still fits.
    """
    shares = [column.share for column in table.columns]
    room = 95 if table.numbered else 100
    percents = [max(NARROWEST, share * room // sum(shares)) for share in shares]
    while sum(percents) != room:
        percents[percents.index(max(percents))] += 1 if sum(percents) < room else -1
    return (5, *percents) if table.numbered else tuple(percents)
