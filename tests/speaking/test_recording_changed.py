"""Recordings of cards that say something else by now: nobody hears them, and who records finds them in the list."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.house import House, open_house
from tests.own_dialogs import write_dialog
from tests.phone import Phone
from tests.speaking.test_reading_aloud import READS, SIGN

OWN = b"OggS da ogg Mette siger det selv"
EVENING = """
id: evening
title: {da: Aftenen}
pictogram: "🌇"
purpose: answers
topic: trivsel
shelf: me
steps:
  - {id: calm, kind: choice, text: {da: Er du rolig?}, name: {da: Ro}, pictogram: "🧘", options: [
      {id: yes_, label: {da: Ja}, pictogram: "✅"}, {id: no_, label: {da: Nej}, pictogram: "✋"}]}
  - {id: tea, kind: choice, text: {da: Vil du have te?}, name: {da: Te}, pictogram: "🫖", options: [
      {id: yes_, label: {da: Ja}, pictogram: "✅"}, {id: no_, label: {da: Nej}, pictogram: "✋"}]}
"""
CHANGED = EVENING.replace("Er du rolig?", "Er du rolig i aften?")
_HEAD, _CALM, _TEA = (EVENING.partition("  - ")[0], *EVENING.split("  - ")[1:])
TURNED = f"{_HEAD}  - {_TEA}  - {_CALM}"
"""The same with the two questions the other way round."""


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, EVENING) as found:
        await found.reads_as(found.alma, READS)
        found.alma.turns_page()
        yield found


async def changes(house: House, folder: Path, body: str) -> None:
    await house.closes()
    write_dialog(folder, body)
    await house.opens()


async def at_the_cards(house: House) -> Phone:
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Record cards", "Aftenen")
    return mette


async def records_calm(house: House) -> Phone:
    mette = await at_the_cards(house)
    await mette.taps("Ro")
    mette.person.sends_voice(OWN)
    await house.quiet()
    return mette


async def heard(house: House) -> list[str]:
    """What Alma hears on the first card of the evening."""
    alma = house.alma
    alma.turns_page()
    await alma.presses("➕")
    await alma.taps("🙂", "🌇", SIGN)
    return alma.heard


async def test_a_card_that_says_something_else_is_not_read_by_the_old_voice(house: House, tmp_path: Path) -> None:
    await records_calm(house)
    assert await heard(house) == ["Mette siger det selv"]
    await changes(house, tmp_path, CHANGED)
    assert await heard(house) == ["Er du rolig i aften? Ja. Nej."]


async def test_it_is_listed_and_recorded_anew(house: House, tmp_path: Path) -> None:
    await records_calm(house)
    await changes(house, tmp_path, CHANGED)
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Record cards", "⚠️ Aftenen", "⚠️ Ro")
    assert mette.last.startswith("Kortet siger noget andet nu, så ingen hører det her: Er du rolig? Ja. Nej.")
    await mette.taps("Record it anew")
    assert "Sig det her i en talebesked: Er du rolig i aften? Ja. Nej." in mette.last
    mette.person.sends_voice(b"OggS da ogg Nu som det er")
    await house.quiet()
    assert not any("⚠️" in label for label in mette.labels)
    assert await heard(house) == ["Nu som det er"]


async def test_it_is_deleted(house: House, tmp_path: Path) -> None:
    await records_calm(house)
    await changes(house, tmp_path, CHANGED)
    mette = await at_the_cards(house)
    await mette.taps("⚠️ Ro", "Delete the recording")
    assert not any("⚠️" in label or "✓" in label for label in mette.labels)


async def test_what_somebody_hears_in_another_way_of_reading_is_not_old(house: House, tmp_path: Path) -> None:
    mette = house.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Record cards", "How are you", "Mood")
    mette.person.sends_voice(OWN)
    await house.quiet()
    await house.reads_as(house.alma, READS.__class__(READS.reading, steps=5))
    await mette.presses("Borgere")
    await mette.taps("Alma", "Settings", "Record cards", "How are you")
    assert not any("⚠️" in label or "✓" in label for label in mette.labels), "of three faces; she has five now"


async def test_a_card_that_changes_while_it_is_recorded_gets_no_other_cards_voice(house: House, tmp_path: Path) -> None:
    mette = await at_the_cards(house)
    await mette.taps("Ro")
    await changes(house, tmp_path, TURNED)
    mette.person.sends_voice(OWN)
    await house.quiet()
    assert await heard(house) == ["Vil du have te? Ja. Nej."]
    await house.alma.taps("✅", SIGN)
    assert house.alma.heard == ["Mette siger det selv"]


async def test_one_that_says_something_else_meanwhile_is_said_to_be_old(house: House, tmp_path: Path) -> None:
    mette = await at_the_cards(house)
    await mette.taps("Ro")
    await changes(house, tmp_path, CHANGED)
    await mette.says("Er du rolig?")
    mette.sees("The card says something else now. Please record it anew.")
    await mette.taps("Ro")
    await changes(house, tmp_path, EVENING)
    mette.turns_page()
    mette.person.sends_voice(OWN)
    await house.quiet()
    mette.sees("The card says something else now. Please record it anew.")
    assert any(label == "⚠️ Ro" for label in mette.labels)
    assert await heard(house) == ["Er du rolig? Ja. Nej."]
