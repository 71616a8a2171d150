"""Where changes of units and rights are told: the log stands a floor above and registers itself.

``workflow``'s AppConfig appends a recorder to ``recorders``; each verb of ``organisations.actions``
calls ``record`` inside its transaction, so that an act and its trace stand or fall together.
"""

from collections.abc import Callable

from organisations.models import Unit, User
from organisations.remembering import forget

# Each is called as recorder(act, unit=Unit, by=User | None, details=dict of JSON values).
recorders: list[Callable[..., None]] = []


def record(act: str, *, unit: Unit, by: User | None, details: dict | None = None) -> None:
    """Tell every recorder that ``act`` (a short stable key, "unit.create") happened to ``unit``.

    ``by`` is None only for the command that makes the first administrator.
    """
    forget()
    for recorder in recorders:
        recorder(act, unit=unit, by=by, details=details or {})
