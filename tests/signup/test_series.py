"""A series: coming every time, leaving one or all, and all of it on another weekday or time of day."""

from __future__ import annotations

from datetime import date

from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone, da
from tests.planning_stage import slots
from tests.signup_stage import looks_at, moves_in, offers, signs_up


async def stands(house: House, borger: Phone) -> list[str]:
    return await slots(house, borger, date(2026, 11, 23), date(2026, 12, 14))


async def test_who_comes_every_time_leaves_one_or_all_and_new_times_come_by_themselves(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning hver torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await alma.taps("Other times", "I come every time")
    alma.sees("You have said yes to every time.")
    assert await stands(house, alma) == ["26.11", "3.12", "10.12"]
    assert da("You have said yes to every time: {title}", title="Svømning") in (await copied(house))[0]
    await signs_up(bo, "Svømning")
    bo.sees("You are number {number} in the line.", number=1)
    await alma.taps("Not this time")
    bo.sees("There is a place for you: {title}.", title="Svømning")
    assert await stands(house, alma) == ["3.12", "10.12"]
    await house.at("2026-12-02 05.00")
    late = await slots(house, alma, date(2027, 2, 11), date(2027, 2, 19))
    assert late == ["11.2", "18.2"], "twelve weeks ahead"
    await looks_at(alma, "Svømning")
    await alma.taps("Other times", "Leave all times")
    assert await slots(house, alma, date(2026, 12, 2), date(2027, 3, 1)) == []
    await house.at("2026-12-03 05.00")
    assert await slots(house, alma, date(2026, 12, 2), date(2027, 3, 1)) == []


async def test_a_whole_series_is_moved_told_once_and_left_in_one_tap(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning hver torsdag 14")
    for phone in (alma, bo):
        await signs_up(phone, "Svømning")
        await phone.taps("Other times", "I come every time")
        phone.turns_page()
    await mette.taps("Change it", "Day and time", "Fredag")
    await mette.says("15.30", "Hallen er optaget om torsdagen.")
    for phone in (alma, bo):
        assert phone.has_seen("{title} has another time.", title="Svømning") == 1
        phone.sees("{name} writes: »{note}«", name="Mette", note="Hallen er optaget om torsdagen.")
    assert await stands(house, alma) == ["27.11", "4.12", "11.12"]
    await bo.taps("I cannot come then")
    assert await stands(house, bo) == []
    mette.sees("{level}: {names}", level=da("I come along"), names="Alma")
    await house.at("2026-11-27 15.00")
    alma.sees("15.30")


async def test_where_the_new_day_is_past_this_week_the_next_time_stays_where_it_was(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning hver torsdag 14")
    await signs_up(alma, "Svømning")
    await alma.taps("Other times", "I come every time")
    await house.at("2026-11-24 10.00")
    await mette.taps("Change it", "Day and time", "Mandag")
    await mette.says("10", "-")
    assert await stands(house, alma) == ["26.11", "30.11", "7.12"]


async def test_who_comes_every_time_hears_once_that_it_stops(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning hver torsdag 14")
    await signs_up(alma, "Svømning")
    await alma.taps("Other times", "I come every time")
    alma.turns_page()
    await mette.taps("Take it out", "Yes, take it out")
    assert len(alma.texts) == 1
    alma.sees("{title} stops. It is not there from {date} on.", title="Svømning", date=date(2026, 11, 26))
    assert await stands(house, alma) == []
