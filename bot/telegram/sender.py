"""Sends what is queued: by priority, at Telegram's pace, again after a failure that may pass, never once too late."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.clock import Clock
from bot.telegram.courier import Courier, Delivery, Fate, StaleFile
from bot.telegram.pace import Pace, rest_of
from storage import outbox, people, schedules
from storage.database import Database, Tx, stamp
from storage.outbox import Outgoing

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls under way together. Of new messages only one is: whatever dies, at most one message comes twice."""
LONGEST_PAUSE = 60.0
NOT_TO_BE_REACHED = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")


class Sender:
    """Woken by each commit; `run` ends when it is cancelled."""

    def __init__(self, db: Database, courier: Courier, clock: Clock, bot_id: Callable[[], int]) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock
        self._bot_id = bot_id
        self._pace = Pace()
        self._wake = asyncio.Event()
        self._under_way: dict[int, tuple[asyncio.Task[None], int, bool]] = {}

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        try:
            while True:
                self._wake.clear()
                pause = await self._dispatch()
                try:
                    await asyncio.wait_for(self._wake.wait(), pause)
                except TimeoutError:
                    continue
        finally:
            for task, _, _ in list(self._under_way.values()):
                task.cancel()

    async def _dispatch(self) -> float | None:
        """Begins what may begin now.

        Returns: seconds until more may, None if that takes a commit or an answer from Telegram.
        """
        now = self._clock.now()
        waits: list[float] = []
        held = {chat for _, chat, _ in self._under_way.values()}
        for row in await outbox.ready(self._db.snapshot, now):
            if row.id in self._under_way or len(self._under_way) >= AT_ONCE:
                continue
            toast = row.action == "toast"
            if row.chat_id in held and not toast:
                continue
            new = _is_new(row)
            wait = 0.0 if toast else self._pace.wait_for(row.chat_id, row.lane, time.monotonic(), new_message=new)
            if toast:
                wait = self._pace.paused_for(time.monotonic())
            if wait > 0:
                waits.append(wait)
                held.add(row.chat_id)
            elif new and any(is_new for _, _, is_new in self._under_way.values()):
                held.add(row.chat_id)
            else:
                self._begin(row, new, toast)
                if not toast:
                    held.add(row.chat_id)
        upcoming = await outbox.next_moment(self._db.snapshot)
        if upcoming is not None and upcoming > stamp(now):
            waits.append(upcoming - stamp(now))
        return min(waits) if waits else None

    def _begin(self, row: Outgoing, new: bool, toast: bool) -> None:
        if not toast:
            self._pace.begin(row.chat_id, row.lane, time.monotonic(), new_message=new)
        task = asyncio.create_task(self._deliver(row, new))
        # A toast belongs to no message, so it does not keep its chat waiting.
        self._under_way[row.id] = (task, 0 if toast else row.chat_id, new)
        task.add_done_callback(lambda _: self._ended(row.id))

    def _ended(self, row_id: int) -> None:
        self._under_way.pop(row_id, None)
        self._wake.set()

    async def _deliver(self, row: Outgoing, new: bool) -> None:
        if row.expires_at <= stamp(self._clock.now()):
            await self._write(lambda tx: self._too_late(tx, row))
            log.info("outbox row %d was dropped: too late", row.id)
            return
        try:
            delivery = await self._courier.carry(row)
        except StaleFile as stale:
            key = stale.key
            await self._write(lambda tx: outbox.forget_file_id(tx, key, self._bot_id()))
        except RetryAfter as error:
            pause = rest_of(error)
            self._pace.pause(pause, time.monotonic())
            log.warning("Telegram asks for a rest of %.0f s", pause)
        except TelegramError as error:
            await self._refused(row, error)
        except Exception as error:
            reason = type(error).__name__
            log.error("outbox row %d failed: %s", row.id, reason)
            await self._write(lambda tx: outbox.failed(tx, row, reason))
        else:
            if new:
                self._pace.arrived(row.chat_id, time.monotonic())
            await self._write(lambda tx: self._note(tx, row, delivery, self._clock.now()))

    async def _write(self, change: Callable[[Tx], Awaitable[None]]) -> None:
        async with self._db.write() as tx:
            await change(tx)

    async def _too_late(self, tx: Tx, row: Outgoing) -> None:
        await outbox.drop(tx, row)
        if row.surface_id is not None and row.message_id is None:
            await schedules.never_came(tx, row.surface_id)

    async def _note(self, tx: Tx, row: Outgoing, delivery: Delivery, now: datetime) -> None:
        if row.surface_id is not None:
            message_id = None if delivery.fate is Fate.GONE else delivery.message_id
            await outbox.on_screen(tx, row.surface_id, message_id, delivery.kind, now)
        if delivery.file_key and delivery.file_id:
            await outbox.keep_file_id(tx, delivery.file_key, self._bot_id(), delivery.file_id)
        await outbox.sent(tx, row)

    async def _refused(self, row: Outgoing, error: TelegramError) -> None:
        """Telegram said no, or was not there."""
        now = self._clock.now()
        if isinstance(error, Forbidden) or any(w in error.message.lower() for w in NOT_TO_BE_REACHED):
            async with self._db.write() as tx:
                await people.set_reachable(tx, row.chat_id, False, now)
                await outbox.drop_chat(tx, row.chat_id)
            log.info("a chat cannot be reached; what waited for it was dropped")
        elif isinstance(error, NetworkError) and not isinstance(error, BadRequest):
            pause = min(LONGEST_PAUSE, 2.0 ** min(row.tries, 6))
            await self._write(lambda tx: outbox.later(tx, row, now + timedelta(seconds=pause)))
            log.warning("Telegram could not be reached (%s); next try in %.0f s", type(error).__name__, pause)
        else:
            # What Telegram calls wrong stays wrong: it is kept for whoever mends it, and the rest goes on.
            await self._write(lambda tx: outbox.failed(tx, row, error.message))
            log.error("outbox row %d (%s) was refused: %s", row.id, row.action, error.message)


def _is_new(row: Outgoing) -> bool:
    """Whether the row will put a new message into the chat, as far as can be told beforehand."""
    return row.action in ("notice", "media") or (row.action == "show" and row.message_id is None)
