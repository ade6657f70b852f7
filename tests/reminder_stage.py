"""What the tests of reminders share: Alma swims on Mondays at 14.00, which staff planned, and has pills of her own."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.reminding import reminders
from dialogs.time.activity import Activity, Change
from dialogs.time.repeat import EVERY_DAY, Repeat
from storage import activities, people
from storage.activities import ActivityKind, StoredActivity
from tests.house import ZONE, House

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)
HALF_PAST_ONE = "2026-11-23 13.30"
SWIMMING = Activity(
    "Svømning", Repeat(MONDAY, "weeks", days=(1,)), time(14), ZONE, pictogram="🏊", place="Svømmehallen",
    company="Jonas", bring=("Håndklæde", "Badetøj"), leads=(),
)  # fmt: skip
PILLS = Activity(
    "Medicin", Repeat(MONDAY, "weeks", days=EVERY_DAY), time(13), ZONE, minutes=0, pictogram="💊", leads=()
)  # fmt: skip


async def planned(
    house: House, plan: Activity = SWIMMING, kind: ActivityKind = "activity", *, photo_id: int | None = None
) -> StoredActivity:
    """Something in Alma's week; her own is of kind "own"."""
    alma = await house.known(house.alma)
    (activity_id,) = await house.service.db.write(
        activities.add_activity, (alma.id,), kind, plan, alma.id, house.clock.now(), photo_id=photo_id
    )
    return await kept(house, activity_id)


async def kept(house: House, activity_id: int) -> StoredActivity:
    found = await house.service.db.read(activities.activity_by_id, activity_id)
    assert found
    return found


async def change_of(house: House, activity: StoredActivity, slot: date = MONDAY) -> Change | None:
    """How an occurrence differs from its series now."""
    return (await kept(house, activity.id)).changes.get(slot)


async def reminded(
    house: House, activity: StoredActivity, at: str = HALF_PAST_ONE, *, slot: date = MONDAY, lead: str = "before30",
    quietly: bool = False,
) -> int | None:  # fmt: skip
    """The reminder falls due at a local time; `quietly` does not wait until it is sent.

    Returns: its id.
    """
    await house.at(at)
    activity = await kept(house, activity.id)
    alma = await house.service.db.write(people.person_by_id, activity.borger_id)
    assert alma
    found = await house.service.house.write(
        reminders.remind, alma, activity, slot, lead, house.clock.now() + timedelta(minutes=30)
    )
    if not quietly:
        await house.quiet()
    return found


async def changes(
    house: House, activity: StoredActivity, change: Change | None, slot: date = MONDAY, *, quietly: bool = False
) -> None:
    """Staff change one occurrence."""
    activity = await kept(house, activity.id)
    alma = await house.service.db.write(people.person_by_id, activity.borger_id)
    assert alma
    await house.service.db.write(activities.set_change, activity, slot, change, 0, house.clock.now())
    await house.service.house.write(reminders.occurrence_changed, alma, activity, slot)
    if not quietly:
        await house.quiet()


def local(house: House, written: str) -> datetime:
    """An instant as a text takes it."""
    return house.local(written)
