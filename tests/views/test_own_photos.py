"""A house's own photos on options, things of a list and cards: shown in place of pictograms, and checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.commands.dialog_check import check_dialogs
from bot.config import read_settings
from dialogs.method.photo_files import MOST_BYTES, no_photo
from dialogs.method.problems import DialogError
from storage import media
from storage.database import Database
from tests.house import KEY, open_house
from tests.pictures.test_week import PNG
from tests.views.test_views import sketch

EVENING = """
id: evening
title: {da: Min aften}
pictogram: "🌙"
purpose: answers
topic: trivsel
view: columns
lists: {things: {items: [{id: door, label: {da: Døren}, pictogram: "🚪", photo: door.png}]}}
steps:
  - id: things
    kind: each
    over: things
    steps:
      - id: done
        kind: choice
        text: {da: "{item}: gik det?"}
        options: [{id: yes_, label: {da: Ja}, photo: yes.png}, {id: no_, label: {da: Nej}, pictogram: "✋"}]
"""


def written(folder: Path) -> None:
    (folder / "dialogs").mkdir(exist_ok=True)
    (folder / "dialogs" / "evening.yaml").write_text(EVENING, "utf-8")
    (folder / "dialogs" / "door.png").write_bytes(PNG)
    (folder / "dialogs" / "yes.png").write_bytes(PNG + b"more")


async def test_a_photo_stands_on_the_card_and_on_the_picture_of_what_was_answered(tmp_path: Path) -> None:
    written(tmp_path)
    async with open_house(tmp_path) as house:
        alma = house.alma
        await alma.presses("More")
        await alma.taps("My life", "Min aften")
        drawn = sketch(alma.card)
        door, yes = house.service.house.photos["door.png"], house.service.house.photos["yes.png"]
        assert re.search(rf"label='Ja'[^)]*photo={yes}\b", drawn)
        assert drawn.endswith(f"photo={door}, big=False, beside='')")
        await alma.taps("Ja")
        assert re.search(rf"label='Døren'[^)]*photo={door}\b", sketch(alma.card))


async def test_the_same_photo_is_kept_once_and_one_that_is_shown_no_more_goes(tmp_path: Path) -> None:
    db = await Database.make(tmp_path / "books.db", KEY)
    first = await db.write(media.keep_house_photos, {"a.png": b"one", "b.png": b"two"})
    again = await db.write(media.keep_house_photos, {"c.png": b"one"})
    assert again == {"c.png": first["a.png"]}
    assert await db.read(media.body_of, first["a.png"]) == b"one"
    assert await db.read(media.media_by_id, first["b.png"]) is None
    await db.close()


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (None, "there is no door.png in the folder of the dialogs; put it there"),
        (b"GIF89a", "is no JPEG and no PNG; save it as one"),
        (PNG + bytes(MOST_BYTES), "is larger than 5 MB; make it smaller"),
        (PNG[:-20], "is cut off, and only part of the photo is there; copy it here once more"),
    ],
)
def test_what_is_no_photo_is_told_with_its_line(tmp_path: Path, body: bytes | None, told: str) -> None:
    written(tmp_path)
    (tmp_path / "dialogs" / "door.png").unlink()
    if body:
        (tmp_path / "dialogs" / "door.png").write_bytes(body)
    with pytest.raises(DialogError) as refused:
        check_dialogs(read_settings({"TRIVSELSBOT_DATA_DIR": str(tmp_path)}))
    assert f"evening.yaml:8: item 'door', field 'photo': {told}" in str(refused.value).replace("list 'things', ", "")


JPEG = b"\xff\xd8\xff\xe1\x00\x09small\xff\xd9\xff\xda\x00\x04\x01\x02\x11\xff\x00\x22\xff\xd0\x33\xff\xd9"
"""A JPEG with a smaller picture in it, that has an end of its own."""


@pytest.mark.parametrize("body", [JPEG, PNG])
def test_a_photo_is_one_only_as_a_whole(tmp_path: Path, body: bytes) -> None:
    file = tmp_path / "door.png"
    for length in range(len(body) + 1):
        file.write_bytes(body[:length])
        assert bool(no_photo(file)) == (length < len(body)), length
    damaged = PNG[: len(PNG) // 2] + bytes([PNG[len(PNG) // 2] ^ 1]) + PNG[len(PNG) // 2 + 1 :]
    file.write_bytes(damaged)
    assert no_photo(file)
