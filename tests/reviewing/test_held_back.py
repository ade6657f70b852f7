"""Single answers held back: who may read the rest reads nothing of them, nor of what was asked because of them."""

from __future__ import annotations

import pytest

from dialogs.profile import Reading, ReadingProfile
from dialogs.text import T
from storage import answers as stored_answers
from tests.asking.test_together import sits_down
from tests.copy_stage import answer, sittings, words_kept
from tests.house import House
from tests.phone import Phone
from tests.planning.test_proposals import opens, states, wishes
from tests.reader_stage import lets
from tests.review_stage import opened, rated
from tests.reviewing.test_ratings import LIFE, curves, shared, sketch
from tests.reviewing.test_sharing import answers, tells

pytestmark = pytest.mark.long

HOLD = "Some of it is only for me"
ONLY = "Only for you: {names}."


async def holds(borger: Phone, *names: str) -> None:
    await borger.taps("Change", HOLD)
    for name in names:
        if not any(borger.say(name) in label for label in borger.labels):
            await borger.taps("➡️")
        await borger.taps(name)
    await borger.taps("Done")


async def test_what_is_held_back_is_read_by_nobody_and_stands_in_the_borgers_own_copy(house: House) -> None:
    alma = house.alma
    await answers(alma, "om dagen")
    await alma.taps("Change", HOLD)
    alma.reads("What is only for you?")
    assert not any(label.startswith("✓") for label in alma.labels)
    await alma.taps("Sleep", "➡️", "Your words", "Done")
    alma.sees(ONLY, names=(T("Sleep"), T("Your words")))
    alma.sees("{readers} may read it.", readers="Mette")
    mette = house.mette
    await mette.opens_news()
    mette.sees("Mood")
    mette.sees_not("Sleep", "om dagen")
    await opened(house, "Answers")
    mette.sees_not("Sleep", "om dagen")
    (mine,) = await sittings(house)
    assert answer("Sleep", "Okay") in mine and await words_kept(house) == ["om dagen"]


async def test_held_back_it_goes_from_the_screens_and_comes_again_when_that_is_taken_back(house: House) -> None:
    alma = house.alma
    await answers(alma, "hemmelig " * 40)
    mette = await opened(house, "Answers", "Hear and read all")
    assert any("hemmelig " * 40 in text for text in mette.texts)
    await holds(alma, "Your words", "Mood")
    mette.sees_not("hemmelig", "Mood")
    mette.sees("Sleep")
    await alma.taps("Change", HOLD)
    assert sum(label.startswith("✓") for label in alma.labels) == 1
    await alma.taps("➡️", "Your words", "Done")
    alma.sees(ONLY, names=(T("Mood"),))
    mette.sees("hemmelig")
    mette.sees_not("Mood")


async def test_what_was_held_back_from_the_beginning_is_new_when_it_is_shown(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "om dagen")
    await holds(alma, "Your words")
    await mette.opens_news()
    mette.sees_not("om dagen")
    await house.passes(minutes=5)
    await holds(alma, "Your words")
    await house.passes(minutes=5)
    await mette.opens_news()
    mette.reads("om dagen")
    await mette.taps("Seen")
    await mette.opens_news()
    mette.reads("Nothing new.")


async def test_what_was_read_before_it_was_held_back_is_not_told_again(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "om dagen")
    await mette.opens_news()
    await mette.taps("Seen")
    await house.passes(minutes=5)
    await holds(alma, "Your words")
    mette.sees_not("om dagen")
    await house.passes(minutes=5)
    await holds(alma, "Your words")
    mette.sees("om dagen")
    await mette.opens_news()
    mette.reads("Nothing new.")


async def test_an_answer_that_is_held_back_stays_so_when_it_is_corrected(house: House) -> None:
    alma, mette = house.alma, house.mette
    await answers(alma, "om dagen")
    await holds(alma, "Mood")
    await alma.taps("Change", "Mood", "Very badly")
    alma.sees(ONLY, names=(T("Mood"),))
    await mette.opens_news()
    mette.sees_not("Mood", "Very badly")


async def test_edited_words_stay_held_back(house: House) -> None:
    alma, mette = house.alma, house.mette
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Some", "Nobody", "Food")
    written = await alma.says("om dagen")
    await alma.taps("Done")
    await holds(alma, "Your words")
    await alma.edits(written, "noget andet")
    await mette.opens_news()
    mette.sees_not("om dagen", "noget andet")


async def test_a_wish_that_is_held_back_waits_for_nobody_and_its_day_goes_with_it(house: House) -> None:
    alma, mette = house.alma, house.mette
    await wishes(house, words="Se søen")
    assert await states(house) == [("exercise", "waiting"), ("words", "waiting")]
    mette.sees(mette.say("Exercise"))
    await alma.taps("Change", HOLD)
    assert not any(alma.say("Day") in label for label in alma.labels), "its day is not asked about by itself"
    await alma.taps("Wishes", "Done")
    mette.sees_not("Exercise")
    mette.turns_page()
    await opens(house, mette, "wishes")
    mette.sees("Se søen")
    mette.sees_not("Exercise")
    await mette.opens_news()
    mette.sees_not("Exercise", "Day", "Time of day")
    mette.sees("Se søen")
    await holds(alma, "Wishes")
    mette.turns_page()
    await opens(house, mette, "wishes")
    mette.sees("Exercise")


async def test_a_total_of_which_a_part_is_held_back_is_none(house: House) -> None:
    await shared(house)
    await rated(house, "2026-10-26", (6, 6, 6, 6))
    await rated(house, "2026-11-09", (9, 9, 8, 9))
    alma = await house.known(house.alma)
    own = await house.service.db.read(stored_answers.own_answers, alma.id, None, "fit")
    last = max(one.session_id for one in own)
    await house.service.db.write(stored_answers.hold_back, last, "me", "", True, house.clock.now())
    mette = await curves(house)
    assert "shown='35'" not in sketch(mette.card) and "shown='26'" not in sketch(mette.card)
    mette.sees("{score}: {latest} (the first time)", score=LIFE, latest=24.0)


async def test_everything_held_back_is_shown_to_nobody(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well", "Okay", "Close")
    await holds(alma, "Mood", "Sleep")
    alma.sees("I show it to nobody.")
    await house.mette.opens_news()
    house.mette.sees_not("Mood")


async def test_there_is_nothing_to_hold_back_where_nobody_reads_it_or_there_is_one_answer(house: House) -> None:
    alma = house.alma
    await tells(alma, "My notes", "en note")
    await alma.taps("Change")
    assert not alma.has_button(HOLD), "not to share it is the same"
    await alma.taps("Back")
    await house.shares(alma, house.mette)
    await answers(alma, "om dagen")
    await alma.taps("Change")
    assert not alma.has_button(HOLD)
    await house.shares(alma, house.mette, "trivsel")
    await house.passes(days=1)
    await answers(alma, "om dagen")
    await alma.taps("Don't share", "Change")
    assert not alma.has_button(HOLD)


async def test_before_the_yes_it_can_be_held_back_too(house: House) -> None:
    """As of ratings that are shared with nobody before the borger has said so."""
    alma, jonas = house.alma, house.jonas
    await lets(house, alma, jonas, "trivsel")
    await answers(alma, "om dagen")
    await holds(alma, "Mood")
    await jonas.opens_news()
    jonas.sees("Sleep")
    jonas.sees_not("Mood")


async def test_who_reads_pictures_only_can_hold_back_too(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=Reading.PICTURES))
    alma.turns_page()
    await alma.says("🙂")
    await alma.taps("🙂", "😐", "⋯", "✖️")
    await alma.taps("✏️", "🔏", "🛏️", "✅")
    await house.mette.opens_news()
    house.mette.sees("Mood")
    house.mette.sees_not("Sleep")


async def test_it_can_be_done_with_help_on_the_phone_of_staff(house: House) -> None:
    mette, jonas = house.mette, house.jonas
    await lets(house, house.alma, jonas, "trivsel")
    await sits_down(mette, "Alma")
    await mette.taps("Well", "Okay", "Some", "Nobody", "Food", "No thanks")
    await holds(mette, "Sleep")
    await mette.taps("Share")
    await jonas.opens_news()
    jonas.sees("Mood")
    jonas.sees_not("Sleep")


async def test_a_list_of_what_is_held_back_that_was_left_open_goes_back_to_the_receipt(house: House) -> None:
    alma = house.alma
    await answers(alma, "om dagen")
    await alma.taps("Change", HOLD, "Mood")
    await house.passes(hours=2)
    alma.sees(ONLY, names=(T("Mood"),))
    assert alma.has_button("Change")
