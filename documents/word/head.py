"""The head of a Word paper (ô 1 to 5, 9a, 10, 11 of Nghị định 30/2020/NĐ-CP, Phụ lục I) and its closing (ô 7, 9b)."""

from dataclasses import replace
from typing import Any

from documents.layout.parts import Paper
from documents.word.flow import Line, Piece
from documents.word.grids import columns
from documents.word.markup import MM_IN_POINTS, element, mm
from documents.word.runs import lines, plain
from documents.word.styles import LOOKS, border
from documents.word.widths import width_pt

# Shares of the page's width, as static/css/paper.css sets them.
HEAD_SHARES = (66, 94)
CLOSING_SHARES = (76, 84)
RULE_PART = 0.4
SIGNING_SPACE = mm(28)
RECIPIENTS_MARGIN = 4
ABOVE_CLOSING = 14
# Boxes of ô 10b and 11: width in mm, colour.
MARKS = {
    "urgent": (20, "CC0000"),
    "very_urgent": (40, "CC0000"),
    "express": (30, "CC0000"),
    "circulation": (54, "000000"),
}
ADDRESSEES_WIDTH = 130
# Where the names under "Kính gửi:" begin, in its own font size.
ADDRESSEES_INDENT = 3.6


def head(paper: Paper, context: dict[str, Any], width: float) -> list[Piece]:
    """Return everything above the body. context: documents.sheet's; width: mm between the margins."""
    shares = [width * share / sum(HEAD_SHARES) for share in HEAD_SHARES]
    rows = [
        (_issuer(context, shares[0]), _motto(context, shares[1])),
        ([Line("SoKyHieu", plain(context["number_line"]))], [Line("DiaDanhNgay", plain(context["place_line"]))]),
    ]
    marks = _marks(paper, context, shares[0])
    if marks:
        rows.append((marks, []))
    pieces: list[Piece] = [columns(rows, shares, (0, 0))]
    if not paper.is_letter:
        pieces += _title(paper, context, width)
    return [*pieces, *_addressees(context["addressees"], paper.style.body_pt, width)]


def closing(paper: Paper, context: dict[str, Any], width: float) -> Piece:
    """Return "Nơi nhận" beside the signature: one row that stays whole and on the page of the words before it."""
    shares = [width * share / sum(CLOSING_SHARES) for share in CLOSING_SHARES]
    receivers = [Line("NoiNhan", plain("Nơi nhận:"), before=0.7)]
    receivers += [Line("DongNoiNhan", plain(line)) for line, _ in context["recipient_lines"]]
    signed = [Line("QuyenHanChucVu", plain(line)) for line in paper.signature.capacity]
    names = [paper.signature.other_title] if paper.signature.other_title else []
    for place, name in enumerate((*names, paper.signature.name)):
        signed.append(Line("NguoiKy", plain(name), before=0 if place else SIGNING_SPACE))
    table = columns([(receivers, signed)], shares, (RECIPIENTS_MARGIN, 0))
    return replace(table, before=ABOVE_CLOSING)


def _rule(length: float, room: float) -> Line:
    """Return a rule of a length in the middle of a column; both in points."""
    side = max(0.0, (room - length) / 2) / MM_IN_POINTS
    return Line("DuongKe", left=side, right=side)


def _longest(texts, style: str) -> float:
    look = LOOKS[style]
    return max((width_pt(text, look.size or 0, bold=look.bold) for text in texts), default=0.0)


def _issuer(context: dict[str, Any], width: float) -> list[Line]:
    found = [Line("CoQuanChuQuan", lines(context["superior_lines"]))] if context["superior_lines"] else []
    names = context["issuer_lines"]
    length = min(mm(width), _longest(names, "CoQuanBanHanh")) * RULE_PART
    return [*found, Line("CoQuanBanHanh", lines(names)), _rule(length, mm(width))]


def _motto(context: dict[str, Any], width: float) -> list[Line]:
    return [
        Line("QuocHieu", plain(context["motto_state"])),
        Line("TieuNgu", plain(context["motto"])),
        _rule(_longest([context["motto"]], "TieuNgu"), mm(width)),
    ]


def _marks(paper: Paper, context: dict[str, Any], width: float) -> list[Line]:
    found = [Line("TrichYeuCongVan", plain(context["subject_line"]))] if paper.is_letter else []
    for key, words in ((paper.urgency, context["urgency"]), ("circulation", context["circulation"])):
        if words:
            found.append(_box(words, *MARKS[key], width))
    return found


def _box(words: str, length: float, colour: str, width: float) -> Line:
    side = (width - length) / 2
    spaces = {"top": 3, "left": 0, "bottom": 3, "right": 0}
    edges = [border(f"w:{edge}", 0.75, colour=colour, space=space) for edge, space in spaces.items()]
    return Line("DauMucDo", plain(words, colour=colour), left=side, right=side, box=element("w:pBdr", None, *edges))


def _title(paper: Paper, context: dict[str, Any], width: float) -> list[Line]:
    subject = context["subject_line"]
    length = min(mm(width), _longest([subject], "Title")) * RULE_PART
    return [Line("Title", lines((paper.type_name.upper(), subject))), _rule(length, mm(width))]


def _addressees(names: tuple[str, ...], size: float, width: float) -> list[Line]:
    if len(names) == 1:
        return [Line("KinhGui", plain(f"Kính gửi: {names[0]}"))]
    if not names:
        return []
    side = max(0.0, (width - ADDRESSEES_WIDTH) / 2)
    inner = side + ADDRESSEES_INDENT * size / MM_IN_POINTS
    label = Line("KinhGui", plain("Kính gửi:"), align="left", left=side, right=side)
    return [label, *(Line("KinhGui", plain(name), before=0, align="left", left=inner, right=side) for name in names)]
