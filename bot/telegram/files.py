"""Our own copies of the voice messages and photos that people have sent."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from storage import media
from storage.database import Database
from storage.media import StoredMedia

log = logging.getLogger(__name__)

MOST_TRIES = 12


async def fetch_copy(bot: Bot, db: Database, wanted: StoredMedia, now: datetime) -> None:
    """Fetches a file and keeps it. After a failure it is due again later, with growing pauses; in the end never."""
    try:
        file = await bot.get_file(wanted.file_id)
        body = bytes(await file.download_as_bytearray())
    except TelegramError as error:
        last = isinstance(error, BadRequest) or wanted.tries + 1 >= MOST_TRIES
        if last:
            log.warning("media %d could not be fetched and stays with Telegram alone", wanted.id)
        pause = timedelta(seconds=min(30 * 2**wanted.tries, 6 * 3600))
        async with db.write() as tx:
            await media.fetch_later(tx, wanted.id, None if last else now + pause)
    else:
        async with db.write() as tx:
            await media.keep_body(tx, wanted.id, body)
