"""What tests of planning share: a plan made with few taps, and what is kept of it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dialogs.permissions import Role
from dialogs.time.activity import Happening
from storage import activities
from storage.activities import StoredActivity
from tests.house import PLAN, House
from tests.phone import Phone


async def plans(
    staff: Phone, *who: str, what: str = "Shopping", day: str = "24.11.2026", at: str = "14", often: str = "Once",
    until: str = "", leads: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Goes through the dialog up to the card that shows the plan."""
    await staff.presses("Plan")
    await staff.taps("Plan something", "Skip", *who, "Done", what)
    await staff.says(day, at)
    await staff.taps(*often.split("+"))
    await staff.taps(*(*leads, "Done") if leads else ("Skip",))
    if until:
        await staff.taps("Change it", "Last day", "Done")
        await staff.says(until)


async def saved(
    staff: Phone, *who: str, what: str = "Shopping", day: str = "24.11.2026", at: str = "14", often: str = "Once",
    until: str = "", leads: tuple[str, ...] = (),
) -> None:  # fmt: skip
    """Plans something and turns the page."""
    await plans(staff, *who, what=what, day=day, at=at, often=often, until=until, leads=leads)
    await staff.taps("Save")
    staff.turns_page()


async def kept(house: House, borger: Phone) -> list[StoredActivity]:
    return await house.service.db.read(activities.activities_of, (await house.known(borger)).id)


async def week(house: House, borger: Phone, since: date, until: date) -> list[tuple[str, Happening]]:
    """(title, occurrence) of what a borger has between two days."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (since, until))
    found = await house.service.db.read(activities.week_of, (await house.known(borger)).id, first, last)
    return [(activity.plan.title, one) for activity, one in found]


async def slots(house: House, borger: Phone, since: date, until: date) -> list[str]:
    """The days ("24.11") something stands on between two days."""
    return [f"{one.start.day}.{one.start.month}" for _, one in await week(house, borger, since, until) if one.stands]


async def shopping(house: House, borger: Phone | None = None, *, until: date = date(2026, 12, 31)) -> list[str]:
    """The days something stands on from the first day of the stage."""
    return await slots(house, borger or house.alma, date(2026, 11, 23), until)


@pytest.fixture
async def bo(house: House) -> Phone:
    """Another borger of Mette's."""
    bo = await house.joins(15, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, house.mette)
    for phone in (bo, house.mette):
        phone.turns_page()
    return bo


@pytest.fixture
async def planner(house: House) -> Phone:
    """Mette, who has planned shopping with Alma today at 14.00 and every week from then on."""
    await saved(house.mette, "Alma", day="i dag", often="Several days a week+Monday+Done", leads=("30 minutes before",))
    house.alma.turns_page()
    await house.mette.presses("Plan")
    return house.mette
