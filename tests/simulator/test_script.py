"""Acting as a person and reading a chat over HTTP, as the demo's page does."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from aiohttp import web

from bot.simulator.server import Simulator
from tests.simulator_stage import ALMA, TOKEN, Clock, Stage, png, row, stage

CHAT = f"/sim/users/{ALMA}"


@pytest_asyncio.fixture
async def on() -> AsyncIterator[Stage]:
    async with stage() as prepared:
        yield prepared


@pytest_asyncio.fixture
async def page(on: Stage) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(on.sim.url) as session:
        yield session


async def test_a_person_acts(on: Stage, page: aiohttp.ClientSession) -> None:
    async def does(action: str, **arguments: object) -> tuple[int, dict[str, object]]:
        async with page.post(f"{CHAT}/{action}", json=arguments) as response:
            return response.status, await response.json()

    sent = await on.bot.send_message(ALMA, "Hej", reply_markup=row(("Godt", "g")))
    assert (await does("taps", text="Godt"))[0] == 200
    assert (await does("taps_data", message_id=sent.message_id, data="old"))[0] == 200
    status, answer = await does("taps", text="Skidt")
    assert status == 409 and "Godt" in str(answer["error"])
    assert await does("taps") == (400, {"error": "'text' is missing"})
    _, mine = await does("sends", text="Hej selv")
    assert (await does("edits", message_id=mine["result"], text="Hej hej"))[0] == 200
    for action in ("starts", "sends_sticker", "sends_video_forward", "blocks", "unblocks"):
        assert (await does(action))[0] == 200
    assert (await does("presses", text="Mere"))[0] == 409
    async with page.post(f"{CHAT}/sends_photo?caption=Kat", data=png()) as response:
        assert response.status == 200
    async with page.post(f"{CHAT}/sends_voice?seconds=7", data=b"OggS") as response:
        assert response.status == 200
    updates = await on.bot.get_updates()
    assert [update.callback_query.data for update in updates if update.callback_query] == ["g", "old"]
    assert [message.caption for message in on.sim.user(ALMA).messages if message.photo] == ["Kat"]


async def test_a_chat_is_read(on: Stage, page: aiohttp.ClientSession) -> None:
    await on.bot.send_photo(ALMA, png(), caption="<b>Sov</b> du?", parse_mode="HTML", reply_markup=row(("Ja", "j")))
    async with page.get(f"{CHAT}/chat") as response:
        chat = await response.json()
    shown = chat["messages"][-1]
    assert chat["user"]["first_name"] == "Alma" and (chat["reply_keyboard"], chat["toasts"]) == (None, [])
    assert shown["from_bot"] and shown["caption"] == "Sov du?" and shown["date"] == "2026-03-02T08:00:00+00:00"
    assert shown["buttons"] == [[{"text": "Ja", "data": "j", "url": None, "copy": None}]]
    assert shown["entities"] == [{"type": "bold", "offset": 0, "length": 3}]
    async with page.get(shown["photo"]) as response:
        assert (response.content_type, await response.read()) == ("image/png", png())
    async with page.get(f"{CHAT}/screen") as response:
        assert await response.text() == "[photo]\nSov du?\n[Ja]"


async def test_people_are_brought_in(on: Stage, page: aiohttp.ClientSession) -> None:
    async with page.post("/sim/users/1002", json={"first_name": "Bo", "language_code": None}) as response:
        assert response.status == 200
    async with page.get("/sim/users") as response:
        assert await response.json() == [{"id": ALMA, "name": "Alma"}, {"id": 1002, "name": "Bo"}]
    for path in ("/sim/users/7/screen", "/sim/users/7/chat", "/sim/files/none"):
        async with page.get(path) as response:
            assert response.status == 404
    async with page.post(f"{CHAT}/flies", json={}) as response:
        assert response.status == 404
    async with page.post("/sim/users/1003", data=b"[") as response:
        assert response.status == 400
    on.sim.user(1002).starts()
    async with page.get("/sim/updates") as response:
        assert (await response.json())["pending"] == 1


async def test_faults_are_injected(on: Stage, page: aiohttp.ClientSession) -> None:
    async def inject(**fault: object) -> int:
        async with page.post("/sim/faults", json=fault) as response:
            return response.status

    assert await inject(method="getMe", status=502, count=2) == 200
    assert await inject(method="getMe", colour="red") == 400
    assert on.sim.faults.take("getme") is not None
    assert await inject(clear=True) == 200
    assert on.sim.faults.take("getMe") is None
    assert await inject(outage=True) == 200 and on.sim.faults.down
    assert await inject(rest=30, chat=ALMA) == 200 and on.sim.limits.admit(ALMA, new=True) > 0
    assert on.sim.limits.admit(1002, new=True) == 0
    assert await inject(rest=30) == 200 and on.sim.limits.admit(1002, new=True) > 0


async def test_changes_are_streamed(on: Stage, page: aiohttp.ClientSession) -> None:
    async with page.get("/sim/events") as stream:
        assert await stream.content.readline() == b": open\n"
        await stream.content.readline()
        await on.bot.send_message(ALMA, "Hej")
        line = (await stream.content.readline()).decode()
    assert json.loads(line.removeprefix("data: ")) == {"chat": ALMA}
    await on.sim.waits_until(lambda: not on.sim.state.watchers)


async def test_who_listens_may_go_in_the_middle_of_a_change(caplog: pytest.LogCaptureFixture) -> None:
    """As a browser does whose page is closed just when something is written: that is nobody's error."""
    sim = Simulator(TOKEN, now=Clock())
    open_now: list[asyncio.Transport] = []

    async def note(request: web.Request, _response: web.StreamResponse) -> None:
        assert isinstance(request.transport, asyncio.Transport)
        open_now.append(request.transport)

    sim.app.on_response_prepare.append(note)
    await sim.start()
    async with aiohttp.ClientSession(sim.url) as page, page.get("/sim/events") as stream:
        assert await stream.content.readline() == b": open\n"
        sim.user(ALMA).starts()
        open_now[-1].close()
        await sim.waits_until(lambda: not sim.state.watchers)
    await sim.stop()
    assert caplog.records == []
