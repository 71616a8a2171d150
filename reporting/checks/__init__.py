"""What a report still misses, as findings; no writing."""

from reporting.checks.findings import Finding, findings, stopping

__all__ = ["Finding", "findings", "stopping"]
