"""What somebody has not marked as seen yet of what borgere said: since when, and the list of it in their chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class News:
    """The list that a reader has before them: there is one at most. It came `at` an instant and tells of what else
    happened since `told`; `touched_at` is when they last asked for it or tapped on it, if they ever did; `surface_id`
    is None once it has left the chat for good."""

    reader_id: int
    told: datetime
    at: datetime
    touched_at: datetime | None
    surface_id: int | None


@dataclass(frozen=True)
class Sent:
    """That a reader was told there is news of a borger, and has not opened it; `name` is empty when they have left."""

    name: str
    at: datetime


def keep(tx: Tx, news: News) -> None:
    """Notes what a reader has before them."""
    tx.run(
        "INSERT INTO news (reader_id, told, at, touched_at, surface_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET told = excluded.told, at = excluded.at, touched_at = excluded.touched_at,"
        " surface_id = excluded.surface_id",
        news.reader_id, stamp(news.told), stamp(news.at), stamp(news.touched_at) if news.touched_at else None,
        news.surface_id,
    )  # fmt: skip


def _news(row: Row) -> News:
    return News(row[0], moment(row[1]), moment(row[2]), moment(row[3]) if row[3] is not None else None, row[4])


def of_reader(tx: Tx, reader_id: int) -> News | None:
    row = tx.one("SELECT reader_id, told, at, touched_at, surface_id FROM news WHERE reader_id = ?", reader_id)
    return _news(row) if row else None


def naming(tx: Tx, borger_id: int) -> list[News]:
    """The lists in chats that name a borger, and those of their contact persons, which may."""
    columns = "n.reader_id, n.told, n.at, n.touched_at, n.surface_id"
    rows = tx.all(
        f"SELECT {columns} FROM contact c JOIN news n ON n.reader_id = c.staff_id"
        " WHERE c.borger_id = ?1 AND n.surface_id IS NOT NULL UNION"
        f" SELECT {columns} FROM news_name e JOIN news n ON n.reader_id = e.reader_id"
        " WHERE e.borger_id = ?1 AND n.surface_id IS NOT NULL",
        borger_id,
    )
    return [_news(row) for row in rows]


def of_who_was_at_work(tx: Tx) -> list[News]:
    """The lists in chats that name somebody who has let everybody at work read something, now or before."""
    rows = tx.all(
        "SELECT DISTINCT n.reader_id, n.told, n.at, n.touched_at, n.surface_id FROM grants g"
        " JOIN news_name e ON e.borger_id = g.borger_id JOIN news n ON n.reader_id = e.reader_id"
        " WHERE g.reader_id IS NULL AND n.surface_id IS NOT NULL"
    )
    return [_news(row) for row in rows]


def set_names(tx: Tx, reader_id: int, words: str) -> None:
    """Notes whom a reader's list names, by the words that stand on it."""
    tx.run("DELETE FROM news_name WHERE reader_id = ?", reader_id)
    tx.run(
        "INSERT INTO news_name (reader_id, borger_id)"
        " SELECT ?, id FROM person WHERE role = 'borger' AND name <> '' AND instr(?, name)",
        reader_id, words,
    )  # fmt: skip


def unseen_since(tx: Tx, reader_id: int, borger_id: int) -> datetime | None:
    """From when a reader has not marked as seen what a borger said: since the end of what they have seen, or followed
    up, or else since the first they were told of; None if they were told of nothing yet."""
    row = tx.one(
        "SELECT coalesce(max(iif(EXISTS (SELECT 1 FROM seen s WHERE s.summary_id = y.id)"
        " OR EXISTS (SELECT 1 FROM task t WHERE t.summary_id = y.id), y.until, NULL)), min(y.since))"
        " FROM summary y WHERE y.reader_id = ? AND y.borger_id = ?",
        reader_id, borger_id,
    )  # fmt: skip
    return moment(row[0]) if row and row[0] is not None else None


def unopened(tx: Tx, borger_id: int) -> list[Sent]:
    """Who was told lastly that there is news of a borger and has not opened it since, oldest first."""
    rows = tx.all(
        "SELECT coalesce(p.name, ''), max(y.until) FROM summary y LEFT JOIN person p ON p.id = y.reader_id"
        " WHERE y.borger_id = ?1 AND y.opened_at IS NULL AND NOT EXISTS (SELECT 1 FROM summary o WHERE o.borger_id = ?1"
        " AND o.reader_id = y.reader_id AND o.opened_at >= y.until)"
        " AND NOT EXISTS (SELECT 1 FROM access_log l WHERE l.borger_id = ?1 AND l.reader_id = y.reader_id"
        "  AND l.what = 'summary' AND l.at >= y.until)"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = y.surface_id AND o.action = 'show'"
        "  AND o.state = 'waiting' AND EXISTS"
        "  (SELECT 1 FROM surface s WHERE s.id = o.surface_id AND s.message_id IS NULL))"
        " GROUP BY y.reader_id ORDER BY 2",
        borger_id,
    )
    return [Sent(row[0], moment(row[1])) for row in rows]


def opened_before(tx: Tx, reader_id: int, borger_id: int) -> list[int]:
    """The surfaces of the summaries of a borger that a reader has open: the next holds all that is not seen of them."""
    rows = tx.all(
        "SELECT y.surface_id FROM summary y JOIN surface f ON f.id = y.surface_id AND f.message_id IS NOT NULL"
        " WHERE y.reader_id = ? AND y.borger_id = ? AND y.opened_at IS NOT NULL",
        reader_id, borger_id,
    )  # fmt: skip
    return [row[0] for row in rows]
