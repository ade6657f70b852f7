"""What time it is by Telegram: the `Date` of its replies goes to the clock; a server in its stead may send none, but
dates what it has just sent or changed."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

_SENSIBLE = range(2020, 2200)
_END_OF_TIME = 253_402_300_799


@lru_cache(maxsize=4)  # many replies come within one second
def date_of(written: str) -> datetime | None:
    """The instant that a `Date` header says; None if it says none that makes sense."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, OverflowError):
        return None
    if found.year not in _SENSIBLE:
        return None
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)


def dated_now(method: str, result: object) -> datetime | None:
    """When the message was sent or changed that a call of this method has sent or changed; None if it does not say."""
    field = "date" if method.startswith("send") else "edit_date" if method.startswith("editMessage") else ""
    seconds = result.get(field) if isinstance(result, dict) else None
    if not isinstance(seconds, int) or not 0 < seconds < _END_OF_TIME:
        return None
    found = datetime.fromtimestamp(seconds, UTC)
    return found if found.year in _SENSIBLE else None
