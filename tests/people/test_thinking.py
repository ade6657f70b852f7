"""Not sure yet: a borger thinks about joining, or asks somebody they trust, and nobody is told of a no."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time

import pytest

from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import people
from tests.house import House
from tests.people.test_joining import HELLO, TOLD, link_for_ida
from tests.phone import Phone

IDA = 23


@pytest.fixture
async def ida(house: House) -> AsyncIterator[Phone]:
    """Ida's phone, asked whether she would like to join."""
    phone = house.phone(IDA, "Ida")
    await phone.starts(await link_for_ida(house))
    house.mette.turns_page()
    await phone.taps(*TOLD, "How I am")
    phone.sees("Would you like to join?")
    yield phone


def begins_again(ida: Phone) -> None:
    ida.sees(HELLO, name="Ida Opdigtet", house="Botilbuddet")


async def test_she_thinks_about_it_and_is_asked_again_on_her_day(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "In a week")
    ida.sees("That is all right. Nothing starts. I ask again {day}.", day=date(2026, 11, 30))
    ida.sees("Staff see only that you have not answered.")
    assert house.mette.texts == [], "nobody is told"
    ida.turns_page()
    await house.at("2026-11-30 11.59")
    assert ida.texts == [], "nothing has started meanwhile"
    await house.at("2026-11-30 12.00")
    begins_again(ida)
    await ida.taps(*TOLD, "How I am", "Yes please")
    assert len(ida.keys) == 4
    house.mette.sees("{name} has joined.", name="Ida Opdigtet")


async def test_another_day_is_hers_to_pick(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "Another day")
    await ida.says("hvad mener du?")
    assert ida.can_tap("onsdag den 25. november"), "she is asked again"
    await ida.says("5. december")
    ida.turns_page()
    await house.at("2026-12-05 11.59")
    assert ida.texts == []
    await house.at("2026-12-05 12.00")
    begins_again(ida)


async def test_who_wants_to_come_by_herself_is_not_asked(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "When I want to")
    ida.sees("That is all right. Nothing starts. I do not ask again.")
    await house.passes(days=10)
    ida.sees_not("Hej Ida")
    await ida.taps("Show me again")
    begins_again(ida)
    assert len([m for m in ida.shown if m.buttons]) == 1, "in place of the card"


async def test_she_may_also_come_before_her_day(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "In a week", "Show me again")
    await ida.taps(*TOLD, "Nothing", "Yes please")
    ida.turns_page()
    await house.at("2026-11-30 12.30")
    ida.sees_not("Hej Ida")
    assert not ida.has_button("Go on"), "who has joined is asked no more"


async def test_a_day_in_quiet_hours_waits_for_their_end(house: House, ida: Phone) -> None:
    await house.lives(ida, Rhythm(QuietHours(time(11), time(15))))
    await ida.taps("I want to think about it", "Tomorrow")
    ida.turns_page()
    await house.at("2026-11-24 14.59")
    assert ida.texts == []
    await house.at("2026-11-24 15.00")
    begins_again(ida)


async def test_a_no_after_thinking_leaves_nothing(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "In a week", "I do not want to join", "I do not want to join")
    ida.reads("That is all right. I have kept nothing about you.")
    await house.at("2026-11-30 12.30")
    assert len(ida.shown) == 1


async def test_she_asks_her_contact_person_who_is_told_that_alone(house: House, ida: Phone) -> None:
    await ida.taps("I want to ask somebody I trust", "Mette")
    ida.sees("I have told {name} that you would like to talk about it.", name="Mette")
    house.mette.reads(
        "{name} would like to talk with you about joining. {name} has not said yes or no.", name="Ida Opdigtet"
    )
    for other in (house.jonas, house.lis):
        assert not any("Ida" in text for text in other.texts)
    await ida.taps("Show me again")
    begins_again(ida)


async def test_she_shows_the_phone_to_somebody_and_nobody_is_told(house: House, ida: Phone) -> None:
    await ida.taps("I want to ask somebody I trust", "I show the phone to somebody")
    ida.sees("Show this phone to somebody you trust. You can look at it together.")
    assert house.mette.texts == []


async def test_what_staff_see_of_her_is_true_and_no_more(house: House, ida: Phone) -> None:
    await ida.taps("I want to think about it", "In a week")
    await house.mette.presses("Borgere")
    await house.mette.taps("Ida Opdigtet")
    house.mette.sees("{name} has not said yes or no yet.", name="Ida Opdigtet")
    house.mette.sees_not("think")


async def test_who_wants_to_know_more_is_told_the_rest(house: House) -> None:
    ida = house.phone(IDA, "Ida")
    await ida.starts(await link_for_ida(house))
    await ida.taps(*TOLD[:-1], "Yes, tell me more")
    seen = []
    while ida.has_button("Go on"):
        seen.append(ida.last)
        await ida.taps("Go on")
    assert len(seen) == 5 and "CPR" in seen[2] and "kopi" in seen[3] and "slette" in seen[4]
    assert not seen[3].endswith("\n"), "who is responsible is not known: nothing is said of it"
    ida.sees("What may {item} read?", item="Mette")


async def test_nobody_else_is_asked_in_her_place(house: House, ida: Phone) -> None:
    """Her link and her card are hers: on the phones of staff there is no way to her yes."""
    message, data = ida.button("Yes please")
    for phone in (house.mette, house.jonas, house.lis, house.alma):
        await phone.taps_data(message, data)
    who = await house.known(ida)
    assert who.state == "joining"
    assert [p.name for p in await house.service.db.read(people.contacts_of, who.id)] == ["Mette"]
