"""`/help`, `/privacy`, `/settings`, `/stop` and the plain words for them: for everybody, and never an answer."""

from __future__ import annotations

import pytest

from bot.telegram.buttons import KEYBOARDS
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from tests.asking.test_words import OFFER, at_the_words
from tests.books import books, traces
from tests.copy_stage import words_kept
from tests.house import House
from tests.people.test_joining import PASSING, STRANGER, YES, ida
from tests.phone import Phone, en

__all__ = ["ida"]

NEED, CHANGE, SET, LEAVE = (
    "What do you need?", "Would you like to change anything?", "What would you like?",
    "Would you like a break, or to leave?",
)  # fmt: skip
ASKS = {
    "/help": NEED, "hjælp": NEED, "/privacy": CHANGE, "privatliv": CHANGE, "/settings": SET, "Indstillinger": SET,
    "/stop": LEAVE, "stop botten": LEAVE,
}  # fmt: skip


@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_borger_gets_what_they_ask_for_and_nothing_of_it_is_kept(house: House, language: str) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(language=language))
    for asked, answer in ASKS.items():
        await alma.says(asked)
        alma.reads(answer)
        alma.sees_not(OFFER)
        assert alma.card.photo, "who reads pictures gets a picture with it"
    assert len([message for message in alma.shown if message.buttons]) == 1, "one card at a time"
    assert await words_kept(house) == []


async def test_help_may_mean_an_emergency(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.says("Hjælp!")
    alma.sees("112")
    alma.sees("12 34 56 78")
    assert alma.labels[0].endswith(alma.say("Talk to someone")), "which is offered before all else"
    await alma.taps("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")
    alma.sees_not(NEED)


async def test_help_leads_to_what_can_be_done(house: House) -> None:
    alma = house.alma
    for key in ("My week", "Answer now", "More"):
        await alma.says("/help")
        await alma.taps(key)
        alma.sees_not(NEED)
        assert alma.shown


async def test_privacy_says_who_reads_how_long_and_whom_to_ask(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.says("/privacy")
    for said in (
        "Staff see what you say to reminders.", "What you write goes through the firm Telegram. Telegram has it too.",
        "Would you like a copy, or to ask something? Ask the staff.",
    ):  # fmt: skip
        alma.sees(said)
    alma.sees("I am an app from {house}.", house="Botilbuddet")
    alma.sees("{names} may read what you have said yes to.", names="Mette")
    alma.sees("I erase your answers after {months} months.", months=24)
    await house.shares(alma, mette)
    await alma.says("/privacy")
    alma.sees("I show your answers to nobody.")
    await alma.taps("Break or leave")
    alma.reads(LEAVE)


async def test_settings_are_the_borgers_own(house: House) -> None:
    await house.alma.says("/settings")
    for own in ("How I read", "My times", "Who may read", "A break", "Leave for good"):
        assert await house.alma.finds(own)


async def test_stop_may_be_a_break(house: House) -> None:
    alma = house.alma
    await alma.says("stop")
    await alma.taps("A break", "From questions", alma.say("{day}", day=house.local("2026-11-26 12.00").date()))
    await house.at("2026-11-23 17.00")
    alma.sees_not("How are you today?")


async def test_stop_while_a_check_in_is_open_stops_that_too(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.says("stop")
    alma.sees("You stopped here. That is all right.")
    alma.reads(LEAVE)


@pytest.mark.parametrize("words", ["hjælp", "stop", "der var ingen hjælp i dag", "jeg vil have hjælp"])
async def test_inside_own_words_the_words_stay_the_answer(house: House, words: str) -> None:
    alma = await at_the_words(house)
    await alma.says(words)
    assert alma.has_button("Talk to someone"), "and a talk is offered beside"
    if words == "stop":
        assert alma.has_button("Break or leave")
    await alma.says("og mere")
    await alma.taps("Talk to someone", "Done")
    assert await words_kept(house) == [words, "og mere"]
    house.mette.sees("{name} would like to talk with someone.", name="Alma")


async def test_a_command_while_words_are_awaited_is_done_and_the_card_stays(house: House) -> None:
    alma = await at_the_words(house)
    for asked in ("/help", "/privacy@trivsel_demo_bot", "/foo"):
        await alma.says(asked)
    alma.sees("I do not know that one.")
    assert alma.has_button("Talk to someone")
    await alma.says("det var det")
    await alma.taps("Done")
    assert await words_kept(house) == ["det var det"]


async def test_words_of_help_that_nothing_asked_for_are_held_and_a_talk_is_offered(house: House) -> None:
    alma = house.alma
    await alma.says("kan nogen hjælpe mig")
    alma.sees(OFFER)
    assert alma.has_button("Talk to someone")
    await alma.taps("As a note", "Done")
    assert await words_kept(house) == ["kan nogen hjælpe mig"]


async def test_an_unknown_command_gets_a_useful_reply(house: House) -> None:
    for words in ("/foo", "/startnu", "/help2", "/"):
        for phone in (house.alma, house.mette):
            phone.turns_page()
            await phone.says(words)
        house.alma.sees("I do not know that one.")
        house.alma.reads(NEED)
        house.mette.sees("I do not know that command. /help shows what I can do.")
    assert await words_kept(house) == []


@pytest.mark.parametrize("reading", [Reading.PICTURES, Reading.TEXT])
async def test_what_cannot_be_undone_is_written_out_in_every_profile(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=reading))
    await alma.says("/stop")
    await alma.taps("🚪" if reading is Reading.PICTURES else "Leave for good")
    assert bool(alma.card.photo) is (reading is Reading.PICTURES)
    assert alma.has_button("Keep them") and alma.has_button("Erase everything")


async def test_staff_get_answers_of_their_own(house: House) -> None:
    for phone in (house.mette, house.lis):
        for asked in ("/help", "Hjælp", "/foo"):
            await phone.says(asked)
        await phone.says("/privacy")
        phone.sees("Botilbuddet")
        assert "24" in phone.last
        await phone.says("/settings")
        assert phone.has_button("Language") and not phone.has_button("New borger")
        assert phone.has_button("My summary") is (phone is house.mette), "a leader reads nobody's answers"
        assert len(phone.keys) == sum(map(len, KEYBOARDS[(await house.known(phone)).role]))
    await house.lis.says("/stop")
    house.lis.sees("As leader you get calls nobody has answered, and reports. You cannot switch them off here. If you"
                   " stop working at {house}, tell whoever runs the app.", house="Botilbuddet")  # fmt: skip


async def test_staff_may_stop_their_summary_and_nothing_else(house: House) -> None:
    alma, mette = house.alma, house.mette
    await mette.says("stop")
    mette.sees(
        "Calls for a talk may still come. If you stop working at {house}, tell your leader.", house="Botilbuddet"
    )
    await mette.taps("No more summaries")
    await at_the_words(house)
    await alma.says("hej")
    await alma.taps("Done")
    mette.turns_page()
    await house.at("2026-11-24 12.00")
    assert not mette.shown, "no summary at 18"
    await mette.opens_news()
    mette.sees("»hej«")
    await alma.presses("Talk to someone")
    mette.sees("{name} would like to talk with someone.", name="Alma")


async def test_staff_words_that_are_awaited_stay_what_they_are(house: House) -> None:
    mette = house.mette
    await mette.presses("More")
    await mette.taps("My name")
    await mette.says("/help")
    await mette.says("Stop")
    assert (await house.known(mette)).name == "Stop"
    mette.reads("Was »{said}« not meant as an answer? Write /{command}. »Close« closes a card.",
                said="Stop", command="stop")  # fmt: skip
    await mette.presses("More")
    await mette.taps("My name")
    mette.turns_page()
    await mette.says("Hjælper")
    mette.sees_not("Hjælper", "/help")


async def test_who_is_joining_gets_an_answer_and_the_welcome_again(house: House, ida: Phone) -> None:
    await ida.taps("Go on", "Go on")
    for asked in ("/privacy", "hjælp", "/settings", "/foo"):
        await ida.says(asked)
        assert ida.has_button("Go on")
    ida.sees("I keep no answers before you say yes.")
    ida.sees("Here you say yes or no to joining.")
    await ida.says("/stop")
    await ida.taps("Show me again", *YES[2:])
    assert len(ida.keys) == 4


async def test_stop_before_joining_is_a_no_that_leaves_nothing(house: House, ida: Phone) -> None:
    await ida.taps("Go on")
    await ida.says("/help", "/stop")
    ida.reads("If you say no, I keep nothing about you.")
    await ida.taps("I do not want to join")
    ida.reads("That is all right. I have kept nothing about you.")
    assert len(ida.shown) == 1
    house.mette.sees("{name} does not want to join. Nothing was kept.", name="Ida Opdigtet")
    assert not await traces(house.service.db, "Ida Opdigtet", str(ida.chat_id))


@pytest.mark.parametrize("language", ["en", None])
async def test_a_stranger_gets_one_polite_line_for_each(house: House, language: str | None) -> None:
    before = await books(house.service.db, without=PASSING)
    stranger = Phone(house.sim.user(STRANGER, "Fremmed", language_code=language), house.quiet)
    if language == "en":
        stranger.say = en
    for asked in ("/help", "hjælp", "/privacy", "/settings", "/stop", "stop", "/foo", "/startnu", "hej"):
        await stranger.says(asked)
    house_name = "Botilbuddet"
    assert stranger.texts == [
        stranger.say("This is a closed chat for {house}. Ask the staff for a link.", house=house_name)
        + " " + stranger.say("In danger: call {emergency}.", emergency="112"),
        stranger.say("I do not keep what you write here. This is {house}'s chat, through the firm Telegram. Have you"
                     " been here before? Ask the staff what I have kept.", house=house_name),
        stranger.say("There is nothing to set before you have joined. Ask the staff for a link."),
        stranger.say("I do not write to you unless you write. You can delete this chat."),
        stranger.say("Hello. This is a closed chat for a house. Ask the staff for a link."),
    ]  # fmt: skip
    assert await books(house.service.db, without=PASSING) == before
    assert not await traces(house.service.db, str(STRANGER), "Fremmed")


def test_every_role_has_its_answers() -> None:
    assert {role for role in Role if role not in (Role.BORGER, Role.HOUSE)} == {Role.STAFF, Role.LEADER}
