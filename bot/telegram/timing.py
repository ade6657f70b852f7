"""How the sender measures time and waits: for real, but where time is moved by hand."""

from __future__ import annotations

import asyncio
import contextlib
import time

from bot.clock import Clock


class Timing:
    """Seconds that only go forward: real ones, and those by which the clock was moved ahead by hand."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = clock.ahead
        self._latest = 0.0

    def monotonic(self) -> float:
        """Seconds since some moment, never fewer than before."""
        moved = (self._clock.ahead - self._ahead).total_seconds()
        self._latest = max(self._latest, time.monotonic() + moved)
        return self._latest

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        """Waits until the event is set, but no longer than so many seconds."""
        # Not wait_for: before Python 3.12 it may swallow a cancellation that meets the event.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await event.wait()
