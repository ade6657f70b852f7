"""Somebody goes on on another phone: who waits for that to be settled, and what moves along."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage import people
from storage.tx import Tx, stamp


@dataclass(frozen=True)
class NewPhone:
    """A phone that somebody is to go on on. `chat_id` is None until the link to it was opened."""

    person_id: int
    made_by: int | None
    chat_id: int | None


def expect(tx: Tx, person_id: int, made_by: int, now: datetime) -> None:
    """From now on a link for this person is one to another phone. An earlier one that was not settled is forgotten."""
    tx.run(
        "INSERT OR REPLACE INTO new_phone (person_id, made_by, made_at) VALUES (?, ?, ?)",
        person_id,
        made_by,
        stamp(now),
    )


def expected(tx: Tx, person_id: int) -> NewPhone | None:
    """The phone somebody is to go on on, if there is one that is not settled."""
    row = tx.one("SELECT person_id, made_by, chat_id FROM new_phone WHERE person_id = ?", person_id)
    return NewPhone(*row) if row else None


def expected_by(tx: Tx, made_by: int) -> list[NewPhone]:
    """The phones that are not settled whose links somebody has made."""
    return [NewPhone(*row) for row in tx.all("SELECT person_id, made_by, chat_id FROM new_phone WHERE made_by = ?",
            made_by)]  # fmt: skip


def waits(tx: Tx, chat_id: int) -> bool:
    """Whether a link to another phone was opened in this chat, and it is not settled."""
    return whose(tx, chat_id) is not None


def whose(tx: Tx, chat_id: int) -> int | None:
    """The id of whoever is to go on in this chat, while it is not settled."""
    found = tx.one("SELECT person_id FROM new_phone WHERE chat_id = ?", chat_id)
    return int(found[0]) if found else None


def opened(tx: Tx, person_id: int, chat_id: int) -> None:
    """Notes the chat a link was opened in."""
    tx.run("UPDATE new_phone SET chat_id = ? WHERE person_id = ?", chat_id, person_id)


def forget(tx: Tx, person_id: int) -> None:
    """It is settled, one way or the other."""
    tx.run("DELETE FROM new_phone WHERE person_id = ?", person_id)


def cut_off(tx: Tx, person_id: int) -> None:
    """Somebody's phone reaches nothing any more, and nothing reaches it; what is under way waits for another."""
    tx.run(
        "DELETE FROM outbox WHERE chat_id = (SELECT chat_id FROM person WHERE id = ?) AND action <> 'delete'", person_id
    )
    tx.run("DELETE FROM surface WHERE person_id = ?", person_id)
    people.set_state(tx, person_id, "invited", None)


def move(tx: Tx, person_id: int, chat_id: int) -> None:
    """Somebody's chat is another: what waits to be sent goes there, and what stands in the old one is nowhere."""
    old = "(SELECT chat_id FROM person WHERE id = ?1)"
    waiting = (
        "message_id IS NULL AND EXISTS (SELECT 1 FROM outbox o WHERE o.surface_id = surface.id AND o.state = 'waiting'"
        " AND o.action <> 'delete')"
    )
    tx.run(f"DELETE FROM surface WHERE person_id = ?1 AND NOT ({waiting})", person_id)
    tx.run("UPDATE surface SET chat_id = ?2 WHERE person_id = ?1", person_id, chat_id)
    tx.run(
        f"UPDATE outbox SET chat_id = ?2 WHERE chat_id = {old} AND state = 'waiting' AND action <> 'delete'"
        " AND action <> 'commands'", person_id, chat_id,
    )  # fmt: skip
    people.set_state(tx, person_id, "active", chat_id)
    forget(tx, person_id)
