"""A call for a talk is on its way at once; the borger may then say how they would like it and what it is about, and
staff answer with what will happen, or in words."""

from __future__ import annotations

from datetime import time

import pytest

from tests.copy_stage import copied
from tests.house import House
from tests.phone import Phone
from tests.talking.test_talk_time import KEY

COME = "Would like somebody to come."
BEST = "What would you like best?"
ABOUT = "What is it about?"


async def asks(house: House, at: str = "2026-11-23 16.10") -> tuple[Phone, Phone]:
    await house.at(at)
    for phone in (house.alma, house.mette):
        phone.turns_page()
    await house.alma.presses(KEY)
    return house.alma, house.mette


async def test_the_call_is_out_before_anything_is_asked(house: House) -> None:
    alma, mette = await asks(house)
    mette.sees("{name} would like to talk with someone.", name="Alma")
    alma.sees("I have told {names}.", names=("Mette",))
    alma.sees(BEST)
    assert [label[:1] for label in alma.labels] == ["🚶", "📞", "✍", "⏭", "✖"]


async def test_what_is_picked_stands_on_both_cards_and_rings_nobody(house: House) -> None:
    alma, mette = await asks(house)
    mine, theirs = alma.card.message_id, mette.card.message_id
    await alma.taps("Come to me")
    alma.sees("You would like somebody to come.")
    alma.sees(ABOUT)
    alma.sees_not(BEST)
    mette.sees(COME)
    await alma.taps("Company")
    for phone in (alma, mette):
        phone.sees("It is about: {topic}", topic=phone.say("Company"))
    alma.sees_not(ABOUT)
    assert (alma.card.message_id, mette.card.message_id) == (mine, theirs)
    await house.passes(minutes=11)
    house.jonas.sees(COME)
    house.jonas.sees("It is about: {topic}", topic=house.jonas.say("Company"))


async def test_each_question_can_be_passed_over_and_does_not_come_back(house: House) -> None:
    alma, mette = await asks(house)
    await alma.taps("Skip")
    alma.sees(ABOUT)
    await alma.taps("Skip")
    alma.sees_not(ABOUT)
    mette.sees_not("It is about")
    await house.closes()
    await house.opens()
    await alma.presses(KEY)
    alma.sees_not(BEST)
    alma.sees_not(ABOUT)
    assert alma.has_button("It is not needed now")


async def test_what_is_wanted_stands_first_among_the_answers(house: House) -> None:
    alma, mette = await asks(house)
    first = {"Call me": "I am calling now", "Write to me": "I write …", "Come to me": "I am coming now"}
    for label, answer in first.items():
        await alma.taps(label)
        assert mette.say(answer) in mette.labels[0]
        assert len(mette.labels) == 5
        await alma.taps("It is not needed now")
        alma.turns_page()
        mette.turns_page()
        await alma.presses(KEY)


async def test_staff_answer_in_words_and_the_borger_reads_them_at_once_also_at_night(house: House) -> None:
    alma, mette = await asks(house, "2026-11-23 22.45")
    await alma.taps("Write to me")
    await mette.taps("I write …")
    await mette.says("Jeg er her. Vi ses i morgen.")
    alma.reads("{name} writes: »{answer}«", name="Mette", answer="Jeg er her. Vi ses i morgen.")
    mette.sees("{name} has answered in their own words.", name="Mette")
    await house.passes(minutes=30)
    assert not house.jonas.has_seen("{name} would like to talk with someone.", name="Alma")
    lines, _ = await copied(house)
    assert any("Jeg er her. Vi ses i morgen." in line for line in lines)


async def test_staff_answer_by_voice_and_it_comes_at_once(house: House) -> None:
    alma, mette = await asks(house, "2026-11-23 22.45")
    await mette.taps("I write …")
    await mette.speaks()
    alma.sees("{name} answers:", name="Mette")
    assert [call.method for call in house.sim.calls if call.chat_id == alma.chat_id][-1] == "sendVoice"


async def test_words_that_came_too_late_are_not_sent_and_their_writer_knows(house: House) -> None:
    alma, mette = await asks(house)
    await mette.taps("I write …")
    await house.passes(minutes=11)
    await house.jonas.taps("I am calling now")
    await mette.says("Jeg kommer senere")
    mette.sees("This does not wait for an answer any more.")
    alma.sees_not("Jeg kommer senere")
    alma.reads("{name} is calling you now.", name="Jonas")


async def test_a_wish_tapped_after_somebody_answered_changes_nothing(house: House) -> None:
    alma, mette = await asks(house)
    late = alma.button("Come to me")
    await mette.taps("I am calling now")
    await alma.taps_data(*late)
    mette.sees_not(COME)
    alma.sees("{name} is calling you now.", name="Mette")


@pytest.mark.parametrize("choice", ["way_fly", "topic_", "way", "topic_way", "_come"])
async def test_a_choice_that_is_none_is_refused(house: House, choice: str) -> None:
    alma, _ = await asks(house)
    message_id, data = alma.button("Come to me")
    await alma.taps_data(message_id, data.replace("way_come", choice))
    alma.sees(BEST)


async def test_half_an_hour_from_now_can_be_promised_at_any_hour(house: House) -> None:
    alma, mette = await asks(house, "2026-11-23 22.41")
    await mette.taps("I come at …", "23.15")
    alma.reads("{name} comes {when}.", name="Mette", when=house.local("2026-11-23 23.15"))


async def test_a_time_that_passed_while_they_thought_is_not_meant_for_tomorrow(house: House) -> None:
    alma, mette = await asks(house, "2026-11-23 19.50")
    await mette.taps("I come at …")
    await house.passes(minutes=12)
    await mette.taps("20.00")
    mette.sees("{time} is just past. Please choose another time.", time=time(20))
    alma.sees("Nobody has answered yet.")
    await mette.taps("I come at …", "20.35")
    alma.reads("{name} comes {when}.", name="Mette", when=house.local("2026-11-23 20.35"))
