"""A speaker that says nothing worth hearing, at once and without a process."""

from __future__ import annotations

from bot.speaking.speaker import NotSpoken, Speaker
from dialogs.words.aloud import Speech


class Murmurs(Speaker):
    """The file says what would have been heard. `hoarse` says nothing at all; all that was `said` is counted."""

    hoarse = False
    said = 0

    async def say(self, speech: Speech, ending: str) -> bytes:
        if self.hoarse:
            raise NotSpoken("nothing to speak with")
        self.said += 1
        return f"OggS {speech.language} {ending} {speech.words}".encode()
