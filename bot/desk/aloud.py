"""What the button 🔊 on a message will read aloud: kept while it stands, and gone when something else stands there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.telegram.buttons import Tap, button_data
from bot.telegram.content import Content
from bot.telegram.spoken import ALOUD
from dialogs.permissions import Role
from storage import aloud
from storage.people import Person

if TYPE_CHECKING:
    from bot.desk.desk import Desk

HEAR = "a"
"""What the data of that button begins with; its id is the surface."""


def put_on(desk: Desk, person: Person, content: Content, surface_id: int) -> Content:
    """The content as it is sent: with the button that reads it aloud, for borgere alone. A voice that has read what
    stood there before goes, unless the same is said as before."""
    if person.role is not Role.BORGER:
        return without(content)
    if voice := aloud.now_says(desk.tx, surface_id, content.speech):
        desk.retire(person, voice)
    button = replace(ALOUD, data=button_data(Tap(HEAR, surface_id, 0, "")))
    rows = tuple(tuple(button if each == ALOUD else each for each in row) for row in content.rows)
    return replace(content, rows=rows, speech=None)


def taken_off(desk: Desk, person: Person, surface_id: int) -> None:
    """What stood on a surface is taken away, and with it the voice that has read it."""
    if voice := aloud.now_says(desk.tx, surface_id, None):
        desk.retire(person, voice)


def without(content: Content) -> Content:
    """The content as it is sent to somebody who cannot hear it."""
    if content.speech is None:
        return content
    rows = (tuple(each for each in row if each != ALOUD) for row in content.rows)
    return replace(content, rows=tuple(row for row in rows if row), speech=None)
