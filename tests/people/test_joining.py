"""Coming into the house: links, the borger's first dialog, a yes, and a no that leaves nothing."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.people.links import new_code
from bot.simulator.state import SimMessage
from dialogs.permissions import Role
from storage import people, schedules, sessions, sharing
from tests.books import books, traces
from tests.house import House, open_house
from tests.phone import Phone
from tests.planning_stage import saved

pytestmark = pytest.mark.long

NEW_LEADER, NEW_STAFF, NEW_BORGER, STRANGER = 21, 22, 23, 99
CLOSED = "Hello. This is a closed chat for a house. Ask the staff for a link."
NO_GOOD = "This link does not work any more. Ask the staff for a new one."
TOLD = (*("Go on",) * 7, "No, go on")
"""Through all that must be known before the yes, and no more."""
YES = (*TOLD, "Everything", "Yes please")
HELLO = "Hi {name}. I am an app from {house}. No person sits here and answers."
WHAT_FOR = "I ask how you are. It is so that staff can help you better. You tap what fits."
STAFF_SEE = "Staff always see two things. That you ask for a talk. That you say no to an appointment or move it."
PASSING = ("inbox",)
"""Keeps the numbers of updates for a while, and of a stranger's nothing else."""
NO = (*TOLD, "Nothing", "No thanks")


def link_on(phone: Phone) -> str:
    """The start code of the newest link on a screen."""
    found = re.findall(r"start=([\w-]+)", phone.screen)
    assert found, phone.screen
    return str(found[-1])


async def link_for_ida(house: House, name: str = "Ida Opdigtet") -> str:
    """Mette makes a borger, Ida, by the dialog."""
    mette = house.mette
    await mette.presses("More")
    await mette.taps("New borger")
    await mette.says(name)
    await mette.taps("Dansk", "Both", "Faces", "Five", "Mette", "Done", "16.00")
    return link_on(mette)


@pytest.fixture
async def ida(house: House) -> AsyncIterator[Phone]:
    """The borger's phone, with the welcome on it."""
    phone = house.phone(NEW_BORGER, "Ida")
    await phone.starts(await link_for_ida(house))
    house.mette.turns_page()
    yield phone


async def test_an_invitation_makes_a_leader(house: House) -> None:
    code = new_code()
    await house.service.db.write(people.invite, Role.LEADER, code, house.clock.now())
    ruth = house.phone(NEW_LEADER, "Ruth")
    await ruth.starts(code)
    ruth.sees("Welcome, {name}. You are {role} in {house}.", name="Ruth", role=ruth.say("leader"), house="Botilbuddet")
    assert (await house.known(ruth)).name == "Leder", "what Telegram calls her is hers"
    ruth.sees("What shall borgere call you?")
    await ruth.says("Ruth Opdigtet")
    assert (await house.known(ruth)).name == "Ruth Opdigtet"
    await ruth.presses("The house")
    ruth.sees("Borgere who take part: {count}", count=1)


async def test_a_leader_invites_staff(house: House) -> None:
    await house.lis.presses("More")
    await house.lis.taps("New staff")
    await house.lis.says("Karen")
    house.lis.sees("This link is for {name}. It works once, for 48 hours.", name="Karen")
    assert house.lis.shown[-2].photo or house.lis.shown[-1].photo, "the link also comes as a QR code"
    karen = house.phone(NEW_STAFF, "K")
    await karen.starts(link_on(house.lis))
    karen.sees(
        "Welcome, {name}. You are {role} in {house}.", name="Karen", role=karen.say("staff"), house="Botilbuddet"
    )
    await karen.opens_news()
    karen.sees("Nothing new.")


async def test_a_borger_says_yes(house: House, ida: Phone) -> None:
    ida.sees(HELLO, name="Ida Opdigtet", house="Botilbuddet")
    await ida.taps("Go on")
    ida.sees(WHAT_FOR)
    await ida.taps("Go on")
    ida.sees("{contacts} can read what you share. You choose.", contacts="Mette")
    await ida.taps("Go on")
    ida.sees(STAFF_SEE)
    await ida.taps("Go on")
    ida.sees("De har det også. Jeg sletter dine svar efter 24 måneder.")
    await ida.taps("Go on", "Go on")
    for number in ("112", "12 34 56 78", "70 201 201"):
        ida.sees(number)
    await ida.taps("Go on", "No, go on")
    assert not ida.keys, "no keys before the yes"
    assert [label.split()[0] for label in ida.labels[:3]] == ["🔒", "🙂", "📖"], "the careful choice comes first"
    await ida.taps("How I am", "Yes please")
    assert len(ida.keys) == 4
    house.mette.sees("{name} has joined.", name="Ida Opdigtet")
    shared = await house.service.db.read(sharing.given, (await house.known(ida)).id)
    assert [(name, topic) for _, name, topic in shared] == [("Mette", "trivsel")]
    await house.at("2026-11-23 16.00")
    ida.sees("How are you today?")


async def test_nothing_falls_due_before_the_yes(house: House, ida: Phone) -> None:
    await ida.taps(*YES[:4])
    await house.at("2026-11-25 17.00")
    ida.sees_not("How are you today?")
    await house.mette.opens_news()
    house.mette.sees_not("Ida")


async def test_a_no_leaves_nothing(house: House, ida: Phone) -> None:
    await ida.taps(*NO)
    ida.reads("That is all right. I have kept nothing about you.")
    assert len(ida.shown) == 1, "the welcome is taken out of the chat"
    house.mette.sees("{name} does not want to join. Nothing was kept.", name="Ida Opdigtet")
    assert not await traces(house.service.db, "Ida Opdigtet", str(NEW_BORGER))
    assert await traces(house.service.db, "declined") == ["invitation.outcome"], "that a link was declined is kept"


async def test_old_buttons_are_quiet_after_a_no(house: House, ida: Phone) -> None:
    old = ida.card
    await ida.taps(*NO)
    before = ida.texts
    await press_all(ida, old)
    assert ida.texts == before
    assert ida.person.toasts[-1:] in ([], [""])
    assert not await traces(house.service.db, "Ida Opdigtet", str(NEW_BORGER))
    await ida.says("hej")
    ida.reads(CLOSED)


async def press_all(phone: Phone, card: SimMessage) -> None:
    for row in card.buttons:
        for button in row:
            assert button.data is not None
            await phone.taps_data(card.message_id, button.data)


async def test_a_borger_may_come_after_a_no(house: House, ida: Phone) -> None:
    await ida.taps(*NO)
    ida.turns_page()
    await ida.starts(await link_for_ida(house))
    await ida.taps(*YES)
    assert len(ida.keys) == 4


async def test_old_used_and_guessed_links_get_the_same_line(house: House) -> None:
    used = await link_for_ida(house)
    await house.phone(NEW_BORGER, "Ida").starts(used)
    house.mette.turns_page()
    old = await link_for_ida(house, "Ida Påfundet")
    await house.passes(hours=48, minutes=1)
    for chat_id, code in enumerate((used, old, "guessed", new_code()), STRANGER):
        stranger = house.phone(chat_id, "Fremmed")
        await stranger.starts(code)
        assert stranger.texts == [stranger.say(NO_GOOD)]
        assert not await traces(house.service.db, str(chat_id), "Fremmed")


async def test_a_link_works_until_its_last_minute(house: House) -> None:
    code = await link_for_ida(house)
    await house.passes(hours=47, minutes=58)
    ida = house.phone(NEW_BORGER, "Ida")
    await ida.starts(code)
    assert ida.has_button("Go on")


async def test_staff_who_try_the_borgers_link_do_not_use_it_up(house: House) -> None:
    code = await link_for_ida(house)
    await house.mette.starts(code)
    house.mette.reads("You are in already. The link is for somebody else's phone.")
    assert len(house.mette.keys) == 5
    ida = house.phone(NEW_BORGER, "Ida")
    await ida.starts(code)
    await ida.taps(*YES)
    assert len(ida.keys) == 4


async def test_a_link_tapped_twice_is_one_welcome(house: House) -> None:
    code = await link_for_ida(house)
    ida = house.phone(NEW_BORGER, "Ida")
    ida.person.starts(code)
    await ida.starts(code)
    assert len([m for m in ida.shown if m.buttons]) == 1
    await ida.taps("Go on", "Go on")
    await ida.starts(code)
    assert len([m for m in ida.shown if m.buttons]) == 1
    await ida.taps(*YES[2:])
    assert not await house.service.db.read(sessions.open_sessions, (await house.known(ida)).id)
    assert len(ida.keys) == 4


async def test_a_new_link_ends_the_old_one(house: House) -> None:
    old = await link_for_ida(house)
    await house.mette.presses("Borgere")
    await house.mette.taps("Ida Opdigtet", "New link")
    new = link_on(house.mette)
    assert new != old
    ida = house.phone(NEW_BORGER, "Ida")
    await ida.starts(old)
    ida.reads(NO_GOOD)
    await ida.starts(new)
    await ida.taps(*YES)
    assert len(ida.keys) == 4


async def test_a_new_link_moves_the_welcome_to_another_phone(house: House, ida: Phone) -> None:
    await ida.taps("Go on")
    await house.mette.presses("Borgere")
    await house.mette.taps("Ida Opdigtet", "New link")
    other = house.phone(NEW_BORGER + 1, "Ida")
    await other.starts(link_on(house.mette))
    await other.taps(*YES)
    assert len(other.keys) == 4
    ida.turns_page()
    await ida.says("hej")
    assert ida.texts == [ida.say(CLOSED)]
    await house.at("2026-11-23 16.00")
    other.sees("How are you today?")
    ida.sees_not("How are you today?")


async def test_for_a_borger_who_has_joined_a_new_link_is_about_another_phone(house: House) -> None:
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Settings", "New link")
    house.mette.reads("What about {name}'s phone?", name="Alma")


@pytest.mark.parametrize("again", ["the link", "/start", "words", "a key they do not have"])
async def test_a_welcome_that_was_closed_comes_again(house: House, ida: Phone, again: str) -> None:
    await ida.taps("Go on", "Close")
    ida.turns_page()
    if again == "the link":
        await ida.starts("any-code")
    elif again == "/start":
        await ida.starts()
    else:
        await ida.says("hej" if again == "words" else "🙂")
    await ida.taps(*YES)
    assert len(ida.keys) == 4


async def test_a_welcome_that_was_ignored_comes_again(house: House, ida: Phone) -> None:
    await house.passes(days=15)
    await ida.says("hej")
    await ida.taps(*YES)
    assert len(ida.keys) == 4


async def test_a_stranger_gets_one_polite_line(tmp_path: Path) -> None:
    async with open_house(tmp_path) as house:
        before = await books(house.service.db, without=PASSING)
        stranger = house.phone(STRANGER, "Fremmed")
        await stranger.says("hej", "hvem er du?", "svar mig")
        stranger.person.sends_sticker()
        await stranger.speaks()
        await stranger.taps_data(1, "1:s1:0:yes_")
        assert stranger.texts == [stranger.say(CLOSED)]
        assert await books(house.service.db, without=PASSING) == before
        assert not await traces(house.service.db, str(STRANGER), "Fremmed", "hvem er du?")


async def test_what_was_planned_before_the_yes_is_reminded_of(house: House, ida: Phone) -> None:
    await house.service.db.write(  # asked nothing
        schedules.remove_schedule, (await house.known(ida)).id, "check_in", house.clock.now()
    )
    await saved(house.mette, "Ida Opdigtet", day="i dag", at="18", leads=("30 minutes before",))
    await house.at("2026-11-23 13.00")
    await ida.taps(*YES)
    ida.turns_page()
    await house.at("2026-11-23 17.31")
    ida.sees(house.mette.say("Shopping"))
