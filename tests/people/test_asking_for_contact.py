"""A borger asks for a contact person, or another one: it stands on the leader's list until there is one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from storage import contact_wishes, people
from tests.copy_stage import copied
from tests.house import PLAN, House
from tests.people.test_time_off import alone, takes_days_off
from tests.phone import Phone
from tests.storage.test_house import NOW, opened
from tests.storage.test_migrations import MIGRATIONS, up_to

ASKS = "{said} See »The house«, »Without a contact person«."


async def opens(borger: Phone) -> None:
    await borger.presses("More")
    await borger.taps("My contact person")


async def test_who_has_none_asks_and_hears_what_happens(house: House) -> None:
    bo, lis = await house.joins(15, "Bo", Role.BORGER, plan=PLAN), house.lis
    await opens(bo)
    bo.reads("You have no contact person just now.")
    bo.reads("Would you like to ask for a contact person?")
    await bo.taps("Yes, ask the leader")
    for words in ("It is on the leader's list.", "I tell you when there is somebody."):
        bo.sees(words)
    bo.sees("{name} gets it at once.", name="Lis")
    lis.sees(ASKS, said=lis.say("{name} asks for a contact person.", name="Bo"))
    assert await alone(house) == 1
    await lis.taps(f"{lis.say('Without a contact person')} · 1")
    lis.reads("{name} asks for a contact person, {day}", name="Bo", day=date(2026, 11, 23))
    await lis.taps("Bo", "Jonas", "Done", "Yes, save it")
    bo.sees("{name} is your contact person now.", name="Jonas")
    assert await alone(house) == 0, "and it is off the list"


async def test_another_one_is_asked_for_and_the_list_says_so(house: House) -> None:
    alma, lis = house.alma, house.lis
    await opens(alma)
    alma.reads("{name} is your contact person.", name="Mette")
    alma.reads("Would you like to ask for another contact person?")
    await alma.taps("Yes, ask the leader")
    assert await alone(house) == 1
    await lis.taps(f"{lis.say('Without a contact person')} · 1")
    lis.reads("{name} asks for another, {day}", name="Alma", day=date(2026, 11, 23))
    assert lis.has_button("Alma")
    house.mette.sees_not("Alma")  # it is between the borger and the leader


async def test_a_sole_contact_person_who_is_not_there_is_named(house: House) -> None:
    alma, mette = house.alma, house.mette
    await mette.blocks()
    await opens(alma)
    alma.reads("{name} cannot be reached just now.", name="Mette")
    await alma.taps("No")
    await mette.unblocks()
    await takes_days_off(mette, "Nobody")
    await opens(alma)
    alma.reads("{name} is off just now.", name="Mette")
    await alma.taps("Yes, ask the leader")
    assert await alone(house) == 1, "on the list once, and as one who asks"


async def test_it_can_be_taken_back_and_is_not_asked_twice(house: House) -> None:
    alma, lis = house.alma, house.lis
    await opens(alma)
    await alma.taps("Yes, ask the leader")
    await house.at("2026-11-24 12.00")
    lis.turns_page()
    await opens(alma)
    alma.reads("You asked {day}. It is on the leader's list.", day=date(2026, 11, 23))
    await alma.taps("Yes, still")
    assert lis.texts == [], "nobody is told again"
    await opens(alma)
    await alma.taps("It is not needed any more")
    alma.sees("It is off the list again.")
    assert await alone(house) == 0


async def test_without_a_leader_who_can_be_told_nothing_is_said_of_one(house: House) -> None:
    await house.lis.blocks()
    await opens(house.alma)
    await house.alma.taps("Yes, ask the leader")
    house.alma.sees("It is on the leader's list.")
    house.alma.sees_not("Lis")


async def test_it_is_asked_and_answered_in_pictures(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=Reading.PICTURES))
    await alma.presses("➕")
    while not any("🤲" in label for label in alma.labels):
        await alma.taps(next(label for label in alma.labels if "➡" in label))
    await alma.taps(next(label for label in alma.labels if "🤲" in label))
    assert alma.card.photo and [label for label in alma.labels if label in ("✅", "✋")] == ["✅", "✋"]
    await alma.taps("✅")
    assert all(message.photo for message in alma.shown[1:]), "no prose alone"
    assert "lederens liste" in alma.last


async def test_it_is_in_the_copy(house: House) -> None:
    await opens(house.alma)
    await house.alma.taps("Yes, ask the leader")
    lines, _ = await copied(house)
    assert any(house.alma.say("You have asked for a contact person.") in line for line in lines)


async def test_nobody_asks_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    number = next(number for number, sql in MIGRATIONS if "CREATE TABLE contact_wish" in sql)
    up_to(monkeypatch, [one for one in MIGRATIONS if one[0] < number])
    async with opened(tmp_path) as db:
        alma = await db.write(people.add_person, Role.BORGER, "Alma", NOW, profile=ReadingProfile(), state="active")
    monkeypatch.undo()
    async with opened(tmp_path) as db:
        assert await db.read(contact_wishes.waiting) == []
        assert await db.write(contact_wishes.ask, alma, NOW) and not await db.write(contact_wishes.ask, alma, NOW)
        assert await db.read(contact_wishes.waiting) == [(alma, "Alma", NOW)]
        assert await db.write(contact_wishes.settle, alma)
