"""Answering a check-in: one card in place, quick and late taps, a break, a restart in the middle."""

from __future__ import annotations

from dialogs.engine.buttons import Button
from tests.asking.test_checkins import OVER, THANKS, answers_all, cards
from tests.copy_stage import answer, sittings
from tests.house import House


async def test_a_check_in_is_one_message(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    house.sim.calls.clear()
    await answers_all(alma)
    alma.reads(THANKS)
    assert len(alma.shown) == 1
    made = [call.method.lower() for call in house.sim.calls if call.chat_id == alma.chat_id]
    assert set(made) == {"editmessagemedia"}
    await house.at("2026-11-24 15.00")
    assert len(alma.shown) == 1, "answered is answered: no nudge, no expiry"


async def test_the_card_works_after_a_restart(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well", "Okay")
    await house.closes()
    alma.person.taps_data(*alma.button("Some"))
    await house.opens()
    await house.quiet()
    alma.reads("How many have you been with today?")
    await alma.taps("Nobody", "Food", "No thanks")
    alma.reads(THANKS)
    assert len(alma.shown) == 1
    (answers,) = await sittings(house)
    assert len(answers) == 6


async def test_who_answered_by_themself_is_not_asked_again(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await answers_all(alma)
    await house.at("2026-11-23 20.00")
    assert len(alma.shown) == 1
    await house.at("2026-11-24 16.00")
    assert cards(alma) == 1


async def test_who_is_in_the_middle_goes_on_where_they_are(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 15.58")
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay")
    await house.at("2026-11-23 16.01")
    alma.sees_not(OVER)
    alma.reads("How much energy do you have?")
    await alma.taps("Some", "Nobody", "Food", "No thanks")
    alma.reads(THANKS)
    assert len(alma.shown) == 1
    await house.at("2026-11-23 23.59")
    assert len(alma.shown) == 1


async def test_two_quick_taps_count_once(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    message_id, data = alma.button("Well")
    alma.person.taps_data(message_id, data)
    await alma.taps_data(message_id, data)
    alma.reads("How did you sleep?")
    assert await sittings(house) == [[answer("Mood", "Well")]]


async def test_an_outdated_button_changes_nothing(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    message_id, data = alma.button("Badly")
    await alma.taps("Well", "Okay")
    await alma.taps_data(message_id, data)
    assert alma.toast == alma.say("That button is old. See the newest message.")
    alma.reads("How much energy do you have?")
    assert await sittings(house) == [[answer("Mood", "Well"), answer("Sleep", "Okay")]]


async def test_a_card_deleted_on_the_phone_comes_back(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    alma.person._chat.messages.pop(alma.card.message_id)
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")


async def test_to_leave_is_to_pause(house: House) -> None:
    """There is nothing to tap for it: the card is still there, and takes the next answer after hours."""
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await alma.presses("My week")
    await house.at("2026-11-23 17.30")
    await alma.taps("Badly")
    alma.sees("How much energy do you have?")


async def test_a_break_of_before_is_gone_on_with(house: House) -> None:
    """Cards that were sent before had a button for it."""
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    _, data = alma.button("Badly")
    await alma.taps_data(alma.card.message_id, data.rpartition(":")[0] + ":" + Button.PAUSE)
    alma.reads("You are taking a break.")
    await house.at("2026-11-23 17.30")
    await alma.taps("Go on")
    alma.reads("How did you sleep?")


async def test_answer_now_brings_the_open_check_in_to_the_end(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well")
    await alma.presses("My week")
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")
    await alma.taps("Okay", "Some", "Nobody", "Food", "No thanks")
    (answers,) = await sittings(house)
    assert len(answers) == 6, "it was the same one all the time"
