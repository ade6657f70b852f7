"""A line of a receipt about something that has a photo: the photo, and beside it what was answered."""

from __future__ import annotations

from bot.pictures.draw import lay_out
from bot.pictures.scene import Photo, Sign
from bot.pictures.spec import CardPicture, Tile
from tests.pictures.test_week import PNG

RECEIPT = CardPicture("🌙", tiles=(Tile("💬", "Min egen ting: Ja", photo=1, beside="👍"), Tile("🪥👍", "Tænder: Ja")))


def test_the_photo_takes_the_place_of_the_thing_and_not_of_the_answer() -> None:
    parts = lay_out(RECEIPT, {1: PNG}).parts
    (photo,) = [part for part in parts if isinstance(part, Photo)]
    thumbs = [part for part in parts if isinstance(part, Sign) and part.sign == "👍"]
    assert len(thumbs) == 2 and photo.x + photo.size <= thumbs[0].x and photo.size == thumbs[0].size == thumbs[1].size
    assert not [part for part in parts if isinstance(part, Sign) and part.sign == "💬"]


def test_before_there_is_a_copy_of_it_both_signs_stand_there() -> None:
    signs = [part.sign for part in lay_out(RECEIPT, {}).parts if isinstance(part, Sign)]
    assert signs == ["🌙", "💬", "👍", "🪥", "👍"]
