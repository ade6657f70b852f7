"""A contact person's own recording of a card, in place of the voice that is made."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.permissions import Role
from tests.house import PLAN, House, open_house
from tests.phone import Phone
from tests.speaking.test_reading_aloud import ASKED, READS, SIGN, is_asked

OWN = b"OggS da ogg Mette siger det selv"


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path) as found:
        await found.reads_as(found.alma, READS)
        found.alma.turns_page()
        yield found


async def at_the_cards(house: House) -> Phone:
    """Mette is at the cards of how Alma is."""
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Record cards", "How are you")
    mette.reads("{method}: which card? ✓ has been recorded.", method=mette.say("How are you"))
    return mette


async def records(house: House) -> Phone:
    mette = await at_the_cards(house)
    await mette.taps("Mood")
    assert f"Sig det her i en talebesked: {ASKED}" in mette.last
    mette.person.sends_voice(OWN)
    await house.quiet()
    return mette


async def test_the_borger_hears_the_contact_person_instead_of_the_machine(house: House) -> None:
    await records(house)
    alma = await is_asked(house)
    await alma.taps(SIGN)
    assert alma.heard == ["Mette siger det selv"] and alma.shown[-1].protected
    await alma.taps("🙂")
    assert alma.heard == []
    await alma.taps(SIGN)
    assert alma.heard and alma.heard != ["Mette siger det selv"], "the next card has no recording"


async def test_it_is_the_houses_so_others_with_the_same_card_hear_it_too(house: House) -> None:
    await records(house)
    bo = await house.joins(31, "Bo", Role.BORGER, plan=PLAN)
    await house.reads_as(bo, READS)
    await bo.presses("🙂")
    await bo.taps(SIGN)
    assert bo.heard == ["Mette siger det selv"]


async def test_what_is_there_is_seen_heard_recorded_anew_and_taken_back(house: House) -> None:
    mette = await records(house)
    assert mette.has_button("✓ Humør") or any("✓" in label for label in mette.labels)
    await mette.taps("Mood", "Hear it")
    assert mette.heard == ["Mette siger det selv"]
    await mette.taps("Mood", "Record it anew")
    mette.person.sends_voice(b"OggS da ogg Nu bedre")
    await house.quiet()
    alma = await is_asked(house)
    await alma.taps(SIGN)
    assert alma.heard == ["Nu bedre"]
    await mette.taps("Mood", "Delete the recording")
    await house.passes(minutes=1)
    await alma.taps(SIGN)
    assert alma.heard == [ASKED]


async def test_only_a_voice_message_is_a_recording(house: House) -> None:
    mette = await at_the_cards(house)
    await mette.taps("Mood")
    await mette.says("Hvordan har du det?")
    mette.sees("Please send it as a voice message.")
    assert f"Sig det her i en talebesked: {ASKED}" in mette.last
    mette.person.sends_voice(OWN)
    await house.quiet()
    assert any("✓" in label for label in mette.labels)


async def test_it_is_kept_for_a_new_token_and_longer_than_what_nobody_holds(house: House) -> None:
    await records(house)
    await house.service.upkeep.fetch_media()
    await house.passes(days=2)
    await house.service.upkeep.forget()
    alma = await is_asked(house)
    house.sim.faults.next("sendVoice", status=400)  # as of a file id of another bot's
    await alma.taps(SIGN)
    assert alma.heard == ["Mette siger det selv"], "sent from our own copy"


async def test_where_voice_messages_are_forbidden_it_is_audio(house: House) -> None:
    await records(house)
    await house.service.upkeep.fetch_media()
    alma = await is_asked(house)
    house.sim.state.chats[alma.chat_id].forbids_voice = True
    await alma.taps(SIGN)
    assert alma.shown[-1].audio and alma.heard == ["Mette siger det selv"]


async def test_who_is_no_contact_person_records_nothing_for_a_borger(house: House) -> None:
    """Not by the button of a card from when they were one, either."""
    mette = await at_the_cards(house)
    await house.contacts(house.alma, house.jonas)
    await mette.taps("Mood")
    mette.person.sends_voice(OWN)
    await house.quiet()
    alma = await is_asked(house)
    await alma.taps(SIGN)
    assert alma.heard == [ASKED]
