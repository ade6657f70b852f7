"""Cards that can be heard: the button for it, the voice below the card, and how that goes again."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.simulator.state import SimMessage
from bot.telegram.own_media import READ_ALOUD
from bot.telegram.spoken import ALOUD
from dialogs.profile import Reading, ReadingProfile
from tests.house import ALMA, House, open_house
from tests.murmurs import Murmurs
from tests.phone import Phone, da
from tests.week_stage import SWIMMING, plans

READS = ReadingProfile(Reading.PICTURES, steps=3)
SIGN = ALOUD.text
ASKED = "Hvordan har du det i dag? Dårligt. Okay. Godt."


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    """Alma reads pictures alone, and so can hear her cards."""
    async with open_house(tmp_path) as found:
        await found.reads_as(found.alma, READS)
        found.alma.turns_page()
        yield found


def can_hear(message: SimMessage) -> bool:
    return any(b.text == SIGN for row in message.buttons for b in row)


def calls(house: House, method: str) -> int:
    return sum(call.method == method for call in house.sim.calls)


async def is_asked(house: House) -> Phone:
    await house.alma.presses("🙂")
    return house.alma


async def test_a_card_is_read_aloud_below_it_and_the_voice_goes_with_the_answer(house: House) -> None:
    alma = await is_asked(house)
    assert can_hear(alma.card)
    await alma.taps(SIGN)
    assert alma.shown[-1].voice and alma.heard == [ASKED]
    await alma.taps("🙂")
    assert alma.heard == [] and can_hear(alma.card), "the next question, which can be heard as well"
    await alma.taps(SIGN)
    assert len(alma.heard) == 1 and alma.heard != [ASKED]


async def test_the_same_text_is_made_and_uploaded_once(house: House) -> None:
    alma = await is_asked(house)
    with patch.object(Murmurs, "said", 0):
        await alma.taps(SIGN)
        uploads = house.sim.state.uploads
        await house.passes(minutes=1)
        await alma.taps(SIGN)
        assert house.sim.state.uploads == uploads and alma.heard == [ASKED]


async def test_tapped_again_there_is_still_one_voice_and_it_is_the_last_message(house: House) -> None:
    alma = await is_asked(house)
    await alma.taps(SIGN)
    await house.passes(minutes=1)
    await alma.says("hvad?")  # something comes in between
    at, data = next((m.message_id, b.data) for m in alma.shown for row in m.buttons for b in row if b.text == SIGN)
    await alma.taps_data(at, data or "")
    assert alma.heard == [ASKED] and alma.shown[-1].voice


async def test_a_card_that_comes_to_the_end_of_the_chat_leaves_no_voice_behind(house: House) -> None:
    alma = await is_asked(house)
    await alma.taps(SIGN)
    before = alma.card.message_id
    await is_asked(house)
    assert alma.card.message_id > before and alma.heard == []


async def test_a_finger_that_trembles_is_read_to_once(house: House) -> None:
    alma = await is_asked(house)
    house.sim.calls.clear()
    at, data = alma.button(SIGN)
    for _ in range(3):
        alma.person.taps_data(at, data)
    await house.quiet()
    await alma.taps(SIGN)
    assert alma.heard == [ASKED]
    assert calls(house, "sendVoice") == 1 and calls(house, "deleteMessage") == 0


async def test_where_voice_messages_are_forbidden_it_comes_as_audio(house: House) -> None:
    alma = await is_asked(house)
    house.sim.state.chats[ALMA].forbids_voice = True
    await alma.taps(SIGN)
    assert alma.shown[-1].audio and not alma.shown[-1].voice and alma.heard == [ASKED]
    (_, audio) = READ_ALOUD
    assert alma.shown[-1].file and alma.shown[-1].file.content.startswith(f"OggS da {audio[1]}".encode())
    await alma.taps("🙂")
    assert alma.heard == []


async def test_a_voice_that_has_not_left_when_the_card_is_answered_never_comes(house: House) -> None:
    alma = await is_asked(house)
    at, data = alma.button(SIGN)
    house.sim.calls.clear()
    alma.person.taps_data(at, data)
    alma.person.taps_data(*alma.button("🙂"))
    await house.quiet()
    assert alma.heard == []


async def test_after_a_restart_the_voice_still_goes_with_its_card(house: House) -> None:
    alma = await is_asked(house)
    await alma.taps(SIGN)
    await house.closes()
    await house.opens()
    assert alma.heard == [ASKED]
    await alma.taps(SIGN)
    assert alma.heard == [ASKED]
    await alma.taps("🙂")
    assert alma.heard == []


async def test_who_has_blocked_the_bot_gets_no_voice_later(house: House) -> None:
    alma = await is_asked(house)
    at, data = alma.button(SIGN)
    alma.person.taps_data(at, data)
    await alma.blocks()
    await alma.unblocks()
    await house.quiet()
    assert len(alma.heard) <= 1
    await alma.starts()
    await alma.taps("🙂")
    assert alma.heard == []


async def test_a_card_whose_time_is_over_takes_its_voice_along(house: House) -> None:
    await house.at("2026-11-23 16.00")
    assert can_hear(house.alma.card)
    await house.alma.taps(SIGN)
    assert len(house.alma.heard) == 1
    await house.at("2026-11-24 15.00")
    assert house.alma.heard == []


async def test_what_cannot_be_spoken_is_said_in_words_that_go_with_the_card(house: House) -> None:
    alma = await is_asked(house)
    house.may_fail = True
    with patch.object(Murmurs, "hoarse", True):
        await alma.taps(SIGN)
    alma.reads("I cannot read that aloud right now.")
    await house.passes(minutes=1)
    await alma.taps(SIGN)
    assert alma.heard == [ASKED], "it is tried again when it is wished for again"
    alma.sees_not("I cannot read that aloud right now.")
    await alma.taps("🙂")
    assert alma.heard == []


async def test_own_words_are_read_and_no_file_of_them_is_kept(house: House) -> None:
    alma = house.alma
    await alma.says("Jeg savner min hund")
    await alma.taps("📝", "✅")
    uploads = house.sim.state.uploads
    await alma.taps(SIGN)
    assert "Jeg savner min hund" in alma.heard[0]
    await house.passes(minutes=1)
    await alma.taps(SIGN)
    assert len(alma.heard) == 1
    assert house.sim.state.uploads == uploads + 2, "made anew: no file id was kept"


async def test_menus_and_the_call_for_a_talk_can_be_heard(house: House) -> None:
    alma = house.alma
    await alma.presses("➕")
    assert can_hear(alma.card)
    await alma.presses("💬")
    await alma.taps(SIGN)
    assert da("I have told {names}.", names=("Mette",)) in alma.heard[-1]
    await house.mette.taps("I am coming now")
    assert can_hear(alma.shown[-1]), "what is told too"
    await alma.taps(SIGN)
    assert "Mette" in alma.heard[-1]


async def test_the_week_is_read_by_its_days(house: House) -> None:
    await plans(house, SWIMMING)
    await house.alma.presses("📅")
    await house.alma.taps(SIGN)
    assert "Onsdag 25 11. Klokken 14, Svømning." in house.alma.heard[-1]
    assert da("How I am") in house.alma.heard[-1], "what is asked, whose name the picture leaves out"
    await house.alma.taps("📋")
    assert house.alma.heard == []
    await house.alma.taps(SIGN)
    assert da("Today") in house.alma.heard[-1]


async def test_a_reminder_can_be_heard(house: House) -> None:
    await plans(house, replace(SWIMMING, leads=("before30",)))
    await house.at("2026-11-25 13.30")
    assert can_hear(house.alma.card)
    await house.alma.taps(SIGN)
    assert "Svømning" in house.alma.heard[-1]


@pytest.mark.parametrize("reading", [Reading.BOTH, Reading.TEXT])
async def test_who_reads_words_has_no_such_button_unless_they_want_it(house: House, reading: Reading) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile(reading))
    alma.turns_page()
    await alma.presses("Answer now")
    assert not can_hear(alma.card)
    await house.reads_as(alma, ReadingProfile(reading, aloud=True))
    await alma.presses("Answer now")
    assert can_hear(alma.card)
    await alma.taps(SIGN)
    assert len(alma.heard) == 1


async def test_whether_cards_can_be_heard_is_chosen_under_how_one_reads(house: House) -> None:
    alma = house.alma
    await house.reads_as(alma, ReadingProfile())
    for wish in ("Yes please", "No thanks"):
        await alma.says("/settings")
        await alma.taps("How I read", "Dansk", "Both", "Faces", "Five")
        alma.reads("Would you like a button that reads aloud?")
        await alma.taps(wish)
        await alma.presses("Answer now")
        assert can_hear(alma.card) == (wish == "Yes please")
    house.service.house.speaks.clear()  # type: ignore[attr-defined]  # as the speaker does that has found no voice
    await alma.says("/settings")
    await alma.taps("How I read", "Dansk", "Both", "Faces", "Five")
    alma.sees("That is how I will ask from now on.")


async def test_english_borgere_hear_english(house: House) -> None:
    await house.reads_as(house.alma, replace(READS, language="en"))
    await is_asked(house)
    await house.alma.taps(SIGN)
    file = house.alma.shown[-1].file
    assert file and file.content.startswith(b"OggS en ogg How are you")


async def test_staff_never_have_the_button_not_even_beside_a_borger(house: House) -> None:
    mette = house.mette
    await house.reads_as(mette, replace(READS, aloud=True))
    for key in ("News", "Borgere", "Plan", "Follow-up", "More"):
        await mette.presses(key)
    await mette.presses("Borgere")
    await mette.taps("Alma")
    assert not any(can_hear(message) for message in mette.shown)


async def test_without_a_voice_there_is_no_button(house: House) -> None:
    house.service.house.speaks.clear()  # type: ignore[attr-defined]  # as the speaker does that has found none
    alma = await is_asked(house)
    assert not can_hear(alma.card)


async def test_the_button_of_somebody_else_reads_nothing(house: House) -> None:
    alma = await is_asked(house)
    _, data = alma.button(SIGN)
    await house.mette.opens_news()
    await house.mette.taps_data(house.mette.shown[-1].message_id, data)
    assert house.mette.heard == [] and house.mette.toast == da("That button is old. See the newest message.")
