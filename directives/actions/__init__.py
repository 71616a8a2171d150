"""Verbs of directives: everything that changes a register, an item or an answer goes through these."""

from directives.actions.answers import answer, finish_answer, withdraw_answer
from directives.actions.changes import amend_item, withdraw_directive, withdraw_item
from directives.actions.items import (
    add_item,
    assign,
    change_item,
    move_item,
    remove_item,
    remove_target,
    set_target,
    unassign,
)
from directives.actions.register import change_directive, cite, register_directive, uncite
from directives.actions.releasing import take_in
from directives.actions.sending import add_recipient, remind, remove_recipient, send_out

__all__ = [
    "add_item",
    "add_recipient",
    "amend_item",
    "answer",
    "assign",
    "change_directive",
    "change_item",
    "cite",
    "finish_answer",
    "move_item",
    "register_directive",
    "remind",
    "remove_item",
    "remove_recipient",
    "remove_target",
    "send_out",
    "set_target",
    "take_in",
    "unassign",
    "uncite",
    "withdraw_answer",
    "withdraw_directive",
    "withdraw_item",
]
