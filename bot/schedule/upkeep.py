"""Upkeep: copies of voice messages and photos, old cards taken out of chats, handled updates let go, and a look at who
cannot be reached."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from dateutil.relativedelta import relativedelta
from telegram import Bot

from bot.defects import described
from bot.flows.house import House
from bot.schedule import watchdog
from bot.telegram.files import fetch_copy
from storage import followup, inbox, media, notes, outbox, reminders, sessions, sharing
from storage.outbox import Lane

log = logging.getLogger(__name__)

KEEP_IDS = timedelta(days=8)
KEEP_FAILED = timedelta(days=30)


class Upkeep:
    """A handful of jobs that may be late without harm."""

    def __init__(self, house: House, bot: Bot) -> None:
        self._house = house
        self._bot = bot
        self._scheduler = AsyncIOScheduler(timezone=house.zone)

    def start(self) -> None:
        options = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        watch = partial(watchdog.look, self._house)
        for job, every in ((self.fetch_media, 10), (self.clear_chats, 600), (watch, 600), (self.forget, 6 * 3600)):
            self._scheduler.add_job(self._done, "interval", [job], seconds=every, **options)
        self._scheduler.start()

    async def _done(self, job: Callable[[], Awaitable[None]]) -> None:
        try:
            await job()
        except Exception as error:
            log.error("upkeep failed: %s", described(error))

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def fetch_media(self) -> None:
        """Fetches our own copy of what borgere have sent, again after a failure, with growing pauses."""
        db, now = self._house.db, self._house.clock.now()
        for wanted in await media.to_fetch(db.snapshot, now):
            await fetch_copy(self._bot, db, wanted, now)

    async def clear_chats(self) -> None:
        """Takes cards out of chats before Telegram's 48 hours for deleting are over."""
        hours = int(self._house.settings.clear_chat_hours)
        if not hours:
            return
        now = self._house.clock.now()
        async with self._house.db.write() as tx:
            for surface_id, chat_id in await outbox.old_surfaces(tx, now - timedelta(hours=hours)):
                await outbox.put(tx, chat_id, Lane.UPKEEP, "delete", {}, not_before=now,
                                 expires_at=now + timedelta(hours=8), surface_id=surface_id)  # fmt: skip

    async def forget(self) -> None:
        """Lets go of what has been kept for as long as it may be."""
        async with self._house.db.write() as tx:
            now = self._house.clock.now()
            await inbox.forget_before(tx, now - KEEP_IDS)
            await outbox.forget_failed(tx, now - KEEP_FAILED)
            before = now - relativedelta(months=int(self._house.settings.keep_months))
            await sessions.forget_before(tx, before)
            await notes.forget_notes(tx, before)
            await followup.forget_before(tx, before)
            await sharing.forget_looks(tx, before)
            await reminders.forget_before(tx, before)
