"""Sees every statement that changes a row, on either database."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

_CHANGES = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|TRUNCATE|CREATE|ALTER|DROP)\b", re.IGNORECASE)
# A page prolongs the session of whoever asked (cchc_portal.sessions); that is the one row a GET may write.
_ALLOWED = "django_session"


@contextmanager
def recorded_writes() -> Iterator[list[str]]:
    """Collects the changing statements sent while the block runs, sessions left out."""
    seen: list[str] = []

    def record(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if _CHANGES.match(sql) and _ALLOWED not in sql:
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(record):
        yield seen
