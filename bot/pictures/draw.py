"""Draws any picture value as a PNG."""

from __future__ import annotations

from bot.pictures.card import lay_out_card
from bot.pictures.scene import Scene
from bot.pictures.spec import CardPicture, Picture


def draw(picture: Picture) -> bytes:
    """`picture` as the bytes of a PNG, 1000 pixels wide; the same bytes every time.

    Takes tens of milliseconds of processor time, holds no event loop and is safe in any thread: run it in an executor.
    Raises ValueError for a pictogram that is not in OpenMoji.
    """
    return _lay_out(picture).png()


def _lay_out(picture: Picture) -> Scene:
    if isinstance(picture, CardPicture):
        return lay_out_card(picture)
    raise ValueError(f"cannot draw {type(picture).__name__}")
