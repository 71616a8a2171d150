"""Nouns of figures: what is counted and how, what was counted, where it started, what is wanted."""

from indicators.models.goals import AlertBand, Baseline, Goal
from indicators.models.metrics import Breakdown, Definition, Metric, Term
from indicators.models.values import Value

__all__ = ["AlertBand", "Baseline", "Breakdown", "Definition", "Goal", "Metric", "Term", "Value"]
