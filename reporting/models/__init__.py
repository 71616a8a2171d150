"""Nouns of reporting: versions of statistics forms."""

from reporting.models.statistics import StatCheck, StatForm, StatRow

__all__ = ["StatCheck", "StatForm", "StatRow"]
