"""Sends what can be heard or seen beside cards: a borger's voice message, photo or video, and a text that is read
aloud. What has not got through in one way is sent in another."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Protocol

from telegram import InputFile

from bot.telegram.content import Content
from bot.telegram.delivery import Delivery, DeliveryResult
from bot.telegram.failure import CallFailed, Failure, file_trouble
from bot.telegram.own_media import OWN_MEDIA, READ_ALOUD, Way
from dialogs.words.aloud import Speech
from storage import media, sent_files
from storage.database import Database
from storage.media import StoredMedia
from storage.outbox import MessageKind, Outgoing
from storage.tx import Tx, keyed

WHOLE_TRIES = 2
"""Failed tries after which a card goes in words if its picture does not get through, and a voice message as audio."""
New = Callable[[Outgoing, str, Mapping[str, object], MessageKind | None], Awaitable[Delivery]]
"""Sends a new message: the row, the method, what is given, what kind of message it is."""


class Voice(Protocol):
    """What reads aloud."""

    def called(self, language: str) -> str:
        """Which voice speaks a language now: another one makes other files."""

    async def say(self, speech: Speech, ending: str) -> bytes:
        """A sound file of what is said, as the ending of its name tells."""


class MediaCalls:
    """`new` makes the calls; `bot_id` is whose file ids are good."""

    def __init__(self, new: New, db: Database, voice: Voice, bot_id: Callable[[], int]) -> None:
        self._new = new
        self._db = db
        self._voice = voice
        self._bot_id = bot_id

    async def media(self, row: Outgoing, content: Content) -> Delivery:
        """Sends a voice message, photo or video on: by its id, or from the stored bytes for another bot. It cannot be
        passed on from there."""
        stored = await self._db.read(media.media_by_id, content.media_id or 0)
        if stored is None:
            return Delivery("", DeliveryResult.GONE)
        given: dict[str, object] = {"protect_content": True}
        if OWN_MEDIA[stored.kind].captioned:
            given["caption"] = content.text or None
        refused: CallFailed | None = None
        for way, file in await self._ways(row, stored):
            if way == OWN_MEDIA[stored.kind].way and refused and refused.says("voice_messages_forbidden"):
                continue  # the receiver lets nobody send them voice messages, or round videos
            try:
                return await self._new(row, way.method, {way.field: file, **given}, None)
            except CallFailed as failed:
                if failed.failure is not Failure.WRONG:
                    raise
                refused = failed
        assert refused is not None
        raise refused

    async def _ways(self, row: Outgoing, stored: StoredMedia) -> list[tuple[Way, str | InputFile]]:
        """The ways to be tried in turn, each with the file."""
        body, kind = await self._db.read(media.body_of, stored.id), OWN_MEDIA[stored.kind]
        ways: list[tuple[Way, str | InputFile]] = [(kind.way, stored.file_id)]
        if body is None:
            return ways
        file = InputFile(body, filename=f"{stored.id}.{kind.ending}")
        return [*ways, (kind.way, file), (kind.other, file)] if _is_whole(row) else [(kind.other, file), *ways]

    async def voice(self, row: Outgoing, content: Content) -> Delivery:
        """Reads a text aloud: as a voice message, or as audio where those are forbidden. It is made once for each text,
        but for what is personal: no file id of that is kept.

        Raises:
            bot.telegram.delivery.StaleFile: if a cached file id is no longer good.
        """
        assert content.speech is not None
        refused: CallFailed | None = None
        for way, ending in READ_ALOUD if _is_whole(row) else tuple(reversed(READ_ALOUD)):
            try:
                return await self._read_aloud(row, content.speech, way, ending)
            except CallFailed as failed:
                if failed.failure is not Failure.WRONG:
                    raise
                refused = failed
        assert refused is not None
        raise refused

    async def _read_aloud(self, row: Outgoing, speech: Speech, way: Way, ending: str) -> Delivery:
        name = f"{way.method} {self._voice.called(speech.language)} {speech.language} {speech.words}"
        key, known = await self._db.glance(_known, name, self._bot_id())
        file = known or InputFile(await self._voice.say(speech, ending), filename=f"🔊.{ending}")
        try:
            delivery = await self._new(row, way.method, {way.field: file}, None)
        except CallFailed as failed:
            raise file_trouble(failed, key if known else None) from None
        if speech.personal:
            return delivery
        return replace(delivery, file_key=key, file_id=None if known else delivery.file_id)


def _is_whole(row: Outgoing) -> bool:
    """Whether the usual way is still to be tried first."""
    return row.tries < WHOLE_TRIES and not row.lost


def _known(tx: Tx, name: str, bot_id: int) -> tuple[str, str | None]:
    """The key of a spoken text, and its file id if it was sent before."""
    key = keyed(tx, name)
    return key, sent_files.file_id(tx, key, bot_id)
