"""The first line of a start's log: which house it is, so that the wrong data or an empty disk is seen at once."""

from __future__ import annotations

from datetime import datetime

from bot.config import Settings
from storage import people, watch
from storage.tx import Tx


def house_line(tx: Tx, settings: Settings) -> str:
    """The house's name, how many people there are, how old the data is and when it was last used; nobody's name."""
    count = people.counted(tx)
    begun, used = people.first_come(tx), watch.last_alive(tx)
    zone = settings.zone

    def day(at: datetime | None) -> str:
        return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "never"

    if not any(count.values()):
        return f"{settings.house_name}: nobody yet. `trivselsbot invite leder` makes the first link."
    known = ", ".join(f"{count.get(role, 0)} {name}" for role, name in _ROLES.items())
    return f"{settings.house_name}: {known}; first data {day(begun)}, last used {day(used)}"


_ROLES = {"borger": "borgere", "staff": "staff", "leader": "leaders"}
