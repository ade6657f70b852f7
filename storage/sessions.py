"""Sessions and the dialog versions they run on, and the surfaces they are shown on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from dialogs.engine.session import End, Session, Stage
from dialogs.fields import KEPT
from dialogs.method.model import Dialog
from storage import things
from storage.tx import Row, Tx, moment, stamp

A_MONTH = timedelta(days=30)
_COLUMNS = "id, person_id, about_id, dialog_id, state, status, surface_id, target, topic, entry_id"


SessionStatus: TypeAlias = Literal["open", "done", "stopped", "expired"]
"""It is open, or why its asking ended, as in `End`."""


@dataclass(frozen=True)
class StoredSession:
    """A session with whose phone it is on, whom it is about, and about which of their entries if any. `target` is what
    it works on ("summary:7")."""

    id: int
    person_id: int
    about_id: int
    dialog_id: str
    session: Session
    status: SessionStatus
    surface_id: int | None
    target: str
    topic: str | None
    entry_id: int | None = None

    @property
    def is_half_done(self) -> bool:
        """Whether its asking goes on: it is open, or what was left open when it ended is answered after all."""
        return self.status == "open" or self.session.going_on


def _stored(row: Row) -> StoredSession:
    return StoredSession(row[0], row[1], row[2], row[3], Session.from_json(row[4]), *row[5:])


def keep_version(tx: Tx, dialog: Dialog, now: datetime) -> None:
    """Keeps the dialog as it is now, so that whoever begins on it ends on it."""
    tx.run(
        "INSERT OR IGNORE INTO dialog_version VALUES (?, ?, ?, ?)",
        dialog.version(), dialog.id, dialog.body, stamp(now),
    )  # fmt: skip


def dialog_of(tx: Tx, version: str) -> Dialog:
    """The dialog of a version that is kept.

    Raises:
        LookupError: if it is not.
    """
    row = tx.one("SELECT body FROM dialog_version WHERE version = ?", version)
    if row is None:
        raise LookupError(version)
    return Dialog.model_validate_json(row[0], context=KEPT)


def add_session(
    tx: Tx, dialog: Dialog, session: Session, now: datetime, *, person_id: int, about_id: int,
    surface_id: int | None, target: str = "", awaits_words: bool = False, entry_id: int | None = None,
) -> int:  # fmt: skip
    """Adds an open session.

    Returns: its id.
    """
    keep_version(tx, dialog, now)
    session_id = tx.insert(
        "INSERT INTO session (person_id, about_id, dialog_id, version, topic, state, status, shares, surface_id,"
        " target, opened_at, provenance, awaits_words, entry_id)"
        " VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, ?, ?, ?)",
        person_id, about_id, dialog.id, session.version, dialog.topic, session.to_json(), int(session.shares),
        surface_id, target, stamp(now), session.provenance, int(awaits_words), entry_id,
    )  # fmt: skip
    things.keep_origins(tx, session_id, (item for items in session.lists.values() for item in items))
    return session_id


def session_by_id(tx: Tx, session_id: int) -> StoredSession | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM session WHERE id = ?", session_id)
    return _stored(row) if row else None


# When a session that is kept to oneself again was first shared: that counts only if somebody has looked since.
_READ = (
    "(SELECT shared_at WHERE EXISTS (SELECT 1 FROM access_log l WHERE l.borger_id = about_id AND l.at >= shared_at))"
)


def save_session(tx: Tx, session_id: int, session: Session, now: datetime, *, awaits_words: bool) -> None:
    """Writes a session's new state. Once its asking has ended it is never open again.

    A closed one keeps nothing of what was given or worked on: a name that staff typed must not outlive the borger who
    said no. What was answered with help or observed stays, for its questions are told from it.
    """
    closed = session.stage in (Stage.RECEIPT, Stage.CLOSED) or session.end is not None
    status = (session.end or End.DONE) if closed else "open"
    if session.stage is Stage.CLOSED and session.provenance == "self":
        facts = {name: words for name, words in session.facts.items() if name != "above"}
        session = replace(session, given=(), draft=(), lists={}, carried=(), facts=facts)
    tx.run(
        "UPDATE session SET state = ?, status = ?, shares = ?, awaits_words = ?, closed_at = coalesce(closed_at, ?),"
        f" shared_at = iif(?, coalesce(shared_at, ?), {_READ}), target = iif(?, '', target), provenance = ?"
        " WHERE id = ?",
        session.to_json(), status, int(session.shares), int(awaits_words), stamp(now) if closed else None,
        int(closed and session.shares), stamp(now), int(session.stage is Stage.CLOSED), session.provenance, session_id,
    )  # fmt: skip


def move_session(tx: Tx, session_id: int, surface_id: int) -> None:
    """Shows a session on another surface from now on."""
    tx.run("UPDATE session SET surface_id = ? WHERE id = ?", surface_id, session_id)


def hand_over(tx: Tx, session_id: int, person_id: int, surface_id: int) -> None:
    """A session is on another person's phone from now on, on a surface that shows nothing else any more."""
    leave_surface(tx, surface_id)
    tx.run("UPDATE session SET person_id = ?, surface_id = ? WHERE id = ?", person_id, surface_id, session_id)


def leave_surface(tx: Tx, surface_id: int) -> None:
    """Takes a surface from the sessions it has shown, for something else."""
    tx.run("UPDATE session SET surface_id = NULL WHERE surface_id = ?", surface_id)


def newest_on(tx: Tx, surface_id: int) -> int | None:
    """The session that a surface shows: the last to take it over."""
    row = tx.one("SELECT max(id) FROM session WHERE surface_id = ?", surface_id)
    return row[0] if row else None


def taken_over(tx: Tx, stored: StoredSession) -> StoredSession | None:
    """The later session that a session's surface shows by now, if any."""
    newest = newest_on(tx, stored.surface_id) if stored.surface_id else None
    return session_by_id(tx, newest) if newest and newest != stored.id else None


def remove_sessions(tx: Tx, person_id: int) -> None:
    """Takes out all that was begun on a person's phone and has not ended."""
    tx.run("DELETE FROM session WHERE person_id = ? AND status = 'open'", person_id)


def take_back(tx: Tx, session_id: int) -> None:
    """Takes a session out in which nothing was answered: its question is no question any more, and counts as never
    asked."""
    tx.run("UPDATE occurrence SET status = 'nothing' WHERE session_id = ? AND status = 'asked'", session_id)
    tx.run("DELETE FROM session WHERE id = ?", session_id)


def open_sessions(tx: Tx, person_id: int) -> list[StoredSession]:
    """All that is open on a person's phone, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM session WHERE person_id = ? AND status = 'open' ORDER BY id", person_id)
    return [_stored(row) for row in rows]


def under_way(tx: Tx, person_id: int) -> list[StoredSession]:
    """All that is open on a person's phone, and what has ended and is gone on with or corrected there just now, oldest
    first. The latter has a timer that brings its receipt back."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM session WHERE person_id = ?1 AND (status = 'open' OR id IN (SELECT t.session_id"
        " FROM timer t WHERE t.session_id = session.id AND t.kind = 'expire')) ORDER BY id",
        person_id,
    )  # fmt: skip
    found = [_stored(row) for row in rows]
    return [each for each in found if each.status == "open" or each.session.stage in (Stage.ASKING, Stage.PAUSED)]


def ended_of(tx: Tx, borger_id: int, dialog_id: str) -> list[StoredSession]:
    """All that has ended of one dialog about a borger, on whosever phone."""
    ended = f"SELECT {_COLUMNS} FROM session WHERE about_id = ? AND dialog_id = ? AND status <> 'open'"
    return [_stored(row) for row in tx.all(ended, borger_id, dialog_id)]


def open_sessions_about(tx: Tx, borger_id: int) -> list[StoredSession]:
    """All that is open about a borger, on whosever phone, oldest first."""
    rows = tx.all(f"SELECT {_COLUMNS} FROM session WHERE about_id = ? AND status = 'open' ORDER BY id", borger_id)
    return [_stored(row) for row in rows]


def half_done(tx: Tx, person_id: int, dialog_id: str, about_id: int, entry_id: int | None) -> list[StoredSession]:
    """What is half-done on a person's phone of one dialog, about one person and, where it is about an entry, about this
    one; the newest first."""
    what = dialog_id, about_id, entry_id
    found = (each for each in reversed(under_way(tx, person_id)) if each.is_half_done)
    return [each for each in found if (each.dialog_id, each.about_id, each.entry_id) == what]


def open_session(tx: Tx, person_id: int, dialog_id: str) -> StoredSession | None:
    """The newest open session of a dialog on a person's phone."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM session WHERE person_id = ? AND status = 'open' AND dialog_id = ?"
        " ORDER BY id DESC LIMIT 1",
        person_id, dialog_id,
    )  # fmt: skip
    return _stored(row) if row else None


def in_use(tx: Tx, session_id: int, since: datetime) -> bool:
    """Whether a session was begun, or anything answered in it, since an instant."""
    row = tx.one(
        "SELECT 1 FROM session s WHERE s.id = ?1 AND (s.opened_at >= ?2 OR EXISTS"
        " (SELECT 1 FROM answer a WHERE a.session_id = s.id AND a.said_at >= ?2))",
        session_id, stamp(since),
    )  # fmt: skip
    return row is not None


def last_answered(tx: Tx, borger_id: int, dialog_id: str, entry_id: int | None, now: datetime) -> StoredSession | None:
    """The newest session of a dialog in which a borger has answered anything, alone or with help, on whosever phone; of
    what is about an entry, about this one. None if not for a month."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM session WHERE about_id = ?1 AND opened_at > ?2 AND dialog_id = ?3"
        " AND (?4 IS NULL OR entry_id = ?4) AND provenance <> 'observed'"
        " AND EXISTS (SELECT 1 FROM answer a WHERE a.session_id = session.id) ORDER BY id DESC LIMIT 1",
        borger_id, stamp(now - A_MONTH), dialog_id, entry_id,
    )  # fmt: skip
    return _stored(row) if row else None


def receipts_before(tx: Tx, stored: StoredSession, since: datetime) -> list[StoredSession]:
    """The sittings like a session, on the same phone and begun before `since`, whose receipts still stand on a card of
    their own."""
    columns = ", ".join(f"e.{name}" for name in _COLUMNS.split(", "))
    rows = tx.all(
        f"SELECT {columns} FROM session e JOIN surface s ON s.id = e.surface_id AND s.shows = 'session'"
        " AND s.ref = e.id AND s.message_id IS NOT NULL WHERE e.person_id = ?1 AND e.dialog_id = ?2"
        " AND e.about_id = ?3 AND e.entry_id IS ?4 AND e.status = 'done' AND e.opened_at < ?5 AND e.id <> ?6",
        stored.person_id, stored.dialog_id, stored.about_id, stored.entry_id, stamp(since), stored.id,
    )  # fmt: skip
    return [_stored(row) for row in rows]


def session_awaiting_words(tx: Tx, person_id: int) -> StoredSession | None:
    """The session on a person's phone that waits for own words; of several the one whose card came last."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM session WHERE person_id = ? AND awaits_words = 1"
        " ORDER BY surface_id DESC, id DESC LIMIT 1", person_id,
    )  # fmt: skip
    return _stored(row) if row else None


def below(tx: Tx, stored: StoredSession) -> list[str]:
    """The versions of the dialogs whose cards stand below that of a session, open or not."""
    rows = tx.all(
        "SELECT e.version FROM session e JOIN surface s ON s.id = e.surface_id WHERE e.person_id = ?1"
        " AND e.surface_id > ?2 AND s.shows = 'session' AND s.sent_at IS NOT NULL",
        stored.person_id, stored.surface_id,
    )  # fmt: skip
    return [row[0] for row in rows]


def newest_open(tx: Tx, person_id: int) -> StoredSession | None:
    """The session a person last began and has not ended."""
    row = tx.one(
        f"SELECT {_COLUMNS} FROM session WHERE person_id = ? AND status = 'open' ORDER BY id DESC LIMIT 1", person_id
    )
    return _stored(row) if row else None


def last_opened(tx: Tx, borger_id: int, dialog_id: str, now: datetime) -> datetime | None:
    """When a dialog was last begun for a borger, on their phone or with help, and came; None if not for a month."""
    row = tx.one(
        "SELECT max(opened_at) FROM session s WHERE about_id = ?1 AND dialog_id = ?2 AND opened_at <= ?3"
        " AND opened_at > ?3 - ?4 AND provenance <> 'observed' AND NOT EXISTS (SELECT 1 FROM occurrence o"
        "  WHERE o.session_id = s.id AND o.status IN ('stale', 'unreachable'))",
        borger_id, dialog_id, stamp(now), A_MONTH.total_seconds(),
    )  # fmt: skip
    return moment(row[0]) if row and row[0] is not None else None


def yes_on(tx: Tx, person_id: int, message_id: int) -> str:
    """The button data of the one yes on the card that a message in a person's own chat shows; empty if it has none."""
    row = tx.one(
        "SELECT f.yes FROM person p JOIN surface f ON f.chat_id = p.chat_id AND f.person_id = p.id"
        " WHERE p.id = ? AND f.message_id = ?",
        person_id, message_id,
    )  # fmt: skip
    return str(row[0]) if row else ""


def unfinished(tx: Tx, person_id: int, dialog_ids: tuple[str, ...]) -> StoredSession | None:
    """The newest open session of any of these dialogs on a person's phone."""
    rows = open_sessions(tx, person_id)
    return next((stored for stored in reversed(rows) if stored.dialog_id in dialog_ids), None)


def set_aside(tx: Tx, stored: StoredSession, now: datetime) -> None:
    """Keeps a session as it stands to be gone on with, also one just stopped; meanwhile it awaits no words."""
    save_session(tx, stored.id, stored.session, now, awaits_words=False)
    tx.run("UPDATE session SET target = ? WHERE id = ?", stored.target, stored.id)
