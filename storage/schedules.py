"""Schedules, what fell due of them, and timers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from dialogs.schedule import Plan, next_due
from storage.database import Row, Tx, moment, stamp

_PLAN = TypeAdapter(Plan)
_COLUMNS = "id, person_id, kind, dialog_id, plan, next_due"


@dataclass(frozen=True)
class Schedule:
    """One person's recurring check-in or summary. `due` is its next occurrence, an UTC instant."""

    id: int
    person_id: int
    kind: str
    dialog_id: str
    plan: Plan
    due: datetime | None

    async def defuse(self, tx: Tx, now: datetime) -> None:
        """Puts an occurrence aside that cannot be done, so that it does not hold others up."""
        await advance(tx, self, following(self, now))


@dataclass(frozen=True)
class Timer:
    """Something to do once: nudge or expire a session, move a call for a talk on, or "nudge" one: look at how it
    stands. For a reminder: "remind" again, or tell staff that it is "unanswered"."""

    id: int
    kind: str
    session_id: int | None
    talk_id: int | None
    reminder_id: int | None = None

    async def defuse(self, tx: Tx, now: datetime) -> None:
        """Puts a timer aside that cannot be done, so that it does not hold others up."""
        await take_timer(tx, self)


def _schedule(row: Row) -> Schedule:
    plan, due = _PLAN.validate_json(row[4]), moment(row[5]) if row[5] is not None else None
    return Schedule(row[0], row[1], row[2], row[3], plan, due)


async def set_schedule(tx: Tx, person_id: int, kind: str, plan: Plan, now: datetime, *, dialog_id: str = "") -> None:
    """Sets a person's schedule of this kind; what the old one would have sent later is gone with this commit."""
    due = next_due(plan, now)
    await tx.run(
        "INSERT INTO schedule (person_id, kind, dialog_id, plan, next_due) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET plan = excluded.plan, next_due = excluded.next_due",
        person_id, kind, dialog_id, _PLAN.dump_json(plan).decode(), stamp(due) if due else None,
    )  # fmt: skip


async def schedule_of(tx: Tx, person_id: int, kind: str, dialog_id: str = "") -> Schedule | None:
    row = await tx.one(
        f"SELECT {_COLUMNS} FROM schedule WHERE person_id = ? AND kind = ? AND dialog_id = ?",
        person_id, kind, dialog_id,
    )  # fmt: skip
    return _schedule(row) if row else None


async def schedule_by_id(tx: Tx, schedule_id: int) -> Schedule | None:
    row = await tx.one(f"SELECT {_COLUMNS} FROM schedule WHERE id = ?", schedule_id)
    return _schedule(row) if row else None


async def due_schedules(tx: Tx, now: datetime, most: int) -> list[Schedule]:
    """Schedules whose time has come, longest overdue first."""
    rows = await tx.all(
        f"SELECT {_COLUMNS} FROM schedule WHERE next_due <= ? ORDER BY next_due LIMIT ?", stamp(now), most
    )
    return [_schedule(row) for row in rows]


def following(schedule: Schedule, now: datetime) -> datetime | None:
    """A schedule's next occurrence after now."""
    return next_due(schedule.plan, now)


async def advance(tx: Tx, schedule: Schedule, due: datetime | None) -> None:
    """Moves a schedule on to its next occurrence."""
    await tx.run("UPDATE schedule SET next_due = ? WHERE id = ?", stamp(due) if due else None, schedule.id)


async def add_occurrence(tx: Tx, schedule: Schedule, due: datetime, status: str, session_id: int | None = None) -> bool:
    """Notes what became of an occurrence.

    Returns: False if that was noted before.
    """
    return await tx.run(
        "INSERT INTO occurrence (schedule_id, person_id, due_at, status, session_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        schedule.id, schedule.person_id, stamp(due), status, session_id,
    ) > 0  # fmt: skip


async def asked_in(tx: Tx, schedule: Schedule, due: datetime, session_id: int) -> None:
    """Notes in which session an occurrence was asked."""
    await tx.run(
        "UPDATE occurrence SET session_id = ? WHERE schedule_id = ? AND due_at = ?", session_id, schedule.id, stamp(due)
    )


async def never_came(tx: Tx, surface_id: int) -> None:
    """Notes that the check-in on this surface was never delivered: it came too late to be of use."""
    await tx.run(
        "UPDATE occurrence SET status = 'stale' WHERE status = 'asked'"
        " AND session_id IN (SELECT id FROM session WHERE surface_id = ?)",
        surface_id,
    )


async def not_reached(tx: Tx, chat_id: int) -> None:
    """Notes that the check-ins that still wait to be sent to this chat will not come: it cannot be written to."""
    await tx.run(
        "UPDATE occurrence SET status = 'unreachable' WHERE status = 'asked' AND session_id IN"
        " (SELECT e.id FROM outbox o JOIN surface s ON s.id = o.surface_id JOIN session e ON e.surface_id = s.id"
        " WHERE o.chat_id = ? AND o.state = 'waiting' AND o.action = 'show' AND s.message_id IS NULL)",
        chat_id,
    )


async def occurrences_between(tx: Tx, person_id: int, since: datetime, until: datetime) -> list[tuple[datetime, str]]:
    """(due, status) of what fell due for a person after `since`, up to `until`, oldest first."""
    rows = await tx.all(
        "SELECT due_at, status FROM occurrence WHERE person_id = ? AND due_at > ? AND due_at <= ? ORDER BY due_at",
        person_id, stamp(since), stamp(until),
    )  # fmt: skip
    return [(moment(row[0]), row[1]) for row in rows]


async def anything_due(tx: Tx, now: datetime) -> bool:
    """Whether there is any schedule or timer whose time has come."""
    row = await tx.one(
        "SELECT EXISTS (SELECT 1 FROM schedule WHERE next_due <= ?1)"
        " OR EXISTS (SELECT 1 FROM timer WHERE due_at <= ?1)",
        stamp(now),
    )
    return bool(row and row[0])


async def set_timer(
    tx: Tx, due: datetime, kind: str, *, session_id: int | None = None, talk_id: int | None = None,
    reminder_id: int | None = None,
) -> None:  # fmt: skip
    await tx.insert(
        "INSERT INTO timer (due_at, kind, session_id, talk_id, reminder_id) VALUES (?, ?, ?, ?, ?)",
        stamp(due), kind, session_id, talk_id, reminder_id,
    )  # fmt: skip


async def timer_at(tx: Tx, reminder_id: int, kind: str) -> datetime | None:
    """When a reminder's timer of this kind falls due, if it has one."""
    row = await tx.one("SELECT due_at FROM timer WHERE reminder_id = ? AND kind = ?", reminder_id, kind)
    return moment(row[0]) if row else None


async def due_timers(tx: Tx, now: datetime, most: int) -> list[Timer]:
    """The timers whose time has come, oldest first."""
    rows = await tx.all(
        "SELECT id, kind, session_id, talk_id, reminder_id FROM timer WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        stamp(now), most,
    )  # fmt: skip
    return [Timer(*row) for row in rows]


async def take_timer(tx: Tx, timer: Timer) -> bool:
    """Takes a timer out.

    Returns: False if it was cleared meanwhile.
    """
    return await tx.run("DELETE FROM timer WHERE id = ?", timer.id) > 0


async def clear_timers(
    tx: Tx, *, session_id: int | None = None, talk_id: int | None = None, reminder_id: int | None = None
) -> None:
    """Takes out what was still to come for a session, a talk or a reminder."""
    if session_id is not None:
        await tx.run("DELETE FROM timer WHERE session_id = ?", session_id)
    if talk_id is not None:
        await tx.run("DELETE FROM timer WHERE talk_id = ?", talk_id)
    if reminder_id is not None:
        await tx.run("DELETE FROM timer WHERE reminder_id = ?", reminder_id)


async def next_event(tx: Tx) -> datetime | None:
    """The next instant at which anything falls due."""
    row = await tx.one(
        "SELECT min(at) FROM (SELECT min(next_due) AS at FROM schedule UNION ALL SELECT min(due_at) FROM timer)"
    )
    return moment(row[0]) if row and row[0] is not None else None
