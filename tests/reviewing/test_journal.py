"""What staff have opened can be copied to the house's journal: whose it is, when, and what, and no more."""

from __future__ import annotations

import pytest

from dialogs.profile import ReadingProfile
from tests.house import House
from tests.phone import Phone, en
from tests.reviewing.test_summaries import answers

LIMIT = 256
NOON = "Alma, mandag den 23. november kl. 12.00:"


async def opens(mette: Phone) -> None:
    mette.turns_page()
    await mette.opens_news()


async def little(alma: Phone) -> None:
    """Alma answers two questions and skips the rest."""
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Skip", "Skip", "Skip", "No thanks")


async def test_few_facts_have_a_button_each(house: House) -> None:
    await little(house.alma)
    await opens(house.mette)
    mood, sleep = (house.mette.say(words) for words in ("Mood", "Sleep"))
    assert house.mette.copies == [f"{NOON} {mood}: Godt (7,5)", f"{NOON} {sleep}: Okay (5)"]
    for fact in (mood, sleep):
        assert house.mette.has_button(house.mette.say("Copy: {what}", what=fact))


async def test_more_than_three_have_one_for_the_sitting(house: House) -> None:
    await answers(house.alma, "Jeg savner min hund")
    await opens(house.mette)
    (copied,) = house.mette.copies
    assert copied.startswith(f"{NOON} ") and "»Jeg savner min hund«" in copied
    assert house.mette.has_button("Copy all of it")


async def test_of_several_sittings_the_newest_three(house: House) -> None:
    for day in range(23, 28):
        await house.at(f"2026-11-{day} 12.00")
        await answers(house.alma)
    await opens(house.mette)
    assert [copied.split(":")[0] for copied in house.mette.copies] == [
        f"Alma, {day} november kl. 12.00" for day in ("fredag den 27.", "torsdag den 26.", "onsdag den 25.")
    ]


async def test_what_is_too_long_is_cut_and_says_so(house: House) -> None:
    await answers(house.alma, "Min hund 🐶 er blevet væk. " * 30)
    await opens(house.mette)
    (copied,) = house.mette.copies
    assert copied.endswith("…") and LIMIT - 30 <= len(copied.encode("utf-16-le")) // 2 <= LIMIT


async def test_what_is_shared_no_more_cannot_be_copied(house: House) -> None:
    await little(house.alma)
    await opens(house.mette)
    assert house.mette.copies
    await house.alma.taps("Don't share")
    house.mette.sees("Nothing is shared any more.")
    assert house.mette.copies == []


async def test_signs_alone_are_copied_in_words(house: House) -> None:
    await house.alma.presses("Answer now")
    await house.alma.taps("Well", "Skip", "Skip", "Skip", "Skip")
    await house.alma.says("🙂 👍")
    await house.alma.taps("Done")
    await opens(house.mette)
    mood, own = house.mette.copies
    assert mood.endswith("Humør: Godt (7,5)")
    assert own.endswith("»🙂 👍« (på appens knapper: Godt)")


@pytest.mark.parametrize("said", ["🦖", "🙂 hej"])
async def test_words_and_signs_the_app_does_not_know_are_copied_as_they_are(house: House, said: str) -> None:
    await house.alma.presses("Answer now")
    await house.alma.taps("Well", "Skip", "Skip", "Skip", "Skip")
    await house.alma.says(said)
    await house.alma.taps("Done")
    await opens(house.mette)
    assert house.mette.copies[-1].endswith(f"»{said}«")


async def test_the_journal_is_written_in_the_house_s_language(house: House) -> None:
    await little(house.alma)
    await house.reads_as(house.mette, ReadingProfile(language="en"))
    mette = Phone(house.mette.person, house.quiet, en)
    await opens(mette)
    assert mette.has_button("Copy: {what}".format(what="Mood"))
    assert house.mette.copies[0] == f"{NOON} Humør: Godt (7,5)"
