"""What comes in: committed before it is confirmed, counted once, handled in order, whatever it is."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import sqlcipher3

from bot.app import Service
from bot.clock import Clock
from bot.config import read_settings
from bot.flows import taps
from bot.simulator.server import Simulator
from bot.telegram.receiver import Inbox, poll
from bot.telegram.routing import Routing
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import inbox, people
from storage.database import Database, Row, Tx
from tests.running import KEY, TOKEN, made, settings
from tests.simulator_stage import client

METTE, JONAS = 1, 2
SORRY = "Der gik noget galt"
FULL = sqlcipher3.dbapi2.OperationalError("database or disk is full")


@asynccontextmanager
async def simulator() -> AsyncIterator[Simulator]:
    sim = Simulator(TOKEN, now=Clock().now)
    await sim.start()
    try:
        yield sim
    finally:
        await sim.stop()


@asynccontextmanager
async def service(sim: Simulator, folder: Path, **more: str) -> AsyncIterator[Service]:
    """The bot, with two of the staff whom it knows."""
    given = replace(read_settings(settings(sim.url, folder)), **more)  # unchecked: the simulator calls without https
    await made(folder)
    async with Service(given, Clock()) as bot:
        async with bot.db.write() as tx:
            for chat in (METTE, JONAS):
                sim.user(chat)
                sim.state.chats[chat].started = True
                if not await people.person_by_chat(tx, chat):
                    await people.add_person(tx, Role.STAFF, f"Prøve {chat}", Clock().now(), profile=ReadingProfile(),
                                            state="active", chat_id=chat)  # fmt: skip
        yield bot


async def rows(db: Database) -> list[Row]:
    return await db.snapshot.all("SELECT status, body FROM inbox ORDER BY update_id")


# -- asking for updates


async def test_an_update_is_confirmed_only_once_it_is_kept(tmp_path: Path) -> None:
    """Whoever dies between the two is handed it again, and it counts once."""
    db = await Database.make(tmp_path / "in.db", KEY)
    async with simulator() as sim, client(sim, TOKEN) as bot:
        sim.user(METTE).sends("hej")
        for times in (1, 2):
            kept = asyncio.Event()
            polling = asyncio.create_task(poll(bot, Inbox(db, Clock(), kept.set)))
            await asyncio.wait_for(kept.wait(), 10)
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            assert (len(sim.delivered), sim.confirmed, len(await rows(db))) == (times, [], 1)
        polling = asyncio.create_task(poll(bot, Inbox(db, Clock(), lambda: None)))
        await sim.waits_until(lambda: sim.pending == 0)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        assert len(sim.confirmed) == len(await rows(db)) == 1
    await db.close()


async def test_an_update_that_cannot_be_kept_is_not_confirmed_and_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.receiver.DATABASE_PAUSE", 0.02)
    real, full = inbox.take_in, [True] * 3

    async def take_in(tx: Tx, *args: Any) -> None:
        if full and full.pop():
            assert sim.confirmed == []
            raise FULL
        await real(tx, *args)

    monkeypatch.setattr(inbox, "take_in", take_in)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.user(METTE).sends("hej")
        await sim.user(METTE).waits_for("knapperne")
        assert len(sim.delivered) == 4 and len(await rows(bot.db)) == 1


async def test_who_else_asks_is_named_and_a_webhook_that_was_left_is_taken_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with simulator() as sim:
        port = _free_port()
        hook = {"webhook_url": f"http://127.0.0.1:{port}/", "webhook_address": f"127.0.0.1:{port}"}
        async with service(sim, tmp_path, **hook):
            sim.user(METTE).sends("hej")
            await sim.user(METTE).waits_for("knapperne")
            assert not sim.polling and "getUpdates" not in {call.method for call in sim.calls}
        sim.user(JONAS).sends("mens ingen lytter")
        async with service(sim, tmp_path):
            await sim.user(JONAS).waits_for("knapperne")
            assert sim.updates.webhook_url == "" and sim.pending == 0
            async with client(sim, TOKEN) as other:
                await other.get_updates(timeout=0)
            await sim.waits_until(lambda: "Another program asks" in caplog.text)


# -- being called


@asynccontextmanager
async def hooked(folder: Path) -> AsyncIterator[tuple[Simulator, Service, str, dict[str, str]]]:
    """A bot that is called; with its address and the header that opens it."""
    address = f"127.0.0.1:{_free_port()}"
    hook = {"webhook_url": f"http://{address}/", "webhook_address": address}
    async with simulator() as sim, service(sim, folder, **hook) as bot:
        yield sim, bot, f"http://{address}/", {"X-Telegram-Bot-Api-Secret-Token": sim.webhook._secret}


async def test_only_telegram_is_let_in_and_only_with_updates(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (_, bot, url, secret), aiohttp.ClientSession() as session:
        for headers in ({}, dict.fromkeys(secret, "wrong"), dict.fromkeys(secret, "å")):
            assert (await session.post(url, data='{"update_id": 1}', headers=headers)).status == 403
        for junk in ("", "junk", "7", "[]", "null", "{}", '{"update_id": "7"}', '{"update_id": 1e400}'):
            assert (await session.post(url, data=junk, headers=secret)).status == 400, junk
        assert (await session.get(url, headers=secret)).status == 405
        assert await rows(bot.db) == []


async def test_what_is_called_in_twice_counts_once(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (sim, bot, url, secret), aiohttp.ClientSession() as session:
        for _ in range(2):
            assert (await session.post(url, data=json.dumps(said(METTE, "hej")), headers=secret)).status == 200
        await sim.user(METTE).waits_for("knapperne")
        await sim.settles()
        assert len(await rows(bot.db)) == 1 and len(sim.user(METTE).messages) == 1


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
        await sim.user(METTE).waits_for("knapperne")
        assert await rows(bot.db) == [("done", "")] * 5 and len(sim.user(METTE).messages) == 1


async def test_an_update_of_a_shape_that_cannot_be_read_is_put_aside(tmp_path: Path) -> None:
    async with hooked(tmp_path) as (sim, bot, url, secret), aiohttp.ClientSession() as session:
        await session.post(url, json={"update_id": 1, "message": 7}, headers=secret)
        await session.post(url, json=said(METTE, "hej", number=2), headers=secret)
        await sim.user(METTE).waits_for("knapperne")
        assert [status for status, _ in await rows(bot.db)] == ["failed", "done"]


# -- handling


async def test_a_defect_keeps_the_update_tells_the_person_and_lets_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Routing._message

    async def breaks(self: Routing, desk: Any, message: Any) -> None:
        if message.text == "hemmeligt":
            raise ValueError(message.text)
        await real(self, desk, message)

    monkeypatch.setattr(Routing, "_message", breaks)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.user(METTE).sends("hemmeligt")
        sim.user(JONAS).sends("hej")
        await sim.user(JONAS).waits_for("knapperne")
        await sim.user(METTE).waits_for(SORRY)
        (failed, body), done = await rows(bot.db)
        assert (failed, json.loads(body)["message"]["text"], done) == ("failed", "hemmeligt", ("done", ""))
        assert "ValueError" in caplog.text and "hemmeligt" not in caplog.text


async def test_a_tap_that_meets_a_defect_is_answered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(taps, "tapped", breaks)
    async with simulator() as sim, service(sim, tmp_path):
        sim.user(METTE).taps_data(1, "1:s1:0:4")
        await sim.user(METTE).waits_for(SORRY)
        await sim.waits_until(lambda: not sim.state.open_queries(METTE))


async def test_a_full_disk_is_waited_for_and_the_order_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.handler.DATABASE_PAUSE", 0.02)
    real, full, handled = inbox.done, [True] * 3, list[int]()

    async def done(tx: Tx, update_id: int, *, failed: bool = False) -> None:
        if full and full.pop():
            raise FULL
        handled.append(update_id)
        await real(tx, update_id, failed=failed)

    monkeypatch.setattr(inbox, "done", done)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        for chat in (METTE, JONAS, METTE):
            sim.user(chat).sends("hej")
        await sim.waits_until(lambda: len(sim.user(METTE).messages) == 4)
        assert handled == sorted(set(handled)) and full == []
        assert await rows(bot.db) == [("done", "")] * 3


async def test_who_writes_again_is_reachable_again(tmp_path: Path) -> None:
    """Telegram's word that the bot was unblocked may have been lost while nobody listened."""
    async with simulator() as sim, service(sim, tmp_path) as bot:
        for chat, acts in ((METTE, sim.user(METTE).sends), (JONAS, lambda _: sim.user(JONAS).taps_data(1, "old"))):
            async with bot.db.write() as tx:
                await people.set_reachable(tx, chat, False, Clock().now())
            acts("hej")
            await sim.user(chat).waits_for("knapper")
            person = await people.person_by_chat(bot.db.snapshot, chat)
            assert person and person.reachable


# -- numbers that nobody should have sent


async def test_a_cpr_number_is_never_kept(tmp_path: Path) -> None:
    db = await Database.make(tmp_path / "in.db", KEY)
    await Inbox(db, Clock(), lambda: None).take_in([said(METTE, "jeg er 010190-1234 😊")])
    ((_, body),) = await rows(db)
    assert json.loads(body)["message"]["text"] == "jeg er ••••••••••• 😊"
    await db.close()


def said(chat: int, text: str, number: int = 1) -> dict[str, Any]:
    """An update with a text, as Telegram sends it."""
    person = {"id": chat, "is_bot": False, "first_name": "Prøve"}
    place = {"id": chat, "type": "private", "first_name": "Prøve"}
    return {"update_id": number, "message": {"message_id": 5, "date": 0, "from": person, "chat": place, "text": text}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
