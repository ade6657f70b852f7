"""Handles what has arrived: each update whole, with all that comes of it, or not at all."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any

import sqlcipher3

from bot.defects import described
from bot.desk.desk import Desk, House
from bot.routing import Routing
from bot.telegram.incoming import Tapped, Unreadable, chat_of, read_update
from bot.telegram.receiver import TOGETHER
from bot.telegram.strangers import LogLine
from dialogs.text import T
from storage import inbox, people
from storage.database import DATABASE_PAUSE, may_pass
from storage.inbox import Waiting
from storage.tx import Tx

log = logging.getLogger(__name__)

SENT = ("message", "edited_message", "callback_query")
"""Kinds of updates by which somebody has done something they wait for an answer to."""
MOST_TRIES = 3
"""How often the process may end with an update until that is put aside: more often than being killed from outside makes
it look guilty, and before systemd gives up, after five starts in ten seconds."""


class Handler:
    """Works through the inbox in order. `careful` tells whether an update may be why the bot ended the last time: then
    each is counted before it is begun with."""

    def __init__(self, house: House, careful: Callable[[], bool]) -> None:
        self._house = house
        self._routing = Routing(house)
        self._careful = careful
        self._wake = asyncio.Event()
        self._odd = LogLine()
        self._counted: set[int] = set()

    @property
    def one_by_one(self) -> bool:
        """Whether each update is to be kept before it is handled, and by itself."""
        return self._careful()

    def wake(self) -> None:
        """Something may have arrived that is not handled yet."""
        self._wake.set()

    async def run(self) -> None:
        while True:
            self._wake.clear()
            try:
                more = await (self._one_by_one() if self.one_by_one else self._house.db.write(self._some))
            except sqlcipher3.dbapi2.OperationalError as error:
                log.error("the database cannot be written to (%s); trying again", error)
                await asyncio.sleep(DATABASE_PAUSE)
                continue
            if not more:
                await self._wake.wait()

    def _some(self, tx: Tx) -> bool:
        """Returns: whether there may be more."""
        rows = inbox.waiting(tx, TOGETHER)
        for row in rows:
            self.handle(tx, row)
        return len(rows) == TOGETHER

    async def _one_by_one(self) -> bool:
        """One update, with a note before that it is begun with; one with which the bot has ended a few times is put
        aside. Returns: whether there may be more."""
        rows = await self._house.db.read(inbox.waiting, 1)
        for row in rows:
            if row.tries >= MOST_TRIES:
                log.error("update %d is put aside: the bot ended with it %d times", row.update_id, row.tries)
                await self._house.db.write(self._put_aside, row, "the bot ended with it")
                continue
            # Both are handed over at once, so that little else can happen between them for which it would be blamed.
            await asyncio.gather(self._count(row), self._house.db.write(self._alone, row))
        return bool(rows)

    async def _count(self, row: Waiting) -> None:
        """Counts that the bot begins with an update; once, for what the disk has no room for is tried again and has not
        ended the bot."""
        if row.id not in self._counted:
            await self._house.db.write(inbox.begun, row.id)
            self._counted.add(row.id)

    def _alone(self, tx: Tx, row: Waiting) -> None:
        if inbox.still_waits(tx, row.id):  # else it was handled by the last try, of which only the note failed
            self.handle(tx, row)

    def handle(self, tx: Tx, row: Waiting) -> None:
        """Handles an update within a transaction; one that cannot be handled is put aside.

        Raises:
            sqlcipher3.dbapi2.OperationalError: if the database cannot be written to for now.
        """
        try:
            with tx.part():
                if incoming := read_update(_object(row.body)):
                    now = self._house.clock.now()
                    self._routing.route(Desk(self._house, tx, now, min(row.counts_at, now)), incoming)
                inbox.done(tx, row.id)
        except Exception as error:
            if may_pass(error):
                raise
            reason = str(error) if isinstance(error, Unreadable) else described(error)
            if row.stranger:
                self._odd.say(self._house.clock.now(), f"a stranger's update {row.update_id} is put aside: {reason}")
            else:
                log.error("update %d is put aside: %s", row.update_id, reason)
            self._put_aside(tx, row, reason)

    def _put_aside(self, tx: Tx, row: Waiting, reason: str) -> None:
        """It cannot be handled: the update is kept for whoever mends that, and the person is not left waiting."""
        inbox.put_aside(tx, row.id, reason)
        try:
            with tx.part():
                self._apologise(Desk(self._house, tx, self._house.clock.now()), _object(row.body))
        except Exception as error:
            if may_pass(error):
                raise
            log.error("nobody was told of update %d: %s", row.update_id, described(error))

    def _apologise(self, desk: Desk, update: dict[str, Any]) -> None:
        chat_id = chat_of(update)
        person = people.person_by_chat(desk.tx, chat_id) if chat_id else None
        if isinstance(tapped := _tap_in(update), Tapped):
            self._routing.toast(desk, tapped, None, person)
        if person and not update.keys().isdisjoint(SENT):
            wait = T("Something went wrong here. What you sent is not lost. Please wait a little.")
            desk.tell(person, wait, pictogram="⏳")


def _tap_in(update: dict[str, Any]) -> Tapped | None:
    try:
        incoming = read_update(update)
    except Unreadable:
        return None
    return incoming if isinstance(incoming, Tapped) else None


def _object(body: str) -> dict[str, Any]:
    given = json.loads(body)
    return given if isinstance(given, dict) else {}
