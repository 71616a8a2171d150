"""The rendered file as an archive: PDF/A-3b, tags, own fonts only, the same bytes for the same paper."""

import io
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf
import pytest

from documents.layout import Paragraph
from documents.render import render_html, render_pdf
from tests.documents.papers import letter_paper, plan_paper

PAPERS = {"plan": plan_paper, "letter": letter_paper}


@cache
def rendered(kind: str) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_pdf(PAPERS[kind]())))


@pytest.mark.parametrize("kind", PAPERS)
def test_file_declares_pdf_a_3b(kind):
    with rendered(kind).open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "B")


@pytest.mark.parametrize("kind", PAPERS)
def test_file_carries_its_colour_profile(kind):
    intents = rendered(kind).Root.OutputIntents
    assert [str(intent.S) for intent in intents] == ["/GTS_PDFA1"]
    assert len(intents[0].DestOutputProfile.read_bytes()) > 100


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("plan", "KẾ HOẠCH Cải cách hành chính xã Suối Trong năm 2026"),
        ("letter", "V/v gửi kế hoạch cải cách hành chính năm 2026"),
    ],
)
def test_file_is_tagged_vietnamese_and_titled(kind, title):
    root = rendered(kind).Root
    assert str(root.Lang) == "vi"
    assert bool(root.MarkInfo.Marked)
    assert str(rendered(kind).docinfo["/Title"]) == title


def structure(node: Any) -> Iterator[str]:
    """Yield the type of every structure element below a node."""
    if isinstance(node, pikepdf.Array):
        for entry in node:
            yield from structure(entry)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
        if "/K" in node:
            yield from structure(node.K)


def test_structure_tree_names_headings_paragraphs_and_table_parts():
    kinds = set(structure(rendered("plan").Root.StructTreeRoot.K))
    assert {"/Document", "/H1", "/H2", "/H3", "/P", "/Table", "/TH", "/TD", "/TR"} <= kinds


@pytest.mark.parametrize("kind", PAPERS)
def test_only_the_bundled_faces_are_embedded_as_subsets(kind):
    names = set()
    for entry in rendered(kind).objects:
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor":
            assert "/FontFile2" in entry
            names.add(str(entry.FontName))
    assert {name.split("+")[1] for name in names} == {
        "CCHC-Times",
        "CCHC-Times-Bold",
        "CCHC-Times-Italic",
        "CCHC-Times-Bold-Italic",
    }


@pytest.mark.parametrize("kind", PAPERS)
def test_nothing_breaks_the_archive_rules(kind):
    """No form without appearance, no smoothed image, no script, no outside file."""
    assert "/AcroForm" not in rendered(kind).Root
    for entry in rendered(kind).objects:
        if isinstance(entry, (pikepdf.Dictionary, pikepdf.Stream)):
            assert not entry.get("/Interpolate", False)
            assert "/NeedAppearances" not in entry
            assert entry.get("/S") not in ("/JavaScript", "/Launch", "/URI")


@pytest.mark.parametrize("kind", PAPERS)
def test_the_same_paper_gives_the_same_bytes(kind):
    assert render_pdf(PAPERS[kind]()) == render_pdf(PAPERS[kind]())


def test_another_process_gives_the_same_bytes():
    program = (
        "import django, hashlib; django.setup()\n"
        "from documents.render import render_pdf\n"
        "from tests.documents.papers import plan_paper\n"
        "print(hashlib.sha256(render_pdf(plan_paper())).hexdigest())"
    )
    digests = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in "ab"
    }
    assert len(digests) == 1


@pytest.mark.parametrize(
    "words",
    [
        '<img src="file:///etc/hostname">',
        "<script>alert(1)</script>",
        '<link rel="attachment" href="file:///etc/passwd">',
        "</p><style>@import url(http://example.org)</style>",
    ],
)
def test_text_is_text_whatever_it_looks_like(words):
    data = render_pdf(plan_paper(blocks=(Paragraph(words),), annexes=(), subject=words))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert "<script" not in render_html(plan_paper(blocks=(Paragraph(words),)))
