"""The words of one line of paper as Word runs; footnotes leave the line and are counted.

documents.sheet hands out lines as escaped HTML with four marks and no others: strong, em, the spans
"whole" (never broken over two lines), "note" (a footnote) and "part-number" (a line of its own).
"""

import re
from html.parser import HTMLParser

from documents.word.markup import element, properties, val, words
from documents.word.styles import LOOKS
from documents.word.widths import width_pt

BREAK = element("w:r", None, element("w:br"))
_FACES = {"strong": ("w:b", "w:bCs"), "em": ("w:i", "w:iCs")}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
# Room for a pen: Word keeps ordinary blanks as many as they are, and a typist writes over them.
_PEN_ROOM = re.compile("\u00a0{2,}")
# A word with a slash, "15 phút/lượt": the PDF breaks it after the slash where it is wider than its cell, Word anywhere.
_SLASHED = re.compile("[^ ]*/[^ ]*")
_MAY_BREAK = "/\u200b"


class Notes:
    """The footnotes of a paper in the order of their calls; numbers start at 1."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def call(self, runs: str) -> str:
        """Keep a footnote and return the run that calls it."""
        self.texts.append(runs)
        raised = properties("w:rPr", val("w:rStyle", "FootnoteReference"))
        return element("w:r", None, raised, element("w:footnoteReference", {"w:id": len(self.texts)}))


def plain(text: str, *, colour: str = "") -> str:
    """Return text without marks as one run, in black or in a colour of six hexadecimal digits."""
    return _run(_BLANKS.sub(" ", text), *([val("w:color", colour)] if colour else []))


def lines(texts) -> str:
    """Return texts without marks, one under the other in one paragraph."""
    return BREAK.join(plain(text) for text in texts)


def marked(html: str, notes: Notes, *, capitals: bool = False, room: float | None = None) -> str:
    """Return a line of the sheet as runs. capitals: as "QUYẾT ĐỊNH:" is printed; its footnotes are not.

    room: points across a cell; a word that is wider may break after its slashes.
    """
    reader = _Reader(notes, capitals, room)
    reader.feed(f"{html}")
    reader.close()
    return "".join(reader.runs[0])


class _Reader(HTMLParser):
    """Walks the marks of one line. `runs` is a pile: what is read inside a footnote stands on top."""

    def __init__(self, notes: Notes, capitals: bool, room: float | None) -> None:
        super().__init__(convert_charrefs=True)
        self.notes = notes
        self.capitals = capitals
        self.room = room
        self.runs: list[list[str]] = [[]]
        self.open: list[str] = []
        self.started = False

    def handle_starttag(self, tag: str, attrs) -> None:
        mark = dict(attrs).get("class") or tag
        self.open.append(mark)
        if mark == "note":
            self.runs.append([])

    def handle_endtag(self, tag: str) -> None:
        mark = self.open.pop()
        if mark == "note":
            note = "".join(self.runs.pop())
            self.runs[-1].append(self.notes.call(note))
        elif mark == "part-number":
            self.runs[-1].append(BREAK)
            self.started = False

    def handle_data(self, data: str) -> None:
        text = _BLANKS.sub(" ", data)
        if not self.started:
            text = text.lstrip(" ")
        if text:
            self.started = True
            noted = "note" in self.open
            inside = self.open[self.open.index("note") :] if noted else self.open
            text = text.upper() if self.capitals and not noted else text
            text = _fitted(text, self.room) if self.room else text
            face = [element(name) for mark in inside for name in _FACES.get(mark, ())]
            self.runs[-1].append(_run(text, *dict.fromkeys(face), whole="whole" in inside))


def _fitted(text: str, room: float) -> str:
    size = LOOKS["OBang"].size or 0
    wide = (word for word in _SLASHED.findall(text) if width_pt(word, size, bold=True) > room)
    for word in dict.fromkeys(wide):
        text = text.replace(word, word.replace("/", _MAY_BREAK))
    return text


def _run(text: str, *face: str, whole: bool = False) -> str:
    text = _PEN_ROOM.sub(lambda room: " " * len(room[0]), text)
    pieces = text.replace(" ", "\u00a0").split("-") if whole else [text]
    # Word breaks a line after a hyphen, so a number gets the one that holds.
    inside = element("w:noBreakHyphen").join(
        element("w:t", {"xml:space": "preserve"}, words(piece)) if piece else "" for piece in pieces
    )
    return element("w:r", None, properties("w:rPr", *face), inside)
