"""What becomes of a row whose call failed: it is tried again, put aside, counts as sent, or is kept as a defect."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta

from bot.clock import Clock
from bot.telegram.content import Content
from bot.telegram.failure import CallFailed, Failure
from bot.telegram.notes import Notes
from bot.telegram.outage import Outage
from bot.telegram.pace import CallKind, Pace
from bot.telegram.timing import Timing
from storage import followup, outbox, schedules
from storage.database import Database
from storage.outbox import Lane, Outgoing
from storage.reach import CALL_TRIES
from storage.tx import Tx
from storage.unreachable import cannot_be_reached

log = logging.getLogger(__name__)

PAUSES = (1.0, 3.0, 9.0, 27.0, 81.0, 243.0)
"""Seconds before a row is tried again, the last between all further tries."""
CALL_PAUSES = (0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0)
"""The same for a call for a talk."""
MOST_TRIES, MOST_TRIES_OF_CALL = 7, 12
"""Failed tries after which a row is put aside, if others like it go through meanwhile."""
MOST_TRIES_OF_FILE = 3
"""The same for what words can stand for; whatever others do."""
AGAIN_AFTER = 1.0
"""Seconds before what had no reply is sent for the second and last time."""
SHORT_REST = 3.0
"""Seconds of rest that a call for a talk can wait for, once, before the next are called."""
WORDS_LAST = timedelta(hours=12)
"""How long the words are of use that stand for a file that could not be sent."""
FILES = ("media", "document", "voice")


class Setbacks:
    """Settles failed calls. `doubted` is told when Telegram says that it does not know the bot."""

    def __init__(
        self, db: Database, clock: Clock, timing: Timing, notes: Notes, pace: Pace, outage: Outage,
        doubted: Callable[[], None],
    ) -> None:  # fmt: skip
        self._db = db
        self._clock = clock
        self._timing = timing
        self._notes = notes
        self._pace = pace
        self._outage = outage
        self._doubted = doubted

    async def settle(self, row: Outgoing, call: CallKind, failed: CallFailed) -> None:
        """Settles what the row's call has ended in."""
        match failed.failure:
            case Failure.TOO_FAST:
                await self._rest(row, call, failed.rest)
            case Failure.FORBIDDEN:
                await self._notes.write(lambda tx: cannot_be_reached(tx, row.chat_id, self._clock.now()))
                log.info("a chat cannot be reached; what waited for it was dropped")
            case Failure.WRONG:
                # What Telegram calls wrong stays wrong: it is kept for whoever mends it, and the rest goes on.
                await self._notes.write(lambda tx: self._put_aside(tx, row, str(failed)))
                log.error("outbox row %d (%s) was refused: %s", row.id, row.action, failed)
            case _:
                if failed.failure is Failure.DOUBTED:
                    self._doubted()
                await self._may_pass(row, failed)

    async def defect(self, row: Outgoing, reason: str) -> None:
        """Keeps a row that a defect of ours keeps from being sent."""
        await self._notes.write(lambda tx: self._put_aside(tx, row, reason))

    async def too_late(self, row: Outgoing) -> None:
        """Drops a row whose time is over."""
        await self._notes.write(lambda tx: self._too_late(tx, row))
        log.info("outbox row %d was dropped: too late", row.id)

    async def hold(self) -> None:
        """Telegram is away: puts off all that is due until it is looked for again."""
        pause = self._outage.begins(calls=await self._db.read(outbox.call_waits))
        await self._notes.write(lambda tx: self._hold(tx, pause))

    async def rest(self, seconds: float, chat_id: int | None) -> None:
        """Puts off what is due in a chat, or in all, until the rest that was asked for is over."""
        now = self._clock.now()
        await self._notes.write(lambda tx: outbox.rest(tx, now, now + timedelta(seconds=seconds), chat_id))

    async def unfinished(self, row: Outgoing) -> None:
        """A call was broken off when the bot was stopped: what it sends may have arrived."""
        now = self._clock.now()
        await self._notes.write(lambda tx: outbox.no_reply(tx, row, now))

    async def _may_pass(self, row: Outgoing, failed: CallFailed) -> None:
        """No connection, no reply, or a server in trouble: for this row, or for all."""
        unknown = failed.failure is Failure.NO_REPLY and failed.method.startswith("send")
        if await self._outage.is_over(for_certain=unknown) or self._call_is_passed(row):
            if unknown:
                await self._notes.write(lambda tx: self._unknown(tx, row, failed))
            else:
                await self._once_more(row, failed)
            return
        if unknown:  # sent again only once Telegram is there, so that an outage does not use up the one time more
            await self._notes.write(lambda tx: self._unknown(tx, row, failed))
        await self.hold()

    def _call_is_passed(self, row: Outgoing) -> bool:
        """Whether a call for a talk fails while others go through, though Telegram does not say that it is there."""
        if row.lane is not Lane.CALL:
            return False
        self._outage.fails(row.id)
        return self._outage.is_passed(row.id)

    def _unknown(self, tx: Tx, row: Outgoing, failed: CallFailed) -> None:
        """Sent in full, and no reply: once more; then it counts as sent."""
        now = self._clock.now()
        if not row.lost:
            outbox.no_reply(tx, row, now + timedelta(seconds=AGAIN_AFTER))
            return
        log.warning("outbox row %d (%s, surface %s) was sent twice without a reply and counts as sent: %s",
                    row.id, row.action, row.surface_id, failed)  # fmt: skip
        outbox.sent(tx, row)
        self._words_instead(tx, row)
        if row.surface_id is not None:
            outbox.perhaps_on_screen(tx, row.surface_id, now)
            followup.call_changed(tx, row.surface_id)

    async def _once_more(self, row: Outgoing, failed: CallFailed) -> None:
        """Telegram is there and this row does not get through: it is tried some more, and nothing waits for it."""
        self._outage.fails(row.id)
        tries = row.tries + 1
        few = row.action in FILES
        most = MOST_TRIES_OF_FILE if few else MOST_TRIES_OF_CALL if row.lane is Lane.CALL else MOST_TRIES
        if tries >= most and (few or self._outage.blames(row.id, failed.method)):
            log.error("outbox row %d (%s, surface %s) is put aside after %d tries: %s",
                      row.id, row.action, row.surface_id, tries, failed)  # fmt: skip
            await self._notes.write(lambda tx: self._put_aside(tx, row, str(failed)))
            return
        if tries == 1:
            log.warning("outbox row %d (%s, surface %s) did not get through and is tried again: %s",
                        row.id, row.action, row.surface_id, failed)  # fmt: skip
        pauses = CALL_PAUSES if row.lane is Lane.CALL else PAUSES
        pause = timedelta(seconds=pauses[min(row.tries, len(pauses) - 1)])
        await self._notes.write(lambda tx: self._later(tx, row, pause, 1))

    def _later(self, tx: Tx, row: Outgoing, pause: timedelta, tries: int) -> None:
        outbox.later(tx, row, self._clock.now() + pause, tries)
        if row.lane is Lane.CALL and row.surface_id is not None and row.tries < CALL_TRIES <= row.tries + tries:
            followup.call_changed(tx, row.surface_id)

    async def _rest(self, row: Outgoing, call: CallKind, seconds: float) -> None:
        """A call for a talk does not wait for a long rest: the next are called."""
        everybody = self._pace.refused(row.chat_id, call, seconds, self._timing.monotonic())
        log.warning(
            "Telegram asks for a rest in %s; next try in %.0f s", "all chats" if everybody else "one chat", seconds
        )
        pause = timedelta(seconds=seconds)
        if row.lane is Lane.CALL:
            tries = CALL_TRIES if row.tries or seconds > SHORT_REST else 1
            await self._notes.write(lambda tx: self._later(tx, row, pause, tries))
        await self.rest(seconds, None if everybody else row.chat_id)

    def _hold(self, tx: Tx, pause: float) -> None:
        now = self._clock.now()
        outbox.hold(tx, now, now + timedelta(seconds=pause))

    def _put_aside(self, tx: Tx, row: Outgoing, reason: str) -> None:
        """Keeps a row that will not be sent, where it can be seen."""
        outbox.failed(tx, row, reason)
        self._words_instead(tx, row)
        self._never_came(tx, row)

    def _words_instead(self, tx: Tx, row: Outgoing) -> None:
        """Where somebody waits for a file, words come in its stead."""
        words = Content.read(row.payload).instead if row.action in FILES else ""
        if words:
            now = self._clock.now()
            outbox.put(tx, row.chat_id, row.lane, "show", Content(words).payload(), not_before=now,
                             expires_at=now + WORDS_LAST, surface_id=row.surface_id)  # fmt: skip

    def _too_late(self, tx: Tx, row: Outgoing) -> None:
        if outbox.drop(tx, row):
            self._never_came(tx, row)

    def _never_came(self, tx: Tx, row: Outgoing) -> None:
        """Notes what was on a card that never came into its chat: a check-in was not asked, a summary not given."""
        if row.surface_id is None or outbox.has_come(tx, row.surface_id):
            return
        schedules.never_came(tx, row.surface_id)
        followup.never_came(tx, row.surface_id)
        followup.call_never_came(tx, row.surface_id)


def doubting(doubt: Callable[[], Awaitable[None]], refused: Callable[[BaseException], None]) -> Callable[[], None]:
    """What to call when Telegram says that it does not know the bot: `doubt` finds out whether that is so, once for all
    who ask meanwhile, and `refused` is told if it is."""
    asking: asyncio.Future[None] | None = None

    def told(asked: asyncio.Future[None]) -> None:
        if not asked.cancelled() and (error := asked.exception()) is not None:
            refused(error)

    def doubted() -> None:
        nonlocal asking
        if asking is None or asking.done():
            asking = asyncio.ensure_future(doubt())
            asking.add_done_callback(told)

    return doubted
