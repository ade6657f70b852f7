"""A copy of a database at one instant, and what must change in one that takes the place of a later one."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlcipher3

from storage import meta, watch
from storage.damage import Damage, DatabaseDamaged, is_damage
from storage.file import DatabaseRefused, insist_on, unlocked, version_of
from storage.tx import Tx, moment, stamp

_WITH_LEDGER = 10
"""The version of a database from which there is a ledger."""


@dataclass(frozen=True)
class Queued:
    """Something that was to leave: when, in which chat, and which call of Telegram's it was to be."""

    id: int
    at: datetime
    chat_id: int
    action: str


@dataclass(frozen=True)
class DueTimer:
    """A timer that was to go off: when, whose, and what for."""

    id: int
    at: datetime
    borger_id: int
    kind: str


@dataclass(frozen=True)
class Since:
    """What a later database knows: when something was last kept in it, how many answers and people came after a backup,
    who was erased and is not in the ledger yet (number, when they were put in), what the ledger is keyed with (""
    before there was one), and the copies of somebody's data that were written since (number, file, when)."""

    last: datetime
    answers: int
    people: int
    gone: tuple[tuple[int, float], ...]
    secret: str
    copies: tuple[tuple[int, str, datetime], ...]


def copy_whole(source: Path, key: str, target: Path) -> None:
    """Copies a database to a new file under the same key, as it is at one instant; others may write meanwhile.

    Raises:
        DatabaseRefused: if it is not there, is empty, or the key does not fit.
        DatabaseDamaged: if a page of it cannot be read.
        sqlcipher3.dbapi2.DatabaseError: as for a full disk.
    """
    insist_on(source)
    version_of(source, key)
    log = source.with_name(source.name + "-wal")
    reading = unlocked(source, key, "mode=rw" if log.exists() else "mode=ro&immutable=1")
    try:
        reading.execute("PRAGMA busy_timeout = 10000")
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
        writing = unlocked(target, key, "mode=rw")
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        except sqlcipher3.dbapi2.DatabaseError as error:
            if is_damage(error):
                raise DatabaseDamaged(f"{source.name} is damaged ({error}). Nothing was changed.") from None
            raise
        finally:
            writing.close()
    finally:
        reading.close()


def mark(file: Path, key: str, begun: datetime, ended: datetime) -> datetime:
    """Notes in a copy from when to when it was made, which is no earlier than what it holds.

    Returns: when something was last kept in it.
    """
    connection = unlocked(file, key, "mode=rw")
    try:
        last = moment(connection.execute(watch.LAST_KEPT).fetchone()[0])
        begun, ended = max(begun, last), max(ended, last)
        span = json.dumps([stamp(begun), stamp(ended)])
        meta.remember(Tx(connection, Damage()), "backup", span)
        return last
    finally:
        connection.close()


def since_backup(file: Path, key: str, begun: datetime) -> Since | None:
    """What the database knows that is to be replaced; None if it can no longer be read."""
    try:
        connection = unlocked(file, key, "mode=rw")
    except DatabaseRefused:
        return None
    try:
        connection.execute("PRAGMA query_only = ON")
        (last,) = connection.execute(watch.LAST_KEPT).fetchone()
        (answers,) = connection.execute("SELECT count(*) FROM answer WHERE said_at > ?", (stamp(begun),)).fetchone()
        (people,) = connection.execute("SELECT count(*) FROM person WHERE created_at > ?", (stamp(begun),)).fetchone()
        has_ledger = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'erasure'").fetchone()
        gone = connection.execute("SELECT person_id, created_at FROM erasure").fetchall() if has_ledger else []
        secret = connection.execute("SELECT words FROM secret").fetchone() if has_ledger else None
        after = "SELECT borger_id, file, at FROM written_copy WHERE at > ?"
        rows = connection.execute(after, (stamp(begun),)).fetchall() if has_ledger else []
        copies = tuple((row[0], row[1], moment(row[2])) for row in rows)
        return Since(moment(last), answers, people, tuple(gone), secret[0] if secret else "", copies)
    except (sqlcipher3.dbapi2.DatabaseError, MemoryError) as error:
        if not is_damage(error):
            raise
        return None
    finally:
        connection.close()


def is_older_than_ledgers(file: Path, key: str) -> bool:
    """Whether a copy is from before there was a ledger, and so does not hold what that is keyed with."""
    return version_of(file, key) < _WITH_LEDGER


def adopt_secret(tx: Tx, words: str) -> None:
    """Has the ledger of a later database count for a restored one."""
    tx.run("UPDATE secret SET words = ?", words)


def made(tx: Tx) -> tuple[datetime, datetime] | None:
    """From when to when a copy was made; None for a file that `trivselsbot backup` has not made."""
    span = meta.recall(tx, "backup")
    if span is None:
        return None
    begun, ended = json.loads(span)
    return moment(begun), moment(ended)


def new_messages(tx: Tx, until: datetime) -> list[Queued]:
    """What waited to come into a chat as a new message by an instant. An edit or a removal may be made twice."""
    rows = tx.all(
        "SELECT o.id, o.not_before, o.chat_id, o.action FROM outbox o LEFT JOIN surface s ON s.id = o.surface_id"
        " WHERE o.state = 'waiting' AND o.not_before <= ? AND (o.action IN ('notice', 'media', 'document')"
        " OR o.action = 'show' AND s.message_id IS NULL) ORDER BY o.id",
        stamp(until),
    )
    return [Queued(row[0], moment(row[1]), row[2], row[3]) for row in rows]


def timers(tx: Tx, until: datetime) -> list[DueTimer]:
    """The timers that were to send something by an instant: all but those that end a session."""
    rows = tx.all(
        "SELECT t.id, t.due_at, coalesce(e.about_id, k.borger_id, r.borger_id, o.borger_id),"
        " iif(t.talk_id IS NULL, t.kind, 'talk')"
        " FROM timer t LEFT JOIN session e ON e.id = t.session_id LEFT JOIN talk k ON k.id = t.talk_id"
        " LEFT JOIN reminder r ON r.id = t.reminder_id LEFT JOIN task o ON o.id = t.task_id"
        " WHERE t.due_at <= ? AND t.kind <> 'expire' ORDER BY t.due_at",
        stamp(until),
    )
    return [DueTimer(row[0], moment(row[1]), row[2], row[3]) for row in rows]


def open_talks(tx: Tx) -> list[tuple[int, datetime]]:
    """(borger, when) of the calls that nobody had taken."""
    rows = tx.all("SELECT borger_id, at FROM talk WHERE closed_at IS NULL AND taken_by IS NULL ORDER BY at")
    return [(row[0], moment(row[1])) for row in rows]


def leave_out(tx: Tx, queued: list[Queued], due: list[DueTimer]) -> None:
    """Takes out what is not to be sent again."""
    for message in queued:
        tx.run("DELETE FROM outbox WHERE id = ?", message.id)
    for timer in due:
        tx.run("DELETE FROM timer WHERE id = ?", timer.id)


def begin_again(tx: Tx, until: datetime) -> None:
    """Has a restored database counted as running, and hearing, until an instant, and all agendas looked at anew."""
    meta.forget(tx, "backup")
    meta.forget(tx, "running")
    watch.alive(tx, until)
    watch.heard(tx, until)  # or what waits at Telegram would count as said before the backup
    tx.run("UPDATE agenda SET next_due = min(next_due, ?) WHERE next_due IS NOT NULL", stamp(until))


def everybody(tx: Tx) -> list[tuple[int, float]]:
    """(person, when they were put in) of everybody."""
    return [(row[0], row[1]) for row in tx.all("SELECT id, created_at FROM person")]
