"""What a plan still misses and what looks wrong in it: sentences with their place and clause.

Completeness blocks, layout and wording warn (design section 3).
"""

from plans.checks.findings import ANNEX_MISSING, WAIVABLE, PlanFinding, area_of, labels, place_of
from plans.checks.running import CHECKS, check_content, check_plan, check_read, findings, stopping

__all__ = [
    "ANNEX_MISSING",
    "CHECKS",
    "WAIVABLE",
    "PlanFinding",
    "area_of",
    "check_content",
    "check_plan",
    "check_read",
    "findings",
    "labels",
    "place_of",
    "stopping",
]
