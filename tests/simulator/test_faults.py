"""Faults that a test can put between the bot and the simulated Telegram: for which calls, how often, and which."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from bot.telegram.client import NoReply
from tests.simulator_stage import ALMA, Stage, png, stage

BIRK = 1002


@pytest.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as found:
        found.sim.user(BIRK).starts()
        yield found


async def goes(on: Stage, chat: int, text: str) -> bool:
    try:
        await on.bot.send_message(chat, text)
    except TelegramError:
        return False
    return True


async def test_one_chat_one_text_one_method_or_the_third_call_and_for_ever(on: Stage) -> None:
    on.sim.faults.next("sendMessage", chat=ALMA, text="syg", status=500, count=None)
    assert [await goes(on, chat, text) for chat in (ALMA, BIRK) for text in ("syg", "rask")] == [
        False,
        True,
        True,
        True,
    ]
    with pytest.raises(NetworkError):
        await on.bot.send_message(ALMA, "stadig syg")
    await on.bot.send_photo(ALMA, png(), caption="syg")
    on.sim.faults.clear()
    on.sim.faults.next("sendMessage", skip=2, status=400)
    assert [await goes(on, ALMA, text) for text in ("1", "2", "3", "4")] == [True, True, False, True]


async def test_a_slow_answer_comes_after_the_message_has_been_taken() -> None:
    async with stage(read_timeout=0.1) as on:
        on.sim.faults.next("sendMessage", slow=0.5)
        with pytest.raises(NoReply):
            await on.bot.send_message(ALMA, "Hej")
        assert on.sim.user(ALMA).screen() == "Hej"


async def test_half_an_answer_and_answers_of_any_shape_come_after_it_has_been_taken(on: Stage) -> None:
    on.sim.faults.next("sendMessage", reset="half")
    with pytest.raises(NetworkError):
        await on.bot.send_message(ALMA, "halvt")
    for reply in ("<html>", "[]", '{"ok":false}'):
        on.sim.faults.next("sendMessage", reply=reply)
        with pytest.raises(TelegramError):
            await on.bot.call("sendMessage", {"chat_id": ALMA, "text": reply[0]})
    on.sim.faults.next("sendMessage", reply='{"ok":true,"result":7}')
    assert await on.bot.call("sendMessage", {"chat_id": ALMA, "text": "syv"}) == 7
    assert len([message for message in on.sim.user(ALMA).messages if message.from_bot]) == 5


async def test_a_rest_of_one_chat_and_of_all(on: Stage) -> None:
    on.sim.limits.rest(30, ALMA)
    assert [await goes(on, chat, "Hej") for chat in (ALMA, BIRK)] == [False, True]
    with pytest.raises(RetryAfter):
        await on.bot.send_message(ALMA, "Hej")
    on.sim.limits.rest(30)
    assert not await goes(on, BIRK, "Hej")
    await on.bot.get_me()


async def test_who_forbids_voice_messages_gets_none_but_audio(on: Stage) -> None:
    on.sim.state.chats[ALMA].forbids_voice = True
    with pytest.raises(BadRequest, match="Voice_messages_forbidden"):
        await on.bot.send_voice(ALMA, b"OggS")
    await on.bot.send_audio(ALMA, b"OggS", protect_content=True)
    message = on.sim.user(ALMA).messages[-1]
    assert message.audio and message.protected


async def test_a_hanging_call_is_counted_as_waiting(on: Stage) -> None:
    on.sim.faults.next("sendMessage", hang=0.2)
    call = asyncio.create_task(goes(on, ALMA, "Hej"))
    begun = time.monotonic()
    while not on.sim.faults.waiting:
        assert time.monotonic() - begun < 5
        await asyncio.sleep(0.005)
    assert await call is False and on.sim.faults.waiting == 0
