"""Takes updates in: committed to the inbox first, confirmed to Telegram only then."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

import sqlcipher3
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.api import Api
from bot.telegram.incoming import KINDS, LARGEST, whole
from bot.telegram.masking import masked
from bot.telegram.pace import rest_of
from bot.telegram.reply import bounded
from storage import inbox
from storage.database import DATABASE_PAUSE, Database

log = logging.getLogger(__name__)

ALLOWED_UPDATES = list(KINDS)
POLL_SECONDS = 30
FULL_BATCH = 100
"""Updates that Telegram hands over at most in one answer."""
UNUSABLE_PAUSE = 1.0
"""Seconds until the next try after a batch of which nothing is an update."""


class Inbox:
    """The inbox's front door. `arrived` is called after each commit."""

    def __init__(self, db: Database, clock: Clock, arrived: Callable[[], None]) -> None:
        self._db = db
        self._clock = clock
        self._arrived = arrived

    async def take_in(self, updates: Sequence[Mapping[str, object]]) -> None:
        """Commits updates (see `is_update`) as they came; one that is here already is left as it is."""
        bodies = {number_of(update): json.dumps(masked(bounded(update)), ensure_ascii=False) for update in updates}
        if not bodies:
            return
        async with self._db.write() as tx:
            for update_id, body in bodies.items():
                # Half a character, as JSON may have it, cannot be stored.
                await inbox.take_in(tx, update_id, body.encode("utf-8", "replace").decode(), self._clock.now())
        self._arrived()


def is_update(given: object) -> TypeGuard[dict[str, object]]:
    """Whether something is an update as far as keeping it goes: an object with a number that can be stored."""
    return isinstance(given, dict) and whole(given.get("update_id"), 0, LARGEST - 1) is not None


def number_of(update: Mapping[str, object]) -> int:
    number = update["update_id"]
    assert isinstance(number, int)
    return number


async def poll(api: Api, door: Inbox) -> None:
    """Asks Telegram for updates for ever.

    Raises:
        telegram.error.InvalidToken: if the token is refused again and again.
    """
    offset: int | None = None
    known_junk: list[object] = []
    pause = 0.0
    while True:
        try:
            given = {"offset": offset, "timeout": POLL_SECONDS, "allowed_updates": ALLOWED_UPDATES}
            batch = await api.call("getUpdates", given, read_timeout=POLL_SECONDS + 10)
            # Only a batch that is committed is confirmed. After that no offset is named: Telegram may begin to number
            # anew after a quiet week, and an old, higher offset would throw those updates away.
            offset, pause = None, 0.0
            updates, junk = sorted_out(batch)
            if junk and junk != known_junk:
                log.warning("things that are no updates are left out: %d", len(junk))
            known_junk = junk
            if updates:
                await door.take_in(updates)
                offset = max(map(number_of, updates)) + 1
            elif junk:
                pause = UNUSABLE_PAUSE  # it comes again at once, for it is not confirmed
                offset = _past(junk) if len(junk) >= FULL_BATCH else None
        except sqlcipher3.dbapi2.OperationalError as error:
            pause = DATABASE_PAUSE
            log.error("the database cannot be written to (%s); trying again", error)
        except RetryAfter as error:
            pause = rest_of(error)
        except Conflict as error:
            pause = await _settle(api, error)
        except InvalidToken:
            await api.doubt()
            pause = 0.0
        except TelegramError as error:
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("Telegram cannot be reached (%s); next try in %.0f s", type(error).__name__, pause)
        if pause:
            await asyncio.sleep(pause)


def sorted_out(batch: object) -> tuple[list[dict[str, object]], list[object]]:
    """The updates of a batch, and what of it is none."""
    updates: list[dict[str, object]] = []
    junk: list[object] = []
    for one in batch if isinstance(batch, list) else [batch]:
        if is_update(one):
            updates.append(one)
        else:
            junk.append(one)
    return updates, junk


def _past(junk: list[object]) -> int | None:
    """The offset that confirms a whole batch of things that are no updates: nothing else could come past them."""
    numbers = [one["update_id"] for one in junk if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
    return max(numbers) + 1 if numbers else None


async def _settle(api: Api, conflict: Conflict) -> float:
    """Somebody else gets the updates: a webhook that was left from before is taken away.

    Returns: seconds until it is of use to ask again.
    """
    if "webhook" not in conflict.message.lower():
        log.warning("Another program asks Telegram for this bot's updates. Stop one of them.")
        return 5.0
    try:
        await api.call("deleteWebhook")
    except TelegramError:
        return 5.0
    return 0.0
