"""Whether the database is whole: looked at after a bot that did not end as it should, and every night."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.config import Settings
from bot.keys import DATABASE
from storage import meta
from storage.damage import Check, DatabaseDamaged
from storage.database import Database

log = logging.getLogger(__name__)

NIGHT = timedelta(hours=4)
"""How long after local midnight; upkeep is over by then."""
LOOK = 60.0
"""Seconds between looks at the clock."""
STAYS = 1.0
"""Seconds between looks whether the file is still the one that was opened: what is written to one that was taken away
is seen by nobody."""
CAREFUL = 60.0
"""Seconds for which the bot is careful after a run that did not end as it should."""


class Integrity:
    """A part of the running bot. Taps are answered meanwhile: each look has a thread and a connection of its own."""

    def __init__(self, settings: Settings, clock: Clock, db: Database) -> None:
        self._settings = settings
        self._clock = clock
        self._db = db
        self._file = settings.folder / DATABASE
        self._opened = _identity(self._file)
        self._due = False
        self._careful_until = 0.0
        self._night = self._tonight()

    @asynccontextmanager
    async def marked(self, ends_well: Callable[[], bool]) -> AsyncIterator[None]:
        """Has it noted in the database that the bot runs, until it ends as it should. A start that is refused or broken
        off has handled nothing: then it is noted as before."""
        before = await self._db.read(meta.recall, "running")
        self._due = before is not None
        self._careful_until = math.inf if self._due else 0.0
        await self._db.write(meta.remember, "running", "1")
        try:
            yield
        except DatabaseDamaged:
            raise
        except BaseException:
            if before is None:
                await self._db.write(meta.forget, "running")
            raise
        if ends_well() and not self._db.damage.told.is_set():
            await self._db.write(meta.forget, "running")

    def careful(self) -> bool:
        """Whether the last run did not end as it should and this one has just begun: it may end the same way."""
        return time.monotonic() < self._careful_until

    async def run(self) -> None:
        """Looks for ever.

        Raises:
            DatabaseDamaged: as soon as anybody has come upon damage.
        """
        if self._careful_until:
            self._careful_until = time.monotonic() + CAREFUL  # from when Telegram was found, which may have taken long
        looking = [asyncio.create_task(self._look()), asyncio.create_task(self._stays())]
        try:
            await self._db.damage.told.wait()
        finally:
            for each in looking:
                each.cancel()
            await asyncio.gather(*looking, return_exceptions=True)
        self._db.damage.insist_on_none()

    async def _look(self) -> None:
        if self._due:
            log.warning("the bot did not end as it should the last time; the database is looked through")
        while True:
            if self._due or self._tonight() != self._night:
                self._due, self._night = False, self._tonight()
                if wrong := await Check(self._file, self._settings.key()).run():
                    self._db.damage.found(wrong)
                    self._db.damage.told.set()
                else:
                    log.info("the database is whole")
            await asyncio.sleep(LOOK)

    async def _stays(self) -> None:
        while True:
            if _identity(self._file) != self._opened:
                self._db.damage.gone(self._file)
                self._db.damage.told.set()
                return
            await asyncio.sleep(STAYS)

    def _tonight(self) -> date:
        return (self._clock.now().astimezone(self._settings.zone) - NIGHT).date()


def _identity(file: Path) -> tuple[int, int] | None:
    """What tells a file from another of its name; None if there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
