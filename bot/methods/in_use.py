"""Which methods a borger uses: what is offered to everybody, and what was agreed or switched off."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from dialogs.method.model import Dialog, Voice
from storage import method_use
from storage.method_use import MethodUse
from storage.people import Person


def is_used(dialog: Dialog, uses: Mapping[str, MethodUse]) -> bool:
    """Whether a borger uses a method; `uses` is what was said of theirs."""
    said = uses.get(dialog.id)
    return said.used if said else dialog.offered == "always"


def methods_of(desk: Desk, borger: Person, voice: Voice = "borger") -> list[Dialog]:
    """The methods a borger uses that are answered in this voice, in the library's order."""
    uses = method_use.uses_of(desk.tx, borger.id)
    return [dialog for dialog in answered_by(desk, voice) if is_used(dialog, uses)]


def answered_by(desk: Desk, voice: Voice = "borger") -> list[Dialog]:
    """The methods the house has that are answered in this voice, used or not."""
    return [each for each in desk.house.dialogs.values() if each.purpose == "answers" and voice in each.voices]
