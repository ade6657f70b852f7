"""Before anything expires, all that was sent in time has been heard; but nothing waits for that for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from telegram.error import TelegramError

from bot.clock import Clock
from bot.telegram import hearing as module
from bot.telegram.api import Api
from bot.telegram.batch import FULL_BATCH
from bot.telegram.hearing import DEAF, KEPT, Hearing
from bot.telegram.receiver import Door, hear_of_webhook, poll
from storage import inbox
from storage.database import Database
from tests.books import arrived
from tests.receiver_stage import METTE, Keeps, hooked, said
from tests.running import KEY, TOKEN

STRANGER = 99


class Ear:
    """Hearing on a monotonic clock moved by hand. `there` tells whether Telegram takes messages."""

    def __init__(self, db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = Clock()
        self.passed = 0.0
        self.there = True
        self.db = db
        monkeypatch.setattr(module, "PATIENCE", 0.05)
        monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: self.passed))
        self.hearing = Hearing(db, self.clock, self._is_there)

    async def _is_there(self) -> bool:
        return self.there

    async def goes_on(self, due: timedelta = timedelta()) -> bool:
        """Whether what falls due now is done."""
        return await self.hearing.through(self.clock.now() + due)


@pytest.fixture
async def ear(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Ear]:
    db = await Database.make(tmp_path / "in.db", KEY)
    with monkeypatch.context() as patched:
        yield Ear(db, patched)
    await db.close()


async def test_what_is_due_waits_until_all_is_heard_and_handled(ear: Ear) -> None:
    assert not await ear.goes_on(), "nothing was heard since the start"
    ear.hearing.heard(ear.clock.now())
    assert await ear.goes_on(-timedelta(seconds=1)) and not await ear.goes_on(timedelta(seconds=1))
    await ear.db.write(inbox.take_in, 1, "{}", ear.clock.now(), digest="a")
    assert not await ear.goes_on(-timedelta(seconds=1))


@pytest.mark.parametrize("heard_before", [True, False])
async def test_while_updates_do_not_come_the_rest_goes_on_after_a_while_if_messages_go(
    ear: Ear, heard_before: bool
) -> None:
    if heard_before:
        ear.hearing.heard(ear.clock.now() - timedelta(minutes=5))
    ear.hearing.not_heard()
    for passed, there, goes_on in ((DEAF - 1, True, False), (DEAF + 1, False, False), (DEAF + 1, True, True),
                                   (KEPT - 1, False, False), (KEPT + 1, False, True)):  # fmt: skip
        ear.passed, ear.there = passed, there
        assert await ear.goes_on() is goes_on, (passed, there)


async def test_hearing_all_once_begins_the_wait_anew(ear: Ear) -> None:
    ear.hearing.not_heard()
    ear.passed = DEAF + 1
    ear.hearing.heard(ear.clock.now() - timedelta(minutes=5))
    assert not await ear.goes_on()
    ear.hearing.not_heard()
    ear.passed += DEAF - 1
    assert not await ear.goes_on()
    ear.passed += 2
    assert await ear.goes_on()


def always(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], object]) -> Api:
    """Telegram, which says the same to every call."""

    async def call(*_: object, **_more: object) -> object:
        return answer()

    monkeypatch.setattr(Api, "call", call)
    return Api(TOKEN, "http://127.0.0.1:9")


def refuses() -> object:
    raise TelegramError("no")


def flood() -> object:
    """Never so few that nothing may be waiting behind them."""
    return [said(STRANGER, "hej", number) for number in range(FULL_BATCH)]


@pytest.mark.parametrize(
    ("listens", "answer"),
    [
        (poll, refuses),
        (poll, flood),
        (hear_of_webhook, refuses),
        (hear_of_webhook, lambda: {"pending_update_count": 1}),
    ],
)
async def test_whatever_keeps_all_from_being_heard_does_so_only_for_a_while(
    ear: Ear, monkeypatch: pytest.MonkeyPatch, listens: Callable[[Api, Door], Coroutine[Any, Any, None]],
    answer: Callable[[], object],
) -> None:  # fmt: skip
    ear.hearing.heard(ear.clock.now() - timedelta(minutes=5))
    door = Door(ear.db, ear.clock, Keeps(), ear.hearing)
    listening = asyncio.create_task(listens(always(monkeypatch, answer), door))
    assert not await ear.goes_on()
    ear.passed = DEAF + 1
    assert await ear.goes_on()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


@pytest.mark.parametrize("info", [{}, {"pending_update_count": 0}, {"url": 7}, None, [], "x"])
async def test_with_a_webhook_all_is_heard_when_telegram_says_that_nothing_is_waiting(
    ear: Ear, monkeypatch: pytest.MonkeyPatch, info: object
) -> None:
    waits: list[object] = [{"pending_update_count": 2}]
    listening = asyncio.create_task(
        hear_of_webhook(always(monkeypatch, lambda: waits[0]), Door(ear.db, ear.clock, Keeps(), ear.hearing))
    )
    for _ in range(3):
        assert not await ear.goes_on()
    waits[0] = info
    assert await ear.goes_on()
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_what_telegram_brings_by_webhook_only_after_an_outage_counts_from_before_it(tmp_path: Path) -> None:
    """A tap does not say when it was: it counts when all had been heard for the last time."""
    async with hooked(tmp_path) as (sim, bot, url, secret), aiohttp.ClientSession() as session:
        hearing = next(task for task in bot._tasks if task.get_name() == "webhook")
        assert not hearing.done()
        await sim.waits_until(lambda: bot.ticker._hearing is not None and bot.ticker._hearing.up_to is not None)
        assert bot.ticker._hearing
        heard = bot.ticker._hearing.up_to
        sim.faults.next("getWebhookInfo", status=502, count=None)
        tap = {"id": "1", "from": {"id": METTE}, "data": "1:s1:0:4"}
        await session.post(url, json={"update_id": 1, "callback_query": tap}, headers=secret)
        (update,) = await arrived(bot.db)
        assert heard and update.counts_at == heard


@pytest.mark.parametrize("moment", range(8))
async def test_who_is_stopped_just_as_the_answer_comes_stops(ear: Ear, moment: int) -> None:
    loop = asyncio.get_running_loop()
    answers = [loop.create_future()]

    async def polls() -> None:
        while True:
            await ear.hearing.unless_wanted(answers[-1])
            answers.append(loop.create_future())

    polling = asyncio.create_task(polls())
    await asyncio.sleep(0.01)
    answers[0].set_result([])
    for _ in range(moment):
        await asyncio.sleep(0)
    polling.cancel()
    await asyncio.wait([polling], timeout=1)
    assert polling.cancelled()
