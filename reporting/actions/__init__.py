"""Verbs of reporting: all changes of forms, rounds and reports go through these."""

from reporting.actions.forms import add_form, add_refusal, write_version
from reporting.actions.reports import create_report, declare_nil, keep_version, open_successor, succeed
from reporting.actions.rounds import create_round, open_round

__all__ = [
    "add_form",
    "add_refusal",
    "create_report",
    "create_round",
    "declare_nil",
    "keep_version",
    "open_round",
    "open_successor",
    "succeed",
    "write_version",
]
