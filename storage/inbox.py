"""What has arrived: committed before Telegram is told that we have it, handled once; strangers' comes last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from storage.tx import Tx, moment, stamp

MOST_NAMELESS = 100
"""Updates put aside that nobody can be told to have sent; the oldest go."""


@dataclass(frozen=True)
class Waiting:
    """An update that is not handled yet: `id` is its row here, `update_id` its number at Telegram. What is said in it
    counts at `counts_at`; `tries` counts the runs of the bot that began with it carefully."""

    id: int
    update_id: int
    body: str
    stranger: bool
    tries: int
    counts_at: datetime


def take_in(
    tx: Tx, update_id: int, body: str, now: datetime, *, digest: str, counts_at: datetime | None = None,
    chat_id: int | None = None, stranger: bool = False,
) -> Waiting | None:  # fmt: skip
    """Keeps an update until it is handled; one that is here already stays as it is. It is the same only with the same
    number and `digest` of what is in it: Telegram begins to number anew after a quiet week, and another server in its
    stead whenever it is restarted. It came `now`, but what is said in it counts at `counts_at`. `chat_id` is whose it
    is, as far as that can be told.

    Returns: it as it waits, if it is new.
    """
    rows = tx.all(
        "INSERT INTO inbox (update_id, digest, body, received_at, counts_at, chat_id, stranger)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
        " WHERE NOT EXISTS (SELECT 1 FROM inbox WHERE update_id = ?1 AND digest IN (?2, ''))"
        " RETURNING id",
        update_id, digest, body, stamp(now), stamp(counts_at or now), chat_id, int(stranger),
    )  # fmt: skip
    return Waiting(rows[0][0], update_id, body, stranger, 0, counts_at or now) if rows else None


def known_among(tx: Tx, chat_ids: Collection[int]) -> set[int]:
    """Those of the chats that belong to somebody the house knows."""
    return {chat for chat in chat_ids if tx.one("SELECT 1 FROM person WHERE chat_id = ?", chat)}


def strangers_waiting(tx: Tx) -> Counter[int | None]:
    """How many updates of each chat that is a stranger's wait to be handled."""
    rows = tx.all("SELECT chat_id, count(*) FROM inbox WHERE status = 'new' AND stranger = 1 GROUP BY chat_id")
    return Counter(dict(rows))


def waiting(tx: Tx, most: int = 100) -> list[Waiting]:
    """What is not handled yet: strangers' last, else in the order it came."""
    rows = tx.all(
        "SELECT id, update_id, body, stranger, tries, coalesce(counts_at, received_at) FROM inbox WHERE status = 'new'"
        " ORDER BY stranger, id LIMIT ?",
        most,
    )
    return [Waiting(row[0], row[1], row[2], bool(row[3]), row[4], moment(row[5])) for row in rows]


def anything_new(tx: Tx) -> bool:
    """Whether anything of those whom the house knows still waits to be handled."""
    return tx.one("SELECT 1 FROM inbox WHERE status = 'new' AND stranger = 0 LIMIT 1") is not None


def anything_waits(tx: Tx) -> bool:
    """Whether anything at all still waits to be handled."""
    return tx.one("SELECT 1 FROM inbox WHERE status = 'new' LIMIT 1") is not None


def still_waits(tx: Tx, row_id: int) -> bool:
    """Whether an update is still to be handled."""
    return tx.one("SELECT 1 FROM inbox WHERE id = ? AND status = 'new'", row_id) is not None


def begun(tx: Tx, row_id: int) -> None:
    """Counts that the process begins with an update."""
    tx.run("UPDATE inbox SET tries = tries + 1 WHERE id = ?", row_id)


def done(tx: Tx, row_id: int) -> None:
    """Marks an update as handled and empties it. A stranger's, who is one still, goes: nothing is stored of them."""
    tx.run(
        "DELETE FROM inbox WHERE id = ? AND stranger = 1"
        " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.chat_id = inbox.chat_id)",
        row_id,
    )
    tx.run("UPDATE inbox SET status = 'done', body = '', chat_id = NULL WHERE id = ?", row_id)


def put_aside(tx: Tx, row_id: int, reason: str) -> None:
    """Marks an update that cannot be handled. It keeps its body for whoever mends that, but for a stranger's."""
    tx.run(
        "UPDATE inbox SET status = 'failed', reason = ?, body = iif(stranger, '', body),"
        " chat_id = iif(stranger, NULL, chat_id) WHERE id = ?",
        reason, row_id,
    )  # fmt: skip
    tx.run(
        "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE status = 'failed' AND stranger = 1"
        " ORDER BY received_at DESC, id DESC LIMIT -1 OFFSET ?)",
        MOST_NAMELESS,
    )  # fmt: skip
