"""Carries one queued row to Telegram and says what became of it, in this project's words instead of HTTP's."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from html import escape

from telegram import InputFile
from telegram.error import TelegramError

from bot.clock import Clock
from bot.pictures.spec import photos_on
from bot.pictures.studio import NotDrawn, Studio
from bot.telegram.api import Api
from bot.telegram.content import Content, Document, DocumentOrder
from bot.telegram.delivery import Delivery, DeliveryResult
from bot.telegram.failure import CallFailed, Failure, call_failed, file_trouble
from bot.telegram.files import fetch_copy
from bot.telegram.introduction import set_commands
from bot.telegram.known_pictures import known_picture
from bot.telegram.media_calls import WHOLE_TRIES, MediaCalls, Voice
from bot.telegram.shapes import HTML, file_id, keyboard, kind_of, markup, message_id, photo_media
from storage import media
from storage.database import Database
from storage.outbox import Lane, MessageKind, Outgoing

log = logging.getLogger(__name__)

PASSING = (Failure.TROUBLE, Failure.NOT_SENT, Failure.DOUBTED)
GONE = ("message to edit not found", "can't be edited", "message_id_invalid")


@dataclass(frozen=True)
class Patience:
    """Seconds that a reply may take: to words; to a call for a talk, of which the next is made when no reply comes; to
    a card with its picture, which somebody may be waiting for; and to a file."""

    words: float = 20.0
    call: float = 10.0
    picture: float = 30.0
    file: float = 90.0


class Courier:
    """Makes the calls; `make` makes the files that are ordered, `voice` reads aloud."""

    def __init__(
        self, api: Api, db: Database, studio: Studio, clock: Clock,
        make: Callable[[DocumentOrder], Awaitable[Document]], voice: Voice, patience: Patience = Patience(),
    ) -> None:  # fmt: skip
        self._api = api
        self._db = db
        self._studio = studio
        self._clock = clock
        self._make = make
        self._patience = patience
        self._media = MediaCalls(self._new, db, voice, lambda: api.id)

    async def is_there(self) -> bool:
        """Whether Telegram serves the bot at all: it is asked who that is. Too fast, or wrong, is an answer too."""
        try:
            await self._call("getMe", {}, self._patience.call)
        except CallFailed as failed:
            return failed.failure in (Failure.TOO_FAST, Failure.WRONG, Failure.FORBIDDEN)
        return True

    async def carry(self, row: Outgoing) -> Delivery:
        """Makes the row's call.

        Raises:
            CallFailed: as Telegram answers, but for the refusals that mean it is done already.
            StaleFile: if a cached file id is no longer good.
        """
        content = Content.read(row.payload)
        match row.action:
            case "show":
                return await self._show(row, content)
            case "delete":
                return await self._delete(row, content)
            case "media":
                return await self._media.media(row, content)
            case "voice":
                return await self._media.voice(row, content)
            case "document":
                return await self._document(row, content)
            case "commands":
                return await self._commands(row, content)
        given = {"text": content.text, "disable_notification": content.silent, "reply_markup": keyboard(content)}
        return await self._new(row, "sendMessage", given, "text")

    async def _call(self, method: str, given: Mapping[str, object], patience: float) -> object:
        try:
            result: object = await self._api.call(method, given, read_timeout=patience)
        except TelegramError as error:
            raise call_failed(method, error) from error
        return result

    async def _new(self, row: Outgoing, method: str, given: Mapping[str, object], kind: MessageKind | None) -> Delivery:
        """Sends a new message."""
        if row.lane is Lane.CALL:
            patience = self._patience.call
        elif method == "sendMessage":
            patience = self._patience.words
        else:
            patience = self._patience.picture if row.action == "show" else self._patience.file
        result = await self._call(method, {"chat_id": row.chat_id, "parse_mode": HTML, **given}, patience)
        return Delivery(method, message_id=message_id(result), kind=kind, file_id=file_id(result))

    # -- cards

    async def _show(self, row: Outgoing, content: Content) -> Delivery:
        """A card with its picture; or without, where that cannot be drawn, is refused, does not get through, or was
        sent before without a reply: words and buttons still say what there is to say."""
        kind = kind_of(content)
        words = replace(content, text=content.text or "…", drawn=None)
        new = row.message_id is None or row.kind != kind
        if kind == "text":
            return await self._put(row, content, kind)
        if new and row.lost:
            return await self._put(row, words, "text")
        try:
            return await self._put(row, content, kind)
        except NotDrawn as problem:
            log.error("outbox row %d goes without its picture: %s", row.id, problem)
        except CallFailed as failed:
            if failed.failure is not Failure.WRONG and (row.tries < WHOLE_TRIES or failed.failure not in PASSING):
                raise
            log.error("outbox row %d goes without its picture: %s", row.id, failed)
        return await self._put(row, words, "text")

    async def _put(self, row: Outgoing, content: Content, kind: MessageKind) -> Delivery:
        """Puts a card into its chat: in place; or anew, if it is not there, a text has become a photo or the other way,
        or changing it does not get through."""
        if row.message_id is None or row.kind != kind:
            return replace(await self._send(row, content, kind), replaces=row.message_id)
        try:
            return await self._edit(row, row.message_id, content, kind)
        except CallFailed as failed:
            if failed.failure is Failure.WRONG and failed.says("not modified"):
                return Delivery(failed.method, message_id=row.message_id, kind=kind)
            if failed.failure is Failure.WRONG and failed.says(*GONE):
                return Delivery(failed.method, DeliveryResult.LOST)
            if row.tries < WHOLE_TRIES or failed.failure not in PASSING:
                raise
        return replace(await self._send(row, content, kind), replaces=row.message_id)

    async def _send(self, row: Outgoing, content: Content, kind: MessageKind) -> Delivery:
        given: dict[str, object] = {"reply_markup": markup(content.rows), "disable_notification": content.silent}
        if kind == "text":
            return await self._new(row, "sendMessage", {"text": content.text, **given}, kind)
        key, photo = row.picture or await self._photo(content)
        given |= {"photo": photo if isinstance(photo, str) else InputFile(photo), "caption": content.text or None}
        try:
            delivery = await self._new(row, "sendPhoto", given, kind)
        except CallFailed as failed:
            raise file_trouble(failed, key if isinstance(photo, str) else None) from None
        return replace(delivery, file_key=key, file_id=None if isinstance(photo, str) else delivery.file_id)

    async def _edit(self, row: Outgoing, message: int, content: Content, kind: MessageKind) -> Delivery:
        given: dict[str, object] = {"chat_id": row.chat_id, "message_id": message}
        given |= {"reply_markup": markup(content.rows)}
        if kind == "text":
            given |= {"text": content.text, "parse_mode": HTML}
            await self._call("editMessageText", given, self._patience.words)
            return Delivery("editMessageText", message_id=message, kind=kind)
        key, photo = row.picture or await self._photo(content)
        given |= {"media": photo_media(photo, content.text)}
        try:
            result = await self._call("editMessageMedia", given, self._patience.picture)
        except CallFailed as failed:
            raise file_trouble(failed, key if isinstance(photo, str) else None) from None
        new_id = None if isinstance(photo, str) else file_id(result)
        return Delivery("editMessageMedia", message_id=message, kind=kind, file_key=key, file_id=new_id)

    async def _photo(self, content: Content) -> tuple[str, str | bytes]:
        """The picture's key with its known file id, or drawn. A photo that was sent just now is fetched first; one that
        cannot be had is drawn as a pictogram, under another key: the next time it may be there."""
        assert content.drawn is not None
        picture = content.drawn.picture
        look = self._db.glance
        if photos_on(picture):
            look = self._db.read  # photos are large, and nobody is to wait for them who has something to write
            for wanted in await self._db.read(media.untried, photos_on(picture)):
                await fetch_copy(self._api, self._db, wanted, self._clock.now())
        key, known, photos = await look(known_picture, picture, self._api.id)
        return key, known or await self._studio.render(picture, photos)

    # -- the rest

    async def _delete(self, row: Outgoing, content: Content) -> Delivery:
        gone = content.message_id or row.message_id
        if gone is not None:
            try:
                given = {"chat_id": row.chat_id, "message_id": gone}
                await self._call("deleteMessage", given, self._patience.words)
            except CallFailed as failed:
                # The borger has deleted it already, or it is older than the 48 hours Telegram allows.
                if failed.failure is not Failure.WRONG:
                    raise
        return Delivery("deleteMessage", DeliveryResult.GONE)

    async def _commands(self, row: Outgoing, content: Content) -> Delivery:
        try:
            await set_commands(self._api, row.chat_id, content.commands)
        except TelegramError as error:
            raise call_failed("setMyCommands", error) from error
        return Delivery("setMyCommands", DeliveryResult.GONE)

    async def _document(self, row: Outgoing, content: Content) -> Delivery:
        """Makes a file now, of what may be read now, and sends it; or the words that stand for it."""
        assert content.document is not None
        made = await self._make(content.document)
        if made.body:
            return await self._new(row, "sendDocument", {"document": InputFile(made.body, filename=made.name)}, None)
        return await self._new(row, "sendMessage", {"text": escape(made.words)}, None)
