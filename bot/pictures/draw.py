"""Draws any picture value as a PNG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from bot.pictures.board import lay_out_board
from bot.pictures.card import lay_out_card
from bot.pictures.chart import lay_out_chart
from bot.pictures.circle import lay_out_circle
from bot.pictures.columns import lay_out_columns
from bot.pictures.diploma import lay_out_diploma
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
    DiplomaPicture,
    Picture,
    QrPicture,
    SheetPicture,
    WeekPicture,
)
from bot.pictures.week import lay_out_week

HIGHEST = 2500
"""Pixels above which a picture cannot be read on a phone: Telegram makes the longer side of a photo 2560 at most."""
LETTERS = (400, 160, 80, 40)
"""Letters that are left of long words on a picture that would else be higher. The whole of them stands elsewhere."""
V = TypeVar("V")


def draw(picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
    """`picture` as the bytes of a PNG, 1000 pixels wide; the same bytes every time.

    `photos` are the files (JPEG or PNG) of the photos on it by their id; where one is missing its pictogram is drawn.

    Takes tens of milliseconds of processor time and is safe in any thread. resvg keeps the interpreter's lock
    meanwhile, so that even from a thread it holds up an event loop; from a process pool it does not.
    Raises ValueError for a pictogram that is not in OpenMoji, or a link that makes no QR code.
    """
    return lay_out(picture, photos).png()


def lay_out(picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> Scene:
    """Where everything on `picture` stands; long words are cut where the picture would else be too high to be read.
    Raises like `draw`."""
    scene = _lay_out(picture, photos)
    for letters in LETTERS:
        if scene.height <= HIGHEST:
            break
        scene = _lay_out(_shortened(picture, letters), photos)
    return scene


def _shortened(value: V, letters: int) -> V:
    """The same with all words that are longer cut at the end of a word."""
    made: object = value
    if isinstance(value, str) and len(value) > letters:
        made = f"{value[:letters].rsplit(' ', 1)[0]} …"
    elif isinstance(value, tuple):
        made = tuple(_shortened(each, letters) for each in value)
    elif is_dataclass(value) and not isinstance(value, type):
        made = replace(value, **{each.name: _shortened(getattr(value, each.name), letters) for each in fields(value)})
    return cast(V, made)


def _lay_out(picture: Picture, photos: Mapping[int, bytes]) -> Scene:
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
            return lay_out_ladder(picture, photos)
        case DiplomaPicture():
            return lay_out_diploma(picture, photos)
        case QrPicture():
            return lay_out_qr(picture)
