"""Verbs of paper: issue, send, receive, register, attach, write letters."""

from documents.actions.attachments import attach, remove_attachment
from documents.actions.binning import restore_paper
from documents.actions.issuing import complete_issue, finish_waiting, issue, press
from documents.actions.knowing import known_by_words
from documents.actions.known import register_known
from documents.actions.letters import change_letter, start_correction, start_letter
from documents.actions.mandates import end_mandate, give_mandate
from documents.actions.named import (
    add_basis,
    add_cite,
    add_clause,
    change_clause,
    change_named,
    drop_cite,
    move_part,
    remove_part,
    restore_part,
    start_named,
)
from documents.actions.receipts import receive_delivery

__all__ = [
    "add_basis",
    "add_cite",
    "add_clause",
    "attach",
    "change_clause",
    "change_letter",
    "change_named",
    "complete_issue",
    "drop_cite",
    "end_mandate",
    "finish_waiting",
    "give_mandate",
    "issue",
    "known_by_words",
    "move_part",
    "press",
    "receive_delivery",
    "register_known",
    "remove_attachment",
    "remove_part",
    "restore_paper",
    "restore_part",
    "start_correction",
    "start_letter",
    "start_named",
]
