"""The clock of the portal, under the name that the floors above use (see organisations.clock)."""

from organisations.clock import ZONE, at, now, set_to, today

__all__ = ["ZONE", "at", "now", "set_to", "today"]
