"""Odd updates by the hundred between ordinary taps: no tap is lost, nothing stands still, and nothing is a defect."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.clock import Clock
from bot.simulator.person import SimPerson
from bot.simulator.server import Simulator
from dialogs.engine.session import Outcome
from dialogs.permissions import Role
from dialogs.profile import ReadingProfile
from storage import answers, inbox, people
from storage.tx import Tx
from tests.books import arrived, leaving
from tests.house import ALMA, METTE, PLAN, House
from tests.odd_updates import odd_updates
from tests.phone import Phone, da
from tests.running import database, eventually, made, settings, telegram, trivselsbot

BO = 21
STRANGERS = (901, 902, 903)


def answered(tx: Tx) -> int:
    """How many questions borgere have answered."""
    given = [answer for borger in people.all_borgere(tx) for answer in answers.own_answers(tx, borger.id)]
    return sum(answer.outcome is Outcome.ANSWERED for answer in given)


async def left(house: House) -> list[tuple[str, int | None]]:
    """What is still to be fetched or handled, and what is to leave now for somebody the house knows. In this order, for
    what is over with the one is with the next by then."""
    if house.sim.pending:
        return [("to be fetched", None)] * house.sim.pending
    db, now = house.service.db, house.clock.now()
    came = [("new", update.chat_id) for update in await arrived(db) if update.state == "new"]
    rows = [row for row in await leaving(db) if row.state == "waiting" and row.not_before <= now]
    known = await db.read(inbox.known_among, {row.chat_id for row in rows})
    return [*came, *((row.action, row.chat_id) for row in rows if row.chat_id in known)]


async def goes_on(house: House) -> None:
    """Waits until all that came is handled and all that was to leave has left."""
    end = time.monotonic() + 60
    while still := await left(house):
        assert time.monotonic() < end, still[:20]
        house.service.sender.wake()
        await asyncio.sleep(0.005)
    stopped = [task.get_name() for task in house.service._tasks if task.done()]
    assert not stopped, stopped


async def answers_once(house: House, bo: Phone, odd: Iterator[Any], together: int) -> None:
    """An ordinary check-in's first question, with odd updates all around: opened, and answered with one tap."""
    before = await house.service.db.read(answered)
    pushes(house.sim, odd, together // 3)
    bo.person.sends(bo.say("Answer now"))
    pushes(house.sim, odd, together // 3)
    await goes_on(house)
    bo.person.taps_data(*bo.button("🙂"))
    pushes(house.sim, odd, together // 3)
    await goes_on(house)
    assert await house.service.db.read(answered) == before + 1, bo.screen


def pushes(sim: Simulator, odd: Iterator[Any], count: int) -> None:
    for update in islice(odd, count):
        sim.updates.push_raw(update)
    sim.updates.push_raw({"poll_answer": {}})  # what has no number is confirmed with the next that has one


async def set_aside(house: House) -> set[str]:
    """Why updates were put aside, as far back as that is kept."""
    failed = [(row.action, row.error) for row in await leaving(house.service.db) if row.state == "failed"]
    assert not failed, failed
    return {update.reason for update in await arrived(house.service.db) if update.state == "failed"}


async def storm(house: House, seed: int, rounds: int, together: int) -> None:
    bo = await house.joins(BO, "Bo", Role.BORGER, plan=PLAN)
    odd = odd_updates(seed, (ALMA, METTE, *STRANGERS))
    reasons: set[str] = set()
    house.may_fail = True
    for _ in range(rounds):
        await answers_once(house, bo, odd, together)
        reasons |= await set_aside(house)
        await house.passes(days=1)
    assert reasons and not [reason for reason in reasons if " at " in reason], reasons


async def test_a_tap_is_handled_whatever_its_message_is_and_nothing_is_said_to_a_pin(house: House) -> None:
    person = {"id": ALMA, "is_bot": False, "first_name": "Alma"}
    chat = {"id": ALMA, "type": "private"}
    await house.alma.presses("Answer now")
    message_id, data = house.alma.button("🙂")
    house.alma.turns_page()
    gone = {"message_id": message_id, "date": 0, "chat": chat}
    said = gone | {"date": 1, "from": person}
    for word in ({"pinned_message": gone}, {"message_auto_delete_timer_changed": {"message_auto_delete_time": 1}}):
        house.sim.updates.push_raw({"message": said | word})
        house.sim.updates.push_raw({"message": said | word | {"chat": chat | {"id": 901}, "from": {"id": 901}}})
    await house.quiet()
    assert not house.alma.shown
    tap = {"id": "1", "from": person, "chat_instance": "1", "data": data}
    house.sim.updates.push_raw({"callback_query": tap | {"message": gone}})
    house.sim.updates.push_raw({"callback_query": tap | {"message": said | {"reply_markup": {"keyboard": [["x"]]}}}})
    await house.quiet()
    assert await house.service.db.read(answered) == 1
    assert [call.method for call in house.sim.calls if call.chat_id == 901] == []


async def test_odd_updates_between_ordinary_taps(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.receiver.UNUSABLE_PAUSE", 0.02)
    monkeypatch.setattr("bot.telegram.receiver.LONGEST_UNUSABLE", 0.02)
    await storm(house, 7, rounds=2, together=60)


@pytest.mark.long
@pytest.mark.parametrize("seed", [101, 102])
async def test_thousands_of_them(house: House, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.telegram.receiver.UNUSABLE_PAUSE", 0.02)
    monkeypatch.setattr("bot.telegram.receiver.LONGEST_UNUSABLE", 0.02)
    await storm(house, seed, rounds=20, together=120)


def has_card(person: SimPerson) -> bool:
    return bool(person.messages and person.messages[-1].buttons)


@pytest.mark.long
async def test_the_real_process_stays_up_and_loses_no_tap(tmp_path: Path) -> None:
    """Twelve borgere answer while 3,600 odd updates arrive; afterwards it is stopped, and started again."""
    given = tmp_path / "data"
    bos = range(21, 33)
    async with telegram() as tg:
        environment = settings(tg.sim.url, given)
        await made(given)
        async with database(given) as db:
            for chat in (ALMA, METTE, *bos):
                role = Role.STAFF if chat == METTE else Role.BORGER
                await db.write(people.add_person, role, f"Prøve {chat}", Clock().now(), profile=ReadingProfile(),
                                        state="active", chat_id=chat)  # fmt: skip
                tg.sim.user(chat)
                tg.sim.state.chats[chat].started = True
        odd = odd_updates(103, (ALMA, METTE, *STRANGERS))
        async with trivselsbot("run", environment=environment, log=tmp_path / "log") as run:
            for chat in bos:
                bo = tg.sim.user(chat)
                pushes(tg.sim, odd, 150)
                bo.sends(da("Answer now"))
                await tg.sim.waits_until(partial(has_card, bo), timeout=30)
                pushes(tg.sim, odd, 150)
                card = bo.messages[-1]
                (good,) = [b.data for row in card.buttons for b in row if "🙂" in b.text]
                bo.taps_data(card.message_id, good or "")
            await run.until(lambda: tg.sim.pending == 0)
            async with database(given) as db:
                await eventually(db, inbox.anything_waits, patience=60)
                assert await db.read(answered) == len(bos)
            assert await run.stops() < 10
        async with trivselsbot("run", environment=environment, log=tmp_path / "again") as run:
            await run.says("running as")
            pushes(tg.sim, odd, 150)
            await run.until(lambda: tg.sim.pending == 0)
            assert await run.stops() < 10
    said = (tmp_path / "log").read_text() + (tmp_path / "again").read_text()
    assert "Traceback" not in said and "hej med jer" not in said
