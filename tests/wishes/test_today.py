"""What a borger feels like now: who hears of it, what they answer, and what is truly said where nobody does."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage import answers, method_use, today
from tests.house import House, open_house
from tests.phone import da
from tests.reader_stage import chooses, lets, works
from tests.views.test_views import sketch

ASKS = "{name} feels like this now: {what}"


async def feels_like(house: House, *taps: str) -> None:
    who = await house.known(house.alma)
    await house.service.db.write(method_use.set_used, who.id, "feel_like", True, who.id, house.clock.now())
    house.alma.turns_page()
    await house.alma.presses("My week")
    await house.alma.taps("What I feel like now", *taps)


async def test_who_is_at_work_says_yes_and_it_stands_in_the_week(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await lets(house, alma, None, "wishes")
    await works(house, jonas, "day")
    await feels_like(house, "A walk")
    jonas.sees(ASKS, name="Alma", what="En gåtur")
    mette.sees_not(da(ASKS, name="Alma", what="En gåtur"))
    alma.sees("I tell {names}.", names="Jonas")
    await jonas.taps("Yes, now")
    alma.sees("{name} says yes, now.", name="Jonas")
    await alma.presses("My week")
    await alma.taps("Today")
    assert "title='En gåtur'" in sketch(alma.card)


async def test_a_no_has_its_reason_and_a_later_has_its_time(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await works(house, mette, "day")
    await feels_like(house, "Something else")
    await alma.says("Fodre ænder")
    await alma.taps("Done")
    await mette.taps("Not today, because …")
    await mette.says("Vi er kun to på arbejde.")
    alma.sees("{name}: not today. »{reason}«", name="Mette", reason="Vi er kun to på arbejde.")
    await feels_like(house, "Coffee with somebody")
    await mette.taps("Later today")
    await mette.says("9.00")
    await mette.taps("9.00")
    mette.sees("That time is past. Please choose a later one.")
    await mette.taps("14.00")
    alma.sees("{name} says yes, today at {time}.", name="Mette", time="kl. 14.00")


async def test_where_nobody_answers_that_is_said_and_it_passes_on_and_ends_at_night(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette)
    await lets(house, alma, None, "wishes")
    for reader in (mette, jonas):
        await works(house, reader, "day", "evening")
    await feels_like(house, "A walk")
    jonas.sees_not(da(ASKS, name="Alma", what="En gåtur"))
    await house.passes(minutes=10)
    jonas.sees(ASKS, name="Alma", what="En gåtur")
    await house.passes(minutes=10)
    alma.sees("Nobody has answered. They may have no time now.")
    assert alma.can_tap("Make it a wish")
    await house.at("2026-11-23 22.00")
    alma.sees("Nobody answered today.")
    for phone in (mette, jonas):
        phone.sees_not(da(ASKS, name="Alma", what="En gåtur"))


@pytest.mark.parametrize("at_work", [True, False])
async def test_nobody_hears_of_what_they_may_not_read_or_at_night(house: House, at_work: bool) -> None:
    alma, mette = house.alma, house.mette
    if at_work:
        await house.shares(alma, mette)
        await works(house, mette, "day")
    else:
        await house.shares(alma, mette, "wishes")
        await house.at("2026-11-23 23.30")
    await feels_like(house, "A walk")
    mette.sees_not(da(ASKS, name="Alma", what="En gåtur"))
    alma.sees_not(da("I tell {names}.", names="Mette"))
    alma.sees("Nobody who is at work may read your wishes.") if at_work else None
    await alma.taps("It is not needed now")
    alma.sees("All right. I ask nobody.")


async def test_who_may_not_read_it_any_more_hears_nothing_of_it(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    for reader in (mette, jonas):
        await house.shares(alma, reader, "wishes")
        await works(house, reader, "day")
    await feels_like(house, "Something else")
    await alma.says("Fodre ænder")
    await alma.taps("Done")
    mette.sees("Fodre ænder")
    old = mette.button("Yes, now")
    await chooses(alma, "Mette")
    mette.sees_not("Fodre ænder")
    await mette.taps_data(*old)
    await jonas.taps("Yes, now")
    mette.sees_not("Fodre ænder")
    jonas.sees("Fodre ænder")


async def test_what_is_held_back_is_read_by_nobody_and_at_work_is_not_after_work(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await lets(house, alma, None, "wishes")
    await works(house, jonas, "day")
    await feels_like(house, "A walk")
    await jonas.taps("Yes, now")
    await house.at("2026-11-23 16.00")
    jonas.sees_not("En gåtur")
    await house.shares(alma, mette, "wishes")
    await works(house, mette, "evening")
    await feels_like(house, "Something else")
    await alma.says("Fodre ænder")
    await alma.taps("Done")
    later = mette.button("Later today")
    (wish,) = [one for one in await of_alma(house) if one.state == "waiting"]
    await house.service.db.write(answers.hold_back, wish.session_id, "other", "", True, house.clock.now())
    await mette.taps_data(*later)
    mette.sees_not("Fodre ænder")


async def test_what_she_does_most_is_asked_in_two_taps_and_once_however_the_finger_trembles(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await works(house, mette, "day")
    await feels_like(house)
    alma.turns_page()
    await alma.presses("My week")
    walk = alma.button("A walk")
    await alma.taps_data(*walk)
    await alma.taps_data(*walk)
    assert mette.has_seen(ASKS, name="Alma", what="En gåtur") == 1
    assert [one.state for one in await of_alma(house)] == ["waiting"]
    await mette.taps("Yes, now")
    alma.sees("{name} says yes, now.", name="Mette")


async def of_alma(house: House) -> list[today.Today]:
    return await house.service.db.read(today.of_borger, (await house.known(house.alma)).id)


OWN = """
id: feel_like
title: {da: Har lyst nu}
purpose: answers
topic: wishes
shelf: week
offered: agreed
steps:
  - id: thing
    kind: choice
    text: {da: Hvad har du lyst til?}
    options: [{id: swim, label: {da: Svømme}}, {id: sing, label: {da: Synge}}]
"""


async def test_a_house_may_ask_it_in_its_own_way_and_what_is_held_back_is_read_by_nobody(tmp_path: Path) -> None:
    async with open_house(tmp_path, OWN) as house:
        mette = house.mette
        await house.shares(house.alma, mette, "wishes")
        await works(house, mette, "day")
        await feels_like(house, "Synge")
        mette.sees(ASKS, name="Alma", what="Synge")
        later = mette.button("Later today")
        (wish,) = await of_alma(house)
        await house.service.db.write(answers.hold_back, wish.session_id, "thing", "", True, house.clock.now())
        await mette.taps_data(*later)
        mette.sees_not("Synge")
