"""A house in which Alma uses shipped methods and lets Mette read of her life."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage import method_use, sharing
from tests.house import House, open_house
from tests.phone import Phone


async def uses(house: House, borger: Phone, *methods: str) -> None:
    """The borger uses these methods from now on."""
    who = await house.known(borger)
    for method in methods:
        await house.service.db.write(method_use.set_used, who.id, method, True, who.id, house.clock.now())


async def lets_read(house: House, borger: Phone, reader: Phone, topic: str = "life", *, yes: bool = True) -> None:
    """Whether a borger lets a reader read a topic."""
    who, to = await house.known(borger), await house.known(reader)
    await house.service.db.write(sharing.set_grant, who.id, to.id, topic, yes, house.clock.now())


@asynccontextmanager
async def house_using(folder: Path, *methods: str) -> AsyncIterator[House]:
    """A house where Alma uses these methods, and Mette may read of her life."""
    async with open_house(folder) as house:
        await uses(house, house.alma, *methods)
        await lets_read(house, house.alma, house.mette)
        yield house


async def opens(borger: Phone, *taps: str) -> None:
    """The borger opens a shelf, and goes on from there."""
    borger.turns_page()
    await borger.presses("More")
    await borger.taps(*taps)
