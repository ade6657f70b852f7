"""Columns: heads with tiles under them, readable on a phone, one band or two to compare."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pictures.draw import draw, lay_out
from bot.pictures.scene import Photo, Sign, TextLine
from bot.pictures.spec import Band, ColumnsPicture, Tile, photos_on
from tests.picture_stage import boxes, smallest_text, stands_clear
from tests.pictures.test_pictures import EMOJI, LABELS
from tests.pictures.test_week import PNG


def columns(heads: int, tiles: int, *, bands: int = 1, words: bool = True, rest: int = 0) -> ColumnsPicture:
    """`tiles` under `heads`, most of them under the first, which is the worst case."""

    def tile(n: int) -> Tile:
        return Tile(EMOJI[n % len(EMOJI)], LABELS[n % len(LABELS)] if words else "")

    piles = [tuple(tile(n) for n in range(tiles) if min(n % (heads + 2), heads + 1) % heads == h) for h in range(heads)]
    band = Band(tuple(piles), "24.11.2026" if bands > 1 else "")
    title = "Hvem bestemmer? 24.11.2026" if words else "24.11.2026"
    return ColumnsPicture("👑", title, tuple(map(tile, range(heads))), (band,) * bands, tuple(map(tile, range(rest))))


PICTURES = {
    **{f"{heads} heads, {tiles} tiles": columns(heads, tiles) for heads in (2, 3, 5) for tiles in (0, 1, 8, 12)},
    "7 heads": columns(7, 12),
    "two bands": columns(3, 9, bands=2),
    "pictures only": columns(4, 8, words=False, rest=4),
    "with a rest": columns(4, 8, rest=3),
    "so much that the heads lie under each other": columns(5, 24),
    "with and without words below": replace(columns(3, 3), rest=(Tile("💬😄"), Tile("🧠", "Kaffe"), Tile("💬🙂🙁😄"))),
    "endless words": ColumnsPicture(
        "👑", "Udviklingshæmning" * 4, (Tile("🙂", "Selvbestemmelse" * 3),) * 5,
        (Band(((Tile("🙂", "Socialpædagog" * 5),),) * 5),),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PICTURES)
def test_everything_stands_on_the_picture_and_clear_of_everything_else(name: str) -> None:
    assert stands_clear(lay_out(PICTURES[name]))


@pytest.mark.parametrize("heads", [2, 3, 4, 5])
def test_eight_things_stand_on_one_phone_with_words_that_can_be_read(heads: int) -> None:
    scene = lay_out(columns(heads, 8))
    assert scene.height <= 1300 and smallest_text(scene) >= 28
    assert min(part.size for part in scene.parts if isinstance(part, Sign)) >= 90


def test_a_photo_stands_for_its_pictogram() -> None:
    tile = Tile("🖼️", "Min kop", photo=7)
    picture = ColumnsPicture("👑", "", (Tile("🙂"), Tile("🙁")), (Band(((tile,), ())),), (Tile("✅", photo=8),))
    assert photos_on(picture) == {7, 8}
    assert not [part for part in lay_out(picture).parts if isinstance(part, Photo)]
    scene = lay_out(picture, {7: PNG, 8: PNG})
    assert len([part for part in scene.parts if isinstance(part, Photo)]) == 2
    assert draw(picture) == draw(picture)


def test_the_picture_is_no_higher_than_its_contents() -> None:
    scene = lay_out(columns(3, 9, rest=1))
    assert scene.height - max(y2 for *_, y2 in boxes(scene)) < 60


def test_where_one_column_is_far_higher_than_a_phone_the_heads_lie_under_each_other() -> None:
    long = (Tile("🍽️", "Spise aftensmad sammen med de andre i fælleshuset"),) * 9
    scene = lay_out(replace(columns(4, 0), bands=(Band((long, (), (), ())),)))
    signs = [part for part in scene.parts if isinstance(part, Sign)]
    assert len({sign.x for sign in signs if sign.size == 120}) == 1, "the heads' signs"
    assert scene.height < 1700 and smallest_text(scene) >= 30


def test_below_the_columns_those_without_words_stand_beside_each_other_whatever_another_says() -> None:
    wordless = tuple(Tile("💬") for _ in range(3))
    heights = [lay_out(replace(columns(3, 3), rest=rest)).height for rest in (wordless, (*wordless, Tile("🧠", "Mor")))]
    assert heights[1] - heights[0] < 150


def test_a_name_is_broken_nowhere_but_at_its_hyphens_however_many_there_are() -> None:
    people = tuple(Tile("👤", "Anne-Margrethe Sørensen-Østergaard") for _ in range(9))
    for picture in (columns(2, 0), replace(columns(2, 0), rings=True)):
        scene = lay_out(replace(picture, bands=(Band((people, people[:3])),)))
        said = {part.text for part in scene.parts if isinstance(part, TextLine)}
        assert not any(
            line.startswith("-") or (line.endswith("-") and line not in ("Anne-", "Sørensen-")) for line in said
        )
