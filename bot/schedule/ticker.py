"""The tick: whatever has fallen due is done, in small transactions, so that taps never wait long for it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial

from bot.defects import described
from bot.flows import checkins, summaries, talk
from bot.flows.house import Desk, House
from bot.flows.runner import Runner
from storage import schedules
from storage.database import Tx, may_pass
from storage.schedules import Schedule, Timer

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Due rows read at a time."""

Act = Callable[[Desk], Awaitable[None]]
Defuse = Callable[[Tx, datetime], Awaitable[None]]


class Ticker:
    """Looks every second. A loop on the monotonic clock, not a scheduler's job: those are planned on the wall clock,
    and one set back by an hour would hold them up for an hour."""

    def __init__(self, house: House, runner: Runner) -> None:
        self._house = house
        self._runner = runner
        self._turn = asyncio.Lock()

    async def run(self) -> None:
        while True:
            try:
                await self.tick()
            except Exception as error:
                log.error("the tick failed: %s", described(error))
            await asyncio.sleep(1)

    async def tick(self) -> None:
        """Does all that has fallen due by now."""
        async with self._turn:
            db, now = self._house.db, self._house.clock.now()
            while await schedules.anything_due(db.snapshot, now):
                for timer in await schedules.due_timers(db.snapshot, now, AT_ONCE):
                    await self._once(partial(self._timer, timer=timer), timer.defuse)
                for schedule in await schedules.due_schedules(db.snapshot, now, AT_ONCE):
                    await self._once(partial(self._schedule, found=schedule), schedule.defuse)

    async def _once(self, act: Act, defuse: Defuse) -> None:
        """One due row in one transaction. A row that fails must not hold the others up for ever: it is put aside."""
        now = self._house.clock.now()
        try:
            async with self._house.db.write() as tx:
                await act(Desk(self._house, tx, now))
        except Exception as error:
            if may_pass(error):
                raise  # a full disk passes; nothing is put aside for it
            log.error("something due could not be done: %s", described(error))
            async with self._house.db.write() as tx:
                await defuse(tx, now)

    async def _timer(self, desk: Desk, timer: Timer) -> None:
        if not await schedules.take_timer(desk.tx, timer):
            return
        if timer.talk_id is not None and timer.kind == "nudge":
            await talk.look_again(desk, timer.talk_id)
        elif timer.talk_id is not None:
            await talk.move_on(desk, timer.talk_id)
        else:
            await checkins.session_timer(desk, self._runner, timer)

    async def _schedule(self, desk: Desk, found: Schedule) -> None:
        schedule = await schedules.schedule_by_id(desk.tx, found.id)
        if schedule is None or schedule.due is None or schedule.due > desk.now:
            return  # changed a moment before it fell due: the new plan counts
        if schedule.kind == "summary":
            await summaries.summary_due(desk, schedule)
        else:
            await checkins.check_in_due(desk, self._runner, schedule)
