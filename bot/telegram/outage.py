"""Tells a message that does not get through from a Telegram that is away."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Coroutine

log = logging.getLogger(__name__)

LONGEST_LOOK = 30.0
"""Seconds between looks whether Telegram is back, at most."""
LONGEST_LOOK_FOR_CALL = 4.0
"""The same while a call for a talk waits."""
JUST_NOW = 1.0
"""Seconds for which something that was taken shows that Telegram is there."""
MOST_REMEMBERED = 5000


class Outage:
    """Whether Telegram is away, and since when which message fails though it is there.

    Args:
        is_there: asks Telegram something that changes nothing.
        monotonic: seconds that only go forward.
    """

    def __init__(self, is_there: Callable[[], Coroutine[None, None, bool]], monotonic: Callable[[], float]) -> None:
        self._is_there = is_there
        self._monotonic = monotonic
        self._asking: asyncio.Task[bool] | None = None
        self._looks = 0
        self._next_look = 0.0
        self._taken: dict[str, float] = {}
        self._failing: OrderedDict[int, float] = OrderedDict()
        self.away = False

    def taken(self, row_id: int, method: str) -> None:
        """Telegram has taken a message by a call of this method."""
        if not method:
            return  # there was nothing to call for
        self._taken[method] = self._monotonic()
        self._failing.pop(row_id, None)
        self._reached()

    def fails(self, row_id: int) -> None:
        """A message has failed though Telegram is there."""
        self._failing.setdefault(row_id, self._monotonic())
        while len(self._failing) > MOST_REMEMBERED:
            self._failing.popitem(last=False)

    def blames(self, row_id: int, method: str) -> bool:
        """Whether a failing message is itself to blame: since it first failed, another went by the same method."""
        return self._taken.get(method, float("-inf")) > self._failing.get(row_id, float("inf"))

    def is_passed(self, row_id: int) -> bool:
        """Whether anything was taken since a failing message first failed."""
        return max(self._taken.values(), default=float("-inf")) > self._failing.get(row_id, float("inf"))

    async def is_over(self, *, for_certain: bool = True) -> bool:
        """Whether Telegram is there. It is asked, once for all who want to know at the same time; unless that need not
        be `for_certain` and something was taken just now."""
        if not for_certain and max(self._taken.values(), default=float("-inf")) > self._monotonic() - JUST_NOW:
            return True
        if self._asking is None:
            self._asking = asyncio.create_task(self._is_there())
            self._asking.add_done_callback(self._answered)
        return await asyncio.shield(self._asking)

    def _answered(self, asked: asyncio.Task[bool]) -> None:
        self._asking = None
        if not asked.cancelled() and asked.exception() is None and asked.result():
            self._reached()

    def _reached(self) -> None:
        if self.away:
            log.info("Telegram is reached again")
        self.away, self._looks = False, 0

    def begins(self, *, calls: bool) -> float:
        """Telegram is away. `calls` tells whether a call for a talk waits.

        Returns: the seconds until it is to be looked for again.
        """
        now = self._monotonic()
        if not self.away:
            log.warning("Telegram cannot be reached. What waits is kept and goes when it can.")
        if not self.away or now >= self._next_look:
            longest = LONGEST_LOOK_FOR_CALL if calls else LONGEST_LOOK
            self._next_look = now + min(2.0 ** min(self._looks, 10), longest)
            self._looks += 1
        self.away = True
        return self._next_look - now

    def until_look(self) -> float:
        """Seconds until Telegram is to be looked for again; 0 or less means now."""
        return self._next_look - self._monotonic()
