"""The same dialog as an aiogram-dialog program, as its documentation writes one: a window for each card, each with its
picture, text and buttons; what is tapped is kept in the dialog's data. Its state lies in Redis, or in memory.

It runs in an environment of its own (see aiogram.lock) and so imports nothing of ours; the cards come as files."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from types import new_class
from typing import Any

import uvloop
from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.fsm.storage.redis import RedisStorage
from aiogram_dialog import Dialog, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.kbd import Button, Group, Row
from aiogram_dialog.widgets.media import StaticMedia
from aiogram_dialog.widgets.text import Const


def dialog(folder: Path, cards: list[Any], states: list[Any]) -> Any:
    """A window for each card."""

    async def tapped(_query: object, button: Any, manager: Any) -> None:
        step, _, choice = button.widget_id.partition("_")
        manager.dialog_data[step] = choice
        if manager.current_context().state != states[-1]:
            await manager.next()

    windows = []
    for number, (card, state) in enumerate(zip(cards, states, strict=True)):
        names = (f"q{number}_{choice}" for choice in range(1000))
        rows = (Row(*(Button(Const(words), next(names), on_click=tapped) for words in row)) for row in card["rows"])
        picture = [StaticMedia(path=folder / card["picture"])] if card["picture"] else []
        windows.append(Window(*picture, Const(card["text"]), Group(*rows), state=state))
    return Dialog(*windows)


def main(url: str, token: str, given: str, loop: str, socket: str = "") -> None:
    """Runs until it is asked to end, on a `loop` of asyncio or uvloop; with the path of Redis's socket, its state is
    kept there."""
    folder = Path(given)
    cards = json.loads((folder / "cards.json").read_text("utf-8"))
    named = {f"card{number}": State() for number in range(len(cards))}
    new_class("Trivsel", (StatesGroup,), exec_body=lambda space: space.update(named))
    states = list(named.values())

    async def begin(_message: object, dialog_manager: Any) -> None:
        await dialog_manager.start(states[0], mode=StartMode.RESET_STACK)

    keys = DefaultKeyBuilder(with_destiny=True)
    kept = RedisStorage.from_url(f"unix://{socket}", key_builder=keys) if socket else MemoryStorage()
    dispatcher = Dispatcher(storage=kept)
    dispatcher.include_router(dialog(folder, cards, states))
    dispatcher.message.register(begin)
    setup_dialogs(dispatcher)
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    with asyncio.Runner(loop_factory=uvloop.new_event_loop if loop == "uvloop" else None) as runner:
        runner.run(dispatcher.start_polling(bot))


if __name__ == "__main__":
    main(*sys.argv[1:])
