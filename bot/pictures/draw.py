"""Draws any picture value as a PNG."""

from __future__ import annotations

from collections.abc import Mapping

from bot.pictures.board import lay_out_board
from bot.pictures.card import lay_out_card
from bot.pictures.chart import lay_out_chart
from bot.pictures.circle import lay_out_circle
from bot.pictures.columns import lay_out_columns
from bot.pictures.ladder import lay_out_ladder
from bot.pictures.ladder_spec import LadderPicture
from bot.pictures.qr import lay_out_qr
from bot.pictures.scene import Scene
from bot.pictures.sheet import lay_out_sheet
from bot.pictures.spec import (
    NO_PHOTOS,
    BoardPicture,
    CardPicture,
    ChartPicture,
    ColumnsPicture,
    Picture,
    QrPicture,
    SheetPicture,
    WeekPicture,
)
from bot.pictures.week import lay_out_week


def draw(picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
    """`picture` as the bytes of a PNG, 1000 pixels wide; the same bytes every time.

    `photos` are the files (JPEG or PNG) of the photos on it by their id; where one is missing its pictogram is drawn.

    Takes tens of milliseconds of processor time and is safe in any thread. resvg keeps the interpreter's lock
    meanwhile, so that even from a thread it holds up an event loop; from a process pool it does not.
    Raises ValueError for a pictogram that is not in OpenMoji, or a link that makes no QR code.
    """
    return lay_out(picture, photos).png()


def lay_out(picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> Scene:
    """Where everything on `picture` stands. Raises like `draw`."""
    match picture:
        case CardPicture():
            return lay_out_card(picture, photos)
        case ChartPicture():
            return lay_out_chart(picture)
        case WeekPicture():
            return lay_out_week(picture, photos)
        case BoardPicture():
            return lay_out_board(picture, photos)
        case ColumnsPicture(rings=True):
            return lay_out_circle(picture, photos)
        case ColumnsPicture():
            return lay_out_columns(picture, photos)
        case SheetPicture():
            return lay_out_sheet(picture, photos)
        case LadderPicture():
            return lay_out_ladder(picture)
        case QrPicture():
            return lay_out_qr(picture)
