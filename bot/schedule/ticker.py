"""The tick: whatever has fallen due is done, a few things at a time, so that taps never wait long for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.defects import described
from bot.desk.at_work import off_work, shifts_moved
from bot.desk.desk import Desk, House
from bot.schedule.due import Work, do, first_due, put_aside
from bot.schedule.watchdog import Heartbeat
from bot.telegram.hearing import Hearing
from dialogs.time.hours import running
from storage import agendas, leaps, schedules
from storage.database import may_pass
from storage.schedules import Timer
from storage.tx import Tx

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Due things of a kind done in one transaction at most: what else is to be written waits for it."""

Act = Callable[[Desk], None]
Defuse = Callable[[Tx, datetime], None]


class Ticker:
    """Looks every second. A loop on the monotonic clock, not a scheduler's job: those are planned on the wall clock,
    and one set back by an hour would hold them up for an hour. `when_settled` is called at the start and each time it
    has been settled what time it is."""

    def __init__(self, house: House, hearing: Hearing | None = None) -> None:
        """`hearing` tells whether all that people sent in time has been handled."""
        self._house = house
        self._hearing = hearing
        self._turn = asyncio.Lock()
        self._heartbeat = Heartbeat(house, lambda: hearing.up_to if hearing else None)
        self._healed: int | None = None
        self._on: object = None
        self.when_settled: Callable[[], None] = lambda: None

    async def run(self) -> None:
        while True:
            try:
                await self.tick()
            except Exception as error:
                log.error("the tick failed: %s", described(error))
            await asyncio.sleep(1)

    async def tick(self) -> None:
        """Does all that has fallen due by now, once all that people had sent by then has been handled: what they did in
        time counts. Only a call for a talk waits for nothing. Nothing is done while it is not sure what time it is."""
        async with self._turn:
            if not self._house.clock.sure and self._hearing:
                await self._hearing.there()  # its answer says what time it is
            if not self._house.clock.sure:
                return
            await self._heal()
            await self._heartbeat.beat()
            db, now = self._house.db, self._house.clock.now()
            await self._shifts(now)
            while due := await db.read(agendas.latest_due, now):
                at = self._house.clock.now()  # for all of one round, however long Telegram takes to be heard
                await db.write(self._calls, at, now)
                if self._hearing and not await self._hearing.through(due):
                    await self._unheard(now)
                    return
                await db.write(self._some, at, now)
            await self._heartbeat.report()

    async def _unheard(self, now: datetime) -> None:
        """While Telegram does not answer, and may hold messages from people: does only what none of these can be about.
        Nobody can have answered a card that has not been seen, and a borger who has no card to answer can be asked
        something. Summaries wait, for they are to tell of all that was said."""
        db = self._house.db
        await db.write(self._unseen, now)
        while await db.write(self._idle, now):
            pass

    async def _heal(self) -> None:
        """At the start, and each time it has been settled what time it is: what a wrong clock had written is put
        right."""
        if self._healed == (settled := self._house.clock.settled):
            return
        now = self._house.clock.now()
        if await self._house.db.read(leaps.anything_ahead, now):
            rows = await self._house.db.write(leaps.heal, now)
            log.warning("What a wrong clock had written is put right: %d rows", rows)
        self.when_settled()
        self._healed = settled

    async def _shifts(self, now: datetime) -> None:
        """When other shifts are on than at the last look, and at the start: who is off by now keeps nothing on the
        screen that was for those at work."""
        on = running(self._house.settings.shifts, now.astimezone(self._house.zone))
        if on == self._on:
            return
        if self._on is None:  # while the bot was not there, the house may have set other hours
            await self._house.db.write(lambda tx: shifts_moved(Desk(self._house, tx, now)))
        await self._house.db.write(lambda tx: off_work(Desk(self._house, tx, now)))
        self._on = on

    def _calls(self, tx: Tx, at: datetime, now: datetime) -> None:
        for timer in schedules.due_calls(tx, now):
            self._once(tx, at, partial(self._timer, timer=timer), timer.defuse)

    def _some(self, tx: Tx, at: datetime, now: datetime) -> None:
        for timer in schedules.due_timers(tx, now, AT_ONCE):
            self._once(tx, at, partial(self._timer, timer=timer), timer.defuse)
        for person_id in agendas.due_agendas(tx, now, AT_ONCE):
            self._agenda(tx, at, person_id)

    def _unseen(self, tx: Tx, now: datetime) -> None:
        for timer in schedules.due_unseen(tx, now):
            self._once(tx, now, partial(self._timer, timer=timer), timer.defuse)

    def _idle(self, tx: Tx, now: datetime) -> bool:
        """Returns: whether there may be more."""
        idle = agendas.due_agendas(tx, now, AT_ONCE, idle=True)
        for person_id in idle:
            self._agenda(tx, now, person_id)
        return bool(idle)

    def _once(self, tx: Tx, now: datetime, act: Act, defuse: Defuse) -> None:
        """One due thing, whole or not at all. What fails must not hold the others up for ever: it is put aside."""
        try:
            with tx.part():
                act(Desk(self._house, tx, now))
        except Exception as error:
            if may_pass(error):
                raise  # a full disk passes; nothing is put aside for it
            log.error("something due could not be done: %s", described(error))
            defuse(tx, now)

    def _agenda(self, tx: Tx, now: datetime, person_id: int) -> None:
        """The first thing due of somebody's agenda; if there are more, it stays due."""
        work: Work | None = None

        def act(desk: Desk) -> None:
            nonlocal work
            work = first_due(desk, person_id)
            if work:
                do(desk, work)

        self._once(tx, now, act, lambda tx, now: put_aside(tx, person_id, work, now))

    def _timer(self, desk: Desk, timer: Timer) -> None:
        if schedules.take_timer(desk.tx, timer):
            timers = desk.runner.features.timers
            timers.get(timer.kind, timers[timer.of])(desk, timer)
