"""Whatever happens in whatever order: there is at most one voice, and it says what the newest card says."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from bot.simulator.state import SimMessage
from tests.examples import examples
from tests.house import House, open_house
from tests.phone import Phone
from tests.speaking.test_reading_aloud import READS, SIGN

ACTS = 14
FACES = ("🙁", "😐", "🙂")


class Asked:
    """The cards that were to be read aloud, and how they looked then."""

    def __init__(self) -> None:
        self._looks: dict[int, list[str]] = {}

    def add(self, message: SimMessage) -> None:
        self._looks[message.message_id] = look(message)

    def there(self, alma: Phone) -> int:
        """How many of them are still there and have not moved on."""
        now = {message.message_id: look(message) for message in alma.person.messages}
        self._looks = {at: was for at, was in self._looks.items() if now.get(at) == was}
        return len(self._looks)


def look(message: SimMessage) -> list[str]:
    return [b.text.replace("✓", "") for row in message.buttons for b in row]


async def hears(house: House, chance: random.Random, asked: Asked) -> None:
    """Once or twice, on any card that is still there, and perhaps answered before the voice has left."""
    alma = house.alma
    found = [(m.message_id, b.data) for m in alma.shown for row in m.buttons for b in row if b.text == SIGN and b.data]
    if not found:
        return
    at, data = chance.choice(found)
    asked.add(next(message for message in alma.shown if message.message_id == at))
    for _ in range(chance.randint(1, 2)):
        alma.person.taps_data(at, data)
    if chance.random() < 0.4 and (face := next((f for f in FACES if alma.can_tap(f)), None)):
        alma.person.taps_data(*alma.button(face))
    await house.quiet()


async def answers(house: House, chance: random.Random, _asked: Asked) -> None:
    alma = house.alma
    buttons = [b for row in alma.card.buttons for b in row if b.data and b.text != SIGN] if alma.shown else []
    if buttons:
        await alma.taps_data(alma.card.message_id, chance.choice(buttons).data or "")


async def opens_something(house: House, chance: random.Random, _asked: Asked) -> None:
    await house.alma.presses(chance.choice(("🙂", "📅", "➕")))


async def is_started_anew(house: House, _chance: random.Random, _asked: Asked) -> None:
    await house.closes()
    await house.opens()


async def blocks_for_a_while(house: House, _chance: random.Random, _asked: Asked) -> None:
    await house.alma.blocks()
    await house.alma.unblocks()
    await house.alma.starts()


async def time_passes(house: House, chance: random.Random, _asked: Asked) -> None:
    await house.passes(seconds=chance.choice((1, 30, 600)))


WHAT = (hears, hears, hears, answers, answers, opens_something, is_started_anew, blocks_for_a_while, time_passes)


def spoken(alma: Phone) -> list[int]:
    return [m.message_id for m in alma.person.messages if m.from_bot and (m.voice or m.audio)]


@pytest.mark.parametrize("seed", range(examples(8)))
async def test_there_is_never_a_voice_without_its_card(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    async with open_house(tmp_path) as house:
        alma = house.alma
        await house.reads_as(alma, READS)
        alma.turns_page()
        await alma.presses("🙂")
        asked, heard = Asked(), 0
        for _ in range(ACTS):
            act = chance.choice(WHAT)
            await act(house, chance, asked)
            voices = spoken(alma)
            heard += bool(voices)
            assert len(voices) <= asked.there(alma), f"{act.__name__}: {alma.screen}"
        assert heard
