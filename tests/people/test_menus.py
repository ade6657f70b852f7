"""What Telegram shows of the bot beside the chat: each person's commands, the field one writes in, descriptions."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.config import LONGEST_NAME
from bot.simulator.state import text_key
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people
from tests.house import House, open_house
from tests.people.test_joining import STRANGER, YES, link_for_ida
from tests.phone import Phone, en

BORGER = {
    "help": "Help, and what I can do", "privacy": "Who reads what you answer", "settings": "Your own settings",
    "stop": "A break, or leave",
}  # fmt: skip
STAFF = {
    "help": "What you can do here", "privacy": "What I keep about you", "settings": "Your own settings",
    "stop": "Stop your summary",
}  # fmt: skip
STRANGERS = {"help": "Help", "privacy": "What I keep about you"}


@pytest.mark.parametrize(
    ("shelf", "opens"), [("How I am", "My curve"), ("How I am", "My pictures"), ("My week", "How it went")]
)
async def test_two_taps_on_a_menu_open_one_thing_and_nothing_more_is_said(
    house: House, shelf: str, opens: str
) -> None:  # fmt: skip
    await house.alma.presses("More")
    await house.alma.taps(shelf)
    button = house.alma.button(opens)
    await house.alma.taps_data(*button)
    once = house.alma.screen
    await house.alma.taps_data(*button)
    await house.alma.taps_data(*button)
    assert house.alma.screen == once
    assert not house.alma.has_button(opens), "a menu that has led on, to nothing too, is gone"


def said(phone: Phone, menu: dict[str, str]) -> dict[str, str]:
    return {name: phone.say(does) for name, does in menu.items()}


async def looked_after(house: House) -> None:
    """What an upkeep does a minute after the start."""
    await house.service.upkeep.presence.look()
    house.service.sender.wake()
    await house.quiet()


async def test_who_was_there_before_gets_their_commands_after_the_start_once(house: House) -> None:
    await looked_after(house)
    for phone, menu in ((house.alma, BORGER), (house.mette, STAFF)):
        assert phone.person.commands == said(phone, menu)
    assert set(house.lis.person.commands) == {"help", "privacy", "settings"}, "a leader has no summary to stop"
    house.sim.calls.clear()
    await looked_after(house)
    assert not house.sim.calls, "nothing is set that is so already"


async def test_commands_follow_joining_language_and_leaving(house: House) -> None:
    await looked_after(house)
    ida = house.phone(23, "Ida")
    await ida.says("hej")
    assert ida.person.commands == said(ida, STRANGERS)
    await ida.starts(await link_for_ida(house))
    await ida.taps(*YES)
    assert ida.person.commands == said(ida, BORGER)
    await ida.says("/settings")
    await ida.taps("How I read", "English")
    await ida.taps("Both", "Faces", "Five", "No thanks")
    assert ida.person.commands == BORGER
    await ida.says("/stop")
    ida.say = en
    await ida.taps("Leave for good", "Erase everything", "Yes, erase everything")
    await house.passes(hours=24, minutes=1)
    assert ida.person.commands == said(house.alma, STRANGERS)


async def test_a_new_leader_has_a_leaders_commands(house: House) -> None:
    await house.service.db.write(people.invite, Role.LEADER, "code", house.clock.now())
    ruth = house.phone(21, "Ruth")
    await ruth.starts("code")
    assert set(ruth.person.commands) == {"help", "privacy", "settings"}


async def test_a_menu_that_could_not_be_brought_is_queued_anew(house: House) -> None:
    await looked_after(house)
    alma = await house.known(house.alma)
    await house.service.db.write(people.set_profile, alma.id, ReadingProfile(language="en"))
    house.sim.faults.next("setMyCommands", status=400)
    await house.service.upkeep.presence.look()
    house.service.sender.wake()
    await house.sim.settles()
    assert house.alma.person.commands == said(house.alma, BORGER), "still in Danish"
    house.clock.jump_to(house.local("2027-01-23 12.00"))
    await house.service.upkeep.forget()  # what was refused, and is too old by now
    await looked_after(house)
    assert house.alma.person.commands == BORGER


async def test_the_keyboard_says_what_the_field_is_for(house: House) -> None:
    await house.alma.starts()
    assert house.alma.person.placeholder == house.alma.say("Tap, or write here")


async def test_the_bot_introduces_itself_in_each_language_and_only_if_it_differs(house: House) -> None:
    await looked_after(house)
    texts = house.sim.state.texts
    for language, phone in (("da", house.alma), ("", house.alma)):
        about = "I am an app from {house}. I ask how you are and remind you of things."
        description = str(texts[text_key("description", language)])
        assert description.startswith(phone.say(about, house="Botilbuddet")) and "112" in description
    english = "An app from Botilbuddet. You need a link from the staff."
    assert texts[text_key("short_description", "en")] == english
    tourist = house.sim.user(STRANGER, "Tourist", language_code="en")
    assert tourist.commands == STRANGERS
    before = list(house.sim.calls)
    await house.closes()
    await house.opens()
    await looked_after(house)
    sets = [call.method for call in house.sim.calls[len(before) :] if call.method.startswith("setMy")]
    assert sets == []


@pytest.mark.parametrize("status", [429, 500, 404])
async def test_what_cannot_be_introduced_stops_nothing_and_is_tried_later(house: House, status: int) -> None:
    house.sim.faults.next("setMyDescription", status=status)
    presence = house.service.upkeep.presence
    await presence.look()
    asked = len([call for call in house.sim.calls if call.method == "setMyDescription"])
    await presence.look()
    assert len([call for call in house.sim.calls if call.method == "setMyDescription"]) == asked, "not at once"
    presence._introduce_from = 0.0
    await looked_after(house)
    assert house.sim.state.texts[text_key("description", "en")]
    await house.alma.says("/help")
    house.alma.sees("112")


@pytest.mark.parametrize("language", ["da", "en"])
async def test_the_longest_name_of_a_house_stands_whole_where_telegram_shows_it(tmp_path: Path, language: str) -> None:
    async with open_house(tmp_path, house_name="Å" * LONGEST_NAME) as house:
        await looked_after(house)
        for key, most in (("description", 512), ("short_description", 120)):
            shown = str(house.sim.state.texts[text_key(key, language)])
            assert "Å" * LONGEST_NAME in shown and shown.endswith(".") and len(shown) <= most
