"""Things of one's own in the house: on pictures, in totals, on the page, in the table and in the copy."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.copy_stage import copied
from tests.house import House, open_house
from tests.methods.test_methods import opens_shelf
from tests.review_stage import opened
from tests.views.test_views import sketch

PEOPLE = """
id: circle
title: {da: Mine mennesker}
pictogram: "👪"
purpose: answers
topic: trivsel
voices: [borger, staff]
shelf: life
view: columns
lists:
  known:
    items: [{id: mum, label: {da: Mor}, pictogram: "👩"}]
steps:
  - id: people
    kind: each
    over: known
    one_more: {most: 3, text: {da: Hvem er også vigtig?}, name: {da: Vigtig for mig}}
    steps:
      - id: near
        kind: choice
        text: {da: "{item}: hvor tit ses I?"}
        name: {da: Tit}
        options: [{id: often, score: 2, label: {da: Tit}}, {id: seldom, score: 1, label: {da: Sjældent}}]
      - id: why
        kind: say
        text: {da: "Hvad laver du med {item}?"}
        name: {da: Laver}
        only_if: {step: near, any_of: [often]}
scores:
  - {id: all, name: {da: Samvær}, kind: mean, over: people, of: [near]}
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, PEOPLE) as house:
        await house.shares(house.alma, house.mette, "trivsel")
        yield house


async def test_own_things_count_and_are_read_like_any_other(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My life", "Mine mennesker", "Sjældent")
    alma.sees("Hvem er også vigtig?")
    await alma.says("Onkel Bo")
    await alma.taps("Done", "Tit")
    alma.sees("Hvad laver du med Onkel Bo?")
    await own.is_back()
    await alma.says("Fisker")
    await alma.taps("Done")
    alma.sees("Is there one more?")
    await alma.taps("No thanks")
    drawn = sketch(alma.card)
    assert "label='Onkel Bo (Laver: »Fisker«)'" in drawn and "Vigtig for mig" not in drawn.replace(
        "Vigtig for mig:", ""
    )
    mette = await opened(own, "Curves")
    await mette.taps(next(label for label in mette.labels if label.startswith("📈")))
    assert "Samvær" in sketch(mette.card) + mette.card.text, "two of three are named, and both count"
    mette = await opened(own, "Pictures")
    assert "Onkel Bo" in sketch(mette.card)
    pages, _ = await copied(own)
    assert any("Onkel Bo" in line and "Tit" in line for line in pages)


async def test_a_message_that_named_a_thing_is_edited_and_it_is_called_so_from_then_on(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My life", "Mine mennesker", "Sjældent")
    named = await alma.says("Onkel Bob")
    await alma.taps("Done")
    await alma.edits(named, "Onkel Bo")
    alma.sees("Onkel Bo: hvor tit ses I?")
    alma.sees_not("Onkel Bob: hvor tit ses I?")
    await alma.taps("Sjældent", "No thanks")
    assert "label='Onkel Bo'" in sketch(alma.card)
    await alma.edits(named, "Farbror")
    assert "label='Farbror'" in sketch(alma.card) and "Bo" not in sketch(alma.card)


async def test_a_photo_alone_is_a_thing_and_stands_on_the_picture(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My life", "Mine mennesker", "Sjældent")
    await alma.sends_photo(b"\xff\xd8\xffphoto")
    await alma.taps("Done")
    assert "photo=1" in sketch(alma.card), "what is asked about is seen"
    await own.is_back()
    await alma.taps("Sjældent")
    assert "photo=1" not in sketch(alma.card), "the next one is none yet"
    await alma.taps("No thanks")
    assert "label='Vigtig for mig', number='', marked=False, photo=1" in sketch(alma.card)


async def test_on_a_receipt_the_sign_of_what_was_answered_stands_beside_the_photo(tmp_path: Path) -> None:
    plain = PEOPLE.replace("view: columns\n", "").replace(
        "label: {da: Sjældent}", 'label: {da: Sjældent}, pictogram: "👋"'
    )
    async with open_house(tmp_path, plain) as house:
        alma = house.alma
        await opens_shelf(alma, "My life", "Mine mennesker", "Sjældent")
        await alma.sends_photo(b"\xff\xd8\xffphoto")
        await alma.taps("Done", "Sjældent", "No thanks")
        (of_it,) = re.findall(r"Tile\([^)]*photo=1[^)]*\)", sketch(alma.card))
        assert "beside='👋'" in of_it and "Vigtig for mig: Sjældent" in of_it


async def test_who_may_not_read_the_name_reads_nothing_that_was_said_about_it(own: House) -> None:
    alma = own.alma
    await opens_shelf(alma, "My life", "Mine mennesker", "Sjældent")
    await alma.says("Onkel Bo")
    await alma.taps("Done", "Sjældent", "No thanks", "Change", "Some of it is only for me")
    await alma.taps("Vigtig for mig: Onkel Bo", "Done")
    mette = await opened(own, "Pictures")
    assert "Mor" in sketch(mette.card) and "Bo" not in sketch(mette.card)
    mette = await opened(own, "Answers")
    mette.sees("Mor")
    mette.sees_not("Bo", "Vigtig for mig")
