"""Takes updates in: committed to the inbox first, confirmed to Telegram only then."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import sqlcipher3
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.api import Api
from bot.telegram.batch import FULL_BATCH, confirms, number_of, past, sorted_out
from bot.telegram.client import kind_of
from bot.telegram.failure import rest_of
from bot.telegram.hearing import Hearing, Wanted
from bot.telegram.incoming import KINDS, chat_of, words_of, written_at
from bot.telegram.masking import masked
from bot.telegram.reply import bounded
from bot.telegram.strangers import LogLine
from dialogs.words import command_words
from storage import inbox, people
from storage.database import DATABASE_PAUSE, Database
from storage.inbox import Waiting
from storage.tx import Tx, keyed

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
TOGETHER = 10
"""Updates handled in one transaction at most: what else is to be written waits for it."""
UNUSABLE_PAUSE, LONGEST_UNUSABLE = 1.0, 5.0
"""Seconds until the next try after a batch of which nothing is an update, at first and at most."""


class Handles(Protocol):
    """What handles updates: within a transaction, or when woken. While it wants them `one_by_one`, each is to be kept
    before it is handled."""

    @property
    def one_by_one(self) -> bool: ...

    def handle(self, tx: Tx, row: Waiting) -> None: ...

    def wake(self) -> None: ...


class Door:
    """The inbox's front door. What arrives is handled in the transaction that keeps it, when nothing waits before it
    and it is not too much at once; else `handler` is woken."""

    def __init__(self, db: Database, clock: Clock, handler: Handles, hearing: Hearing) -> None:
        self._db = db
        self.clock = clock
        self._handler = handler
        self.hearing = hearing
        self._waiting: Counter[int | None] = Counter()
        self._left_out = LogLine()
        self._of_strangers: deque[tuple[int, str]] = deque(maxlen=MOST_REMEMBERED)

    async def take_in(self, updates: Sequence[Mapping[str, object]]) -> None:
        """Commits updates (see `is_update`) as they came, and what comes of those that are handled at once; one that is
        here already is left as it is."""
        if not updates:
            return
        kept = [(number_of(update), bounded(update)) for update in updates]
        counts_at = [self._counts_at(update) for _, update in kept]
        of_strangers, left = await self._db.write(self._keep, kept, self.clock.now(), counts_at)
        self._of_strangers.extend(of_strangers)
        if left:
            self._handler.wake()

    def _keep(
        self, tx: Tx, updates: list[tuple[int, object]], now: datetime, counts_at: list[datetime]
    ) -> tuple[list[tuple[int, str]], bool]:
        """Returns: those that strangers sent, to be remembered once they are committed, and whether anything is left to
        be handled."""
        left = len(updates) > TOGETHER or self._handler.one_by_one or inbox.anything_waits(tx)
        of_strangers, new = list[tuple[int, str]](), list[Waiting]()
        places = self._places(tx, [update for _, update in updates])
        for (update_id, update), (chat_id, stranger), counts in zip(updates, places, counts_at, strict=True):
            if stranger and not self._room_for(chat_id):
                continue
            # Half a character, as JSON may have it, cannot be stored.
            body = json.dumps(masked(update), ensure_ascii=False).encode("utf-8", "replace").decode()
            digest = keyed(tx, body)[:DIGEST]
            if stranger:
                if (update_id, digest) in self._of_strangers:
                    continue
                of_strangers.append((update_id, digest))
            row = inbox.take_in(
                tx, update_id, body, now, digest=digest, counts_at=counts, chat_id=chat_id, stranger=stranger
            )
            if row and not left and not stranger:
                new.append(row)
        for row in new:  # strangers' come last
            self._handler.handle(tx, row)
        return of_strangers, left or bool(of_strangers)

    def _counts_at(self, update: object) -> datetime:
        """When it counts what somebody did: a message when it was written, a tap, which does not say when it was, when
        Telegram was last heard before it."""
        now, written = self.clock.now(), written_at(update)
        if written is None:
            return self.hearing.sent_by(now)
        self.clock.written(written)
        return written if now - KEPT <= written <= now else now

    def _places(self, tx: Tx, updates: list[object]) -> list[tuple[int | None, bool]]:
        """Of each update the chat it is from, and whether that is a stranger's. Who comes with a good invitation is
        none any more."""
        chats = [chat_of(update) for update in updates]
        codes = [_code_in(words_of(update)) for update in updates]
        known = inbox.known_among(tx, {chat for chat in chats if chat is not None})
        if all(chat in known for chat in chats):
            return [(chat, False) for chat in chats]
        good = people.good_codes(tx, {code for code in codes if code}, self.clock.now())
        self._waiting = inbox.strangers_waiting(tx)
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
    return command_words.code_in(words) if command_words.command_in(words) == command_words.START else ""


async def poll(api: Api, door: Door) -> None:
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


async def _keep(door: Door, batch: object, before: object, paused: float) -> tuple[int | None, float]:
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
        offset = confirms([number_of(update) for update in updates])
    elif junk:
        # It comes again at once, for it is not confirmed: asked for ever more seldom, but not so that people wait long.
        pause = min(max(UNUSABLE_PAUSE, paused * 2), LONGEST_UNUSABLE)
        offset = past(junk) if len(junk) >= FULL_BATCH else None
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


async def hear_of_webhook(api: Api, door: Door) -> None:
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
