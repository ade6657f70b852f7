"""Views: what was answered as one picture, on the receipt, among the borger's own pictures, and to who may read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from bot.simulator.state import SimMessage
from bot.views.shown import VIEWS
from dialogs.method.model import ViewName
from dialogs.profile import Reading, ReadingProfile
from tests.house import House, open_house
from tests.phone import Phone

DECIDES = """
id: decides
title: {da: Hvem bestemmer?}
pictogram: "👑"
purpose: answers
topic: trivsel
voices: [borger, staff]
view: columns
lists:
  areas:
    items: [{id: food, label: {da: Maden}, pictogram: "🍽️"}, {id: bed, label: {da: Sengetid}, pictogram: "🛏️"}]
steps:
  - id: areas
    kind: each
    over: areas
    steps:
      - id: who
        kind: choice
        text: {da: "{item}: hvem bestemmer?"}
        name: {da: Bestemmer}
        options: [{id: me, label: {da: Jeg}, pictogram: "🙋"}, {id: others, label: {da: Andre}, pictogram: "👥"}]
      - id: change
        kind: choice
        text: {da: "{item}: skal det være anderledes?"}
        name: {da: Anderledes}
        options: [{id: yes_, label: {da: Ja}, pictogram: "🔄"}, {id: no_, label: {da: Nej}, pictogram: "✅"}]
        only_if: {step: who, none_of: [me]}
  - id: why
    kind: say
    text: {da: Vil du sige mere?}
    name: {da: Mere}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, DECIDES) as house:
        yield house


def sketch(message: SimMessage) -> str:
    return message.file.content.decode("utf-8", "ignore") if message.file else ""


async def decides(alma: Phone, *taps: str) -> None:
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("My life", "Hvem bestemmer?", *taps)


async def looks(house: House) -> Phone:
    house.mette.turns_page()
    await house.mette.presses("Borgere")
    await house.mette.taps("Alma", "Pictures")
    return house.mette


def test_every_word_for_a_view_has_one() -> None:
    assert {*VIEWS, "line"} == set(get_args(ViewName)), "a line is drawn of many sittings, on the borger's own curve"


async def test_the_receipt_is_the_picture(own: House) -> None:
    alma = own.alma
    await decides(alma, "Jeg", "Andre", "Ja")
    await alma.says("Ro om aftenen")
    await alma.taps("Done")
    drawn = sketch(alma.card)
    assert "Hvem bestemmer? 23.11.2026" in drawn
    assert "Tile(pictogram='🍽️', label='Maden'" in drawn
    assert "Tile(pictogram='🛏️🔄', label='Sengetid (Anderledes: Ja)'" in drawn and "»Ro om aftenen«" in drawn
    assert "Ved ikke" not in drawn
    await alma.taps("Change", "Maden", "Don't know")
    assert "Ved ikke" in sketch(alma.card)


async def test_who_reads_text_alone_has_it_in_lines_and_who_reads_pictures_in_pictures(own: House) -> None:
    alma = own.alma
    await own.reads_as(alma, ReadingProfile(reading=Reading.TEXT))
    await decides(alma, "Jeg", "Andre", "Ja", "No thanks")
    for line in ("Hvem bestemmer? 23.11.2026", "Jeg: Maden", "Andre: Sengetid (Anderledes: Ja)"):
        alma.sees(line)
    await own.reads_as(alma, replace(ReadingProfile(), reading=Reading.PICTURES))
    alma.turns_page()
    await alma.presses("➕")
    await alma.taps("🙂", "🖼️")
    drawn = sketch(alma.shown[-1])
    assert "title='23.11.2026'" in drawn and "🛏️🔄" in drawn and "Maden" not in drawn


async def test_the_borger_leafs_through_their_pictures(own: House) -> None:
    alma = own.alma
    await decides(alma, "Jeg", "Andre", "Ja", "No thanks")
    await own.at("2026-11-25 12.00")
    await decides(alma, "Jeg", "Jeg", "No thanks")
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    assert "25.11.2026" in sketch(alma.card) and not alma.has_button("Newer")
    await alma.taps("Older")
    assert "23.11.2026" in sketch(alma.card) and not alma.has_button("Older")


async def test_before_anything_is_answered_there_is_none(own: House) -> None:
    await own.alma.presses("More")
    await own.alma.taps("How I am", "My pictures")
    own.alma.sees("There is no picture yet.")


async def test_who_may_read_the_topic_sees_it_and_that_is_noted(own: House) -> None:
    alma = own.alma
    await decides(alma, "Jeg", "Andre", "Ja", "No thanks")
    mette = await looks(own)
    assert "Sengetid (Anderledes: Ja)" in sketch(mette.card)
    mette.sees("Own answer")
    mette.sees("Jeg: Maden")
    await alma.presses("More")
    await alma.taps("Settings", "Who has read")
    alma.sees("pictures of your answers")


async def test_what_is_held_back_or_not_shared_any_more_is_gone_at_once(own: House) -> None:
    alma = own.alma
    await decides(alma, "Jeg", "Andre", "Ja", "No thanks")
    mette = await looks(own)
    await alma.taps("Change", "Some of it is only for me", "Sengetid · Bestemmer", "Done")
    assert "Maden" in sketch(mette.card) and "Sengetid" not in sketch(mette.card) and "🔄" not in sketch(mette.card)
    assert "🛏️🔄🔒" in sketch(alma.card)
    await alma.taps("Don't share")
    assert not mette.card.file
    mette.sees("There is no picture yet.")


async def test_what_staff_see_from_outside_is_a_picture_of_its_own(own: House) -> None:
    await decides(own.alma, "Jeg", "Jeg", "No thanks")
    mette = own.mette
    await mette.presses("Borgere")
    await mette.taps("Alma", "Write what you noticed", "Hvem bestemmer?", "Andre", "Nej", "Jeg", "No thanks")
    assert "Maden" in sketch(mette.card) or "Maden" in mette.screen
    await mette.taps("Done")
    mette = await looks(own)
    mette.sees("{whose}: {name}", whose="Personalets iagttagelse", name="Mette")
    await mette.taps("Older")
    mette.sees("Own answer")
    await own.alma.presses("More")
    await own.alma.taps("How I am", "My pictures")
    drawn = sketch(own.alma.card)
    assert "Mette" in drawn and "Own answer" not in drawn and drawn.count("Maden") == 2, "beside each other"
    await own.alma.taps("Older")
    assert not own.alma.has_button("Older")
