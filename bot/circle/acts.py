"""What the buttons of this room are: a word, and what it is about behind dots, on the surface they stand on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeAlias

from bot.desk.desk import Desk
from bot.telegram.buttons import LARGEST
from dialogs.engine.cards import CardButton
from dialogs.engine.pages import TURN, on_page
from storage import people
from storage.people import Person

OWNER = "C"
Act: TypeAlias = Callable[[Desk, Person, int, list[str]], bool]
"""Does what a button says, given who tapped it, its surface, and what stands behind its word. Returns: False if there
is no such thing any more."""
Acts: TypeAlias = Mapping[str, Act]


def person_named(desk: Desk, of: list[str], place: int = 0) -> Person | None:
    """The person whose number stands there, if there is one."""
    return people.person_by_id(desk.tx, number(of, place))


def number(of: list[str], place: int) -> int:
    """The number that stands there; 0 if there is none."""
    found = int(word(of, place)) if word(of, place).isdecimal() else 0
    return found if found <= LARGEST else 0


def word(of: list[str], place: int) -> str:
    """What stands there; empty if nothing does."""
    return of[place] if place < len(of) else ""


def paged(buttons: tuple[CardButton, ...], page: int, act: str) -> tuple[CardButton, ...]:
    """The answers on a page; the arrow to the next does `act`, with the page's number last."""
    return tuple(
        replace(each, id=f"{act}.{each.id.removeprefix(TURN)}") if each.id.startswith(TURN) else each
        for each in on_page(buttons, page)
    )
