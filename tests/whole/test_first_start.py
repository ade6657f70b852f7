"""The first start is killed again and again while the data folder is made."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from storage import meta
from storage.tx import Tx
from tests.running import command, database, settings, telegram, trivselsbot

pytestmark = pytest.mark.long


async def test_a_first_start_that_is_cut_short_leaves_nothing_that_the_next_one_trips_over(tmp_path: Path) -> None:
    chance, log = random.Random(20261), tmp_path / "log"
    async with telegram() as tg:
        environment = settings(tg.sim.url, tmp_path / "data")
        for _ in range(8):
            async with trivselsbot("init", environment=environment, log=log) as run:
                made = tmp_path / "data" / "trivselsbot.db"
                await run.until(made.exists, pause=0)
                await asyncio.sleep(chance.uniform(0.0, 0.04))
                await run.kill()
            for leftover in made.parent.glob("trivselsbot.db*") if chance.random() < 0.7 else ():
                leftover.unlink()
        code, said = await command("init", environment=environment, log=log)
        assert code == 0, said
        async with trivselsbot("run", environment=environment, log=log) as run:
            await run.says("running as")
            await run.stops()
    async with database(tmp_path / "data") as db:
        assert await db.read(Tx.one, "PRAGMA integrity_check") == ("ok",)
        assert await db.read(meta.recall, "username") == tg.sim.state.username
