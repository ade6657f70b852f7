""" "Who has read my answers?": the borger reads in plain words who looked, when, and at what."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.app import build_runner
from bot.rights.access_log import MOST, Look, gathered, told
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T
from locales.texts import load_texts
from storage import people, sharing
from tests.house import House
from tests.phone import Phone
from tests.review_stage import asks_who_has_seen

AT = datetime(2026, 11, 23, 18, tzinfo=UTC)


async def asks(house: House, borger: Phone) -> None:
    """Opens "Who has read my answers?" on a new page."""
    borger.turns_page()
    await asks_who_has_seen(borger)
    assert len(borger.shown) == 1


async def looked(house: House, staff: Phone, what: str, *, days_ago: float = 0) -> None:
    who, alma = await house.known(staff), await house.known(house.alma)
    await house.service.db.write(sharing.log_look, who.id, alma.id, what, house.clock.now() - timedelta(days=days_ago))


async def test_nobody_yet(house: House) -> None:
    await asks(house, house.alma)
    house.alma.reads("I have shown your answers to nobody yet.")


SEEN = build_runner().features.looks


async def test_what_was_sent_is_no_look_until_it_is_opened(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await house.at("2026-11-23 18.00")
    await asks(house, alma)
    alma.reads("Sent to {name}, and not opened yet, {when}.", name="Mette", when=AT)
    assert (
        alma.say("{name} saw {list}, {when}.", name="Mette", list=(T("an overview of your answers"),), when=AT)
        not in alma.last
    )
    await mette.reads_all()
    await asks(house, alma)
    alma.reads("{name} saw {list}, {when}.", name="Mette", list=(T("an overview of your answers"),), when=AT)


@pytest.mark.parametrize("reading", Reading)
async def test_names_and_dates_are_told_in_every_profile(house: House, reading: Reading) -> None:
    await house.reads_as(house.alma, ReadingProfile(reading))
    await looked(house, house.mette, "page")
    await asks(house, house.alma)
    house.alma.reads("{name} saw {list}, {when}.", name="Mette", list=(T("your page"),), when=AT.replace(hour=12))
    shown = house.alma.shown[-1]
    assert bool(shown.photo) == (reading is not Reading.TEXT)
    if shown.file:
        assert "👤".encode() in shown.file.content and b"Mette mandag den 23. november" in shown.file.content


async def test_only_her_own_and_the_newest(house: House) -> None:
    bo = await people_named(house, "Bo")
    await house.service.db.write(sharing.log_look, (await house.known(house.jonas)).id, bo, "page", house.clock.now())
    for day in range(MOST + 3):
        await looked(house, house.mette, "summary", days_ago=day)
    await asks(house, house.alma)
    house.alma.sees_not("Jonas")
    assert house.alma.last.count("Mette") == MOST
    house.alma.reads("{when}", when=AT.replace(hour=12))


async def people_named(house: House, name: str) -> int:
    return await house.service.db.write(
        people.add_person, Role.BORGER, name, house.clock.now(), profile=ReadingProfile()
    )


async def test_who_has_left_is_not_forgotten(house: House) -> None:
    await looked(house, house.mette, "export")
    mette = await house.known(house.mette)
    await house.service.db.write(people.remove_person, mette.id)
    await asks(house, house.alma)
    house.alma.reads("Somebody who has left")
    house.alma.reads("a copy of your answers")


def test_a_day_of_one_person_is_one_line() -> None:
    looks = [
        (AT, "Mette", "summary"),
        (AT + timedelta(minutes=1), "Jonas", "summary"),
        (AT + timedelta(minutes=5), "Mette", "own words"),
        (AT + timedelta(minutes=6), "Mette", "summary"),
        (AT + timedelta(days=1), "Mette", "chart trivsel"),
    ]
    assert gathered(looks, SEEN) == (
        Look(AT + timedelta(days=1), "Mette", ("chart",)),
        Look(AT + timedelta(minutes=6), "Mette", ("summary", "own words")),
        Look(AT + timedelta(minutes=1), "Jonas", ("summary",)),
    )


def test_an_output_without_words_of_its_own_is_told_in_general() -> None:
    (look,) = gathered([(AT, "Mette", "something new")], SEEN)
    assert load_texts()["en"].say(told(look, SEEN)) == "Mette saw something you share, Monday 23 November 18:00."


@pytest.mark.parametrize(
    ("what", "told_as"),
    [
        (("export xlsx",), "Mette took a copy of your answers, Monday 23 November 18:00."),
        (("page", "export csv"), "Mette saw your page and took a copy of your answers, Monday 23 November 18:00."),
    ],
)
def test_who_took_a_copy_has_more_than_seen_it(what: tuple[str, ...], told_as: str) -> None:
    (look,) = gathered([(AT, "Mette", one) for one in what], SEEN)
    assert load_texts()["en"].say(told(look, SEEN)) == told_as
