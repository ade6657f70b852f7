"""A machine whose clock can be set wrong, and a house that runs on it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Machine
from tests.house import House, open_house


class Shaky(Machine):
    """Its clock is `off` by so much; its monotonic clock has `slept` through so many seconds."""

    def __init__(self) -> None:
        self.off = timedelta()
        self.slept = 0.0

    def wall(self) -> datetime:
        return super().wall() + self.off

    def steady(self) -> float:
        return super().steady() - self.slept


@dataclass(frozen=True)
class Shaken:
    """A house and its machine."""

    house: House
    machine: Shaky

    async def leaps(self, span: timedelta) -> None:
        """The machine's clock leaps; the next tick sees it."""
        self.machine.off += span
        await self.house.service.ticker.tick()


@asynccontextmanager
async def shaken(folder: Path, at: str) -> AsyncIterator[Shaken]:
    machine = Shaky()
    async with open_house(folder, at=at, machine=machine) as house:
        yield Shaken(house, machine)
