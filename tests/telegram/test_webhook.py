"""Being called by Telegram: updates are taken in, and all else is refused in order."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlcipher3

from storage import inbox
from tests.receiver_stage import JONAS, METTE, hooked, rows, said
from tests.running import eventually


async def test_only_telegram_is_let_in_and_only_with_updates(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (_, bot, url, secret), aiohttp.ClientSession() as session:
        for headers in ({}, dict.fromkeys(secret, "wrong"), dict.fromkeys(secret, "å")):
            assert (await session.post(url, data='{"update_id": 1}', headers=headers)).status == 403
        for junk in ("", "junk", "7", "[]", "null", "{}", '{"update_id": "7"}', '{"update_id": 1e400}'):
            assert (await session.post(url, data=junk, headers=secret)).status == 400, junk
        assert (await session.get(url, headers=secret)).status == 405
        assert await rows(bot.db) == []


async def call(url: str, headers: bytes, body: bytes = b'{"update_id": 1}') -> int:
    """A call with headers as bytes, which no client would send. Returns: the status."""
    _, _, address = url.rstrip("/").rpartition("/")
    host, _, port = address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    length = b"" if b"encoding: chunked" in headers else b"Content-Length: %d\r\n" % len(body)
    writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + headers + length + b"\r\n" + body)
    status = int((await reader.readline()).split()[1])
    writer.close()
    return status


async def test_whatever_is_called_in_is_refused_in_order(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (sim, bot, url, secret):
        ((name, value),) = secret.items()
        key = f"{name}: {value}\r\n".encode()
        for header in (b"\xff\xfe", b"\xc3", value.encode() + b"\xff", b"\xed\xa0\x80"):
            assert await call(url, name.encode() + b": " + header + b"\r\n") in (400, 403), header
        deep = b'{"update_id": 1, "message": ' + b"[" * 100 + b"]" * 100 + b"}"
        deeper = b'{"update_id": 1, "message": ' + b'{"a":' * 99_000 + b"1" + b"}" * 99_000 + b"}"
        far = b'{"update_id": %d}' % 2**70
        for body in (far, deep, deeper, b"[" * 900_000, b'{"update_id": ' + b"9" * 5000 + b"}", b'{"update_id": 1}\xff',
                     b'{"update_id": true}', b'{"update_id": -1}', b'{"update_id": NaN}'):  # fmt: skip
            assert await call(url, key, body) == 400, body[:40]
        assert await call(url, key, b" " * 2_000_000) == 413
        for odd in (b"Content-Type: text/html; charset=klingon", b"Content-Type: \xff", b"Content-Encoding: gzip",
                    b"Content-Type: multipart/form-data", b"Transfer-encoding: chunked"):  # fmt: skip
            assert await call(url, key + odd + b"\r\n", b"junk\r\n") == 400, odd
        assert await rows(bot.db) == [] and sim.pending == 0


async def test_while_nothing_can_be_kept_the_call_is_to_be_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise sqlcipher3.dbapi2.OperationalError("database or disk is full")

    monkeypatch.setattr(inbox, "take_in", full)
    async with hooked(tmp_path) as (_, _bot, url, secret), aiohttp.ClientSession() as session:
        assert (await session.post(url, json={"update_id": 1}, headers=secret)).status == 503


async def test_what_is_called_in_twice_counts_once(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (sim, bot, url, secret), aiohttp.ClientSession() as session:
        for _ in range(2):
            assert (await session.post(url, data=json.dumps(said(METTE, "hej")), headers=secret)).status == 200
        await sim.user(METTE).waits_for("knap i stedet")
        await sim.settles()
        assert len(await rows(bot.db)) == 1 and len(sim.user(METTE).messages) == 1


async def test_a_number_that_comes_again_with_other_things_in_it_loses_nobodys_words(tmp_path: Path) -> None:
    """A server in Telegram's stead begins to number anew when it is restarted."""
    async with hooked(tmp_path) as (_, bot, url, secret), aiohttp.ClientSession() as session:
        for chat, words in ((METTE, "hej"), (JONAS, "hej"), (METTE, "hej igen"), (JONAS, "hej"), (METTE, "hej")):
            assert (await session.post(url, json=said(chat, words), headers=secret)).status == 200
            await eventually(bot.db, inbox.anything_waits)
        assert await rows(bot.db) == [("done", "")] * 3


async def test_what_is_not_for_us_is_let_go(tmp_path: Path) -> None:
    """Kinds that are new to us, groups and channels: nobody is answered, and nothing is kept."""
    async with hooked(tmp_path) as (sim, bot, url, secret), aiohttp.ClientSession() as session:
        group = {"id": -5, "type": "group", "title": "Huset"}
        strange: list[dict[str, Any]] = [
            {"mind_reading": {"thought": "hm"}},
            {"message": said(METTE, "hej")["message"] | {"chat": group}},
            {"channel_post": {"message_id": 1, "date": 0, "chat": {"id": -6, "type": "channel", "title": "Huset"}}},
            {"edited_message": said(METTE, "hej")["message"] | {"chat": group}},
        ]
        for number, update in enumerate(strange, 1):
            assert (await session.post(url, json={"update_id": number} | update, headers=secret)).status == 200
        await session.post(url, json=said(METTE, "hej", number=99), headers=secret)
        await sim.user(METTE).waits_for("knap i stedet")
        await eventually(bot.db, inbox.anything_waits)
        assert await rows(bot.db) == [("done", "")] and len(sim.user(METTE).messages) == 1


async def test_an_update_of_a_shape_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (_, bot, url, secret), aiohttp.ClientSession() as session:
        await session.post(url, json={"update_id": 1, "message": 7}, headers=secret)
        await session.post(url, json=said(METTE, "hej", number=2), headers=secret)
        await eventually(bot.db, inbox.anything_waits)
        assert [status for status, _ in await rows(bot.db)] == ["failed", "done"]
