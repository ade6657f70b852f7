"""Sharing: what a borger keeps is kept, what they take back is gone from screens, and each look is noted."""

from __future__ import annotations

import pytest

from dialogs.text import T
from tests.books import traces
from tests.house import House
from tests.phone import Phone
from tests.reader_stage import chooses
from tests.review_stage import asks_who_has_seen, looks, opened

pytestmark = pytest.mark.long

GONE = "Nothing is shared any more."


async def answers(alma: Phone, words: str) -> None:
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    await alma.says(words)
    await alma.taps("Done")


async def tells(alma: Phone, menu: str, words: str) -> None:
    """A wish or a note."""
    await alma.presses("More")
    await alma.taps("My life", menu)
    await alma.says(words)
    await alma.taps("Done")


async def test_what_is_kept_to_oneself_is_never_seen(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "en hemmelighed")
    await alma.taps("Don't share")
    alma.sees("I show it to nobody.")
    await mette.opens_news()
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answers")
    await house.at("2026-11-23 18.00")
    mette.sees_not("en hemmelighed")
    assert not any(m.photo for m in mette.shown), "no chart either"
    await asks_who_has_seen(alma)
    alma.reads("I have shown your answers to nobody yet.")
    await alma.taps("Share")
    alma.sees("{readers} may read it.", readers="Mette")
    await mette.opens_news()
    mette.sees("en hemmelighed")


async def test_kept_to_oneself_afterwards_is_taken_off_the_screen(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "en hemmelighed")
    await mette.opens_news()
    mette.sees("en hemmelighed")
    seen = mette.button("Seen")
    await alma.taps("Don't share")
    mette.sees_not("en hemmelighed", "Mood")
    mette.sees(GONE)
    assert not mette.shown[-1].photo
    assert not mette.shown[-1].buttons, "nothing is there to have been seen, or to be followed up"
    await mette.taps_data(*seen)
    mette.sees_not("en hemmelighed")


async def test_a_withheld_day_is_not_in_later_charts_nor_in_what_is_usual(house: House) -> None:
    alma, mette = house.alma, house.mette
    for day in (23, 24, 25, 26):
        await house.at(f"2026-11-{day} 16.00")
        await alma.taps("Very badly", "Okay", "Some", "Nobody", "Food", "No thanks", "Don't share")
    await house.at("2026-11-27 16.00")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await mette.opens_news()
    mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=7.5)
    await mette.taps("Curve")
    chart = mette.card.file
    assert chart is not None and chart.content.count(b"value=7.5") == 1 and b"value=0" not in chart.content


async def test_a_permission_taken_back_empties_the_screens(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "om mig")
    await mette.opens_news()
    await chooses(alma, "Mette", "My wishes", "My notes")
    mette.sees_not("om mig")
    mette.sees(GONE)
    await house.at("2026-11-23 18.00")
    mette.sees_not("om mig")


async def test_wishes_and_notes_are_topics_of_their_own(house: House) -> None:
    alma, mette = house.alma, house.mette
    await chooses(alma, "Mette", "How I am", "My notes")
    await answers(alma, "om dagen")
    await tells(alma, "My wishes", "et ønske")
    alma.sees("Nobody else may read it yet.")
    await tells(alma, "My notes", "en note")
    await mette.opens_news()
    mette.sees("om dagen")
    mette.sees("en note")
    mette.sees_not("et ønske")


async def test_the_receipt_names_the_right_readers(house: House) -> None:
    alma = house.alma
    await house.contacts(alma, house.mette, house.jonas)
    await answers(alma, "x")
    alma.sees("{readers} may read it.", readers="Mette")
    await house.shares(alma, house.jonas, "trivsel")
    await house.passes(days=1)
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    alma.reads("{readers} may read it.", readers=alma.say("{names}", names=("Mette", "Jonas")))


async def test_those_who_are_not_her_contact_persons_see_nothing(house: House) -> None:
    await answers(house.alma, "kun til Mette")
    for phone in (house.jonas, house.lis):
        await phone.presses("Borgere")
        phone.sees_not("kun til Mette")
    await house.jonas.opens_news()
    await house.at("2026-11-23 18.00")
    for phone in (house.jonas, house.lis):
        phone.sees_not("kun til Mette", "Mood")
    await asks_who_has_seen(house.alma)
    house.alma.reads("Mette")
    assert not any(name in house.alma.last for name in ("Jonas", "Lis"))


async def test_a_new_contact_person_reads_nothing_until_the_borger_says_so(house: House) -> None:
    alma, mette, jonas = house.alma, house.mette, house.jonas
    await answers(alma, "om mig")
    await mette.opens_news()
    summary = mette.button("Seen")
    await house.lis.presses("Borgere")
    await house.lis.taps("Alma", "Contact persons", "Mette", "Jonas", "Done", "Yes, save it")
    mette.sees_not("om mig")
    mette.turns_page()
    await mette.taps_data(*summary)
    await mette.opens_news()
    mette.sees_not("om mig")
    assert not alma.has_seen("{name} has read your answer.", name="Mette")
    await jonas.opens_news()
    jonas.sees_not("om mig")
    alma.sees("{name} is your contact person now.", name="Jonas")
    await chooses(alma, "Jonas", "How I am")
    await jonas.presses("Borgere")
    await jonas.taps("Alma", "Answers")
    jonas.sees("om mig")


async def test_each_look_is_noted_once(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "lang " * 80)
    await mette.opens_news()
    await mette.taps("Seen", "Hear and read all")
    await mette.presses("Borgere")
    await mette.taps("Alma", "Answers")
    assert await looks(house) == ["summary", "own words", "page", "answers"]
    await asks_who_has_seen(alma)
    assert alma.last.count("Mette") == 1, "in one line, for it was one day"


async def test_the_borgers_words_are_never_staffs_to_change(house: House) -> None:
    """Staff edit a message with the same id as a borger's: nothing comes of it."""
    alma = house.alma
    await answers(alma, "mine ord")
    written = await house.mette.says("hej")
    await house.mette.edits(written, "andres ord")
    mette = await opened(house, "Answers")
    mette.sees("»mine ord«")
    assert not await traces(house.service.db, "andres ord")
