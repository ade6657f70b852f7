"""What of a borger's chat can be taken out of it: messages alone, by their numbers. What they hold stays as it is."""

from __future__ import annotations

from datetime import datetime

from storage import outbox
from storage.surfaces import KEYBOARD
from storage.tx import Tx, stamp


def wrote(tx: Tx, chat_id: int, message_id: int, at: datetime) -> None:
    """Notes that a message was written in a chat, if that is a borger's who takes part."""
    tx.run(
        "INSERT OR IGNORE INTO written SELECT id, ?, ? FROM person WHERE chat_id = ? AND role = 'borger'"
        " AND state = 'active'",
        message_id, stamp(at), chat_id,
    )  # fmt: skip


def take_off(tx: Tx, person_id: int, since: datetime) -> list[int]:
    """Lets go of all that has come into somebody's chat since an instant and stands there: what is shown next comes as
    a new message, and it is still known that this has come. What is on its way for the first time comes, and so does
    what is to come later; the message that has brought the keyboard stays, for the keys would go with it.

    Returns: the numbers of the messages, the bot's own and theirs.
    """
    rows = tx.all(
        "SELECT id, message_id FROM surface WHERE person_id = ? AND message_id IS NOT NULL AND sent_at >= ?"
        " AND shows <> ?",
        person_id, stamp(since), KEYBOARD,
    )  # fmt: skip
    for surface_id, _ in rows:
        outbox.withdraw(tx, surface_id)
        tx.run("UPDATE surface SET message_id = NULL, kind = NULL, passing = 0 WHERE id = ?", surface_id)
    written = tx.all("SELECT message_id FROM written WHERE person_id = ? AND at >= ?", person_id, stamp(since))
    tx.run("DELETE FROM written WHERE person_id = ?", person_id)
    return sorted({row[1] for row in rows} | {row[0] for row in written})


def take_off_written(tx: Tx, session_id: int) -> list[int]:
    """Lets go of the messages that somebody has written since a session of theirs began. Returns: their numbers."""
    since = "person_id = s.person_id AND at >= s.opened_at - 1"  # a message tells only its second
    rows = tx.all(f"SELECT w.person_id, message_id FROM written w JOIN session s ON s.id = ? AND w.{since}", session_id)
    for person_id, message_id in rows:
        tx.run("DELETE FROM written WHERE person_id = ? AND message_id = ?", person_id, message_id)
    return [row[1] for row in rows]
