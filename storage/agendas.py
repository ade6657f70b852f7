"""When to look at whose agenda, everybody's rhythm, and what became of what was on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from pydantic import TypeAdapter

from dialogs.time.agenda import AgendaEntry, Asking, Rhythm
from storage.tx import Tx, moment, stamp

_RHYTHM = TypeAdapter(Rhythm)

OccurrenceStatus: TypeAlias = Literal["asked", "stale", "unreachable", "already", "nothing", "full"]
"""What became of what fell due: it came; it would have come too late; its person cannot be reached; its day had its
answer already; there was nothing to ask, or to tell; the day had as many messages as it may have."""


@dataclass(frozen=True)
class Agenda:
    """One person's: their rhythm, and the UTC instant up to which it has been worked through."""

    person_id: int
    rhythm: Rhythm
    done_until: datetime


def look_again(tx: Tx, person_id: int, now: datetime) -> None:
    """Something that is to come for a person has changed: the next tick looks at their agenda."""
    tx.run(
        "INSERT INTO agenda (person_id, rhythm, done_until, next_due) VALUES (?1, '{}', ?2, ?2)"
        " ON CONFLICT DO UPDATE SET next_due = min(coalesce(next_due, ?2), ?2)",
        person_id, stamp(now),
    )  # fmt: skip


def rhythm_of(tx: Tx, person_id: int) -> Rhythm:
    """A person's quiet hours and break."""
    agenda = agenda_of(tx, person_id)
    return agenda.rhythm if agenda else Rhythm()


def set_rhythm(tx: Tx, person_id: int, rhythm: Rhythm, now: datetime) -> None:
    look_again(tx, person_id, now)
    tx.run("UPDATE agenda SET rhythm = ? WHERE person_id = ?", _RHYTHM.dump_json(rhythm).decode(), person_id)


def agenda_of(tx: Tx, person_id: int) -> Agenda | None:
    row = tx.one("SELECT rhythm, done_until FROM agenda WHERE person_id = ?", person_id)
    return Agenda(person_id, _RHYTHM.validate_json(row[0]), moment(row[1])) if row else None


def due_agendas(tx: Tx, now: datetime, most: int, *, idle: bool = False) -> list[int]:
    """Whose agenda is to be looked at, longest overdue first; with `idle`, only of borgere who are not in the middle of
    something."""
    rows = tx.all(
        "SELECT person_id FROM agenda a WHERE next_due <= ?1 AND NOT (?3 AND (EXISTS (SELECT 1 FROM session e"
        " JOIN surface s ON s.id = e.surface_id WHERE e.person_id = a.person_id AND e.status = 'open'"
        " AND (s.message_id IS NOT NULL OR s.unsure))"
        " OR (SELECT role FROM person WHERE id = a.person_id) <> 'borger'))"
        " ORDER BY next_due LIMIT ?2",
        stamp(now), most, int(idle),
    )  # fmt: skip
    return [row[0] for row in rows]


def worked_through(tx: Tx, person_id: int, until: datetime, next_due: datetime | None) -> None:
    """Notes how far a person's agenda has been done, and when to look at it again."""
    tx.run(
        "UPDATE agenda SET done_until = ?, next_due = ? WHERE person_id = ?",
        stamp(until), stamp(next_due) if next_due else None, person_id,
    )  # fmt: skip


def note(
    tx: Tx, person_id: int, entry: AgendaEntry, status: OccurrenceStatus, now: datetime, *,
    session_id: int | None = None, reminder_id: int | None = None,
) -> bool:  # fmt: skip
    """Notes what became of an entry.

    Returns: False if that was noted before.
    """
    schedule_id, activity_id = (entry.source.id, None) if isinstance(entry.source, Asking) else (None, entry.source.id)
    return tx.run(
        "INSERT INTO occurrence (person_id, schedule_id, activity_id, lead, due_at, decided_at, status, session_id,"
        " reminder_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        person_id, schedule_id, activity_id, entry.lead, stamp(entry.due), stamp(now), status, session_id, reminder_id,
    ) > 0  # fmt: skip


def noted(tx: Tx, person_id: int, since: datetime, by: datetime | None = None) -> set[tuple[bool, int, str, float]]:
    """What of the entries due after `since` has been dealt with, by `key`; with `by`, only what was by then."""
    rows = tx.all(
        "SELECT schedule_id, activity_id, lead, due_at FROM occurrence WHERE person_id = ?1 AND due_at > ?2"
        " AND decided_at <= ifnull(?3, decided_at)",
        person_id, stamp(since), stamp(by) if by else None,
    )  # fmt: skip
    return {(row[0] is not None, row[0] or row[1], row[2], row[3]) for row in rows}


def leads_of(tx: Tx, person_id: int, schedule_id: int, since: datetime) -> frozenset[str]:
    """The leads that entries of a schedule due after `since` had, of those that have been dealt with."""
    rows = tx.all(
        "SELECT lead FROM occurrence WHERE person_id = ? AND due_at > ? AND schedule_id = ? AND lead <> ''",
        person_id, stamp(since), schedule_id,
    )  # fmt: skip
    return frozenset(row[0] for row in rows)


def key(entry: AgendaEntry) -> tuple[bool, int, str, float]:
    """What tells an entry from all others of a person."""
    return isinstance(entry.source, Asking), entry.source.id, entry.lead, stamp(entry.due)


def latest_due(tx: Tx, now: datetime) -> datetime | None:
    """The latest of the instants at which an agenda or a timer has fallen due by now; None if none has."""
    row = tx.one(
        "SELECT max(at) FROM (SELECT max(next_due) AS at FROM agenda WHERE next_due <= ?1"
        " UNION ALL SELECT max(due_at) FROM timer WHERE due_at <= ?1)",
        stamp(now),
    )
    return moment(row[0]) if row and row[0] is not None else None


def next_event(tx: Tx, after: datetime | None = None) -> datetime | None:
    """The next instant, later than `after` if given, at which an agenda is looked at or a timer goes off."""
    row = tx.one(
        "SELECT min(at) FROM (SELECT min(next_due) AS at FROM agenda WHERE next_due > ?1"
        " UNION ALL SELECT min(due_at) FROM timer WHERE due_at > ?1)",
        stamp(after or moment(0) - timedelta(days=1)),
    )
    return moment(row[0]) if row and row[0] is not None else None
