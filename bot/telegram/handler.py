"""Handles what has arrived: one update, one transaction with all that comes of it."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import sqlcipher3

from bot.defects import described
from bot.flows.house import Desk, House
from bot.flows.runner import Runner
from bot.telegram.incoming import Tapped, Unreadable, chat_of, read_update
from bot.telegram.routing import Routing
from dialogs.text import T
from storage import inbox, people
from storage.database import DATABASE_PAUSE, may_pass

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Updates read at a time."""


class Handler:
    """Works through the inbox in order."""

    def __init__(self, house: House, runner: Runner) -> None:
        self._house = house
        self._routing = Routing(house, runner)
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something may have arrived."""
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            waiting = await inbox.waiting(self._house.db.snapshot, AT_ONCE)
            for update_id, body in waiting:
                if not await self._handle(update_id, body):
                    break
            else:
                if len(waiting) < AT_ONCE:
                    await self._wake.wait()

    async def _handle(self, update_id: int, body: str) -> bool:
        """One update. Returns: False if it must be tried again, before any that came later."""
        try:
            try:
                await self._process(update_id, body)
            except Exception as error:
                if may_pass(error):
                    raise
                reason = str(error) if isinstance(error, Unreadable) else described(error)
                log.error("update %d is put aside: %s", update_id, reason)
                await self._put_aside(update_id, body)
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be written to (%s); trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
            return False
        return True

    async def _process(self, update_id: int, body: str) -> None:
        incoming = read_update(_object(body))
        async with self._house.db.write() as tx:
            if incoming:
                await self._routing.route(Desk(self._house, tx, self._house.clock.now()), incoming)
            await inbox.done(tx, update_id)

    async def _put_aside(self, update_id: int, body: str) -> None:
        """It cannot be handled: the update is kept for whoever mends that, and the person is not left waiting."""
        async with self._house.db.write() as tx:
            await inbox.done(tx, update_id, failed=True)
        try:
            async with self._house.db.write() as tx:
                await self._apologise(Desk(self._house, tx, self._house.clock.now()), _object(body))
        except Exception as error:
            log.error("nobody was told of update %d: %s", update_id, described(error))

    async def _apologise(self, desk: Desk, update: dict[str, Any]) -> None:
        chat_id = chat_of(update)
        person = await people.person_by_chat(desk.tx, chat_id) if chat_id else None
        if isinstance(tapped := _tap_in(update), Tapped):
            await self._routing.toast(desk, tapped, None)
        if person:
            await desk.tell(person, T("Something went wrong here. What you sent is kept. Please try again."))


def _tap_in(update: dict[str, Any]) -> Tapped | None:
    try:
        incoming = read_update(update)
    except Unreadable:
        return None
    return incoming if isinstance(incoming, Tapped) else None


def _object(body: str) -> dict[str, Any]:
    given = json.loads(body)
    return given if isinstance(given, dict) else {}
