"""The day's partner: who it is by itself, whom the borger chooses instead, and that it is open again at midnight."""

from __future__ import annotations

from datetime import timedelta

from storage import activities
from tests.circle.test_team import circles
from tests.house import House
from tests.phone import Phone, da
from tests.views.test_views import sketch

WITH_ME = "{what}: {name}"


async def works_both_days(house: House, *staff: Phone) -> None:
    for phone in staff:
        who = await house.known(phone)
        for day in (house.clock.now().date(), house.clock.now().date() + timedelta(days=1)):
            await house.service.db.write(activities.set_duty, who.id, day, ("day", "evening"))


async def opens_today(borger: Phone) -> str:
    await borger.presses("My week")
    await borger.taps("Today")
    return sketch(borger.card)


async def test_it_is_chosen_for_a_day_and_open_again_at_midnight(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas

    def stands(name: str) -> str:
        return da(WITH_ME, what=da("With me today"), name=name)

    await works_both_days(house, mette, jonas)
    assert "partner=None" in await opens_today(alma), "the house gives contact persons, and chooses no partner"
    await circles(house)
    assert stands("Mette") in await opens_today(alma), "her contact person is at work"
    await alma.taps("Choose somebody for today", "Jonas")
    assert stands("Jonas") in sketch(alma.card)
    jonas.sees("{name} has chosen you as the partner of the day.", name="Alma")
    await alma.taps("Choose somebody for today", "Mette")
    jonas.sees("{name} has chosen {staff} for today now.", name="Alma", staff="Mette")
    await alma.taps("Choose somebody for today", "Jonas")
    await house.at("2026-11-23 21.59")
    assert stands("Jonas") in await opens_today(alma)
    await house.at("2026-11-23 22.01")
    assert "partner=None" in await opens_today(alma), "both have gone home"
    await house.at("2026-11-24 00.01")
    assert stands("Mette") in await opens_today(alma), "gone the next day"
