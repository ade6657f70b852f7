"""Key presses go once they are handled, and what they opened goes for the next thing; own words stay."""

from __future__ import annotations

import pytest

from tests.house import House
from tests.people.test_joining import link_for_ida
from tests.phone import Phone
from tests.review_stage import will_do

MENU = "What would you like?"
WEEK = "Your week"


def own(phone: Phone) -> list[str]:
    """What somebody has sent and still sees."""
    return [m.text for m in phone.person.messages if not m.from_bot]


@pytest.mark.parametrize("key", ["My week", "Answer now", "Talk to someone", "More"])
async def test_a_key_goes_when_it_has_been_handled(house: House, key: str) -> None:
    before = own(house.alma)
    await house.alma.presses(key)
    assert own(house.alma) == before and house.alma.shown


async def test_commands_go_and_own_words_stay(house: House) -> None:
    alma, mette = house.alma, house.mette
    for phone in (alma, mette):
        for words in ("/help", "/settings", "/start"):
            await phone.says(words)
    before = own(alma)
    await alma.says("/stop jeg er træt af det", "/hvad", "hjælp", "Jeg er træt")
    assert own(alma) == [*before, "/stop jeg er træt af det", "/hvad", "hjælp", "Jeg er træt"]
    assert "/help" not in own(alma) + own(mette)


async def test_the_link_one_came_with_goes(house: House) -> None:
    ida = house.phone(23, "Ida")
    await ida.starts(await link_for_ida(house))
    assert not own(ida) and ida.shown


async def test_what_a_key_opens_takes_the_place_of_what_another_had(house: House) -> None:
    alma = house.alma
    for key in ("My week", "More", "My week", "More", "My week"):
        await alma.presses(key)
        assert len(alma.shown) == 1, alma.screen
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    await alma.presses("More")
    assert len(alma.shown) == 1 and alma.has_button("How I am")
    await alma.says("/help")
    assert len(alma.shown) == 1 and not alma.has_button("How I am")


async def test_a_page_goes_for_the_plan_and_the_plan_for_follow_ups(house: House) -> None:
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answers")
    await mette.presses("Plan")
    assert len(mette.shown) == 1 and mette.has_button("Plan something")
    await mette.presses("Follow-up")
    assert len(mette.shown) == 1
    mette.reads("No open follow-ups.")


async def test_what_is_half_answered_or_waits_is_no_menu(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await alma.presses("Talk to someone")
    await alma.presses("My week")
    await alma.presses("More")
    alma.sees("How did you sleep?")
    alma.sees("Nobody has answered yet.")
    assert mette.has_button("I am coming now")
    await mette.presses("Plan")
    assert mette.has_button("I am coming now")


async def test_summaries_and_what_was_told_stay(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.says("Jeg vil gerne i Tivoli")
    await alma.taps("As a note", "Done")
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Vi tager afsted på lørdag.")
    for phone in (alma, mette):
        await phone.presses("More")
    alma.sees("Vi tager afsted på lørdag.")
    mette.sees("Jeg vil gerne i Tivoli")
    assert "Vi tager afsted på lørdag." in own(mette)


async def test_one_message_brings_the_keys_and_they_stay(house: House) -> None:
    alma = house.alma
    for _ in range(3):
        await alma.starts()
    assert alma.has_seen("Here are your buttons, {name}.", name="Alma") == 1 and len(alma.keys) == 4
    await house.passes(hours=47)
    await house.service.upkeep.clear_chats()
    await house.quiet()
    assert len(alma.keys) == 4, "they would go with the message that brought them"


async def test_a_plan_that_is_being_made_is_not_a_screen(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done", "Shopping")
    await mette.presses("Borgere")
    await mette.presses("Plan")
    assert mette.has_button("Go on planning")


# What can go wrong


@pytest.mark.parametrize("fault", [{"status": 400}, {"reset": "after"}, {"reset": "before"}, {"status": 500}])
async def test_a_key_that_cannot_be_taken_out_stops_nothing(house: House, fault: dict[str, object]) -> None:
    alma = house.alma
    house.sim.faults.next("deleteMessage", **fault)  # type: ignore[arg-type]
    await alma.presses("More")
    await alma.presses("My week")
    await house.passes(minutes=1)
    assert len([m for m in alma.person.messages if not m.from_bot]) <= 1 + own(alma).count("/start")
    assert len(alma.shown) == 1 and alma.shown[0].photo


async def test_a_key_is_taken_out_after_a_restart(house: House) -> None:
    alma = house.alma
    house.sim.faults.next("deleteMessage", status=500)
    await alma.presses("More")
    assert len(own(alma)) == 1
    await house.closes()
    await house.opens()
    await house.passes(minutes=1)
    assert not own(alma) and alma.has_button("How I am")


async def test_who_has_blocked_the_bot_holds_nobody_up(house: House) -> None:
    alma = house.alma
    alma.person.sends(alma.keys[0])
    alma.person.blocks()
    await house.quiet()
    await house.mette.presses("Plan")
    assert house.mette.has_button("Plan something")
    await alma.unblocks()
    await alma.presses("My week")
    assert alma.shown[-1].photo
