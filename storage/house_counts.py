"""House-level counts: never an answer, never one person's figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.sharing import COMMAND_LINE
from storage.tx import Tx, moment, stamp

LONGEST_HELD = timedelta(days=2)
"""What becomes of something is settled no later after it was due, but for an outage of the bot."""


def active_borgere(tx: Tx) -> int:
    """How many borgere take part."""
    row = tx.one("SELECT count(*) FROM person WHERE role = 'borger' AND state = 'active'")
    return int(row[0]) if row else 0


def asked_and_answered(tx: Tx, since: datetime, until: datetime) -> tuple[int, int, int]:
    """How many check-ins were sent after `since` up to `until`, how many of them were answered to the end, and to how
    many borgere they were sent. Those that may still be answered do not count yet."""
    row = tx.one(
        "SELECT count(*), count(*) FILTER (WHERE s.status = 'done'), count(DISTINCT o.person_id) FROM occurrence o"
        " JOIN session s ON s.id = o.session_id WHERE o.status = 'asked' AND s.status <> 'open'"
        " AND o.due_at > ? AND o.due_at <= ?",
        stamp(since), stamp(until),
    )  # fmt: skip
    return (int(row[0]), int(row[1]), int(row[2])) if row else (0, 0, 0)


def not_sent(tx: Tx, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
    """(due, name) of check-ins that came too late to be of use, oldest first."""
    rows = tx.all(
        "SELECT o.due_at, p.name FROM occurrence o JOIN person p ON p.id = o.person_id JOIN schedule c"
        " ON c.id = o.schedule_id WHERE o.status = 'stale' AND c.kind = 'check_in' AND o.due_at > ? AND o.due_at <= ?"
        " ORDER BY o.due_at",
        stamp(since), stamp(until),
    )  # fmt: skip
    return [(moment(row[0]), row[1]) for row in rows]


def left_out(tx: Tx, borger_id: int, since: datetime, until: datetime) -> list[tuple[datetime, str, str]]:
    """(due, dialog id, activity's title) of what a borger did not get after `since` up to `until` because the day had
    its messages already, oldest first."""
    rows = tx.all(
        "SELECT o.due_at, coalesce(s.dialog_id, ''), coalesce(json_extract(a.plan, '$.title'), '') FROM occurrence o"
        " LEFT JOIN schedule s ON s.id = o.schedule_id LEFT JOIN activity a ON a.id = o.activity_id"
        " WHERE o.person_id = ?1 AND o.due_at > ?2 AND o.decided_at > ?3 AND o.decided_at <= ?4 AND o.status = 'full'"
        " ORDER BY o.due_at",
        borger_id, stamp(since - LONGEST_HELD), stamp(since), stamp(until),
    )  # fmt: skip
    return [(moment(row[0]), row[1], row[2]) for row in rows]


def unreachable(tx: Tx) -> list[str]:
    """The names of those who take part or work here, and whose chat cannot be written to."""
    rows = tx.all("SELECT name FROM person WHERE state = 'active' AND unreachable_since IS NOT NULL ORDER BY name")
    return [row[0] for row in rows]


def without_contact(tx: Tx) -> list[tuple[int, str]]:
    """(id, name) of the borgere none of whose contact persons has joined, by name."""
    rows = tx.all(
        "SELECT b.id, b.name FROM person b WHERE b.role = 'borger' AND b.state = 'active' AND NOT EXISTS"
        " (SELECT 1 FROM contact c JOIN person s ON s.id = c.staff_id WHERE c.borger_id = b.id AND s.state = 'active')"
        " ORDER BY b.name"
    )
    return [(row[0], row[1]) for row in rows]


@dataclass(frozen=True)
class Unseen:
    """News of a borger that a reader has not marked as seen: what was said after `since` up to `until`, when it
    came."""

    reader_id: int
    reader: str
    borger_id: int
    borger: str
    since: datetime
    until: datetime


def not_seen(tx: Tx, since: datetime, until: datetime) -> list[Unseen]:
    """The first news of each borger that came to a contact person after `since` up to `until`, and that they have
    neither marked as seen nor followed up, nor any that came later; the oldest first."""
    rows = tx.all(
        "SELECT y.reader_id, r.name, y.borger_id, b.name, y.since, min(y.until) FROM summary y"
        " JOIN contact c ON c.staff_id = y.reader_id AND c.borger_id = y.borger_id"
        " JOIN person r ON r.id = y.reader_id JOIN person b ON b.id = y.borger_id"
        " WHERE y.until > ? AND y.until <= ? AND r.state = 'active' AND b.state = 'active' AND NOT EXISTS"
        " (SELECT 1 FROM summary n WHERE n.reader_id = y.reader_id AND n.borger_id = y.borger_id AND n.until >= y.until"
        "  AND (EXISTS (SELECT 1 FROM seen s WHERE s.summary_id = n.id)"
        "       OR EXISTS (SELECT 1 FROM task t WHERE t.summary_id = n.id)))"
        " GROUP BY y.reader_id, y.borger_id ORDER BY min(y.until)",
        stamp(since), stamp(until),
    )  # fmt: skip
    return [Unseen(row[0], row[1], row[2], row[3], moment(row[4]), moment(row[5])) for row in rows]


def caseload(tx: Tx, staff_id: int) -> int:
    """Of how many borgere who take part somebody is contact person."""
    row = tx.one(
        "SELECT count(*) FROM contact c JOIN person b ON b.id = c.borger_id AND b.state = 'active'"
        " WHERE c.staff_id = ?", staff_id,
    )  # fmt: skip
    return int(row[0]) if row else 0


def latest_looks(tx: Tx, most: int) -> list[tuple[datetime, str | None, str, str]]:
    """(when, who, at whose answers, what was seen) of the latest looks, newest first; "" for who has left, None for the
    command line."""
    rows = tx.all(
        "SELECT l.at, iif(l.reader_id = ?1, NULL, coalesce(p.name, '')), b.name, l.what FROM access_log l"
        " LEFT JOIN person p ON p.id = l.reader_id JOIN person b ON b.id = l.borger_id ORDER BY l.id DESC LIMIT ?2",
        COMMAND_LINE, most,
    )  # fmt: skip
    return [(moment(row[0]), row[1], row[2], row[3]) for row in rows]
