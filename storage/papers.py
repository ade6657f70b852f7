"""All that was ever said in a borger's paper, as it came: what stands in it, and what stood, is made of this."""

from __future__ import annotations

from dataclasses import dataclass

from storage.answers import COLUMNS, StoredAnswer, answer_in
from storage.tx import Tx


@dataclass(frozen=True)
class Said:
    """An answer as it was kept. `corrects` is the number of the one in whose place it came, perhaps of another sitting;
    `withdrawn` takes that one back. `closed` says that its sitting is over."""

    answer: StoredAnswer
    corrects: int | None
    withdrawn: bool
    closed: bool


def said_in(tx: Tx, borger_id: int, dialog_id: str) -> list[Said]:
    """Everything, also what was corrected or taken back since, in the order in which it was kept."""
    rows = tx.all(
        f"SELECT {COLUMNS}, a.corrects, a.withdrawn, s.status <> 'open' FROM answer a"
        " JOIN session s ON s.id = a.session_id WHERE a.borger_id = ? AND s.dialog_id = ? ORDER BY a.id",
        borger_id, dialog_id,
    )  # fmt: skip
    return [Said(answer_in(row), row[-3], bool(row[-2]), bool(row[-1])) for row in rows]


def paper_of(tx: Tx, borger_id: int, answer_id: int) -> str | None:
    """The dialog in which an answer of a borger's was given, by its id; None if there is no such answer."""
    row = tx.one(
        "SELECT s.dialog_id FROM answer a JOIN session s ON s.id = a.session_id WHERE a.id = ? AND a.borger_id = ?",
        answer_id, borger_id,
    )  # fmt: skip
    return str(row[0]) if row else None
