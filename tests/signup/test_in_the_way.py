"""After "not today", if the borger likes: what got in the way, and something that leads on."""

from __future__ import annotations

from datetime import date

from tests.house import House
from tests.planning_stage import saved, slots
from tests.signup_stage import offers, signs_up


async def test_after_not_this_time_what_got_in_the_way_leads_to_something(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "wishes")
    await offers(mette, "Svømning hver torsdag 14")
    await signs_up(alma, "Svømning")
    await alma.taps("Not this time", "What got in the way?", "Nobody was with me")
    alma.sees("Would one of these help?")
    await alma.taps("En at følges med til Svømning", "Done")
    await mette.presses("Follow-up")
    mette.sees("En at følges med til Svømning")
    await signs_up(alma, "Svømning", "Not this time")
    await alma.taps("What got in the way?", "Too many people", "I look on from the side")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 1)) == ["26.11"]


async def test_so_it_is_after_not_today_to_a_reminder_of_what_staff_have_planned(house: House) -> None:
    alma, mette = house.alma, house.mette
    await saved(mette, "Alma", day="i dag", leads=("30 minutes before",))
    await house.at("2026-11-23 13.30")
    await alma.taps("Not today", "Not today", "What got in the way?", "Something else", "Talk to someone")
    alma.sees("I have told {names}.", names="Mette")
    await alma.presses("My week")
    assert not alma.can_tap("I come along")
