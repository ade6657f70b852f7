"""The voices themselves: what is heard, the process that speaks, and what is said where there is none."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncIterator
from importlib import util
from pathlib import Path

import av
import pytest

from bot.app import Service
from bot.beside import Refused
from bot.commands.setup import set_up
from bot.config import Settings, SettingsError, read_settings
from bot.speaking import speaker as speaking
from bot.speaking.order import NO_VOICE
from bot.speaking.speaker import NotSpoken, Speaker, missing
from dialogs.words.aloud import Speech
from tests.house import House, open_house
from tests.speaking.test_reading_aloud import READS, can_hear, is_asked

ASKED = Speech("Hvordan har du sovet i nat? Godt. Mellem. Dårligt.", "da")


@pytest.fixture
async def speaker() -> AsyncIterator[Speaker]:
    found = Speaker(Settings())
    yield found
    await found.close()


def heard(body: bytes) -> tuple[str, str, float, int]:
    """(how it is packed, how it is coded, seconds, the loudest sample) of a sound file."""
    with av.open(io.BytesIO(body), "r") as file:
        stream = file.streams.audio[0]
        loudest = samples = 0
        for frame in file.decode(stream):
            samples += frame.samples
            plane = bytes(frame.planes[0])
            loudest = max(loudest, max(plane, default=0))
        return file.format.name, stream.codec_context.name, samples / stream.codec_context.sample_rate, loudest


async def test_danish_is_spoken_as_telegram_wants_voice_messages(speaker: Speaker) -> None:
    body = await speaker.say(ASKED, "ogg")
    packed, coded, seconds, loudest = heard(body)
    assert (packed, coded.removeprefix("lib")) == ("ogg", "opus")
    assert 3 < seconds < 8 and loudest > 0 and len(body) < 30_000
    longer = heard(await speaker.say(Speech(f"{ASKED.words} {ASKED.words}", "da"), "ogg"))[2]
    assert 1.7 < longer / seconds < 2.3
    packed, coded, as_audio, _ = heard(await speaker.say(ASKED, "m4a"))
    assert coded == "aac" and "m4a" in packed and abs(as_audio - seconds) < 0.5


async def test_each_language_has_a_voice_of_its_own(speaker: Speaker) -> None:
    assert speaker.languages == {"da", "en"}
    danish, english, again = [
        heard(await speaker.say(Speech(ASKED.words, language), "ogg"))[2] for language in ("da", "en", "da")
    ]
    assert abs(danish - again) < 0.01 < abs(danish - english)


async def test_what_has_no_sound_is_refused_and_the_next_is_spoken(speaker: Speaker) -> None:
    with pytest.raises(NotSpoken):
        await speaker.say(Speech("", "da"), "ogg")
    assert speaker.languages == {"da", "en"}
    assert await speaker.say(ASKED, "ogg")


async def test_the_process_is_there_only_while_there_is_something_to_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaking, "RESTS_AFTER", 0.05)
    speaker = Speaker(Settings())
    try:
        assert not speaker.is_there
        await speaker.say(ASKED, "ogg")
        assert speaker.is_there
        await speaker.has_rested()
        assert not speaker.is_there
        assert await speaker.say(ASKED, "ogg")
    finally:
        await speaker.close()


def without(monkeypatch: pytest.MonkeyPatch, *modules: str) -> None:
    """As on a machine where these are not installed."""
    find = util.find_spec
    for module in ("bot.speaking.speaker", "bot.speaking.espeak"):
        monkeypatch.setattr(f"{module}.find_spec", lambda name: None if name in modules else find(name))


@pytest.mark.parametrize("lacking", [("av",), ("espeakng_loader",), ("av", "espeakng_loader")])
async def test_where_there_is_no_voice_the_start_says_why_and_there_is_no_button(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, lacking: tuple[str, ...]
) -> None:
    without(monkeypatch, *lacking)
    with caplog.at_level(logging.WARNING):
        async with open_house(tmp_path) as house:
            await house.reads_as(house.alma, READS)
            alma = await is_asked(house)
            assert not can_hear(alma.card)
    assert missing(Settings()) in caplog.text
    assert all(module.replace("_", "-") in missing(Settings()) for module in lacking)


async def test_setting_up_says_why_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(data_dir=str(tmp_path / "data"), database_key="0123456789abcdef" * 4)
    assert not any("read aloud" in line for line in await set_up(settings))
    without(monkeypatch, "av")
    assert any("av is not installed" in line for line in await set_up(settings))


async def test_a_library_that_cannot_be_loaded_takes_the_button_away(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Speaker):
        async def work(self, order: object) -> bytes:
            raise Refused(f"{NO_VOICE}the library of espeakng-loader cannot be loaded")

    broken = Broken(Settings())
    with pytest.raises(NotSpoken):
        await broken.say(ASKED, "ogg")
    assert broken.languages == {"en"}


@pytest.mark.parametrize(
    ("described", "says"),
    [
        (None, "is not a file"),
        ("", "needs its description"),
        ("{}", "does not say which language"),
        ('{"language": {"family": "da"}}', "needs the package piper-tts"),
    ],
)
async def test_a_voice_file_that_cannot_be_used_stops_the_start_with_one_line(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, described: str | None, says: str
) -> None:
    monkeypatch.setattr("bot.speaking.piper.find_spec", lambda _: None)
    file = tmp_path / "da.onnx"
    if described is not None:
        file.write_bytes(b"?")
        if described:
            file.with_name("da.onnx.json").write_text(described)
    settings = read_settings(house.settings | {"TRIVSELSBOT_VOICE_FILE": str(file)})
    with pytest.raises(SettingsError, match=says) as refused:
        await Service(settings, house.clock).__aenter__()
    assert str(refused.value).startswith("TRIVSELSBOT_VOICE_FILE ") and "\n" not in str(refused.value)


def test_a_voice_file_speaks_its_own_language_and_makes_files_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "da.onnx"
    file.write_bytes(b"?")
    file.with_name("da.onnx.json").write_text(json.dumps({"language": {"family": "da"}}))
    speaker, usual = Speaker(Settings(voice_file=str(file))), Speaker(Settings())
    assert speaker.called("da") != usual.called("da") and speaker.called("en") == usual.called("en")
    assert speaker.languages == {"da", "en"}
