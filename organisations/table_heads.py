"""Heads of a table that sort it: by an address, ascending or with a minus descending (ux 2.4)."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import F, QuerySet

# Name of the parameter that says by which head.
SORT = "sap_xep"
# By key of a head: its word, and the field that it sorts by.
Sorts = Mapping[str, tuple[str, str]]


def sorted_by(rows: QuerySet, asked: str, sorts: Sorts, *then: str) -> QuerySet | None:
    """The rows in the order of the head that was asked for, rows without a value last; None for no such head.

    then: fields that order rows alike.
    """
    found = sorts.get(asked.removeprefix("-"))
    if found is None:
        return None
    field = F(found[1])
    first = field.desc(nulls_last=True) if asked.startswith("-") else field.asc(nulls_last=True)
    return rows.order_by(first, *then)


def heads(asked: Mapping[str, str], sorts: Sorts) -> dict[str, dict]:
    """Per sortable head its word, the address that sorts by it and keeps the filters, and how it is sorted now."""
    kept = {name: value for name, value in asked.items() if value and name != SORT}
    found = {}
    for key, (label, _) in sorts.items():
        now = {key: "ascending", f"-{key}": "descending"}.get(asked[SORT], "")
        turned = f"-{key}" if now == "ascending" else key
        found[key] = {"label": label, "sort": now, "url": f"?{urlencode({**kept, SORT: turned})}"}
    return found
