"""Shelves: where a borger finds the methods they use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import BeforeValidator

from dialogs.fields import Identifier, Model, Words, sound
from dialogs.text import T, Text


class OnShelf(Model):
    """The shelf a dialog stands on: one that there is, by its id alone, or with a `name` one of the house's own."""

    id: Identifier
    name: Words | None = None
    pictogram: str = ""

    @sound
    def _is_there(self) -> Self:
        if self.name is None and self.id not in (ids := [shelf.id for shelf in SHELVES]):
            own = f"{{id: {self.id}, name: …, pictogram: …}}"
            raise ValueError(f"there is no shelf '{self.id}'; write {', '.join(ids)}, or one of the house's own: {own}")
        return self


def _by_id(value: object) -> object:
    return {"id": value} if isinstance(value, str) else value


ShelfField = Annotated[OnShelf, BeforeValidator(_by_id)]


@dataclass(frozen=True)
class Shelf:
    """A shelf as a borger finds it."""

    id: str
    name: Text
    pictogram: str


SHELVES = (
    Shelf("me", T("How I am"), "🙂"),
    Shelf("week", T("My week"), "📅"),
    Shelf("life", T("My life"), "🙋🏡"),
    Shelf("plans", T("My goals and plans"), "🏁"),
)
"""The shelves there always are."""


def shelves(mentioned: Iterable[OnShelf]) -> Mapping[str, Shelf]:
    """All shelves by their ids: those there always are, and after them those that dialogs name. A dialog may give
    another name to one there is."""
    found = {shelf.id: shelf for shelf in SHELVES}
    for each in mentioned:
        if each.name:
            known = found.get(each.id)
            found[each.id] = Shelf(each.id, each.name.plain(), each.pictogram or (known.pictogram if known else "📁"))
    return found
