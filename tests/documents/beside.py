"""The PDF and the Word file of one paper, as measures that can be laid beside each other.

Without LibreOffice: what the Word file says of itself (words with their faces, sections, widths of columns) against
the words and rules of our PDF. With it: its PDF of the Word file against ours, word by word and rule by rule.
"""

import io
import shutil
import statistics
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

import pdfplumber
from docx.oxml.ns import qn
from fontTools.ttLib import TTFont

from documents.layout import Paper
from documents.render import STATIC, render_pdf
from tests.documents.word_files import WordFile

OFFICE = shutil.which("soffice")
WITHOUT_OFFICE = "LibreOffice is not installed: the Word file is held against the PDF by its own measures only"
MM = 72 / 25.4
_TWIPS = 20 * MM
_MOST = 0.95
_FOOTNOTE_CALL = 9
# Points: what is thinner and longer is a rule; backgrounds are drawn as well.
_THIN, _LONG = 1.5, 8
# Size in points, bold, italic.
Face = tuple[float, bool, bool]


@dataclass(frozen=True)
class Word:
    """A word of a page; places in mm from its upper left corner."""

    text: str
    face: Face
    left: float
    right: float
    top: float


@dataclass(frozen=True)
class Page:
    """A page: its box in mm, its words, where its rules stand. upright: from the left; level: from the top."""

    box: tuple[int, int]
    words: tuple[Word, ...]
    upright: tuple[float, ...]
    level: tuple[float, ...]

    @property
    def texts(self) -> Counter:
        """Its words, counted."""
        return Counter(word.text for word in self.words)


def pages_of(data: bytes) -> list[Page]:
    """The pages of a PDF."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [_page(page) for page in pdf.pages]


def _page(page) -> Page:
    words = tuple(
        Word(word["text"], _face(word), word["x0"] / MM, word["x1"] / MM, word["top"] / MM)
        for word in page.extract_words(extra_attrs=["size", "fontname"])
    )
    drawn = [(one["width"], one["height"], one) for one in (*page.rects, *page.lines)]
    upright = [one["x0"] / MM for width, height, one in drawn if width < _THIN and height > _LONG]
    level = [one["top"] / MM for width, height, one in drawn if height < _THIN and width > _LONG]
    box = (round(page.width / MM), round(page.height / MM))
    return Page(box, words, tuple(_apart(upright)), tuple(_apart(level)))


def _face(word: dict) -> Face:
    name = word["fontname"]
    return round(word["size"] * 2) / 2, "Bold" in name, "Italic" in name


def _apart(places: Iterable[float]) -> Iterator[float]:
    """Places in order, those that are two sides of one rule or two rules on one line once."""
    last = None
    for place in sorted(places):
        if last is None or place - last > 0.5:
            yield place
        last = place


def pairs(ours: Page, theirs: Page) -> Iterator[tuple[Word, Word]]:
    """Words that both pages have equally often in one face, each with the nearest of the other page."""
    found: dict[tuple[str, Face], tuple[list[Word], list[Word]]] = defaultdict(lambda: ([], []))
    for side, page in enumerate((ours, theirs)):
        for word in page.words:
            found[word.text, word.face][side].append(word)
    for mine, other in found.values():
        if len(mine) == len(other):
            for word in mine:
                nearest = min(other, key=lambda one, at=word: abs(one.left - at.left) + abs(one.top - at.top))
                other.remove(nearest)
                yield word, nearest


@dataclass(frozen=True)
class Apart:
    """How far two prints of one paper are apart, in mm.

    boxes: (page, box here, box there) of pages that only one has or that are not alike; words: how many stand on
    another page; across, down: 95 of 100 words are no further off, across at either end; uprights, levels: the most
    that a rule is off; rules: pages whose tables have not as many; faces: words in another face.
    """

    boxes: list[tuple]
    all_words: int
    words: int
    across_median: float
    across: float
    down: float
    uprights: float
    levels: float
    rules: list[int]
    faces: list[tuple[str, Face]]


def apart(ours: list[Page], theirs: list[Page]) -> Apart:
    """Lay two prints beside each other, page by page."""
    both = list(zip(ours, theirs, strict=False))
    matched = [pair for one, two in both for pair in pairs(one, two)]
    across = sorted(max(abs(one.left - two.left), abs(one.right - two.right)) for one, two in matched)
    down = sorted(abs(one.top - two.top) for one, two in matched)
    alike = [(one, two) for one, two in both if _ruled(one) == _ruled(two)]
    return Apart(
        boxes=[
            (at, one and one.box, two and two.box)
            for at, (one, two) in enumerate(zip_longest(ours, theirs), start=1)
            if one is None or two is None or one.box != two.box
        ],
        all_words=sum(len(page.words) for page in ours),
        words=sum(((one.texts - two.texts) + (two.texts - one.texts)).total() for one, two in both),
        across_median=statistics.median(across),
        across=across[int(len(across) * _MOST)],
        down=down[int(len(down) * _MOST)],
        uprights=max((_off(one.upright, two.upright) for one, two in alike), default=0),
        levels=max((_off(one.level, two.level) for one, two in alike), default=0),
        rules=[at for at, (one, two) in enumerate(both, start=1) if _ruled(one) != _ruled(two)],
        faces=[found for one, two in both for found in _other_faces(one, two)],
    )


def _other_faces(one: Page, two: Page) -> list[tuple[str, Face]]:
    """Words that stand on both pages equally often, but not in the same faces."""
    mine, other = (Counter((word.text, word.face) for word in page.words) for page in (one, two))
    # Raised numbers of footnotes are 8 pt there and 7 pt here.
    return [
        (text, face)
        for text, face in (mine - other) + (other - mine)
        if one.texts[text] == two.texts[text] and face[0] > _FOOTNOTE_CALL
    ]


def _ruled(page: Page) -> tuple[int, int]:
    return len(page.upright), len(page.level)


def _off(mine: tuple[float, ...], other: tuple[float, ...]) -> float:
    return max((abs(one - two) for one, two in zip(mine, other, strict=True)), default=0)


class Both:
    """A paper as our PDF and as its Word file."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pdf = render_pdf(paper)
        self.word = WordFile(paper)

    @cached_property
    def pages(self) -> list[Page]:
        """The pages of our PDF."""
        return pages_of(self.pdf)

    @cached_property
    def repeated(self) -> set[str]:
        """Words of heads of tables and of page numbers, which the PDF prints as often as it has pages."""
        rows = [
            row
            for row in self.word.word.element.body.iter(qn("w:tr"))
            if row.find(f".//{qn('w:tblHeader')}") is not None
        ]
        heads = {text for row in rows for line in row.iter(qn("w:p")) for text, _ in self._spoken(line)}
        return heads | {str(at) for at in range(2, len(self.pages) + 1)}

    def printed(self) -> Counter:
        """(word, face) of the PDF, counted; what is repeated on pages left out."""
        rows = (word for page in self.pages for word in page.words)
        return Counter((word.text, word.face) for word in rows if word.text not in self.repeated)

    def spoken(self) -> Counter:
        """(word, face) of the Word file as its styles and runs say, counted; heads of tables left out."""
        lines = self.word.word.element.body.iter(qn("w:p"))
        rows = (one for line in lines for one in self._spoken(line))
        return Counter(one for one in rows if one[0] not in self.repeated)

    def _spoken(self, line) -> Iterator[tuple[str, Face]]:
        base = self._style_face(line)
        text, last = "", None
        for run in line.iter(qn("w:r")):
            face = _own_face(run, base)
            if face != last and text:
                yield from ((word, last) for word in text.split())
                text = ""
            text, last = text + _said(run), face
        yield from ((word, last) for word in text.split())

    def _style_face(self, line) -> Face:
        named = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val"))
        font = next(style for style in self.word.word.styles if style.style_id == named).font
        return font.size.pt if font.size else float(self.paper.style.body_pt), bool(font.bold), bool(font.italic)

    def sections(self) -> list[tuple[int, int]]:
        """Page boxes of the sections of the Word file, in mm."""
        return [(round(one.page_width.mm), round(one.page_height.mm)) for one in self.word.word.sections]

    def columns(self) -> set[float]:
        """Where the ruled tables of the Word file have their upright rules, in mm from the left of the page."""
        found = set()
        for table in self.word.word.tables:
            if table._tbl.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None:
                edge = 0
                for width in (0, *(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid)):
                    edge += width
                    found.add(self.paper.style.left_mm + edge / _TWIPS)
        return found


def _own_face(run, base: Face) -> Face:
    bold, italic = (run.find(f"{qn('w:rPr')}/{qn(name)}") is not None for name in ("w:b", "w:i"))
    return base[0], base[1] or bold, base[2] or italic


def _said(run) -> str:
    signs = {qn("w:noBreakHyphen"): "-", qn("w:br"): "\n"}
    return "".join(
        (child.text or "").replace("\u200b", "") if child.tag == qn("w:t") else signs.get(child.tag, "")
        for child in run
    )


def faces(folder: Path) -> Path:
    """The bundled faces under the name that the Word file asks for, and nothing else: fontconfig's own file."""
    for file in (STATIC / "fonts").glob("cchc-times-*.ttf"):
        font = TTFont(file)
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = "Times New Roman"
        font.save(folder / file.name)
    rules = folder / "fonts.conf"
    rules.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>")
    return rules


def pressed(words: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Word files by name as LibreOffice prints them, all by one start of it."""
    rules = faces(folder)
    for name, data in words.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"FONTCONFIG_FILE": str(rules), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(
        [*command, "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in words)],
        env=environment, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return {name: (folder / f"{name}.pdf").read_bytes() for name in words}
