"""Something has come below a question by itself, a call or somebody's word: what is written or said next is not taken
for its answer. What the bot itself answers comes in between and changes nothing."""

from __future__ import annotations

from dialogs.permissions import Role
from tests.house import PLAN, House
from tests.planning.test_proposals import wishes
from tests.reminding.test_own_reminders import sets
from tests.reviewing.test_spoken_answers import follows_up


async def is_called_while_answering(house: House) -> None:
    """Mette is about to answer Alma's wish when Bo calls."""
    bo = await house.joins(31, "Bo", Role.BORGER, plan=PLAN)
    await house.contacts(bo, house.mette)
    await wishes(house)
    await house.mette.taps("Write an answer")
    house.alma.turns_page()
    await bo.presses("Talk to someone")


async def test_a_voice_meant_for_who_calls_does_not_reach_another_borger(house: House) -> None:
    await is_called_while_answering(house)
    await house.mette.speaks()
    assert house.alma.texts == []
    house.mette.sees("I have not sent that. Is it for this? Then write it again here.")
    await house.mette.says("Ja, det gør vi.")
    house.alma.sees("Ja, det gør vi.")


async def test_neither_does_what_is_written_before_the_word_that_it_was_not_sent_has_come(house: House) -> None:
    await is_called_while_answering(house)
    await house.mette.says("Jeg kommer nu, Bo", "Vent på mig", "Jeg er der om lidt")
    assert house.alma.texts == []
    await house.mette.says("Ja, det gør vi.")
    house.alma.sees("Ja, det gør vi.")


async def test_what_a_borger_answers_somebody_is_no_reminder(house: House) -> None:
    await follows_up(house)
    await sets(house)
    await house.mette.says("Vil du med i biffen?")
    await house.mette.taps(house.mette.labels[0])
    await house.alma.says("Ja tak. Jeg er ked af det i dag")
    house.alma.sees_not("Hvilket tidspunkt passer?")
    house.alma.sees("Shall I keep what you sent?")


async def test_what_the_bot_answers_in_between_takes_nothing_away(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    written = await alma.says("Jeg savner min hund")
    await alma.edits(written, "Jeg savner min kat")
    await alma.says("og min have")
    await alma.taps("Done")
    alma.sees("Jeg savner min kat")
    alma.sees("og min have«")


async def test_a_sentence_where_a_time_is_asked_for_is_not_thrown_away(house: House) -> None:
    alma = house.alma
    await sets(house, "Something else")
    await alma.says("Købe mælk", "Jeg har det dårligt og vil ikke mere")
    alma.sees("Shall I keep what you sent?")
    await alma.taps("As a note", "Done")
    alma.sees("»Jeg har det dårligt og vil ikke mere«")


async def test_a_time_that_cannot_be_read_is_only_asked_for_again(house: House) -> None:
    alma = house.alma
    await sets(house, "Something else")
    await alma.says("Købe mælk", "når det passer")
    alma.sees_not(alma.say("Shall I keep what you sent?"))
