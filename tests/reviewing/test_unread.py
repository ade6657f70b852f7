"""New is what a reader may read and was in nothing that they have marked as seen: however late they may read it."""

from __future__ import annotations

from tests.house import TOPICS, House
from tests.phone import Phone
from tests.reviewing.test_summaries import answers

SAID = "Jeg vil ikke være her mere"


async def notes(alma: Phone, words: str) -> None:
    """A note of Alma's own."""
    await alma.presses("More")
    await alma.taps("My life", "My notes")
    await alma.says(words)
    await alma.taps("Done")


async def marks_all_seen(house: House, *, hears: bool) -> None:
    """Mette opens what is new, which has Alma's words or not, and says that she has seen it."""
    mette = house.mette
    await house.passes(minutes=1)
    mette.turns_page()
    await mette.opens_news()
    (mette.sees if hears else mette.sees_not)(SAID)
    await mette.taps("Seen")
    await house.passes(minutes=1)


async def test_a_note_that_is_shared_after_something_else_was_seen(house: House) -> None:
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "trivsel")
    await notes(alma, SAID)
    await answers(alma)
    await marks_all_seen(house, hears=False)
    await alma.taps("Choose who may read it", "Mette", "Done")
    await marks_all_seen(house, hears=True)


async def test_a_note_that_is_taken_back_and_shared_again(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, mette, *TOPICS)
    await house.shares(alma, jonas, "trivsel")
    await answers(alma)
    await notes(alma, SAID)
    await house.passes(minutes=1)
    await jonas.opens_news()
    jonas.sees_not(SAID)
    await house.passes(minutes=1)
    await alma.taps("Don't share")
    await marks_all_seen(house, hears=False)
    await alma.taps("Share")
    await marks_all_seen(house, hears=True)


async def test_words_that_are_held_back_and_shown_after_all(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await house.contacts(alma, mette, jonas)
    await house.shares(alma, mette, *TOPICS)
    await house.shares(alma, jonas, "trivsel")
    await answers(alma, SAID)
    await house.passes(minutes=1)
    await jonas.opens_news()
    await alma.taps("Change", "Some of it is only for me", "Your words", "Done")
    await marks_all_seen(house, hears=False)
    await alma.taps("Change", "Some of it is only for me", "Your words", "Done")
    await marks_all_seen(house, hears=True)


async def test_what_was_seen_is_not_new_again_when_it_is_taken_back_and_shared_again(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, SAID)
    await marks_all_seen(house, hears=True)
    await alma.taps("Don't share")
    await house.passes(minutes=1)
    await alma.taps("Share")
    mette.turns_page()
    await mette.presses("News")
    mette.sees("Nothing new.")
