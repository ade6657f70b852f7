"""The tick: whatever has fallen due is done, in small transactions, so that taps never wait long for it."""

from __future__ import annotations

import asyncio
import logging

from bot.flows import checkins, summaries, talk
from bot.flows.house import Desk, House
from bot.flows.runner import Runner
from storage import schedules
from storage.schedules import Schedule, Timer

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Due rows taken in one transaction."""


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
                log.error("the tick failed: %s", type(error).__name__)
            await asyncio.sleep(1)

    async def tick(self) -> None:
        """Does all that has fallen due by now."""
        async with self._turn:
            now = self._house.clock.now()
            if not await schedules.anything_due(self._house.db.snapshot, now):
                return
            while await self._some():
                await asyncio.sleep(0)  # a tap that has come meanwhile goes first

    async def _some(self) -> bool:
        async with self._house.db.write() as tx:
            desk = Desk(self._house, tx, self._house.clock.now())
            timers = await schedules.due_timers(tx, desk.now, AT_ONCE)
            for timer in timers:
                await self._timer(desk, timer)
            due = await schedules.due_schedules(tx, desk.now, AT_ONCE)
            for schedule in due:
                await self._schedule(desk, schedule)
            return bool(timers or due)

    async def _timer(self, desk: Desk, timer: Timer) -> None:
        if timer.kind == "talk" and timer.talk_id is not None:
            await talk.move_on(desk, timer.talk_id)
        else:
            await checkins.session_timer(desk, self._runner, timer)

    async def _schedule(self, desk: Desk, schedule: Schedule) -> None:
        if schedule.kind == "summary":
            await summaries.summary_due(desk, schedule)
        else:
            await checkins.check_in_due(desk, self._runner, schedule)
