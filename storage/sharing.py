"""What a borger shares with whom, and who has looked."""

from __future__ import annotations

from datetime import datetime

from storage.tx import Tx, moment, stamp

COMMAND_LINE = 0
"""The reader of what is asked for on the command line: whoever runs the bot, and nobody the house knows."""


def set_grant(tx: Tx, borger_id: int, reader_id: int, topic: str, allowed: bool, now: datetime) -> None:
    """Notes the borger's choice. Earlier choices are kept, the latest counts."""
    tx.run(
        "INSERT INTO grants (borger_id, reader_id, topic, allowed, at) VALUES (?, ?, ?, ?, ?)",
        borger_id, reader_id, topic, int(allowed), stamp(now),
    )  # fmt: skip


def readers_of(tx: Tx, borger_id: int, topic: str) -> list[str]:
    """The names of those who may read a topic now, contact persons in order."""
    rows = tx.all(
        "SELECT p.name FROM contact c JOIN person p ON p.id = c.staff_id WHERE c.borger_id = ?1 AND"
        " (SELECT g.allowed FROM grants g WHERE g.borger_id = ?1 AND g.reader_id = c.staff_id AND g.topic = ?2"
        "  ORDER BY g.id DESC LIMIT 1) = 1 ORDER BY c.rank",
        borger_id, topic,
    )  # fmt: skip
    return [str(row[0]) for row in rows]


def may_read(tx: Tx, reader_id: int, borger_id: int, topic: str) -> bool:
    """Whether the borger's latest choice gives the topic to this reader, who is their contact person."""
    row = tx.one(
        "SELECT (SELECT g.allowed FROM grants g WHERE g.borger_id = c.borger_id AND g.reader_id = c.staff_id"
        " AND g.topic = ? ORDER BY g.id DESC LIMIT 1) FROM contact c WHERE c.borger_id = ? AND c.staff_id = ?",
        topic, borger_id, reader_id,
    )  # fmt: skip
    return bool(row and row[0])


def grants_of(tx: Tx, borger_id: int) -> list[tuple[str, str]]:
    """(reader, topic) of all that a borger's contact persons may read now."""
    rows = tx.all(
        "SELECT p.name, g.topic FROM contact c JOIN person p ON p.id = c.staff_id JOIN grants g"
        " ON g.borger_id = c.borger_id AND g.reader_id = c.staff_id WHERE c.borger_id = ? AND g.allowed = 1"
        " AND NOT EXISTS (SELECT 1 FROM grants later WHERE later.borger_id = g.borger_id"
        "  AND later.reader_id = g.reader_id AND later.topic = g.topic AND later.id > g.id) ORDER BY c.rank, g.topic",
        borger_id,
    )
    return [(row[0], row[1]) for row in rows]


def log_look(tx: Tx, reader_id: int, borger_id: int, what: str, now: datetime) -> None:
    """Notes that somebody was shown a borger's answers. `what` names the output, never its contents."""
    tx.run(
        "INSERT INTO access_log (at, reader_id, borger_id, what) VALUES (?, ?, ?, ?)",
        stamp(now), reader_id, borger_id, what,
    )  # fmt: skip


def has_looked(tx: Tx, reader_id: int, borger_id: int, what: str, since: datetime) -> bool:
    """Whether a reader was shown an output of a borger's answers at an instant or since."""
    row = tx.one(
        "SELECT 1 FROM access_log WHERE borger_id = ? AND reader_id = ? AND what = ? AND at >= ?",
        borger_id, reader_id, what, stamp(since),
    )  # fmt: skip
    return row is not None


def looks_at(tx: Tx, borger_id: int) -> list[tuple[datetime, str | None, str]]:
    """(when, who, what) of everybody who was shown a borger's answers, oldest first; no name for who has left, None
    for the command line."""
    rows = tx.all(
        "SELECT l.at, iif(l.reader_id = ?1, NULL, coalesce(p.name, '')), l.what FROM access_log l"
        " LEFT JOIN person p ON p.id = l.reader_id WHERE l.borger_id = ?2 ORDER BY l.id",
        COMMAND_LINE, borger_id,
    )  # fmt: skip
    return [(moment(row[0]), row[1], row[2]) for row in rows]


def files_taken(tx: Tx, borger_id: int) -> list[tuple[datetime, str]]:
    """(when, by whom) of a borger's answers that were sent to a reader's chat as a file, oldest first."""
    rows = tx.all(
        "SELECT l.at, coalesce(p.name, '') FROM access_log l LEFT JOIN person p ON p.id = l.reader_id"
        " WHERE l.borger_id = ? AND l.reader_id <> ? AND l.what LIKE 'export%' ORDER BY l.id",
        borger_id, COMMAND_LINE,
    )  # fmt: skip
    return [(moment(row[0]), row[1]) for row in rows]


def log_copy(tx: Tx, borger_id: int, file: str, now: datetime) -> None:
    """Notes a file that a copy of all that is kept of a borger is written to."""
    tx.run("INSERT INTO written_copy (borger_id, file, at) VALUES (?, ?, ?)", borger_id, file, stamp(now))
    log_look(tx, COMMAND_LINE, borger_id, "export", now)


def unlog_copy(tx: Tx, borger_id: int, file: str, now: datetime) -> None:
    """Takes back what `log_copy` noted: the file could not be written."""
    tx.run("DELETE FROM written_copy WHERE borger_id = ? AND file = ? AND at = ?", borger_id, file, stamp(now))
    tx.run("DELETE FROM access_log WHERE borger_id = ? AND reader_id = ? AND what = 'export' AND at = ?",
          borger_id, COMMAND_LINE, stamp(now))  # fmt: skip


def copies_of(tx: Tx, borger_id: int) -> list[str]:
    """The files that copies of a borger's data were written to."""
    rows = tx.all("SELECT DISTINCT file FROM written_copy WHERE borger_id = ? ORDER BY id", borger_id)
    return [str(row[0]) for row in rows]
