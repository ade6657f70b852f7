"""What is new to a reader of what a borger said: all that they may read and have not marked as seen, whenever it was
said, shared or let go."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.answers import COLUMNS, COUNTED, FIRST_COUNTED, NAMES_NONE_KEPT, OPEN_ANSWERS, StoredAnswer, answer_in
from storage.followup import Summary
from storage.sharing import Reader
from storage.tx import Tx, stamp

BEFORE_THE_FIRST = timedelta(days=7)
"""Who is allowed to read something hears of what was said so long before that."""

_WAS_OPEN = (
    "EXISTS (SELECT 1 FROM grants g WHERE g.borger_id = ?2 AND (g.reader_id = ?1 OR g.reader_id IS NULL AND ?3)"
    f" AND g.topic = s.topic AND g.allowed = 1 AND g.at - ?5 < {COUNTED} AND NOT EXISTS (SELECT 1 FROM grants no WHERE"
    " no.borger_id = ?2 AND no.reader_id IS g.reader_id AND no.topic = g.topic AND no.allowed = 0 AND no.id > g.id"
    f" AND no.at <= {COUNTED}))"
)
"""SQL: whether the reader was allowed to read it when it counted, or soon after."""
_MARKED = (
    "WITH RECURSIVE later (id) AS (SELECT answer_id FROM read_answer WHERE summary_id = ?4"
    " UNION SELECT n.id FROM later JOIN answer n ON n.corrects = later.id) SELECT id FROM later"
)
"""SQL: what was marked as seen in a summary, and what corrects it."""


def unread(tx: Tx, reader: Reader, borger_id: int, until: datetime) -> list[StoredAnswer]:
    """What a reader may read now of a borger's answers up to an instant and has not marked as seen, oldest first."""
    rows = tx.all(
        f"SELECT {COLUMNS} FROM {OPEN_ANSWERS} AND NOT EXISTS (SELECT 1 FROM read_answer r WHERE r.staff_id = ?1"
        f" AND r.answer_id = a.id) AND ({COUNTED} <= ?4 OR a.corrects IS NOT NULL AND {FIRST_COUNTED} <= ?4)"
        f" AND {_WAS_OPEN} AND {NAMES_NONE_KEPT} ORDER BY a.said_at, a.id",
        reader.id, borger_id, reader.at_work, stamp(until), BEFORE_THE_FIRST.total_seconds(),
    )  # fmt: skip
    return [answer_in(row) for row in rows]


def of_summary(tx: Tx, summary: Summary, *, at_work: bool = False) -> list[StoredAnswer]:
    """What a summary holds of what its reader, who is `at_work` just now or not, may read now, oldest first: once they
    have marked it as seen, or follow up on it, what stood in it then. Of what they may read at work alone, what was
    said before it is none of it: that was for somebody else."""
    reader = Reader(summary.reader_id, at_work)
    if not _is_marked(tx, summary.id):
        mine = unread(tx, Reader(reader.id), summary.borger_id, summary.until)
        known = {answer.id for answer in mine}
        every = unread(tx, reader, summary.borger_id, summary.until) if at_work else mine
        return [answer for answer in every if answer.id in known or answer.said_at > summary.since]
    rows = tx.all(
        f"SELECT {COLUMNS} FROM {OPEN_ANSWERS} AND a.id IN ({_MARKED}) AND {NAMES_NONE_KEPT} ORDER BY a.said_at, a.id",
        reader.id, summary.borger_id, at_work, summary.id,
    )  # fmt: skip
    return [answer_in(row) for row in rows]


def mark(tx: Tx, summary: Summary, *, at_work: bool = False) -> None:
    """Notes that a reader has seen what a summary holds now. To be called before that is said, or followed up."""
    for answer in of_summary(tx, summary, at_work=at_work):
        tx.run("INSERT OR IGNORE INTO read_answer VALUES (?, ?, ?)", summary.reader_id, answer.id, summary.id)


def unmark(tx: Tx, summary: Summary) -> None:
    """A reader has not seen a summary after all, unless they follow up on it: what it holds is new to them again."""
    if not _is_marked(tx, summary.id):
        tx.run("DELETE FROM read_answer WHERE summary_id = ?", summary.id)


def seen_by_others(tx: Tx, reader_id: int, found: Iterable[StoredAnswer]) -> set[int]:
    """Those of the answers, by id, that somebody else than a reader has marked as seen."""
    asked = "SELECT 1 FROM read_answer WHERE answer_id = ? AND staff_id <> ?"
    return {answer.id for answer in found if tx.one(asked, answer.id, reader_id)}


def _is_marked(tx: Tx, summary_id: int) -> bool:
    row = tx.one(
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM seen s WHERE s.summary_id = ?1)"
        " OR EXISTS (SELECT 1 FROM task t WHERE t.summary_id = ?1)", summary_id,
    )  # fmt: skip
    return row is not None
