"""What a report still misses, as findings; no writing."""

from reporting.checks.findings import Finding, findings, stopping
from reporting.checks.standing_out import Answered, answered, judged, to_look_at

__all__ = ["Answered", "Finding", "answered", "findings", "judged", "stopping", "to_look_at"]
