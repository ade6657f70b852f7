"""What staff have said to a borger by voice, photo or video: kept as long as the words it stands for would be."""

from __future__ import annotations

from datetime import datetime

from dialogs.engine.session import Media
from storage import media
from storage.tx import Tx


def keep(
    tx: Tx, borger_id: int, by_id: int, said: Media, now: datetime, *, task_id: int | None = None,
    proposal_id: int | None = None, talk_id: int | None = None,
) -> int:  # fmt: skip
    """Keeps what somebody said to a borger about a task, or as the answer to a wish or a call.

    Returns: the id of the file.
    """
    media_id = media.keep_media(tx, borger_id, said, now)
    tx.run(
        "INSERT INTO spoken (media_id, by_id, task_id, proposal_id, talk_id) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET by_id = excluded.by_id, task_id = excluded.task_id,"
        " proposal_id = excluded.proposal_id, talk_id = excluded.talk_id",
        media_id, by_id, task_id, proposal_id, talk_id,
    )  # fmt: skip
    return media_id


def said_by(tx: Tx, media_id: int) -> int | None:
    """The id of who said it to a borger; None if it is not of staff."""
    row = tx.one("SELECT by_id FROM spoken WHERE media_id = ?", media_id)
    return row[0] if row else None


def said_to(tx: Tx, borger_id: int) -> list[tuple[int, int]]:
    """(file, who said it by id) of all that was said to a borger, oldest first."""
    rows = tx.all(
        "SELECT s.media_id, s.by_id FROM spoken s JOIN media m ON m.id = s.media_id WHERE m.borger_id = ?"
        " ORDER BY m.id",
        borger_id,
    )
    return [(row[0], row[1]) for row in rows]
