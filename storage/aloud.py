"""What the messages of those who have them read aloud say, and the voice messages that say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dialogs.words.aloud import Speech
from storage.tx import Tx, moment


@dataclass(frozen=True)
class ReadAloud:
    """What a surface says. `voice_id` is the surface of the voice message that says it, if one was asked for; it
    `is_coming`, or came at `came_at`; or neither, if it was too late to be of use."""

    speech: Speech
    voice_id: int | None
    is_coming: bool
    came_at: datetime | None


def now_says(tx: Tx, surface_id: int, speech: Speech | None) -> int | None:
    """Something is on a surface from now on that says this, or with None nothing that can be heard.

    Returns: the surface of the voice message that has said what was there before, if that was something else.
    """
    before = tx.one("SELECT words, language, personal, voice_id FROM aloud WHERE surface_id = ?", surface_id)
    if before and speech == Speech(before[0], before[1], bool(before[2])):
        return None
    if before:
        tx.run("DELETE FROM aloud WHERE surface_id = ?", surface_id)
    if speech:
        tx.run(
            "INSERT INTO aloud (surface_id, words, language, personal) VALUES (?, ?, ?, ?)",
            surface_id, speech.words, speech.language, int(speech.personal),
        )  # fmt: skip
    return before[3] if before else None


def on(tx: Tx, surface_id: int, person_id: int) -> ReadAloud | None:
    """What one of a person's own surfaces says; None if it is not theirs, or cannot be heard."""
    row = tx.one(
        "SELECT a.words, a.language, a.personal, a.voice_id, v.sent_at, EXISTS (SELECT 1 FROM outbox o"
        " WHERE o.surface_id = a.voice_id AND o.state = 'waiting') FROM aloud a JOIN surface s ON s.id = a.surface_id"
        " LEFT JOIN surface v ON v.id = a.voice_id WHERE a.surface_id = ? AND s.person_id = ?",
        surface_id, person_id,
    )  # fmt: skip
    if row is None:
        return None
    came_at = moment(row[4]) if row[4] is not None else None
    return ReadAloud(Speech(row[0], row[1], bool(row[2])), row[3], bool(row[5]), came_at)


def read_by(tx: Tx, surface_id: int, voice_id: int) -> None:
    """Notes on which surface the voice message comes that reads another one aloud."""
    tx.run("UPDATE aloud SET voice_id = ? WHERE surface_id = ?", voice_id, surface_id)
