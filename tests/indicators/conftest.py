"""What tests of figures start from: the library and a clock in the middle of 2026."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from indicators import reference
from workflow import clock


@pytest.fixture
def library(db: None) -> None:
    """The library of metrics."""
    reference.load()


@pytest.fixture
def in_2027() -> Iterator[None]:
    """All windows of 2026 are over."""
    with clock.set_to(datetime(2027, 1, 20, 9, 0, tzinfo=clock.ZONE)):
        yield
