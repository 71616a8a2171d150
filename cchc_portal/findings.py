"""Findings as the components draw them: what must be mended, what should be looked at, what was waived."""

from collections.abc import Iterable, Mapping

from plans.checks import PlanFinding, check_read, stopping
from plans.queries import Content


def things_in(findings: Iterable[Mapping]) -> int:
    """How many things drawn findings stand for: each of the parts of one that opens."""
    return sum(len(one.get("parts", ())) or 1 for one in findings)


def of_content(content: Content) -> dict:
    """Mappings for the tag `finding_list`: must, should; and the waived ones with their reasons."""
    found = check_read(content)
    return {
        "stopping": stopping(found),
        "must": [_drawn(one) for one in found if one.stops],
        "should": [_drawn(one) for one in found if not one.blocks],
        "waived": [_waived(one, content) for one in found if one.waived],
    }


def _waived(one: PlanFinding, content: Content) -> dict:
    waiver = content.waivers[one.code, one.ref]
    return {**_drawn(one), "who": waiver.requested_by.display_name, "at": waiver.requested_at}


def _drawn(one: PlanFinding) -> dict:
    return {"sentence": one.sentence, "source": one.clause, "waived": one.waived}
