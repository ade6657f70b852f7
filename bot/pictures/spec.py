"""What a picture shows, as plain values: already translated, ready to draw, and hashable to a cache key."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from bot.pictures.ladder_spec import LadderPicture
from dialogs.engine.session import Provenance

DRAWING_VERSION = 7
"""Raised when the drawing changes, so that pictures cached under the old look are drawn anew."""


@dataclass(frozen=True)
class Tile:
    """One choice on a card. `pictogram` is emoji text (one or more emoji side by side), `label` may be empty.

    `number` stands large after the pictograms when the borger prefers numbers; `marked` draws a frame and a tick.
    `photo` is the id of a stored photo that takes the pictogram's place as soon as there is a copy of it; 0 is none.
    `beside` are further pictograms, which stay beside the photo. `pages` are the marks of an arrow to more answers:
    ● ○ ✓, or "2/9".
    """

    pictogram: str
    label: str = ""
    number: str = ""
    marked: bool = False
    photo: int = 0
    pages: str = ""
    beside: str = ""


@dataclass(frozen=True)
class CardPicture:
    """A question or receipt: a heading pictogram with an optional heading text over 0-12 tiles.

    `done` of `total` steps are drawn as quiet dots when `total` is above 0. `photo` takes the pictogram's place, and
    `beside` stays beside it, as on a tile. What is `big` fills the picture: it is looked at from a distance, with busy
    hands.
    """

    pictogram: str
    heading: str = ""
    tiles: tuple[Tile, ...] = ()
    done: int = 0
    total: int = 0
    photo: int = 0
    big: bool = False
    beside: str = ""


@dataclass(frozen=True)
class ChartPoint:
    """One day or week of a row. `value` is on the row's scale, or None without a score; `shown` is its exact value as
    text ("7,5", "?"), empty if there was none; `day` names it on the axis ("23.11", "uge 47"), in a few letters."""

    day: str
    value: float | None
    shown: str
    provenance: Provenance = "self"


@dataclass(frozen=True)
class ChartLine:
    """A dashed line to compare with, at `value` on the row's scale; `label` names it with its value ("Grænse 25")."""

    value: float
    label: str


@dataclass(frozen=True)
class ChartRow:
    """One question over time, oldest point first, on a scale from `bottom` to `top`, whose ends `low` and `high` name.

    Up to 53 points: four weeks of days or a year of weeks. A point whose neighbour has no score, or another provenance,
    is not joined with it.
    """

    pictogram: str
    label: str
    low: str
    high: str
    points: tuple[ChartPoint, ...]
    bottom: float = 0.0
    top: float = 10.0
    line: ChartLine | None = None


@dataclass(frozen=True)
class ChartPicture:
    """A small chart with exact values, one row for each question; every row has the same days.

    `legend` says what each provenance is called; it is drawn where the rows have more than one.
    """

    title: str
    rows: tuple[ChartRow, ...]
    legend: tuple[tuple[Provenance, str], ...] = ()


DayEntryState = Literal["planned", "moved", "late", "cancelled", "declined", "done"]


@dataclass(frozen=True)
class DayEntry:
    """One thing in a day: its `time` ("14.00") and `title`, with `photo` (as on a tile) or `pictogram`.

    Each state but planned has a sign of its own; `note` says it in words to those who read them ("Flyttet"). `small`
    ones, such as check-ins, take less room. `place` and `company` (who comes along) are for the board.
    """

    pictogram: str
    title: str
    time: str = ""
    state: DayEntryState = "planned"
    note: str = ""
    photo: int = 0
    small: bool = False
    place: str = ""
    company: str = ""


@dataclass(frozen=True)
class WeekDay:
    """A day of the week picture, its entries in order; `past` ones are dimmed and ticked."""

    name: str
    date: str
    entries: tuple[DayEntry, ...] = ()
    past: bool = False


@dataclass(frozen=True)
class WeekPicture:
    """Seven days under each other, the one at `today` (None in another week) large.

    `now` is how many of today's entries have begun; the mark stands after them, named `now_word`. `today_word` stands
    by today's name, `empty` in it if it has no entries, and `more` where some are folded away, "{count}" being how
    many. Words are empty for those who read pictures only.
    """

    title: str
    days: tuple[WeekDay, ...]
    today: int | None = None
    now: int = 0
    now_word: str = ""
    today_word: str = ""
    empty: str = ""
    more: str = "+ {count}"


@dataclass(frozen=True)
class Shift:
    """Who is on duty: the shift's `pictogram`, its `name` for those who read words, the `people`; `present` is now."""

    pictogram: str
    name: str
    people: tuple[str, ...]
    present: bool = False


@dataclass(frozen=True)
class BoardPicture:
    """A day from morning to evening, who is on duty, and who of them is the borger's own `partner`. The rest is as in
    the week picture; `now` is None on another day."""

    title: str
    entries: tuple[DayEntry, ...]
    shifts: tuple[Shift, ...] = ()
    now: int | None = None
    now_word: str = ""
    empty: str = ""
    more: str = "+ {count}"
    partner: Tile | None = None


@dataclass(frozen=True)
class Band:
    """What stands under the heads of a columns picture, head by head; `sign` and `name` tell it from another band."""

    columns: tuple[tuple[Tile, ...], ...]
    name: str = ""
    sign: str = ""


@dataclass(frozen=True)
class ColumnsPicture:
    """Up to seven heads side by side, and under each the tiles that belong there: in one band, or in more to compare.

    `rest` are tiles that belong under no head. As `rings`, the first head's tiles lie nearest to the middle.
    """

    pictogram: str
    title: str
    heads: tuple[Tile, ...]
    bands: tuple[Band, ...]
    rest: tuple[Tile, ...] = ()
    rings: bool = False


@dataclass(frozen=True)
class SheetLine:
    """One line of a sheet: its `text`, a `sign` before it (whose it is, or a voice message), a `photo` as on a tile."""

    text: str
    sign: str = ""
    photo: int = 0


@dataclass(frozen=True)
class SheetGroup:
    """What stands under one question, with its `pictogram` if it has one: what was said from the `inside`, and beside
    it what was seen from the `outside`."""

    name: str
    pictogram: str = ""
    inside: tuple[SheetLine, ...] = ()
    outside: tuple[SheetLine, ...] = ()


@dataclass(frozen=True)
class SheetSection:
    """A part of a sheet. One without groups is empty."""

    pictogram: str
    name: str
    groups: tuple[SheetGroup, ...] = ()


@dataclass(frozen=True)
class SheetPicture:
    """A whole paper: its sections under each other, and in small how old it is."""

    pictogram: str
    title: str
    sections: tuple[SheetSection, ...]
    stamp: str = ""


@dataclass(frozen=True)
class DiplomaPicture:
    """What somebody did, as a diploma: its `title`, their `name`, what they `said` of it, and the `day`; a `photo`, as
    on a tile, takes the pictogram's place."""

    pictogram: str
    title: str
    name: str
    said: str
    day: str
    photo: int = 0


@dataclass(frozen=True)
class QrPicture:
    """A link to scan, with one line of text under the code."""

    link: str
    caption: str = ""


NO_PHOTOS: Mapping[int, bytes] = MappingProxyType({})

_View = ColumnsPicture | SheetPicture | LadderPicture | DiplomaPicture
Picture = CardPicture | ChartPicture | WeekPicture | BoardPicture | _View | QrPicture


def photos_on(picture: Picture) -> frozenset[int]:
    """The ids of the photos that belong on `picture`."""
    match picture:
        case DiplomaPicture():
            shown = {picture.photo}
        case CardPicture():
            shown = {picture.photo, *(tile.photo for tile in picture.tiles)}
        case WeekPicture():
            shown = {entry.photo for day in picture.days for entry in day.entries}
        case BoardPicture():
            shown = {entry.photo for entry in picture.entries} | ({picture.partner.photo} if picture.partner else set())
        case ColumnsPicture():
            placed = {tile.photo for band in picture.bands for column in band.columns for tile in column}
            shown = placed | {tile.photo for tile in (*picture.heads, *picture.rest)}
        case SheetPicture():
            groups = [group for section in picture.sections for group in section.groups]
            shown = {line.photo for group in groups for line in (*group.inside, *group.outside)}
        case LadderPicture():
            shown = {ladder.photo for ladder in picture.ladders}
        case _:
            shown = set()
    return frozenset(shown - {0})


def picture_key(picture: Picture, photos: Collection[int] = ()) -> str:
    """The cache key of `picture` drawn with those `photos` of which there is a copy: a hex SHA-256 over its kind,
    contents, these ids and the drawing's version."""
    return hashlib.sha256(f"{DRAWING_VERSION} {sorted(photos)} {picture!r}".encode()).hexdigest()
