"""The short wait after repeated wrong passwords, for one name and for one network address (docs/decisions/018).

A try is counted before its password is looked at and taken back when it was right, so that tries sent side by side
are counted as well; during the wait no password is looked at.
"""

import logging
import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from organisations.clock import now
from organisations.models import SignInCount

# After this many failures the next try waits. An office shares one address, so that limit is wider.
NAME, ADDRESS = "name", "address"
LIMITS = {NAME: 5, ADDRESS: 40}
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(minutes=5)
# Quiet for so long, and counting starts afresh; rows are thrown away after a day.
FORGOTTEN = timedelta(minutes=15)
THROWN_AWAY = timedelta(days=1)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Try:
    """Who tries: the user name as read, known or not, and the network address, "" where it is not known."""

    username: str
    address: str = ""

    @property
    def keys(self) -> dict[str, str]:
        """Hash to kind, in the order in which the rows are locked."""
        said = {NAME: self.username.strip().casefold(), ADDRESS: self.address}
        found = {
            salted_hmac(f"{__name__}.{kind}", value, algorithm="sha256").hexdigest(): kind
            for kind, value in said.items()
            if value
        }
        return dict(sorted(found.items()))


def begin_try(one: Try) -> int:
    """Count a try; 0 where the password may be looked at, else the seconds to wait, and nothing is counted."""
    at = now()
    with transaction.atomic():
        rows = [(kind, _locked(key, at)) for key, kind in one.keys.items()]
        waits = max((row.waits_until for _, row in rows if row.waits_until and row.waits_until > at), default=None)
        if waits is not None:
            return math.ceil((waits - at).total_seconds())
        for kind, row in rows:
            _count(row, LIMITS[kind], at)
    return 0


def _locked(key: str, at: datetime) -> SignInCount:
    row, made = SignInCount.objects.select_for_update().get_or_create(key=key, defaults={"last_at": at})
    if made:
        SignInCount.objects.filter(last_at__lt=at - THROWN_AWAY).delete()
    return row


def _count(row: SignInCount, limit: int, at: datetime) -> None:
    row.failures = 1 if at - row.last_at > FORGOTTEN else row.failures + 1
    row.last_at, row.waits_until = at, None
    if row.failures >= limit:
        row.waits_until = at + min(FIRST_WAIT * 2 ** min(row.failures - limit, 10), LONGEST_WAIT)
        _log.warning("sign-in: %s failures, next try after %s", row.failures, row.waits_until.isoformat())
    row.save()


def end_try(one: Try) -> None:
    """The password was right: the name is forgotten, the try is taken back from the address."""
    with transaction.atomic():
        for key, kind in one.keys.items():
            row = SignInCount.objects.select_for_update().filter(key=key).first()
            if row is None:
                continue
            if kind == NAME or row.failures <= 1:
                row.delete()
            else:
                row.failures -= 1
                row.waits_until = row.waits_until if row.failures >= LIMITS[kind] else None
                row.save()
