"""What comes in: committed before it is confirmed, counted once, handled in order, whatever it is."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from telegram.error import NetworkError

from bot.clock import Clock
from bot.desk.runner import Runner
from bot.routing import Routing
from bot.telegram.api import Api
from bot.telegram.hearing import Hearing
from bot.telegram.receiver import poll
from storage import inbox, people
from storage.database import Database
from storage.inbox import Waiting
from storage.tx import Tx
from tests.receiver_stage import JONAS, METTE, Keeps, door_of, free_port, pauses_of, rows, said, service, simulator
from tests.running import KEY, TOKEN
from tests.simulator_stage import client

SORRY = "Der gik noget galt"
FULL = sqlcipher3.dbapi2.OperationalError("database or disk is full")


# -- asking for updates


async def test_an_update_is_confirmed_only_once_it_is_kept(tmp_path: Path) -> None:
    """Whoever dies between the two is handed it again, and it counts once."""

    def dies() -> None:
        raise EOFError

    db = await Database.make(tmp_path / "in.db", KEY)
    async with simulator() as sim, client(sim, TOKEN) as bot:
        sim.user(METTE).sends("hej")
        for times in (1, 2):
            with pytest.raises(EOFError):
                await asyncio.wait_for(poll(bot, door_of(db, Keeps(dies))), 10)
            assert (len(sim.delivered), sim.confirmed, len(await rows(db))) == (times, [], 1)
        polling = asyncio.create_task(poll(bot, door_of(db, Keeps())))
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

    def take_in(tx: Tx, *args: Any, **more: Any) -> Waiting | None:
        if full and full.pop():
            assert sim.confirmed == []
            raise FULL
        return real(tx, *args, **more)

    monkeypatch.setattr(inbox, "take_in", take_in)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.user(METTE).sends("hej")
        await sim.user(METTE).waits_for("knap i stedet")
        assert len(sim.delivered) == 4 and len(await rows(bot.db)) == 1


async def test_who_else_asks_is_named_and_a_webhook_that_was_left_is_taken_away(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with simulator() as sim:
        port = free_port()
        hook = {"webhook_url": f"http://127.0.0.1:{port}/", "webhook_address": f"127.0.0.1:{port}"}
        async with service(sim, tmp_path, **hook):
            sim.user(METTE).sends("hej")
            await sim.user(METTE).waits_for("knap i stedet")
            assert not sim.polling and "getUpdates" not in {call.method for call in sim.calls}
        sim.user(JONAS).sends("mens ingen lytter")
        async with service(sim, tmp_path):
            await sim.user(JONAS).waits_for("knap i stedet")
            assert sim.updates.webhook_url == "" and sim.pending == 0
            async with client(sim, TOKEN) as other:
                await other.get_updates(timeout=0)
            await sim.waits_until(lambda: "Another program asks" in caplog.text)


async def test_what_is_no_update_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.receiver.UNUSABLE_PAUSE", 0.02)
    monkeypatch.setattr("bot.telegram.receiver.LONGEST_UNUSABLE", 0.02)
    junk: list[object] = [7, None, "update", []]
    junk += [{"update_id": number} for number in ("7", 2**70, None, -1, 1.5, True)]
    async with simulator() as sim, service(sim, tmp_path) as bot:
        for what in junk:
            sim.updates.push_raw(what)
            sim.user(METTE).sends("hej")
        await sim.waits_until(lambda: sim.pending == 0)
        sim.updates.push_raw(junk[0])
        sim.user(JONAS).sends("hej")
        await sim.user(JONAS).waits_for("knap i stedet")
        assert len(await rows(bot.db)) == len(junk) + 1


async def test_a_whole_batch_of_what_is_no_update_is_confirmed_for_nothing_else_comes_past_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.receiver.UNUSABLE_PAUSE", 0.02)
    monkeypatch.setattr("bot.telegram.receiver.LONGEST_UNUSABLE", 0.02)
    async with simulator() as sim, service(sim, tmp_path):
        for number in range(150):
            sim.updates.push_raw({"update_id": 2**70 + number})
        await sim.waits_until(lambda: sim.pending == 0)
        sim.user(METTE).sends("hej")
        await sim.user(METTE).waits_for("knap i stedet")


async def test_a_reply_that_is_no_json_or_too_deep_is_asked_for_again_and_its_updates_are_not_lost(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    deep: list[Any] = []
    for _ in range(500):
        deep = [deep]
    async with simulator() as sim, service(sim, tmp_path):
        sim.updates.push_raw(said(METTE, "hemmeligt", number=800_000_000) | {"deep": deep})
        await sim.user(METTE).waits_for("knap i stedet")
    assert "hemmeligt" not in caplog.text


async def test_a_number_that_is_far_off_takes_nothing_along(tmp_path: Path) -> None:
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.updates.push_raw(said(JONAS, "hej", number=2**62))
        for number in range(150):
            sim.user(METTE).sends(str(number))
        await sim.waits_until(lambda: sim.pending == 0)
        assert len(await rows(bot.db)) == 151


@pytest.mark.parametrize("again", [[], [said(METTE, "hej", 7)]])
async def test_a_server_that_does_not_wait_for_news_is_not_asked_without_a_breath(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: list[object]
) -> None:
    """Nor one that hands over again and again what has been kept."""
    async with simulator() as sim, client(sim, TOKEN) as bot:
        asked = list[object]()

        async def call(_: Api, method: str, given: object, **_more: object) -> object:
            asked.append(given)
            return again

        monkeypatch.setattr(Api, "call", call)
        monkeypatch.setattr("bot.telegram.receiver.BREATH", 60.0)
        db = await Database.make(tmp_path / "in.db", KEY)
        polling = asyncio.create_task(poll(bot, door_of(db, Keeps())))
        await asyncio.sleep(0.2)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)
        assert 0 < len(asked) <= 2
        await db.close()


# -- handling


async def test_a_defect_keeps_the_update_tells_the_person_and_lets_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = Routing._message

    def breaks(self: Routing, desk: Any, message: Any) -> None:
        if message.text == "hemmeligt":
            raise ValueError(message.text)
        real(self, desk, message)

    monkeypatch.setattr(Routing, "_message", breaks)
    async with simulator() as sim, service(sim, tmp_path) as bot:
        sim.user(METTE).sends("hemmeligt")
        sim.user(JONAS).sends("hej")
        await sim.user(JONAS).waits_for("knap i stedet")
        await sim.user(METTE).waits_for(SORRY)
        (failed, body), done = await rows(bot.db)
        assert (failed, json.loads(body)["message"]["text"], done) == ("failed", "hemmeligt", ("done", ""))
        assert "ValueError" in caplog.text and "hemmeligt" not in caplog.text


async def test_a_tap_that_meets_a_defect_is_answered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(Runner, "tapped", breaks)
    async with simulator() as sim, service(sim, tmp_path):
        sim.user(METTE).taps_data(1, "1:s1:0:4")
        await sim.user(METTE).waits_for(SORRY)
        await sim.waits_until(lambda: not sim.state.open_queries(METTE))


@pytest.mark.long
async def test_a_full_disk_is_waited_for_and_the_order_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.handler.DATABASE_PAUSE", 0.02)
    real, full, handled = inbox.done, [True] * 3, list[int]()

    def done(tx: Tx, update_id: int) -> None:
        if full and full.pop():
            raise FULL
        handled.append(update_id)
        real(tx, update_id)

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
            await bot.db.write(people.set_reachable, chat, False, Clock().now())
            acts("hej")
            await sim.user(chat).waits_for("knap")
            person = await bot.db.read(people.person_by_chat, chat)
            assert person and person.reachable


# -- numbers that nobody should have sent


async def test_a_cpr_number_is_never_kept(tmp_path: Path) -> None:
    db = await Database.make(tmp_path / "in.db", KEY)
    await door_of(db, Keeps()).take_in([said(METTE, "jeg er 010190-1234 😊")])
    ((_, body),) = await rows(db)
    assert json.loads(body)["message"]["text"] == "jeg er ••••••••••• 😊"
    await db.close()


async def test_what_is_never_an_update_is_asked_for_ever_more_seldom_and_holds_up_nothing_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses = pauses_of(monkeypatch)
    async with simulator() as sim, service(sim, tmp_path):
        sim.updates.push_raw({"update_id": None, "message": "no number"})
        await sim.waits_until(lambda: len(pauses) > 8)
        assert pauses[pauses.index(2.0) - 1 :][:6] == [1.0, 2.0, 4.0, 5.0, 5.0, 5.0]
        sim.user(METTE).sends("hej")
        await sim.user(METTE).waits_for("knap i stedet")


async def test_a_server_that_numbers_anew_after_a_failure_is_not_told_that_all_it_has_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = await Database.make(tmp_path / "in.db", KEY)
    answers: list[object] = [[said(METTE, "hej", 800)], NetworkError("restarted"), [said(METTE, "hej igen", 1)], []]
    asked: list[object] = []
    done = asyncio.Event()

    async def call(_: Api, _method: str, given: dict[str, object], **_more: object) -> object:
        asked.append(given["offset"])
        if not answers:
            done.set()
            await asyncio.Event().wait()
        if isinstance(answer := answers.pop(0), Exception):
            raise answer
        return answer

    monkeypatch.setattr(Api, "call", call)
    monkeypatch.setattr(Hearing, "wanted_or", lambda *_: asyncio.sleep(0))
    polling = asyncio.create_task(poll(Api(TOKEN, "http://127.0.0.1:9"), door_of(db, Keeps())))
    await asyncio.wait_for(done.wait(), 10)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    assert asked == [None, 801, None, 2, None] and len(await rows(db)) == 2
    await db.close()
