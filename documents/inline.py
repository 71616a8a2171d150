"""Marks inside stored text: **bold**, *italic*, {{note:…}}, {{fact:…}}, {{cite:…}}.

Stored text is plain text with these marks and nothing else; no HTML is stored
or accepted. Facts and cites are replaced before a paper is laid out; a cite
with words becomes a note, which prints as a footnote.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\{\{note:(?P<note>.*?)\}\}|\*\*(?P<bold>(?!\s)(?:(?!\*\*).)+?(?<!\s))\*\*|\*(?P<italic>(?![\s*])[^*]+?(?<!\s))\*",
    re.S,
)
_REFERENCE = re.compile(r"\{\{(fact|cite):([^{}]*)\}\}")


@dataclass(frozen=True)
class Run:
    """Words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Note:
    """A footnote at this place of the text."""

    runs: tuple[Run, ...]


def cited_keys(text: str) -> list[str]:
    """The key of every ``{{cite:…}}`` of a text, in order."""
    return [key.strip() for kind, key in _REFERENCE.findall(text) if kind == "cite"]


def note(words: str) -> str:
    """Return the mark of a footnote with these words."""
    return "{{note:" + words.replace("}}", "} }") + "}}"


def may_be_marked(text: str) -> bool:
    """Whether a text can hold marks at all; most cells of a long table hold none and need not be parsed."""
    return "*" in text or "{{" in text


def parse(text: str) -> tuple[Run | Note, ...]:
    """Return the runs and footnotes of a marked text. A lonely mark is printed as it stands."""
    return tuple(_runs(text, bold=False, italic=False))


def _runs(text: str, *, bold: bool, italic: bool) -> Iterator[Run | Note]:
    position = 0
    for token in _TOKEN.finditer(text):
        if token.start() > position:
            yield Run(text[position : token.start()], bold, italic)
        position = token.end()
        if token["note"] is not None:
            words = token["note"].strip()
            if words:
                yield Note(tuple(run for run in parse(words) if isinstance(run, Run)))
        elif token["bold"] is not None:
            yield from _runs(token["bold"], bold=True, italic=italic)
        else:
            yield from _runs(token["italic"], bold=bold, italic=True)
    if position < len(text):
        yield Run(text[position:], bold, italic)


def plain(text: str) -> str:
    """Return the words of a marked text without marks and footnotes."""
    return "".join(run.text for run in parse(text) if isinstance(run, Run))


def notes(text: str) -> tuple[str, ...]:
    """Return the words of the footnotes of a marked text, in order."""
    return tuple("".join(run.text for run in item.runs) for item in parse(text) if isinstance(item, Note))


def resolve(text: str, words_of: Callable[[str, str], str]) -> str:
    """Return the text with every {{fact:key}} and {{cite:key}} replaced.

    words_of(kind, key) gives the words; a cite that shall be a footnote returns `note(words)`.
    """
    return _REFERENCE.sub(lambda found: words_of(found[1], found[2].strip()), text)
