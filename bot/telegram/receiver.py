"""Takes updates in: committed to the inbox first, confirmed to Telegram only then."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import re
from collections.abc import Callable, Mapping

from aiohttp import web
from telegram import Bot
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.pace import rest_of
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
POLL_SECONDS = 30
CPR = re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d[- ]?\d{4}(?!\d)")


class Inbox:
    """The inbox's front door. `arrived` is called after each commit."""

    def __init__(self, db: Database, clock: Clock, arrived: Callable[[], None]) -> None:
        self._db = db
        self._clock = clock
        self._arrived = arrived

    async def take_in(self, updates: list[Mapping[str, object]]) -> None:
        """Commits updates in Telegram's JSON form; one that is here already is left as it is."""
        async with self._db.write() as tx:
            for update in updates:
                update_id = update["update_id"]
                assert isinstance(update_id, int)
                body = json.dumps(masked(update), ensure_ascii=False)
                await inbox.take_in(tx, update_id, body, self._clock.now())
        self._arrived()


def masked(node: object) -> object:
    """An update with every CPR number in what was written replaced, before anything is stored. The length stays, for
    Telegram counts formatting by position."""
    if isinstance(node, dict):
        return {k: _mask(v) if k in ("text", "caption") and isinstance(v, str) else masked(v) for k, v in node.items()}
    if isinstance(node, list):
        return [masked(value) for value in node]
    return node


def _mask(words: str) -> str:
    return CPR.sub(lambda found: "•" * len(found[0]), words)


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
            pause = 5.0
            if "webhook" in error.message.lower():
                await bot.delete_webhook()
            else:
                log.warning("Another program asks Telegram for this bot's updates. Stop one of them.")
        except NetworkError as error:
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("Telegram cannot be reached (%s); next try in %.0f s", type(error).__name__, pause)
        except InvalidToken:
            raise
        except TelegramError as error:
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("Telegram answers %s; next try in %.0f s", type(error).__name__, pause)
        else:
            pause = 0.0
            if updates:
                await door.take_in([update.to_dict() for update in updates])
            # Only a batch that is committed is confirmed. After that no offset is named: Telegram may begin to number
            # anew after a quiet week, and an old, higher offset would throw those updates away.
            offset = updates[-1].update_id + 1 if updates else None
        if pause:
            await asyncio.sleep(pause)


def webhook(door: Inbox, secret: str) -> web.Application:
    """A server for Telegram's calls: an update is answered with 200 only once it is committed."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = await request.json()
            await door.take_in([update])
        except (ValueError, KeyError, TypeError, AssertionError):
            return web.Response(status=400)
        return web.Response()

    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_post("/", receive)
    return app
