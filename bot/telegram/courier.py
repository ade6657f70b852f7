"""Carries one queued row to Telegram and says what became of it, in this project's words instead of HTTP's."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from html import escape

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.clock import Clock
from bot.pictures.spec import photos_on, picture_key
from bot.pictures.studio import NotDrawn, Studio
from bot.telegram.api import Api
from bot.telegram.content import CAPTION_LIMIT, Content, Document, DocumentOrder, InlineButton, length
from bot.telegram.files import fetch_copy
from bot.telegram.introduction import set_commands
from bot.telegram.pace import Call
from storage import media, sent_files
from storage.database import Database
from storage.outbox import Outgoing

log = logging.getLogger(__name__)


class Fate(Enum):
    """What became of a row: it is there, it was taken away as asked, or the message it was to change is no longer
    there and must come anew."""

    SENT = auto()
    GONE = auto()
    LOST = auto()


@dataclass(frozen=True)
class Delivery:
    """A row that has left: the message its surface now is, the one that took the place of `replaces`, which is still
    there, and the file id to reuse for its picture."""

    fate: Fate = Fate.SENT
    message_id: int | None = None
    kind: str | None = None
    file_key: str | None = None
    file_id: str | None = None
    replaces: int | None = None


class StaleFile(Exception):
    """Telegram no longer knows a file id; the file must be uploaded again."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Courier:
    """Makes the calls. `make` makes the files that are ordered."""

    def __init__(
        self, bot: Api, db: Database, studio: Studio, clock: Clock,
        make: Callable[[DocumentOrder], Awaitable[Document]],
    ) -> None:  # fmt: skip
        self._bot = bot
        self._db = db
        self._studio = studio
        self._clock = clock
        self._make = make

    async def carry(self, row: Outgoing) -> Delivery:
        """Makes the row's call.

        Raises:
            telegram.error.TelegramError: as Telegram answers, but for the refusals that mean it is done already.
            StaleFile: if a cached file id is no longer good.
        """
        content = Content.read(row.payload)
        match row.action:
            case "show":
                try:
                    return await self._show(row, content)
                except NotDrawn as problem:  # words and buttons still say what there is to say
                    log.error("outbox row %d goes without its picture: %s", row.id, problem)
                    text = content.text or "…"
                    return await self._show(row, replace(content, text=text, drawn=None))
            case "delete":
                return await self._delete(row, content)
            case "toast":
                return await self._toast(content)
            case "media":
                return await self._media(row, content)
            case "document":
                return await self._document(row, content)
            case "commands":
                await set_commands(self._bot, row.chat_id, content.commands)
                return Delivery(Fate.GONE)
        message = await self._bot.send_message(
            row.chat_id,
            content.text,
            parse_mode=ParseMode.HTML,
            disable_notification=content.silent,
            reply_markup=_keyboard(content),
        )
        return Delivery(message_id=message.message_id, kind="text")

    async def _show(self, row: Outgoing, content: Content) -> Delivery:
        kind = _kind(content)
        if row.message_id is None or row.kind != kind:
            # A text cannot become a photo in place, nor the other way.
            return replace(await self._send(row.chat_id, content, kind), replaces=row.message_id)
        try:
            return await self._edit(row.chat_id, row.message_id, content, kind)
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return Delivery(message_id=row.message_id, kind=kind)
            if _is_gone(error):
                return Delivery(Fate.LOST)
            raise

    async def _send(self, chat_id: int, content: Content, kind: str) -> Delivery:
        markup = _markup(content.rows)
        if kind == "text":
            message = await self._bot.send_message(
                chat_id, content.text, parse_mode=ParseMode.HTML, reply_markup=markup,
                disable_notification=content.silent,
            )  # fmt: skip
            return Delivery(message_id=message.message_id, kind=kind)
        key, photo = await self._photo(content)
        try:
            message = await self._bot.send_photo(
                chat_id, photo, caption=content.text or None, parse_mode=ParseMode.HTML, reply_markup=markup,
                disable_notification=content.silent,
            )  # fmt: skip
        except BadRequest as error:
            raise _file_trouble(error, key) from None
        file_id = _photo_id(message) if isinstance(photo, bytes) else None
        return Delivery(message_id=message.message_id, kind=kind, file_key=key, file_id=file_id)

    async def _edit(self, chat_id: int, message_id: int, content: Content, kind: str) -> Delivery:
        markup = _markup(content.rows)
        if kind == "text":
            await self._bot.edit_message_text(
                content.text, chat_id, message_id, parse_mode=ParseMode.HTML, reply_markup=markup
            )
            return Delivery(message_id=message_id, kind=kind)
        key, photo = await self._photo(content)
        try:
            message = await self._bot.edit_message_media(
                InputMediaPhoto(photo, caption=content.text or None, parse_mode=ParseMode.HTML),
                chat_id, message_id, reply_markup=markup,
            )  # fmt: skip
        except BadRequest as error:
            raise _file_trouble(error, key) from None
        file_id = _photo_id(message) if isinstance(message, Message) and isinstance(photo, bytes) else None
        return Delivery(message_id=message_id, kind=kind, file_key=key, file_id=file_id)

    async def _photo(self, content: Content) -> tuple[str, str | bytes]:
        """The picture's key with its known file id, or drawn. A photo that was sent just now is fetched first; one that
        cannot be had is drawn as a pictogram, under another key: the next time it may be there."""
        assert content.drawn is not None
        picture, db = content.drawn.picture, self._db.snapshot
        for wanted in await media.untried(db, photos_on(picture)):
            await fetch_copy(self._bot, self._db, wanted, self._clock.now())
        kept = await media.with_body(db, photos_on(picture))
        key = await self._db.keyed(picture_key(picture, kept))
        if known := await sent_files.file_id(db, key, self._bot.id):
            return key, known
        photos = {photo: body for photo in kept if (body := await media.body_of(db, photo))}
        return key, await self._studio.render(picture, photos)

    async def _delete(self, row: Outgoing, content: Content) -> Delivery:
        message_id = content.message_id or row.message_id
        if message_id is not None:
            # Refused when the borger has deleted it already, or it is older than the 48 hours Telegram allows.
            with contextlib.suppress(BadRequest):
                await self._bot.delete_message(row.chat_id, message_id)
        return Delivery(Fate.GONE)

    async def _toast(self, content: Content) -> Delivery:
        try:
            await self._bot.answer_callback_query(content.query_id, content.text or None)
        except BadRequest as error:
            if "query" not in error.message.lower():
                raise
        return Delivery()

    async def _media(self, row: Outgoing, content: Content) -> Delivery:
        """Sends a borger's voice message or photo on: by its id, or from the stored bytes for another bot."""
        stored = await media.media_by_id(self._db.snapshot, content.media_id or 0)
        if stored is None:
            return Delivery()
        send = self._bot.send_voice if stored.kind == "voice" else self._bot.send_photo
        try:
            message = await send(row.chat_id, stored.file_id, caption=content.text or None, parse_mode=ParseMode.HTML)
        except BadRequest:
            body = await media.body_of(self._db.snapshot, stored.id)
            if body is None:
                raise
            message = await send(row.chat_id, body, caption=content.text or None, parse_mode=ParseMode.HTML)
        return Delivery(message_id=message.message_id)

    async def _document(self, row: Outgoing, content: Content) -> Delivery:
        """Makes a file now, of what may be read now, and sends it; or the words that stand for it."""
        assert content.document is not None
        made = await self._make(content.document)
        if made.body:
            message = await self._bot.send_document(row.chat_id, made.body, filename=made.name)
        else:
            message = await self._bot.send_message(row.chat_id, escape(made.words), parse_mode=ParseMode.HTML)
        return Delivery(message_id=message.message_id)


def call_of(row: Outgoing) -> Call:
    """What the row's call will cost, as far as can be told beforehand."""
    match row.action:
        case "toast":
            return Call.TOAST
        case "delete" | "commands":
            return Call.DELETE
        case "show" if row.message_id is not None and row.kind == _kind(Content.read(row.payload)):
            return Call.EDIT
    return Call.NEW


def _kind(content: Content) -> str:
    return "photo" if content.drawn and length(content.text) <= CAPTION_LIMIT else "text"


def _keyboard(content: Content) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    if content.keyboard:
        placeholder = content.placeholder or None
        return ReplyKeyboardMarkup(
            content.keyboard, resize_keyboard=True, is_persistent=True, input_field_placeholder=placeholder
        )
    return ReplyKeyboardRemove() if content.bare else None


def _markup(rows: tuple[tuple[InlineButton, ...], ...]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton(b.text, url=b.url) if b.url else InlineKeyboardButton(b.text, callback_data=b.data)
                for b in row
            ]
            for row in rows
        ]
    )


def _photo_id(message: Message) -> str | None:
    return message.photo[-1].file_id if message.photo else None


def _is_gone(error: BadRequest) -> bool:
    text = error.message.lower()
    return "message to edit not found" in text or "can't be edited" in text or "message_id_invalid" in text


def _file_trouble(error: BadRequest, key: str) -> Exception:
    text = error.message.lower()
    return StaleFile(key) if "file identifier" in text or "file_id" in text or "file reference" in text else error
