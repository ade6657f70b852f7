"""Several sittings beside each other: a column for each, and a row for what each pile or option holds there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.views.view import Viewer
from dialogs.text import Text

Column = tuple[Tile, Callable[[str], tuple[Tile, ...]]]
"""What a column is headed by, and the tiles it holds of each row."""


def side_by_side(
    viewer: Viewer, pictogram: str, title: str, rows: Mapping[str, tuple[str, Text]], columns: Sequence[Column]
) -> ColumnsPicture:  # fmt: skip
    """The picture; a row that holds nothing in any column is left out."""
    bands = []
    for row, (sign, words) in rows.items():
        held = tuple(tiles(row) for _, tiles in columns)
        if any(held):
            bands.append(Band(held, viewer.word(words), sign))
    return ColumnsPicture(pictogram, title, tuple(head for head, _ in columns), tuple(bands))
