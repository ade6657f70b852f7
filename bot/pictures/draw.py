"""Draws any picture value as a PNG."""

from __future__ import annotations

from bot.pictures.card import lay_out_card
from bot.pictures.chart import lay_out_chart
from bot.pictures.qr import lay_out_qr
from bot.pictures.scene import Scene
from bot.pictures.spec import CardPicture, ChartPicture, Picture


def draw(picture: Picture) -> bytes:
    """`picture` as the bytes of a PNG, 1000 pixels wide; the same bytes every time.

    Takes tens of milliseconds of processor time and is safe in any thread. resvg keeps the interpreter's lock
    meanwhile, so that even from a thread it holds up an event loop; from a process pool it does not.
    Raises ValueError for a pictogram that is not in OpenMoji, or a link that makes no QR code.
    """
    return lay_out(picture).png()


def lay_out(picture: Picture) -> Scene:
    """Where everything on `picture` stands. Raises like `draw`."""
    if isinstance(picture, CardPicture):
        return lay_out_card(picture)
    if isinstance(picture, ChartPicture):
        return lay_out_chart(picture)
    return lay_out_qr(picture)
