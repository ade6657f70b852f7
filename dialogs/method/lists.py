"""Where a dialog's lists come from: written in its file, or known to the house when it begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self

from pydantic import Field

from dialogs.fields import Identifier, Model, PhotoName, Words, sound, twice
from dialogs.method.problems import Flaw, Flawed

NOTHING = "–"
"""What stands where nothing was said about a thing."""
_NAME = "[a-z][a-z0-9_]*"
_FROM = rf"^([a-z_]+(\.[a-z_]+)?|answers\.{_NAME}\.{_NAME}(\.under\.{_NAME})?)?$"


Place = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]
"""A dialog and one of its steps: aim.best."""


class Listed(Model):
    """One thing of a list that is written in the file. A `photo` takes its pictogram's place on pictures. It comes
    first for who has chosen one of its `themes`. On the day it was `checked` the house found that what is said about it
    is so."""

    id: Identifier
    label: Words
    pictogram: str = ""
    photo: PhotoName = ""
    themes: tuple[Identifier, ...] = ()
    checked: date | None = None


class ListSource(Model):
    """A list by its name: `items` of the file itself, and before them what the house has under the name `from_` (`from`
    in the file): entries.goal, or what the borger last answered at a step of a dialog, answers.mat.cards.under.home.
    `values` are what was last said about each of those entries: by the name under which texts have it ({item_worst} for
    worst:), the dialog and step; `due` are the dates said about each in the same way: one is in the list only from the
    last of them on. Of more than `most` those are taken that have been asked about least lately. The clock asks about
    each only `once`. It comes first for who has chosen one of its `themes`. Where a list `narrows`, staff may choose a
    few of its items for a borger. Of one that offers `only_checked` things, those are left out that the house has not
    checked."""

    items: tuple[Listed, ...] = ()
    from_: str = Field(default="", alias="from", pattern=_FROM)
    most: int | None = Field(default=None, ge=1, le=20)
    values: Mapping[Identifier, Place] = {}
    due: tuple[Place, ...] = ()
    once: bool = False
    themes: tuple[Identifier, ...] = ()
    narrows: bool = False
    only_checked: bool = False

    @property
    def of_people(self) -> bool:
        """Whether the house knows whom it holds: each thing of it is somebody's id after a letter."""
        return self.from_.startswith("people.")

    @property
    def shown(self) -> tuple[Listed, ...]:
        """The items that may be shown."""
        return tuple(item for item in self.items if item.checked or not self.only_checked)

    @sound
    def _comes_from_somewhere(self) -> Self:
        if not self.items and not self.from_:
            raise ValueError("needs items, from or both")
        if (self.values or self.due) and not self.from_.startswith("entries."):
            raise ValueError("values and due are what was said about entries; they need from: entries. and a kind")
        if (self.once or self.narrows) and self.from_:
            raise ValueError("once and narrows are for items that are written in the file; take from out")
        ids = [item.id for item in self.items]
        if same := twice(ids):
            again = ids.index(same, ids.index(same) + 1)
            raise Flawed([Flaw(("items", again, "id"), f"two items have the id '{same}'; give one of them another")])
        return self
