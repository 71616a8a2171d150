"""Verbs of reporting: all changes of forms, rounds and reports go through these."""

from reporting.actions.drafting import draft_report, draft_section
from reporting.actions.forms import add_form, add_refusal, write_version
from reporting.actions.lines import (
    add_line,
    change_line,
    confirm_line,
    keep_line,
    move_line,
    remove_line,
    restore_line,
    take_up_line,
    to_plan,
)
from reporting.actions.reports import create_report, declare_nil, keep_version, open_successor, succeed
from reporting.actions.rounds import create_round, open_round
from reporting.actions.writing import confirm_section, keep_sentence, unbind, write_section

__all__ = [
    "add_form",
    "add_line",
    "add_refusal",
    "change_line",
    "confirm_line",
    "confirm_section",
    "create_report",
    "create_round",
    "declare_nil",
    "draft_report",
    "draft_section",
    "keep_line",
    "keep_sentence",
    "keep_version",
    "move_line",
    "open_round",
    "open_successor",
    "remove_line",
    "restore_line",
    "succeed",
    "take_up_line",
    "to_plan",
    "unbind",
    "write_section",
    "write_version",
]
