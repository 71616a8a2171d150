"""Reading figures: books of many, single questions, many units as one."""

from indicators.queries.book import COMPUTED, Book, Figure, is_derived
from indicators.queries.reads import (
    baseline_of,
    corrections,
    cumulated,
    goal_for,
    goals,
    latest,
    living,
    series,
    value_of,
)
from indicators.queries.rollup import RollUp, place_among, put_together, roll_up, roll_ups
from indicators.queries.totals import Total, totals

__all__ = [
    "COMPUTED",
    "Book",
    "Figure",
    "RollUp",
    "Total",
    "baseline_of",
    "corrections",
    "cumulated",
    "goal_for",
    "goals",
    "is_derived",
    "latest",
    "living",
    "place_among",
    "put_together",
    "roll_up",
    "roll_ups",
    "series",
    "totals",
    "value_of",
]
