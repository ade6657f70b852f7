"""Whose access has ended of those who work here, and what of theirs ends with it."""

from __future__ import annotations

from datetime import date, datetime

from dialogs.permissions import Role
from storage import lent, people, sharing
from storage.people import Person
from storage.tx import Tx, moment, stamp


def end(tx: Tx, staff_id: int, today: date, now: datetime) -> int:
    """Ends somebody's access: nothing reaches them, they are nobody's contact person and read nothing, are on duty no
    more from the local day `today` on, and no link they have made brings anybody in. What they have done and written
    stays, with their name.

    Returns: how many links of theirs worked until now.
    """
    lent.end(tx, staff_id, now)
    sharing.take_all_from(tx, staff_id, now)
    tx.run("DELETE FROM contact WHERE staff_id = ?", staff_id)
    tx.run("DELETE FROM circle_pick WHERE staff_id = ?", staff_id)
    tx.run("DELETE FROM staff_card WHERE staff_id = ?", staff_id)
    tx.run("DELETE FROM page WHERE reader_id = ?", staff_id)
    tx.run("DELETE FROM schedule WHERE person_id = ?", staff_id)
    tx.run("DELETE FROM away WHERE staff_id = ?", staff_id)
    tx.run("UPDATE away SET deputy_id = NULL WHERE deputy_id = ?", staff_id)
    tx.run("DELETE FROM duty WHERE staff_id = ? AND day >= ?", staff_id, today.isoformat())
    tx.run("DELETE FROM talk_call WHERE staff_id = ?", staff_id)
    links = tx.run(
        "DELETE FROM invitation WHERE made_by = ? AND used_at IS NULL AND expires_at > ?", staff_id, stamp(now)
    )
    people.leave(tx, staff_id)
    tx.run("UPDATE person SET left_at = ? WHERE id = ?", stamp(now), staff_id)
    return links


def begin(tx: Tx, person_id: int) -> None:
    """Somebody has access again."""
    tx.run("UPDATE person SET left_at = NULL WHERE id = ?", person_id)


def ended_at(tx: Tx, person_id: int) -> datetime | None:
    """When somebody's access ended; None while they have it, or have yet to come."""
    row = tx.one("SELECT left_at FROM person WHERE id = ?", person_id)
    return moment(row[0]) if row and row[0] is not None else None


def colleagues(tx: Tx) -> list[Person]:
    """All who work here or are to, by name; then those whose access has ended, the latest first."""
    rows = tx.all(
        "SELECT id FROM person WHERE role IN (?, ?) ORDER BY left_at IS NOT NULL, left_at DESC, name, id",
        Role.STAFF, Role.LEADER,
    )  # fmt: skip
    found = (people.person_by_id(tx, row[0]) for row in rows)
    return [person for person in found if person]


def long_ended(tx: Tx, before: datetime) -> list[Person]:
    """Those whose access ended before an instant."""
    rows = tx.all("SELECT id FROM person WHERE left_at < ? AND chat_id IS NULL", stamp(before))
    found = (people.person_by_id(tx, row[0]) for row in rows)
    return [person for person in found if person]
