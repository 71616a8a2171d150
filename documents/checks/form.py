"""Checks of form: symbol, signature, addressees, recipients, annexes, bases, the end."""

import re
from collections.abc import Iterator

from documents.checks.findings import BLOCK, Finding, Spot, finding, kind_of
from documents.layout import unprintable_characters
from documents.layout.parts import Basis, Formula, Paper, Table
from documents.layout.wording import annex_label, roman
from documents.reading.numbers import ALL_TYPES, TYPE_ALIASES, find_type, symbol_for
from documents.reading.text import fold

# How the name of an issuing body begins: its abbreviation in the symbol.
ORGANS = (
    ("uy ban nhan dan", "UBND"),
    ("hoi dong nhan dan", "HĐND"),
    ("so noi vu", "SNV"),
    ("ban chi dao", "BCĐ"),
)
_UPWARD = ("BC", "TTr")
_DEGREES = re.compile(
    r"(?:^|\s)(?:PGS|GS|TS|ThS|CN|KS|BS|CVC|NGƯT|NSƯT)\.?(?:\s|$)|Tiến sĩ|Thạc sĩ|Cử nhân|Giáo sư",
)


def _organ(paper: Paper) -> str:
    name = fold(paper.issuer.name)
    return next((abbreviation for prefix, abbreviation in ORGANS if name.startswith(prefix)), "")


def characters(paper: Paper) -> Iterator[Finding]:
    """L1: characters that the paper's face does not hold would print as empty boxes."""
    if found := unprintable_characters(paper):
        shown = " ".join(found)
        yield finding("L1", "Toàn văn bản", f"Ký tự “{shown}” không có trong phông chữ của văn bản nên không in được.")


def symbol(paper: Paper, issuer_abbreviation: str) -> Iterator[Finding]:
    """L3: the symbol is type and issuer; that of a công văn issuer and drafting room."""
    organ = issuer_abbreviation or _organ(paper)
    row = find_type(paper.type_name) if paper.type_name else None
    if not organ or (paper.type_name and row is None):
        return
    if row is None:
        right = re.fullmatch(rf"{re.escape(organ)}-[\w.-]+", paper.symbol) is not None
        expected = symbol_for("", organ, "…")
    else:
        expected = symbol_for(row.abbreviation, organ)
        right = paper.symbol == expected or paper.symbol.startswith(f"{expected}-")
    if not right:
        yield finding(
            "L3", "Số, ký hiệu",
            f"{kind_of(paper)} của cơ quan này có ký hiệu “{expected}”, đang ghi “{paper.symbol}”.",
        )  # fmt: skip


def capacity(paper: Paper, mandate: tuple[str, ...] | None) -> Iterator[Finding]:
    """L4: the printed capacity is the one of the mandate, complete, and of the issuing body."""
    signature, place = paper.signature, "Chữ ký"
    printed = " / ".join(signature.capacity)
    if not any(signature.capacity):
        yield finding("L4", place, "Chưa ghi quyền hạn, chức vụ của người ký.", level=BLOCK, ref=signature.ref)
        return
    if mandate is not None and tuple(signature.capacity) != tuple(mandate):
        yield finding(
            "L4", place,
            f"Thẩm quyền ký đã ghi nhận là “{' / '.join(mandate)}”, văn bản đang ghi “{printed}”.",
            level=BLOCK, ref=signature.ref,
        )  # fmt: skip
    first, last = signature.capacity[0], signature.capacity[-1]
    body = fold(first.removeprefix("TM."))
    if first.startswith("TM.") and not fold(paper.issuer.name).startswith(body):
        yield finding("L4", place, f"Ký “{first}” nhưng cơ quan ban hành là “{paper.issuer.name}”.", ref=signature.ref)
    if last.startswith(("TM.", "KT.", "TL.", "TUQ.")):
        yield finding("L4", place, f"Dưới “{last}” còn thiếu chức vụ của người ký.", ref=signature.ref)
    if _DEGREES.search(signature.name):
        yield finding(
            "L4", place, f"Họ tên người ký “{signature.name}” không ghi học hàm, học vị, danh hiệu.", ref=signature.ref
        )


def addressees(paper: Paper) -> Iterator[Finding]:
    """L5: "Kính gửi" stands on công văn and on reports and proposals to a superior, nowhere else."""
    row = find_type(paper.type_name) if paper.type_name else None
    if paper.is_letter and not paper.addressees:
        yield finding("L5", "Kính gửi", "Công văn chưa có “Kính gửi”.", level=BLOCK)
    elif row and row.abbreviation in _UPWARD and not paper.addressees:
        yield finding("L5", "Kính gửi", f"{kind_of(paper)} gửi cấp trên cần có “Kính gửi”.")
    elif row and row.abbreviation not in _UPWARD and paper.addressees:
        yield finding("L5", "Kính gửi", f"{kind_of(paper)} không có “Kính gửi”; nơi gửi ghi ở “Nơi nhận”.")


def recipients(paper: Paper) -> Iterator[Finding]:
    """L6: "Nơi nhận" names someone and ends with "Lưu: VT"."""
    if not paper.recipients and not paper.addressees:
        yield finding("L6", "Nơi nhận", "Chưa có nơi nhận nào.")
    if paper.archive[:1] != ("VT",):
        printed = ", ".join(paper.archive)
        yield finding("L6", "Nơi nhận", f"Dòng cuối của nơi nhận là “Lưu: VT, …”, đang ghi “Lưu: {printed}”.")


_ANNEX = re.compile(r"\bphụ\s+lục(?:\s+(?P<roman>[ivx]+)\b)?(?:[^.;()\n]{0,90}?\bkèm\s+theo)?", re.IGNORECASE)
_TYPES = "|".join(re.escape(name) for name in sorted({row.name for row in ALL_TYPES} | set(TYPE_ALIASES)))
_OF_ANOTHER = re.compile(
    rf"\s*(?:ban\s+hành\s+)?(?:kèm\s+theo|của|thuộc|tại)?\s*(?:{_TYPES})\b(?!\s+này)", re.IGNORECASE
)


def _annexes_named(texts: list[Spot]) -> Iterator[tuple[Spot, str, str]]:
    """Places that point to an annex of this paper: spot, words, Roman number or ""."""
    for spot in texts:
        for match in _ANNEX.finditer(spot.text):
            if spot.in_body and not _OF_ANOTHER.match(spot.text, match.end()):
                yield spot, " ".join(match.group().split()), (match["roman"] or "").upper()


def annexes(paper: Paper, texts: list[Spot]) -> Iterator[Finding]:
    """L7: an announced annex is there, and an annex is announced."""
    named = list(_annexes_named(texts))
    kind = kind_of(paper).lower()
    numbers = {roman(position) for position in range(1, len(paper.annexes) + 1)}
    for spot, words, number in named:
        if not paper.annexes:
            yield finding(
                "L7", spot.place, f"Nội dung nhắc “{words}” nhưng {kind} chưa có phụ lục.", level=BLOCK, ref=spot.ref
            )
            return
        if number and number not in numbers:
            yield finding(
                "L7", spot.place, f"Nội dung nhắc “Phụ lục {number}” nhưng {kind} chỉ có {len(numbers)} phụ lục.",
                level=BLOCK, ref=spot.ref,
            )  # fmt: skip
    if paper.annexes and not named:
        label = annex_label(1, len(paper.annexes))
        yield finding(
            "L7", label, f"{kind.capitalize()} có phụ lục nhưng nội dung chưa nhắc đến.", ref=paper.annexes[0].ref
        )


_BASIS_START = ("căn cứ", "theo", "thực hiện", "xét")


def bases(paper: Paper, texts: list[Spot]) -> Iterator[Finding]:
    """L10: one basis a line, before the text; the ends of lines are generated."""
    for spot in texts:
        if spot.kind == "basis" and ";" in spot.text.rstrip("; ."):
            yield finding("L10", spot.place, "Một dòng đang ghi nhiều căn cứ. Tách mỗi căn cứ một dòng.", ref=spot.ref)
        if spot.kind == "basis" and not fold(spot.text).startswith(tuple(fold(word) for word in _BASIS_START)):
            words = " ".join(spot.text.split()[:6])
            yield finding("L10", spot.place, f"Căn cứ bắt đầu bằng “Căn cứ …”, đang ghi “{words} …”.", ref=spot.ref)
        typed = spot.kind == "paragraph" and spot.place == "Phần mở đầu" and spot.text.startswith("Căn cứ ")
        if typed and not spot.text.rstrip().endswith((";", ".")):
            yield finding(
                "L10", spot.place, "Dòng căn cứ kết thúc bằng dấu “;”, dòng cuối cùng bằng dấu “.”.", ref=spot.ref
            )
    after_text = False
    for block in paper.blocks:
        if isinstance(block, Basis) and after_text:
            yield finding("L10", "Căn cứ", "Các căn cứ đứng liền nhau ở đầu văn bản.", ref=block.ref)
        after_text = after_text or not isinstance(block, (Basis, Formula))


def ending(paper: Paper, texts: list[Spot]) -> Iterator[Finding]:
    """L13: the paper ends once, with "./.", behind words."""
    last = paper.blocks[-1] if paper.blocks else None
    if last is None or isinstance(last, (Basis, Formula, Table)):
        yield finding("L13", "Cuối văn bản", "Văn bản chưa có câu kết để ghi dấu “./.”.")
    body = [spot for spot in texts if spot.in_body and spot.kind not in ("note", "subject")]
    for spot in body[:-1]:
        if "./." in spot.text:
            yield finding("L13", spot.place, "Dấu “./.” chỉ ghi một lần, ở cuối văn bản.", ref=spot.ref)
