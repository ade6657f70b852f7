"""Readers besides contact persons: somebody whom a borger chose, and whoever is at work."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from storage import activities, sharing
from storage.activities import ShiftName
from tests.house import TOPICS, ZONE, House
from tests.phone import Phone


async def lets(house: House, borger: Phone, reader: Phone | None, *topics: str) -> None:
    """Lets somebody whom the borger chose, or with None everybody at work, read these topics and no others."""
    who = await house.known(borger)
    to = (await house.known(reader)).id if reader else sharing.EVERYBODY
    for topic in TOPICS:
        await house.service.db.write(
            sharing.set_grant, who.id, to, topic, topic in topics, house.clock.now(), chosen=reader is not None
        )


async def works(house: House, staff: Phone, *shifts: ShiftName) -> None:
    """Puts somebody on these shifts of today, and on no others."""
    who = await house.known(staff)
    today = house.clock.now().astimezone(ZoneInfo(ZONE)).date()
    await house.service.db.write(activities.set_duty, who.id, today, shifts)
