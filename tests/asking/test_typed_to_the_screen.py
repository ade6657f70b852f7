"""What is typed goes to the card on the screen; what stands further up takes nothing without a word."""

from __future__ import annotations

from datetime import time

from bot.desk.desk import Desk
from bot.desk.flow import Start
from storage import people
from tests.asking.test_words import OFFER, UP_TO_WORDS
from tests.copy_stage import words_kept
from tests.house import ALMA, METTE, House
from tests.reminding.test_own_reminders import own
from tests.review_stage import will_do


def _opens(desk: Desk, chat_id: int, dialog: str) -> None:
    """Somebody opens something about Alma."""
    who, alma = people.person_by_chat(desk.tx, chat_id), people.person_by_chat(desk.tx, ALMA)
    assert who and alma
    desk.runner.go(desk, dialog, Start(who, alma))


async def test_what_a_new_reminder_is_of_is_typed_where_it_asks(house: House) -> None:
    alma = house.alma
    await house.service.house.write(_opens, ALMA, "wish")
    await house.quiet()
    await alma.presses("More")
    await alma.taps("My week", "Remind me", "New reminder")
    await alma.says("Købe mælk")
    await alma.taps(alma.say("{when}", when=time(18)), "Only once")
    assert [a.plan.title for a in await own(house)] == ["Købe mælk"] and not await words_kept(house)
    assert house.mette.shown == []


async def test_a_question_that_another_stands_below_takes_no_words(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps(*UP_TO_WORDS)
    await house.service.house.write(_opens, ALMA, "fit")
    await house.quiet()
    await alma.says("til ingen af dem")
    alma.reads(OFFER)
    await alma.taps("No thanks")
    assert not await words_kept(house), "what becomes of it is asked"


async def test_what_was_asked_before_asks_again_when_the_other_is_done(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps(*UP_TO_WORDS)
    await house.service.house.write(_opens, ALMA, "note")
    await house.quiet()
    await alma.says("til noten")
    await alma.taps("Done")
    alma.reads("Would you like to say more?")
    await alma.says("til spørgsmålet")
    await alma.taps("Done")
    assert sorted(await words_kept(house)) == ["til noten", "til spørgsmålet"]


async def test_the_key_of_how_one_is_asks_that_and_not_what_was_left(house: House) -> None:
    alma = house.alma
    await house.service.house.write(_opens, ALMA, "who_decides")
    await house.quiet()
    await alma.taps(alma.labels[0].split(" ", 1)[-1])
    for _ in range(2):
        await alma.presses("Answer now")
        alma.reads("How are you today?")


async def test_a_list_of_follow_ups_shows_what_is_done(house: House) -> None:
    mette = house.mette
    await house.alma.presses("Answer now")
    await house.alma.taps(*UP_TO_WORDS, "No thanks")
    await mette.opens_news()
    await mette.taps("I follow up")
    await will_do(mette, "Vi finder en løsning.")
    await mette.presses("Follow-up")
    await mette.taps("Gjort: Vi finder en løsning.")
    mette.reads("Done: {note}", note="Vi finder en løsning.")
    mette.reads("No open follow-ups.")
    await house.at("2026-11-24 09.00")
    mette.turns_page()
    await mette.presses("Follow-up")
    mette.sees_not("Vi finder en løsning.")


async def test_staff_send_nobody_what_they_wrote_under_something_else(house: House) -> None:
    mette = house.mette
    await house.alma.presses("Answer now")
    await house.alma.taps(*UP_TO_WORDS, "No thanks")
    await mette.opens_news()
    await mette.taps("I follow up", "In my own words")
    await house.service.house.write(_opens, METTE, "staff_note")
    await house.quiet()
    await mette.says("Bent sov dårligt")
    house.alma.turns_page()
    await mette.says("og han vil ringe til sin søn")
    mette.sees("I have not sent that. Is it for this? Then write it again here.")
    house.alma.sees_not("ringe til sin søn")
    await mette.says("Vi taler sammen i morgen.")
    await mette.taps(mette.labels[1])
    house.alma.sees("Vi taler sammen i morgen.")


async def test_staff_type_a_title_that_is_not_on_the_list(house: House) -> None:
    mette = house.mette
    await mette.presses("Plan")
    await mette.taps("Plan something", "Skip", "Alma", "Done")
    await mette.says("Bowling")
    mette.sees("Which day, the first time?")
