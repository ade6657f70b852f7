"""A borger's page while what is shared changes: what is new, what goes from the screen, and what counts as a look."""

from __future__ import annotations

from dialogs.text import T
from tests.house import MONDAY_NOON, House
from tests.review_stage import looks, opened
from tests.reviewing.test_sharing import tells
from tests.reviewing.test_summaries import answers

LONG = "lang hemmelighed " * 30


async def test_what_was_shared_late_is_new(house: House) -> None:
    """The answer is from before the last summary, and was shared after it."""
    alma, mette = house.alma, house.mette
    await house.shares(alma, mette, "trivsel", "wishes")
    await answers(alma, "en hemmelighed")
    await alma.taps("Don't share")
    share = alma.button("Share")
    await tells(alma, "My wishes", "et ønske")
    await house.passes(minutes=1)
    await mette.opens_news()
    await house.passes(minutes=1)
    await alma.taps_data(*share)
    await opened(house)
    mette.sees("{topic}: {when}, new", topic=T("How are you"), when=house.local(MONDAY_NOON))
    await mette.taps("What is new")
    mette.sees("en hemmelighed")


async def test_what_is_new_is_sent_once(house: House) -> None:
    await answers(house.alma)
    mette = await opened(house)
    button = mette.button("What is new")
    await mette.taps_data(*button)
    await mette.taps_data(*button)
    mette.sees_not("Nothing is shared any more.")
    assert (await looks(house)).count("summary") == 1


async def test_own_words_that_were_sent_go_when_they_are_shared_no_more(house: House) -> None:
    alma = house.alma
    await answers(alma, LONG)
    keep = alma.button("Don't share")
    await alma.speaks()
    await alma.taps("As a note", "Done")
    mette = await opened(house, "Answers", "Hear and read all")
    assert [m.file.kind for m in mette.shown if m.file] == ["voice"] and any(LONG in text for text in mette.texts)
    await alma.taps_data(*keep)
    assert not any(LONG in text for text in mette.texts), "of the check-in that was taken back"
    assert [m.file.kind for m in mette.shown if m.file] == ["voice"], "the note is still shared"


async def test_own_words_on_their_way_do_not_arrive_when_they_are_shared_no_more(house: House) -> None:
    await answers(house.alma, LONG)
    mette = await opened(house, "Answers")
    house.sim.faults.next("sendMessage", status=502)
    await mette.taps("Hear and read all")
    await house.alma.taps("Don't share")
    await house.passes(minutes=2)
    assert not any(LONG in text for text in mette.texts)


async def test_who_sees_answers_on_a_page_that_was_open_has_looked(house: House) -> None:
    await answers(house.alma, "en hemmelighed")
    await house.alma.taps("Don't share")
    mette = await opened(house, "Answers")
    assert await looks(house) == []
    await house.alma.taps("Share")
    mette.sees("en hemmelighed")
    assert await looks(house) == ["answers"]
    await house.alma.taps("Don't share", "Share")
    assert await looks(house) == ["answers"], "one look, while the page stands there"
