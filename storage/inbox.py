"""What has arrived: committed before Telegram is told that we have it, handled once."""

from __future__ import annotations

from datetime import datetime

from storage.database import Tx, stamp


async def take_in(tx: Tx, update_id: int, body: str, now: datetime) -> None:
    """Keeps an update until it is handled; one that is here already stays as it is."""
    tx.do("INSERT OR IGNORE INTO inbox (update_id, body, received_at) VALUES (?, ?, ?)", update_id, body, stamp(now))


async def waiting(tx: Tx, most: int = 100) -> list[tuple[int, str]]:
    """(update id, body) of what is not handled yet, in the order it came."""
    rows = await tx.all("SELECT update_id, body FROM inbox WHERE status = 'new' ORDER BY rowid LIMIT ?", most)
    return [(row[0], row[1]) for row in rows]


async def done(tx: Tx, update_id: int, *, failed: bool = False) -> None:
    """Marks an update as handled and empties it; one that failed keeps its body for whoever mends the defect."""
    tx.do(
        "UPDATE inbox SET status = ?, body = iif(?, body, '') WHERE update_id = ?",
        "failed" if failed else "done", int(failed), update_id,
    )  # fmt: skip
