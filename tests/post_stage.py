"""A sender at work on rows that a test queues, against a strict server."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.clock import Clock
from bot.config import Settings
from bot.pictures.spec import CardPicture
from bot.pictures.studio import Studio
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from bot.telegram.api import DOUBTS, Api
from bot.telegram.api_calls import Courier, Patience
from bot.telegram.content import Content, Document, DocumentOrder, InlineButton, drawn
from bot.telegram.sender import Sender
from bot.telegram.timing import Timing
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import outbox, people, surfaces
from storage.database import Database
from storage.outbox import Lane
from tests.books import leaving
from tests.murmurs import Murmurs
from tests.running import KEY, TOKEN
from tests.simulator_stage import client
from tests.sketches import Sketches

ANNA, BIRK, CARL = 1, 2, 3
PATIENCE = 30.0


class Hurried(Timing):
    """Real seconds, and those that a test skips. `asked` is how long the sender means to wait just now, `turn` counts
    its waits."""

    asked: float | None = None
    turn = 0

    async def wait(self, event: asyncio.Event, seconds: float) -> None:
        self.asked, self.turn = seconds, self.turn + 1
        try:
            await super().wait(event, seconds)
        finally:
            self.asked = None


@dataclass
class Post:
    """A sender at work.

    Attributes:
        slow: seconds the server takes over each call.
        most: how many calls have been under way together.
        most_new: how many that bring a new message.
    """

    sim: Simulator
    bot: Api
    db: Database
    clock: Clock
    studio: Studio
    sender: Sender
    timing: Hurried
    running: asyncio.Task[None]
    slow: float = 0.0
    together: int = 0
    new_together: int = 0
    most: int = 0
    most_new: int = 0

    def knows(self, *chats: int) -> None:
        """Further chats that the bot may write to."""
        for chat in chats:
            self.sim.user(chat)
            self.sim.state.chats[chat].started = True

    def calls(self, method: str = "", *, status: int = 200) -> list[tuple[str, int | None]]:
        """(method, chat) of every call that was answered with `status`."""
        return [(c.method, c.chat_id) for c in self.sim.calls if c.status == status and c.method.startswith(method)]

    async def puts(self, *chats: int, text: str = "Hej", lane: Lane = Lane.ANSWER, action: str = "notice",
                   surface: int | None = None, content: Content | None = None, life: float = 3600) -> None:  # fmt: skip
        """Queues the same for several chats in one commit. `life` is how many seconds it is of use."""
        now = self.clock.now()
        for chat in chats:
            await self.db.write(
                outbox.put, chat, lane, action, (content or Content(text)).payload(), not_before=now,
                expires_at=now + timedelta(seconds=life), surface_id=surface,
            )  # fmt: skip

    async def shows(self, chat: int, surface: int, text: str, *, picture: str = "", lane: Lane = Lane.ANSWER) -> None:
        image = drawn(CardPicture(picture)) if picture else None
        content = Content(text, rows=((InlineButton("Godt", "1:s1:0:4"),),), drawn=image)
        await self.puts(chat, lane=lane, action="show", surface=surface, content=content)

    async def surface(self, chat: int) -> int:
        person = await self.db.write(people.person_by_chat, chat)
        assert person is not None
        return await self.db.write(surfaces.add_surface, person.id, chat)

    async def rows(self) -> list[tuple[int, str, str, int]]:
        """(chat, action, state, tries) of what is still queued."""
        return [(row.chat_id, row.action, row.state, row.tries) for row in await leaving(self.db)]

    async def until(self, happened: Callable[[], Awaitable[object]]) -> None:
        end = time.monotonic() + PATIENCE
        while not await happened():
            assert time.monotonic() < end and not self.running.done(), (await self.rows(), self.sim.calls[-5:])
            await self._hurries(happened)

    async def _hurries(self, happened: Callable[[], Awaitable[object]]) -> None:
        """Skips the time that the sender would wait, if nothing is under way but what a fault makes wait."""
        turn, asked = self.timing.turn, self.timing.asked
        await asyncio.sleep(0.003)
        busy = self.sender.under_way - self.sim.faults.waiting
        if asked is None or busy or await happened():
            return
        if turn == self.timing.turn and self.timing.asked is not None:
            self.passes(seconds=asked + 0.001)

    async def until_sent(self) -> None:
        async def empty() -> bool:
            return await self.db.read(outbox.next_moment) is None

        await self.until(empty)

    async def until_nothing_waits_for(self, chat: int) -> None:
        async def empty() -> bool:
            return all(row[0] != chat for row in await self.rows())

        await self.until(empty)

    async def until_under_way(self) -> None:
        async def begun() -> bool:
            return self.together > 0

        await self.until(begun)

    async def until_tried(self, tries: int) -> None:
        async def tried() -> bool:
            return any(row[3] >= tries for row in await self.rows())

        await self.until(tried)

    async def lets_pass(self, seconds: float) -> None:
        """Lets so much time pass, a minute at a time, with what is done meanwhile."""
        for _ in range(int(seconds // 60)):
            end = time.monotonic() + PATIENCE
            while self.timing.asked is None or self.sender.under_way:
                assert time.monotonic() < end
                await asyncio.sleep(0.002)
            self.passes(seconds=60)
            await asyncio.sleep(0.002)

    async def until_came(self, chat: int, text: str) -> None:
        async def came() -> bool:
            return text in self.texts(chat)

        await self.until(came)

    async def until_lost(self, chat: int) -> None:
        """Waits until something has been sent to a chat and had no reply."""

        async def lost() -> bool:
            return any(row.lost and row.chat_id == chat for row in await leaving(self.db))

        await self.until(lost)

    async def until_held(self, chat: int) -> None:
        """Waits until what waits for a chat is put off."""

        async def held() -> bool:
            now = self.clock.now()
            return any(row.chat_id == chat and row.not_before > now for row in await leaving(self.db))

        await self.until(held)

    def passes(self, **kwargs: float) -> None:
        self.clock.ahead += timedelta(**kwargs)
        self.sender.wake()

    def texts(self, chat: int) -> list[str]:
        return [message.text or message.caption for message in self.sim.users[chat].messages]

    @web.middleware
    async def meets(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Counts how many calls are under way together, and takes `slow` seconds over each."""
        new = "/send" in request.path
        self.together += 1
        self.new_together += new
        self.most, self.most_new = max(self.most, self.together), max(self.most_new, self.new_together)
        try:
            if self.slow:
                await asyncio.sleep(self.slow)
            return await handler(request)
        finally:
            self.together -= 1
            self.new_together -= new


async def _no_documents(_order: DocumentOrder) -> Document:
    return Document(words="–")


@asynccontextmanager
async def post(folder: Path, *, strict: bool = False, studio: Studio | None = None,
               patience: float = 5.0, doubts: tuple[float, ...] = DOUBTS,
               later: float = 0.0) -> AsyncIterator[Post]:  # fmt: skip
    """A sender with three people, each with one chat that the bot may write to. A `strict` server has Telegram's pace;
    `patience` is how many seconds a reply may take, `later` how many a note may wait for others."""
    clock, drawing = Clock(), studio or Sketches()
    timing = Hurried(clock)
    pace = timing.monotonic
    limits = Limits(monotonic=pace) if strict else Limits(overall=None, per_chat=None, monotonic=pace)
    sim = Simulator(TOKEN, now=clock.now, limits=limits)
    db = await Database.make(folder / "post.db", KEY)
    stage: Post | None = None

    @web.middleware
    async def listen(request: web.Request, handler: Handler) -> web.StreamResponse:
        return await stage.meets(request, handler) if stage else await handler(request)

    sim.app.middlewares.append(listen)
    await sim.start()
    bot = client(sim, TOKEN)
    voice, patient = Murmurs(Settings()), Patience(patience, patience, patience, patience)
    courier = Courier(bot, db, drawing, clock, _no_documents, voice, patient)
    sender = Sender(db, courier, clock, lambda: bot.id, lambda: bot.doubt(doubts), timing)
    notes_wait = patch("bot.telegram.notes.LATER", later)
    db.look, db.on_commit = sender.look, lambda _: sender.wake()
    try:
        async with bot:
            await _meet(db, sim, clock)
            running = asyncio.create_task(sender.run())
            sim.calls.clear()
            stage = Post(sim, bot, db, clock, drawing, sender, timing, running)
            try:
                with notes_wait:
                    yield stage
            finally:
                running.cancel()
                await asyncio.gather(running, return_exceptions=True)
    finally:
        await drawing.close()
        await db.close()
        await sim.stop()


async def _meet(db: Database, sim: Simulator, clock: Clock) -> None:
    for chat in (ANNA, BIRK, CARL):
        sim.user(chat)
        sim.state.chats[chat].started = True
        await db.write(people.add_person, Role.BORGER, f"Prøve {chat}", clock.now(), profile=ReadingProfile(),
                                state="active", chat_id=chat)  # fmt: skip
