"""A start meets Telegram: asks who the bot is, and waits until there is an answer."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.telegram.api import DOUBTS, FIRST_DOUBTS, Api, believed
from bot.telegram.client import Unusable, kind_of
from storage import meta
from storage.database import Database

log = logging.getLogger(__name__)

USELESS, FIRST_USELESS = 9, 3
"""Replies of no use after which the server is not asked again: two minutes of them where Telegram was before, as when
something in between says that it is being mended; few where the address may be mistyped."""
REFUSED = "Telegram refuses the token. Check TRIVSELSBOT_TELEGRAM_TOKEN (and TRIVSELSBOT_TELEGRAM_BASE_URL)."


class CannotStart(Exception):
    """The bot cannot run. The text is one clear line."""


async def meet(api: Api, db: Database) -> None:
    """Asks Telegram who the bot is. A token that was good before is not given up as soon as a new one.

    Raises:
        CannotStart: as `insist`.
    """
    token = hashlib.sha256(f"good {api.token}".encode()).hexdigest()
    good = await db.read(meta.recall, "token") == token
    known = await db.read(meta.recall, "username") or ""
    pauses, useless = (DOUBTS, USELESS) if good else (FIRST_DOUBTS, FIRST_USELESS)
    await insist(api, lambda: api.meet(known), pauses, useless)
    await db.write(meta.remember, "username", api.username)
    await db.write(meta.remember, "token", token)


async def insist(
    api: Api, call: Callable[[], Awaitable[object]], pauses: tuple[float, ...] | None = None, most: int = USELESS
) -> None:
    """Makes a call to Telegram, again and again until there is an answer.

    Raises:
        CannotStart: if the answer is a refusal, or so often of no use (`most`).
    """
    pause, found = 1.0, 0
    while True:
        try:
            await believed(api, call, pauses)
        except InvalidToken:
            raise CannotStart(REFUSED) from None
        except BadRequest as error:
            raise CannotStart(f"Telegram answers: {error.message}") from None
        except TelegramError as error:
            found += isinstance(error, Unusable)
            if isinstance(error, Unusable) and found == most:
                raise CannotStart(
                    f"The server at TRIVSELSBOT_TELEGRAM_BASE_URL does not answer as Telegram does: {error.message}."
                ) from None
            log.warning("Telegram cannot be reached (%s). Trying again in %.0f s.", kind_of(error), pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        else:
            return
