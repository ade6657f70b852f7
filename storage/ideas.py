"""Ideas for the house, who wants them too, and what was answered. One without a name is nobody's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from storage.tx import Row, Tx

IdeaState: TypeAlias = Literal["waiting", "yes_", "later", "no_"]
"""Nobody has answered; it is tried; not yet; no."""


@dataclass(frozen=True)
class Idea:
    """`borger_id` is None for one without a name. `day` is the local day it was said; `about` what it is about, as the
    form has it; `went` is what was told later of how it went. `noted` says that leaders have been told of it."""

    id: int
    borger_id: int | None
    day: date
    to_leader: bool
    about: str
    what: str
    media_id: int | None
    noted: bool
    state: IdeaState
    answer: str
    answered_by: int | None
    went: str

    @property
    def can_be_answered(self) -> bool:
        """Whether nobody has said yes or no: "not yet" is no end."""
        return self.state in ("waiting", "later")

    @property
    def waits(self) -> bool:
        return self.state == "waiting"


_COLUMNS = "id, borger_id, day, to_leader, about, what, media_id, noted, state, answer, answered_by, went"


def _idea(row: Row) -> Idea:
    return Idea(
        row[0], row[1], date.fromisoformat(row[2]), bool(row[3]), row[4], row[5], row[6], bool(row[7]), *row[8:12]
    )


def add(
    tx: Tx, borger_id: int | None, day: date, about: str, what: str, *, to_leader: bool, media_id: int | None = None
) -> int:
    """Keeps an idea. Returns: its id."""
    return tx.insert(
        "INSERT INTO idea (borger_id, day, to_leader, about, what, media_id) VALUES (?, ?, ?, ?, ?, ?)",
        borger_id, day.isoformat(), int(to_leader), about, what, media_id,
    )  # fmt: skip


def by_id(tx: Tx, idea_id: int) -> Idea | None:
    row = tx.one(f"SELECT {_COLUMNS} FROM idea WHERE id = ?", idea_id)
    return _idea(row) if row else None


def all_ideas(tx: Tx) -> list[Idea]:
    """All there are, the newest first; of those with a name, of borgere who take part."""
    rows = tx.all(
        f"SELECT {_COLUMNS} FROM idea WHERE borger_id IS NULL"
        " OR borger_id IN (SELECT id FROM person WHERE state = 'active') ORDER BY id DESC"
    )
    return [_idea(row) for row in rows]


def noted(tx: Tx) -> None:
    """Leaders have been told of all there are."""
    tx.run("UPDATE idea SET noted = 1 WHERE noted = 0")


def answer(tx: Tx, idea_id: int, state: IdeaState, words: str, by_id: int, *, was: str = "waiting") -> bool:
    """Answers an idea whose state `was` that when somebody began to.

    Returns: False if somebody has answered it meanwhile.
    """
    return tx.run(
        "UPDATE idea SET state = ?, answer = ?, answered_by = ? WHERE id = ? AND state = ?",
        state, words, by_id, idea_id, was,
    ) > 0  # fmt: skip


def went(tx: Tx, idea_id: int, words: str) -> None:
    tx.run("UPDATE idea SET went = ? WHERE id = ?", words, idea_id)


def supports(tx: Tx, idea_id: int, borger_id: int, yes: bool) -> None:
    """Whether a borger wants it too."""
    if yes:
        tx.run("INSERT OR IGNORE INTO idea_support VALUES (?, ?)", idea_id, borger_id)
    else:
        tx.run("DELETE FROM idea_support WHERE idea_id = ? AND borger_id = ?", idea_id, borger_id)


def supporters(tx: Tx, idea_id: int) -> set[int]:
    """Who wants it too: for counting, and to tell them of the answer. It is shown to nobody."""
    return {row[0] for row in tx.all("SELECT borger_id FROM idea_support WHERE idea_id = ?", idea_id)}
