"""A small bot and a small demo behind the demo's page, for the page's own tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyKeyboardMarkup, Update

from bot.pictures.draw import draw
from bot.pictures.spec import CardPicture, Tile
from bot.simulator.demo_page import DemoPerson, add_demo_page
from bot.simulator.server import Simulator
from tests.simulator_stage import TOKEN, client

ALMA, BO, KAREN, LONE, NEW = 1001, 1002, 2001, 3001, 9001
SLEEP = CardPicture("🛏️", "Hvordan sov du?", (Tile("😀", "Godt"), Tile("🙂", "Okay"), Tile("😕", "Skidt")), 2, 6)
ENERGY = CardPicture("🔋", "Din energi i dag?", (Tile("🐇", "Meget"), Tile("🐢", "Lidt")), 3, 6)
KEYBOARD = ReplyKeyboardMarkup(
    [["📅 Min uge", "✏️ Svar nu"], ["💬 Snak med nogen", "☰ Mere"]], resize_keyboard=True,
    input_field_placeholder="Tryk, eller skriv her",
)  # fmt: skip


def keys(*rows: tuple[tuple[str, str], ...]) -> InlineKeyboardMarkup:
    """Rows of inline buttons, each a text and its data."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    )


QUESTION = keys(
    (("😀 Godt", "good"), ("🙂 Okay", "okay"), ("😕 Skidt", "bad")),
    (("Ved ikke", "unknown"), ("Spring over", "skip")),
    (("⬅️ Tilbage", "back"), ("✋ Stop", "stop")),
)


@dataclass
class House:
    """A demo with one event to come, in which everybody has a phone from the start but the one who opens a link."""

    sim: Simulator
    name: str = "one"
    clock: datetime = datetime(2026, 11, 22, 16, 58, tzinfo=ZoneInfo("Europe/Copenhagen"))
    event: str | None = "søndag den 22. november kl. 17.00: spørgsmål til Alma"
    restarts: int = 0
    codes: list[str] = field(default_factory=list)
    persons: list[DemoPerson] = field(
        default_factory=lambda: [
            DemoPerson(ALMA, "Alma", "borger"),
            DemoPerson(BO, "Bo", "borger"),
            DemoPerson(KAREN, "Karen", "staff"),
            DemoPerson(LONE, "Lone", "leader"),
        ]
    )

    async def people(self) -> list[DemoPerson]:
        return self.persons

    def now(self) -> datetime:
        return self.clock

    async def next_event(self) -> str | None:
        return self.event

    async def jump(self) -> None:
        if self.event is None:
            raise ValueError("nothing comes")
        self.clock, self.event = self.clock + timedelta(minutes=2), None

    async def forward(self, minutes: int) -> None:
        self.clock += timedelta(minutes=minutes)

    async def restart(self) -> None:
        self.restarts += 1

    async def try_method(self, words: str) -> DemoPerson:
        if "steps" not in words:
            raise ValueError("min_metode.yaml:2: field 'steps': is missing")
        return self.persons[1]

    async def anew(self) -> None:
        self.name = "another"

    async def new_phone(self, start_code: str) -> DemoPerson:
        if start_code in self.codes:
            raise ValueError("this link has been used")
        self.codes.append(start_code)
        self.sim.user(NEW, "Mia").starts(start_code)
        self.persons = [*self.persons, DemoPerson(NEW, "Mia", "staff")]
        return self.persons[-1]


@dataclass
class CardBot:
    """A bot that edits its card when it is tapped, once `answers` is set, and echoes what is written to it."""

    bot: Bot
    answers: asyncio.Event = field(default_factory=asyncio.Event)
    heard: list[str] = field(default_factory=list)

    async def asks(self, chat_id: int) -> None:
        """Sends the first card."""
        words = "Hvordan <b>sov</b> du i <i>nat</i>?"
        await self.bot.send_photo(chat_id, draw(SLEEP), caption=words, parse_mode="HTML", reply_markup=QUESTION)

    async def runs(self) -> None:
        """Polls until cancelled."""
        offset = None
        while True:
            for update in await self.bot.get_updates(offset, timeout=5):
                offset = update.update_id + 1
                await self._handle(update)

    async def _handle(self, update: Update) -> None:
        if update.callback_query is not None and update.callback_query.message is not None:
            await self.answers.wait()
            chat_id, message_id = update.callback_query.message.chat.id, update.callback_query.message.message_id
            await update.callback_query.answer("Tak for svaret")
            card = InputMediaPhoto(draw(ENERGY), caption="Hvor meget energi har du?")
            again = keys((("🐇 Meget", "much"), ("🐢 Lidt", "little")), (("⬅️ Tilbage", "back"), ("✋ Stop", "stop")))
            await self.bot.edit_message_media(card, chat_id, message_id, reply_markup=again)
        elif update.message is not None:
            kind = next((k for k in ("voice", "photo", "sticker") if getattr(update.message, k)), "text")
            self.heard.append(update.message.text or kind)


@dataclass(frozen=True)
class DemoStage:
    """The page's server with its two neighbours; all four people have started the bot."""

    sim: Simulator
    house: House
    bot: CardBot


@asynccontextmanager
async def demo_stage() -> AsyncIterator[DemoStage]:
    """A running demo, ended in the end."""
    sim = Simulator(TOKEN, now=lambda: house.clock.astimezone(UTC))
    house = House(sim)
    add_demo_page(sim, house)
    await sim.start()
    bot = CardBot(client(sim, read_timeout=10))
    try:
        async with bot.bot:
            polling = asyncio.create_task(bot.runs())
            for person in house.persons:
                sim.user(person.user_id, person.name).starts()
            await sim.settles()
            bot.heard.clear()
            yield DemoStage(sim, house, bot)
            polling.cancel()
            await asyncio.wait([polling])
    finally:
        await sim.stop()
