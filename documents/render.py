"""An official paper as HTML and as PDF/A-3b. The only module that knows WeasyPrint.

One template and one style sheet serve both: templates/documents/paper.html and
static/css/paper.css. The same paper gives the same bytes.
"""

import atexit
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string

from documents.layout.codec import paper_hash
from documents.layout.parts import Paper
from documents.pdf_parts import write_once
from documents.sheet import sheet_context

STATIC = Path(__file__).resolve().parent.parent / "static"
STYLE_SHEET = STATIC / "css" / "paper.css"
# What elements are before the style sheet speaks; a browser knows that by itself.
BARE_ELEMENTS = STATIC / "css" / "press.css"
READABLE = (STATIC / "css", STATIC / "fonts")
# Classes of the preview: the sheet scaled to a percentage, or its text flowing on a phone.
VIEWS = ("", "scale-50", "scale-67", "scale-80", "scale-93", "scale-100", "scale-120", "reflow")
# Pango's font map is not safe to share between threads that render at once.
_PRESS_LOCK = threading.Lock()


def render_html(paper: Paper, *, screen: bool = False, view: str = "") -> str:
    """Return the paper as an HTML document.

    screen: True for the preview frame (linked style sheet, notes at the end, a
    "Dự thảo" ribbon on a paper without number); False for the press.
    view: how the frame shows the sheet, one of VIEWS; raises ValueError for another.
    """
    if view not in VIEWS:
        raise ValueError(f"view: {view!r} is none of {', '.join(map(repr, VIEWS))}")
    return render_to_string("documents/paper.html", {**sheet_context(paper, screen=screen), "view": view})


def render_fragment(paper: Paper, ref: str) -> str:
    """Return the preview HTML of the blocks and rows that carry a ref, empty where there are none.

    The preview frame replaces its elements of the same data-ref by these.
    """
    page = sheet_context(paper, screen=True)
    groups = [group for body in (page["groups"], *(annex["groups"] for annex in page["annexes"])) for group in body]
    found = [group for group in groups if group["ref"] == ref]
    rows = [
        row
        for group in groups
        for block in group["blocks"]
        for row in block.get("rows", ())
        if row["ref"] == ref and ref
    ]
    return render_to_string("documents/paper_fragment.html", {"groups": found, "rows": rows})


def render_pdf(paper: Paper) -> bytes:
    """Return the paper as tagged PDF/A-3b; the same paper gives the same bytes."""
    from weasyprint import CSS  # slow import

    with _PRESS_LOCK, _collector_at_rest():
        html, fonts, style_sheet, fetcher = _press()
        pages = CSS(string=_page_rules(paper), font_config=fonts, url_fetcher=fetcher)
        return html(string=render_html(paper), url_fetcher=fetcher, base_url=STYLE_SHEET.as_uri()).write_pdf(
            finisher=write_once,
            stylesheets=[style_sheet, pages],
            font_config=fonts,
            pdf_variant="pdf/a-3b",
            pdf_tags=True,
            pdf_identifier=paper_hash(paper)[:32].encode(),
        )


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keep Python's cyclic collector from walking a growing tree of boxes again and again.

    A third of the time of a paper with an annex of 1,000 rows (docs/benchmarks.md); what is left over is
    collected by the first allocation after it.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _press() -> tuple[Any, Any, Any, Any]:
    """Return kind of document, font configuration, style sheet and URL fetcher, one of each per process.

    A new font configuration for each document leaks memory (71 to 116 MB in 100 documents).
    """
    from weasyprint import CSS, HTML  # slow import
    from weasyprint.text.fonts import FontConfiguration  # slow import
    from weasyprint.urls import URLFetcher  # slow import

    class Sheet(HTML):
        """Styled by our own rules alone: BARE_ELEMENTS says what WeasyPrint's style sheet would."""

        def _ua_stylesheets(self, forms: bool = False) -> list:
            return []

    class OwnFiles(URLFetcher):
        """Reads our style sheet and fonts and nothing else, whatever a text asks for."""

        def fetch(self, url: str, headers: dict | None = None) -> Any:
            path = Path(url.removeprefix("file://")).resolve()
            if not any(path.is_relative_to(folder) for folder in READABLE):
                raise ValueError(f"outside the paper's own files: {url}")
            return super().fetch(url, headers)

    # WeasyPrint's clean-up needs modules that are gone when the interpreter ends.
    atexit.register(_press.cache_clear)
    fetcher = OwnFiles(allowed_protocols={"file"})
    fonts = FontConfiguration()
    # One style sheet, so that each element is looked up once.
    rules = BARE_ELEMENTS.read_text() + STYLE_SHEET.read_text()
    style_sheet = CSS(string=rules, base_url=STYLE_SHEET.as_uri(), font_config=fonts, url_fetcher=fetcher)
    return Sheet, fonts, style_sheet, fetcher


def _page_rules(paper: Paper) -> str:
    """Return the page boxes of one paper: its margins, and own page numbers for each annex.

    The first page of an annex starts at 1 and shows no number, like page 1 of the body.
    """
    style = paper.style
    rules = [f"@page{{margin:{style.top_mm}mm {style.right_mm}mm {style.bottom_mm}mm {style.left_mm}mm}}"]
    for position, annex in enumerate(paper.annexes, start=1):
        size = "A4 landscape" if annex.landscape else "A4 portrait"
        rules += [
            f"#annex-{position}{{page:annex-{position}}}",
            f"@page annex-{position}{{size:{size}}}",
            f"@page :nth(1 of annex-{position}){{counter-reset:page 1;@top-center{{content:none}}}}",
        ]
    return "\n".join(rules)
