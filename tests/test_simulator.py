"""The simulated Bot API as python-telegram-bot meets it: sending, editing, tapping, and what Telegram refuses."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Message, ReplyKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.simulator.server import Simulator

TOKEN = "123456:demo-token"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")


class Clock:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest_asyncio.fixture
async def sim(clock: Clock) -> AsyncIterator[Simulator]:
    simulator = Simulator(TOKEN, now=clock)
    await simulator.start()
    yield simulator
    await simulator.stop()


@pytest_asyncio.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{sim.url}/bot", base_file_url=f"{sim.url}/file/bot") as client:
        yield client


def row(*buttons: tuple[str, str]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for text, data in buttons]])


async def test_a_conversation(sim: Simulator, bot: Bot) -> None:
    alma = sim.user(1001, first_name="Alma")
    alma.starts("abc_DEF-1")
    (update,) = await bot.get_updates()
    assert update.message is not None and update.message.text == "/start abc_DEF-1"
    assert update.message.entities[0].type == "bot_command" and update.message.entities[0].length == 6
    sent = await bot.send_message(1001, "Hvordan har du det?", reply_markup=row(("🙂 Godt", "g"), ("🙁 Skidt", "s")))
    assert alma.sees("Hvordan har du det?") and alma.sees("🙂 Godt")
    query_id = alma.taps("Godt")
    _, update = await bot.get_updates()
    assert update.callback_query is not None
    assert (update.callback_query.id, update.callback_query.data) == (query_id, "g")
    assert isinstance(update.callback_query.message, Message)
    assert update.callback_query.message.message_id == sent.message_id
    await bot.answer_callback_query(query_id, "Tak")
    await bot.edit_message_text("Tak, Alma.", 1001, sent.message_id)
    assert alma.toasts == ["Tak"]
    assert alma.screen() == "Tak, Alma.\n(Tak)"


async def test_a_button_that_is_not_there_lists_those_that_are(sim: Simulator, bot: Bot) -> None:
    alma = sim.user(1001)
    alma.starts()
    await bot.send_message(1001, "Hej", reply_markup=row(("Godt", "g"), ("Skidt", "s")))
    with pytest.raises(AssertionError, match="Godt.*Skidt"):
        alma.taps("Ved ikke")
