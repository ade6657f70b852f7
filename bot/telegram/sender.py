"""Sends what is queued: by priority, at Telegram's pace, again after a failure that may pass, never once too late."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlcipher3
from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.clock import Clock
from bot.defects import described
from bot.telegram.content import Content
from bot.telegram.courier import Courier, Delivery, Fate, StaleFile, call_of
from bot.telegram.pace import Call, Pace, rest_of
from storage import followup, outbox, people, schedules, sent_files
from storage.database import DATABASE_PAUSE, Database, Tx, stamp
from storage.outbox import Outgoing

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls under way together. Of new messages only one is: whatever dies, at most one message comes twice."""
LONGEST_PAUSE = 60.0
LOOK, LOOK_BEHIND = 40, 2000
"""Rows read to find what to send next: few, for that happens with every message; more, behind a few busy chats."""
OTHERS = 2.0
"""Seconds between looks for what another process has queued, as `trivselsbot erase` does. Nothing else tells of it;
the ticker could, but it would make two reads each second of what is one in two."""
LAST_CALLS = 2.0
"""Seconds that calls under way get to end when the bot is stopped."""
DELETABLE = timedelta(hours=47)
"""How long it is of use to try to take a message away; Telegram allows it for 48 hours."""
NOT_TO_BE_REACHED = ("chat not found", "user is deactivated", "bot can't initiate", "peer_id_invalid")


@dataclass(frozen=True)
class _UnderWay:
    """A call that has begun. A toast belongs to no message, so it does not keep its chat waiting."""

    task: asyncio.Task[bool]
    chat_id: int | None
    call: Call


class Sender:
    """Woken by each commit; `run` ends when it is cancelled, or when Telegram refuses the token."""

    def __init__(self, db: Database, courier: Courier, clock: Clock, bot_id: Callable[[], int]) -> None:
        self._db = db
        self._courier = courier
        self._clock = clock
        self._bot_id = bot_id
        self._pace = Pace()
        self._wake = asyncio.Event()
        self._under_way: dict[int, _UnderWay] = {}
        self._all_begun = False
        self._refusal: InvalidToken | None = None
        self._cut_off = False

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        """Sends for ever.

        Raises:
            telegram.error.InvalidToken: if the token is refused. What waits is kept.
        """
        try:
            while self._refusal is None:
                self._wake.clear()
                pause = await self._dispatch()
                # Not wait_for: before Python 3.12 it may swallow a cancellation that meets the wake-up.
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(OTHERS if pause is None else min(pause, OTHERS)):
                        await self._wake.wait()
            raise self._refusal
        finally:
            await self._come_to_rest()

    async def _come_to_rest(self) -> None:
        """Lets calls that are under way end and be noted, so that a restart does not repeat them."""
        tasks = [begun.task for begun in self._under_way.values()]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=LAST_CALLS)
            for task in late:
                task.cancel()

    async def _dispatch(self) -> float | None:
        """Begins what may begin now.

        Returns: seconds until more may, None if that takes a commit or an answer from Telegram.
        """
        now = self._clock.now()
        waits: list[float] = []
        self._all_begun = False
        # Taken before the look: a row that ends meanwhile may still be among what is read, and must not leave twice.
        busy = dict(self._under_way)
        held = {begun.chat_id for begun in busy.values()}
        sending = any(begun.call is Call.NEW for begun in busy.values())
        rows = await outbox.ready(self._db.snapshot, now, LOOK)
        if len(rows) == LOOK and len({row.chat_id for row in rows}) < AT_ONCE:
            rows = await outbox.ready(self._db.snapshot, now, LOOK_BEHIND)  # a few chats must not hide all others
        for row in rows:
            if row.id in busy or len(self._under_way) >= AT_ONCE:
                continue
            call = call_of(row)
            if call is not Call.TOAST and row.chat_id in held:
                continue
            wait = self._pace.wait_for(row.chat_id, row.lane, call, time.monotonic())
            if wait > 0:
                waits.append(wait)
            elif not (sending and call is Call.NEW):
                self._begin(row, call)
                sending |= call is Call.NEW
            if call is not Call.TOAST:
                held.add(row.chat_id)
        # Then nothing waits for a call to end, and most often nothing is queued by then: no need to look again.
        self._all_begun = len(rows) < LOOK and all(row.id in self._under_way and row.id not in busy for row in rows)
        # Later than now: what may be sent now and was not waits for something else, maybe for one that was put off.
        upcoming = await outbox.next_moment(self._db.snapshot, now)
        if upcoming is not None:
            waits.append(upcoming - stamp(now))
        return min(waits) if waits else None

    def _begin(self, row: Outgoing, call: Call) -> None:
        begun = time.monotonic()
        self._pace.begin(row.chat_id, row.lane, call, begun)
        task = asyncio.create_task(self._deliver(row, call, begun))
        self._under_way[row.id] = _UnderWay(task, None if call is Call.TOAST else row.chat_id, call)
        task.add_done_callback(lambda task: self._ended(row.id, task))

    def _ended(self, row_id: int, task: asyncio.Task[bool]) -> None:
        self._under_way.pop(row_id, None)
        if not self._all_begun or task.cancelled() or task.exception() or not task.result():
            self._wake.set()

    async def _deliver(self, row: Outgoing, call: Call, begun: float) -> bool:
        """Returns: True if the row has left as it was; else what is to be sent next may have changed."""
        if row.expires_at <= stamp(self._clock.now()):
            await self._write(lambda tx: self._too_late(tx, row))
            log.info("outbox row %d was dropped: too late", row.id)
            return False
        try:
            delivery = await self._courier.carry(row)
        except StaleFile as stale:
            key = stale.key
            await self._write(lambda tx: sent_files.forget(tx, key, self._bot_id()))
        except RetryAfter as error:
            self._rest(row, call, rest_of(error))
        except InvalidToken as error:
            self._refusal = error
        except TelegramError as error:
            await self._refused(row, error)
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be read (%s); trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
        except Exception as error:
            reason = type(error).__name__
            log.error("outbox row %d failed: %s", row.id, described(error))
            await self._write(lambda tx: self._failed(tx, row, reason))
        else:
            self._reached()
            self._pace.arrived(row.chat_id, call, begun, time.monotonic())
            await self._write(lambda tx: self._note(tx, row, delivery, self._clock.now()))
            return delivery.fate is not Fate.LOST
        return False

    def _rest(self, row: Outgoing, call: Call, seconds: float) -> None:
        now = time.monotonic()
        self._pace.refused(row.chat_id, call, now)
        self._pace.pause(seconds, now)
        log.warning("Telegram asks for a rest of %.0f s", seconds)

    def _reached(self) -> None:
        if self._cut_off:
            log.info("Telegram is reached again")
        self._cut_off = False

    async def _write(self, change: Callable[[Tx], Awaitable[None]]) -> None:
        """Writes, again and again while the disk is full or the file locked: what has been sent and is not noted
        would be sent again."""
        while True:
            try:
                async with self._db.write() as tx:
                    await change(tx)
                return
            except sqlcipher3.dbapi2.OperationalError as error:
                log.error("the database cannot be written to (%s); trying again", error)
                await asyncio.sleep(DATABASE_PAUSE)

    async def _too_late(self, tx: Tx, row: Outgoing) -> None:
        if await outbox.drop(tx, row) and row.surface_id is not None and row.message_id is None:
            await schedules.never_came(tx, row.surface_id)
            await followup.never_came(tx, row.surface_id)
            await followup.call_never_came(tx, row.surface_id)

    async def _failed(self, tx: Tx, row: Outgoing, reason: str) -> None:
        await outbox.failed(tx, row, reason)
        if row.surface_id is not None:
            await followup.call_never_came(tx, row.surface_id)

    async def _note(self, tx: Tx, row: Outgoing, delivery: Delivery, now: datetime) -> None:
        if row.surface_id is not None:
            if delivery.fate is Fate.SENT:
                await outbox.on_screen(tx, row.surface_id, delivery.message_id, delivery.kind, now)
                if row.message_id is None:
                    await followup.call_changed(tx, row.surface_id)
            else:
                await outbox.off_screen(tx, row.surface_id)
        if delivery.fate is Fate.LOST:
            return  # the row stays, and is a new message now
        if delivery.replaces is not None:
            await outbox.put(tx, row.chat_id, row.lane, "delete", Content(message_id=delivery.replaces).payload(),
                             not_before=now, expires_at=now + DELETABLE)  # fmt: skip
        if delivery.file_key:
            file = delivery.file_key, self._bot_id(), delivery.file_id
            await sent_files.was_sent(tx, *file, row.surface_id, now)
        await outbox.sent(tx, row)

    async def _refused(self, row: Outgoing, error: TelegramError) -> None:
        """Telegram said no, or was not there."""
        now = self._clock.now()
        if isinstance(error, Forbidden) or any(w in error.message.lower() for w in NOT_TO_BE_REACHED):
            await self._write(lambda tx: self._not_to_be_reached(tx, row, now))
            log.info("a chat cannot be reached; what waited for it was dropped")
        elif isinstance(error, BadRequest):
            # What Telegram calls wrong stays wrong: it is kept for whoever mends it, and the rest goes on.
            await self._write(lambda tx: self._failed(tx, row, error.message))
            # Behind a quotation mark, Telegram may repeat what it was sent.
            log.error("outbox row %d (%s) was refused: %s", row.id, row.action, error.message.partition('"')[0])
        else:
            pause = min(LONGEST_PAUSE, 2.0 ** min(row.tries, 6))
            await self._write(lambda tx: outbox.later(tx, row, now + timedelta(seconds=pause)))
            if not self._cut_off:
                log.warning("Telegram cannot be reached (%s). What waits is tried again.", type(error).__name__)
            self._cut_off = True

    async def _not_to_be_reached(self, tx: Tx, row: Outgoing, now: datetime) -> None:
        await people.set_reachable(tx, row.chat_id, False, now)
        await schedules.not_reached(tx, row.chat_id)
        await followup.not_reached(tx, row.chat_id)
        await outbox.drop_chat(tx, row.chat_id)
