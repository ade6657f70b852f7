"""Somebody who works here is off: who stands in is called, the borger is told truly, and it stands on the leader's
list while nobody may read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from storage import away, sharing
from storage.away import Away
from storage.tx import Tx
from tests.house import House
from tests.people.test_access import chosen_from_staff, ends
from tests.phone import Phone
from tests.reader_stage import lets
from tests.reviewing.test_summaries import answers
from tests.storage.test_house import opened
from tests.storage.test_migrations import MIGRATIONS, up_to
from tests.talking.test_agreed_alerts import agrees
from tests.talking.test_agreed_alerts import answers as moods
from tests.talking.test_read_now import MONDAY, on_duty

OFF = "{name} is off until {day}."
LAST = date(2026, 12, 7)


async def takes_days_off(phone: Phone, deputy: str, first: str = "23.11", last: str = "07.12") -> None:
    await phone.presses("More")
    await phone.taps("Time off", "Days off")
    for day in (first, last):
        await phone.says(day)
        if phone.can_tap("Yes"):
            await phone.taps("Yes")
    await phone.taps(deputy)


async def alone(house: House) -> int:
    """How many stand among those without a contact person."""
    house.lis.turns_page()
    await house.lis.presses("The house")
    label = next(each for each in house.lis.labels if house.lis.say("Without a contact person") in each)
    return int(label.split()[-1])


async def test_the_borger_is_told_who_is_off_and_who_answers(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await takes_days_off(mette, "Jonas")
    alma.sees(OFF, name="Mette", day=LAST)
    alma.sees("{name} answers.", name="Jonas")
    alma.reads("May {reader} read what you share, meanwhile?", reader="Jonas")
    jonas.sees("You stand in for {name} until {day}: {names}. They choose what you may read.", name="Mette", day=LAST,
               names=("Alma",))  # fmt: skip
    await alma.presses("Talk to someone")
    jonas.sees("{name} would like to talk with someone.", name="Alma")
    mette.sees_not(mette.say("{name} would like to talk with someone.", name="Alma"))


async def test_a_shift_that_is_ticked_counts_for_nothing_on_days_off(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await on_duty(house, mette, MONDAY, "day")
    await agrees(house, "Mette")
    await takes_days_off(mette, "Jonas")
    mette.turns_page()
    await alma.presses("Talk to someone")
    await moods(house, "Badly")
    await house.passes(minutes=60)
    jonas.sees("{name} would like to talk with someone.", name="Alma")
    mette.sees_not("Alma")


async def test_a_call_under_way_goes_on_to_the_deputy_as_the_days_off_begin(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await on_duty(house, mette, MONDAY, "day")
    await alma.presses("Talk to someone")
    await takes_days_off(mette, "Jonas")
    await house.passes(minutes=11)
    jonas.sees("{name} would like to talk with someone.", name="Alma")


async def test_who_is_off_reads_nothing_shared_with_everybody_at_work(house: House) -> None:
    alma, jonas = house.alma, house.jonas
    await answers(alma, "Jeg savner min hund")
    who = await house.known(alma)
    for topic in ("trivsel", "notes"):
        await house.service.db.write(sharing.set_grant, who.id, None, topic, True, house.clock.now())
    await on_duty(house, jonas, MONDAY, "day")
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Answers")
    jonas.sees("hund")
    await takes_days_off(jonas, "Mette")
    jonas.sees_not("hund")
    jonas.turns_page()
    await jonas.presses("Borgere")
    jonas.sees_not("Alma")


async def test_it_begins_on_its_day_and_not_before(house: House) -> None:
    alma, mette = house.alma, house.mette
    await takes_days_off(mette, "Jonas", first="25.11")
    alma.sees_not(alma.say(OFF, name="Mette", day=LAST))
    await alma.presses("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")
    await house.at("2026-11-25 09.05")
    alma.sees(OFF, name="Mette", day=LAST)


async def test_while_nobody_there_may_read_it_stands_on_the_leaders_list(house: House) -> None:
    alma, mette = house.alma, house.mette
    await takes_days_off(mette, "Nobody")
    alma.reads("You can tap »Talk to someone« as before.")
    house.lis.sees("{name} is off until {day}, and nobody stands in for: {names}.", name="Mette", day=LAST,
                   names=("Alma",))  # fmt: skip
    assert await alone(house) == 1
    await takes_days_off(mette, "Jonas")
    assert await alone(house) == 1, "she lets Jonas read nothing"
    await lets(house, alma, house.jonas, "notes")
    assert await alone(house) == 0


async def test_with_another_contact_person_there_the_borger_need_not_be_told(house: House) -> None:
    await house.contacts(house.alma, house.mette, house.jonas)
    await takes_days_off(house.mette, "Nobody")
    house.alma.sees_not(house.alma.say(OFF, name="Mette", day=LAST))
    assert await alone(house) == 0


async def test_what_somebody_off_owes_is_their_deputys_or_on_the_leaders_list(house: House) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    await answers(alma, "Jeg savner min hund")
    await mette.opens_news()
    await mette.taps("I follow up", "I will talk with you about it.")
    await mette.taps(mette.labels[0])
    await takes_days_off(mette, "Jonas")
    house.jonas.turns_page()
    await house.at("2026-11-24 09.05")
    lis.sees("A follow-up is not done. {names} owed it by {day}.", names="Mette", day=date(2026, 11, 23))
    house.jonas.sees_not("hund", mette.say("I will talk with you about it."))


async def test_back_early_it_is_as_before(house: House) -> None:
    alma, mette = house.alma, house.mette
    await takes_days_off(mette, "Jonas")
    await mette.presses("More")
    await mette.taps("Time off", "Back again")
    alma.reads("{name} is back again.", name="Mette")
    await alma.presses("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")


async def test_a_leader_sets_it_for_who_is_ill(house: House) -> None:
    lis = house.lis
    await chosen_from_staff(lis, "Mette")
    await lis.taps("Time off", "Days off")
    for day in ("23.11", "07.12"):
        await lis.says(day)
        if lis.can_tap("Yes"):
            await lis.taps("Yes")
    await lis.taps("Jonas")
    house.alma.sees(OFF, name="Mette", day=LAST)


async def test_a_deputy_who_leaves_is_not_waited_for(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await takes_days_off(mette, "Jonas")
    alma.turns_page()
    await ends(house, jonas)
    alma.reads("{name} does not answer now.", name="Jonas")
    alma.reads("You can tap »Talk to someone« as before.")
    mette.sees("{name} does not stand in for you now. Please talk with a leader.", name="Jonas")
    house.lis.sees("{name} is off until {day}, and nobody stands in for: {names}.", name="Mette", day=LAST,
                   names=("Alma",))  # fmt: skip


async def test_a_deputy_who_is_off_too_is_not_waited_for(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await takes_days_off(mette, "Jonas")
    alma.turns_page()
    await takes_days_off(jonas, "Nobody", first="25.11")
    alma.sees_not(alma.say("{name} does not answer now.", name="Jonas"))
    await house.at("2026-11-25 09.05")
    alma.sees("{name} does not answer now.", name="Jonas")
    house.lis.sees("{name} is off until {day}, and nobody stands in for: {names}.", name="Mette", day=LAST,
                   names=("Alma",))  # fmt: skip


async def test_who_is_off_and_becomes_contact_person_is_said_to_be_off(house: House) -> None:
    lis, alma = house.lis, house.alma
    await takes_days_off(house.jonas, "Nobody")
    await ends(house, house.mette)
    alma.turns_page()
    await lis.presses("Borgere")
    await lis.taps("Alma", "Contact persons", "Jonas", "Done")
    lis.reads(OFF, name="Jonas", day=LAST)
    await lis.taps("Yes, save it")
    alma.sees("{name} is your contact person now.", name="Jonas")
    alma.sees(OFF, name="Jonas", day=LAST)


async def test_days_that_had_begun_and_are_moved_are_over_until_then(house: House) -> None:
    alma, mette = house.alma, house.mette
    await takes_days_off(mette, "Jonas")
    alma.turns_page()
    await takes_days_off(mette, "Jonas", first="01.12")
    alma.reads("{name} is back again.", name="Mette")
    await house.at("2026-12-01 09.05")
    alma.sees(OFF, name="Mette", day=LAST)


async def test_nobody_is_off_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < 46])
    async with opened(tmp_path) as db:
        await db.write(Tx.run, "INSERT INTO person (id, role, name, profile, state, created_at)"
                       " VALUES (1, 'staff', 'N', '{}', 'active', 0)")  # fmt: skip
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(away.away_on, LAST) == {}
        await db.write(away.set_away, Away(1, LAST, LAST, None))
        assert await db.read(away.away_on, LAST) == {1: Away(1, LAST, LAST, None)}
