"""The tables of `docs/field.md`: of each method of the field that is a file, what the file says."""

from __future__ import annotations

import re
from collections.abc import Callable

from dialogs.method.model import Dialog
from dialogs.method.rhythm import MethodRhythm
from tests.docs.rooms import ROOT
from tests.transcripts import LIBRARY

FIELD = ROOT / "docs" / "field.md"
METHODS = {dialog.id: dialog for dialog in LIBRARY.values() if dialog.keeps}
_ROW = re.compile(r"^\| (?P<name>.+?) \| `(?P<id>\w+)` \|(?:[^|\n]*\|){3} (?P<leads>.+) \|$", re.MULTILINE)
_UNITS = {"d": "day", "w": "week", "m": "month", "y": "year"}


def rows(text: str) -> list[tuple[str, str]]:
    """(method's file, what it leads to) of each row that is about a file."""
    return [(found["id"], found["leads"]) for found in _ROW.finditer(text)]


def with_cells(text: str) -> str:
    """The text with what the files say in the middle cells of their rows; a row of no file there is stays as it is."""
    return _ROW.sub(lambda found: _row(found) if found["id"] in METHODS else found[0], text)


def _row(found: re.Match[str]) -> str:
    dialog = METHODS[found["id"]]
    cells = (found["name"], f"`{dialog.id}`", *(cell(dialog) for cell in CELLS), found["leads"])
    return f"| {' | '.join(cells)} |"


def voices(dialog: Dialog) -> str:
    """Who answers it, and about what."""
    who = " and ".join(dialog.voices)
    about = "" if dialog.about == "borger" else f", about {_ABOUT.get(dialog.about) or 'a ' + str(dialog.entry_kind)}"
    return who + about


_ABOUT = {"house": "the house", "activity": "an activity", "entry.idea": "an idea", "entry.offer": "an offer",
          "entry.aim": "an aim"}  # fmt: skip


def rhythm(dialog: Dialog) -> str:
    """When it is asked."""
    return "on wish" if dialog.rhythm is None else _when(dialog.rhythm)


def _when(asked: MethodRhythm) -> str:
    if asked.after is not None:
        return "after it"
    if asked.days_before is not None:
        return f"{asked.days_before} days before"
    count, unit = asked.every[:-1], _UNITS[asked.every[-1]]
    return f"every {unit}" if count == "1" else f"every {count} {unit}s"


def view(dialog: Dialog) -> str:
    """How what was answered is seen."""
    if dialog.purpose == "paper":
        return "one page, with versions"
    if dialog.purpose == "record":
        return "dated sheet"
    return dialog.view or "answers"


CELLS: tuple[Callable[[Dialog], str], ...] = (voices, rhythm, view)
