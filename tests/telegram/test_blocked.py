"""A borger blocks the bot, and comes back."""

from __future__ import annotations

from storage import sessions
from tests.books import leaving
from tests.house import House
from tests.review_stage import will_do
from tests.reviewing.test_summaries import answers

FIRST = "How are you today?"


async def test_staff_see_that_she_cannot_be_reached(house: House) -> None:
    await house.alma.blocks()
    await house.at("2026-11-23 18.00")
    house.mette.sees("Cannot be reached on Telegram: {names}", names="Alma")
    await house.lis.presses("The house")
    await house.lis.taps(f"{house.lis.say('Cannot be reached')} · 1")
    house.lis.reads("Alma")


async def test_nothing_piles_up(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await mette.opens_news()
    await alma.blocks()
    alma.turns_page()
    house.sim.calls.clear()
    await mette.taps("Seen", "I follow up")
    await will_do(mette, "Jeg kommer forbi")
    await house.at("2026-11-30 12.00")
    tried = [call for call in house.sim.calls if call.chat_id == alma.chat_id]
    assert tried == []
    assert not [row for row in await leaving(house.service.db) if row.chat_id == alma.chat_id]
    for phone in (alma, mette):
        assert not await house.service.db.read(sessions.open_sessions, (await house.known(phone)).id)


async def test_back_again_the_next_check_in_comes(house: House) -> None:
    alma = house.alma
    await alma.blocks()
    await house.at("2026-11-25 12.00")
    await alma.unblocks()
    assert alma.shown == []
    await house.at("2026-11-25 16.00")
    assert alma.has_seen(FIRST) == 1
    house.mette.turns_page()
    await house.at("2026-11-25 18.00")
    assert not house.mette.has_seen("Cannot be reached on Telegram: {names}", names="Alma")


async def test_a_block_in_the_middle_of_a_check_in(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await alma.blocks()
    await house.at("2026-11-23 19.00")
    await alma.unblocks()
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")


async def test_a_block_that_only_the_refusal_tells(house: House) -> None:
    alma = house.alma
    house.sim.faults.next("sendPhoto", status=403)
    await house.at("2026-11-23 16.00")
    assert alma.shown == []
    await house.at("2026-11-23 18.00")
    house.mette.sees("Cannot be reached on Telegram: {names}", names="Alma")
    await alma.says("hej, jeg er her da")
    alma.sees("Shall I keep what you sent?")
    await house.at("2026-11-24 16.00")
    assert alma.has_seen(FIRST) == 1


async def test_start_after_a_block_brings_the_keys(house: House) -> None:
    await house.alma.blocks()
    await house.alma.starts()
    house.alma.sees("Here are your buttons, {name}.", name="Alma")
    assert len(house.alma.keys) == 4


async def test_staff_who_come_back_find_nothing_stale_and_one_list(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.contacts(alma, mette, house.jonas)
    await house.shares(alma, house.jonas, "trivsel", "notes")
    await answers(alma, "Jeg savner min hund")
    await mette.presses("More")
    await alma.presses("Talk to someone")
    assert mette.has_button("I am coming now")
    await mette.blocks()
    await house.jonas.taps("I am coming now")
    await alma.presses("Answer now")
    await house.at("2026-11-24 12.00")
    await mette.unblocks()
    assert mette.texts[-1].startswith(mette.say("News")) and "Alma: " in mette.texts[-1]
    assert sum(text.startswith(mette.say("News")) for text in mette.texts) == 1
    assert not mette.has_button("I am coming now"), "the call is taken"
    assert not mette.has_button("My summary"), "the menu has gone"
    await mette.taps("Alma", "Seen")
    mette.turns_page()
    await mette.blocks()
    await mette.unblocks()
    assert mette.shown == [], "with nothing new there is no list"


async def test_staff_who_are_off_or_want_no_lists_get_none_as_they_come_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "Jeg savner min hund")
    await mette.says("/stop")
    await mette.taps("No more summaries")
    mette.turns_page()
    await mette.blocks()
    await mette.unblocks()
    assert mette.shown == []
