"""An entry with a photo, or called and shown otherwise than by the words that made it: on cards, lists and pictures,
and for nobody who may not read it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.commands.copies import export
from bot.config import read_settings
from storage import entries, media, retention
from storage.entries import Entry
from tests.broken_stage import problems
from tests.house import House, open_house
from tests.methods.test_entries import plans_shelf
from tests.phone import Phone, da
from tests.pictures.test_week import PNG
from tests.review_stage import opened
from tests.views.test_views import sketch

DREAM = """
id: dream
title: {da: Ny drøm}
pictogram: "⭐"
purpose: answers
topic: wishes
shelf: plans
steps:
  - id: what
    kind: say
    text: {da: Hvad drømmer du om?}
    name: {da: Drøm}
    makes: {entry: wish, looks: [sign, called]}
  - id: sign
    kind: choice
    text: {da: Hvilket billede passer?}
    name: {da: Billede}
    options: [{id: sea, label: {da: Havet}, pictogram: "🌊"}, {id: dog, label: {da: Hund}, pictogram: "🐶"}]
  - {id: called, kind: say, text: {da: Hvad skal det hedde?}, name: {da: Navn}}
"""
NEAR = """
id: near
title: {da: Hvor tæt på?}
pictogram: "📏"
purpose: answers
topic: wishes
voices: [borger, staff]
shelf: plans
about: entry.wish
steps:
  - id: near
    kind: choice
    text: {da: "{entry}: hvor tæt på er du?"}
    name: {da: Tæt på}
    options: [{id: far, label: {da: Langt fra}, pictogram: "🏔️"}, {id: there, label: {da: Nået}, pictogram: "🏁"}]
"""
ALL = """
id: all_dreams
title: {da: Alle drømme}
purpose: answers
topic: wishes
shelf: plans
view: columns
lists: {dreams: {from: entries.wish}}
steps:
  - id: each_dream
    kind: each
    over: dreams
    steps:
      - id: still
        kind: choice
        text: {da: "{item}: stadig?"}
        options: [{id: yes_, label: {da: Ja}, pictogram: "👍"}, {id: no_, label: {da: Nej}, pictogram: "✋"}]
"""


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[House]:
    async with open_house(tmp_path, DREAM, NEAR, ALL) as house:
        yield house


async def dreams(house: House) -> list[Entry]:
    alma = await house.known(house.alma)
    return await house.service.db.read(entries.entries_of, alma.id, "wish")


async def dreams_by_photo(alma: Phone, *looks: str) -> None:
    await plans_shelf(alma, "Ny drøm")
    await alma.sends_photo(PNG)
    await alma.taps("Done", *looks)


async def test_a_photo_stands_for_it_wherever_it_is_shown(own: House, tmp_path: Path) -> None:
    alma = own.alma
    await dreams_by_photo(alma, "Skip", "No thanks")
    await dreams_by_photo(alma, "Havet")
    await alma.says("En tur til havet")
    await alma.taps("Done")
    first, second = await dreams(own)
    assert first.title == "Drøm, mandag den 23. november" and first.photo
    assert (second.title, second.pictogram, second.photo) == ("En tur til havet", "🌊", None)
    photo = rf"photo={first.photo}\b"
    await plans_shelf(alma, "Hvor tæt på?")
    assert re.search(rf"label='Drøm[^)]*{photo}", sketch(alma.card)), "among those it can be about"
    await alma.taps("Drøm")
    assert re.search(rf"{photo}, big=False, beside=", sketch(alma.card)), "on its own card"
    await alma.taps("Nået")
    await plans_shelf(alma, "Alle drømme", "Ja", "Nej")
    assert re.search(rf"label='Drøm[^)]*{photo}", sketch(alma.card)), "on the picture of what was answered"
    await own.service.db.write(retention.erase_due, own.clock.now(), own.clock.now())
    assert await own.service.db.read(media.body_of, first.photo or 0), "its answer is let go of, and it is not"
    file = await export(read_settings(own.settings), "Alma", tmp_path / "copy", own.clock.now())
    said = da("»{title}« ({file}), {state}", title=first.title, file=f"{first.photo}.jpg", state=da("in use"))
    assert said in file.read_text("utf-8") and (file.parent / f"{first.photo}.jpg").read_bytes() == PNG


async def test_who_may_not_read_it_gets_neither_its_photo_nor_what_it_is_called(own: House) -> None:
    alma, mette = own.alma, own.mette
    await own.shares(alma, mette, "wishes")
    await dreams_by_photo(alma, "Skip")
    await alma.says("Min egen hund")
    await alma.taps("Done")
    await opened(own, "Write what you noticed", "Hvor tæt på?")
    mette.sees("Min egen hund: hvor tæt på er du?")
    await alma.taps("Change")
    assert not alma.can_tap("Some of it is only for me"), "its picture and name go with the dream"
    await alma.taps("Back", "Don't share")
    await opened(own, "Write what you noticed")
    assert not mette.can_tap("Hvor tæt på?")


async def test_the_house_keeps_a_photo_of_its_own_while_an_entry_is_shown_by_it(own: House) -> None:
    db, alma = own.service.db, await own.known(own.alma)
    kept = (await db.write(media.keep_house_photos, {"sea.png": PNG}))["sea.png"]
    now = own.clock.now()
    made = await db.write(
        lambda tx: entries.add_entry(tx, alma.id, "wish", "Havet", "accepted", alma.id, now, topic="wishes", photo=kept)
    )
    await db.write(media.keep_house_photos, {})
    assert await db.read(media.body_of, kept) == PNG
    await db.write(entries.set_look, made, "Havet", "🌊", None)
    await db.write(media.keep_house_photos, {})
    assert await db.read(media.media_by_id, kept) is None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("looks: [sign", "looks: [what", "'what' is no say or choice that comes later about the same; there are sign"),
        ("entry: wish, looks", "task: {}, looks", "looks is for an entry; a task is called by what was said"),
    ],
)
def test_looks_that_nobody_could_say_are_refused(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert told in str(problems(tmp_path, DREAM.replace(old, new), "dream.yaml"))
