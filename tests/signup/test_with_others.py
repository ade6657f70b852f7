"""Hearing of new offers, and asking another along: both only for who has said yes to it."""

from __future__ import annotations

from dialogs.time.agenda import Rhythm
from tests.books import traces
from tests.house import RHYTHM, House
from tests.phone import Phone, da
from tests.signup_stage import looks_at, moves_in, offers, signs_up

ASKS = "{name} asks: {title}, will you come along?"


async def test_new_offers_are_told_at_noon_all_at_once_to_who_wants_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo, carl = await moves_in(house, 15, "Bo", mette), await moves_in(house, 16, "Carl", mette)
    await offers(mette, "Svømning hver torsdag 14")
    for phone in (alma, carl):
        await phone.presses("My week")
        await phone.taps("Offers", "Tell me of new offers")
        phone.turns_page()
    await house.lives(carl, Rhythm(paused_until=house.local("2026-11-26 12.00").date()))
    await offers(mette, "Skovtur fredag 10")
    await offers(mette, "Bowling lørdag 14")
    alma.sees_not("Skovtur")
    await house.at("2026-11-24 11.59")
    alma.sees_not("Skovtur")
    await house.at("2026-11-24 12.00")
    alma.sees("Skovtur")
    alma.sees("Bowling")
    bo.sees_not("Skovtur")
    carl.sees_not("Skovtur")
    await house.at("2026-11-26 09.00")
    carl.sees("Skovtur")
    assert alma.has_seen("New offers") == 1
    await alma.taps("Tell me no more of new ones")
    alma.turns_page()
    await offers(mette, "Bio søndag 19")
    await house.at("2026-11-27 13.00")
    alma.sees_not("Bio")


async def with_two(house: House) -> Phone:
    """Alma has signed up; she and Bo have said that others may ask them, and Carl has not."""
    bo, carl = await moves_in(house, 15, "Bo", house.mette), await moves_in(house, 16, "Carl", house.mette)
    await offers(house.mette, "Svømning torsdag 14")
    for phone in (bo, carl, house.alma):
        await signs_up(phone, "Svømning")
        await phone.taps("With others")
    await carl.taps("Back", "Not this time")
    await bo.taps("Others may ask me along", "Back", "Not this time")
    assert not house.alma.can_tap("Bo"), "she has not said that others may ask her"
    await house.alma.taps("Others may ask me along")
    assert not house.alma.can_tap("Carl")
    for phone in (bo, carl):
        phone.turns_page()
    return bo


async def test_one_asks_another_along_and_a_no_reaches_nobody_else(house: House) -> None:
    alma, mette, bo = house.alma, house.mette, await with_two(house)
    await house.lives(bo, RHYTHM)
    await house.at("2026-11-23 22.30")
    await alma.taps("Bo")
    alma.sees("I have asked {name}.", name="Bo")
    assert not alma.can_tap("Bo")
    bo.sees_not(da(ASKS, name="Alma", title="Svømning"))
    await house.at("2026-11-24 08.00")
    bo.sees(ASKS, name="Alma", title="Svømning")
    message, data = bo.button("Not this time")
    await bo.taps_data(message, data)
    await bo.taps_data(message, data)
    alma.sees("{name} cannot this time: {title}.", name="Bo", title="Svømning")
    assert alma.has_seen("{name} cannot this time: {title}.", name="Bo", title="Svømning") == 1
    await looks_at(alma, "Svømning")
    await alma.taps("With others")
    assert not alma.can_tap("Bo"), "each is asked once"
    mette.sees_not(da("{name} cannot this time: {title}.", name="Bo", title="Svømning"))


async def test_a_yes_signs_up_and_who_wants_not_to_be_asked_is_not(house: House) -> None:
    alma, bo = house.alma, await with_two(house)
    message, data = alma.button("Bo")
    await alma.taps_data(message, data.replace(data.rpartition(".")[2], str((await house.known(house.jonas)).id)))
    house.jonas.sees_not(da(ASKS, name="Alma", title="Svømning"))
    await alma.taps_data(message, data)
    await bo.taps("Yes, please")
    alma.sees("{name} would like to come along: {title}.", name="Bo", title="Svømning")
    bo.sees("{names} can see your answer.", names="Mette")
    await bo.taps("With others", "Nobody shall ask me along")
    assert "asked_along.says" in await traces(house.service.db, "yes")
    await alma.says("/stop")
    await alma.taps("Leave for good", "Keep them", "Yes, leave")
    assert "asked_along.says" not in await traces(house.service.db, "yes")
