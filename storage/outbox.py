"""What is to leave: committed together with what caused it, sent by priority, gone when it has left."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Literal, TypeAlias

from storage.tx import Tx, stamp


class Lane(IntEnum):
    """Priority, most urgent first. A call for a talk goes before everything."""

    CALL = -1
    ANSWER = 0
    REMINDER = 1
    CHECK_IN = 2
    SUMMARY = 3
    UPKEEP = 4


MessageKind: TypeAlias = Literal["text", "photo"]


@dataclass(frozen=True)
class Outgoing:
    """A row to send; `payload` is JSON. `message_id` and `kind` are what its surface is in the chat now; `edition`
    tells whether the row was rewritten while it was under way; `tries` counts calls that failed, `lost` those that were
    sent in full and had no reply. `picture` is its picture's key and file id, where these have been looked up."""

    id: int
    chat_id: int
    lane: Lane
    action: str
    surface_id: int | None
    payload: str
    edition: int
    expires_at: float
    tries: int
    lost: int
    message_id: int | None
    kind: MessageKind | None
    picture: tuple[str, str] | None = None


def put(
    tx: Tx, chat_id: int, lane: Lane, action: str, payload: Mapping[str, object], *, not_before: datetime,
    expires_at: datetime, surface_id: int | None = None,
) -> None:  # fmt: skip
    """Queues a call. A `show` still waiting for the same surface is rewritten instead: only the newest card counts."""
    tx.queued = True
    body = json.dumps(payload, ensure_ascii=False)
    if action == "show":
        tx.run(
            "UPDATE outbox SET payload = ?, edition = edition + 1, lost = 0, lane = min(lane, ?),"
            " not_before = min(not_before, ?), expires_at = ? WHERE surface_id = ? AND action = 'show'"
            " AND state = 'waiting'",
            body, lane, stamp(not_before), stamp(expires_at), surface_id,
        )  # fmt: skip
    tx.run(
        "INSERT INTO outbox (chat_id, lane, action, surface_id, payload, not_before, expires_at)"
        " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE ?3 <> 'show' OR NOT EXISTS"
        " (SELECT 1 FROM outbox WHERE surface_id = ?4 AND action = 'show' AND state = 'waiting')",
        chat_id, lane, action, surface_id, body, stamp(not_before), stamp(expires_at),
    )  # fmt: skip


def ready(tx: Tx, now: datetime, most: int = 100) -> list[Outgoing]:
    """What may be sent now, most urgent first. Within a chat, nothing overtakes an older row of the same lane, also not
    while that one waits to be tried a second time; after that it is waited for no more. Calls for a talk wait for
    nothing."""
    rows = tx.all(
        "SELECT o.id, o.chat_id, o.lane, o.action, o.surface_id, o.payload, o.edition, o.expires_at, o.tries,"
        " o.lost, s.message_id, s.kind FROM outbox o LEFT JOIN surface s ON s.id = o.surface_id"
        " WHERE o.state = 'waiting' AND o.not_before <= ?1 AND NOT EXISTS (SELECT 1 FROM outbox older"
        " WHERE older.state = 'waiting' AND older.chat_id = o.chat_id AND older.lane = o.lane AND older.id < o.id"
        " AND older.tries + older.lost = 1 AND older.not_before > ?1 AND older.lane >= 0)"
        " ORDER BY o.lane, o.id LIMIT ?2",
        stamp(now), most,
    )  # fmt: skip
    return [Outgoing(r[0], r[1], Lane(r[2]), r[3], *r[4:]) for r in rows]


def unchanged(tx: Tx, rows: Sequence[Outgoing]) -> list[Outgoing]:
    """Those of some rows that still wait as they were."""
    sql = "SELECT 1 FROM outbox WHERE id = ? AND edition = ? AND state = 'waiting'"
    return [row for row in rows if tx.one(sql, row.id, row.edition)]


def next_moment(tx: Tx, after: datetime | None = None) -> float | None:
    """When the next waiting row may be sent, in UTC seconds; of those that may be sent later than `after`, if given."""
    row = tx.one(
        "SELECT min(not_before) FROM outbox WHERE state = 'waiting' AND not_before > ?", stamp(after) if after else 0.0
    )
    return row[0] if row else None


def call_waits(tx: Tx) -> bool:
    """Whether a call for a talk waits to be sent."""
    return tx.one("SELECT 1 FROM outbox WHERE state = 'waiting' AND lane < 0 LIMIT 1") is not None


def sent(tx: Tx, row: Outgoing) -> None:
    """Takes a row out, unless it was rewritten while it was under way: then it is due again. What it has brought is
    noted: the one yes of a card, the commands of a chat."""
    brought = json.loads(row.payload)
    if row.action == "show":
        tx.run("UPDATE surface SET yes = ? WHERE id = ?", brought.get("yes", ""), row.surface_id)
    elif row.action == "commands":
        tx.run("UPDATE person SET commands = ? WHERE chat_id = ?", json.dumps(brought.get("commands", [])), row.chat_id)
    tx.run("DELETE FROM outbox WHERE id = ? AND edition = ?", row.id, row.edition)


def on_screen(tx: Tx, surface_id: int, message_id: int | None, kind: MessageKind | None, now: datetime) -> bool:
    """Notes what a surface is in its chat now; without a message id, it is there and Telegram did not tell which
    message it is. A message that was only changed is as old as before: Telegram counts from when it was sent how long
    it can be deleted.

    Returns: False if the surface is gone by now, as when somebody was erased.
    """
    changed = tx.run(
        "UPDATE surface SET message_id = ?1, kind = ?2, sent_at = iif(message_id = ?1, coalesce(sent_at, ?3), ?3),"
        " unsure = 0 WHERE id = ?4",
        message_id, kind, stamp(now), surface_id,
    )  # fmt: skip
    return changed > 0


def perhaps_on_screen(tx: Tx, surface_id: int, now: datetime) -> None:
    """Notes that a surface's first message was sent and no reply ever came: it counts as sent."""
    tx.run("UPDATE surface SET sent_at = ?, unsure = 1 WHERE id = ? AND message_id IS NULL", stamp(now), surface_id)


def off_screen(tx: Tx, surface_id: int) -> None:
    """Notes that a surface is no longer in its chat."""
    tx.run("UPDATE surface SET message_id = NULL, kind = NULL, sent_at = NULL, unsure = 0 WHERE id = ?", surface_id)


def has_come(tx: Tx, surface_id: int) -> bool:
    """Whether a surface has come into its chat; one whose reply never came counts as sent."""
    row = tx.one("SELECT 1 FROM surface WHERE id = ? AND sent_at IS NOT NULL", surface_id)
    return row is not None


def still_stands(tx: Tx, surface_id: int) -> bool:
    """Whether what has come into a chat is still there, as far as is known."""
    return tx.one("SELECT 1 FROM surface WHERE id = ? AND (message_id IS NOT NULL OR unsure)", surface_id) is not None


def messages_in(tx: Tx, chat_id: int, since: datetime) -> list[int]:
    """The messages of ours that have come into a chat since an instant and are still there."""
    rows = tx.all(
        "SELECT message_id FROM surface WHERE chat_id = ? AND message_id IS NOT NULL AND sent_at >= ?",
        chat_id, stamp(since),
    )  # fmt: skip
    return [int(row[0]) for row in rows]


def surfaces_about(tx: Tx, person_id: int, since: datetime) -> list[tuple[int, int]]:
    """(surface id, chat id) of what is about somebody in the chats of others who can be reached: sent since an instant
    and still there, or on its way."""
    rows = tx.all(
        "SELECT s.id, s.chat_id FROM surface s JOIN person p ON p.id = s.person_id WHERE s.about_id = ?1 AND p.id <> ?1"
        " AND p.unreachable_since IS NULL AND (s.message_id IS NOT NULL AND s.sent_at >= ?2 OR EXISTS"
        " (SELECT 1 FROM outbox o WHERE o.surface_id = s.id AND o.state = 'waiting'))",
        person_id, stamp(since),
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


def standing(tx: Tx, surface_id: int, since: datetime) -> list[tuple[int, int]]:
    """(surface id, chat id) of a surface that came since an instant and is still there; nothing of any other."""
    rows = tx.all(
        "SELECT id, chat_id FROM surface WHERE id = ? AND message_id IS NOT NULL AND sent_at >= ?",
        surface_id, stamp(since),
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


def out_of_reach(tx: Tx, person_id: int, before: datetime) -> int:
    """How many messages about somebody came into the chats of others before an instant, and are still there; and those
    of which Telegram never told whether and as what they came."""
    row = tx.one(
        "SELECT count(*) FROM surface WHERE about_id = ?1 AND person_id <> ?1"
        " AND (message_id IS NOT NULL AND sent_at < ?2 OR unsure)",
        person_id, stamp(before),
    )  # fmt: skip
    return int(row[0]) if row else 0


def later(tx: Tx, row: Outgoing, not_before: datetime, tries: int = 1) -> None:
    """Puts a row off after a failure that may pass, which counts as so many tries. One that was rewritten while it was
    under way is due."""
    tx.run(
        "UPDATE outbox SET not_before = iif(edition = ?, ?, not_before), tries = tries + ? WHERE id = ?",
        row.edition, stamp(not_before), tries, row.id,
    )  # fmt: skip


def no_reply(tx: Tx, row: Outgoing, not_before: datetime) -> None:
    """Puts a row off that was sent in full and had no reply; it may be sent once more."""
    tx.run(
        "UPDATE outbox SET not_before = ?, lost = lost + 1 WHERE id = ? AND edition = ?",
        stamp(not_before), row.id, row.edition,
    )  # fmt: skip


def hold(tx: Tx, now: datetime, until: datetime) -> None:
    """Puts off all that is due, but nothing beyond its time."""
    tx.run(
        "UPDATE outbox SET not_before = min(?2, expires_at) WHERE state = 'waiting' AND not_before <= ?1"
        " AND expires_at > ?1",
        stamp(now), stamp(until),
    )  # fmt: skip


def rest(tx: Tx, now: datetime, until: datetime, chat_id: int | None) -> None:
    """Puts off what is due in one chat, or with None in all, but for calls for a talk, and nothing beyond its time."""
    tx.run(
        "UPDATE outbox SET not_before = min(?2, expires_at) WHERE state = 'waiting' AND not_before <= ?1"
        " AND expires_at > ?1 AND (?3 IS NULL OR chat_id = ?3) AND lane >= 0",
        stamp(now), stamp(until), chat_id,
    )  # fmt: skip


def failed(tx: Tx, row: Outgoing, error: str) -> None:
    """Keeps a row that Telegram refused as wrong; it is a defect and never sent again. One that was rewritten while it
    was under way is another message now, and is due. Nothing is kept for a stranger."""
    tx.run(
        "DELETE FROM outbox WHERE id = ? AND NOT EXISTS (SELECT 1 FROM person WHERE chat_id = ?)", row.id, row.chat_id
    )
    tx.run("UPDATE outbox SET state = 'failed', error = ? WHERE id = ? AND edition = ?", error, row.id, row.edition)


def withdraw(tx: Tx, surface_id: int) -> None:
    """Takes back what waits for a surface."""
    tx.run("DELETE FROM outbox WHERE surface_id = ? AND state = 'waiting'", surface_id)


def drop(tx: Tx, row: Outgoing) -> bool:
    """Takes a row out unsent: it came too late.

    Returns: False if it was rewritten meanwhile and stays.
    """
    return tx.run("DELETE FROM outbox WHERE id = ? AND edition = ?", row.id, row.edition) > 0


def drop_chat(tx: Tx, chat_id: int) -> None:
    """Takes out all that waits for a chat that cannot be written to."""
    tx.run("DELETE FROM outbox WHERE chat_id = ? AND state = 'waiting'", chat_id)


def to_strangers(tx: Tx) -> int:
    """How many rows wait for chats that nobody has whom the house knows."""
    row = tx.one(
        "SELECT count(*) FROM outbox o WHERE o.state = 'waiting'"
        " AND NOT EXISTS (SELECT 1 FROM person p WHERE p.chat_id = o.chat_id)"
    )
    return int(row[0]) if row else 0


def old_surfaces(tx: Tx, before: datetime) -> list[tuple[int, int]]:
    """(surface id, chat id) of messages sent before an instant that nothing open is shown on and nothing waits for. The
    one that brought the keyboard stays: the keyboard would go with it."""
    rows = tx.all(
        "SELECT s.id, s.chat_id FROM surface s WHERE s.message_id IS NOT NULL AND s.sent_at < ?"
        " AND s.shows <> 'keyboard'"
        " AND NOT EXISTS (SELECT 1 FROM session e WHERE e.surface_id = s.id AND e.status = 'open')"
        " AND NOT EXISTS"
        " (SELECT 1 FROM talk t WHERE t.surface_id = s.id AND t.closed_at IS NULL AND t.taken_by IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = s.id AND o.state = 'waiting') LIMIT 200",
        stamp(before),
    )
    return [(row[0], row[1]) for row in rows]
