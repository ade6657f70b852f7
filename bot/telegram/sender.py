"""Sends what is queued: by priority, at Telegram's pace, and so that what does not get through holds nothing up."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeAlias

import sqlcipher3
from telegram.error import InvalidToken

from bot.clock import Clock
from bot.defects import described
from bot.telegram.api_calls import Courier
from bot.telegram.delivery import Delivery, DeliveryResult, StaleFile
from bot.telegram.failure import CallFailed
from bot.telegram.known_pictures import with_picture
from bot.telegram.notes import Notes, is_only_changed, note_left
from bot.telegram.outage import Outage
from bot.telegram.pace import CallKind, Pace
from bot.telegram.setbacks import Setbacks, doubting
from bot.telegram.shapes import call_of
from bot.telegram.timing import Timing
from storage import outbox, sent_files
from storage.database import DATABASE_PAUSE, Database
from storage.outbox import Lane, Outgoing
from storage.tx import Tx, stamp

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Calls under way together, but for slow ones."""
MOST, MOST_WITH_CALLS = 24, 32
"""Calls under way together with the slow ones, and with calls for a talk."""
HOLDS_ALL = 1.0
"""Seconds for which a new message that is under way lets no other begin: whatever dies, at most one comes twice, but
where Telegram is slow. While the disk is full, none begins, for none could be noted. Calls for a talk wait for none."""
HOLDS_CHAT = 3.0
"""Seconds for which what is under way lets nothing else into its chat, so that messages keep their order."""
LOOK, LOOK_BEHIND = 40, 2000
"""Rows read to find what to send next: few, for that happens with every message; more, behind a few busy chats."""
OTHERS = 2.0
"""Seconds between looks for what another process has queued, as `trivselsbot erase` does. Nothing else tells of it;
the ticker could, but it would make two reads each second of what is one in two."""
LAST_CALLS = 2.0
"""Seconds that calls under way get to end when the bot is stopped."""
LONG_REST = 1.5
"""Seconds of rest for which a chat's rows are put off instead of looked at again and again."""


_Seen: TypeAlias = tuple[list[Outgoing], float | None]


@dataclass(frozen=True)
class _UnderWay:
    """A call that has begun."""

    task: asyncio.Task[bool]
    row: Outgoing
    call: CallKind
    begun: float


class Sender:
    """Woken by each commit; `run` ends when it is cancelled, or when Telegram refuses the token for good. `doubt` finds
    out whether it does, and raises if so."""

    def __init__(
        self, db: Database, courier: Courier, clock: Clock, bot_id: Callable[[], int],
        doubt: Callable[[], Awaitable[None]], timing: Timing | None = None,
    ) -> None:  # fmt: skip
        self._db = db
        self._courier = courier
        self._clock = clock
        self._bot_id = bot_id
        self._timing = timing or Timing(clock)
        self._pace = Pace()
        self._outage = Outage(courier.is_there, self._timing.monotonic)
        doubted = doubting(doubt, self._refused)
        self._notes = Notes(db)
        self._setbacks = Setbacks(db, clock, self._timing, self._notes, self._pace, self._outage, doubted)
        self._wake = asyncio.Event()
        self._under_way: dict[int, _UnderWay] = {}
        self._all_begun = False
        self._refusal: BaseException | None = None
        self._in_their_stead = 0
        self._seen: tuple[Tx, _Seen] | None = None
        self._landed: dict[int, int] = {}

    @property
    def under_way(self) -> int:
        """How many calls are under way."""
        return len(self._under_way)

    def wake(self) -> None:
        """Something may have been queued."""
        self._wake.set()

    async def run(self) -> None:
        """Sends for ever.

        Raises:
            telegram.error.InvalidToken: if the token is refused for good. What waits is kept.
        """
        try:
            while self._refusal is None:
                self._wake.clear()
                try:
                    pause = await self._dispatch()
                except sqlcipher3.dbapi2.OperationalError as error:
                    log.error("the database cannot be read (%s); trying again", error)
                    pause = DATABASE_PAUSE
                await self._timing.wait(self._wake, OTHERS if pause is None else min(pause, OTHERS))
            raise self._refusal
        finally:
            await self._come_to_rest()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, InvalidToken):
            self._refusal = error
            self.wake()

    async def _come_to_rest(self) -> None:
        """Lets calls that are under way end and be noted, so that a restart does not repeat them."""
        begun = {one.task: one for one in self._under_way.values()}
        if begun:
            _, late = await asyncio.wait(begun, timeout=LAST_CALLS)
            for task in late:
                task.cancel()
                if begun[task].call is CallKind.NEW:
                    await self._setbacks.unfinished(begun[task].row)
        await self._notes.come_to_rest()

    async def _dispatch(self) -> float | None:
        """Begins what may begin now.

        Returns: seconds until more may, None if that takes a commit or an answer from Telegram.
        """
        now = self._clock.now()
        self._all_begun = False
        # Taken before the look: a row that ends meanwhile may still be among what is read, and must not leave twice.
        busy, landed = dict(self._under_way), dict(self._landed)
        seen = self._seen_since()
        rows, upcoming = seen if seen else await self._db.glance(self._look, now)
        few = len(rows) < LOOK
        rows = [row for row in rows if landed.get(row.id) != row.edition]
        if self._outage.away and rows:
            # That may have taken a while, in which somebody may have done something.
            rows = await self._db.glance(outbox.unchanged, await self._in_outage(rows, now))
        if not self._clock.sure:  # what has its time may be too late by now, or too early
            rows = [row for row in rows if row.lane <= Lane.ANSWER]
        waits = await self._begin_some(rows, busy)
        # All that may be sent has begun, so the end of one of these calls lets nothing else begin: no new look then.
        self._all_begun = few and all(row.id in self._under_way and row.id not in busy for row in rows)
        if upcoming is not None:
            waits.append(upcoming - stamp(now))
        return min(waits) if waits else None

    async def _in_outage(self, rows: list[Outgoing], now: datetime) -> list[Outgoing]:
        """What may begin though Telegram was away when last looked for: all if it is back, else only what is dropped
        as too late. But when Telegram is looked for and does not answer, one message that was never sent before is
        tried in its stead: perhaps only that question has no answer."""
        looks = self._outage.until_look() <= 0
        if looks and await self._outage.is_over():
            return rows
        await self._setbacks.hold()
        late = [row for row in rows if row.expires_at <= stamp(now)]
        fresh = [row for row in rows if row.expires_at > stamp(now) and not row.lost]
        if not looks or not fresh:
            return late
        self._in_their_stead += 1
        return [*late, fresh[self._in_their_stead % len(fresh)]]

    async def _begin_some(self, rows: list[Outgoing], busy: dict[int, _UnderWay]) -> list[float]:
        """Begins what of these rows may begin now.

        Returns: for the others the seconds until they may, as far as that is known.
        """
        at, waits, resting = self._timing.monotonic(), list[float](), dict[int, float]()
        held = {one.row.chat_id: one.begun + HOLDS_CHAT for one in busy.values()}
        shown = {one.row.surface_id for one in busy.values()} - {None}
        sending = max((one.begun + HOLDS_ALL for one in busy.values() if one.call is CallKind.NEW), default=0.0)
        for row in rows:
            if row.id in busy or row.surface_id in shown:
                continue
            call, urgent = call_of(row), row.lane is Lane.CALL
            free = self._room(urgent, at)
            if not urgent:
                free = max(free, held.get(row.chat_id, 0.0) - at)
                held[row.chat_id] = max(held.get(row.chat_id, 0.0), at + HOLDS_CHAT)
            rest = 0.0 if urgent and not row.tries else self._pace.rest_for(row.chat_id, at)
            if rest > LONG_REST:
                resting[row.chat_id] = rest
            free = max(free, rest, self._pace.wait_for(row.chat_id, row.lane, call, at))
            if call is CallKind.NEW and not urgent:
                free = max(free, sending - at, OTHERS if self._notes.stuck else 0.0)
            if free > 0:
                waits.append(free)
                continue
            self._begin(row, call, at)
            shown |= {row.surface_id} - {None}
            sending = at + HOLDS_ALL if call is CallKind.NEW else sending
        await asyncio.gather(*(self._setbacks.rest(rest, chat_id) for chat_id, rest in resting.items()))
        return waits

    def _room(self, urgent: bool, at: float) -> float:
        """Seconds until there is room for one more call."""
        quick = [one.begun + HOLDS_ALL - at for one in self._under_way.values() if one.begun + HOLDS_ALL > at]
        if len(self._under_way) >= (MOST_WITH_CALLS if urgent else MOST):
            return OTHERS
        return min(quick) if len(quick) >= AT_ONCE and not urgent else 0.0

    def _begin(self, row: Outgoing, call: CallKind, begun: float) -> None:
        self._pace.begin(row.chat_id, row.lane, call, begun)
        task = asyncio.create_task(self._deliver(row, call, begun))
        self._under_way[row.id] = _UnderWay(task, row, call, begun)
        task.add_done_callback(lambda task: self._ended(row.id, task))

    def _ended(self, row_id: int, task: asyncio.Task[bool]) -> None:
        self._under_way.pop(row_id, None)
        error = None if task.cancelled() else task.exception()
        if error:
            log.error("what became of outbox row %d cannot be noted: %s", row_id, described(error))
        if not self._all_begun or task.cancelled() or error or not task.result():
            self._wake.set()

    async def _deliver(self, row: Outgoing, call: CallKind, begun: float) -> bool:
        """Returns: True if the row has left as it was; else what is to be sent next may have changed."""
        if row.expires_at <= stamp(self._clock.now()):
            await self._setbacks.too_late(row)
            return False
        try:
            delivery = await self._courier.carry(row)
        except StaleFile as stale:
            key = stale.key
            await self._notes.write(lambda tx: sent_files.forget(tx, key, self._bot_id()))
        except CallFailed as failed:
            await self._setbacks.settle(row, call, failed)
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be read (%s); trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
        except Exception as error:
            log.error("outbox row %d failed: %s", row.id, described(error))
            await self._setbacks.defect(row, type(error).__name__)
        else:
            self._outage.taken(row.id, delivery.method)
            self._pace.arrived(row.chat_id, call, begun, self._timing.monotonic())
            await self._has_left(row, delivery)
            return delivery.result is not DeliveryResult.LOST
        return False

    async def _has_left(self, row: Outgoing, delivery: Delivery) -> None:
        """Notes that a row has left. What was only changed in its place may be noted a little later: if the bot dies
        before that, it is changed once more, which nobody sees."""
        note = partial(note_left, row=row, delivery=delivery, bot_id=self._bot_id(), now=self._clock.now())
        if not is_only_changed(row, delivery):
            await self._notes.write(note)
            return
        self._landed[row.id] = row.edition
        self._notes.write_later(note).add_done_callback(lambda written: self._noted(row, written))

    def _noted(self, row: Outgoing, written: asyncio.Future[None]) -> None:
        if self._has_landed(row):
            del self._landed[row.id]
        if not written.cancelled() and (error := written.exception()):
            log.error("that outbox row %d has left cannot be noted: %s", row.id, described(error))

    def look(self, tx: Tx) -> None:
        """Looks what may be sent once this transaction is committed, in its thread, which saves a trip there."""
        self._seen = tx, self._look(tx, self._clock.now())

    def _seen_since(self) -> _Seen | None:
        """What the last transaction saw, if it is committed, nothing was since, and it was not used yet."""
        seen, self._seen = self._seen, None
        return seen[1] if seen and seen[0].number == self._db.commits else None

    def _look(self, tx: Tx, now: datetime) -> _Seen:
        """What may be sent now, the first that is not under way yet with its picture, for most often there is no other;
        and when what may be sent later than that: what may be sent now and is not waits for something else, maybe for
        one that was put off."""
        rows = outbox.ready(tx, now, LOOK)
        if len(rows) == LOOK and len({row.chat_id for row in rows}) < AT_ONCE:
            rows = outbox.ready(tx, now, LOOK_BEHIND)  # a few chats must not hide others
        new = (n for n, row in enumerate(rows) if row.id not in self._under_way and not self._has_landed(row))
        if (first := next(new, None)) is not None:
            rows[first] = with_picture(tx, rows[first], self._bot_id())
        return rows, outbox.next_moment(tx, now)

    def _has_landed(self, row: Outgoing) -> bool:
        """Whether a row has left and is not noted yet."""
        return self._landed.get(row.id) == row.edition
