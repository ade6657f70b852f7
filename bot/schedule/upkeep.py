"""Upkeep: copies of what was sent, old cards taken out of chats, handled updates let go, and a look at who
cannot be reached."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import date, datetime, timedelta
from functools import partial

from apscheduler.job import Job
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from dateutil.relativedelta import relativedelta

from bot.defects import described
from bot.desk.desk import Desk, House
from bot.rights import ledger
from bot.rights.erasing import erase_within
from bot.schedule import watchdog
from bot.schedule.presence import Presence
from bot.telegram.api import Api
from bot.telegram.files import Fetched, fetch_copy
from dialogs.text import T, Text
from storage import access, aloud, media, outbox, people, retention, spoken
from storage.outbox import Lane
from storage.tx import Tx

log = logging.getLogger(__name__)

NIGHT = timedelta(hours=3)
"""How long after local midnight a day's upkeep is done."""


NOT_KEPT = {
    Fetched.TOO_LARGE: T("What you sent is too big for me to keep. Please send it again, a bit shorter or smaller."),
    Fetched.REFUSED: T("I could not keep what you sent. Please send it again."),
}


@BaseTrigger.register
class Every:
    """Lets a job run again a pause after it ran last. The scheduler's own trigger goes through all the runs it has
    missed one by one: on a clock that has leapt by years these are millions, and the bot would stand still for
    minutes."""

    def __init__(self, pause: timedelta) -> None:
        self._pause = pause

    def get_next_fire_time(self, _previous: datetime | None, now: datetime) -> datetime:
        return now + self._pause


class Upkeep:
    """A handful of jobs that may be late without harm. They are planned on the machine's clock, and anew each time it
    has been settled what time it is: once that clock is set back by a day, they would stand still for a day."""

    def __init__(self, house: House, api: Api) -> None:
        self._house = house
        self._api = api
        self.presence = Presence(house, api)
        self._scheduler = AsyncIOScheduler(timezone=house.zone)
        self._planned: list[tuple[Job, Every]] = []
        self._night: date | None = None

    def start(self) -> None:
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        watch = partial(watchdog.look, self._house)
        for work, every in (
            (self.fetch_media, 10),
            (self.clear_chats, 600),
            (watch, 600),
            (self.note_erasures, 60),
            (self.presence.look, 60),
            (self.forget_nightly, 60),
        ):
            pause = Every(timedelta(seconds=every))
            self._planned.append((self._scheduler.add_job(self._done, pause, [work], **options), pause))
        self._scheduler.add_job(self._done, args=[self.forget_nightly], misfire_grace_time=None)  # and at once
        self._scheduler.start()

    def replan(self) -> None:
        """Plans all jobs anew, by the clock as it is now."""
        for job, pause in self._planned:
            job.reschedule(pause)

    async def _done(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            if self._house.clock.sure:
                await work()
        except asyncio.CancelledError:
            pass  # the bot stops; APScheduler would log that as a failure
        except Exception as error:
            log.error("upkeep failed: %s", described(error))

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def fetch_media(self) -> None:
        """Fetches our own copy of what borgere have sent, and staff to them; again after a failure, with growing
        pauses."""
        db, now = self._house.db, self._house.clock.now()
        for wanted in await db.read(media.to_fetch, now):
            fetched = await fetch_copy(self._api, db, wanted, now)
            if fetched in NOT_KEPT and (sender := await db.read(spoken.said_by, wanted.id) or wanted.borger_id):
                await self._house.write(_tell, sender, NOT_KEPT[fetched])

    async def clear_chats(self) -> None:
        """Takes cards out of chats before Telegram's 48 hours for deleting are over."""
        hours = int(self._house.settings.clear_chat_hours)
        if not hours:
            return
        now = self._house.clock.now()
        await self._house.db.write(_clear, now - timedelta(hours=hours), now)

    async def forget_nightly(self) -> None:
        """Lets go of what is due soon after the start, and then every night; as soon as the clock can be trusted."""
        night = (self._house.clock.now().astimezone(self._house.zone) - NIGHT).date()
        if night != self._night and self._house.clock.agreed:
            await self.forget()
            self._night = night if self._house.clock.agreed else self._night

    async def forget(self) -> None:
        """Lets go of what has been kept for as long as it may be, in many small transactions with taps between them.
        What is erased cannot be had back: so only while the machine's clock and Telegram's agree."""
        erased, more = 0, True
        while more and self._house.clock.agreed:
            now = self._house.clock.now()
            before = now - relativedelta(months=int(self._house.settings.keep_months))
            found = await self._house.db.write(self._forget_some, now, before)
            erased, more = erased + found, found > 0
        if erased:
            log.info("let go of %d rows that need not be kept any longer", erased)
        await self._house.db.empty_log()  # also of what was erased from outside, while somebody was reading

    def _forget_some(self, tx: Tx, now: datetime, before: datetime) -> int:
        """Returns: how many rows went; 0 when there is no more. Whoever has left then goes altogether with the last of
        what was kept of them."""
        found = retention.erase_due(tx, now, before)
        for borger in people.long_gone(tx, before) if not found else ():
            erase_within(tx, borger, now, self._house.texts[borger.profile.language])
            log.info("somebody who had left went with the last of what was kept of them")
        for staff in access.long_ended(tx, before) if not found else ():
            people.remove_person(tx, staff.id)
            log.info("somebody whose access had ended went with the last of what was kept of that time")
        return found

    async def note_erasures(self) -> None:
        """Notes outside the database who was erased in it, and takes what was erased out of the write-ahead log."""
        file, now = ledger.ledger_of(self._house.settings), self._house.clock.now()
        try:
            if await ledger.note_erasures(self._house.db, file, now):
                await self._house.db.empty_log()
        except OSError as error:
            log.error("erasures cannot be noted in %s (%s); a backup could bring them back", file, error.strerror)
            await self._house.db.empty_log()


def _tell(desk: Desk, person_id: int, words: Text) -> None:
    if person := people.person_by_id(desk.tx, person_id):
        desk.tell(person, words, pictogram="🤷", wait_for_day=True)


def _clear(tx: Tx, before: datetime, now: datetime) -> None:
    """Old cards go, and with each the voice that has read it."""
    old = outbox.old_surfaces(tx, before)
    voices = [(voice, chat_id) for surface_id, chat_id in old if (voice := aloud.now_says(tx, surface_id, None))]
    for surface_id, chat_id in dict.fromkeys([*old, *voices]):
        outbox.put(tx, chat_id, Lane.UPKEEP, "delete", {}, not_before=now, expires_at=now + timedelta(hours=8),
                   surface_id=surface_id)  # fmt: skip
