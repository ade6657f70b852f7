"""Waking coroutines when something in the simulator has changed."""

import asyncio
import time
from collections.abc import Callable

# Seconds. A predicate may look at things outside the simulator (a database, a process), so it is asked again.
RECHECK = 0.05


class Signal:
    """Wakes everybody who waits each time it is fired; firing costs next to nothing when nobody does.

    To be used within one event loop only.
    """

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        """Wakes all that wait now."""
        self._event.set()
        self._event = asyncio.Event()

    async def wait(self, seconds: float) -> bool:
        """Waits for the next firing, at most `seconds`; False when none came."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return False
        return True

    async def until(self, predicate: Callable[[], bool], seconds: float) -> bool:
        """Waits until `predicate` holds, at most `seconds`; returns whether it does."""
        end = time.monotonic() + seconds
        while not predicate():
            left = end - time.monotonic()
            if left <= 0:
                return False
            await self.wait(min(left, RECHECK))
        return True
