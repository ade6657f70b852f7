"""Which methods a borger uses: what is offered to everybody, and what was agreed or switched off."""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.desk import Desk
from dialogs.method.house import HOUSE
from dialogs.method.model import Dialog, Voice
from storage import method_use, sharing
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


def topics_of(desk: Desk, borger: Person) -> list[str]:
    """The topics a borger is asked about when they share: without papers that are shared by themselves and that they do
    not use. What somebody may read can always be taken back."""
    uses = method_use.uses_of(desk.tx, borger.id)
    unused = {each.id for each in desk.house.dialogs.values() if each.shared_alone and not is_used(each, uses)}
    unused -= {topic for _, _, topic in sharing.given(desk.tx, borger.id)}
    return [topic for topic in desk.topics if topic not in unused]


def answered_by(desk: Desk, voice: Voice = "borger") -> list[Dialog]:
    """The methods the house has that are answered in this voice about a borger, used or not; none of which it has still
    to check everything."""
    found = (
        each for each in desk.house.dialogs.values() if each.keeps and each.about != HOUSE and not each.is_unchecked
    )
    return [each for each in found if voice in each.voices]
