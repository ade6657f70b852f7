"""Places in chats: each is one message that is edited in place, and knows what it shows and whom that is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from storage.tx import Row, Tx, moment


@dataclass(frozen=True)
class Surface:
    """A place in a person's chat. `shows` is the kind of what stands there and `ref` the id of which, as a summary's;
    `sent_at` is when it came, None while it is on its way."""

    id: int
    person_id: int
    shows: str
    ref: int | None
    sent_at: datetime | None

    def is_older_than(self, since: datetime) -> bool:
        """Whether it came before an instant."""
        return self.sent_at is not None and self.sent_at < since


def add_surface(
    tx: Tx, person_id: int, chat_id: int, shows: str = "", ref: int | None = None, about_id: int | None = None
) -> int:
    """A new place in a person's chat; `about_id` is somebody else whom it is about.

    Returns: its id.
    """
    return tx.insert(
        "INSERT INTO surface (person_id, chat_id, shows, ref, about_id) VALUES (?, ?, ?, ?, ?)",
        person_id, chat_id, shows, ref, about_id,
    )  # fmt: skip


def now_shows(tx: Tx, surface_id: int, shows: str, ref: int | None = None, about_id: int | None = None) -> None:
    """Something else stands on a surface from now on; with "", nothing that is to be drawn anew. A session that takes
    a screen's place is not passing: it has its own rules."""
    tx.run(
        "UPDATE surface SET shows = ?1, ref = ?2, about_id = iif(?1 = '', about_id, ?3),"
        " passing = iif(?1 IN ('', 'session'), 0, passing) WHERE id = ?4",
        shows, ref, about_id, surface_id,
    )  # fmt: skip


def is_about(tx: Tx, surface_id: int, about_id: int | None) -> None:
    """What stands on a surface names somebody else from now on, or nobody any more."""
    tx.run("UPDATE surface SET about_id = ? WHERE id = ?", about_id, surface_id)


KEYBOARD = "keyboard"
"""What a surface shows that has brought the keyboard: phones let go of the keys when its message goes."""

NOT_SENT = "not sent"
"""What a surface shows that tells staff that something they wrote has gone nowhere."""
ANSWER = "answer"
"""What a surface shows that holds plain words of the bot's in answer to what its reader has just done."""


def keyboards_before(tx: Tx, surface_id: int) -> list[int]:
    """The messages in the same chat that had brought the keyboard before this one did, by their surfaces; none if it
    brings no keyboard."""
    rows = tx.all(
        f"SELECT o.id FROM surface s JOIN surface o ON o.person_id = s.person_id AND o.shows = '{KEYBOARD}'"
        f" AND o.id < s.id AND o.message_id IS NOT NULL WHERE s.id = ? AND s.shows = '{KEYBOARD}'",
        surface_id,
    )
    return [row[0] for row in rows]


def newest(tx: Tx) -> int:
    """The id of the surface that was made last; 0 if there is none."""
    row = tx.one("SELECT max(id) FROM surface")
    return int(row[0] or 0) if row else 0


def will_pass(tx: Tx, person_id: int, since: int, taken: int | None) -> None:
    """What was put before a person since the surface `since` was made, and on the one that was `taken` over, is there
    to be looked at and goes with the next that they open; but not questions."""
    tx.run(
        "UPDATE surface SET passing = 1 WHERE person_id = ?1 AND (id > ?2 OR id = ?3) AND NOT EXISTS"
        " (SELECT 1 FROM session e WHERE e.surface_id = surface.id AND e.status = 'open')",
        person_id, since, taken,
    )  # fmt: skip


def passing(tx: Tx, person_id: int) -> list[int]:
    """What a person has before them, or on its way, that goes when they open something else."""
    rows = tx.all(f"SELECT s.id FROM surface s WHERE s.person_id = ? AND s.passing = 1 AND {_ON_SCREEN}", person_id)
    return [row[0] for row in rows]


def were_answers(tx: Tx, chat_id: int, since: int) -> None:
    """The plain words put into a chat since the surface `since` was made are answers to what its owner did just now."""
    tx.run(
        f"UPDATE surface SET shows = '{ANSWER}' WHERE id > ? AND chat_id = ? AND shows = '' AND about_id IS NULL",
        since, chat_id,
    )  # fmt: skip


def asks_again(tx: Tx, surface_id: int, message_id: int) -> bool:
    """Whether what stands on a surface comes again below the word that something was not sent, and came into the chat
    only after this message did, or has yet to come."""
    return tx.one(
        "SELECT 1 FROM surface s WHERE s.id = ?1 AND (s.message_id IS NULL OR s.message_id > ?2) AND ?3 ="
        " (SELECT b.shows FROM surface b WHERE b.person_id = s.person_id AND b.id < s.id ORDER BY b.id DESC LIMIT 1)",
        surface_id, message_id, NOT_SENT,
    ) is not None  # fmt: skip


def came_below(tx: Tx, person_id: int, surface_id: int) -> bool:
    """Whether something else than questions has come below a card by itself and stands there: not what is only looked
    at, the keyboard, a voice that reads a card, or the bot's answer to what was done just then."""
    return tx.one(
        "SELECT 1 FROM surface WHERE person_id = ? AND id > ? AND message_id IS NOT NULL AND passing = 0"
        f" AND shows NOT IN ('session', 'voice', '{KEYBOARD}', '{ANSWER}') LIMIT 1",
        person_id, surface_id,
    ) is not None  # fmt: skip


_ON_SCREEN = (
    "(s.message_id IS NOT NULL OR EXISTS"
    " (SELECT 1 FROM outbox o WHERE o.surface_id = s.id AND o.action IN ('show', 'media') AND o.state = 'waiting'))"
)


_COLUMNS = "s.id, s.person_id, s.shows, s.ref, iif(s.message_id IS NULL, NULL, s.sent_at), s.about_id"


def _surface(row: Row) -> Surface:
    return Surface(row[0], row[1], row[2], row[3], None if row[4] is None else moment(row[4]))


def about(tx: Tx, borger_id: int) -> list[Surface]:
    """What stands in the chats of others about a borger, or is on its way there, oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM surface s WHERE s.about_id = ? AND s.shows <> '' AND {_ON_SCREEN} ORDER BY s.id",
        borger_id,
    )
    return [_surface(row) for row in rows]


def about_others(tx: Tx, person_id: int) -> list[tuple[int, Surface]]:
    """(whom it is about, what stands) of what a person has before them about others, or on its way; oldest first."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM surface s WHERE s.person_id = ? AND s.about_id IS NOT NULL AND s.shows <> ''"
        f" AND {_ON_SCREEN} ORDER BY s.id",
        person_id,
    )
    return [(row[5], _surface(row)) for row in rows]


def read_at_work(tx: Tx) -> list[tuple[int, Surface]]:
    """(whom it is about, what stands) of what stands in the chats of others about borgere who have let everybody at
    work read something, now or before; oldest first."""
    rows = tx.all("SELECT DISTINCT borger_id FROM grants WHERE reader_id IS NULL")
    return [(row[0], surface) for row in rows for surface in about(tx, row[0])]


def standing(tx: Tx, person_id: int, shows: str, ref: int | None = None) -> list[int]:
    """What of a kind stands in a person's chat, or is on its way there, by id; with `ref`, of that alone."""
    one = "SELECT s.id FROM surface s WHERE s.person_id = ?1 AND s.shows = ?2 AND (?3 IS NULL OR s.ref = ?3)"
    rows = tx.all(f"{one} AND {_ON_SCREEN}", person_id, shows, ref)
    return [row[0] for row in rows]


OFFER = "offer."
"""What a surface shows of one time of an offer begins so, and goes on with its day; its `ref` is the offer."""


def of_offer(tx: Tx, offer_id: int) -> list[Surface]:
    """The cards of an offer that stand in chats, or are on their way there."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM surface s WHERE s.ref = ? AND s.shows >= 'offer.' AND s.shows < 'offer/'"
        f" AND {_ON_SCREEN} ORDER BY s.id",
        offer_id,
    )
    return [_surface(row) for row in rows]


def one_of(tx: Tx, person_id: int, borger_id: int, shows: str) -> Surface | None:
    """The newest surface of a kind that a person has before them about a borger, or on its way."""
    found = [each for each in about(tx, borger_id) if each.person_id == person_id and each.shows == shows]
    return found[-1] if found else None


HANDED = "h"
"""What a surface shows of a session that has gone on to another phone; its `ref` is the session."""


def handed(tx: Tx, session_id: int) -> list[tuple[int, int]]:
    """(surface, whose chat it is in) of the cards that say so of a session."""
    rows = tx.all(
        f"SELECT id, person_id FROM surface WHERE shows = '{HANDED}' AND ref = ? ORDER BY id", session_id
    )  # fmt: skip
    return [(row[0], row[1]) for row in rows]


def is_on(tx: Tx, surface_id: int, person_id: int) -> bool:
    """Whether a surface is one of a person's own."""
    return tx.one("SELECT 1 FROM surface WHERE id = ? AND person_id = ?", surface_id, person_id) is not None


def shown_on(tx: Tx, surface_id: int) -> str:
    """What a surface shows now; empty if that is nothing that is to be drawn anew."""
    row = tx.one("SELECT shows FROM surface WHERE id = ?", surface_id)
    return str(row[0]) if row else ""
