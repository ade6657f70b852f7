"""The kinds of files that own words may come as, and how each is sent on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.engine.session import MediaKind


@dataclass(frozen=True)
class Way:
    """A method of the Bot API, and the field of it that holds the file."""

    method: str
    field: str


@dataclass(frozen=True)
class OwnMedia:
    """How a kind is sent: by its own way, or where that is refused by `other`. A name of a file of it ends in `ending`.
    With `captioned` words can stand below it."""

    way: Way
    other: Way
    ending: str
    captioned: bool = True


OWN_MEDIA: Mapping[MediaKind, OwnMedia] = {
    "voice": OwnMedia(Way("sendVoice", "voice"), Way("sendAudio", "audio"), "ogg"),
    "photo": OwnMedia(Way("sendPhoto", "photo"), Way("sendDocument", "document"), "jpg"),
    "video": OwnMedia(Way("sendVideo", "video"), Way("sendDocument", "document"), "mp4"),
    "video_note": OwnMedia(Way("sendVideoNote", "video_note"), Way("sendVideo", "video"), "mp4", captioned=False),
}
"""A video note is the round one that a phone films while its button is held down."""
READ_ALOUD = ((Way("sendVoice", "voice"), "ogg"), (Way("sendAudio", "audio"), "m4a"))
"""The ways in which a text that is read aloud is sent, the usual one first, each with the ending of the kind of file
that Telegram wants for it."""
