"""Who cannot be reached or has gone silent, and what staff have been told of it; and when the bot itself was away."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter

from dialogs.time.schedule import Plan, QuietHours, after_quiet
from storage import agendas, meta
from storage.database import Bulk
from storage.tx import Tx, moment, stamp

FAILED_FOR = timedelta(days=2)
"""After so long without another, a message that Telegram refused is no news any more. Longer than from one day's
check-in to the next, so that one that fails every day is told once."""
TIME_TO_ANSWER = timedelta(hours=8)
"""Who was asked so lately may still answer."""
LATE = timedelta(minutes=5)
"""What comes so much after its time is late."""

_LONGEST_QUIET = timedelta(days=1)
_QUIET = TypeAdapter(QuietHours)
_PLAN = TypeAdapter(Plan)
_AT_ONCE = 200
"""Borgere looked at in one query: a longer one would hold up whoever taps a button."""

# The last sign of life: an answer given, a dialog gone through (the welcome is the first), or the end of a break.
_SIGN = """max(p.created_at,
  coalesce((SELECT n.said_at FROM answer n WHERE n.borger_id = p.id AND n.provenance <> 'observed'
    ORDER BY n.said_at DESC LIMIT 1), 0),
  coalesce((SELECT e.closed_at FROM session e WHERE e.about_id = p.id AND e.person_id = p.id AND e.status = 'done'
    ORDER BY e.opened_at DESC LIMIT 1), 0),
  coalesce((SELECT max(coalesce(unixepoch(json_extract(g.rhythm, '$.paused_until')), 0),
    coalesce(unixepoch(json_extract(g.rhythm, '$.resumed_at')), 0)) FROM agenda g WHERE g.person_id = p.id), 0))"""


@dataclass(frozen=True)
class HeldUp:
    """Something that an absence of the bot held up, for a borger or, if it is a summary, for staff. `what` is
    "check_in", "summary", "reminder" or "own" (a borger's own reminder); `title` is the dialog's id or the activity's
    title; `sent` tells whether it still came; that was settled at `decided`."""

    person_id: int
    name: str
    due: datetime
    what: str
    title: str
    sent: bool
    decided: datetime


def end_spells(tx: Tx, now: datetime) -> None:
    """Forgets what is over, so that it is told when it begins anew."""
    tx.run(
        "DELETE FROM watch WHERE what = 'unreachable' AND since IS NOT"
        " (SELECT p.unreachable_since FROM person p WHERE p.id = watch.borger_id)"
    )
    tx.run(
        "DELETE FROM watch WHERE what = 'failed' AND NOT EXISTS (SELECT 1 FROM person p JOIN outbox o"
        " ON o.chat_id = p.chat_id WHERE p.id = watch.borger_id AND o.state = 'failed' AND o.not_before > ?)",
        stamp(now - FAILED_FOR),
    )
    tx.run(
        "DELETE FROM watch WHERE what = 'alone' AND (EXISTS (SELECT 1 FROM contact c JOIN person s ON s.id = c.staff_id"
        " WHERE c.borger_id = watch.borger_id AND s.state = 'active' AND s.unreachable_since IS NULL)"
        " OR NOT EXISTS (SELECT 1 FROM contact c WHERE c.borger_id = watch.borger_id))"
    )
    tx.run(f"DELETE FROM watch WHERE what = 'silent' AND since < (SELECT {_SIGN} FROM person p WHERE p.id = borger_id)")


async def unreachable(bulk: Bulk) -> list[tuple[int, datetime]]:
    """(borger id, since when) of those whose chat cannot be written to, of whom nobody has been told."""
    rows = await bulk.all(
        "SELECT p.id, p.unreachable_since FROM person p WHERE p.role = 'borger' AND p.state = 'active'"
        " AND p.unreachable_since IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM watch w WHERE w.borger_id = p.id AND w.what = 'unreachable') ORDER BY p.name"
    )
    return [(row[0], moment(row[1])) for row in rows]


async def alone(bulk: Bulk) -> list[tuple[int, datetime]]:
    """(borger id, since when) of those none of whose contact persons can be written to, of which nobody was told."""
    rows = await bulk.all(
        "SELECT p.id, max(s.unreachable_since) FROM person p JOIN contact c ON c.borger_id = p.id"
        " JOIN person s ON s.id = c.staff_id AND s.state = 'active' WHERE p.role = 'borger' AND p.state = 'active'"
        " AND NOT EXISTS (SELECT 1 FROM watch w WHERE w.borger_id = p.id AND w.what = 'alone')"
        " GROUP BY p.id HAVING sum(s.unreachable_since IS NULL) = 0 ORDER BY p.name"
    )
    return [(row[0], moment(row[1])) for row in rows]


async def failed(bulk: Bulk, now: datetime) -> list[tuple[int, datetime]]:
    """(borger id, since when) of those who can be reached, but to whom a message was refused, and nobody was told."""
    rows = await bulk.all(
        "SELECT p.id, min(o.not_before) FROM outbox o INDEXED BY outbox_failed JOIN person p ON p.chat_id = o.chat_id"
        " WHERE o.state = 'failed' AND o.not_before > ? AND o.action IN ('show', 'notice') AND p.role = 'borger'"
        " AND p.state = 'active' AND p.unreachable_since IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM watch w WHERE w.borger_id = p.id AND w.what = 'failed') GROUP BY p.id ORDER BY p.name",
        stamp(now - FAILED_FOR),
    )
    return [(row[0], moment(row[1])) for row in rows]


async def silent(bulk: Bulk, now: datetime, spell: timedelta) -> list[tuple[int, datetime]]:
    """(borger id, since when) of those who have given no answer at all for so long, though they were asked and are not
    having a break, and of whom nobody has been told. What they share with whom makes no difference."""
    found: list[tuple[int, datetime]] = []
    ((last,),) = await bulk.all("SELECT coalesce(max(id), 0) FROM person")
    for first in range(0, last, _AT_ONCE):
        rows = await bulk.all(
            f"SELECT id, sign FROM (SELECT p.id, {_SIGN} AS sign FROM person p WHERE p.role = 'borger' AND p.id > ?1"
            " AND p.id <= ?2 AND p.state = 'active' AND p.unreachable_since IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM watch w WHERE w.borger_id = p.id AND w.what = 'silent') AND EXISTS (SELECT 1"
            " FROM occurrence o JOIN schedule s ON s.id = o.schedule_id WHERE o.person_id = p.id AND o.due_at > ?3"
            " AND o.due_at <= ?4 AND o.status = 'asked' AND s.kind = 'check_in')) WHERE sign <= ?3 ORDER BY id",
            first, first + _AT_ONCE, stamp(now - spell), stamp(now - TIME_TO_ANSWER),
        )  # fmt: skip
        found += [(row[0], moment(row[1])) for row in rows]
    return found


@dataclass(frozen=True)
class InQuiet:
    """A check-in that is set to a time in its borger's quiet hours, as it is since the instant `since`."""

    schedule_id: int
    borger_id: int
    dialog_id: str
    plan: Plan
    quiet: QuietHours
    since: datetime


async def asked_in_quiet(bulk: Bulk) -> list[InQuiet]:
    """The check-ins of active borgere that are set to a time at which it is quiet."""
    found: list[InQuiet] = []
    ((last,),) = await bulk.all("SELECT coalesce(max(id), 0) FROM person")
    for first in range(0, last, _AT_ONCE):
        rows = await bulk.all(
            "SELECT id, person_id, dialog_id, plan, quiet, set_at FROM (SELECT s.id, s.person_id, s.dialog_id, s.plan,"
            " s.set_at, json_extract(s.plan, '$.at') AS at, json_extract(g.rhythm, '$.quiet') AS quiet,"
            " json_extract(g.rhythm, '$.quiet.start') AS begins, json_extract(g.rhythm, '$.quiet.end') AS ends"
            " FROM person p JOIN schedule s ON s.person_id = p.id JOIN agenda g ON g.person_id = p.id WHERE p.id > ?1"
            " AND p.id <= ?2 AND p.role = 'borger' AND p.state = 'active' AND s.kind = 'check_in')"
            " WHERE quiet IS NOT NULL AND iif(begins <= ends, at >= begins AND at < ends, at >= begins OR at < ends)",
            first, first + _AT_ONCE,
        )  # fmt: skip
        found += [
            InQuiet(row[0], row[1], row[2], _PLAN.validate_json(row[3]), _QUIET.validate_json(row[4]), moment(row[5]))
            for row in rows
        ]
    return found


def never_named(schedule_id: int) -> str:
    """What a check-in that can never be asked is called among the spells."""
    return f"never:{schedule_id}"


def end_never(tx: Tx, schedule_ids: list[int]) -> None:
    """Forgets that staff were told of check-ins that could never be asked, but for these."""
    tx.run(
        "DELETE FROM watch WHERE what LIKE 'never:%' AND substr(what, 7) NOT IN (SELECT value FROM json_each(?))",
        json.dumps([str(each) for each in schedule_ids]),
    )


def tell(tx: Tx, borger_id: int, what: str, since: datetime, now: datetime) -> bool:
    """Notes that staff are told of a spell.

    Returns: False if they have been.
    """
    return tx.run(
        "INSERT INTO watch VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING", borger_id, what, stamp(since), stamp(now)
    ) > 0  # fmt: skip


def last_alive(tx: Tx) -> datetime | None:
    """When the bot was last known to run."""
    return _moment_of(tx, "alive")


LAST_KEPT = (
    "SELECT max(coalesce((SELECT max(received_at) FROM inbox), 0), coalesce((SELECT max(said_at) FROM answer), 0),"
    " coalesce((SELECT cast(value AS REAL) FROM meta WHERE key = 'alive'), 0))"
)
"""When something was last kept, as far as it says when; any version of the database understands it."""


def last_kept(tx: Tx) -> datetime:
    """When something was last kept that says when; long ago if nothing ever was."""
    (row,) = tx.all(LAST_KEPT)
    return moment(row[0])


def alive(tx: Tx, now: datetime) -> None:
    """Notes that the bot runs."""
    meta.remember(tx, "alive", str(stamp(now)))


def clock_was_told(tx: Tx, now: datetime) -> None:
    """Notes that leaders have been told of a machine's clock that is wrong."""
    meta.remember(tx, "clock_told", str(stamp(now)))


def told_of_clock(tx: Tx) -> bool:
    """Whether leaders have been told of it."""
    return meta.recall(tx, "clock_told") is not None


def clock_is_right(tx: Tx) -> None:
    """Forgets that leaders have been told, so that they are told when the clock is wrong anew."""
    meta.forget(tx, "clock_told")


def last_heard(tx: Tx) -> datetime | None:
    """Up to when everything that had been sent to the bot was known to have come, by the last note of it."""
    return _moment_of(tx, "heard")


def heard(tx: Tx, up_to: datetime) -> None:
    """Notes up to when everything that was sent to the bot has come."""
    meta.remember(tx, "heard", str(stamp(up_to)))


def add_gap(tx: Tx, since: datetime, until: datetime) -> None:
    """Notes that the bot was away, to be reported. With one that is not reported yet it becomes one."""
    earlier = gap(tx)
    span = [stamp(min(since, earlier[0]) if earlier else since), stamp(until)]
    meta.remember(tx, "gap", json.dumps(span))


def gap(tx: Tx) -> tuple[datetime, datetime] | None:
    """From when to when the bot was away, until that is reported."""
    span = meta.recall(tx, "gap")
    if span is None:
        return None
    since, until = json.loads(span)
    return moment(since), moment(until)


def close_gap(tx: Tx) -> None:
    meta.forget(tx, "gap")


def _moment_of(tx: Tx, key: meta.MetaKey) -> datetime | None:
    seconds = meta.recall(tx, key)
    return moment(float(seconds)) if seconds else None


def held_up(tx: Tx, since: datetime, until: datetime, zone: str) -> list[HeldUp]:
    """What was to come while the bot was away, and came late or not at all; oldest first. What falls due in somebody's
    quiet hours (local in `zone`) is to come at their end, but what they have set themself."""
    rows = tx.all(
        "SELECT o.person_id, p.name, o.due_at, coalesce(s.kind, iif(a.kind = 'own', 'own', 'reminder')),"
        " coalesce(s.dialog_id, json_extract(a.plan, '$.title')), o.status = 'asked', o.decided_at FROM occurrence o"
        " JOIN person p ON p.id = o.person_id LEFT JOIN schedule s ON s.id = o.schedule_id"
        " LEFT JOIN activity a ON a.id = o.activity_id WHERE o.due_at > ?1 AND o.due_at <= ?2 AND o.decided_at >= ?2"
        " AND o.status IN ('asked', 'stale') ORDER BY o.due_at, p.name",
        stamp(since - _LONGEST_QUIET), stamp(until),
    )  # fmt: skip
    found = (HeldUp(row[0], row[1], moment(row[2]), row[3], row[4], bool(row[5]), moment(row[6])) for row in rows)
    return [one for one in found if _is_late(tx, one, since, until, zone)]


def _is_late(tx: Tx, one: HeldUp, since: datetime, until: datetime, zone: str) -> bool:
    quiet = agendas.rhythm_of(tx, one.person_id).quiet
    at = after_quiet(quiet, one.due, zone) if quiet and one.what != "own" else one.due
    if one.sent:
        return since < at <= until and one.decided > at + LATE
    return since < one.due or since < at <= until


def quiet_until(tx: Tx, now: datetime, zone: str) -> datetime:
    """When the last of those who have quiet hours now (local in `zone`) can be written to again."""
    rows = tx.all("SELECT DISTINCT json_extract(rhythm, '$.quiet') FROM agenda")
    found = [_QUIET.validate_json(row[0]) for row in rows if row[0]]
    return max((after_quiet(quiet, now, zone) for quiet in found), default=now)
