"""Whether the machine's clock can be gone by on the command line, where Telegram is not asked."""

from __future__ import annotations

from datetime import datetime

from bot.app import open_database
from bot.clock import OFF
from bot.config import Settings, SettingsError
from storage import watch
from storage.tx import Tx


def doubt(settings: Settings, now: datetime, last: datetime) -> str:
    """A line if the clock says `now`, which is plainly earlier than when something was `last` kept; "" if it may be
    right."""
    if now >= last - OFF:
        return ""
    said, kept = (f"{at.astimezone(settings.zone):%Y-%m-%d %H:%M}" for at in (now, last))
    return (
        f"The machine's clock says {said}, but something was kept at {kept}. Set the clock. If it is right, start the "
        "bot: it asks Telegram what time it is."
    )


def insist_on_clock(tx: Tx, settings: Settings, now: datetime) -> None:
    """Looks at the clock before anything is done that depends on it.

    Raises:
        SettingsError: if it is plainly wrong.
    """
    if line := doubt(settings, now, watch.last_kept(tx)):
        raise SettingsError(f"{line} Nothing was done.")


async def doubt_of(settings: Settings, now: datetime) -> str:
    """`doubt` of the database in the data folder."""
    async with open_database(settings) as db:
        return doubt(settings, now, await db.read(watch.last_kept))
