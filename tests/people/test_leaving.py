"""A borger leaves: asked twice, told truly, with the answers kept until their time is over or everything erased."""

from __future__ import annotations

import pytest

from storage import notices, people, sessions
from tests.asking.test_words import at_the_words
from tests.books import traces
from tests.copy_stage import words_kept
from tests.house import House
from tests.people.test_joining import CLOSED, NO, YES, link_on
from tests.phone import Phone
from tests.review_stage import opened
from tests.talking.test_agreed_alerts import TOLD, agrees
from tests.talking.test_agreed_alerts import answers as moods
from tests.talking.test_read_now import ASK, WANTS, tells

pytestmark = [pytest.mark.long, pytest.mark.dated]

KEEP, ERASE = ("Leave for good", "Keep them"), ("Leave for good", "Erase everything")
LEFT = "You have left, {name}. Would you like to come back? Ask the staff for a link."
GONE = "{name} has left. I write no more to {name}, and remind of nothing."
ERASED = "{name} has left. I have erased all about {name}."
LAST_WORD = (
    "I have erased all about you. I cannot delete old messages to others. Is there more left in this chat? You can"
    " delete it yourself."
)


async def with_an_answer(house: House) -> Phone:
    """Alma has said something that Mette has read, and is in the middle of something else."""
    alma = await at_the_words(house)
    await alma.says("Jeg savner min hund")
    await alma.taps("Done")
    await house.mette.opens_news()
    house.mette.sees("»Jeg savner min hund«")
    return alma


async def leaves_for_a_link(house: House) -> None:
    await house.alma.says("/stop")
    await house.alma.taps(*KEEP, "Yes, leave")
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "New link")


async def leaves_and_opens_a_new_link(house: House) -> None:
    await leaves_for_a_link(house)
    await house.alma.starts(link_on(house.mette))


@pytest.mark.parametrize(
    "ways", [(*KEEP, "No, I stay"), (*ERASE, "No, I stay"), ("Leave for good", "Nothing. I stay."), ("Close",)]
)
async def test_nothing_is_lost_before_a_second_yes(house: House, ways: tuple[str, ...]) -> None:
    alma = await with_an_answer(house)
    before = (await opened(house, "Answers")).texts
    assert "Jeg savner min hund" in before[-1]
    await alma.says("/stop")
    await alma.taps(*ways)
    assert (await opened(house, "Answers")).texts == before
    house.mette.sees_not(house.mette.say(GONE, name="Alma"))
    assert len(alma.keys) == 4
    await house.at("2026-11-24 16.00")
    alma.sees("How are you today?")


async def test_before_the_yes_it_is_said_what_happens_and_who_will_know(house: House) -> None:
    alma = house.alma
    await alma.says("/stop")
    await alma.taps(*KEEP)
    alma.sees("{names} will know that you have left.", names="Mette")
    alma.sees("I erase your answers after {months} months.", months=24)
    await alma.taps("Back", "Erase everything")
    alma.sees("{names} will know that you have left.", names="Mette")
    alma.reads("Shall I erase everything about you?")


async def test_who_leaves_and_keeps_the_answers_gets_nothing_more(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    assert alma.texts == [alma.say(LEFT, name="Alma")], "the chat is cleared of what Telegram lets go of"
    assert not alma.keys
    mette.sees(GONE, name="Alma")
    mette.sees_not("»Jeg savner min hund«")
    assert await words_kept(house) == ["Jeg savner min hund"]
    alma.turns_page()
    await house.at("2026-11-25 17.00")
    assert not alma.shown
    await alma.says("hej")
    assert alma.texts == [alma.say(CLOSED)]


async def test_who_left_may_come_back_to_what_was_kept(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await leaves_and_opens_a_new_link(house)
    await alma.taps(*YES)
    assert len(alma.keys) == 4
    await mette.opens_news()
    await house.at("2026-11-24 16.00")
    alma.sees("How are you today?")
    assert await words_kept(house) == ["Jeg savner min hund"]


async def test_a_no_to_coming_back_loses_nothing_that_was_kept(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await leaves_and_opens_a_new_link(house)
    await alma.taps(*NO)
    alma.reads("That is all right. Your answers are kept as before.")
    mette.sees("{name} does not want to join again.", name="Alma")
    assert await words_kept(house) == ["Jeg savner min hund"]


async def test_before_a_no_to_coming_back_it_is_said_that_the_answers_stay(house: House) -> None:
    alma = await with_an_answer(house)
    await leaves_and_opens_a_new_link(house)
    await alma.says("/stop")
    alma.reads("If you say no, your answers are kept as before.")


async def test_only_who_can_be_told_is_said_to_know_of_leaving(house: House) -> None:
    await house.service.db.write(people.set_reachable, house.mette.chat_id, False, house.clock.now())
    await house.alma.says("/stop")
    await house.alma.taps(*ERASE)
    assert house.alma.say("{names} will know that you have left.", names="Mette") not in house.alma.last


async def test_who_erases_everything_is_gone(house: House) -> None:
    alma, mette = await with_an_answer(house), house.mette
    await alma.says("/stop")
    await alma.taps(*ERASE, "Yes, erase everything")
    await house.passes(hours=24, minutes=1)
    assert alma.texts == [alma.say(LAST_WORD)] and not alma.keys
    mette.sees(ERASED, name="Alma")
    mette.sees_not("»Jeg savner min hund«")
    assert not await traces(house.service.db, "Alma", "Jeg savner min hund", str(alma.chat_id))
    await alma.says("hej")
    assert alma.last == alma.say(CLOSED)


@pytest.mark.parametrize("way", [(*KEEP, "Yes, leave"), (*ERASE, "Yes, erase everything")])
async def test_a_talk_that_was_asked_for_is_not_forgotten(house: House, way: tuple[str, ...]) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Talk to someone")
    await alma.says("/stop")
    await alma.taps(*way)
    if way[1] != "Keep them":  # it is done when a day is over
        await house.passes(hours=24, minutes=1)
    mette.sees("{name} has asked to talk. Please see that somebody does.", name="Alma")
    await house.passes(minutes=11)
    if way[1] == "Keep them":
        house.jonas.sees("{name} would like to talk with someone.", name="Alma")
        await house.jonas.taps_data(*house.jonas.button(house.jonas.labels[0]))
        mette.sees_not(mette.say("Nobody has answered yet."))


@pytest.mark.parametrize("by", ["an agreement", "own words"])
async def test_what_was_to_be_read_at_once_ends_and_nobody_hears_that_it_was_not(house: House, by: str) -> None:
    alma, mette, lis = house.alma, house.mette, house.lis
    if by == "an agreement":
        await agrees(house, "Mette")
        await moods(house, "Badly")
    else:
        await tells(house)
        await alma.taps(ASK)
    mette.sees(TOLD if by == "an agreement" else WANTS, name="Alma")
    lis.turns_page()
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    assert not mette.has_button("I take it")
    await house.passes(hours=26)
    assert not lis.shown, lis.texts
    assert not await house.service.db.read(notices.all_open)


async def test_what_somebody_answers_with_who_left_is_put_away(house: House) -> None:
    alma, mette = house.alma, house.mette
    who = await house.known(alma)
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answer together")
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    assert not await house.service.db.read(sessions.open_sessions_about, who.id)
    assert not await house.service.db.read(sessions.open_sessions, (await house.known(mette)).id)
    mette.sees_not(mette.say("What will you answer with {about}?", about="Alma"))


async def test_old_buttons_of_who_left_are_quiet(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    old = [(alma.card.message_id, button.data) for row in alma.card.buttons for button in row]
    await alma.says("/stop")
    await alma.taps(*KEEP, "Yes, leave")
    before = alma.texts
    for message_id, data in old:
        assert data is not None
        await alma.taps_data(message_id, data)
    assert alma.texts == before
