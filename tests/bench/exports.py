"""Exports in a running house: how long they hold its event loop up, and whoever taps meanwhile. The house runs with its
watch in a process of its own, which has little more to keep than the bot has."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import Service
from bot.clock import Clock
from bot.config import read_settings
from bot.desk.flow import Start
from bot.desk.page_parts import BORGER_PAGE
from bot.telegram.buttons import Tap
from storage.people import Person
from storage.tx import Tx
from tests.bench.answered import known, live
from tests.bench.processes import BenchFailed, Phones, environment_of, phones, said
from tests.bench.seed import FIRST_CHAT, STAFF, fill
from tests.bench.table import Line, milliseconds, percentile, section
from tests.bench.taps import Tapped, open_cards, warm_up
from tests.bench.telegram import Ids

BORGERE = 43
DAYS = 730
FILES = (("xlsx", 1), ("csv", 2))
"""What can be exported, and how many documents each is."""
TIMES = 3
BEAT = 0.001
QUIET = 2.0
"""Seconds in which nothing happens, to see what the machine itself does."""
TAPPERS = 8
PER_SECOND = 8


PATIENCE = 60.0
_WAITS = "SELECT 1 FROM outbox WHERE action = 'document' AND state = 'waiting'"


@dataclass
class Stage:
    """A running house with somebody who exports a borger's answers."""

    service: Service
    telegram: Phones
    reader: Person
    borger: Person
    documents: int = 0

    async def export(self, kind: str, documents: int) -> None:
        """Taps the button, and waits until the documents have left."""
        house, tap = self.service.house, Tap(BORGER_PAGE, self.borger.id, 0, f"file.{kind}")
        assert await house.write(house.runner.tapped, self.reader, tap)
        self.documents += documents
        async with asyncio.timeout(PATIENCE):
            while await self.service.db.read(Tx.one, _WAITS):  # noqa: ASYNC110 - nothing in the bot tells of it
                await asyncio.sleep(0.05)


class Heart:
    """Beats on the event loop. `gaps` are the seconds from each beat to the next."""

    def __init__(self) -> None:
        self.gaps: list[float] = []

    async def beat(self) -> None:
        last = time.monotonic()
        while True:
            await asyncio.sleep(BEAT)
            now = time.monotonic()
            self.gaps.append(now - last)
            last = now


async def exports(folder: Path) -> str:
    """The section, from the other process."""
    found = await said(sys.executable, "-m", "tests.bench.exports", str(folder))
    if not found:
        raise BenchFailed("the process that exports ended too early")
    return f"{found}\n"


async def _measured(folder: Path) -> str:
    """The loop's longest gaps with nothing going on, with taps, with exports, and with both."""
    await fill(folder, BORGERE)
    async with phones() as telegram, _service(telegram.url, folder) as service:
        await live(service.house, DAYS)
        reader, borger = await known(service.db, STAFF), await known(service.db, FIRST_CHAT)
        await telegram.do("people", ids=(STAFF, STAFF + 1))
        await telegram.do("people", ids=(FIRST_CHAT, FIRST_CHAT + BORGERE))
        await warm_up(telegram, (FIRST_CHAT + 1, FIRST_CHAT + 2))
        await service.house.write(service.house.runner.go, "borger_page", Start(reader, borger))
        stage = Stage(service, telegram, reader, borger)
        async with _watched() as nothing:
            await asyncio.sleep(QUIET)
        first = FIRST_CHAT + 2
        alone, tapping = await _taps(stage, (first, first + TAPPERS), [])
        lines = [Line("nothing going on, longest gap", _longest(nothing), "ms"),
                 Line("taps alone, longest gap", _longest(tapping), "ms")]  # fmt: skip
        for kind, documents in FILES:
            worst: list[float | None] = []
            for _ in range(TIMES):
                async with _watched() as gaps:
                    await stage.export(kind, documents)
                worst.append(_longest(gaps))
            found = [one for one in worst if one is not None]
            lines.append(Line(f"{kind.upper()}, longest gap, p50 of {TIMES}", percentile(found, 0.5), "ms"))
            lines.append(Line(f"{kind.upper()}, longest gap, worst of {TIMES}", max(found), "ms", 10))
        both, gaps = await _taps(stage, (first + TAPPERS, first + 2 * TAPPERS), [*FILES] * TIMES)
        await telegram.do("taken", method="senddocument", count=stage.documents)  # or it says that they did not come
    lines += [
        Line("exports and taps together, longest gap", _longest(gaps), "ms"),
        Line(f"tap to edited card, taps alone, p95 of {len(alone.waits)}", _p95(alone), "ms"),
        Line(f"tap to edited card, beside exports, p95 of {len(both.waits)}", _p95(both), "ms", 250),
        Line("taps without an answer", alone.lost + both.lost, "", 0),
    ]
    years = f"{DAYS // 365} years of daily answers"
    return section(f"Exports of {years}: the gaps of a beat each ms on the event loop", lines)


async def _taps(stage: Stage, ids: Ids, files: list[tuple[str, int]]) -> tuple[Tapped, list[float]]:
    """Taps while files are exported one after the other, as long as both go on."""
    await open_cards(stage.telegram, ids)
    async with _watched() as gaps:
        tapping = asyncio.create_task(stage.telegram.do("tap", ids=ids, per_second=PER_SECOND))
        for kind, documents in files:
            if not tapping.done():
                await stage.export(kind, documents)
        return Tapped.model_validate(await tapping), gaps


@asynccontextmanager
async def _watched() -> AsyncIterator[list[float]]:
    heart = Heart()
    beating = asyncio.create_task(heart.beat())
    try:
        yield heart.gaps
    finally:
        beating.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await beating


@asynccontextmanager
async def _service(url: str, folder: Path) -> AsyncIterator[Service]:
    """The bot in this process. What it logs is in `bot.log`."""
    log = logging.FileHandler(folder / "bot.log")
    logging.getLogger().addHandler(log)
    try:
        async with Service(read_settings(environment_of(url, folder)), Clock()) as service:
            yield service
    finally:
        logging.getLogger().removeHandler(log)
        log.close()


def _longest(gaps: list[float]) -> float | None:
    return milliseconds(max(gaps, default=None))


def _p95(seen: Tapped) -> float | None:
    return milliseconds(percentile(seen.waits, 0.95))


async def _until_stopped(folder: Path) -> None:
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        print(await _measured(folder))


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """That of the bot when it runs by itself."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(_until_stopped(Path(sys.argv[1])))
