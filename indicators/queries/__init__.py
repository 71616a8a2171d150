"""Reading figures: books of many, single questions, many units as one."""

from indicators.queries.book import (
    COMPUTED,
    Book,
    Figure,
    fields_of_procedures,
    is_derived,
    mergers_into,
    procedure_fields,
)
from indicators.queries.reads import (
    bands,
    baseline_of,
    corrections,
    cumulated,
    goal_for,
    goals,
    latest,
    living,
    series,
    value_of,
    watched,
)
from indicators.queries.rollup import RollUp, place_among, put_together, ranked, roll_up, roll_ups
from indicators.queries.singles import JOINED, OWN, Single, Singles, put, unit_figures
from indicators.queries.totals import Extreme, Total, totals

__all__ = [
    "COMPUTED",
    "JOINED",
    "OWN",
    "Book",
    "Extreme",
    "Figure",
    "RollUp",
    "Single",
    "Singles",
    "Total",
    "bands",
    "baseline_of",
    "corrections",
    "cumulated",
    "fields_of_procedures",
    "goal_for",
    "goals",
    "is_derived",
    "latest",
    "living",
    "mergers_into",
    "place_among",
    "procedure_fields",
    "put",
    "put_together",
    "ranked",
    "roll_up",
    "roll_ups",
    "series",
    "totals",
    "unit_figures",
    "value_of",
    "watched",
]
