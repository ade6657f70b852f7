"""Readers besides contact persons: somebody whom a borger chose, and whoever is at work."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.telegram.render import TICK
from storage import activities, sharing
from storage.activities import ShiftName
from tests.house import TOPICS, ZONE, House
from tests.phone import Phone


async def chooses(borger: Phone, reader: str, *topics: str) -> None:
    """Goes through "Who may read" for one reader, by their name or "Everybody at work": these topics, as they are
    called, "Everything", or with none "Nothing"."""
    await borger.presses("More")
    await borger.taps("Settings", "Who may read")
    await picks(borger, reader, *topics)
    await borger.taps("Close")


async def picks(borger: Phone, reader: str, *topics: str) -> None:
    """The same on the card that is open already, which comes back."""
    name = borger.say(reader)
    if not any(name in label for label in borger.labels):
        await borger.taps("Somebody else of the staff")
    await borger.taps(next(label for label in borger.labels if name in label))
    if topics in ((), ("Everything",)):
        await borger.taps(*topics or ("Nothing",))
        return
    await borger.taps("Some of it")
    wanted = {borger.say(topic) for topic in topics}
    first = borger.labels
    while True:
        for label in borger.labels:
            plain = label.removeprefix(TICK).strip()
            is_topic = plain[-1].isalpha() and borger.say("Done") not in label and borger.say("Close") not in label
            if is_topic and any(plain.endswith(topic) for topic in wanted) != label.startswith(TICK):
                await borger.taps(label)
        if not any("➡" in label for label in borger.labels):
            break
        await borger.taps("➡️")
        if _without_ticks(borger.labels) == _without_ticks(first):
            break
    await borger.taps("Done")


def _without_ticks(labels: list[str]) -> list[str]:
    return [label.removeprefix(TICK).strip() for label in labels if "➡" not in label and label[-1].isalpha()]


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
