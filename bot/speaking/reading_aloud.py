"""The button 🔊: what stands on a message comes below it as a voice message."""

from __future__ import annotations

from datetime import timedelta

from bot.desk.desk import Desk
from bot.telegram.buttons import Tap
from bot.telegram.content import Content
from dialogs.text import T
from storage import aloud, outbox, recordings
from storage.outbox import Lane
from storage.people import Person

TREMBLES = timedelta(seconds=5)
"""A second tap so soon after the voice has come is the same tap, by a finger that trembles."""
OF_USE = timedelta(minutes=5)
"""How long somebody waits for the voice: later, they have looked at something else."""


def tapped(desk: Desk, person: Person, tap: Tap) -> bool:
    """Reads a message aloud, whose surface is the tap's id. Tapped again, the voice comes to the end of the chat and
    the one from before goes, so that there is always one.

    Returns: False if it is not this person's, or cannot be heard any more.
    """
    found = aloud.on(desk.tx, tap.id, person.id)
    if found is None or person.chat_id is None:
        return False
    if found.voice_id is not None:
        if found.is_coming or (found.came_at and desk.now - found.came_at < TREMBLES):
            return True
        desk.retire(person, found.voice_id)
    voice = desk.new_surface(person, shows="voice")
    aloud.read_by(desk.tx, tap.id, voice)
    unheard = desk.texts(person).say(T("I cannot read that aloud right now."))
    recorded = None if found.speech.personal else recordings.of(desk.tx, found.speech)
    content = Content(media_id=recorded, speech=None if recorded else found.speech, instead=unheard)
    outbox.put(desk.tx, person.chat_id, Lane.ANSWER, "media" if recorded else "voice", content.payload(),
               not_before=desk.now, expires_at=desk.now + OF_USE, surface_id=voice)  # fmt: skip
    return True
