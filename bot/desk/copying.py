"""A borger's own copy of all that is kept of them, while it is collected."""

from __future__ import annotations

from datetime import datetime

from bot.config import Settings
from bot.telegram.own_media import OWN_MEDIA
from dialogs.method.library import Library
from dialogs.method.model import Dialog
from dialogs.method.topics import shared_names
from dialogs.text import T, Text
from locales.texts import Texts
from storage import media, people, sessions
from storage.tx import Tx


class Copy:
    """What the lines of a copy are written with, as all is at the instant `now`. `files` are what belongs to it, by
    name."""

    def __init__(self, tx: Tx, settings: Settings, texts: Texts, library: Library, now: datetime) -> None:
        self.tx = tx
        self.today = now.astimezone(settings.zone).date()
        self.settings = settings
        self.say = texts.say
        self.library = library
        self.topics = shared_names(library.topics)
        self.files: dict[str, bytes] = {}
        self._versions: dict[str, Dialog] = {}

    def name(self, person_id: int) -> str:
        person = people.person_by_id(self.tx, person_id)
        return person.name if person else "–"

    def said(self, at: datetime, text: Text) -> str:
        """A line that begins with when it was, in the house's own time."""
        local = at.astimezone(self.settings.zone)
        when = T("{when}", when=local)
        if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():  # an hour that comes twice in October
            when = T("{when} (UTC{distance})", when=when, distance=local.isoformat()[-6:])
        return self.say(T("{when}: {text}", when=when, text=text))

    def file(self, media_id: int | None) -> str:
        """Puts what was sent among the files.

        Returns: what it is called there; empty if nothing was sent, or there is no copy of it.
        """
        stored = media.media_by_id(self.tx, media_id) if media_id else None
        body = media.body_of(self.tx, stored.id) if stored else None
        if not stored or not body:
            return ""
        name = f"{stored.id}.{OWN_MEDIA[stored.kind].ending}"
        self.files[name] = body
        return name

    def dialog(self, version: str) -> Dialog:
        """The dialog as it was when it was answered."""
        if version not in self._versions:
            self._versions[version] = sessions.dialog_of(self.tx, version)
        return self._versions[version]
