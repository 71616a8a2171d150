"""Papers marked secret are refused before anything is stored (Nghị định 30/2020/NĐ-CP, Phụ lục I, III.2:
the mark of secrecy stands alone on the first page, in capitals)."""

import re

from documents.reading.text import nfc

LEVELS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
_BY_LETTERS = {level.replace(" ", ""): level for level in LEVELS}
# Columns of a header come out of PDF and Word as tabs, bars or wide gaps; beside the motto also glued.
_COLUMNS = re.compile(r"\t+|\s*\|\s*| {3,}|\u2003+|CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGHĨA\s+VIỆT\s+NAM")
_FRAME = " *_#>[](){}<>\"'“”«».,:;=~-–—+│║┃▪•\u00a0"
_LABELLED = re.compile(
    r"(?:độ\s+mật|mức\s+độ\s+mật|dấu\s+chỉ\s+độ\s+mật)\s*[:\-]\s*(?P<level>tuyệt\s+mật|tối\s+mật|mật)\W*",
    re.IGNORECASE,
)


def _mark(piece: str) -> str | None:
    """The level when a piece of a line is a mark and nothing else; letters may be spaced out."""
    bare = piece.strip(_FRAME)
    if labelled := _LABELLED.fullmatch(bare):
        return re.sub(r"\s+", " ", labelled["level"]).upper()
    return _BY_LETTERS.get(re.sub(r"\s+", "", bare)) if bare.isupper() else None


def secret_level(text: str) -> str | None:
    """The level a text is marked with, standing alone as a mark, or None.

    Ordinary words ("bí mật nhà nước", "bảo mật", "ĐỘ MẬT" as a column) are no mark; neither is a line
    or table head that lists several levels.
    """
    lines = nfc(text).splitlines()
    marks = [{mark for piece in [*_COLUMNS.split(line), line] if (mark := _mark(piece))} for line in lines]
    for index, found in enumerate(marks):
        around = set().union(*marks[max(0, index - 2) : index + 3])
        if found and len(around) == 1:
            return found.pop()
    return None


def marked_secret(text: str) -> str | None:
    """The refusal for a text marked MẬT, TỐI MẬT or TUYỆT MẬT; None when it carries no mark.

    text: the whole text, or the words of the first bytes of a file.
    """
    level = secret_level(text)
    if level is None:
        return None
    return (
        f"Văn bản mang dấu độ mật “{level}” nên cổng không nhận và không lưu lại. "
        "Chuyển văn bản này theo quy định về bảo vệ bí mật nhà nước."
    )
