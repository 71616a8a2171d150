"""Findings of a plan as the components draw them: what must be mended, what should be looked at, what was waived."""

from plans.checks import PlanFinding, check_read, stopping
from plans.queries import Content


def of_content(content: Content) -> dict:
    """Mappings for the tag `finding_list`: must, should; and the waived ones with their reasons."""
    found = check_read(content)
    return {
        "stopping": stopping(found),
        "must": [_drawn(one) for one in found if one.stops],
        "should": [_drawn(one) for one in found if not one.blocks],
        "waived": [{**_drawn(one), "waiver": content.waivers.get((one.code, one.ref))} for one in found if one.waived],
    }


def _drawn(one: PlanFinding) -> dict:
    return {"sentence": one.sentence, "source": one.clause, "waived": one.waived}
