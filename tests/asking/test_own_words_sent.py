"""A borger's own voice and photo on their way to staff: protected, in another way or in words if need be."""

from __future__ import annotations

from typing import Any

import pytest

from dialogs.text import T
from tests.asking.test_words import at_the_words
from tests.copy_stage import copied
from tests.house import METTE, House
from tests.simulator_stage import png

pytestmark = pytest.mark.long

NOT_ARRIVED = "🎤 The voice message may not have arrived. Please try again later."


async def hears_all(house: House) -> None:
    """Alma has spoken and sent a photo, and Mette asks to hear and read it all."""
    alma, mette = await at_the_words(house), house.mette
    await alma.speaks()
    await alma.sends_photo(png(300, 200), caption="Min kat")
    await alma.taps("Done")
    await house.service.upkeep.fetch_media()
    await mette.opens_news()
    everything = mette.button("Hear and read all")
    mette.turns_page()
    await mette.taps_data(*everything)


async def test_what_is_sent_on_cannot_be_passed_on_or_saved_from_there(house: House) -> None:
    await hears_all(house)
    voice, photo = house.mette.shown
    assert voice.voice and photo.photo and voice.protected and photo.protected


async def test_who_lets_nobody_send_them_voice_messages_gets_an_audio_file(house: House) -> None:
    house.sim.state.chats[METTE].forbids_voice = True
    await hears_all(house)
    audio, photo = house.mette.shown
    assert audio.audio and audio.protected and photo.photo
    assert (await house.known(house.mette)).reachable


async def test_a_voice_message_that_is_refused_for_ever_comes_as_audio_and_holds_up_nothing(house: House) -> None:
    house.sim.faults.next("sendVoice", status=500, count=None)
    await hears_all(house)
    await house.passes(seconds=2)
    assert [bool(message.photo) for message in house.mette.shown] == [True], "the photo behind it has come"
    await house.passes(seconds=20)
    assert [bool(message.audio) for message in house.mette.shown] == [False, True]


@pytest.mark.parametrize("fault", [{"status": 500}, {"reset": "before"}, {"reply": "[]"}], ids=str)
async def test_where_nothing_gets_it_through_words_say_so(house: House, fault: dict[str, Any]) -> None:
    for method in ("sendVoice", "sendAudio"):
        house.sim.faults.next(method, count=None, **fault)
    await hears_all(house)
    for _ in range(3):
        await _passes(house, 10)
    house.mette.sees(NOT_ARRIVED)
    house.mette.sees("Alma, mandag den 23. november")


async def _passes(house: House, seconds: float) -> None:
    """Lets time pass; what is put aside meanwhile is what the test is about."""
    try:
        await house.passes(seconds=seconds)
    except AssertionError as error:
        assert "sendAudio" in str(error) or "sendVoice" in str(error)


async def films(house: House, *, note: bool) -> None:
    """Alma answers with a video, and Mette asks to hear and read all."""
    alma, mette = await at_the_words(house), house.mette
    await alma.films(note=note)
    await alma.taps("Done")
    await house.service.upkeep.fetch_media()
    await mette.opens_news()
    mette.sees("{question}: a video", question=T("Your words"))
    everything = mette.button("Hear and read all")
    mette.turns_page()
    await mette.taps_data(*everything)


async def test_a_video_is_seen_by_those_who_may_with_who_sent_it_below(house: House) -> None:
    await films(house, note=False)
    (video,) = house.mette.shown
    assert video.video and video.protected and "Alma" in video.caption


async def test_a_round_video_has_no_room_below_it_so_who_sent_it_comes_after(house: House) -> None:
    await films(house, note=True)
    video, words = house.mette.shown
    assert video.video_note and video.protected and "Alma" in words.text


async def test_who_lets_nobody_send_them_round_videos_gets_a_plain_one(house: House) -> None:
    house.sim.state.chats[METTE].forbids_voice = True
    await films(house, note=True)
    assert house.mette.shown[0].video and (await house.known(house.mette)).reachable


async def test_a_video_lies_in_the_borgers_copy(house: House) -> None:
    await films(house, note=False)
    lines, files = await copied(house)
    assert [name.rpartition(".")[2] for name in files] == ["mp4"] and any(".mp4" in line for line in lines)
