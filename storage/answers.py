"""Answers: kept as they were said, and read by others through one door that asks the borger's choices each time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dialogs.engine.asides import LATER
from dialogs.engine.session import Answer, Outcome, Provenance
from storage.media import keep_media
from storage.naming import LISTS_ENTRIES, names_none_kept
from storage.sharing import OPEN_TO, Reader
from storage.tx import Row, Tx, moment, stamp


@dataclass(frozen=True)
class StoredAnswer:
    """An answer that stands (not corrected by a later one, nor only there to take one back).

    `version` is the dialog version it was asked by, `by` the name of who helped with it or observed it: empty where it
    is the borger's alone, or who it was has left. `entry` is the title of the goal, activity or the like it is about,
    and `entry_day` the local day of that, where it is one occurrence of an activity.
    """

    id: int
    borger_id: int
    session_id: int
    dialog_id: str
    version: str
    step: str
    item: str
    outcome: Outcome
    choices: tuple[str, ...]
    score: float | None
    words: str
    media_id: int | None
    provenance: Provenance
    said_at: datetime
    by: str
    entry: str = ""
    entry_day: date | None = None


CORRECTED_WITHIN = timedelta(days=14)
"""So long what comes of an answer (an entry, a task, a reminder, a wish for the week) follows how it is corrected."""
BEGINNING = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
"""Before all answers."""

COLUMNS = (
    "a.id, a.borger_id, a.session_id, s.dialog_id, s.version, a.step, a.item, a.outcome, a.choices, a.score, a.words,"
    " a.media_id, a.provenance, a.said_at,"
    " coalesce((SELECT p.name FROM given_by g JOIN person p ON p.id = g.person_id WHERE g.answer_id = a.id), ''),"
    " coalesce((SELECT e.title FROM entry e WHERE e.id = s.entry_id), ''),"
    " coalesce((SELECT e.day FROM entry e WHERE e.id = s.entry_id), '')"
)
# From when others may count with an answer, and with the first of those it corrects.
COUNTED = "max(a.said_at, coalesce(s.shared_at, 0), coalesce(h.released_at, 0))"
FIRST_COUNTED = (
    "max((WITH RECURSIVE chain (at, corrects) AS (SELECT a.said_at, a.corrects UNION ALL SELECT e.said_at, e.corrects"
    " FROM chain JOIN answer e ON e.id = chain.corrects) SELECT min(at) FROM chain), coalesce(s.shared_at, 0),"
    " coalesce(h.released_at, 0))"
)
STANDS = "a.withdrawn = 0 AND NOT EXISTS (SELECT 1 FROM answer later WHERE later.corrects = a.id)"
OPEN_ANSWERS = (
    "session s JOIN answer a ON a.session_id = s.id"
    " LEFT JOIN held_back h ON h.session_id = a.session_id AND h.step = a.step AND h.item = a.item"
    " WHERE s.about_id = ?2 AND a.borger_id = ?2 AND coalesce(h.held, 0) = 0 AND s.status <> 'open' AND s.shares = 1"
    f" AND {STANDS} AND s.topic IN {OPEN_TO}"
)
"""SQL: what the reader ?1 of the borger ?2, at work (?3) or not, may read, but for what names something kept."""
NAMES_NONE_KEPT = names_none_kept("a.item", "a.choices")


def answer_in(row: Row) -> StoredAnswer:
    outcome, choices, said_at = Outcome(row[7]), tuple(json.loads(row[8])), moment(row[13])
    day = date.fromisoformat(row[16]) if row[16] else None
    return StoredAnswer(*(*row[:7], outcome, choices, *row[9:13], said_at, row[14], row[15], day))


def record(tx: Tx, session_id: int, borger_id: int, answer: Answer) -> None:
    """Keeps an answer, with whose it is: as its session says now, with who is at the phone that the session is on. Kept
    already (same session and `seq`), it is left as it is.

    What it corrects or replaces may have been corrected by an edited message since; it then follows on that. It counts
    no earlier
    than what was said before it in the same session: a message tells only the second it was written in, a tap nothing.
    """
    media_id = keep_media(tx, borger_id, answer.media, answer.at) if answer.media else None
    kept = tx.run(
        "INSERT INTO answer (session_id, borger_id, seq, step, item, outcome, choices, score, words,"
        " media_id, message_id, said_at, withdrawn, provenance, corrects)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
        " max(?, (SELECT coalesce(max(said_at), 0) FROM answer WHERE session_id = ?)), ?,"
        " (SELECT provenance FROM session WHERE id = ?),"
        " (WITH RECURSIVE chain (id) AS (SELECT id FROM answer WHERE session_id = ? AND seq = ?"
        "   UNION ALL SELECT id FROM answer WHERE id = ? AND borger_id = ?"
        "   UNION ALL SELECT later.id FROM chain JOIN answer later ON later.corrects = chain.id)"
        "  SELECT max(id) FROM chain)) ON CONFLICT (session_id, seq) DO NOTHING",
        session_id, borger_id, answer.seq, answer.step, answer.item, answer.outcome, json.dumps(answer.choices),
        answer.score, answer.words, media_id, answer.message_id, stamp(answer.at), session_id, answer.withdrawn,
        session_id, session_id, answer.corrects, answer.replaces, borger_id,
    )  # fmt: skip
    if kept:
        tx.run(
            "INSERT INTO given_by SELECT a.id, s.person_id FROM answer a JOIN session s ON s.id = a.session_id"
            " WHERE a.session_id = ? AND a.seq = ? AND s.person_id <> a.borger_id",
            session_id, answer.seq,
        )  # fmt: skip


def sessions_waiting(tx: Tx, borger_id: int) -> list[int]:
    """The ids of a borger's sessions in which a question was left for another day, and still is; the oldest first."""
    rows = tx.all(
        "SELECT DISTINCT a.session_id FROM answer a WHERE a.borger_id = ? AND a.outcome = 'skipped' AND a.choices = ?"
        f" AND {STANDS} ORDER BY a.session_id",
        borger_id, json.dumps((LATER,)),
    )  # fmt: skip
    return [row[0] for row in rows]


def correct_words(tx: Tx, borger_id: int, message_id: int, words: str, now: datetime) -> int | None:
    """Takes in a message the borger has edited on their own phone: a new answer that points at the one it replaces.
    Messages are numbered chat by chat, so one that was written on another's phone is another message.

    Returns: the session it was said in; None if no answer came from that message.
    """
    row = tx.one(
        "SELECT a.id, a.session_id FROM answer a"
        f" WHERE a.borger_id = ? AND a.message_id = ? AND a.provenance = 'self' AND {STANDS}",
        borger_id, message_id,
    )  # fmt: skip
    if row is None:
        return None
    # Numbered below zero: a correction from outside the dialog must never meet the dialog's own count.
    tx.run(
        "INSERT INTO answer (session_id, borger_id, seq, step, item, outcome, choices, score, words, media_id,"
        " message_id, provenance, said_at, corrects)"
        " SELECT session_id, borger_id,"
        " (SELECT min(0, min(seq)) - 1 FROM answer b WHERE b.session_id = a.session_id),"
        " step, item, outcome, choices, score, ?, media_id, message_id, provenance, ?, id FROM answer a WHERE id = ?",
        words, stamp(now), row[0],
    )  # fmt: skip
    return int(row[1])


def words_at(tx: Tx, session_id: int, step: str, item: str) -> str:
    """The own words that stand at a question of a session, a line for each message in the order they came."""
    rows = tx.all(
        "WITH RECURSIVE chain (first, id) AS ("
        " SELECT id, id FROM answer WHERE session_id = ?1 AND step = ?2 AND item = ?3 AND corrects IS NULL UNION ALL"
        " SELECT chain.first, later.id FROM chain JOIN answer later ON later.corrects = chain.id)"
        f" SELECT a.words FROM chain JOIN answer a ON a.id = chain.id WHERE {STANDS} ORDER BY chain.first",
        session_id, step, item,
    )  # fmt: skip
    return "\n".join(row[0] for row in rows if row[0])


def shared_answers(
    tx: Tx, reader: Reader, borger_id: int, since: datetime, until: datetime, topic: str | None = None
) -> list[StoredAnswer]:
    """What a reader may read of a borger's answers, said after `since` and up to `until`, oldest first; with `topic`,
    of that one alone.

    The one door to answers for anybody but the borger. Open are the topics that the borger's choices give to the reader
    now (`storage.sharing`); of those, sessions that have ended and are not kept to oneself, but for single answers that
    are held back, and such as name an entry that is kept from the reader. An answer counts from when it was said and
    its session had ended and was first shared, and it was not held back any more; a correction also from when what it
    corrects did, so that it stands both where that stood and among what is new.
    """
    rows = tx.all(
        f"SELECT {COLUMNS} FROM {OPEN_ANSWERS} AND s.id IN"
        " (SELECT id FROM session WHERE about_id = ?2 AND shared_at > ?4 UNION"
        "  SELECT session_id FROM answer WHERE borger_id = ?2 AND said_at > ?4 UNION"
        "  SELECT session_id FROM held_back WHERE borger_id = ?2 AND released_at > ?4)"
        f" AND ({COUNTED} > ?4 AND {COUNTED} <= ?5"
        f" OR a.corrects IS NOT NULL AND {FIRST_COUNTED} > ?4 AND {FIRST_COUNTED} <= ?5)"
        f" AND (?6 IS NULL OR s.topic = ?6) AND {NAMES_NONE_KEPT} ORDER BY a.said_at, a.id",
        reader.id, borger_id, reader.at_work, stamp(since), stamp(until), topic,
    )  # fmt: skip
    return [answer_in(row) for row in rows]


def about_entry(tx: Tx, borger_id: int, entry_id: int) -> list[StoredAnswer]:
    """All answers about an entry that stand, also those in which it was one of a list, oldest first; what staff wrote
    for themselves is none."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM answer a JOIN session s ON s.id = a.session_id"
        f" WHERE (s.entry_id = ?1 OR a.item = 'e' || ?1 AND {LISTS_ENTRIES}) AND a.borger_id = ?2"
        f" AND s.status <> 'open' AND s.topic IS NOT NULL AND {STANDS} ORDER BY a.id",
        entry_id, borger_id,
    )  # fmt: skip
    return [answer_in(row) for row in rows]


def hold_back(tx: Tx, session_id: int, step: str, item: str, held: bool, now: datetime) -> None:
    """Shows one answer of a session to nobody from now on, or to who may read the rest. It then counts from that on,
    unless somebody had looked before it was held back: then from when it could first be read. To whom it is new,
    `storage.unread` says."""
    if held:
        tx.run(
            "INSERT INTO held_back (session_id, borger_id, step, item, held, held_at)"
            " SELECT id, about_id, ?2, ?3, 1, ?4 FROM session WHERE id = ?1"
            " ON CONFLICT DO UPDATE SET held = 1, held_at = excluded.held_at",
            session_id, step, item, stamp(now),
        )  # fmt: skip
        return
    tx.run(
        "UPDATE held_back SET held = 0, released_at = iif(EXISTS (SELECT 1 FROM session s JOIN access_log l"
        " ON l.borger_id = s.about_id WHERE s.id = held_back.session_id"
        " AND l.at >= coalesce(held_back.released_at, s.shared_at) AND l.at < held_back.held_at), released_at, ?4)"
        " WHERE session_id = ?1 AND step = ?2 AND item = ?3",
        session_id, step, item, stamp(now),
    )  # fmt: skip


def may_read_answer(tx: Tx, reader: Reader, borger_id: int, session_id: int, step: str, item: str) -> bool:
    """Whether a reader may read what a borger answered to one question of a session: as by `shared_answers`."""
    of_step = f"a.session_id = s.id AND a.step = ?5 AND a.item = ?6 AND {STANDS}"
    said = f"(SELECT a.choices FROM answer a WHERE {of_step} LIMIT 1)"
    row = tx.one(
        f"SELECT 1 FROM session s WHERE s.id = ?4 AND s.status <> 'open' AND s.shares = 1 AND s.topic IN {OPEN_TO}"
        " AND NOT EXISTS (SELECT 1 FROM held_back h"
        "  WHERE h.session_id = s.id AND h.step = ?5 AND h.item = ?6 AND h.held = 1)"
        f" AND {names_none_kept('?6', said)}",
        reader.id, borger_id, reader.at_work, session_id, step, item,
    )  # fmt: skip
    return row is not None


def places_in(tx: Tx, session_id: int) -> set[tuple[str, str]]:
    """(step, item) of all that stands of a session."""
    return set(tx.all(f"SELECT a.step, a.item FROM answer a WHERE a.session_id = ? AND {STANDS}", session_id))


def held_in(tx: Tx, session_id: int) -> set[tuple[str, str]]:
    """(step, item) of the answers of a session that are held back."""
    rows = tx.all("SELECT step, item FROM held_back WHERE session_id = ? AND held = 1", session_id)
    return {(row[0], row[1]) for row in rows}


def helpers_in(tx: Tx, session_id: int) -> tuple[str, ...]:
    """The names of who helped with answers of a session that stand, in the order they came in."""
    rows = tx.all(
        "SELECT p.name FROM answer a JOIN given_by g ON g.answer_id = a.id JOIN person p ON p.id = g.person_id"
        f" WHERE a.session_id = ? AND a.provenance = 'helped' AND {STANDS} GROUP BY p.id ORDER BY min(a.id)",
        session_id,
    )  # fmt: skip
    return tuple(row[0] for row in rows)


def has_any(tx: Tx, borger_id: int) -> bool:
    """Whether anything is kept that a borger answered, or that was answered about them."""
    return tx.one("SELECT 1 FROM answer WHERE borger_id = ? LIMIT 1", borger_id) is not None


def last_asked(
    tx: Tx, borger_id: int, dialog_id: str, entry_id: int | None, *, observed: bool = False
) -> dict[str, datetime]:
    """When each thing of a list was last answered about in a dialog, about an entry if one is given, by its id: by the
    borger, or as staff `observed` it."""
    rows = tx.all(
        "SELECT a.item, max(a.said_at) FROM answer a JOIN session s ON s.id = a.session_id"
        " WHERE a.borger_id = ?1 AND s.dialog_id = ?2 AND a.item <> '' AND (?3 IS NULL OR s.entry_id = ?3)"
        " AND (a.provenance = 'observed') = ?4 GROUP BY a.item",
        borger_id, dialog_id, entry_id, observed,
    )  # fmt: skip
    return {row[0]: moment(row[1]) for row in rows}


def own_answers(
    tx: Tx, borger_id: int, session_id: int | None = None, dialog_id: str | None = None
) -> list[StoredAnswer]:
    """A borger's own answers that stand, of one session, one dialog or all, in the order they were given."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM answer a JOIN session s ON s.id = a.session_id"
        f" WHERE a.borger_id = ?1 AND (?2 IS NULL OR a.session_id = ?2) AND (?3 IS NULL OR s.dialog_id = ?3)"
        f" AND {STANDS} ORDER BY a.session_id, a.id",
        borger_id, session_id, dialog_id,
    )  # fmt: skip
    return [answer_in(row) for row in rows]
