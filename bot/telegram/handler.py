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
from bot.telegram.strangers import LogLine
from dialogs.text import T
from storage import inbox, people
from storage.database import DATABASE_PAUSE, may_pass
from storage.inbox import Waiting

log = logging.getLogger(__name__)

AT_ONCE = 100
"""Updates read at a time."""
SENT = ("message", "edited_message", "callback_query")
"""Kinds of updates by which somebody has done something they wait for an answer to."""
MOST_TRIES = 3
"""How often the process may end with an update that was left from before, until that is put aside: more often than
being killed from outside makes it look guilty, and before systemd gives up, after five starts in ten seconds."""


class Handler:
    """Works through the inbox in order."""

    def __init__(self, house: House, runner: Runner) -> None:
        self._house = house
        self._routing = Routing(house, runner)
        self._wake = asyncio.Event()
        self._odd = LogLine()
        self._left: set[int] = set()

    def wake(self) -> None:
        """Something may have arrived."""
        self._wake.set()

    async def run(self) -> None:
        self._left = await inbox.waiting_ids(self._house.db.snapshot)
        while True:
            self._wake.clear()
            waiting = await inbox.waiting(self._house.db.snapshot, AT_ONCE)
            for row in waiting:
                if not await self._take_up(row):
                    break
                if row.stranger and self._wake.is_set():
                    break  # somebody may have come whom the house knows
            else:
                if len(waiting) < AT_ONCE:
                    await self._wake.wait()

    async def _take_up(self, row: Waiting) -> bool:
        """One update. Returns: False if it must be tried again, before any that came later."""
        try:
            await (self._again(row) if row.id in self._left else self._handle(row))
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be written to (%s); trying again", error)
            await asyncio.sleep(DATABASE_PAUSE)
            return False
        return True

    async def _again(self, row: Waiting) -> None:
        """One that was left from before the start may be why the bot ended: it is noted that it is begun with, and one
        with which the bot has ended a few times is put aside."""
        if row.tries >= MOST_TRIES:
            log.error("update %d is put aside: the bot ended with it %d times", row.update_id, row.tries)
            await self._put_aside(row, "the bot ended with it")
            return
        async with self._house.db.write() as tx:
            await inbox.begun(tx, row.id)
        self._left.discard(row.id)
        try:
            await self._handle(row)
        except asyncio.CancelledError:  # the bot is stopped, which is not this update's fault
            async with self._house.db.write() as tx:
                await inbox.begun(tx, row.id, -1)
            raise

    async def _handle(self, row: Waiting) -> None:
        try:
            await self._process(row)
        except Exception as error:
            if may_pass(error):
                raise
            reason = str(error) if isinstance(error, Unreadable) else described(error)
            if row.stranger:
                self._odd.say(self._house.clock.now(), f"a stranger's update {row.update_id} is put aside: {reason}")
            else:
                log.error("update %d is put aside: %s", row.update_id, reason)
            await self._put_aside(row, reason)

    async def _process(self, row: Waiting) -> None:
        incoming = read_update(_object(row.body))
        async with self._house.db.write() as tx:
            if incoming:
                now = self._house.clock.now()
                await self._routing.route(Desk(self._house, tx, now, min(row.counts_at, now)), incoming)
            await inbox.done(tx, row.id)

    async def _put_aside(self, row: Waiting, reason: str) -> None:
        """It cannot be handled: the update is kept for whoever mends that, and the person is not left waiting."""
        async with self._house.db.write() as tx:
            await inbox.put_aside(tx, row.id, reason)
        try:
            async with self._house.db.write() as tx:
                await self._apologise(Desk(self._house, tx, self._house.clock.now()), _object(row.body))
        except Exception as error:
            log.error("nobody was told of update %d: %s", row.update_id, described(error))

    async def _apologise(self, desk: Desk, update: dict[str, Any]) -> None:
        chat_id = chat_of(update)
        person = await people.person_by_chat(desk.tx, chat_id) if chat_id else None
        if isinstance(tapped := _tap_in(update), Tapped):
            await self._routing.toast(desk, tapped, None, person)
        if person and not update.keys().isdisjoint(SENT):
            await desk.tell(person, T("Something went wrong here. What you sent is not lost. Please wait a little."))


def _tap_in(update: dict[str, Any]) -> Tapped | None:
    try:
        incoming = read_update(update)
    except Unreadable:
        return None
    return incoming if isinstance(incoming, Tapped) else None


def _object(body: str) -> dict[str, Any]:
    given = json.loads(body)
    return given if isinstance(given, dict) else {}
