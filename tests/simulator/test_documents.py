"""Documents as Telegram takes them and gives them back."""

from collections.abc import AsyncIterator
from unittest.mock import patch

import aiohttp
import pytest
import pytest_asyncio
from telegram.error import Forbidden

from bot.simulator import sending
from bot.simulator.rules import CAPTION_LIMIT
from tests.simulator.test_rules import refused
from tests.simulator_stage import ALMA, TOKEN, Stage, stage

TABLE = 'Dato;Svar\r\n2026-11-23;"sagde ""ja""; æøå"\r\n'.encode("utf-8-sig")


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


async def test_a_document_comes_with_its_name_and_contents(on: Stage) -> None:
    sent = await on.bot.send_document(
        ALMA, TABLE, filename="svar-a-2026-11-23.csv", caption="<b>Svar</b>", parse_mode="HTML"
    )
    assert sent.document is not None and sent.caption == "Svar"
    assert (sent.document.file_name, sent.document.file_size) == ("svar-a-2026-11-23.csv", len(TABLE))
    assert sent.document.mime_type == "text/csv"
    file = await on.bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == TABLE
    again = await on.bot.send_document(ALMA, sent.document.file_id)
    assert again.document is not None and again.document.file_unique_id == sent.document.file_unique_id


async def test_what_telegram_refuses(on: Stage) -> None:
    await on.bot.send_document(ALMA, TABLE, filename="a.csv", caption="x" * CAPTION_LIMIT)
    long = on.bot.send_document(ALMA, TABLE, filename="a.csv", caption="x" * (CAPTION_LIMIT + 1))
    await refused("message caption is too long", long)
    await refused("wrong file identifier", on.bot.send_document(ALMA, "AgACAgQAAxkBAAI"))
    assert sending._LARGEST["document"] == 50_000_000
    with patch.dict(sending._LARGEST, document=100):
        await on.bot.send_document(ALMA, b"x" * 100, filename="a.bin")
        await refused("too big for a document", on.bot.send_document(ALMA, b"x" * 101, filename="a.bin"))


async def test_a_document_needs_a_file(on: Stage) -> None:
    async with aiohttp.ClientSession() as session:
        for content, reason in ((b"", "file must be non-empty"), (None, "there is no document in the request")):
            form = aiohttp.FormData({"chat_id": str(ALMA)})
            if content is not None:
                form.add_field("document", content, filename="a.csv")
            async with session.post(f"{on.sim.url}/bot{TOKEN}/sendDocument", data=form) as response:
                answer = await response.json()
            assert response.status == 400 and reason in answer["description"]


async def test_not_to_a_chat_that_is_closed(on: Stage) -> None:
    await refused("chat not found", on.bot.send_document(4711, TABLE, filename="a.csv"))
    on.sim.user(ALMA).blocks()
    with pytest.raises(Forbidden, match="blocked"):
        await on.bot.send_document(ALMA, TABLE, filename="a.csv")


async def test_it_is_taken_away_like_any_message(on: Stage) -> None:
    sent = await on.bot.send_document(ALMA, TABLE, filename="a.csv")
    await on.bot.delete_message(ALMA, sent.message_id)
    assert on.sim.user(ALMA).screen() == ""
