"""What the demo's page refuses: other pages' requests, odd ones, and a browser that goes away."""

import asyncio
import gc
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio

from bot.simulator.demo_page import _DemoPage
from bot.simulator.server import Simulator
from tests.demo_page_stage import DemoStage, demo_stage
from tests.simulator_stage import Clock

pytestmark = pytest.mark.long


@pytest_asyncio.fixture
async def on() -> AsyncIterator[DemoStage]:
    async with demo_stage() as prepared:
        yield prepared


OWN, FOREIGN = 200, 403
ASKING: tuple[tuple[dict[str, str], int], ...] = (
    ({}, OWN),
    ({"Host": "localhost:80", "Origin": "http://localhost:80"}, OWN),
    ({"Host": "evil.example"}, FOREIGN),
    ({"Host": "["}, FOREIGN),
    ({"Origin": "http://evil.example"}, FOREIGN),
    ({"Origin": "http://127.0.0.1:1"}, FOREIGN),
    ({"Origin": "null"}, FOREIGN),
)


async def test_other_pages_are_refused(on: DemoStage) -> None:
    async with aiohttp.ClientSession(on.sim.url) as session:
        for path in ("/", "/page/app.js", "/demo", "/sim/users"):
            for headers, status in ASKING:
                async with session.get(path, headers=headers) as response:
                    assert response.status == status, (path, headers)


async def test_odd_requests_are_refused(on: DemoStage) -> None:
    async with aiohttp.ClientSession(on.sim.url) as session:
        for path, given in (("forward", {"minutes": 0}), ("forward", {"minutes": "x"}), ("new_phone", {"code": "a b"})):
            async with session.post(f"/demo/{path}", json=given) as response:
                assert response.status == 400
        on.house.event = None
        async with session.post("/demo/jump") as response:
            assert response.status == 409
        async with session.get("/page/..%2fserver.py") as response:
            assert response.status == 404
    with pytest.raises(ValueError, match="loopback"):
        await Simulator(now=Clock()).start("0.0.0.0")


async def test_what_fails_after_the_browser_went_away_is_no_loose_end(on: DemoStage) -> None:
    loose: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: loose.append(context))
    go_on = asyncio.Event()

    async def used() -> None:
        await go_on.wait()
        raise ValueError("Linket er brugt.")

    asked = asyncio.create_task(_DemoPage(on.sim, on.house)._alone(used))
    await asyncio.sleep(0)
    asked.cancel()
    await asyncio.wait([asked])
    del asked  # it holds on to what it waited for
    go_on.set()
    await asyncio.sleep(0.01)
    gc.collect()
    assert loose == []
