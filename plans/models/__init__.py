"""Nouns of plans: dated templates, plans with their parts, targets with conditions, tasks and how they go."""

from plans.models.lineage import LeftOut, Milestone, Programme, Tag, TaskTag
from plans.models.parts import (
    PlanArea,
    PlanBasis,
    PlanPart,
    PlanRecipient,
    PlanText,
    ReportDeadline,
    Responsibility,
    Waiver,
)
from plans.models.plan import Area, CallTemplate, Plan, PlanTemplate, TemplateRow
from plans.models.progress import ProgressNote, TaskProduct, TaskProgress
from plans.models.targets import Condition, Target
from plans.models.tasks import Task, TaskPartner

__all__ = [
    "Area",
    "CallTemplate",
    "Condition",
    "LeftOut",
    "Milestone",
    "Plan",
    "PlanArea",
    "PlanBasis",
    "PlanPart",
    "PlanRecipient",
    "PlanTemplate",
    "PlanText",
    "Programme",
    "ProgressNote",
    "ReportDeadline",
    "Responsibility",
    "Tag",
    "Target",
    "Task",
    "TaskPartner",
    "TaskProduct",
    "TaskProgress",
    "TaskTag",
    "TemplateRow",
    "Waiver",
]
