"""What a picture shows, as plain values: already translated, ready to draw, and hashable to a cache key."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

DRAWING_VERSION = 1
"""Raised when the drawing changes, so that pictures cached under the old look are drawn anew."""


@dataclass(frozen=True)
class Tile:
    """One choice on a card. `pictogram` is emoji text (one or more emoji side by side), `label` may be empty.

    `number` is shown large instead of a pictogram when the borger prefers numbers; `marked` draws a frame and a tick.
    """

    pictogram: str
    label: str = ""
    number: str = ""
    marked: bool = False


@dataclass(frozen=True)
class CardPicture:
    """A question or receipt: a heading pictogram with an optional heading text over 0-12 tiles.

    `done` of `total` steps are drawn as quiet dots when `total` is above 0.
    """

    pictogram: str
    heading: str = ""
    tiles: tuple[Tile, ...] = ()
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class ChartPoint:
    """One day of a row: `value` 0-10, or None without a score; `shown` is its exact value as text ("7,5", "?")."""

    day: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class ChartRow:
    """One question over time, oldest point first. `low` and `high` name the ends of its scale."""

    pictogram: str
    label: str
    low: str
    high: str
    points: tuple[ChartPoint, ...]


@dataclass(frozen=True)
class ChartPicture:
    """A small chart with exact values, one row for each question; every row has the same days."""

    title: str
    rows: tuple[ChartRow, ...]


@dataclass(frozen=True)
class QrPicture:
    """A link to scan, with one line of text under the code."""

    link: str
    caption: str = ""


Picture = CardPicture | ChartPicture | QrPicture


def picture_key(picture: Picture) -> str:
    """The cache key of `picture`: a hex SHA-256 over its kind, contents and the drawing's version."""
    body = json.dumps([DRAWING_VERSION, type(picture).__name__, asdict(picture)], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()
