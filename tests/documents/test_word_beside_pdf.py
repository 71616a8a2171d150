"""Where LibreOffice is installed: the Word file of a paper, pressed by another program, lies on our PDF.

The measures are those of docs/decisions/020-papers-in-word.md. Portal and other tests need no LibreOffice.
"""

import io
import shutil
import statistics
import subprocess
from collections import Counter, defaultdict

import pdfplumber
import pytest
from fontTools.ttLib import TTFont

from documents.render import STATIC, render_pdf
from documents.word import render_docx
from tests.documents.papers import plan_paper
from tests.documents.wide import wide_paper

OFFICE = shutil.which("soffice")
MM = 72 / 25.4
# A row of a table may stand a hair higher in the other program; down the page only pages that break alike are held.
ACROSS, ACROSS_MEDIAN = 0.5, 0.1
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def fonts(tmp_path_factory):
    """The bundled faces under the name that the file asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("faces")
    for file in (STATIC / "fonts").glob("cchc-times-*.ttf"):
        font = TTFont(file)
        for record in font["name"].names:
            if record.nameID in (1, 16):
                record.string = "Times New Roman"
        font.save(folder / file.name)
    rules = folder / "fonts.conf"
    rules.write_text(f"<fontconfig><dir>{folder}</dir><cachedir>{folder / 'cache'}</cachedir></fontconfig>")
    return rules


def pressed(paper, fonts, folder) -> bytes:
    """The Word file of a paper as a PDF by LibreOffice."""
    (folder / "paper.docx").write_bytes(render_docx(paper))
    command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    environment = {"FONTCONFIG_FILE": str(fonts), "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "paper.docx")],
        env=environment, check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "paper.pdf").read_bytes()


def words(data: bytes) -> list[list[dict]]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_words(extra_attrs=["size"]) for page in pdf.pages]


def pairs(ours: list[dict], theirs: list[dict]):
    """Words that both pages have equally often, in their order."""
    found: dict[str, tuple[list, list]] = defaultdict(lambda: ([], []))
    for side, page in enumerate((ours, theirs)):
        for word in page:
            found[word["text"]][side].append(word)
    for mine, other in found.values():
        if len(mine) == len(other):
            yield from zip(mine, other, strict=True)


@pytest.mark.parametrize("paper", [wide_paper(24), plan_paper()], ids=["annex of a report", "plan"])
def test_both_files_show_the_same_words_at_the_same_place_and_size(paper, fonts, tmp_path):
    ours, theirs = words(render_pdf(paper)), words(pressed(paper, fonts, tmp_path))
    assert len(ours) == len(theirs)
    mine, other = (Counter(word["text"] for page in pages for word in page) for pages in (ours, theirs))
    assert ((mine - other) + (other - mine)).total() < mine.total() / 100
    matched = [pair for one, two in zip(ours, theirs, strict=True) for pair in pairs(one, two)]
    across = sorted(abs(one["x0"] - two["x0"]) / MM for one, two in matched)
    assert statistics.median(across) < ACROSS_MEDIAN
    assert across[int(len(across) * 0.95)] < ACROSS
    # Raised numbers of footnotes are 8 pt there and 7 pt here.
    plain = [(one, two) for one, two in matched if min(one["size"], two["size"]) > 9]
    assert [one["text"] for one, two in plain if abs(one["size"] - two["size"]) > 0.1] == []
