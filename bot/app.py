"""The composition root: puts the parts together, runs them, and takes them down cleanly."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from types import TracebackType
from typing import Any, Self

from telegram.error import InvalidToken

from bot.albums import feature as albums
from bot.asking import feature as asking
from bot.circle import feature as circle
from bot.clock import Clock
from bot.config import Settings, SettingsError, with_changes
from bot.defects import described
from bot.desk import house_dialogs
from bot.desk.desk import House
from bot.desk.dialog_flaws import rules_of
from bot.desk.feature import Features
from bot.desk.runner import Runner
from bot.goals import feature as goals
from bot.greetings import feature as greetings
from bot.guides import feature as guides
from bot.handler import Handler
from bot.hands import feature as hands
from bot.house import feature as house
from bot.house_line import house_line
from bot.ideas import feature as ideas
from bot.keys import DATABASE, warnings
from bot.leading import feature as leading
from bot.lock import FolderInUse, alone
from bot.methods import feature as methods
from bot.papers import feature as papers
from bot.people import feature as people
from bot.pictures.studio import Studio
from bot.planning import feature as planning
from bot.records import feature as records
from bot.reminding import feature as reminding
from bot.reviewing import feature as reviewing
from bot.reviewing.export_process import Exporter
from bot.rights import feature as rights
from bot.said_reminders import feature as said_reminders
from bot.schedule.integrity import Integrity
from bot.schedule.ticker import Ticker
from bot.schedule.upkeep import Upkeep
from bot.signup import feature as signup
from bot.speaking import feature as speaking
from bot.speaking.speaker import Speaker, missing, refuse_wrong_file
from bot.talking import feature as talking
from bot.tasks import feature as tasks
from bot.telegram.api import Api
from bot.telegram.api_calls import Courier
from bot.telegram.hearing import Hearing
from bot.telegram.meeting import REFUSED, CannotStart, insist, meet
from bot.telegram.receiver import ALLOWED_UPDATES, Door, hear_of_webhook, poll
from bot.telegram.sender import Sender
from bot.telegram.toasts import Toasts
from bot.views import feature as views
from bot.week import feature as week
from bot.wishes import feature as wishes
from locales.texts import load_texts
from storage import house_settings, watch
from storage.damage import DatabaseDamaged
from storage.database import Database
from storage.file import insist_on
from storage.tx import Tx

log = logging.getLogger(__name__)

FEATURES = (
    people.FEATURE, circle.FEATURE, methods.FEATURE, asking.FEATURE, tasks.FEATURE, reviewing.FOLLOW_UPS, week.FEATURE,
    planning.FEATURE, signup.FEATURE, wishes.FEATURE, ideas.FEATURE, greetings.FEATURE, reminding.FEATURE,
    said_reminders.FEATURE, guides.FEATURE,
    talking.FEATURE, papers.FEATURE, reviewing.NOTES, reviewing.PAGE, records.FEATURE, goals.FEATURE, albums.FEATURE,
    hands.FEATURE, house.FEATURE, views.FEATURE, speaking.FEATURE, rights.FEATURE, leading.FEATURE,
)  # fmt: skip
"""All there are. A borger's own copy has its paragraphs in this order, and what stands on screens is drawn anew in it:
wishes, which come of answers, before the proposals that are made of them."""
STOP_WITHIN = 5.0
"""Seconds each part gets to end; longer than the sender gives calls under way."""


def build_runner() -> Runner:
    """What opens and draws all that the features bring."""
    return Runner(Features(FEATURES))


@asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database in the data folder. It is never made by this: `trivselsbot init` does that.

    Raises:
        SettingsError: for a missing key.
        storage.file.DatabaseRefused: if it is not there or empty, or the key does not fit it.
    """
    file = settings.folder / DATABASE
    insist_on(file)
    db = await Database.open(file, settings.key())
    try:
        yield db
    finally:
        await db.close()


class Service:
    """One running bot. Use as an async context manager; `finished` ends when a part of it does."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._tasks: list[asyncio.Task[None]] = []
        self._begun = AsyncExitStack()
        self._fell = False

    async def __aenter__(self) -> Self:
        """Starts everything.

        Raises:
            CannotStart: for a refused token or a second bot on the same data.
            SettingsError, DatabaseRefused: as their makers say.
        """
        if not self._settings.telegram_token:
            raise SettingsError("The bot's token is missing. Set TRIVSELSBOT_TELEGRAM_TOKEN (from @BotFather).")
        self._settings.key()
        refuse_wrong_file(self._settings)
        insist_on(self._settings.folder / DATABASE)
        async with AsyncExitStack() as begun:
            try:
                begun.enter_context(alone(self._settings.folder))
            except FolderInUse:
                raise CannotStart("Another Trivselsbot is running on this data folder. Stop it first.") from None
            self.db = await begun.enter_async_context(open_database(self._settings))
            log.info(await self.db.read(house_line, self._settings))
            for warning in (*warnings(self._settings), missing(self._settings)):
                if warning:
                    log.warning(warning)
            integrity = Integrity(self._settings, self._clock, self.db)
            await begun.enter_async_context(integrity.marked(lambda: not self._fell))
            await self._begin(begun, integrity.careful)
            self._run("database", integrity.run())
            self._begun = begun.pop_all()
        return self

    async def _begin(self, begun: AsyncExitStack, careful: Callable[[], bool]) -> None:
        texts, runner = load_texts(self._settings.noun), build_runner()
        rules = rules_of(runner.features, texts, self._settings.language)
        loaded = await house_dialogs.in_use(self._settings, self.db, rules)
        api = Api(self._settings.telegram_token, self._settings.bot_url, clock=self._clock)
        await begun.enter_async_context(api)
        self._clock.begins(await self.db.read(watch.last_alive))
        await meet(api, self.db)
        studio = Studio()
        begun.push_async_callback(studio.close)
        await studio.begin()
        speaker = Speaker(self._settings)
        begun.push_async_callback(speaker.close)
        self.house = House(await self._as_changed(), loaded.dialogs, texts, self._clock, self.db, api.username, runner,
                           speaks=speaker.languages)  # fmt: skip
        await self.house.write(house_dialogs.begun, loaded)
        courier = Courier(api, self.db, studio, self._clock, Exporter(self._settings).document, speaker)
        self.sender = Sender(self.db, courier, self._clock, lambda: api.id, api.doubt)
        handler = Handler(self.house, careful)
        self.toasts = Toasts(api)
        begun.push_async_callback(self.toasts.stop)
        self.db.look = self.sender.look
        self.db.on_commit = partial(_sends, self.sender, self.toasts)
        hearing = Hearing(self.db, self._clock, courier.is_there)
        hearing.begins(await self.db.read(watch.last_heard))
        door = Door(self.db, self._clock, handler, hearing)
        self.ticker = Ticker(self.house, hearing)
        self.upkeep = Upkeep(self.house, api)
        self.upkeep.start()
        begun.callback(self.upkeep.stop)
        self.ticker.when_settled = self.upkeep.replan
        begun.push_async_callback(self._stop_tasks)
        self._run("sender", self.sender.run())
        self._run("handler", handler.run())
        self._run("ticker", self.ticker.run())
        if self._settings.webhook_url:
            await self._listen(begun, api, door)
        else:
            self._run("receiver", poll(api, door))
        log.info("running as @%s", api.username)

    async def _as_changed(self) -> Settings:
        """The settings with what leaders have changed in the bot; what the house should still fill in is logged."""
        settings = with_changes(self._settings, await self.db.read(house_settings.values))
        for gap in settings.gaps:
            log.warning(gap)
        return settings

    async def finished(self) -> None:
        """Waits until a part ends, which only a failure makes it do.

        Raises:
            CannotStart: saying which part, but for a refused token; what it failed with may hold somebody's words.
        """
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if isinstance(error, DatabaseDamaged):
                raise CannotStart(str(error))
            if isinstance(error, InvalidToken):
                raise CannotStart(REFUSED)
            what = described(error) if error else "it ended"
            raise CannotStart(f"The {task.get_name()} failed ({what}), so Trivselsbot has stopped. Nothing is lost.")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._begun.aclose()

    async def _stop_tasks(self) -> None:
        self._fell = any(map(_failed, self._tasks))
        left = set(self._tasks)
        while left:  # asked again, should a library have swallowed it
            for task in left:
                task.cancel()
            _, left = await asyncio.wait(left, timeout=STOP_WITHIN)
        for task in self._tasks:
            if not task.cancelled():
                task.exception()  # read, so that nothing is said of it at the end; `finished` has told what there was
        self._tasks.clear()

    def _run(self, name: str, part: Coroutine[Any, Any, None]) -> None:
        self._tasks.append(asyncio.create_task(part, name=name))

    async def _listen(self, begun: AsyncExitStack, api: Api, door: Door) -> None:
        from aiohttp import web  # a web server that most houses never need, and slow to import

        from bot.telegram.webhook import webhook

        # The secret follows from the token, so that it survives a restart and need not be a setting.
        secret = hashlib.sha256(f"webhook {self._settings.telegram_token}".encode()).hexdigest()
        host, _, port = self._settings.webhook_address.rpartition(":")
        site = web.AppRunner(webhook(door, secret), access_log=None)
        await site.setup()
        begun.push_async_callback(site.cleanup)
        try:
            await web.TCPSite(site, host, int(port)).start()
        except OSError as error:
            address = self._settings.webhook_address
            raise CannotStart(f"The webhook cannot listen on {address}: {error.strerror}.") from None
        url = self._settings.webhook_url
        given = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED_UPDATES}
        await insist(api, lambda: api.call("setWebhook", given))
        self._run("webhook", hear_of_webhook(api, door))


def _failed(task: asyncio.Task[None]) -> bool:
    """Whether a part has ended by something that is not for whoever runs the bot to set right."""
    error = task.exception() if task.done() and not task.cancelled() else None
    return error is not None and not isinstance(error, InvalidToken)


def _sends(sender: Sender, toasts: Toasts, tx: Tx) -> None:
    """What a commit has to be sent goes."""
    if tx.toasts:
        toasts.send(tx.toasts)
    if tx.queued:
        sender.wake()
