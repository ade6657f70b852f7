"""The bot with two of the staff, asking for updates or being called with them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from bot.app import Service
from bot.clock import Clock
from bot.config import read_settings
from bot.simulator.server import Simulator
from bot.telegram.hearing import Hearing
from bot.telegram.receiver import Door
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import people
from storage.database import Database
from storage.inbox import Waiting
from storage.tx import Tx
from tests.books import arrived
from tests.running import TOKEN, made, settings
from tests.sketches import Sketches

METTE, JONAS = 1, 2


class Keeps:
    """Has updates kept, and handles none."""

    one_by_one = True

    def __init__(self, woken: Callable[[], None] = lambda: None) -> None:
        self._woken = woken

    def handle(self, tx: Tx, row: Waiting) -> None:
        raise AssertionError(f"update {row.update_id} was only to be kept")

    def wake(self) -> None:
        self._woken()


def door_of(db: Database, handler: Keeps) -> Door:
    """A door on the real clock, at which nobody asks what Telegram still has."""
    clock = Clock()
    return Door(db, clock, handler, Hearing(db, clock, _is_not_there))


async def _is_not_there() -> bool:
    return False


@asynccontextmanager
async def simulator() -> AsyncIterator[Simulator]:
    sim = Simulator(TOKEN, now=Clock().now)
    await sim.start()
    try:
        yield sim
    finally:
        await sim.stop()


@asynccontextmanager
async def service(sim: Simulator, folder: Path, **more: str) -> AsyncIterator[Service]:
    """The bot, with two of the staff whom it knows."""
    given = replace(read_settings(settings(sim.url, folder)), **more)  # unchecked: the simulator calls without https
    await made(folder)
    # Nothing is drawn here, which needs no process for it.
    with patch("bot.app.Studio", Sketches):
        async with Service(given, Clock()) as bot:
            for chat in (METTE, JONAS):
                sim.user(chat)
                sim.state.chats[chat].started = True
                if not await bot.db.write(people.person_by_chat, chat):
                    await bot.db.write(
                        people.add_person,
                        Role.STAFF,
                        f"Prøve {chat}",
                        Clock().now(),
                        profile=ReadingProfile(),
                        state="active",
                        chat_id=chat,
                    )
            yield bot


def pauses_of(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds between two calls for updates, which pass at once from now on."""
    pauses: list[float] = []

    async def passes_at_once(_: Hearing, seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(Hearing, "wanted_or", passes_at_once)
    return pauses


async def rows(db: Database) -> list[tuple[str, str]]:
    """(state, body) of all updates that are kept, by their numbers."""
    return [(update.state, update.body) for update in await arrived(db)]


@asynccontextmanager
async def hooked(folder: Path) -> AsyncIterator[tuple[Simulator, Service, str, dict[str, str]]]:
    """A bot that is called; with its address and the header that opens it."""
    address = f"127.0.0.1:{free_port()}"
    hook = {"webhook_url": f"http://{address}/", "webhook_address": address}
    async with simulator() as sim, service(sim, folder, **hook) as bot:
        yield sim, bot, f"http://{address}/", {"X-Telegram-Bot-Api-Secret-Token": sim.webhook._secret}


def said(chat: int, text: str, number: int = 1) -> dict[str, Any]:
    """An update with a text, as Telegram sends it."""
    person = {"id": chat, "is_bot": False, "first_name": "Prøve"}
    place = {"id": chat, "type": "private", "first_name": "Prøve"}
    return {"update_id": number, "message": {"message_id": 5, "date": 0, "from": person, "chat": place, "text": text}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
