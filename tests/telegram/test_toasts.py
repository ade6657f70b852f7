"""Answers to taps: at once, beside everything else, and given up when they are of no use any more."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.simulator.server import Simulator
from bot.telegram import toasts
from bot.telegram.api import Api
from bot.telegram.toasts import MOST, MOST_WAITING, Toasts
from storage.tx import Toast
from tests.post_stage import ANNA, post
from tests.receiver_stage import simulator
from tests.running import TOKEN
from tests.simulator_stage import client

QUICK = (0.0, 0.02, 0.05)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toasts, "PAUSES", QUICK)


async def settled(answering: Toasts) -> None:
    async with asyncio.timeout(10):
        while answering._under_way:
            await asyncio.wait(answering._under_way)
    assert answering.left == 0


def tried(sim: Simulator) -> list[int]:
    return [call.status for call in sim.calls if call.method == "answerCallbackQuery"]


async def answer(api: Api, count: int = 1) -> Toasts:
    answering = Toasts(api)
    answering.send([Toast(str(number), "Tak") for number in range(count)])
    return answering


@pytest.mark.parametrize(
    ("faults", "calls"),
    [
        ([{"status": 502}, {"status": 502}], 3),
        ([{"status": 502}] * 5, 3),
        ([{"status": 400}], 1),
        ([{"status": 403}], 1),
        ([{"status": 429, "retry_after": 600}], 1),
    ],
)
async def test_one_that_does_not_get_through_is_tried_a_few_times_where_that_is_of_use(
    faults: list[dict[str, Any]], calls: int
) -> None:
    async with simulator() as sim, client(sim, TOKEN) as api:
        for fault in faults:
            sim.faults.next("answerCallbackQuery", **fault)
        await settled(await answer(api))
        assert len(tried(sim)) == calls


async def test_a_rest_that_telegram_asks_for_is_everybodys(monkeypatch: pytest.MonkeyPatch) -> None:
    async with simulator() as sim, client(sim, TOKEN) as api:
        sim.faults.next("answerCallbackQuery", status=429, retry_after=600)
        answering = await answer(api)
        await settled(answering)
        answering.send([Toast("later")])
        await settled(answering)
        assert tried(sim) == [429]


async def test_taps_whose_answers_hang_keep_nobody_from_their_cards_and_are_bounded(tmp_path: Path) -> None:
    async with post(tmp_path) as desk:
        desk.sim.faults.next("answerCallbackQuery", hang=60, count=None)
        answering = await answer(desk.bot, 3 * MOST_WAITING)
        assert answering.left <= MOST + MOST_WAITING
        begun = desk.timing.monotonic()
        await desk.puts(ANNA, text="dit kort")
        await desk.until_came(ANNA, "dit kort")
        assert desk.timing.monotonic() - begun < 2.5, "no toast had to be given up first"
        assert desk.together <= MOST


async def test_when_the_bot_stops_those_under_way_get_a_moment_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toasts, "LAST_CALLS", 0.1)
    async with simulator() as sim, client(sim, TOKEN) as api:
        sim.faults.next("answerCallbackQuery", hang=60, count=None)
        answering = await answer(api, MOST + 1)
        async with asyncio.timeout(5):
            await answering.stop()
            await settled(answering)
