"""Leaving questions: the ways that are folded away, closing what one has opened, and going on to something else."""

from __future__ import annotations

import pytest

from tests.asking.test_words import OFFER
from tests.copy_stage import answer, sittings
from tests.house import House
from tests.phone import Phone

QUESTION = "How are you today?"
STOPPED = "You stopped here. That is all right."


def ways(alma: Phone) -> list[str]:
    """The buttons under the answers of the newest card, by their words."""
    known = ("Skip", "Don't know", "Won't say", "Back", "Stop", "Close", "Pause")
    return [words for words in known if alma.has_button(words)]


async def test_the_rest_unfolds_on_the_same_card_and_folds_again(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    card = alma.card.message_id
    assert ways(alma) == ["Skip"]
    await alma.taps("⋯")
    assert ways(alma) == ["Skip", "Don't know", "Won't say", "Stop"]
    await alma.taps("⋯")
    assert ways(alma) == ["Skip"] and alma.card.message_id == card
    await alma.taps("⋯", "Don't know")
    alma.reads("How did you sleep?")
    assert ways(alma) == ["Skip"], "the next card is folded"


async def test_it_is_still_unfolded_after_a_restart(house: House) -> None:
    await house.at("2026-11-23 16.00")
    await house.alma.taps("⋯")
    await house.is_back()
    await house.alma.taps("Won't say")
    assert await sittings(house) == [[answer("Mood", "Won't say")]]


@pytest.mark.parametrize("unfolded", [True, False])
async def test_a_folded_button_can_be_written(house: House, unfolded: bool) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps(*(["⋯"] if unfolded else []))
    await alma.says("ved ikke")
    alma.sees("How did you sleep?")
    await alma.says("tilbage")
    alma.sees(QUESTION)
    await alma.says("stop")
    assert await sittings(house) == [[answer("Mood", "Don't know")]]
    alma.sees_not(OFFER)


# What a borger has opened


async def test_what_was_opened_and_closed_unanswered_goes(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    assert ways(alma) == ["Skip", "Close"]
    await alma.taps("Close")
    alma.sees_not(QUESTION, STOPPED)


@pytest.mark.parametrize("word", ["luk", "stop"])
async def test_closed_by_its_word_nothing_is_lost(house: House, word: str) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.says(word)
    alma.sees(STOPPED)
    assert await sittings(house) == [[answer("Mood", "Well")]]
    await alma.presses("Answer now")
    alma.reads(QUESTION)


async def test_who_opens_something_is_not_reminded_of_it(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await house.at("2026-11-23 15.30")
    alma.sees_not("You may answer now, if you like.")


async def test_opened_and_not_begun_it_goes_when_something_else_is_opened(house: House) -> None:
    alma = house.alma
    await alma.presses("More")
    await alma.taps("My life", "My notes")
    await alma.presses("My week")
    alma.sees_not("What would you like to tell?")
    await alma.says("Jeg vil se havet")
    alma.reads(OFFER)


async def test_what_was_left_comes_back_only_when_it_is_asked_for(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.presses("My week")
    await alma.says("/start")
    alma.sees("Here are your buttons, {name}.", name="Alma")
    alma.person.sends_sticker()
    await house.quiet()
    alma.reads("I can keep text, speech, photos and videos. That one I could not keep.")
    assert alma.has_seen("How did you sleep?") == 1, "the card is where it was"
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")


async def test_answer_now_does_not_bring_what_is_all_answered(house: House) -> None:
    alma = house.alma
    await alma.says("Jeg vil se havet")
    await alma.taps("As a wish")
    await alma.presses("Answer now")
    alma.reads(QUESTION)


async def test_the_clock_asks_also_who_has_left_what_they_had_opened(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 15.30")
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.presses("My week")
    await house.at("2026-11-23 16.00")
    alma.reads(QUESTION)
    assert ways(alma)[0] == "Skip" and not any("Luk" in label for label in alma.labels)
    assert await sittings(house) == [[answer("Mood", "Well")]], "and nothing is lost"


async def test_what_the_clock_asked_comes_back_when_something_came_in_between(house: House) -> None:
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.presses("My week")
    await alma.says("Jeg vil sige noget")
    await alma.taps("No thanks")
    alma.reads(QUESTION)


async def test_words_go_to_what_is_on_the_screen(house: House) -> None:
    """Not to own words that were left, whoever began them."""
    alma = house.alma
    await house.at("2026-11-23 16.00")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    await alma.presses("My week")
    await alma.says("Hvornår er der mad?")
    alma.reads(OFFER)
    await alma.taps("No thanks")
    alma.reads("Would you like to say more?")
    await alma.says("Det var en god dag")
    await alma.taps("Done")
    assert [line for line in (await sittings(house))[0] if "mad" in line] == []
