"""Puts right what was written while the clock was wrong: times that lie in the future and cannot."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.tx import Tx, stamp

SLACK = timedelta(minutes=1)
"""So much later than now may a time be that is from before a small step of the clock."""
LONGEST_WAIT = timedelta(days=8)
"""Further ahead than this, no message waits, and no agenda is left alone."""
LONGEST_TIMER = timedelta(days=740)
"""Further ahead than this, nothing is to be asked or looked at: some of it comes once a year, and a day that a borger
says may be two years away."""
_LATELY = timedelta(days=2)

# What was decided in the future is to be decided again when its time comes; what was asked, and was due, was asked.
_UNDONE = (
    "DELETE FROM occurrence WHERE decided_at > ?2 AND (due_at > ?1 OR status <> 'asked')",
    "UPDATE occurrence SET decided_at = ?1 WHERE decided_at > ?2",
    "UPDATE agenda SET done_until = ?1, next_due = ?1 WHERE done_until > ?2",
    "UPDATE agenda SET rhythm = json_remove(rhythm, '$.resumed_at')"
    " WHERE unixepoch(json_extract(rhythm, '$.resumed_at')) > ?2",
    "DELETE FROM watch WHERE since > ?2 OR told_at > ?2",
    "DELETE FROM meta WHERE key = 'gap' AND json_extract(value, '$[1]') > ?2",
    "UPDATE meta SET value = ?1 WHERE key IN ('alive', 'heard') AND CAST(value AS REAL) > ?2",
)

# What was to come so much after something that began in the future comes so much after now.
_SHIFTED = (
    "UPDATE timer SET due_at = due_at - e.opened_at + ?1 FROM session e WHERE e.id = session_id AND e.opened_at > ?2",
    "UPDATE timer SET due_at = due_at - t.at + ?1 FROM talk t WHERE t.id = talk_id AND t.at > ?2",
    "UPDATE timer SET due_at = due_at - r.sent_at + ?1 FROM reminder r WHERE r.id = reminder_id AND r.sent_at > ?2",
    "UPDATE invitation SET expires_at = expires_at - created_at + ?1, created_at = ?1 WHERE created_at > ?2",
)

# Nothing is put off for so long.
_PUT_OFF = (
    (LONGEST_WAIT, "UPDATE agenda SET next_due = ?1 WHERE next_due > ?2"),
    (LONGEST_WAIT, "UPDATE media SET next_try = ?1 WHERE next_try > ?2"),
    (
        LONGEST_WAIT,
        "UPDATE outbox SET expires_at = expires_at - not_before + ?1, not_before = ?1 WHERE not_before > ?2",
    ),
    (LONGEST_TIMER, "UPDATE timer SET due_at = ?1 WHERE due_at > ?2"),
)

# What has happened has happened by now.
_HAPPENED = (
    "UPDATE session SET opened_at = min(opened_at, ?1), closed_at = min(closed_at, ?1), shared_at = min(shared_at, ?1)"
    " WHERE max(opened_at, coalesce(closed_at, 0), coalesce(shared_at, 0)) > ?2",
    "UPDATE sent_file SET used_at = ?1 WHERE used_at > ?2",
    "UPDATE surface SET sent_at = ?1 WHERE sent_at > ?2",
    "UPDATE summary SET since = min(since, ?1), until = min(until, ?1), opened_at = min(opened_at, ?1)"
    " WHERE max(until, coalesce(opened_at, 0)) > ?2",
    "UPDATE news SET told = min(told, ?1), at = min(at, ?1), touched_at = min(touched_at, ?1)"
    " WHERE max(told, at, coalesce(touched_at, 0)) > ?2",
    "UPDATE seen SET at = ?1 WHERE at > ?2",
    "UPDATE task SET made_at = min(made_at, ?1), done_at = min(done_at, ?1)"
    " WHERE max(made_at, coalesce(done_at, 0)) > ?2",
    "UPDATE talk SET at = min(at, ?1), taken_at = min(taken_at, ?1), closed_at = min(closed_at, ?1)"
    " WHERE max(at, coalesce(taken_at, 0), coalesce(closed_at, 0)) > ?2",
    "UPDATE agreement SET made_at = min(made_at, ?1), state_at = ?1 WHERE state_at > ?2",
    "UPDATE talk_call SET seen_at = ?1 WHERE seen_at > ?2",
    "UPDATE reminder SET sent_at = min(sent_at, ?1), answered_at = min(answered_at, ?1)"
    " WHERE max(sent_at, coalesce(answered_at, 0)) > ?2",
    "UPDATE proposal SET made_at = min(made_at, ?1), answered_at = min(answered_at, ?1)"
    " WHERE max(made_at, coalesce(answered_at, 0)) > ?2",
    "UPDATE schedule SET set_at = ?1 WHERE set_at > ?2",
    "UPDATE activity SET made_at = min(made_at, ?1), set_at = min(set_at, ?1), ended_at = min(ended_at, ?1)"
    " WHERE max(made_at, set_at, coalesce(ended_at, 0)) > ?2",
    "UPDATE activity_change SET at = ?1 WHERE at > ?2",
    "UPDATE staff_note SET at = ?1 WHERE at > ?2",
    "UPDATE page SET at = ?1 WHERE at > ?2",
    "UPDATE grants SET at = ?1 WHERE at > ?2",
    "UPDATE held_back SET held_at = min(held_at, ?1), released_at = min(released_at, ?1)"
    " WHERE max(held_at, coalesce(released_at, 0)) > ?2",
    "UPDATE access_log SET at = ?1 WHERE at > ?2",
    "UPDATE inbox SET received_at = ?1, counts_at = min(counts_at, ?1) WHERE received_at > ?2",
    "UPDATE invitation SET used_at = ?1 WHERE used_at > ?2",
    "UPDATE dialog_version SET first_used = ?1 WHERE first_used > ?2",
    "UPDATE person SET created_at = min(created_at, ?1), unreachable_since = min(unreachable_since, ?1)"
    " WHERE max(created_at, coalesce(unreachable_since, 0)) > ?2",
)


# An answer is never changed, and the database sees to it; only this of all it has not said itself.
_NO_GUARD = "DROP TRIGGER answer_is_append_only"
_SAID = "UPDATE answer SET said_at = ?1 WHERE said_at > ?2"
_GUARD = """CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END"""


def anything_ahead(tx: Tx, now: datetime) -> bool:
    """Whether anything tells that the clock was wrong, and ahead of `now`. What tells it is quick to find."""
    row = tx.one(
        "SELECT EXISTS (SELECT 1 FROM agenda WHERE done_until > ?1 OR next_due > ?3)"
        " OR EXISTS (SELECT 1 FROM occurrence WHERE due_at > ?2 AND decided_at > ?1)"
        " OR EXISTS (SELECT 1 FROM session WHERE status = 'open' AND opened_at > ?1)"
        " OR EXISTS (SELECT 1 FROM outbox WHERE state = 'waiting' AND not_before > ?3)"
        " OR EXISTS (SELECT 1 FROM timer WHERE due_at > ?4)"
        " OR EXISTS (SELECT 1 FROM schedule WHERE set_at > ?1) OR EXISTS (SELECT 1 FROM activity WHERE set_at > ?1)"
        " OR EXISTS (SELECT 1 FROM meta WHERE key = 'alive' AND CAST(value AS REAL) > ?1)",
        stamp(now + SLACK), stamp(now - _LATELY), stamp(now + LONGEST_WAIT), stamp(now + LONGEST_TIMER),
    )  # fmt: skip
    return bool(row and row[0])


def heal(tx: Tx, now: datetime) -> int:
    """Puts right what was written while the clock was ahead of `now`, which must be right.

    Returns: how many rows.
    """
    statements = [(SLACK, sql) for sql in (*_UNDONE, *_SHIFTED, *_HAPPENED)]
    rows = sum([tx.run(sql, stamp(now), stamp(now + ahead)) for ahead, sql in (*statements, *_PUT_OFF)])
    if tx.one("SELECT 1 FROM answer WHERE said_at > ? LIMIT 1", stamp(now + SLACK)):
        tx.run(_NO_GUARD)
        rows += tx.run(_SAID, stamp(now), stamp(now + SLACK))
        tx.run(_GUARD)
    return rows
