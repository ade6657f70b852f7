"""Moved, not cancelled: a time of an offer is moved for all at once, and all hear of it."""

from __future__ import annotations

from datetime import date

from tests.house import RHYTHM, House
from tests.phone import da
from tests.planning_stage import slots
from tests.signup_stage import looks_at, moves_in, offers, signs_up


async def test_a_move_is_so_for_all_and_told_at_once_and_to_who_waits(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    carl = await moves_in(house, 16, "Carl", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await signs_up(carl, "Svømning", "I drop by")
    await mette.taps("Move")
    await mette.says("27.11", "15")
    await mette.says("Bussen er i stykker.")
    for phone in (alma, bo, carl):
        phone.sees("{title} is moved to {when}.", title="Svømning", when=house.local("2026-11-27 15.00"))
        phone.sees("{name} writes: »{note}«", name="Mette", note="Bussen er i stykker.")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 1)) == ["27.11"]
    dan = await moves_in(house, 17, "Dan", mette)
    await signs_up(dan, "Svømning", "I drop by")
    assert await slots(house, dan, date(2026, 11, 23), date(2026, 12, 1)) == ["27.11"], "who comes later too"


async def test_what_is_cancelled_is_told_with_its_reason_and_offered_no_more(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning", "Not this time")
    await mette.taps("Cancel", "Cancel it")
    await mette.says("Hallen er lukket.")
    alma.sees("{title} is cancelled, {when}.", title="Svømning", when=house.local("2026-11-26 14.00"))
    assert not bo.has_seen("{title} is cancelled, {when}.", title="Svømning", when=house.local("2026-11-26 14.00"))
    bo.sees("This is cancelled.")
    assert not bo.can_tap("I come along")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 1)) == []


async def test_at_night_it_is_told_in_the_morning_but_not_after_it_begins(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.lives(alma, RHYTHM)
    await offers(mette, "Svømning i morgen 14")
    await signs_up(alma, "Svømning")
    await house.at("2026-11-23 23.00")
    await mette.taps("Move")
    await mette.says("25.11", "15")
    await mette.taps("Skip")
    said = da("{title} is moved to {when}.", title="Svømning", when=house.local("2026-11-25 15.00"))
    alma.sees_not(said)
    await house.at("2026-11-24 08.00")
    alma.sees(said)


async def test_one_of_a_series_is_moved_and_the_others_stay_and_it_can_end(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning hver torsdag 14")
    await signs_up(alma, "Svømning")
    await alma.taps("Other times", "torsdag den 3. december kl. 14.00", "I come along")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 20)) == ["26.11", "3.12"]
    await mette.taps("Change it", "Place")
    await mette.says("Svømmehallen")
    alma.sees("Svømmehallen")
    await mette.taps("Take it out", "Yes, take it out")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 20)) == []
    await alma.presses("My week")
    assert not alma.can_tap("Offers")


async def test_over_is_over_also_for_an_old_card_and_when_the_clock_changes(house: House) -> None:
    alma, mette = house.alma, house.mette
    await offers(mette, "Svømning i dag 14")
    await looks_at(alma, "Svømning")
    await house.at("2026-11-23 15.00")
    message, data = alma.button("I come along")
    await alma.taps_data(message, data)
    alma.sees("That is over now.")
    assert await slots(house, alma, date(2026, 11, 23), date(2026, 12, 1)) == []
    await offers(mette, "Skovtur 28.3.2027 2.30")  # an hour that there is not
    await signs_up(alma, "Skovtur")
    assert await slots(house, alma, date(2027, 3, 27), date(2027, 3, 30)) == ["28.3"]
