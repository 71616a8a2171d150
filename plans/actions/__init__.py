"""Verbs of plans: all changes of a plan and of what hangs on it go through these."""

from plans.actions.knowing import know_document, read_citation
from plans.actions.lineage import roll_forward
from plans.actions.parts import (
    CONDITION_FIELDS,
    change_plan,
    cite,
    cited_under,
    free_key,
    read_again,
    set_annex,
    set_conditions,
    set_recipients,
    unwaive,
    waive,
)
from plans.actions.plans import PlanExists, create_plan, require_drafter
from plans.actions.registering import change_registration, enter_register, register_plan
from plans.actions.rows import add_row, copy_row, move_row, remove_row, restore_row
from plans.actions.saving import Conflict, Saved, save_field, save_fields
from plans.actions.succession import leave_out, map_task, open_successor, set_triggers, succeed
from plans.actions.taking import serve, set_milestone, take_contribution, take_up, take_up_many
from plans.actions.versions import keep_versions

__all__ = [
    "CONDITION_FIELDS",
    "Conflict",
    "PlanExists",
    "Saved",
    "add_row",
    "change_plan",
    "change_registration",
    "cite",
    "cited_under",
    "copy_row",
    "create_plan",
    "enter_register",
    "free_key",
    "keep_versions",
    "know_document",
    "leave_out",
    "map_task",
    "move_row",
    "open_successor",
    "read_again",
    "read_citation",
    "register_plan",
    "remove_row",
    "require_drafter",
    "restore_row",
    "roll_forward",
    "save_field",
    "save_fields",
    "serve",
    "set_annex",
    "set_conditions",
    "set_milestone",
    "set_recipients",
    "set_triggers",
    "succeed",
    "take_contribution",
    "take_up",
    "take_up_many",
    "unwaive",
    "waive",
]
