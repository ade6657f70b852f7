"""Pictures that were sent before and can be sent again by Telegram's id for them, and the borgere they show."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.tx import Tx, stamp

_A_DAY = timedelta(days=1)
_SHOWN_ON = "SELECT person_id FROM surface WHERE id = ?2 UNION SELECT about_id FROM surface WHERE id = ?2"
"""Whose card a surface is, and whom it is about."""


def file_id(tx: Tx, key: str, bot_id: int) -> str | None:
    """The id under which this bot has sent a file before; `key` is a keyed hash (`storage.tx.keyed`)."""
    row = tx.one("SELECT file_id FROM sent_file WHERE key = ? AND bot_id = ?", key, bot_id)
    return str(row[0]) if row else None


def was_sent(
    tx: Tx, key: str, bot_id: int, new_id: str | None, surface_id: int | None, now: datetime
) -> None:  # fmt: skip
    """Notes that a file stands on a surface: the id it has got, if it was uploaded for that, and the borgere it shows.
    Nothing is kept if the surface went meanwhile, for its borger was erased."""
    if new_id:
        tx.run(
            "INSERT OR REPLACE INTO sent_file SELECT ?1, ?2, ?3, ?4"
            " WHERE ?5 IS NULL OR EXISTS (SELECT 1 FROM surface WHERE id = ?5)",
            key, bot_id, new_id, stamp(now), surface_id,
        )  # fmt: skip
    else:  # a date that is a day too old does no harm, and spares a write with most messages
        tx.run(
            "UPDATE sent_file SET used_at = ?1 WHERE key = ?2 AND bot_id = ?3 AND used_at < ?4",
            stamp(now), key, bot_id, stamp(now - _A_DAY),
        )  # fmt: skip
    tx.run(
        "INSERT OR IGNORE INTO sent_file_of SELECT p.id, ?1 FROM person p WHERE p.role = 'borger' AND p.id IN"
        f" ({_SHOWN_ON})",
        key, surface_id,
    )  # fmt: skip


def forget(tx: Tx, key: str, bot_id: int) -> None:
    """Lets go of an id that Telegram no longer knows, so that the file is uploaded anew."""
    tx.run("DELETE FROM sent_file WHERE key = ? AND bot_id = ?", key, bot_id)
