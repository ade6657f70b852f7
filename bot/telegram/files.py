"""Our own copies of the voice messages, photos and videos that people have sent."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from enum import Enum, auto

from telegram.error import BadRequest, TelegramError

from bot.telegram.api import Api
from bot.telegram.download import FileRefused
from storage import media
from storage.database import Database
from storage.media import StoredMedia

log = logging.getLogger(__name__)

MOST_TRIES = 12


class Fetched(Enum):
    """What came of fetching a file: it is kept, comes later perhaps, or never: it is too large, or not to be had."""

    KEPT = auto()
    LATER = auto()
    TOO_LARGE = auto()
    REFUSED = auto()


async def fetch_copy(api: Api, db: Database, wanted: StoredMedia, now: datetime) -> Fetched:
    """Fetches a file and keeps it. After a failure it is due again later, with growing pauses; in the end never. A
    refusal is believed the second time."""
    outcome = Fetched.REFUSED
    try:
        body = await api.file(wanted.file_id)
    except BadRequest as error:
        last = wanted.tries > 0
        if "too big" in error.message.lower():
            outcome = Fetched.TOO_LARGE
    except FileRefused as refusal:
        last = wanted.tries > 0
        outcome = Fetched.TOO_LARGE if refusal.too_large else Fetched.REFUSED
        log.warning("media %d is not fetched: %s", wanted.id, refusal)
    except TelegramError:
        last = wanted.tries + 1 >= MOST_TRIES
    else:
        await db.write(media.keep_body, wanted.id, body)
        return Fetched.KEPT
    if last:
        log.warning("media %d could not be fetched and stays with Telegram alone", wanted.id)
    pause = timedelta(seconds=min(30 * 2**wanted.tries, 6 * 3600))
    await db.write(media.fetch_later, wanted.id, None if last else now + pause)
    return outcome if last else Fetched.LATER
