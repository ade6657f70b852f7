"""Up to when all that people have sent to the bot has been heard: what waits at Telegram comes before the clock."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.clock import CLOSE, Clock
from storage import inbox
from storage.database import Database

log = logging.getLogger(__name__)

PATIENCE = 5.0
"""Seconds that whoever asks waits for Telegram to answer, and for what has come to be handled."""
SELDOM = 30.0
"""Seconds at most between two tries while Telegram is away."""
DEAF = 600.0
"""Seconds in which never all had been heard, after which the rest goes on all the same, if Telegram takes messages."""
_GLANCE = 0.005
KEPT = 86_400.0
"""Seconds that Telegram keeps what it could not hand over: after so long nothing that was in time can come any more."""


class Wanted(Exception):
    """A call that waited for news is cut off: what there is now is wanted at once."""


class Hearing:
    """Told by whoever takes updates in how that goes, and asked by the ticker before anything expires.

    Args:
        there: asks Telegram whether it answers at all, which also says what time it is.
    """

    def __init__(self, db: Database, clock: Clock, there: Callable[[], Awaitable[bool]]) -> None:
        self._db = db
        self._clock = clock
        self.there = there
        self._heard: datetime | None = None
        self._ahead = clock.ahead
        self._wanted = asyncio.Event()
        self._tried = asyncio.Event()
        self._deaf_since: float | None = time.monotonic()
        self._asked = 0.0

    # -- for those who take updates in

    def begins(self, heard: datetime | None) -> None:
        """The bot starts; `heard` is up to when it had heard everything when it was last running."""
        self._heard, self._ahead = heard, self._clock.ahead

    @property
    def up_to(self) -> datetime | None:
        """Up to when everything has been heard."""
        return self._heard

    @property
    def wanted(self) -> bool:
        """Whether somebody waits to hear what there is now."""
        return self._wanted.is_set()

    async def unless_wanted(self, call: Awaitable[Any]) -> Any:
        """What a call that waits for news brings.

        Raises:
            Wanted: if somebody wants to hear at once what there is.
        """
        running, wanted = asyncio.ensure_future(call), asyncio.ensure_future(self._wanted.wait())
        try:
            await asyncio.wait({running, wanted}, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                return running.result()
            raise Wanted
        finally:
            for task in (running, wanted):
                task.cancel()
            # Not awaited one by one: that would take a cancellation of the caller for that of the task.
            await asyncio.wait({running, wanted})
            if not running.cancelled():
                running.exception()  # read, so that nothing is said of it at the end

    def heard(self, at: datetime) -> None:
        """All that had been sent by the instant `at` is kept."""
        self._heard, self._ahead, self._deaf_since = at, self._clock.ahead, None
        self._wanted.clear()
        self._tried.set()

    def not_heard(self) -> None:
        """Telegram could not be asked, or something is still on its way."""
        if self._deaf_since is None:
            self._deaf_since = time.monotonic()
        self._wanted.clear()
        self._tried.set()

    async def wanted_or(self, seconds: float) -> None:
        """Waits until somebody wants to hear what there is, or so long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wanted.wait()

    def sent_by(self, now: datetime) -> datetime:
        """When something counts that has come now and does not say when it was sent: in favour of who sent it, when
        everything before it had been heard. When time was moved by hand while Telegram was there, nothing waited."""
        may_have_waited = self._deaf_since is not None or self._ahead == self._clock.ahead
        return self._heard if self._heard and self._heard < now and may_have_waited else now

    # -- for those who go by the clock

    async def through(self, due: datetime) -> bool:
        """Whether all that was sent by the instant `due` has been heard and handled. Asks Telegram if need be."""
        if not self._has_heard(due) and self._may_ask():
            self._tried.clear()
            self._wanted.set()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(PATIENCE):
                    await self._tried.wait()
        if not self._has_heard(due):
            return await self._goes_on_deaf()
        for _ in range(round(PATIENCE / _GLANCE)):
            if not await self._db.read(inbox.anything_new):
                return True
            await asyncio.sleep(_GLANCE)
        return False

    def _has_heard(self, due: datetime) -> bool:
        """Not by an instant that lies ahead, as one has that was noted while the clock was wrong."""
        return self._heard is not None and due <= self._heard <= self._clock.now() + CLOSE

    def _may_ask(self) -> bool:
        """While Telegram is away it is asked ever more seldom."""
        now = time.monotonic()
        deaf = now - self._deaf_since if self._deaf_since is not None else 0.0
        if now - self._asked < min(max(0.0, deaf - PATIENCE), SELDOM):
            return False
        self._asked = now
        return True

    async def _goes_on_deaf(self) -> bool:
        """While Telegram is away nothing can be sent, so nothing is lost by waiting. But not for ever."""
        if self._deaf_since is None:
            return False
        deaf = time.monotonic() - self._deaf_since
        return deaf > KEPT or (deaf > DEAF and await self.there())
