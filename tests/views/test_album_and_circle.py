"""The views of photos and of people: an album of what was sent, and rings around the borger."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from dialogs.profile import Reading, ReadingProfile
from tests.broken_stage import problems
from tests.house import House, open_house
from tests.phone import Phone
from tests.pictures.test_week import PNG
from tests.views.test_views import looks, sketch

PEOPLE = """
id: people
title: {da: Mine mennesker}
pictogram: "👥"
purpose: answers
topic: trivsel
view: circle
lists:
  people:
    items: [{id: mum, label: {da: Mor}, pictogram: "👩"}, {id: ole, label: {da: Ole}, pictogram: "👴"},
            {id: ida, label: {da: Ida}, pictogram: "👧"}]
steps:
  - id: each_one
    kind: each
    over: people
    steps:
      - id: near
        kind: choice
        text: {da: "{item}: hvor tæt er I?"}
        name: {da: Hvor tæt}
        options:
          - {id: close, label: {da: Tæt på}, pictogram: "❤️"}
          - {id: some, label: {da: Lidt tæt}, pictogram: "🤝"}
          - {id: far, label: {da: Langt væk}, pictogram: "👋"}
"""
LIFE = """
id: good_things
title: {da: Mit gode liv}
pictogram: "🌻"
purpose: answers
topic: trivsel
view: album
steps:
  - id: what
    kind: say
    text: {da: Hvad er godt?}
    name: {da: Det gode}
  - id: often
    kind: choice
    text: {da: Vil du have mere af det?}
    name: {da: Mere}
    options: [{id: yes_, label: {da: Ja}, pictogram: "👍"}, {id: no_, label: {da: Nej}, pictogram: "✋"}]
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, PEOPLE, LIFE) as house:
        yield house


async def opens(alma: Phone, *taps: str) -> None:
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("My life", *taps)


async def sends(alma: Phone, caption: str) -> None:
    await opens(alma, "Mit gode liv")
    await alma.sends_photo(PNG, caption)
    await alma.taps("Done", "Ja")


async def test_people_lie_on_rings_the_nearest_first_and_who_is_not_placed_below(own: House) -> None:
    alma = own.alma
    await opens(alma, "Mine mennesker", "Tæt på", "Langt væk", "Don't know")
    drawn = sketch(alma.card)
    assert "rings=True" in drawn and drawn.index("label='Tæt på'") < drawn.index("label='Langt væk'")
    assert "rest=(Tile(pictogram='👧🤷', label='Ida · Hvor tæt: Ved ikke'" in drawn
    assert drawn.count("Ved ikke") == 1
    await own.reads_as(alma, ReadingProfile(reading=Reading.TEXT))
    await opens(alma, "Mine mennesker", "Lidt tæt", "Lidt tæt", "Tæt på")
    alma.sees("Tæt på: Ida")
    alma.sees("Lidt tæt: Mor og Ole")


async def test_photos_come_together_in_an_album_with_what_was_said_of_them(own: House) -> None:
    alma = own.alma
    await sends(alma, "Min kat")
    drawn = sketch(alma.card)
    assert "Mit gode liv 23.11.2026" in drawn and re.search(r"label='Min kat'[^)]*photo=[1-9]", drawn)
    assert "Mere: Ja" in drawn
    for day, caption in (("2026-11-25", "Skoven"), ("2026-11-27", "Kaffe med Ole"), ("2026-11-28", "Havet")):
        await own.at(f"{day} 12.00")
        await sends(alma, caption)
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    drawn = sketch(alma.card)
    assert "25.11.2026–28.11.2026" in drawn and "Min kat" not in drawn
    assert drawn.index("Havet 28.11.2026") < drawn.index("Kaffe med Ole 27.11.2026") < drawn.index("Skoven 25.11.2026")
    await alma.taps("Older")
    assert "Min kat" in sketch(alma.card) and not alma.has_button("Older")


async def test_where_nothing_was_answered_there_is_no_picture(own: House) -> None:
    alma = own.alma
    await opens(alma, "Mit gode liv", "No thanks", "Skip")
    assert "23.11.2026" not in sketch(alma.card) and "⏭️" in sketch(alma.card)
    alma.turns_page()
    await alma.presses("More")
    await alma.taps("How I am", "My pictures")
    alma.sees("There is no picture yet.")


async def test_what_is_held_back_of_an_album_is_for_the_borger_alone(own: House) -> None:
    alma = own.alma
    await sends(alma, "Min kat")
    mette = await looks(own)
    assert "Min kat" in sketch(mette.card)
    mette.sees("Det gode: »Min kat«")
    await alma.taps("Change", "Some of it is only for me", "Det gode", "Done")
    assert "Min kat" not in sketch(mette.card) and "Mere: Ja" in sketch(mette.card)
    assert "Min kat" in sketch(alma.card) and "🔒" in sketch(alma.card)


async def test_long_words_are_short_under_a_photo_and_whole_beside_it(own: House) -> None:
    words = "Vi gik en lang tur ud til søen, og bagefter drak vi kakao på bænken ved vandet"
    await sends(own.alma, words)
    assert words not in sketch(own.alma.card) and "Vi gik en lang tur ud til søen" in sketch(own.alma.card)
    mette = await looks(own)
    mette.sees(f"Det gode: »{words}«")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("good_things", "view: album", "view: line", "7: field 'view': 'line' needs a rating"),
        ("good_things", "kind: say", "kind: say\n    media: false",
         "7: field 'view': 'album' needs a say that photos can be sent to"),
        ("people", "      - {id: far", "      - {id: a, label: {da: A}}\n          - {id: b, label: {da: B}}\n"
         "          - {id: far",
         "7: field 'view': 'circle' has room for 4; 'near' has more options than that"),
    ],
)  # fmt: skip
def test_a_view_that_would_show_nothing_is_refused(tmp_path: Path, file: str, old: str, new: str, told: str) -> None:
    body = {"people": PEOPLE, "good_things": LIFE}[file]
    assert problems(tmp_path, body.replace(old, new), f"{file}.yaml") == [f"{file}.yaml:{told}"]
