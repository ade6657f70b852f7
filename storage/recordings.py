"""Contact persons' own recordings of what stands on cards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.words.aloud import Speech
from storage.tx import Tx, stamp


@dataclass(frozen=True)
class Recording:
    """What somebody says in the voice message `media_id`, for which question of a dialog."""

    step: str
    words: str
    language: str
    media_id: int


def keep(
    tx: Tx, speech: Speech, media_id: int, now: datetime, *, dialog_id: str, step: str, by_id: int
) -> None:  # fmt: skip
    """Keeps a recording of what a question of a dialog says; one of the same words takes another's place."""
    tx.run(
        "INSERT OR REPLACE INTO recording VALUES (?, ?, ?, ?, ?, ?, ?)",
        speech.language, speech.words, dialog_id, step, media_id, by_id, stamp(now),
    )  # fmt: skip


def of(tx: Tx, speech: Speech) -> int | None:
    """The voice message, by its id, in which somebody says just this; None if nobody has."""
    row = tx.one(
        "SELECT media_id FROM recording WHERE language = ? AND words = ?", speech.language, speech.words
    )  # fmt: skip
    return int(row[0]) if row else None


def of_dialog(tx: Tx, dialog_id: str, language: str) -> list[Recording]:
    """All recordings of a dialog in a language, oldest first."""
    rows = tx.all(
        "SELECT step, words, language, media_id FROM recording WHERE dialog_id = ? AND language = ? ORDER BY at",
        dialog_id, language,
    )  # fmt: skip
    return [Recording(*row) for row in rows]


def take_back(tx: Tx, speech: Speech) -> None:
    """Lets go of the recording of these words, if there is one."""
    tx.run("DELETE FROM recording WHERE language = ? AND words = ?", speech.language, speech.words)
