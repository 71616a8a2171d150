"""How plans and their tasks move, in the words of ``workflow.flows.Flow``."""

from plans.flow.plan import PlanFlow
from plans.flow.task import TaskFlow

__all__ = ["PlanFlow", "TaskFlow"]
