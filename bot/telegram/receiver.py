"""Takes updates in: committed to the inbox first, confirmed to Telegram only then."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeGuard

import sqlcipher3
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.flows import commands
from bot.telegram.api import Api
from bot.telegram.client import kind_of
from bot.telegram.failure import rest_of
from bot.telegram.hearing import Hearing, Wanted
from bot.telegram.incoming import KINDS, LARGEST, chat_of, whole, words_of, written_at
from bot.telegram.masking import masked
from bot.telegram.reply import bounded
from bot.telegram.strangers import LogLine
from storage import inbox, people
from storage.database import DATABASE_PAUSE, Database, Tx

log = logging.getLogger(__name__)

ALLOWED_UPDATES = list(KINDS)
POLL_SECONDS = 30
BREATH = 0.3
"""Seconds until the next try after an answer that came at once though it brought nothing new."""
AT_ONCE = 1.0
"""Seconds within which an answer came at once."""
MOST_REMEMBERED = 1000
"""Strangers' updates that are remembered by a hash; nothing of them is kept once they are handled."""
DIGEST = 32
"""Characters of the keyed hash by which an update is told from another of the same number."""
MOST_OF_STRANGERS, MOST_OF_ONE = 200, 5
"""Updates of strangers that wait to be handled at most, of all and of one chat. What comes beyond that is left out."""
KEPT = timedelta(days=2)
"""Longer ago than this, nothing was written that Telegram brings only now: it keeps it for a day."""
FULL_BATCH = 100
"""Updates that Telegram hands over at most in one answer."""
FAR = 2**31
"""How far the numbers of one batch lie apart at most, if they are Telegram's."""
UNUSABLE_PAUSE, LONGEST_UNUSABLE = 1.0, 5.0
"""Seconds until the next try after a batch of which nothing is an update, at first and at most."""


class Inbox:
    """The inbox's front door. `arrived` is called after each commit."""

    def __init__(self, db: Database, clock: Clock, arrived: Callable[[], None], hearing: Hearing | None = None) -> None:
        self._db = db
        self.clock = clock
        self._arrived = arrived
        self.hearing = hearing or Hearing(db, clock, _nobody_knows)
        self._waiting: Counter[int | None] = Counter()
        self._left_out = LogLine()
        self._of_strangers: deque[tuple[int, str]] = deque(maxlen=MOST_REMEMBERED)

    async def take_in(self, updates: Sequence[Mapping[str, object]]) -> None:
        """Commits updates (see `is_update`) as they came; one that is here already is left as it is."""
        if not updates:
            return
        kept = [(number_of(update), bounded(update)) for update in updates]
        of_strangers = list[tuple[int, str]]()
        async with self._db.write() as tx:
            places = await self._places(tx, [update for _, update in kept])
            for (update_id, update), (chat_id, stranger) in zip(kept, places, strict=True):
                if stranger and not self._room_for(chat_id):
                    continue
                # Half a character, as JSON may have it, cannot be stored.
                body = json.dumps(masked(update), ensure_ascii=False).encode("utf-8", "replace").decode()
                digest = (await self._db.keyed(body))[:DIGEST]
                if stranger:
                    if (update_id, digest) in self._of_strangers:
                        continue
                    of_strangers.append((update_id, digest))
                await inbox.take_in(
                    tx, update_id, body, self.clock.now(), digest=digest, counts_at=self._counts_at(update),
                    chat_id=chat_id, stranger=stranger,
                )  # fmt: skip
        self._of_strangers.extend(of_strangers)
        self._arrived()

    def _counts_at(self, update: object) -> datetime:
        """When it counts what somebody did: a message when it was written, a tap, which does not say when it was, when
        Telegram was last heard before it."""
        now, written = self.clock.now(), written_at(update)
        if written is None:
            return self.hearing.sent_by(now)
        self.clock.written(written)
        return written if now - KEPT <= written <= now else now

    async def _places(self, tx: Tx, updates: list[object]) -> list[tuple[int | None, bool]]:
        """Of each update the chat it is from, and whether that is a stranger's. Who comes with a good invitation is
        none any more."""
        chats = [chat_of(update) for update in updates]
        codes = [_code_in(words_of(update)) for update in updates]
        known = await inbox.known_among(tx, {chat for chat in chats if chat is not None})
        if all(chat in known for chat in chats):
            return [(chat, False) for chat in chats]
        good = await people.good_codes(tx, {code for code in codes if code}, self.clock.now())
        self._waiting = await inbox.strangers_waiting(tx)
        return [(chat, chat not in known and code not in good) for chat, code in zip(chats, codes, strict=True)]

    def _room_for(self, chat_id: int | None) -> bool:
        """Whether one more of a stranger's updates is taken in."""
        room = self._waiting.total() < MOST_OF_STRANGERS and self._waiting[chat_id] < MOST_OF_ONE
        self._waiting[chat_id] += room
        if not room:
            self._left_out.say(self.clock.now(), "too many strangers at once; messages left out")
        return room


def _code_in(words: str) -> str:
    """The code of an invitation that somebody comes with, or ""."""
    return commands.code_in(words) if commands.command_in(words) == commands.START else ""


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
    before: object = []
    hearing = door.hearing
    pause = 0.0
    while True:
        try:
            asked = time.monotonic()
            # Only a batch that is committed is confirmed, and only by the next call. After that, even if that fails, no
            # offset is named: Telegram may begin to number anew after a quiet week, and a server in its stead when it
            # is restarted; an old, higher offset would throw those updates away.
            confirming, offset = offset, None
            batch = await _fetch(api, hearing, {"offset": confirming, "allowed_updates": ALLOWED_UPDATES})
            offset, pause = await _keep(door, batch, before, pause)
            if batch in ([], before) and time.monotonic() - asked < AT_ONCE:
                pause = max(pause, BREATH)  # this server does not wait for news, or hands over again what it had kept
            before = batch
        except sqlcipher3.dbapi2.OperationalError as error:
            hearing.not_heard()
            pause = DATABASE_PAUSE
            log.error("the database cannot be written to (%s); trying again", error)
        except RetryAfter as error:
            hearing.not_heard()
            log.warning("Telegram asks for a rest before the next updates; next try in %.0f s", rest_of(error))
            await asyncio.sleep(rest_of(error))
        except Conflict as error:
            pause = await _settle(api, error)
            if pause:
                hearing.heard(door.clock.now())  # what another program is given will not come here
        except InvalidToken:
            hearing.not_heard()
            await api.doubt()
            pause = min(max(1.0, pause * 2), 30.0)
        except TelegramError as error:
            hearing.not_heard()
            pause = min(max(1.0, pause * 2), 30.0)
            log.warning("No updates come from Telegram (%s); next try in %.0f s", kind_of(error), pause)
        if pause:
            await hearing.wanted_or(pause)


async def _keep(door: Inbox, batch: object, before: object, paused: float) -> tuple[int | None, float]:
    """Commits a batch; `before` is the one that came before it, so many seconds ago.

    Returns: the offset that confirms it, and seconds until the next call.
    """
    answered = door.clock.now()
    offset, pause = None, 0.0
    updates, junk = sorted_out(batch)
    if junk and junk != sorted_out(before)[1]:
        log.warning("things that are no updates are left out: %d", len(junk))
    if updates:
        await door.take_in(updates)
        offset = _confirms([number_of(update) for update in updates])
    elif junk:
        # It comes again at once, for it is not confirmed: asked for ever more seldom, but not so that people wait long.
        pause = min(max(UNUSABLE_PAUSE, paused * 2), LONGEST_UNUSABLE)
        offset = _past(junk) if len(junk) >= FULL_BATCH else None
    if len(updates) + len(junk) < FULL_BATCH:
        door.hearing.heard(answered)
    else:
        door.hearing.not_heard()
    return offset, pause


async def _fetch(api: Api, hearing: Hearing, given: dict[str, object]) -> object:
    """What getUpdates brings: when there is something, or what there is now if somebody wants to know."""
    if not hearing.wanted:
        waits = api.call("getUpdates", {**given, "timeout": POLL_SECONDS}, read_timeout=POLL_SECONDS + 10)
        with contextlib.suppress(Wanted):
            return await hearing.unless_wanted(waits)
    return await api.call("getUpdates", {**given, "timeout": 0})


async def hear_of_webhook(api: Api, door: Inbox) -> None:
    """With a webhook nothing tells that nothing is waiting: it is asked for, now and then and when somebody wants to
    know, for ever."""
    hearing = door.hearing
    while True:
        asked = door.clock.now()
        try:
            info = await api.call("getWebhookInfo")
        except TelegramError:
            hearing.not_heard()
        else:
            if isinstance(info, dict) and info.get("pending_update_count"):
                hearing.not_heard()
            else:
                hearing.heard(asked)
        await hearing.wanted_or(POLL_SECONDS)


async def _nobody_knows() -> bool:
    return False


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


def _confirms(numbers: list[int]) -> int:
    """The offset that confirms a batch. A number far beyond most of them confirms nothing by itself: Telegram gives
    them in order, and with it would go what has not come yet."""
    typical = sorted(numbers)[len(numbers) // 2]
    return max(number for number in numbers if number <= typical + FAR) + 1


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
