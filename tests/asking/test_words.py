"""What a borger writes, says and shows, asked for or not: nothing is lost, nothing is kept against their will."""

from __future__ import annotations

from unittest.mock import patch

import pytest

from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.text import T
from storage import inbox
from tests.books import traces
from tests.copy_stage import answer, copied, sittings, words_kept
from tests.house import House
from tests.phone import Phone
from tests.review_stage import asks_who_has_seen, opened
from tests.simulator_stage import png

UP_TO_WORDS = ("Well", "Okay", "Some", "Nobody", "Food")
ASKED = "Would you like to say more?"
OFFER = "Shall I keep what you sent?"
THANKS = "Thank you. This is what you answered."


async def at_the_words(house: House) -> Phone:
    await house.alma.presses("Answer now")
    await house.alma.taps(*UP_TO_WORDS)
    house.alma.reads(ASKED)
    return house.alma


async def test_a_sticker_is_answered_kindly(house: House) -> None:
    alma = await at_the_words(house)
    alma.person.sends_sticker()
    await house.quiet()
    alma.sees("I can keep text, speech, photos and videos. That one I could not keep.")
    alma.reads(ASKED)  # the question comes again below
    assert alma.has_seen(ASKED) == 1
    await alma.says("Så skriver jeg det")
    await alma.taps("Done")
    assert await words_kept(house) == ["Så skriver jeg det"]
    alma.reads(THANKS)


async def test_several_messages_are_all_kept(house: House) -> None:
    alma = await at_the_words(house)
    await alma.says("Jeg er træt", "og min nabo larmer", "hele natten")
    await alma.speaks()
    await alma.taps("Done")
    assert await words_kept(house) == ["Jeg er træt", "og min nabo larmer", "hele natten"]
    await house.mette.opens_news()
    for words in ("»Jeg er træt«", "»og min nabo larmer«", "»hele natten«"):
        house.mette.sees(words)


async def test_who_asks_to_talk_by_the_keys_name_is_no_answer_to_be_kept(house: House) -> None:
    """Typed, or on a keyboard from before: without the sign that the key has now."""
    alma = await at_the_words(house)
    await alma.says("snak med nogen")
    house.mette.sees("{name} would like to talk with someone.", name="Alma")
    assert not await words_kept(house)


async def test_an_edited_message_is_a_correction(house: House) -> None:
    alma, mette = await at_the_words(house), house.mette
    written = await alma.says("Jeg savner min hun")
    await alma.taps("Done")
    await mette.opens_news()
    mette.sees("»Jeg savner min hun«")
    before = len(mette.shown)
    await alma.edits(written, "Jeg savner min hund")
    alma.sees("I have changed it.")
    alma.sees("»Jeg savner min hund«")
    alma.sees_not("»Jeg savner min hun«")
    mette.sees("»Jeg savner min hund«")
    mette.sees_not("»Jeg savner min hun«")
    assert len(mette.shown) == before, "the summary on the screen is drawn anew"
    assert await words_kept(house) == ["Jeg savner min hund"]
    assert "answer.words" in await traces(house.service.db, "Jeg savner min hun"), "what was said first stays beside it"


async def test_a_correction_long_after_is_news(house: House) -> None:
    alma, mette = await at_the_words(house), house.mette
    written = await alma.says("Jeg har det fint")
    await alma.taps("Done")
    await mette.opens_news()
    await house.passes(hours=5)
    await alma.edits(written, "Jeg har ondt")
    mette.turns_page()
    await mette.opens_news()
    mette.sees("»Jeg har ondt«")


async def test_an_edited_message_that_was_no_answer_is_no_matter(house: House) -> None:
    written = await house.alma.says("hej")
    await house.alma.taps("No thanks")
    house.alma.turns_page()
    await house.alma.edits(written, "hejsa")
    assert await words_kept(house) == []


async def test_words_edited_before_they_are_kept(house: House) -> None:
    written = await house.alma.says("Jeg vil til Samsø")
    await house.alma.edits(written, "Jeg vil til Læsø")
    await house.alma.taps("As a wish", "Done")
    assert await words_kept(house) == ["Jeg vil til Læsø"]


async def test_words_when_a_button_was_asked_for_become_a_wish(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.says("Jeg vil gerne i Tivoli")
    alma.reads(OFFER)
    await alma.taps("As a wish", "Done")
    assert await words_kept(house) == ["Jeg vil gerne i Tivoli"]
    alma.reads("How are you today?")
    await alma.taps("Well")
    alma.reads("How did you sleep?")
    page = await opened(house, "Answers", "My wishes")
    page.reads("»Jeg vil gerne i Tivoli«")


@pytest.mark.parametrize("ways", [("No thanks",), ("As a note", "Done")])
async def test_the_question_comes_back_once_after_words_in_between(house: House, ways: tuple[str, ...]) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.says("Jeg vil sige noget")
    assert len(alma.labels) == 3, "no thanks is the way out"
    await alma.taps(*ways[:-1])
    last = alma.button(ways[-1])
    alma.person.taps_data(*last)
    await alma.taps_data(*last)
    alma.reads("How are you today?")
    at = alma.card.message_id
    await alma.taps_data(*last)
    assert alma.card.message_id == at and alma.has_seen("How are you today?") == 1


async def test_what_somebody_opened_and_left_is_not_put_before_them_by_words_in_between(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.presses("My week")
    await alma.says("Jeg vil sige noget")
    await alma.taps("No thanks")
    alma.reads("All right. I have not kept it.")
    alma.person.sends_sticker()
    await house.quiet()
    alma.reads("I can keep text, speech, photos and videos. That one I could not keep.")
    await alma.presses("Answer now")
    alma.reads("How did you sleep?")


async def test_words_that_are_not_to_be_kept_are_gone(house: House) -> None:
    await house.alma.says("det var bare noget jeg sagde")
    await house.alma.taps("No thanks")
    house.alma.sees("All right. I have not kept it.")
    assert await traces(house.service.db, "bare noget") == []


async def test_words_wait_while_something_else_is_done(house: House) -> None:
    """A key, or a whole check-in, in between: the words are still there to be kept."""
    alma = house.alma
    await alma.says("Jeg vil gerne ringe til min søster")
    await alma.presses("My week")
    await alma.presses("Answer now")
    await alma.taps(*UP_TO_WORDS, "No thanks")
    await alma.taps("As a note", "Done")
    assert await words_kept(house) == ["Jeg vil gerne ringe til min søster"]


async def test_an_album_is_one_question(house: House) -> None:
    alma = house.alma
    for n in range(4):
        alma.person.sends_photo(png(100 + n, 100), caption="Min have" if n == 0 else "")
    await house.quiet()
    assert alma.has_seen(OFFER) == 1
    await alma.taps("As a note", "Done")
    await house.service.upkeep.fetch_media()
    (note,), (_, files) = await sittings(house, "My notes"), await copied(house)
    assert sorted(files.values()) == sorted(png(100 + n, 100) for n in range(4))
    assert [sum(file in line for line in note) for file in files] == [1] * 4


@pytest.mark.parametrize("typed", ["Well", "well ", "WELL"])
async def test_the_word_of_a_button_typed_instead_of_tapped(house: House, typed: str) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    word = alma.say("Well")
    await alma.says({"Well": word, "well ": word.lower() + " ", "WELL": word.upper()}[typed])
    alma.sees("How did you sleep?")
    alma.sees_not(OFFER)
    assert await sittings(house) == [[answer("Mood", "Well")]]


async def test_a_word_typed_while_other_words_wait(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.says("Jeg er sulten")
    await alma.says(alma.say("Well"))
    alma.sees("How did you sleep?")
    await alma.taps("As a note", "Done")
    assert await words_kept(house) == ["Jeg er sulten"]


async def test_a_number_typed_instead_of_tapped(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(Reading.BOTH, ScaleStyle.NUMBERS, 11))
    await alma.presses("Answer now")
    await alma.says("8")
    await alma.taps("Close")
    await house.mette.opens_news()
    house.mette.sees("{question}: {answer} ({score})", question=T("Mood"), answer=T("Well"), score=8)


async def test_a_face_is_a_word_of_its_own(house: House) -> None:
    """The sign of a key, sent as what one would like to say, is kept as said."""
    alma = await at_the_words(house)
    await alma.says("🙂")
    await alma.taps("Done")
    assert await words_kept(house) == ["🙂"]


async def test_a_long_story_is_kept_whole_or_asked_for_shorter(house: House) -> None:
    alma = await at_the_words(house)
    story = "Jeg gik en tur ved søen. " * 60
    await alma.says(story)
    if alma.last.startswith(alma.say("That was too long. Please write less.")):
        await alma.says("Jeg gik en tur.")
        story = "Jeg gik en tur."
    await alma.taps("Done")
    assert await words_kept(house) == [story]


async def test_voice_and_photo_reach_the_contact_person(house: House) -> None:
    alma, mette = await at_the_words(house), house.mette
    await alma.speaks()
    await alma.sends_photo(png(300, 200), caption="Min kat")
    await alma.taps("Done")
    await mette.opens_news()
    mette.sees("»Min kat«")
    mette.sees("{question}: a voice message", question=T("Your words"))
    await house.service.upkeep.fetch_media()
    _, files = await copied(house)
    assert {name.partition(".")[2]: body for name, body in files.items()} == {
        "ogg": b"OggS simulated voice", "jpg": png(300, 200),
    }  # fmt: skip
    everything = mette.button("Hear and read all")
    mette.turns_page()
    await mette.taps_data(*everything)
    assert [bool(m.voice) for m in mette.shown] == [True, False]
    assert mette.shown[1].photo and mette.texts[1] == "Alma, mandag den 23. november kl. 12.00\n»Min kat«"
    await asks_who_has_seen(alma)
    alma.reads("{name} saw {list}, {when}.", name="Mette", when=house.local("2026-11-23 12.00"),
               list=(T("an overview of your answers"), T("your own words")))  # fmt: skip


async def test_taking_words_back_at_the_receipt(house: House) -> None:
    alma, mette = await at_the_words(house), house.mette
    await alma.says("Det skulle jeg ikke have sagt")
    await alma.taps("Done")
    await mette.opens_news()
    mette.sees("Det skulle jeg ikke have sagt")
    await alma.taps("Change", "Your words", "Won't say")
    mette.sees_not("Det skulle jeg ikke have sagt")


@pytest.mark.parametrize("number", ["010190-1234", "0101901234", "010190 1234", "mit nr er 010190-1234, ok?"])
async def test_a_cpr_number_is_masked_everywhere(house: House, number: str) -> None:
    alma, mette = await at_the_words(house), house.mette
    await alma.says(f"CPR {number}")
    written = await alma.says("og her igen")
    await alma.edits(written, f"nej: {number}")
    await alma.sends_photo(png(), caption=number)
    await alma.taps("Done")
    await mette.opens_news()
    await mette.taps("Hear and read all")
    assert await traces(house.service.db, "1234", "0101901234") == []
    for phone in (alma, mette):
        assert "1234" not in phone.screen
    assert "••••" in mette.screen


async def test_the_inbox_never_holds_a_cpr_number(house: House) -> None:
    """Not even while the update waits to be handled."""
    with patch.object(inbox, "take_in", wraps=inbox.take_in) as taken_in:
        written = await house.alma.says("mit nummer er 010190-1234")
        await house.alma.edits(written, "det er 0101901234")
        await house.alma.sends_photo(png(), caption="010190 1234")
    came = [str(call.args[2]) for call in taken_in.call_args_list]
    assert len(came) == 3 and all("•" in body and "1234" not in body for body in came)
