"""Files from Telegram's server: only from below it, only as large as Telegram's are, whatever it says."""

from __future__ import annotations

import asyncio
import tracemalloc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from telegram.error import NetworkError

from bot.telegram import download as module
from bot.telegram.download import LARGEST, FileRefused, download
from storage import media
from tests.house import House
from tests.simulator_stage import png

WORDS = b"OggS and what was said"
TOO_BIG = "What you sent is too big for me to keep. Please send it again, a bit shorter or smaller."
REFUSED = "I could not keep what you sent. Please send it again."


async def endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    try:
        while True:
            await response.write(b"x" * 65536)
    except ConnectionError:
        return response


async def moved(_request: web.Request) -> web.Response:
    raise web.HTTPFound("file:///etc/passwd")


async def broken(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Length": "100"})
    await response.prepare(request)
    await response.write(b"x")
    assert request.transport is not None
    request.transport.abort()
    return response


async def zipped(_request: web.Request) -> web.Response:
    return web.Response(body=WORDS, headers={"Content-Encoding": "gzip"})


async def good(_request: web.Request) -> web.Response:
    return web.Response(body=WORDS)


async def away(_request: web.Request) -> web.Response:
    raise web.HTTPBadGateway


@asynccontextmanager
async def server() -> AsyncIterator[str]:
    """A server of files. Gives: the address below which they lie."""
    app = web.Application()
    app.router.add_get("/file/botT/voice/good.oga", good)
    for name, handler in (
        ("endless", endless),
        ("moved", moved),
        ("broken", broken),
        ("zipped", zipped),
        ("away", away),
    ):
        app.router.add_get(f"/file/botT/{name}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        host, port = runner.addresses[0][:2]
        yield f"http://{host}:{port}/file/botT"
    finally:
        await runner.cleanup()


async def test_a_file_comes_from_below_the_server() -> None:
    async with server() as base:
        assert await download(base, {"file_path": "voice/good.oga", "file_size": "?", "more": []}) == WORDS
        assert await download(base, {"file_path": "zipped"}) == WORDS, "nothing is unpacked on the way"


@pytest.mark.parametrize(
    "path",
    ["/etc/passwd", "file:///etc/passwd", "../../secret", "voice/../../x", "./x", "voice//x", "http://127.0.0.1:9/x",
     "//127.0.0.1/x", "voice\\x", "..\\x", "voice/%2e%2e/x", "x?y=1", "x#y", "C:\\x", "x\ny", "x/", "", " x", "~/x",
     "ø", "x" * 600, None, 7, ["x"], {"path": "x"}],
)  # fmt: skip
async def test_no_other_place_is_read(path: object) -> None:
    with pytest.raises(FileRefused, match="below the server"):
        await download("http://127.0.0.1:9/file/botT", {"file_path": path})


@pytest.mark.parametrize("told", [None, 7, "voice/good.oga", [], {}])
async def test_a_reply_of_another_shape_is_refused(told: Any) -> None:
    with pytest.raises(FileRefused):
        await download("http://127.0.0.1:9/file/botT", told)


async def test_what_is_too_large_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(FileRefused) as refused:
        await download("http://127.0.0.1:9", {"file_path": "x", "file_size": LARGEST + 1})
    assert refused.value.too_large
    async with server() as base:
        tracemalloc.start()
        try:
            with pytest.raises(FileRefused) as refused:
                await download(base, {"file_path": "endless", "file_size": 10})
            assert refused.value.too_large and tracemalloc.get_traced_memory()[1] < 3 * LARGEST
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("path", ["moved", "nowhere"])
async def test_a_server_that_sends_elsewhere_or_has_nothing_is_not_followed(path: str) -> None:
    async with server() as base:
        with pytest.raises(FileRefused):
            await download(base, {"file_path": path})


@pytest.mark.parametrize("path", ["broken", "away"])
async def test_what_may_come_later_is_a_failure_that_may_pass(path: str) -> None:
    async with server() as base:
        with pytest.raises(NetworkError) as failed:
            await download(base, {"file_path": path})
        assert "botT" not in str(failed.value)


async def test_no_server_is_a_failure_that_may_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SILENCE", 0.05)
    calls: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _, answer: calls.append(answer), "127.0.0.1", 0)
    async with silent:
        for port in (9, silent.sockets[0].getsockname()[1]):
            with pytest.raises(NetworkError):
                await download(f"http://127.0.0.1:{port}", {"file_path": "x"})
        for call in calls:
            call.close()


# -- in the house


@asynccontextmanager
async def told(house: House, file: object) -> AsyncIterator[None]:
    """What getFile answers."""
    real = house.sim._methods["getfile"]
    house.sim._methods["getfile"] = lambda _params: file
    try:
        yield
    finally:
        house.sim._methods["getfile"] = real


async def fetch_twice(house: House) -> None:
    await house.service.upkeep.fetch_media()
    await house.passes(seconds=31)
    await house.service.upkeep.fetch_media()
    await house.quiet()


async def keeps_photo(house: House) -> None:
    await house.alma.sends_photo(png())
    await house.alma.taps("As a note")


async def photo(house: House) -> bytes | None:
    """The house's own copy of what Alma sent, if it has been fetched."""
    assert await house.service.db.read(media.media_by_id, 1), "it is known"
    return await house.service.db.read(media.body_of, 1)


@pytest.mark.parametrize(
    ("file", "words"),
    [({"file_path": "x", "file_size": 120_000_000}, TOO_BIG), ({"file_path": "/etc/passwd"}, REFUSED)],
)
async def test_who_sent_what_cannot_be_kept_is_told_once(house: House, file: object, words: str) -> None:
    async with told(house, file):
        await keeps_photo(house)
        await fetch_twice(house)
        await fetch_twice(house)
    assert house.alma.texts.count(house.alma.say(words)) == 1
    assert await photo(house) is None
    far = house.clock.now() + timedelta(days=1000)
    assert await house.service.db.read(media.to_fetch, far) == [], "and it is not tried again"


async def test_a_file_of_the_machine_is_never_read(house: House, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmeligt")
    async with told(house, {"file_path": str(secret)}):
        await keeps_photo(house)
        await house.service.upkeep.fetch_media()
        assert await photo(house) is None
    await house.passes(seconds=31)
    await house.service.upkeep.fetch_media()
    assert await photo(house) == png(), "and a right answer the next time is believed"
    far = house.clock.now() + timedelta(days=1000)
    assert await house.service.db.read(media.to_fetch, far) == [], "once"
