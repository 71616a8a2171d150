"""Words that a scanner or a tired hand has misread: flagged for a person to look at, never corrected.

What was read from a file or pasted stays as it stands, a quoted document above all (domain section 10, row 21).
"""

import re
from dataclasses import dataclass

from documents.reading.text import LOWER_LETTERS, lower, nfc

# What stands there to what was most likely meant; each left side is no Vietnamese expression of its own.
_MISREAD: tuple[tuple[str, str], ...] = (
    ("lễ lối", "lề lối"),
    ("đồi mới", "đổi mới"),
    ("đối mới", "đổi mới"),
    ("chuyên biến", "chuyển biến"),
    ("nhận rộng", "nhân rộng"),
    ("lính vực", "lĩnh vực"),
    ("lỉnh vực", "lĩnh vực"),
    ("những nhiễu", "nhũng nhiễu"),
    ("những thiếu", "nhũng nhiễu"),
    ("thủ thục", "thủ tục"),
    ("hánh chính", "hành chính"),
    ("hành chinh", "hành chính"),
    ("cái cách hành", "cải cách hành"),
    ("triền khai", "triển khai"),
    ("tồ chức", "tổ chức"),
    ("giài quyết", "giải quyết"),
    ("quàn lý", "quản lý"),
    ("chì đạo", "chỉ đạo"),
    ("nâng cáo chất", "nâng cao chất"),
    ("tồng hợp", "tổng hợp"),
    ("kiềm tra", "kiểm tra"),
    ("chất luợng", "chất lượng"),
    ("trách nhiêm", "trách nhiệm"),
)
# Right words that go on where a misread one would end: "những thiếu sót", "nhận rộng rãi".
_UNLESS = {"những thiếu": "sót|hụt|thốn|niên|nhi|nữ|tá|úy|tướng", "nhận rộng": "rãi"}
_LETTER = f"[{LOWER_LETTERS}]"


def _pattern(words: str) -> re.Pattern[str]:
    unless = rf"(?!\s+(?:{_UNLESS[words]})(?!{_LETTER}))" if words in _UNLESS else ""
    spaced = r"\s+".join(words.split())
    return re.compile(rf"(?<!{_LETTER}){spaced}(?!{_LETTER}){unless}")


_PATTERNS = tuple((_pattern(found), meant) for found, meant in _MISREAD)
# A word cut by the end of a line of the original: "cải cách hành-" and "chính" on the next one.
_CUT = re.compile(rf"{_LETTER}+-\n\s*{_LETTER}+")


@dataclass(frozen=True)
class Suspect:
    """Words that look misread. found: as they stand; meant: the likely words, "" where nobody can tell."""

    found: str
    meant: str
    start: int

    @property
    def sentence(self) -> str:
        """What the person who looks at it reads."""
        if not self.meant:
            return f"Chữ “{self.found}” bị ngắt giữa chừng, có thể do bản quét. Đối chiếu với bản gốc."
        return f"“{self.found}” có thể là “{self.meant}” bị đọc nhầm từ bản quét. Đối chiếu với bản gốc."


def suspects(text: str) -> list[Suspect]:
    """Words of a text that look misread, in their order; the text itself is left alone."""
    text = nfc(text)
    plain = lower(text)
    found = [
        Suspect(" ".join(text[at.start() : at.end()].split()), _like(text[at.start()], meant), at.start())
        for pattern, meant in _PATTERNS
        for at in pattern.finditer(plain)
    ]
    found += [Suspect(" ".join(at.group().split()), "", at.start()) for at in _CUT.finditer(plain)]
    return sorted(found, key=lambda one: one.start)


def _like(first: str, meant: str) -> str:
    return meant[:1].upper() + meant[1:] if first.isupper() else meant
