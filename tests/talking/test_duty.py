"""Who is on duty: everybody ticks their own shifts, leaders those of anybody."""

from __future__ import annotations

from datetime import date

from storage import activities
from storage.activities import ShiftName
from tests.books import books
from tests.house import House

MONDAY = date(2026, 11, 23)


async def on_duty(house: House, day: date = MONDAY) -> list[tuple[ShiftName, str]]:
    return await house.service.db.read(activities.on_duty, day)


async def test_own_shifts(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Shifts")
    mette.reads("Your shifts. Tap those you have.")
    await mette.taps("Day", "Evening")
    assert await on_duty(house) == [("day", "Mette"), ("evening", "Mette")]
    assert [label for label in mette.labels if label.startswith("✓")] == [
        f"✓ {mette.say(s)}" for s in ("Day", "Evening")
    ]
    assert len(mette.shown) == 2, "the screen and one card, ticked in place"
    await mette.taps_data(*mette.button(f"✓ {mette.say('Day')}"))
    assert await on_duty(house) == [("evening", "Mette")]


async def test_a_shift_tapped_twice_is_ticked(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Shifts")
    night = mette.button("Night")
    mette.person.taps_data(*night)
    mette.person.taps_data(*night)
    await house.quiet()
    assert await on_duty(house) == [("night", "Mette")]


async def test_a_leader_sets_anybodys(house: House) -> None:
    lis = house.lis
    await lis.presses("Plan")
    await lis.taps("Shifts", "Jonas")
    lis.reads("{name}'s shifts", name="Jonas")
    await lis.taps("Day", "Back", "Lis", "Evening")
    assert await on_duty(house) == [("day", "Jonas"), ("evening", "Lis")]


async def test_staff_set_nobody_elses_and_no_past_days(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Shifts")
    surface = mette.button("Night")[1].split(":")[2]
    me, jonas = [(await house.known(phone)).id for phone in (mette, house.jonas)]
    for who, choice in ((jonas, "20261123_day_1"), (me, "20261122_day_1"), (me, "20261130_day_1"), (me, "20261123_x_1"),
                        (me, "x"), (me, "")):  # fmt: skip
        await mette.taps_data(mette.card.message_id, f"1:v{who}:{surface}:{choice}")
    await house.alma.taps_data(1, f"1:v{me}:{surface}:20261123_day_1")
    assert (await books(house.service.db))["duty"] == [], "on any day"
    await house.at("2026-11-24 12.00")
    await mette.taps("Day")  # yesterday's card
    mette.reads("Your shifts. Tap those you have.")
    assert await on_duty(house) == []
