"""Themes that a borger chooses, for a time: what is marked with one of them in any file comes first for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dialogs.fields import Duration, Identifier, Model
from dialogs.method.problems import Flaw, Place

if TYPE_CHECKING:
    from dialogs.method.earlier import Dialogs
    from dialogs.method.model import Dialog

FIRST = "first"
"""What a session knows: the options and things that come first."""


class Themes(Model):
    """What is chosen at a `step` are the borger's themes, for so long (`lasts`) from when it was chosen."""

    step: Identifier
    lasts: Duration


def marked(dialog: Dialog) -> dict[str, tuple[str, ...]]:
    """The themes that the things of a dialog's lists are marked with, and its lists, by their ids and names."""
    found = {name: source.themes for name, source in dialog.lists.items() if source.themes}
    return found | {each.id: each.themes for source in dialog.lists.values() for each in source.items if each.themes}


def unknown_themes(dialog: Dialog, dialogs: Dialogs) -> Iterator[Flaw]:
    """Themes that no borger could choose."""
    every = {**dialogs, dialog.id: dialog}
    known = {name for each in every.values() if each and each.themes for name in _choosable(each)}
    if dialog.themes and dialog.themes.step not in {step.id for step in dialog.steps if step.kind == "several"}:
        yield Flaw(("themes", "step"), f"'{dialog.themes.step}' is no several of this dialog; write the id of one")
    if None in every.values():
        return  # a file that is broken may have them
    for name, source in dialog.lists.items():
        places: list[tuple[Place, tuple[str, ...]]] = [(("lists", name, "themes"), source.themes)]
        places += [(("lists", name, "items", at, "themes"), each.themes) for at, each in enumerate(source.items)]
        for place, themes in places:
            if lacking := next((theme for theme in themes if theme not in known), None):
                there = f"there are {', '.join(sorted(known))}" if known else "no dialog has themes:"
                yield Flaw(place, f"nobody can choose the theme '{lacking}'; {there}")


def _choosable(dialog: Dialog) -> Iterator[str]:
    for step in dialog.steps:
        if dialog.themes and step.kind == "several" and step.id == dialog.themes.step:
            source = dialog.lists.get(step.options_from or "")
            yield from (option.id for option in step.options)
            yield from (each.id for each in source.items) if source else ()
