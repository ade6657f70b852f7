"""What tests of planning share: a plan made with few taps, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dialogs.activity import Happening
from storage import activities
from storage.activities import StoredActivity
from tests.house import House
from tests.phone import Phone


async def plans(
    staff: Phone, *who: str, what: str = "Shopping", day: str = "24.11.2026", at: str = "14", often: str = "Once",
    until: str = "", leads: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Goes through the dialog up to the card that shows the plan."""
    await staff.presses("Plan")
    await staff.taps("Plan something", *who, "Done", what, "Activity")
    await staff.says(day, at)
    await staff.taps(*often.split("+"))
    if often != "Once":
        await (staff.says(until) if until else staff.taps("Skip"))
    await staff.taps("1 hour", *leads)
    await (staff.taps("Done", "No") if leads else staff.taps("Skip"))
    await staff.taps("Skip")


async def saved(staff: Phone, *who: str, **how: str) -> None:
    """Plans something and turns the page."""
    await plans(staff, *who, **how)  # type: ignore[arg-type]
    await staff.taps("Save")
    staff.turns_page()


async def kept(house: House, borger: Phone) -> list[StoredActivity]:
    return await activities.activities_of(house.service.db.snapshot, (await house.known(borger)).id)


async def week(house: House, borger: Phone, since: date, until: date) -> list[tuple[str, Happening]]:
    """(title, occurrence) of what a borger has between two days."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (since, until))
    found = await activities.week_of(house.service.db.snapshot, (await house.known(borger)).id, first, last)
    return [(activity.plan.title, one) for activity, one in found]


async def slots(house: House, borger: Phone, since: date, until: date) -> list[str]:
    """The days ("24.11") something stands on between two days."""
    return [f"{one.start.day}.{one.start.month}" for _, one in await week(house, borger, since, until) if one.stands]
