"""Which pictures Telegram has already, so that they go by their file id."""

from __future__ import annotations

from dataclasses import replace

from bot.pictures.spec import Picture, photos_on, picture_key
from bot.telegram.content import Content
from storage import media, sent_files
from storage.outbox import Outgoing
from storage.tx import Tx, keyed


def known_picture(tx: Tx, picture: Picture, bot_id: int) -> tuple[str, str | None, dict[int, bytes]]:
    """A picture's key, its file id if it was sent before, and else the photos to draw it with."""
    kept = media.with_body(tx, photos_on(picture))
    key = keyed(tx, picture_key(picture, kept))
    if known := sent_files.file_id(tx, key, bot_id):
        return key, known, {}
    return key, None, {photo: body for photo in kept if (body := media.body_of(tx, photo))}


def with_picture(tx: Tx, row: Outgoing, bot_id: int) -> Outgoing:
    """A row with its picture's key and file id, if that was sent before. One with photos is left to the Courier, which
    fetches them first."""
    content = Content.read(row.payload) if row.action == "show" else Content()
    if not content.drawn or photos_on(content.drawn.picture):
        return row
    key, known, _ = known_picture(tx, content.drawn.picture, bot_id)
    return replace(row, picture=(key, known)) if known else row
