"""A simulator, a python-telegram-bot client of it, and a clock moved by hand, for the simulator's own tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from bot.telegram.api import Api

TOKEN = "123456:demo-token"
ALMA = 1001


def png(width: int = 640, height: int = 480) -> bytes:
    """The beginning of a PNG, which is all the simulator looks at."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")


def row(*buttons: tuple[str, str]) -> InlineKeyboardMarkup:
    """One row of inline buttons, each a text and its data."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for text, data in buttons]])


@dataclass
class Clock:
    """A clock moved by hand."""

    now: datetime = field(default=datetime(2026, 3, 2, 8, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **kwargs: float) -> None:
        """Moves on, by the arguments of timedelta."""
        self.now += timedelta(**kwargs)


@dataclass(frozen=True)
class Stage:
    """What a test plays on. Alma has started the bot, which has read that."""

    sim: Simulator
    bot: Api
    clock: Clock


@asynccontextmanager
async def stage(*, limits: Limits | None = None, read_timeout: float = 5) -> AsyncIterator[Stage]:
    """A running simulator with a client, both closed in the end."""
    clock = Clock()
    sim = Simulator(TOKEN, now=clock, limits=limits)
    await sim.start()
    bot = client(sim, read_timeout=read_timeout)
    try:
        async with bot:
            sim.user(ALMA, first_name="Alma").starts()
            (update,) = await bot.get_updates()
            await bot.get_updates(update.update_id + 1)
            sim.calls.clear()
            yield Stage(sim, bot, clock)
    finally:
        await sim.stop()


def client(sim: Simulator, token: str = TOKEN, *, read_timeout: float = 5) -> Api:
    """A client of the simulator."""
    return Api(token, sim.url, read_timeout=read_timeout)
