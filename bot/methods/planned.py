"""What is asked about an activity follows it: a question goes with what is cancelled or moved; what was said stays."""

from __future__ import annotations

from bot.desk import occasions
from bot.desk.desk import Desk
from dialogs.engine.session import Expired
from dialogs.method.entries import ACTIVITY
from storage import entries, people, sessions
from storage.people import Person
from storage.sessions import StoredSession


def bring_in_line(desk: Desk, borger: Person) -> None:
    """What is asked about an occurrence that is cancelled, or is on another day by now, is taken back, and asked in its
    time if there is one. Somebody who has begun to answer is not asked on about what does not take place."""
    for stored in sessions.open_sessions_about(desk.tx, borger.id):
        entry = entries.entry_by_id(desk.tx, stored.entry_id) if stored.entry_id else None
        if entry is None or entry.slot is None:
            continue
        there = occasions.present(desk, entry.slot)
        day = occasions.day_of(desk, there[1]) if there else None
        if day == entry.day:
            continue
        if not stored.session.given:
            _take_back(desk, stored)
        elif there is None:
            desk.runner.feed(desk, stored, Expired())
    for entry in entries.entries_of(desk.tx, borger.id, ACTIVITY):
        there = occasions.present(desk, entry.slot) if entry.slot else None
        if there and occasions.day_of(desk, there[1]) != entry.day:
            entries.is_on(desk.tx, entry.id, occasions.day_of(desk, there[1]))


def _take_back(desk: Desk, stored: StoredSession) -> None:
    holder = people.person_by_id(desk.tx, stored.person_id)
    if holder and holder.chat_id is not None and stored.surface_id:
        desk.retire(holder, stored.surface_id)
    sessions.take_back(desk.tx, stored.id)
