"""Where LibreOffice is installed: the Word file of a paper, pressed by another program, lies on our PDF.

The measures are those of docs/decisions/020-papers-in-word.md. Portal and other tests need no LibreOffice. Whole
reports of the demo world are laid beside each other in tests/demo/test_reports.py.
"""

import pytest

from tests.documents.beside import OFFICE, WITHOUT_OFFICE, Both, apart, pages_of, pressed
from tests.documents.papers import plan_paper
from tests.documents.wide import wide_paper

pytestmark = pytest.mark.skipif(OFFICE is None, reason=WITHOUT_OFFICE)
PAPERS = {"annex": wide_paper(24), "plan": plan_paper()}


@pytest.fixture(scope="module")
def by_office(tmp_path_factory):
    """The Word files as LibreOffice prints them."""
    files = {name: Both(paper).word.data for name, paper in PAPERS.items()}
    return pressed(files, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("kind", PAPERS)
def test_both_files_show_the_same_words_at_the_same_place_and_size(kind, by_office):
    found = apart(Both(PAPERS[kind]).pages, pages_of(by_office[kind]))
    assert found.boxes == []
    assert found.words < found.all_words / 100
    assert found.across_median < 0.1
    assert found.across < 0.5
    assert found.faces == []
