"""Handing over updates by poll and by webhook, Telegram's pace, and the faults a test can inject."""

import asyncio
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web
from telegram import Update
from telegram.error import Conflict, NetworkError, RetryAfter

from bot.simulator.limits import Limits
from bot.telegram.client import NoReply
from tests.simulator_stage import ALMA, TOKEN, Stage, client, row, stage


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message is not None]


async def test_updates_come_again_until_a_higher_offset_confirms_them(on: Stage) -> None:
    for text in ("a", "b", "c"):
        on.sim.user(ALMA).sends(text)
    first = await on.bot.get_updates()
    assert texts(first) == texts(await on.bot.get_updates()) == ["a", "b", "c"]
    assert texts(await on.bot.get_updates(first[0].update_id)) == ["a", "b", "c"]
    assert texts(await on.bot.get_updates(first[0].update_id + 1, limit=1)) == ["b"]
    assert (on.sim.pending, on.sim.confirmed[-1]) == (2, first[0].update_id)
    assert texts(await on.bot.get_updates(-1)) == ["c"]
    assert texts(await on.bot.get_updates()) == ["c"]
    assert await on.bot.get_updates(first[2].update_id + 1) == ()
    assert on.sim.delivered.count(first[0].update_id) == 3


async def test_a_long_poll_ends_with_the_first_update(on: Stage) -> None:
    poll = asyncio.create_task(on.bot.get_updates(timeout=5))
    await on.sim.waits_until(lambda: on.sim.polling)
    assert not poll.done()
    on.sim.user(ALMA).sends("hej")
    assert texts(await poll) == ["hej"]


async def test_a_long_poll_ends_empty_in_time(on: Stage) -> None:
    began = time.monotonic()
    assert await on.sim.updates.poll(offset=0, limit=100, wait=0.1) == []
    assert 0.09 <= time.monotonic() - began < 1


async def test_only_allowed_kinds_are_kept(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    await on.bot.get_updates(allowed_updates=["callback_query"])
    alma.sends("not wanted")
    alma.blocks()
    alma.unblocks()
    message = await on.bot.send_message(ALMA, "Hej", reply_markup=row(("Ja", "j")))
    alma.taps("Ja")
    (update,) = await on.bot.get_updates()
    assert update.callback_query is not None
    await on.bot.get_updates(update.update_id + 1, allowed_updates=[])
    alma.edits(alma.sends("wanted"), "again")
    assert len(await on.bot.get_updates()) == 2 and message.message_id


async def test_of_two_polls_the_older_is_ended(on: Stage) -> None:
    older = asyncio.create_task(on.bot.get_updates(timeout=5))
    await on.sim.waits_until(lambda: on.sim.polling)
    async with client(on.sim) as second:
        newer = asyncio.create_task(second.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates"):
            await older
        on.sim.user(ALMA).sends("hej")
        assert texts(await newer) == ["hej"]


async def test_an_update_is_not_lost_to_a_poll_whose_client_died(on: Stage) -> None:
    poll = asyncio.create_task(on.bot.get_updates(timeout=5))
    await on.sim.waits_until(lambda: on.sim.polling)
    poll.cancel()
    await asyncio.gather(poll, return_exceptions=True)
    await on.sim.waits_until(lambda: not on.sim.polling)
    delivered = list(on.sim.delivered)
    on.sim.user(ALMA).sends("hej")
    assert on.sim.delivered == delivered
    assert texts(await on.bot.get_updates(timeout=1)) == ["hej"]


class Receiver:
    """A bot's own web server: notes what comes, and answers with the statuses it is given, then 200."""

    def __init__(self, *statuses: int) -> None:
        self.came: list[tuple[str | None, object]] = []
        self._statuses = list(statuses)

    async def take(self, request: web.Request) -> web.Response:
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.came.append((secret, (await request.json())["message"]["text"]))
        return web.Response(status=self._statuses.pop(0) if self._statuses else 200)

    async def starts(self) -> tuple[web.AppRunner, str]:
        app = web.Application()
        app.router.add_post("/hook", self.take)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"


async def test_a_webhook_gets_updates_in_order_again_until_it_takes_them(on: Stage) -> None:
    receiver = Receiver(500)
    runner, url = await receiver.starts()
    try:
        poll = asyncio.create_task(on.bot.get_updates(timeout=5))
        await on.sim.waits_until(lambda: on.sim.polling)
        await on.bot.set_webhook(url, secret_token="s3cret")
        with pytest.raises(Conflict, match="webhook is active"):
            await poll
        for text in ("a", "b"):
            on.sim.user(ALMA).sends(text)
        await on.sim.settles()
        assert receiver.came == [("s3cret", "a"), ("s3cret", "a"), ("s3cret", "b")]
        info = await on.bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
        with pytest.raises(Conflict, match="webhook is active"):
            await on.bot.get_updates()
        await on.bot.delete_webhook()
        on.sim.user(ALMA).sends("c")
        assert texts(await on.bot.get_updates()) == ["c"]
        await on.bot.delete_webhook(drop_pending_updates=True)
        assert await on.bot.get_updates() == ()
    finally:
        await runner.cleanup()


async def test_a_webhook_that_is_not_there_keeps_the_updates(on: Stage) -> None:
    await on.bot.set_webhook("http://127.0.0.1:9/hook")
    on.sim.user(ALMA).sends("a")
    await on.sim.waits_until(lambda: "last_error_message" in on.sim.webhook.info())
    assert on.sim.pending == 1


async def test_a_private_chat_takes_one_message_in_a_second() -> None:
    now = [100.0]
    async with stage(limits=Limits(monotonic=lambda: now[0])) as on:
        on.sim.user(1002).starts()
        sent = await on.bot.send_message(ALMA, "1")
        with pytest.raises(RetryAfter, match="Retry in 1 seconds"):
            await on.bot.send_message(ALMA, "2")
        await on.bot.edit_message_text("changed", ALMA, sent.message_id)
        await on.bot.send_message(1002, "1")
        now[0] += 1
        await on.bot.send_message(ALMA, "3")
        assert on.sim.user(ALMA).screen() == "changed\n3"


async def test_30_messages_and_edits_fit_in_a_second() -> None:
    now = [100.0]
    async with stage(limits=Limits(monotonic=lambda: now[0])) as on:
        for chat in range(2000, 2029):
            on.sim.user(chat).starts()
            sent = await on.bot.send_message(chat, "Hej")
            now[0] += 0.01
        await on.bot.edit_message_text("Hov", 2028, sent.message_id)
        with pytest.raises(RetryAfter):
            await on.bot.send_message(ALMA, "Hej")
        with pytest.raises(RetryAfter):
            await on.bot.edit_message_text("Hej", 2028, sent.message_id)
        await on.bot.send_chat_action(ALMA, "typing")
        now[0] = 101.005
        await on.bot.send_message(ALMA, "Hej")
        with pytest.raises(RetryAfter):
            await on.bot.edit_message_text("Hej", 2028, sent.message_id)


async def test_refusals_to_order(on: Stage) -> None:
    on.sim.faults.next("sendMessage", status=429, retry_after=2, count=2)
    on.sim.faults.next(None, status=502)
    with pytest.raises(NetworkError, match="Bad Gateway"):
        await on.bot.get_me()
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await on.bot.send_message(ALMA, "Hej")
    await on.bot.send_message(ALMA, "Hej")
    on.sim.faults.next("getMe", status=429)
    with pytest.raises(RetryAfter):
        await on.bot.get_me()
    on.sim.calls.pop()
    assert [(call.method, call.chat_id, call.status) for call in on.sim.calls] == [
        ("getMe", None, 502),
        ("sendMessage", ALMA, 429),
        ("sendMessage", ALMA, 429),
        ("sendMessage", ALMA, 200),
    ]
    with pytest.raises(ValueError, match="one of"):
        on.sim.faults.next("sendMessage")


async def test_connections_dropped_before_and_after(on: Stage) -> None:
    on.sim.faults.next("sendMessage", reset="before")
    with pytest.raises(NetworkError):
        await on.bot.send_message(ALMA, "before")
    on.sim.faults.next("sendMessage", reset="after")
    with pytest.raises(NetworkError):
        await on.bot.send_message(ALMA, "after")
    assert on.sim.user(ALMA).screen() == "after"
    assert [call.status for call in on.sim.calls] == [0, 0]


async def test_a_request_that_hangs() -> None:
    async with stage(read_timeout=0.1) as on:
        on.sim.faults.next("sendMessage", hang=30)
        with pytest.raises(NoReply):
            await on.bot.send_message(ALMA, "never")
        await on.bot.send_message(ALMA, "now")
        assert on.sim.user(ALMA).screen() == "now"


async def test_an_outage_and_its_end(on: Stage) -> None:
    poll = asyncio.create_task(on.bot.get_updates(timeout=5))
    await on.sim.waits_until(lambda: on.sim.polling)
    on.sim.faults.outage(True)
    on.sim.drop_connections()
    with pytest.raises(NetworkError):
        await poll
    with pytest.raises(NetworkError):
        await on.bot.send_message(ALMA, "Hej")
    on.sim.user(ALMA).sends("during")
    on.sim.faults.outage(False)
    assert texts(await on.bot.get_updates()) == ["during"]


async def test_waiting_for_a_text(on: Stage) -> None:
    alma = on.sim.user(ALMA)
    waiting = asyncio.create_task(alma.waits_for("Hej"))
    await on.bot.send_message(ALMA, "Hej")
    await waiting
    with pytest.raises(AssertionError, match=r"'Farvel' did not come.*\nHej"):
        await alma.waits_for("Farvel", timeout=0.05)
    with pytest.raises(AssertionError, match="did not come"):
        await on.sim.waits_until(lambda: False, timeout=0.05)


async def test_settling_needs_confirmed_updates(on: Stage) -> None:
    on.sim.user(ALMA).sends("hej")
    with pytest.raises(AssertionError, match="1 updates"):
        await on.sim.settles(idle=0.01, timeout=0.05)
    (update,) = await on.bot.get_updates()
    await on.bot.get_updates(update.update_id + 1)
    await on.sim.settles(idle=0.01)
    assert TOKEN not in repr(on.sim.calls)
