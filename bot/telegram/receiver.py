"""Takes updates in: committed to the inbox first, confirmed to Telegram only then."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping

import sqlcipher3
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.masking import masked
from bot.telegram.pace import rest_of
from storage import inbox
from storage.database import DATABASE_PAUSE, Database

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30


class Inbox:
    """The inbox's front door. `arrived` is called after each commit."""

    def __init__(self, db: Database, clock: Clock, arrived: Callable[[], None]) -> None:
        self._db = db
        self._clock = clock
        self._arrived = arrived

    async def take_in(self, updates: list[Mapping[str, object]]) -> None:
        """Commits updates in Telegram's JSON form; one that is here already is left as it is.

        Raises:
            KeyError, TypeError: for what is no update. Nothing is committed then.
        """
        if not updates:
            return
        async with self._db.write() as tx:
            for update in updates:
                update_id = update["update_id"]
                assert isinstance(update_id, int)
                body = json.dumps(masked(update), ensure_ascii=False)
                await inbox.take_in(tx, update_id, body, self._clock.now())
        self._arrived()


async def poll(bot: Bot, door: Inbox) -> None:
    """Asks Telegram for updates for ever.

    Raises:
        telegram.error.InvalidToken: if the token is refused.
    """
    offset: int | None = None
    pause = 0.0
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset, timeout=POLL_SECONDS, allowed_updates=ALLOWED_UPDATES, read_timeout=POLL_SECONDS + 10
            )
        except RetryAfter as error:
            pause = rest_of(error)
        except Conflict as error:
            pause = await _settle(bot, error)
        except NetworkError as error:
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("Telegram cannot be reached (%s); next try in %.0f s", type(error).__name__, pause)
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("Telegram answers %s; next try in %.0f s", type(error).__name__, pause)
        else:
            # Only a batch that is committed is confirmed. After that no offset is named: Telegram may begin to number
            # anew after a quiet week, and an old, higher offset would throw those updates away.
            try:
                await door.take_in([update.to_dict() for update in updates])
            except sqlcipher3.dbapi2.OperationalError as error:
                pause = DATABASE_PAUSE
                log.error("the database cannot be written to (%s); trying again", error)
            else:
                pause = 0.0
                offset = updates[-1].update_id + 1 if updates else None
        if pause:
            await asyncio.sleep(pause)


async def _settle(bot: Bot, conflict: Conflict) -> float:
    """Somebody else gets the updates: a webhook that was left from before is taken away.

    Returns: seconds until it is of use to ask again.
    """
    if "webhook" not in conflict.message.lower():
        log.warning("Another program asks Telegram for this bot's updates. Stop one of them.")
        return 5.0
    try:
        await bot.delete_webhook()
    except TelegramError:
        return 5.0
    return 0.0
