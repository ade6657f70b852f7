"""Rings: people around a middle, clear of each other and readable on a phone; columns where there are too many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.pictures.draw import lay_out
from bot.pictures.scene import Photo, Shape
from bot.pictures.spec import Band, ColumnsPicture, Tile
from tests.picture_stage import smallest_text, stands_clear
from tests.pictures.test_week import PNG

NAMES = ("Mor", "Ole fra værkstedet", "Ida", "Tante Else", "Mette", "Jonas", "Naboen Lis", "Far", "Pia")
HEADS = ("Tæt på", "Jævnligt", "En gang imellem", "Langt væk")


def rings(*counts: int, words: bool = True) -> ColumnsPicture:
    people = iter(range(100))
    band = Band(tuple(tuple(_tile(next(people), words) for _ in range(count)) for count in counts))
    heads = tuple(Tile("🤝", HEADS[n] if words else "") for n in range(len(counts)))
    return ColumnsPicture(
        "👥", "Mine mennesker 24.11.2026", heads, (band,), (Tile("👵❓", "Ida: Ved ikke"),), rings=True
    )


def _tile(n: int, words: bool) -> Tile:
    return Tile("👩", NAMES[n % len(NAMES)] if words else "")


def is_round(picture: ColumnsPicture) -> bool:
    return any(isinstance(part, Shape) and part.markup.startswith("<circle") for part in lay_out(picture).parts)


@pytest.mark.parametrize("counts", [(0, 0), (1, 0, 0), (3, 5), (2, 3, 4), (9, 9, 9), (0, 30), (4, 4, 4, 4)])
@pytest.mark.parametrize("words", [True, False])
def test_everything_stands_clear_and_can_be_read(counts: tuple[int, ...], words: bool) -> None:
    scene = lay_out(rings(*counts, words=words))
    assert stands_clear(scene)
    assert smallest_text(scene) >= 28


def test_a_few_people_lie_on_rings_and_many_in_columns() -> None:
    assert is_round(rings(3, 5)) and is_round(rings(2, 3, 4)) and is_round(rings(2, 3, 4, 4, words=False))
    crowded = rings(2, 25)
    assert not is_round(crowded)
    assert lay_out(crowded) == lay_out(replace(crowded, rings=False))


def test_a_photo_stands_for_its_pictogram() -> None:
    picture = rings(1, 1)
    column = (replace(picture.bands[0].columns[0][0], photo=7),)
    picture = replace(picture, bands=(Band((column, ())),))
    assert len([part for part in lay_out(picture, {7: PNG}).parts if isinstance(part, Photo)]) == 1
