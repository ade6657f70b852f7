"""The mat on a phone: cards laid, one with the borger's own photo, looked at, compared with the mat before."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.profile import Reading, ReadingProfile
from tests.dialogs.test_sort import LOOK
from tests.house import House, open_house
from tests.phone import Phone
from tests.pictures.test_week import PNG
from tests.views.test_views import looks, sketch

MAT = """
id: food
title: {da: Min måtte}
pictogram: "🧩"
purpose: answers
topic: trivsel
view: mat
lists:
  meals: {items: [{id: tea, label: {da: Te}, pictogram: "🍵"}, {id: cake, label: {da: Kage}, pictogram: "🍰"}]}
  rooms: {items: [{id: bed, label: {da: Seng}, pictogram: "🛏️"}]}
steps:
  - id: about
    kind: choice
    text: {da: Hvad vil du tale om?}
    name: {da: Emne}
    options: [{id: meals, label: {da: Min mad}, pictogram: "🍽️"}, {id: rooms, label: {da: Min bolig}, pictogram: "🏠"}]
  - id: mat
    kind: sort
    text: {da: "{item}: hvordan er det?"}
    heads: [{id: good, label: {da: Godt}, pictogram: "🙂"}, {id: bad, label: {da: Ikke godt}, pictogram: "🙁"}]
    cards_from: about
    blanks: 1
  - id: pick
    kind: several
    text: {da: "Er der noget, du vil lave om?"}
    name: {da: Det vil jeg lave om}
    options_from: mat
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, MAT) as house:
        yield house


async def lays(alma: Phone, *taps: str) -> None:
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("My life", "Min måtte", *taps)


def heads(drawn: str) -> list[str]:
    return re.findall("label='([^']*)'", drawn.partition("heads=")[2].partition("bands=")[0])


def rows(drawn: str) -> list[tuple[str, list[list[str]]]]:
    """The rows of two mats side by side: each by its pile, with the cards of the earlier mat and of the later one."""
    bands = drawn.partition("bands=")[2].partition("rest=")[0].split("Band(columns=")[1:]
    return [
        (re.findall("name='([^']*)'", band)[-1],
         [re.findall("label='([^']*)'", column) for column in re.split(r"\), \(", band.partition(", name=")[0])])
        for band in bands
    ]  # fmt: skip


async def test_the_mat_is_looked_at_and_moved_and_kept(own: House) -> None:
    alma = own.alma
    await lays(alma, "Min mad", "Godt", "Ikke godt")
    await alma.sends_photo(PNG)
    await alma.taps("Done", "Don't know")
    alma.sees(LOOK)
    drawn = sketch(alma.card)
    assert heads(drawn) == ["Godt", "Ikke godt", "Ved ikke"] and "Min mad 23.11.2026" in drawn
    assert re.search(r"Tile\(pictogram='🗣️', label='Mit eget kort'[^)]*photo=[1-9]", drawn)
    await alma.taps("Move a card", "Kage", "Leave it")
    assert heads(sketch(alma.card)) == ["Godt", "Ikke godt", "Ved ikke", "Lagt til side"]
    await alma.taps("It is right", "Te", "Done")
    drawn = sketch(alma.card)
    assert "Det vil jeg lave om: Te" in drawn and "Emne" not in drawn
    mette = await looks(own)
    assert "Mit eget kort" in sketch(mette.card)
    await alma.taps("Change", "Some of it is only for me", "Emne", "Done")
    assert not re.search("Te|Kage|Min mad", sketch(mette.card)) and "Mit eget kort" in sketch(mette.card)


async def test_what_is_not_finished_is_no_picture_yet(own: House) -> None:
    alma = own.alma
    await lays(alma, "Min mad", "Godt")
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    alma.sees("There is no picture yet.")


async def test_two_mats_of_one_topic_are_compared(own: House) -> None:
    alma = own.alma
    await lays(alma, "Min mad", "Godt", "Ikke godt", "No thanks", "It is right", "Skip")
    await own.at("2026-11-24 12.00")
    await lays(alma, "Min bolig", "Godt", "No thanks", "It is right", "Skip")
    await own.at("2026-11-25 12.00")
    await lays(alma, "Min mad", "Godt", "Godt", "No thanks", "It is right", "Skip")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    seen = [sketch(alma.card)]
    for _ in range(3):
        await alma.taps("Older")
        seen.append(sketch(alma.card))
    days = [re.findall(r"\d+\.11\.2026", drawn) for drawn in seen]
    assert days == [["25.11.2026"], ["23.11.2026", "25.11.2026"], ["24.11.2026"], ["23.11.2026"]]
    assert rows(seen[1]) == [("Godt", [["Te"], ["Te", "Kage"]]), ("Ikke godt", [["Kage"], []])]
    assert "Min bolig" in seen[2] and not alma.has_button("Older")


async def test_in_words_it_says_where_each_card_lies(own: House) -> None:
    alma = own.alma
    await own.reads_as(alma, ReadingProfile(reading=Reading.TEXT))
    await lays(alma, "Min mad", "Godt", "Leave it", "No thanks")
    for line in ("Min mad 23.11.2026", "Godt: Te", "Lagt til side: Kage"):
        alma.sees(line)
