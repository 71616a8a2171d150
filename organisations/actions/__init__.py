"""Verbs of organisations: each judges, writes, redraws who sees whom, and tells the log."""

from organisations.actions.first import make_first_administrator
from organisations.actions.people import (
    appoint,
    change_appointment,
    change_official,
    change_own_password,
    close_account,
    create_user,
    end_appointment,
    register_in_office,
    register_official,
    reopen_account,
    set_new_password,
)
from organisations.actions.reach import reach_rebuilt_once, rebuild_reach
from organisations.actions.relations import end_review_relation, set_review_relation
from organisations.actions.rights import (
    delegate,
    end_delegation,
    end_membership,
    grant_membership,
)
from organisations.actions.units import (
    change_unit,
    create_unit,
    decide_setting,
    end_setting,
    end_unit,
    record_succession,
)

__all__ = [
    "appoint",
    "change_appointment",
    "change_official",
    "change_own_password",
    "change_unit",
    "close_account",
    "create_unit",
    "create_user",
    "decide_setting",
    "delegate",
    "end_appointment",
    "end_delegation",
    "end_membership",
    "end_review_relation",
    "end_setting",
    "end_unit",
    "grant_membership",
    "make_first_administrator",
    "reach_rebuilt_once",
    "rebuild_reach",
    "record_succession",
    "register_in_office",
    "register_official",
    "reopen_account",
    "set_new_password",
    "set_review_relation",
]
