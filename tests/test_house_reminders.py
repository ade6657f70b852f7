"""Reminders on the phone: what they say, what can be said to them, and that they follow what becomes of the plan."""

from __future__ import annotations

from datetime import date, time, timedelta

from bot.flows import reminders
from bot.flows.house import Desk
from dialogs.activity import Activity
from dialogs.repeat import Repeat
from storage import activities, people
from storage.activities import StoredActivity
from tests.house import ZONE, House

MONDAY = date(2026, 11, 23)
SWIMMING = Activity(
    "Svømning", Repeat(MONDAY, "weeks", days=(1,)), time(14), ZONE, pictogram="🏊", place="Svømmehallen",
    company="Jonas", bring=("Håndklæde", "Badetøj"), leads=("before30",),
)  # fmt: skip
PILLS = Activity(
    "Medicin", Repeat(MONDAY, "weeks", days=(1, 2, 3, 4, 5, 6, 7)), time(13), ZONE, minutes=0, pictogram="💊",
    leads=("start",),
)  # fmt: skip
HALF_PAST_ONE = "2026-11-23 13.30"


async def planned(house: House, plan: Activity = SWIMMING, kind: str = "activity") -> StoredActivity:
    """Something in Alma's week; her own is of kind "own"."""
    alma = await house.known(house.alma)
    async with house.service.db.write() as tx:
        (activity_id,) = await activities.add_activity(tx, (alma.id,), kind, plan, alma.id, house.clock.now())
    return await kept(house, activity_id)


async def kept(house: House, activity_id: int) -> StoredActivity:
    found = await activities.activity_by_id(house.service.db.snapshot, activity_id)
    assert found
    return found


async def reminded(
    house: House, activity: StoredActivity, at: str = HALF_PAST_ONE, *, slot: date = MONDAY, lead: str = "before30"
) -> int | None:
    """The reminder falls due at a local time."""
    await house.at(at)
    async with house.service.db.write() as tx:
        desk = Desk(house.service.house, tx, house.clock.now())
        alma = await people.person_by_id(tx, activity.borger_id)
        assert alma
        found = await reminders.remind(desk, alma, activity, slot, lead, desk.now + timedelta(minutes=30))
    await house.quiet()
    return found


async def test_a_reminder_rings_and_says_what_when_where_and_with_whom(house: House) -> None:
    alma = house.alma
    await reminded(house, await planned(house))
    assert len(alma.shown) == 1 and not alma.shown[-1].silent
    for words in ("Svømning", "Svømmehallen", "Jonas"):
        alma.sees(words)
    alma.sees("In {minutes} min, {time}.", minutes=30, time=time(14))
    sketch = alma.shown[-1].file
    assert sketch and b"H\xc3\xa5ndkl\xc3\xa6de" in sketch.content
    assert [alma.has_button(words) for words in ("OK", "Remind me again", "Move", "Not today")] == [True] * 4
