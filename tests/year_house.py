"""A house for a year with its many small steps: a database without a thread between, a clock that stands still, and a
ticker that goes from one thing that falls due to the next."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Concatenate

import sqlcipher3

from bot.app import build_runner
from bot.clock import Clock
from bot.config import read_settings
from bot.desk.desk import House
from bot.schedule.ticker import Ticker
from dialogs.method.library import Library, load_library
from locales.texts import Texts, load_texts
from storage import agendas
from storage.damage import Damage
from storage.database import Database, P, R
from storage.tx import Tx, moment, stamp


class DirectDatabase(Database):
    """The same transactions on the file without a thread between: a year has many. Opened anew at every restart."""

    def __init__(self, file: Path) -> None:
        self._direct = sqlcipher3.connect(file, isolation_level=None)
        for pragma in ("key = \"x'" + "0f" * 32 + "'\"", "synchronous = OFF", "foreign_keys = ON"):
            self._direct.execute(f"PRAGMA {pragma}")

    async def write(self, change: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        self._direct.execute("BEGIN IMMEDIATE")
        try:
            outcome = change(Tx(self._direct, Damage()), *args, **kwargs)
            self._direct.execute("COMMIT")
        except BaseException:
            self._direct.execute("ROLLBACK")
            raise
        return outcome

    async def read(self, look: Callable[Concatenate[Tx, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        return look(Tx(self._direct, Damage()), *args, **kwargs)

    async def close(self) -> None:
        self._direct.close()


class HeldClock(Clock):
    """Stands still between jumps: computing takes time of its own, which has no place in what is compared."""

    def __init__(self, begins: datetime) -> None:
        super().__init__()
        self.held = begins

    def now(self) -> datetime:
        return self.held

    def jump_to(self, instant: datetime) -> None:
        self.ahead += instant - self.held
        self.held = instant


@dataclass
class YearHouse:
    """A house in a folder, in which its own dialogs may lie, from an instant on. What it reads from files is read once,
    however often it starts anew: that is most of a start."""

    folder: Path
    chance: random.Random
    begins: float

    def __post_init__(self) -> None:
        self.clock = HeldClock(moment(self.begins))

    @cached_property
    def library(self) -> Library:
        own = self.folder / "dialogs"
        return load_library(own if own.exists() else None)

    @cached_property
    def texts(self) -> Mapping[str, Texts]:
        return load_texts()

    def starts(self) -> None:
        self.db = DirectDatabase(self.folder / "house.db")
        settings = read_settings({"TRIVSELSBOT_TIMEZONE": "Europe/Copenhagen"})
        self.house = House(settings, self.library, self.texts, self.clock, self.db, "year_bot", build_runner())
        self.ticker = Ticker(self.house)

    async def stops(self) -> None:
        await self.db.close()

    def now(self) -> float:
        return stamp(self.clock.now())

    async def next_event(self) -> float | None:
        """When something falls due next."""
        due = await self.db.read(agendas.next_event)
        return stamp(due) if due else None

    async def goes_to(self, then: float) -> None:
        """Every tick on the way that has something to do, and one at the end."""
        while (due := await self.next_event()) is not None and due <= then:
            await self.ticks(max(due, self.now()))
        await self.ticks(then)

    async def ticks(self, at: float) -> None:
        self.clock.jump_to(moment(at))
        await self.ticker.tick()
