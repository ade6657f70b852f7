"""Houses that many tests begin with, made once and kept: the database, and what the simulated Telegram remembers."""

from __future__ import annotations

import pickle
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.keys import DATABASE
from storage.database import Database

if TYPE_CHECKING:
    from bot.simulator.server import Simulator
    from tests.house import House

_OF_STATE = ("queries", "texts", "uploads", "_files", "_contents", "_message_ids", "_query_ids")
_OF_UPDATES = ("delivered", "confirmed", "_next_id", "_allowed")


class Kept:
    """A house as it was: its database's file, and the memory of its Telegram; without one, that of nobody."""

    def __init__(self, database: bytes, telegram: Simulator | None = None) -> None:
        self.database = database
        self._memory = pickle.dumps(_memory(telegram)) if telegram else b""
        self._until = telegram.state.now() if telegram else None

    def returns_to(self, house: House) -> None:
        """The Telegram of a house that is just being opened remembers it, and its time goes on from there."""
        if self._until is None:
            return
        house.clock.jump_to(self._until)
        chats, state, updates = pickle.loads(self._memory)
        for chat_id, known in chats.items():
            house.sim.user(chat_id)
            vars(house.sim.state.chats[chat_id]).update(known)
        vars(house.sim.state).update(state)
        vars(house.sim.updates).update(updates)


def _memory(sim: Simulator) -> tuple[object, ...]:
    return (
        {chat_id: vars(chat) for chat_id, chat in sim.state.chats.items()},
        {name: getattr(sim.state, name) for name in _OF_STATE},
        {name: getattr(sim.updates, name) for name in _OF_UPDATES},
    )


_EMPTY: dict[str, Kept] = {}


async def empty_house(key: str) -> Kept:
    """A house that nobody has moved into, and nobody's Telegram knows of."""
    if key not in _EMPTY:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / DATABASE
            await (await Database.make(file, key)).close()
            _EMPTY[key] = Kept(file.read_bytes())
    return _EMPTY[key]
