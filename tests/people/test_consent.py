"""What a borger has said yes to: looked at on wish and once a year, and taken back where that is done."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from dialogs.time.agenda import Rhythm
from dialogs.time.schedule import QuietHours
from storage import agendas, consents, schedules
from tests.house import RHYTHM, House
from tests.people.test_clearing import clears
from tests.people.test_joining import STAFF_SEE, TOLD, link_for_ida
from tests.people.test_phones import link_for_alma as phone_for_alma
from tests.phone import Phone
from tests.planning_stage import saved

IDA = 23
STILL = "Is it still all right with you?"
WHY = "You have said yes to this before. Is it still so?"
TALK = "{name} has not looked again at what they have said yes to. Please talk about it."
THROUGH = ("Go on",) * 3


@pytest.fixture
async def ida(house: House) -> AsyncIterator[Phone]:
    """Ida, who has said yes on Monday 23 November 2026 at noon, and is asked nothing else by itself."""
    phone = house.phone(IDA, "Ida")
    await phone.starts(await link_for_ida(house))
    await phone.taps(*TOLD, "How I am", "Yes please")
    for one in (phone, house.alma, house.mette, house.jonas):
        who = await house.known(one)
        for kind in ("check_in", "summary"):
            await house.service.db.write(schedules.remove_schedule, who.id, kind, house.clock.now())
    phone.turns_page()
    house.mette.turns_page()
    yield phone


async def on_wish(phone: Phone) -> None:
    await phone.presses("More")
    await phone.taps("Settings", "What have I said yes to?")


async def test_on_wish_it_says_how_it_stands_now(house: House, ida: Phone) -> None:
    await on_wish(ida)
    ida.sees("You have said yes to this.")
    ida.sees("{names} may read what you have said yes to.", names="Mette")
    await ida.taps("Go on")
    ida.sees(STAFF_SEE)
    await ida.taps("Go on")
    ida.sees("I erase your answers after {months} months.", months=24)
    await ida.taps("Go on")
    ida.sees(STILL)
    await ida.taps("Yes, it is all right")
    ida.reads("Thank you. That is how it will be.")


@pytest.mark.parametrize(
    ("button", "leads_to"),
    [("Change who may read", "Who may read what?"), ("Change what I use", "What would you like to use?"),
     ("A break", "Would you like a break?"), ("Leave or erase", "What shall happen to your answers?")],
)  # fmt: skip
async def test_a_no_to_a_part_leads_to_where_it_is_changed(
    house: House, ida: Phone, button: str, leads_to: str
) -> None:
    await on_wish(ida)
    await ida.taps(*THROUGH, button)
    ida.sees(leads_to)


async def test_a_year_later_it_comes_on_a_calm_day_in_the_afternoon(house: House, ida: Phone) -> None:
    await house.passes(days=1)
    await house.closes()
    await house.opens()  # what lies a year ahead is not taken for the work of a wrong clock
    await house.at("2027-11-23 13.59")
    assert ida.texts == []
    await house.at("2027-11-24 14.00")
    ida.sees(WHY)
    await ida.taps(*THROUGH, "Yes, it is all right")
    ida.turns_page()
    await house.at("2028-11-22 12.00")
    assert ida.texts == [] and not any("Ida" in text for text in house.mette.texts), "a year goes by from the answer"
    await house.at("2028-11-25 12.00")
    ida.sees(WHY)


async def test_without_an_answer_it_comes_twice_again_and_then_a_person_is_asked(house: House, ida: Phone) -> None:
    came = []
    for day in range(365, 365 + 130):
        ida.turns_page()
        await house.passes(days=1 if day > 365 else 365)
        if any(ida.say(WHY) in text for text in ida.texts):
            came.append(day)
        if house.mette.has_seen(TALK, name="Ida Opdigtet"):
            break
    assert len(came) == 3 and all(30 <= later - first <= 32 for first, later in pairwise(came))
    assert house.mette.has_seen(TALK, name="Ida Opdigtet") == 1
    house.mette.sees_not("nej tak")
    assert (await house.known(ida)).state == "active", "nothing is switched off"
    await house.passes(days=100)
    assert house.mette.has_seen(TALK, name="Ida Opdigtet") == 1


async def test_it_never_comes_in_quiet_hours_or_in_a_break(house: House, ida: Phone) -> None:
    await house.lives(ida, Rhythm(QuietHours(time(13), time(17)), paused_until=date(2027, 12, 20)))
    await house.at("2027-12-20 16.59")
    assert ida.texts == []
    await house.at("2027-12-20 17.00")
    ida.sees(WHY)


async def test_a_break_begun_after_the_day_was_chosen_is_kept(house: House, ida: Phone) -> None:
    await house.at("2027-11-23 13.00")
    now = house.clock.now()
    rhythm = Rhythm(RHYTHM.quiet, paused_until=date(2027, 12, 10))
    await house.service.db.write(agendas.set_rhythm, (await house.known(ida)).id, rhythm, now)
    await house.at("2027-12-10 13.59")
    assert ida.texts == []
    await house.at("2027-12-10 14.00")
    ida.sees(WHY)


async def test_the_day_with_least_else_is_chosen(house: House, ida: Phone) -> None:
    await house.at("2027-11-22 12.00")
    await saved(house.mette, "Ida Opdigtet", day="23. november", at="18", leads=("30 minutes before",))
    ida.turns_page()
    await house.at("2027-11-24 13.59")
    ida.sees_not(WHY)
    await house.at("2027-11-24 14.00")
    ida.sees(WHY)


async def test_who_has_left_is_not_asked(house: House, ida: Phone) -> None:
    await ida.says("/stop")
    await ida.taps("Leave for good", "Keep them", "Yes, leave")
    ida.turns_page()
    await house.passes(days=400)
    assert ida.texts == []


async def test_the_question_of_the_year_is_found_again_on_a_cleared_screen(house: House, ida: Phone) -> None:
    who, now = await house.known(ida), house.clock.now()
    await house.service.db.write(schedules.set_timer, now, "ask_consent", borger_id=who.id)
    await house.passes(minutes=1)
    ida.reads(WHY)
    await clears(ida)
    ida.sees_not(WHY)
    await ida.taps("Show what waits")
    ida.reads(WHY)


async def test_with_a_phone_cut_off_it_is_asked_on_the_next(house: House) -> None:
    alma = house.alma
    who, now = await house.known(alma), house.clock.now()
    await house.service.db.write(consents.said, who.id, now)
    await house.service.db.write(schedules.set_timer, now + timedelta(hours=1), "consent", borger_id=who.id)
    code = await phone_for_alma(house, house.lis, "It is lost or stolen: close it now")
    await house.passes(hours=2)
    new = house.phone(51, "Alma")
    await new.starts(code)
    await house.passes(days=9)
    new.sees(WHY)


async def test_without_a_contact_person_the_leaders_hear_it(house: House) -> None:
    await house.contacts(house.alma)
    who, now = await house.known(house.alma), house.clock.now()
    await house.service.db.write(consents.said, who.id, now)
    await house.service.db.write(consents.asked, who.id, 3)
    await house.service.db.write(schedules.set_timer, now + timedelta(hours=1), "ask_consent", borger_id=who.id)
    await house.passes(hours=3)
    house.lis.sees(TALK, name="Alma")
