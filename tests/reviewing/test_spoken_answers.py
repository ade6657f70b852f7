"""Staff answer a borger by voice: it comes with a picture, and is kept, copied and erased like words."""

from __future__ import annotations

from datetime import date

import pytest

from dialogs.profile import Reading, ReadingProfile
from storage import spoken
from tests.copy_stage import copied
from tests.house import House
from tests.people.test_leaving import ERASE
from tests.planning.test_proposals import wishes
from tests.reviewing.test_summaries import answers


async def follows_up(house: House) -> None:
    await answers(house.alma)
    await house.mette.opens_news()
    await house.mette.taps("I follow up", "In my own words")
    house.alma.turns_page()


async def speaks(house: House) -> None:
    """What she will do, and by which day."""
    await house.mette.speaks()
    await house.mette.taps(house.mette.labels[0])


async def heard(house: House) -> None:
    """Its copy has been fetched."""
    await house.service.upkeep.fetch_media()
    await house.quiet()


@pytest.mark.parametrize("reading", [Reading.BOTH, Reading.PICTURES])
async def test_a_follow_up_is_spoken(house: House, reading: Reading) -> None:
    alma = house.alma
    await follows_up(house)
    await house.reads_as(alma, ReadingProfile(reading=reading))
    alma.turns_page()
    await speaks(house)
    card, voice = alma.shown
    assert card.photo and voice.voice, "a picture with who it is from, and the voice below"
    told = "{name} has read your answer. {name} sends you this. By {day}."
    assert alma.say(told, name="Mette", day=date(2026, 11, 23)) in card.caption
    assert voice.protected
    house.mette.sees("You follow up: »{note}«", note="🎤")


async def test_a_wish_is_answered_by_voice(house: House) -> None:
    await wishes(house)
    await house.mette.taps("Write an answer")
    house.alma.turns_page()
    await house.mette.speaks()
    house.alma.sees("{name} answers your wish, {title}:", name="Mette", title=house.alma.say("Exercise"))
    assert house.alma.shown[-1].voice


async def test_where_voice_messages_are_forbidden_it_says_so(house: House) -> None:
    await follows_up(house)
    house.sim.state.chats[house.alma.chat_id].forbids_voice = True
    house.may_fail = True  # there is no copy yet that could come as a file
    await speaks(house)
    house.alma.reads("🎤 The voice message may not have arrived. Please try again later.")


async def test_in_quiet_hours_both_come_in_the_morning(house: House) -> None:
    await house.at("2026-11-23 21.50")
    await follows_up(house)
    await house.at("2026-11-23 22.30")
    await speaks(house)
    assert not house.alma.shown
    await house.at("2026-11-24 08.01")
    assert [bool(m.voice) for m in house.alma.shown] == [False, True]


async def test_it_is_in_the_borgers_copy_and_goes_with_them(house: House) -> None:
    await follows_up(house)
    await speaks(house)
    await heard(house)
    lines, files = await copied(house)
    (file,) = [name for name in files if name.endswith(".ogg")]
    assert house.alma.say("{name} has sent you this: {file}", name="Mette", file=file) in "\n".join(lines)
    alma = await house.known(house.alma)
    await house.alma.says("/stop")
    await house.alma.taps(*ERASE, "Yes, erase everything")
    await house.passes(hours=24, minutes=1)
    assert await house.service.db.read(spoken.said_to, alma.id) == []


async def test_written_as_before(house: House) -> None:
    await follows_up(house)
    await house.mette.says("Vi tager ud og går.")
    await house.mette.taps(house.mette.labels[0])
    house.alma.sees("Vi tager ud og går.")
    assert len(house.alma.shown) == 1
