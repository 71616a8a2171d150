"""Names of units as lists order and pages print them (ux section 6.14)."""

from organisations.text import order as order


def titled(name: str) -> str:
    """The name at the beginning of a line: "Xã Tân Lập"."""
    return name[:1].upper() + name[1:]
