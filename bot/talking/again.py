"""A borger's call comes to the end of their chat, as it stands."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.talking import calls, notice_cards, talk
from bot.talking.borger_card import borger_card
from bot.talking.staff_cards import TALK
from dialogs.permissions import Role
from storage import followup, unreachable
from storage.followup import Talk
from storage.people import Person

OF_LATE = timedelta(hours=12)
"""What somebody has promised so long ago waits no more."""


def comes_again(desk: Desk, borger: Person) -> bool:
    """Puts before them again what they have called for and is not over. Returns: whether there is anything."""
    found = [call for call in followup.talks_of(desk.tx, borger.id)
             if call.surface_id and not call.closed and (call.is_open or _of_late(desk, call))]  # fmt: skip
    for call in found:
        if call.kind != "talk":
            notice_cards.show_borger(desk, borger, call.id, rings=True)
            continue
        assert call.surface_id is not None
        desk.retire(borger, call.surface_id)
        surface_id = desk.new_surface(borger)
        followup.talk_on_surface(desk.tx, call.id, surface_id)
        desk.show_card(borger, borger_card(desk, call), TALK, call.id, surface_id)
    return bool(found)


def _of_late(desk: Desk, call: Talk) -> bool:
    return (call.taken_at or call.at) > desk.now - OF_LATE


def reached(desk: Desk, person: Person) -> None:
    """Who can be written to again has their calls before them as they stand now: what came in between was lost. Of the
    staff, they are one more who can be told; of what waits no more, they were told in vain."""
    if person.role is Role.BORGER:
        comes_again(desk, person)
    else:
        for surface_id in unreachable.ended_calls_to(desk.tx, person.id):
            desk.retire(person, surface_id)
        talk.reached(desk, person)
        calls.shifts_changed(desk)
