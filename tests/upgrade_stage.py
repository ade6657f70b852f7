"""A house that version 408a2ad left in the middle of a Thursday, and that this one goes on with. How it was lived in is
in tests/fixtures; what stood on the phones stands there again, so that old cards can be tapped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.simulator.state import SimMessage
from tests.fixtures.days_408a2ad import BO, IDA, KAREN
from tests.fixtures.make_408a2ad import DAN, EVA
from tests.fixtures.phones import put_back
from tests.house import House, house_with
from tests.phone import Phone, en

FIXTURES = Path(__file__).parent / "fixtures"
DATABASE, CHATS = FIXTURES / "408a2ad.db", FIXTURES / "408a2ad.chats.json"
SOON_AFTER = "2026-12-03 16.12"


class Old:
    """The house with the phones of all who live and work in it. `last` is the last message of the old version."""

    def __init__(self, house: House, last: int) -> None:
        self.house = house
        self.last = last
        self.lis, self.mette, self.jonas, self.alma = house.lis, house.mette, house.jonas, house.alma
        self.karen, self.ida, self.bo = house.phone(KAREN, "Karen"), house.phone(IDA, "Ida"), house.phone(BO, "Bo")
        self.dan, self.eva = house.phone(DAN, "Dan"), house.phone(EVA, "Eva")
        self.bo.say = en

    @property
    def phones(self) -> tuple[Phone, ...]:
        return self.lis, self.mette, self.jonas, self.karen, self.alma, self.ida, self.bo, self.dan, self.eva

    def new(self, phone: Phone) -> list[str]:
        """What has come to somebody since the upgrade."""
        return [words_of(message) for message in phone.shown if message.message_id > self.last]


def words_of(message: SimMessage) -> str:
    return message.text or message.caption


@asynccontextmanager
async def upgraded(folder: Path, *, at: str = SOON_AFTER) -> AsyncIterator[Old]:
    """The house, when all that waited has been done."""
    chats = CHATS.read_text("utf-8")
    last = 0

    def there_again(house: House) -> None:
        nonlocal last
        last = put_back(house.sim, chats)

    async with house_with(DATABASE.read_bytes(), folder, there_again, at=at) as house:
        await house.quiet()
        yield Old(house, last)


@pytest.fixture
async def old(tmp_path: Path) -> AsyncIterator[Old]:
    async with upgraded(tmp_path) as found:
        yield found


async def page(staff: Phone, borger: str, *parts: str) -> None:
    """Opens a part of a borger's page; only that is seen."""
    staff.turns_page()
    await staff.presses("Borgere")
    await staff.taps(borger, *parts)
