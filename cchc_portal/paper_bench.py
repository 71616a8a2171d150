"""What ``manage.py bench`` times about papers: ours beside plain WeasyPrint and LibreOffice, and a very long annex."""

import io
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from documents import papers
from documents.layout import Annex, Column, Paper, Row, Table
from documents.render import STYLE_SHEET, render_html, render_pdf
from documents.word import render_docx
from plans.models import Plan
from reporting.models import Report

Work = Callable[[], object]
# A province's communes and their counts: what the consolidated paper carries at most (reporting.annexes.MOST_ROWS).
LONG_ROWS, LONG_COLUMNS = 1000, 12


def paper_pairs() -> dict[str, tuple[Work, Work]]:
    """A report's PDF beside the same HTML through plain WeasyPrint, and beside its Word file through LibreOffice."""
    paper = _report_paper()
    html = render_html(paper)
    pairs: dict[str, tuple[Work, Work]] = {
        "paper: PDF/A of a report, and plain WeasyPrint": (lambda: render_pdf(paper), lambda: plain(html)),
    }
    if office := shutil.which("soffice"):
        pairs["paper: PDF/A of a report, and LibreOffice"] = (
            lambda: render_pdf(paper),
            lambda: by_office(office, render_docx(paper)),
        )
    return pairs


def _report_paper() -> Paper:
    """The longest report of the demo world; a plan where the world has none."""
    reports = Report.objects.exclude(times_sent=0).order_by("-period_kind", "-window_to", "pk")
    return papers.build(reports.first() or Plan.objects.earliest("pk"))


def plain(html: str) -> bytes:
    """The PDF of an HTML document as WeasyPrint gives it: no archive, no tags, nothing kept from the last one."""
    from weasyprint import CSS, HTML  # slow import

    return HTML(string=html, base_url=STYLE_SHEET.as_uri()).write_pdf(stylesheets=[CSS(filename=str(STYLE_SHEET))])


def by_office(office: str, data: bytes) -> bytes:
    """The PDF that LibreOffice makes of a Word file, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.docx").write_bytes(data)
        profile = Path(tempfile.gettempdir()) / f"cchc-bench-{os.getpid()}"
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, f"{folder}/paper.docx"], check=True, capture_output=True)
        return (Path(folder) / "paper.pdf").read_bytes()


def long_paper(rows: int = LONG_ROWS, columns: int = LONG_COLUMNS) -> Paper:
    """A report of the demo world with an annex of so many invented rows and columns."""
    paper = _report_paper()
    heads = (Column("Đơn vị", 20), *(Column(f"Số {at}", 7, "right", group="Tiếp nhận") for at in range(1, columns)))
    lines = tuple(
        Row((f"Ủy ban nhân dân xã số {at}", *(f"{(at * 37 + place * 911) % 2000}" for place in range(1, columns))))
        for at in range(rows)
    )
    return replace(paper, annexes=(Annex("Số liệu từng đơn vị", (Table(heads, lines),), landscape=True),))


def whole_rows(data: bytes, cells: int = LONG_COLUMNS + 1) -> tuple[int, int]:
    """How many rows of so many cells (with TT) the tags of a PDF hold, and how many bookmarks it has."""
    reader = PdfReader(io.BytesIO(data))
    kinds = [[str(child.get("/S")) for child in _below(row)] for row in _tagged(reader.trailer["/Root"], "/TR")]
    outline = reader.trailer["/Root"].get("/Outlines", {})
    return kinds.count(["/TD"] * cells), abs(int(outline.get("/Count", 0)))


def _tagged(root: Any, kind: str) -> Iterator[Any]:
    """The elements of one kind in the structure of a PDF, in no order."""
    waiting = [root["/StructTreeRoot"]]
    while waiting:
        element = waiting.pop()
        if element.get("/S") == kind:
            yield element
        waiting += _below(element)


def _below(element: Any) -> list[Any]:
    """The elements directly inside one; marked content is left out."""
    inside = element.get("/K", [])
    found = [one.get_object() for one in (inside if isinstance(inside, list) else [inside])]
    return [one for one in found if hasattr(one, "get") and "/S" in one]
