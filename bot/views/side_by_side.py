"""Several sittings beside each other: a column for each, and a row for what each pile or option holds there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.pictures.spec import Band, ColumnsPicture, Tile
from bot.views.view import Sitting, Viewer, dated
from dialogs.engine.session import Provenance
from dialogs.engine.voices import HELPED
from dialogs.summary import WHOSE
from dialogs.text import T, Text

MARKS: Mapping[Provenance, str] = {"self": "🙂", "helped": HELPED, "observed": "📝"}
"""The signs of those who answer."""

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


def in_both_voices(sittings: Sequence[Sitting]) -> list[tuple[Sitting, ...]]:
    """Each sitting with the one before it in the other voice, if there is one: the borger's and staff's."""
    found = []
    for place, sitting in enumerate(sittings):
        observed = sitting.provenance == "observed"
        other = next((each for each in sittings[place + 1 :] if (each.provenance == "observed") != observed), None)
        found.append((sitting, *((other,) if other else ())))
    return found


def whose(sitting: Sitting) -> Text:
    """Whose view it is, and of which day."""
    said = WHOSE[sitting.provenance]
    by = T("{whose}: {name}", whose=said, name=T("{names}", names=sitting.by)) if sitting.by else said
    return T("{whose}, {date}", whose=by, date=dated(sitting.day))


def headed(viewer: Viewer, sitting: Sitting) -> Tile:
    """The same at the head of a column: the sign tells staff's view."""
    by = T("{names}", names=sitting.by) if sitting.by else WHOSE[sitting.provenance]
    words = viewer.word(T("{whose}, {date}", whose=by, date=dated(sitting.day)))
    return Tile(MARKS[sitting.provenance], words or dated(sitting.day))
