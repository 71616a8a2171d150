"""What stands above a page, asked by name and never by import (design section 2).

A low floor names a place (``directive_item.outcome``, ``unit.glance``); an app above registers in
``AppConfig.ready()`` what it has to show there.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Panel:
    """One answer for a place. ``query`` takes what the place hands over and gives rows; ``partial`` shows them."""

    name: str
    title: str
    query: Callable[..., Any]
    partial: str = ""


_panels: dict[str, dict[str, Panel]] = {}


def register(place: str, panel: Panel) -> None:
    """Make a panel known at a place; the same name again replaces it."""
    _panels.setdefault(place, {})[panel.name] = panel


def panels(place: str) -> tuple[Panel, ...]:
    """Panels of a place, in order of registration."""
    return tuple(_panels.get(place, {}).values())
