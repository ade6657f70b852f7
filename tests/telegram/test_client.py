"""HTTP to Telegram over a line that fails in every way: what was surely not sent is told from what may have been."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from urllib.parse import parse_qsl

import pytest
from telegram.error import NetworkError, TelegramError

from bot.telegram import client
from bot.telegram.api import Api
from bot.telegram.client import NoReply, NotSent, proxy_for, trusted

TOKEN = "7:hemmelig"
GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 22\r\n\r\n{"ok":true,"result":7}'
Serves = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def server(serves: Serves) -> AsyncIterator[str]:
    """A server that does with each connection what it is given to do, and then closes it. Yields: its address."""

    connections = list[asyncio.Task[None]]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if task := asyncio.current_task():
            connections.append(task)
        try:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                await serves(reader, writer)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()
        finally:
            writer.transport.abort()

    running = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with running:
        yield f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"
        for connection in connections:
            connection.cancel()
        await asyncio.gather(*connections, return_exceptions=True)


async def request(reader: asyncio.StreamReader) -> bytes:
    """One request, head and body."""
    head = await reader.readuntil(b"\r\n\r\n")
    (length,) = (line for line in head.split(b"\r\n") if line.startswith(b"Content-Length: "))
    return head + await reader.readexactly(int(length.partition(b":")[2]))


def answers(reply: bytes, pause: float = 0.0) -> Serves:
    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        await asyncio.sleep(pause)
        writer.write(reply)
        await writer.drain()

    return serves


async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await request(reader)
    writer.transport.abort()


async def dribbles(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """A reply without an end, of which something always comes in time."""
    await request(reader)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.05)


async def fails(url: str, **files: bytes) -> TelegramError:
    """What a call ends in. It never names the token."""
    async with Api(TOKEN, url, read_timeout=0.3) as api:
        with pytest.raises(TelegramError) as failed:
            if files:
                await api.send_document(7, files["document"])
            else:
                await api.call("sendMessage", {"chat_id": 7, "text": "hej"})
    assert "hemmelig" not in repr(failed.value)
    return failed.value


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1", "http://nowhere.invalid", "https://nowhere.invalid", "http://[::1]:1", "http://"]
)
async def test_without_a_connection_nothing_was_sent(url: str) -> None:
    assert isinstance(await fails(url), NotSent)


async def test_a_server_that_speaks_no_tls_was_sent_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CONNECT", 0.2)
    async with server(answers(GOOD)) as url:
        assert isinstance(await fails(url.replace("http:", "https:")), NotSent)


async def test_while_all_connections_are_in_use_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CONNECT", 0.05)
    async with server(answers(GOOD, pause=0.2)) as url, client.Client(1) as one:
        first = asyncio.create_task(one.post(f"{url}/bot/getMe"))
        await asyncio.sleep(0.01)
        with pytest.raises(NotSent):
            await one.post(f"{url}/bot/getMe")
        assert await first == 7


@pytest.mark.parametrize(
    "serves",
    [
        resets,
        answers(b""),
        answers(b"no HTTP\r\n\r\n"),
        answers(GOOD[:-9]),
        answers(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"),
        answers(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n"),
        answers(GOOD, pause=1.0),
        dribbles,
    ],
)
async def test_what_was_sent_in_full_and_has_no_whole_reply_may_have_been_taken(
    serves: Serves, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "CONNECT", 0.2)
    monkeypatch.setattr(client, "WRITE", 0.2)
    async with server(serves) as url:
        assert isinstance(await fails(url), NoReply)


async def test_a_file_cut_off_on_its_way_was_not_sent() -> None:
    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(100_000)
        writer.transport.abort()

    async with server(serves) as url:
        assert isinstance(await fails(url, document=b"x" * 5_000_000), NotSent)


async def test_a_file_that_gets_no_further_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONNECT", "UPLOAD"):
        monkeypatch.setattr(client, name, 0.1)

    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with server(serves) as url:
        assert isinstance(await fails(url, document=b"x" * 20_000_000), NotSent)


async def test_words_and_files_arrive_as_they_are() -> None:
    bodies = list[bytes]()

    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for _ in range(2):
            bodies.append((await request(reader)).partition(b"\r\n\r\n")[2])
            writer.write(GOOD.replace(b"7}", b"[]}").replace(b"22", b"23"))

    async with server(serves) as url, Api(TOKEN, url) as api:
        await api.call("sendMessage", {"chat_id": 7, "text": "æ & ø = å+%;:/?#\n👍", "reply_markup": {"a": ["b"]}})
        with contextlib.suppress(Exception):  # of the reply it wants more than this
            await api.send_document(7, b"\r\n--\x00\xff", filename="bøger.xlsx", caption='"citat"')
    words, parts = bodies
    given = [("chat_id", "7"), ("text", "æ & ø = å+%;:/?#\n👍"), ("reply_markup", '{"a": ["b"]}')]
    assert words.isascii() and parse_qsl(words.decode(), strict_parsing=True) == given
    assert b"\r\n--\x00\xff\r\n" in parts and 'filename="bøger.xlsx"'.encode() in parts
    assert b'name="caption"' in parts and b'"citat"' in parts


async def test_a_connection_that_the_other_side_has_closed_is_not_used_again() -> None:
    """As servers do with one that nothing has gone over for a while."""
    async with server(answers(GOOD)) as url, Api(TOKEN, url) as api:
        for _ in range(3):
            assert await api.call("getMe") == 7
            await asyncio.sleep(0.05)


async def test_one_that_is_closed_just_as_a_request_goes_over_it_tells_nothing() -> None:
    count = itertools.count()

    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await request(reader)
        writer.write(GOOD)
        await request(reader)
        next(count)

    async with server(serves) as url, Api(TOKEN, url) as api:
        assert await api.call("getMe") == 7
        with pytest.raises(NoReply):
            await api.call("sendMessage", {"chat_id": 7, "text": "hej"})
    assert next(count) == 1, "it is not made again behind the back of whoever decides that"


async def test_another_address_is_not_followed() -> None:
    async with server(answers(GOOD)) as elsewhere:
        moved = f"HTTP/1.1 302 Found\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n".encode()
        async with server(answers(moved)) as url:
            error = await fails(url)
    assert isinstance(error, NetworkError) and not isinstance(error, NotSent | NoReply)


async def test_a_proxy_that_the_environment_names_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[bytes]()

    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await request(reader)).partition(b" HTTP")[0])
        writer.write(GOOD)

    async with server(serves) as proxy:
        monkeypatch.setenv("http_proxy", proxy)
        async with Api(TOKEN, "http://telegram.invalid") as api:
            assert await api.call("getMe") == 7
    assert asked == [f"POST http://telegram.invalid/bot{TOKEN}/getMe".encode()]


@pytest.mark.parametrize(
    ("given", "url", "found"),
    [
        ({}, "https://api.telegram.org", None),
        ({"https_proxy": "http://p:1"}, "https://api.telegram.org", "http://p:1"),
        ({"HTTPS_PROXY": "http://p:1"}, "https://api.telegram.org", "http://p:1"),
        ({"https_proxy": "http://p:1"}, "http://127.0.0.1:8081", None),
        ({"all_proxy": "http://p:1"}, "http://10.0.0.7:8081", "http://p:1"),
        ({"all_proxy": "http://p:1", "no_proxy": "10.0.0.7,example.org"}, "http://10.0.0.7:8081", None),
    ],
)
def test_which_proxy_the_environment_names(
    given: dict[str, str], url: str, found: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(url) == found


@pytest.mark.parametrize("status", [b"403 Forbidden", b"407 Proxy Authentication Required", b"502 Bad Gateway"])
async def test_through_a_proxy_that_does_not_let_it_through_nothing_was_sent(
    status: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def serves(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")

    async with server(serves) as proxy:
        monkeypatch.setenv("https_proxy", proxy)
        assert isinstance(await fails("https://telegram.invalid"), NotSent)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    assert isinstance(await fails("https://telegram.invalid"), NotSent), "no proxy at all"


def test_telegrams_certificate_is_known_where_the_machine_has_no_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ssl, "create_default_context", lambda: ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    assert "Go Daddy" in str(trusted.__wrapped__().get_ca_certs())
