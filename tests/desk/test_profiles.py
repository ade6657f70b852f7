"""Reading profiles on the phone: pictures alone, text alone, every scale, and a change in the middle."""

from __future__ import annotations

import pytest

from bot.telegram.buttons import KEYBOARDS
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile, ScaleStyle
from dialogs.text import T
from storage import sessions
from tests.copy_stage import sittings
from tests.examples import CHECK_IN
from tests.house import House
from tests.phone import Phone, da, en

pytestmark = pytest.mark.long

PROFILES = [
    ReadingProfile(reading, style, steps, language)
    for reading in Reading
    for style in ScaleStyle
    for steps in ((2, 3, 5) if style is not ScaleStyle.NUMBERS else (2, 3, 5, 11))
    for language in ("da", "en")
]
OUTCOMES = ("Skipped", "Don't know", "Won't say")
SIGNS = [key.sign for row in KEYBOARDS[Role.BORGER] for key in row]


def named(profile: ReadingProfile) -> str:
    return f"{profile.reading}-{profile.style}-{profile.steps}-{profile.language}"


async def taps_through(alma: Phone) -> int:
    """Taps the first answer of every question, which is the lowest, and skips the own words; returns how many there
    were."""
    questions = 0
    while not any(label.endswith(("🔒", alma.say("Don't share"))) for label in alma.labels):
        skip = next((label for label in alma.labels if label.startswith(("⏭", alma.say("Skip")))), None)
        last = questions == 5
        await alma.taps(skip if last and skip else alma.labels[0])
        questions += 1
        assert questions < 9, alma.screen
    return questions


@pytest.mark.parametrize("profile", PROFILES[:: len(PROFILES) // 26], ids=named)
async def test_a_whole_check_in_in_every_way_of_reading(house: House, profile: ReadingProfile) -> None:
    alma = house.alma
    await house.reads_as(alma, profile)
    alma.turns_page()
    await house.at("2026-11-23 16.00")
    assert await taps_through(alma) == 6
    assert len(alma.shown) == 1
    (answers,) = await sittings(house)
    skipped = alma.say("{question}: {answer}", question=T("Your words"), answer=T("Skipped"))
    assert len(answers) == 6 and answers[-1] == skipped
    assert not any(alma.say(words) in line for words in OUTCOMES for line in answers[:-1])


@pytest.mark.parametrize("reading", Reading)
async def test_a_notice_has_a_picture_for_who_reads_pictures(house: House, reading: Reading) -> None:
    alma, mette = house.alma, house.mette
    await house.reads_as(alma, ReadingProfile(reading=reading))
    for phone in (alma, mette):
        phone.turns_page()
        phone.person.sends_sticker()
        await house.quiet()
    alma.reads("I can keep text, speech, photos and videos. That one I could not keep.")
    assert bool(alma.shown[-1].photo) is (reading is not Reading.TEXT)
    mette.reads("Please tap a button instead.")
    assert not mette.shown[-1].photo


@pytest.mark.parametrize("reading", Reading)
async def test_all_four_keys_work(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading=reading))
    assert len(alma.keys) == 4
    if reading is Reading.PICTURES:
        assert alma.keys == SIGNS
    if reading is Reading.TEXT:
        assert all(label.replace(" ", "").isalpha() for label in alma.keys)
    week, answer_now, talk, more = alma.keys
    for key, seen in ((week, "Your week"), (answer_now, ""), (talk, "I have told {names}."), (more, "")):
        alma.turns_page()
        await alma.presses(key)
        assert len(alma.shown) == 1, alma.screen
        if seen:
            alma.sees(seen, names=("Mette",))


async def test_pictures_alone_hold_no_words_but_names_and_what_is_true(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(Reading.PICTURES))
    alma.turns_page()
    await house.at("2026-11-23 16.00")
    assert alma.texts == [""]
    assert not any(char.isalpha() for label in alma.labels for char in label), alma.labels


async def test_the_profile_is_changed_in_the_middle(house: House) -> None:
    alma = house.alma
    await alma.presses("Answer now")
    await alma.taps("Well")
    await alma.presses("More")
    await alma.taps("Settings", "How I read", "Dansk", "Text", "Numbers", "0 to 10", "No thanks")
    assert alma.keys == [da("My week"), da("Answer now"), da("Talk to someone"), da("More")]
    await alma.presses("Answer now")
    assert alma.card.photo is None
    await alma.taps("7")
    await alma.taps("5", "Nobody", "Food", "No thanks")
    alma.sees("Thank you. This is what you answered.")
    assert alma.card.photo is None
    await house.mette.opens_news()
    for question, answer, score in (("Mood", "Well", 7.5), ("Sleep", "Well", 7), ("Energy", "Some", 5)):
        house.mette.sees("{question}: {answer} ({score})", question=T(question), answer=T(answer), score=score)


async def test_an_old_keyboard_still_works_after_a_change(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(Reading.PICTURES))
    await alma.says(f"🙂 {da('Answer now')}")
    assert alma.has_button("⏭️")
    begun = await house.service.db.read(sessions.open_sessions, (await house.known(alma)).id)
    assert [session.dialog_id for session in begun] == [CHECK_IN], "and those words are not asked about"


async def test_the_language_just_chosen_is_that_of_the_answer(house: House) -> None:
    alma = house.alma
    await alma.says("/settings")
    await alma.taps("How I read", "English", "Both", "Faces", "Five", "No thanks")
    alma.say = en
    alma.sees("That is how I will ask from now on.")


async def test_staff_may_read_english(house: House) -> None:
    mette = house.mette
    await mette.presses("More")
    await mette.taps("Language", "English")
    mette.say = en
    mette.sees("That is saved.")
    mette.turns_page()
    await mette.opens_news()
    assert mette.texts == ["Nothing new."]
