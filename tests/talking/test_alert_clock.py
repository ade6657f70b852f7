"""Agreed alerts, and own words that somebody is asked to read, through night, shift change, absence and an outage of
Telegram: each ends taken or on the leader's list, and whatever the borger was told was so."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.house import METTE, House
from tests.people.test_time_off import takes_days_off
from tests.phone import Phone
from tests.talking.test_agreed_alerts import MONDAY, TOLD, TUESDAY, agrees, answers
from tests.talking.test_read_now import ASK, WANTS, on_duty, tells
from tests.talking.test_talk_faults import fails

WEDNESDAY = date(2026, 11, 25)
LATE = "The leader can see that nobody has taken it."
TELLS = "I tell {names} {when}."
HAS_TOLD = "I have told {names}."


async def with_jonas(house: House) -> None:
    """Jonas may read it too, after Mette."""
    await house.contacts(house.alma, house.mette, house.jonas)
    await house.shares(house.alma, house.jonas, "trivsel")
    await agrees(house, "Mette", "Jonas")
    for phone in (house.mette, house.jonas, house.lis):
        phone.turns_page()


def is_told(phone: Phone, words: str = TOLD) -> bool:
    return phone.has_seen(words, name="Alma") > 0


async def is_late(house: House) -> bool:
    """Whether it stands on the leader's list of what is overdue."""
    await house.lis.presses("The house")
    return any(re.search(r"⏰.*[1-9]", label) for label in house.lis.labels)


async def test_an_alert_goes_through_a_shift_change_and_the_night(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await with_jonas(house)
    await on_duty(house, mette, MONDAY, "evening")
    await on_duty(house, jonas, TUESDAY, "day")
    await house.at("2026-11-23 21.55")
    await answers(house, "Very badly")
    alma.sees(HAS_TOLD, names=("Mette",))
    alma.sees(TELLS, names=("Jonas",), when=house.local("2026-11-24 07.00"))
    await house.at("2026-11-23 22.06")
    alma.sees(LATE)
    assert await is_late(house) and not is_told(jonas)
    await house.at("2026-11-24 06.59")
    assert not is_told(jonas)
    await house.at("2026-11-24 07.00")
    assert is_told(jonas)
    alma.sees(HAS_TOLD, names=("Mette", "Jonas"))
    await jonas.taps("See the answer", "I take it", "I am coming now")
    alma.reads("{name} is coming now.", name="Jonas")
    assert not await is_late(house)


async def test_who_is_absent_is_passed_by_and_what_would_wait_long_is_known_at_once(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    for day in (MONDAY, TUESDAY):
        await on_duty(house, house.jonas, day, "day", "evening", "night")
    await on_duty(house, house.jonas, WEDNESDAY, "day")
    await on_duty(house, mette, WEDNESDAY, "evening")
    await house.at("2026-11-23 21.00")
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-25 15.00"))
    alma.sees(LATE)
    assert await is_late(house)
    house.jonas.sees_not("Alma")
    await house.at("2026-11-25 14.59")
    assert not is_told(mette)
    await house.at("2026-11-25 15.00")
    assert is_told(mette)


async def test_nobody_stands_in_for_who_is_named_and_has_days_off(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    await takes_days_off(mette, "Jonas", last="24.11")
    house.jonas.turns_page()
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-25 07.00"))
    house.jonas.sees_not("Alma")
    await house.at("2026-11-25 06.59")
    assert not is_told(mette) and not is_told(house.jonas)
    await house.at("2026-11-25 07.00")
    assert is_told(mette) and not is_told(house.jonas)


async def test_the_plan_changes_and_so_does_what_the_borger_reads(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    await house.at("2026-11-23 22.30")
    await answers(house, "Badly")
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await mette.presses("Plan")
    await mette.taps("Shifts", "Night")
    assert is_told(mette), "she is there after all"
    alma.sees(HAS_TOLD, names=("Mette",))


@pytest.mark.long
async def test_where_telegram_does_not_get_through_the_next_is_told(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await with_jonas(house)
    fails(house, METTE, status=500)
    await answers(house, "Badly")
    await house.passes(minutes=1)
    assert is_told(jonas) and not is_told(mette)
    alma.sees_not(alma.say(HAS_TOLD, names=("Mette", "Jonas")))
    house.sim.faults.clear()
    await house.passes(minutes=5)
    assert is_told(mette)
    alma.sees(HAS_TOLD, names=("Mette", "Jonas"))


@pytest.mark.long
async def test_an_alert_made_while_telegram_was_away_is_told_when_it_is_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await agrees(house, "Mette")
    mette.turns_page()
    await house.at("2026-11-23 23.00")
    await answers(house, "Badly")
    house.sim.faults.outage(True)
    house.clock.jump_to(house.local("2026-11-24 07.00"))
    await house.service.ticker.tick()
    house.sim.faults.outage(False)
    await house.is_back()
    await house.passes(minutes=5)
    assert is_told(mette)
    alma.sees(HAS_TOLD, names=("Mette",))
    await mette.taps("See the answer", "I take it", "I am calling now")
    alma.reads("{name} is calling you now.", name="Mette")


async def test_own_words_wait_for_the_morning_and_end_read(house: House) -> None:
    alma, mette = house.alma, house.mette
    await on_duty(house, mette, TUESDAY, "day")
    await house.at("2026-11-23 22.15")
    await tells(house)
    await alma.taps(ASK)
    alma.sees(TELLS, names=("Mette",), when=house.local("2026-11-24 07.00"))
    await house.at("2026-11-24 07.00")
    assert is_told(mette, WANTS)
    await mette.taps("Read it")
    alma.sees("{name} has read it.", name="Mette")
    assert not await is_late(house)
