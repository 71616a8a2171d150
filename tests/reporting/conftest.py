"""What tests of figures start from: the day after the window of quý I, and a report that its commune still drafts."""

from collections.abc import Iterator

import pytest

from reporting.models import Report
from tests.cast import Cast
from tests.reporting.builders import opened
from tests.reporting.figure_world import AFTER_Q1
from workflow import clock


@pytest.fixture
def after_q1() -> Iterator[None]:
    """The clock stands after quý I of 2026."""
    with clock.set_to(AFTER_Q1):
        yield


@pytest.fixture
def report(cast: Cast) -> Report:
    """A report of the cast's commune in which nothing has been entered."""
    return opened(cast)
