"""A machine whose clock can be set wrong, a house that runs on it, and what became of the check-ins in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from bot.clock import Machine
from storage.agendas import noted
from storage.answers import BEGINNING
from storage.database import Database
from storage.schedules import occurrences_between
from storage.tx import stamp
from tests.examples import CHECK_IN
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


async def check_ins(db: Database, borger_id: int) -> list[tuple[datetime, str]]:
    """When a borger's check-ins fell due, and what became of each; nobody sees that on a screen."""
    far = BEGINNING + timedelta(days=100_000)
    return [*await db.read(occurrences_between, borger_id, "check_in", BEGINNING, far, dialog_id=CHECK_IN)]


async def decided_in_time(db: Database, borger_id: int, due: datetime, late: timedelta) -> bool:
    """Whether it was decided what becomes of a check-in when it fell due: not before, and by so much later at most."""
    soon = timedelta(milliseconds=1)
    before, by_then = [await db.read(noted, borger_id, due - soon, due + span) for span in (-soon, late)]
    return stamp(due) in {at for *_, at in by_then} - {at for *_, at in before}


@asynccontextmanager
async def shaken(folder: Path, at: str) -> AsyncIterator[Shaken]:
    machine = Shaky()
    async with open_house(folder, at=at, machine=machine) as house:
        yield Shaken(house, machine)
