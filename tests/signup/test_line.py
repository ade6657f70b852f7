"""Places and the line for them: two taps at once for the last place, whose turn it is, and where a place goes."""

from __future__ import annotations

from dialogs.time.agenda import Rhythm
from tests.house import RHYTHM, House
from tests.phone import Phone, da
from tests.signup_stage import looks_at, moves_in, offers, signs_up
from tests.views.test_views import sketch

THERE_IS = "There is a place for you: {title}."
NUMBER = "You are number {number} in the line."


async def two_more(house: House) -> tuple[Phone, Phone]:
    return await moves_in(house, 15, "Bo", house.mette), await moves_in(house, 16, "Carl", house.mette)


async def test_of_two_who_tap_at_once_for_the_last_place_one_gets_it_and_the_other_waits(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    for phone in (alma, bo):
        await looks_at(phone, "Svømning")
    for phone in (alma, bo, alma, bo):  # each finger trembles
        phone.person.taps_data(*phone.button("I come along"))
    await house.quiet()
    waits = [phone.has_seen(NUMBER, number=1) for phone in (alma, bo)]
    assert sorted(waits) == [0, 1], "nobody is in twice, and nobody is forgotten"
    assert mette.has_seen("Places taken: {taken} of {count}", taken=1, count=1)
    mette.sees("In line: {names}", names="Bo")
    mette.sees("{level}: {names}", level=da("I come along"), names="Alma")


async def test_the_first_in_line_is_asked_and_the_line_goes_on_when_their_time_is_over(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo, carl = await two_more(house)
    await offers(mette, "Svømning torsdag 14", places="One")
    for phone in (alma, bo, carl):
        await signs_up(phone, "Svømning")
        await house.passes(minutes=1)
    carl.sees(NUMBER, number=2)
    assert "🙋⏳" in sketch(carl.card)
    await alma.taps("Not this time")
    bo.sees(THERE_IS, title="Svømning")
    bo.sees("I keep it until {when}.", when=house.local("2026-11-24 12.03"))
    carl.sees_not(da(THERE_IS, title="Svømning"))
    await looks_at(alma, "Svømning")
    await alma.taps("I come along")
    alma.sees(NUMBER, number=3)
    await house.closes()
    await house.opens()  # in the middle
    await house.at("2026-11-24 12.03")
    bo.sees("{title}: I do not keep a place for you now.", title="Svømning")
    carl.sees(THERE_IS, title="Svømning")
    await carl.taps("No, thank you")
    alma.sees(THERE_IS, title="Svømning")
    await alma.taps("Yes, please")
    alma.sees("You are in: {title}.", title="Svømning")


async def test_who_waits_may_look_on_meanwhile_and_more_places_go_to_the_line(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await bo.taps("I look on from the side")
    bo.sees(NUMBER, number=1)
    await mette.taps("Change it", "How many places", "Two")
    bo.sees(THERE_IS, title="Svømning")
    await bo.taps("Yes, please")
    mette.sees("Places taken: {taken} of {count}", taken=2, count=2)


async def test_quiet_hours_breaks_and_blocked_phones_do_not_hold_the_line_up(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo, carl = await two_more(house)
    dan = await moves_in(house, 17, "Dan", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    for phone in (alma, bo, carl, dan):
        await signs_up(phone, "Svømning")
        await house.passes(minutes=1)
    await bo.blocks()
    await house.lives(carl, Rhythm(paused_until=house.local("2026-12-24 12.00").date()))
    await house.lives(dan, RHYTHM)
    await house.at("2026-11-23 23.00")
    await alma.taps("Not this time")
    dan.sees_not(da(THERE_IS, title="Svømning"))
    await house.at("2026-11-24 08.00")
    dan.sees(THERE_IS, title="Svømning")
    dan.sees("I keep it until {when}.", when=house.local("2026-11-25 08.00"))


async def test_the_place_of_who_leaves_the_house_goes_to_who_waits(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning torsdag 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    await alma.says("/stop")
    await alma.taps("Leave for good", "Keep them", "Yes, leave")
    bo.sees(THERE_IS, title="Svømning")


async def test_not_today_to_the_reminder_gives_the_place_away_and_after_all_waits_in_line(house: House) -> None:
    alma, mette = house.alma, house.mette
    bo = await moves_in(house, 15, "Bo", mette)
    await offers(mette, "Svømning i morgen 14", places="One")
    await signs_up(alma, "Svømning")
    await signs_up(bo, "Svømning")
    alma.turns_page()
    await house.at("2026-11-24 13.30")
    assert not alma.can_tap("Move"), "it is at one time for all"
    await alma.taps("Not today")
    bo.sees(THERE_IS, title="Svømning")
    await bo.taps("Yes, please")
    await alma.taps("I will after all")
    alma.sees("{title}: all places are taken. You are number {number} in the line.", title="Svømning", number=1)
    await bo.taps("Not today")
    alma.sees(THERE_IS, title="Svømning")
    await alma.taps("Yes, please")
    alma.sees("You are in: {title}.", title="Svømning")
