"""What Telegram shows of the bot beside its chats, looked after: descriptions, menus, commands."""

from __future__ import annotations

import asyncio
import math

from bot.desk.desk import Desk, House
from bot.telegram.api import Api
from bot.telegram.introduction import introduce
from bot.telegram.menu import MENUS, commands_in
from storage import people
from storage.people import Person

AT_ONCE = 200
"""Chats whose menus are brought up to date in one look: they wait behind everything else."""


class Presence:
    """Looks now and then. What Telegram has refused, or asked to wait with, is tried again later."""

    def __init__(self, house: House, api: Api) -> None:
        self._house = house
        self._api = api
        self._introduce_from = 0.0

    async def look(self) -> None:
        """Introduces the bot once after a start, and queues new menus for the chats whose menu has other commands."""
        await self._introduce()
        await self._menus()

    async def _introduce(self) -> None:
        now = asyncio.get_running_loop().time()
        if now < self._introduce_from:
            return
        wait = await introduce(self._api, self._house.settings, self._house.texts)
        self._introduce_from = now + wait if wait else math.inf

    async def _menus(self) -> None:
        house, found = self._house, list[Person]()
        for role, menu in MENUS.items():
            for language, texts in house.texts.items():
                commands, left = commands_in(menu, texts), AT_ONCE - len(found)
                found += await people.with_other_commands(house.db.bulk, role, language, commands, left)
        if found:
            await house.write(_renew, found)


def _renew(desk: Desk, found: list[Person]) -> None:
    for person in found:
        desk.renew_menu(person)
