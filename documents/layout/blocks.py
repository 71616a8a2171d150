"""Blocks from stored text, and all texts of a paper for checks."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from documents.layout.characters import PRINTABLE_RANGES
from documents.layout.parts import DashItem, Paper, Paragraph

_DASHES = ("- ", "– ", "— ", "-\u00a0")
_PRINTABLE = frozenset(chr(code) for first, last in PRINTABLE_RANGES for code in range(first, last + 1))


def blocks_from_text(text: str, ref: str = "") -> tuple[Paragraph | DashItem, ...]:
    """Return one block per line of stored text; a line that starts with a dash is a dash item.

    All blocks carry the same ref: the field that was typed into.
    """
    blocks: list[Paragraph | DashItem] = []
    for line in text.splitlines():
        words = line.strip()
        if words.startswith(_DASHES):
            blocks.append(DashItem(words[1:].strip(), ref=ref))
        elif words:
            blocks.append(Paragraph(words, ref=ref))
    return tuple(blocks)


def paper_texts(paper: Paper) -> Iterator[str]:
    """Yield every given text of a paper, keys such as ref, level and align included."""
    yield from _texts(paper)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for entry in value:
            yield from _texts(entry)
    elif is_dataclass(value):
        for item in fields(value):
            yield from _texts(getattr(value, item.name))


def unprintable_characters(paper: Paper) -> tuple[str, ...]:
    """Return the characters of a paper that the bundled fonts do not hold, sorted."""
    found = {character for text in paper_texts(paper) for character in text}
    return tuple(sorted(found - _PRINTABLE - {"\n", "\r", "\t"}))
