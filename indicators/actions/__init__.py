"""Verbs of figures: everything that writes a Value, a goal, a baseline or an alert band goes through these."""

from indicators.actions.goals import Wanted, has_figures, set_band, set_baseline, set_goal
from indicators.actions.values import (
    EntryFaults,
    accept_of_unit,
    accept_values,
    confirm_fact,
    correct_value,
    record_value,
    record_values,
)

__all__ = [
    "EntryFaults",
    "Wanted",
    "accept_of_unit",
    "accept_values",
    "confirm_fact",
    "correct_value",
    "has_figures",
    "record_value",
    "record_values",
    "set_band",
    "set_baseline",
    "set_goal",
]
