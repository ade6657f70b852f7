"""`trivselsbot run` while Telegram is in trouble here and there: a call for a talk arrives in time all the same."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import pytest

from bot.clock import Clock
from dialogs.permissions import Role
from dialogs.profile import Reading, ReadingProfile
from storage import people
from storage.database import Database
from tests.phone import da
from tests.running import Telegram, database, house_of_init, running, telegram

__all__ = ["house_of_init"]
pytestmark = [pytest.mark.long, pytest.mark.usefixtures("house_of_init")]

ALMA, METTE, JONAS, BO = 1, 2, 3, 4
IN_TIME = 15.0
"""Seconds in which somebody has been called, whatever fails; with room for a busy machine."""


async def _move_in(db: Database, tg: Telegram) -> None:
    now, profile = Clock().now().astimezone(UTC), ReadingProfile(Reading.BOTH)
    who = {
        ALMA: ("Alma", Role.BORGER),
        BO: ("Bo", Role.BORGER),
        METTE: ("Mette", Role.STAFF),
        JONAS: ("Jonas", Role.STAFF),
    }
    ids = {
        chat: await db.write(people.add_person, role, name, now, profile=profile, state="active", chat_id=chat)
        for chat, (name, role) in who.items()
    }
    for borger in (ALMA, BO):
        await db.write(people.set_contacts, ids[borger], [ids[METTE], ids[JONAS]])
    for chat in who:
        tg.sim.user(chat, first_name=who[chat][0])
        tg.sim.state.chats[chat].started = True


def _sees(tg: Telegram, chat: int, words: str) -> Callable[[], bool]:
    return lambda: words in tg.sim.users[chat].screen()


async def test_a_call_for_a_talk_in_the_middle_of_trouble_of_every_kind(tmp_path: Path) -> None:
    called = "Alma vil gerne tale med nogen."
    async with telegram() as tg, database(tmp_path / "data") as db:
        await _move_in(db, tg)
        async with running(tg, tmp_path) as run:
            faults = tg.sim.faults
            faults.next(chat=METTE, status=500, count=None)  # whom she would have
            faults.next("sendPhoto", chat=ALMA, reset="before", count=None)  # her own cards
            faults.next("sendMessage", chat=BO, slow=30.0, count=None)  # somebody else's chat
            faults.next("sendPhoto", chat=BO, slow=30.0, count=None)
            tg.sim.users[BO].sends("hej")
            await asyncio.sleep(1.5)
            begun = time.monotonic()
            tg.sim.users[ALMA].sends(da("Talk to someone"))
            await run.until(_sees(tg, JONAS, called))
            assert time.monotonic() - begun < IN_TIME
            await run.until(_sees(tg, ALMA, da("I have told {names}.", names=("Jonas",))))
            await run.until(_sees(tg, ALMA, da("I cannot get through to {names} just now.", names=("Mette",))))
            faults.clear()
            tg.sim.limits.rest(5, JONAS)
            await run.until(_sees(tg, METTE, called))
            await run.stops()
    assert "Traceback" not in run.said and "Alma" not in run.said and "Mette" not in run.said
