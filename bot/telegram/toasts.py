"""Answers to taps: Telegram shows a waiting sign on a button until its tap is answered."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence

from telegram.error import TelegramError

from bot.telegram.api import Api
from bot.telegram.failure import Failure, call_failed
from storage.tx import Toast

log = logging.getLogger(__name__)

MOST, MOST_WAITING = 6, 200
"""Answers under way together, so that they take no room from cards when none of them gets through, and those that wait
for that at most; the oldest of them go."""
PATIENCE = 20.0
"""Seconds a reply may take."""
PAUSES = (0.0, 1.0, 3.0)
"""Seconds before each try."""
OF_USE = 15.0
"""Seconds after which nobody looks at a button any more."""
LAST_CALLS = 2.0
"""Seconds that answers under way get to end when the bot is stopped."""


class Toasts:
    """Sends them as soon as what came of the taps is committed. Nothing is kept of them: what dies with the bot, or
    does not get through in a few seconds, is of no use any more."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._waiting: deque[tuple[Toast, float]] = deque(maxlen=MOST_WAITING)
        self._under_way: set[asyncio.Task[None]] = set()
        self._rest_until = 0.0

    @property
    def left(self) -> int:
        """How many are not answered yet."""
        return len(self._waiting) + len(self._under_way)

    def send(self, toasts: Sequence[Toast]) -> None:
        """Sends these beside everything else."""
        until = time.monotonic() + OF_USE
        self._waiting.extend((toast, until) for toast in toasts)
        self._begin()

    async def stop(self) -> None:
        """Lets those under way end, but not for long."""
        self._waiting.clear()
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=LAST_CALLS)
            for task in late:
                task.cancel()

    def _begin(self) -> None:
        while self._waiting and len(self._under_way) < MOST:
            task = asyncio.create_task(self._answer(*self._waiting.popleft()))
            self._under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._begin()

    async def _answer(self, toast: Toast, until: float) -> None:
        given = {"callback_query_id": toast.query_id, "text": toast.words or None}
        for pause in PAUSES:
            rest = max(pause, self._rest_until - time.monotonic())
            if time.monotonic() + rest > until:
                return
            if rest:
                await asyncio.sleep(rest)
            try:
                wait = min(PATIENCE, until - time.monotonic())
                await self._api.call("answerCallbackQuery", given, read_timeout=wait)
                return
            except TelegramError as error:
                failed = call_failed("answerCallbackQuery", error)
            if failed.failure is Failure.TOO_FAST:
                self._rest_until = time.monotonic() + failed.rest
            elif failed.failure in (Failure.WRONG, Failure.FORBIDDEN):
                return  # it was answered already, or is too old
        log.info("a tap was not answered: Telegram cannot be reached")
