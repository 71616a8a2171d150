"""Whose turn it is, on every page of an item: `{% load portal turn %}` (in this order) and `{% turn_strip item user %}`."""

from django import template

from cchc_portal import remarks, turns
from workflow import clock, queries
from workflow.models import Item
from workflow.rules import Situation
from workflow.states import STATES

register = template.Library()


@register.inclusion_tag("components/turn_strip.html", takes_context=True)
def turn_strip(context: template.Context, item: Item, user, situation: Situation | None = None) -> dict:
    """The strip of ux section 3.7: stops, who has it, since when, until when, what may be done."""
    return {**turns.strip(item, user, situation=situation), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("components/pill.html")
def state_pill(item: Item, audience: str = "author") -> dict:
    """The item's state in the words of `audience` (a column of ux section 3.4)."""
    state = STATES[item.state]
    return {"kind": state.pill, "icon": state.icon, "word": state.word(audience)}


@register.inclusion_tag("components/timeline.html")
def timeline_of(item: Item) -> dict:
    """What happened to the item, newest first."""
    return {"entries": turns.timeline(queries.history(item))}


@register.simple_tag
def audience_of(powers, item: Item) -> str:
    """Which column of the words the holder of `powers` reads."""
    return queries.audience(powers, item)


@register.simple_tag
def today():
    """The portal's day."""
    return clock.today()


@register.inclusion_tag("workflow/remarks.html", takes_context=True)
def remarks_of(
    context: template.Context,
    item: Item,
    user,
    situation: Situation | None = None,
    edit_url: str = "",
    back: str = "",
) -> dict:
    """Remarks on an item with what the reader may do: answer (the commune, before sending again, M28) or settle.

    edit_url: the editor, to which places lead; back: where an answer leads.
    """
    at = situation or Situation(user, [item])
    found = remarks.threads(item, user, at, edit_url=edit_url, back=back)
    return {"threads": found, "csrf_token": context.get("csrf_token")}
