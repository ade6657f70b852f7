"""Calls: of replies only what is needed is read, and one refusal of the token is no proof."""

from __future__ import annotations

import asyncio
import gzip
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from aiohttp import web
from telegram.error import Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.app import Service
from bot.clock import Clock
from bot.commands import invite
from bot.config import SettingsError, read_settings
from bot.simulator.server import Simulator
from bot.telegram import api as module
from bot.telegram import meeting, toasts
from bot.telegram.api import Api
from bot.telegram.client import LONGEST_WORDS, Client, Unusable
from bot.telegram.failure import Failure, failure_of
from bot.telegram.meeting import CannotStart
from bot.telegram.sender import MOST_WITH_CALLS
from tests.receiver_stage import METTE, pauses_of, service, simulator
from tests.running import TOKEN, made, settings
from tests.simulator_stage import client

QUICK = (0.0, 0.01, 0.01)


def says(sim: Simulator, method: str, reply: object) -> None:
    """What a method answers from now on."""
    sim._methods[method.lower()] = lambda _params: reply


# -- replies


@pytest.mark.parametrize(
    "payload",
    [b"", b"junk", b"\xff\xfe", b"7", b"[]", b"null", b"{}", b'{"ok": false}', b'{"ok": 1}', b"[" * 100_000,
     b'{"description": 7, "parameters": "x"}', b'{"parameters": {"retry_after": "soon"}}',
     b'{"ok": false, "result": 1}'],
)  # fmt: skip
async def test_a_reply_that_says_nothing_is_a_failure_and_nothing_worse(payload: bytes) -> None:
    reply = Client.parse_json_payload(payload)
    with pytest.raises(Unusable):
        reply["result"]
    assert reply.get("parameters") is None


async def test_a_reply_that_cannot_be_read_is_not_written_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with simulator() as sim, client(sim, TOKEN) as bot:
        sim.faults.next("getMe", reply="hemmeligt {")
        with pytest.raises(TelegramError) as failed:
            await bot.call("getMe")
    assert "hemmeligt" not in caplog.text + str(failed.value)


async def test_what_is_said_of_a_failure_is_one_short_line() -> None:
    reply = Client.parse_json_payload(b'{"ok": false, "description": "Bad\\n\\nRequest: ' + b"x" * 9000 + b'"}')
    assert len(reply["description"]) <= LONGEST_WORDS and "\n" not in reply["description"]
    asked = Client.parse_json_payload(b'{"ok": false, "parameters": {"retry_after": 1.5, "migrate_to_chat_id": []}}')
    assert asked["parameters"] == {"retry_after": 2} and RetryAfter(2)


@pytest.mark.parametrize(
    "me", [{"username": "en_bot"}, {"id": "7", "username": "en_bot", "is_bot": []}, {"id": -1, "username": "en_bot"}]
)
async def test_the_bots_name_is_all_that_is_needed_of_it(me: object) -> None:
    async with simulator() as sim, client(sim, TOKEN) as bot:
        says(sim, "getMe", me)
        await bot.meet()
        assert (bot.username, bot.id) == ("en_bot", int(TOKEN.partition(":")[0]))


async def test_a_name_that_is_not_told_is_the_one_it_had(tmp_path: Path) -> None:
    async with simulator() as sim:
        async with service(sim, tmp_path):
            pass
        says(sim, "getMe", {"id": 1})
        async with service(sim, tmp_path) as bot:
            assert bot.house.username == sim.state.username


@pytest.mark.parametrize("me", [None, True, 7, "bot", [], {}, {"id": 1}, {"username": 7}, {"username": ""},
                                {"username": "no/name"}])  # fmt: skip
async def test_an_answer_that_names_no_bot_ends_run_and_invite_with_one_line(
    tmp_path: Path, me: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(meeting, "FIRST_USELESS", 1)
    given = read_settings(settings("http://127.0.0.1:9", tmp_path))
    await made(tmp_path)
    async with simulator() as sim:
        says(sim, "getMe", me)
        given = replace(given, telegram_base_url=sim.url)
        with pytest.raises(CannotStart) as refused:
            async with Service(given, Clock()):
                pass
        assert "does not answer as Telegram does" in str(refused.value)
        with pytest.raises(SettingsError) as told:
            await invite.print_invitation(given, Clock().now())
        assert "does not tell the bot's name" in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize("me", [None, {}, [], "being mended"])
async def test_at_a_start_an_answer_of_no_use_is_waited_out_where_telegram_was_there_before(
    tmp_path: Path, me: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simulator() as sim:
        async with service(sim, tmp_path):
            pass
        right = sim._methods["getme"]
        says(sim, "getMe", me)
        slept: list[float] = []

        async def sleep(seconds: float) -> None:
            slept.append(seconds)
            if sum(slept) >= 60:
                sim._methods["getme"] = right

        monkeypatch.setattr(meeting, "asyncio", SimpleNamespace(**vars(asyncio) | {"sleep": sleep}))
        async with service(sim, tmp_path) as bot:
            assert bot.house.username == sim.state.username and 60 <= sum(slept) < 120


# -- the token


async def test_one_refusal_of_one_call_ends_nothing(tmp_path: Path) -> None:
    async with simulator() as sim:
        for method, status in (("getMe", 404), ("getUpdates", 401), ("sendMessage", 404)):
            sim.faults.next(method, status=status)
        async with service(sim, tmp_path) as bot:
            sim.user(METTE).sends("hej")
            await sim.user(METTE).waits_for("knap i stedet")
            assert not [task for task in bot._tasks if task.done()]


async def test_a_call_that_is_always_refused_while_the_token_is_good_ends_nothing_and_is_not_made_in_haste(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = pauses_of(monkeypatch)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.faults.next("getUpdates", status=404, count=None)
        sim.drop_connections()
        await sim.waits_until(lambda: 30.0 in pauses)
        refused = pauses[pauses.index(2.0) - 1 :]
        assert refused[:5] == [1.0, 2.0, 4.0, 8.0, 16.0] and not [task for task in bot._tasks if task.done()]


async def test_a_token_that_is_refused_again_and_again_ends_it_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DOUBTS", QUICK)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.token = "123456:another"
        sim.drop_connections()
        with pytest.raises(CannotStart, match="Telegram refuses the token"):
            await asyncio.wait_for(bot.finished(), 10)


async def test_the_doubt_takes_a_minute_and_a_call_without_an_answer_counts_for_nothing() -> None:
    assert sum(module.DOUBTS) >= 60
    assert max(module.DOUBTS) <= 10, "people wait until the last question has been answered"
    async with simulator() as sim, client(sim, TOKEN) as bot:
        for status in (502, 401, 401, 404):
            sim.faults.next("getMe", status=status)
        with pytest.raises(InvalidToken):
            await bot.doubt(QUICK)
        assert [call.status for call in sim.calls] == [502, 401, 401, 404]
        sim.faults.next("getMe", status=401, count=2)
        await bot.doubt(QUICK)


async def test_a_token_that_was_good_before_is_doubted_for_longer_at_the_start_than_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    async def doubt(_api: Any, pauses: Any = None) -> None:
        asked.append(pauses)
        raise InvalidToken

    monkeypatch.setattr(module.Api, "doubt", doubt)
    async with simulator() as sim:
        async with service(sim, tmp_path):
            pass
        for token, _ in ((TOKEN, 1), ("123456:mistyped", 2)):
            sim.faults.next("getMe", status=401)
            with pytest.raises(CannotStart, match="refuses the token"):
                async with service(sim, tmp_path, telegram_token=token):
                    pass
    assert asked == [module.DOUBTS, module.FIRST_DOUBTS]


async def test_a_refusal_is_one_whatever_number_it_comes_with() -> None:
    """By the Bot API it is `ok` and `error_code` that say so; a server may answer 200 all the same."""
    async with simulator() as sim, client(sim, TOKEN) as bot:
        refusal = '{"ok": false, "error_code": 429, "description": "no", "parameters": {"retry_after": 7}}'
        sim.faults.next("getMe", reply=refusal)
        with pytest.raises(RetryAfter):
            await bot.call("getMe")
        sim.faults.next("getMe", reply='{"ok": false, "error_code": 403}')
        with pytest.raises(Forbidden):
            await bot.call("getMe")


async def test_a_call_that_is_not_known_is_no_word_against_the_token(caplog: pytest.LogCaptureFixture) -> None:
    async with simulator() as sim, client(sim, TOKEN) as bot:
        await bot.doubt((0.0, 20.0))
    assert "refuses the token" not in caplog.text


@pytest.mark.parametrize("packed", [True, False])
async def test_no_more_is_read_of_an_answer_than_any_of_telegrams_has(
    packed: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor is one unpacked."""
    monkeypatch.setattr("bot.telegram.client.LARGEST", 100_000)
    body = b'{"ok": true, "result": "' + b"x" * 10_000_000 + b'"}'
    sent = 0

    async def answers(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        assert "gzip" not in request.headers.get("Accept-Encoding", "gzip")
        response = web.StreamResponse(headers={"Content-Encoding": "gzip"} if packed else {})
        await response.prepare(request)
        for part in [gzip.compress(body)] if packed else [body[at : at + 10_000] for at in range(0, len(body), 10_000)]:
            await response.write(part)
            sent += len(part)
        return response

    server = web.Application()
    server.router.add_route("*", "/{any:.*}", answers)
    runner = web.AppRunner(server)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0]
    async with Api(TOKEN, f"http://{host}:{port}") as bot:
        with pytest.raises(TelegramError) as failed:
            await bot.call("sendMessage")
        assert failure_of(failed.value) is Failure.NO_REPLY
    await runner.cleanup()
    assert sent < len(body) and "xxx" not in caplog.text


def test_there_is_always_a_connection_left_for_what_the_sender_does_not_ask() -> None:
    assert module.POOL >= MOST_WITH_CALLS + toasts.MOST + 8
