"""`trivselsbot` as a process of its own, against a simulator in the test's process."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.clock import Clock
from bot.keys import DATABASE
from bot.simulator.limits import Limits
from bot.simulator.server import Simulator
from storage.database import Database
from storage.tx import Tx

NOWHERE = "http://127.0.0.1:9"
ROOT = Path(__file__).parent.parent
TOKEN = "123456:demo-token-of-nobody"
KEY = "0123456789abcdef" * 4
PREFIX = "TRIVSELSBOT_"
HARMLESS = ("message is not modified", "query is too old", "message to delete not found")
PATIENCE = 60.0
"""Seconds of real time a process is given for what it is to do."""


def settings(url: str, folder: Path, **more: str) -> dict[str, str]:
    """Environment variables for a bot of the simulator at `url`; an empty value leaves a setting out."""
    given = {"telegram_token": TOKEN, "telegram_base_url": url, "data_dir": str(folder), "database_key": KEY} | more
    return {PREFIX + name.upper(): value for name, value in given.items() if value}


@dataclass
class Telegram:
    """A simulator with an ear at its door.

    Attributes:
        refusals: method and description of every answer from 400 to 499 that is not harmless.
        polls: getUpdates calls begun.
        sent: how often each new message was sent: its chat, its words and its buttons.
    """

    sim: Simulator
    refusals: list[tuple[str, str]] = field(default_factory=list)
    polls: int = 0
    sent: Counter[str] = field(default_factory=Counter)

    def has_polled(self, before: int) -> bool:
        """Whether there have been more polls than `before`."""
        return self.polls > before

    @web.middleware
    async def _listen(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        method = request.path.rpartition("/")[2]
        self.polls += method == "getUpdates"
        response = await handler(request)
        words = response.text or "" if isinstance(response, web.Response) else ""
        if 400 <= response.status < 499 and not any(harmless in words for harmless in HARMLESS):
            self.refusals.append((method, words))
        if method.startswith("send") and response.status == 200:
            message = json.loads(words)["result"]
            told = (message["chat"]["id"], *(message.get(part) for part in ("text", "caption", "reply_markup")))
            self.sent[json.dumps(told)] += 1
        return response


@asynccontextmanager
async def telegram(limits: Limits | None = None, clock: Clock | None = None) -> AsyncIterator[Telegram]:
    """A running simulator, on the real clock if it is given none."""
    sim = Simulator(TOKEN, now=(clock or Clock()).now, limits=limits)
    found = Telegram(sim)
    sim.app.middlewares.append(found._listen)
    await sim.start()
    try:
        yield found
    finally:
        await sim.stop()


class Run:
    """One process. `said` is all it has written, to both outputs."""

    def __init__(self, process: Process, log: Path) -> None:
        self.process = process
        self._log = log

    @property
    def said(self) -> str:
        return self._log.read_text("utf-8")

    async def ends(self, patience: float = PATIENCE) -> int:
        """Waits for the end. Returns: the exit code."""
        return await asyncio.wait_for(self.process.wait(), patience)

    async def kill(self) -> None:
        """SIGKILL: nothing is put away, nothing is said."""
        self.process.kill()
        assert await self.ends() == -signal.SIGKILL, self.said

    async def stops(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Asks it to stop. Returns: the seconds it took; it ended cleanly."""
        begun = time.monotonic()
        self.process.send_signal(number)
        assert await self.ends() == 0, self.said
        return time.monotonic() - begun

    async def says(self, words: str) -> None:
        """Waits until it has written `words`."""
        await self.until(lambda: words in self.said)

    async def until(self, happened: Callable[[], bool], pause: float = 0.01) -> None:
        """Waits until something has happened, while it runs; looks again after each `pause` seconds."""
        end = time.monotonic() + PATIENCE
        while not happened():
            assert time.monotonic() < end and self.process.returncode is None, self.said
            await asyncio.sleep(pause)


@asynccontextmanager
async def trivselsbot(
    *arguments: str, environment: Mapping[str, str], log: Path, before: str = ""
) -> AsyncIterator[Run]:
    """Runs a command; it is killed at the end if it is still there. What it says goes to the end of `log`. `before` is
    Python that the process runs first."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    with log.open("ab") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", f"{before}\nfrom bot.cli import main; main()", *arguments,
            env=clean | dict(environment), cwd=ROOT, stdin=DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
    try:
        yield Run(process, log)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def command(*arguments: str, environment: Mapping[str, str], log: Path, before: str = "") -> tuple[int, str]:
    """Runs a command to its end, after the Python in `before`. Returns: its exit code, and what it wrote now."""
    written = log.stat().st_size if log.exists() else 0
    async with trivselsbot(*arguments, environment=environment, log=log, before=before) as run:
        code = await run.ends()
    return code, log.read_bytes()[written:].decode()


@asynccontextmanager
async def database(folder: Path) -> AsyncIterator[Database]:
    """The database in a data folder, beside a bot that may be running on it."""
    db = await Database.make(folder / DATABASE, KEY)
    try:
        yield db
    finally:
        await db.close()


async def eventually(db: Database, look: Callable[[Tx], object], patience: float = PATIENCE) -> None:
    """Waits until a look for what is still to be done finds nothing."""
    until = time.monotonic() + patience
    while left := await db.read(look):
        assert time.monotonic() < until, left
        await asyncio.sleep(0.05)


def environment(url: str, folder: Path) -> dict[str, str]:
    return settings(url, folder / "data")


@asynccontextmanager
async def running(tg: Telegram, folder: Path, **more: str) -> AsyncIterator[Run]:
    """A bot that has started."""
    async with trivselsbot("run", environment=environment(tg.sim.url, folder) | more, log=folder / "running") as run:
        await run.says("running as")
        yield run


async def refused(folder: Path, *arguments: str, url: str = NOWHERE, **more: str) -> str:
    """Runs a command that must not work. Returns: the one line it says."""
    code, said = await command(*arguments, environment=settings(url, folder / "data") | more, log=folder / "log")
    assert code == 1 and "Traceback" not in said, said
    # What is logged before it: which house it is, and what is not set.
    lines = [line for line in said.splitlines() if " INFO " not in line and " WARNING " not in line]
    assert len(lines) == 1, said
    return lines[0]


async def made(folder: Path) -> None:
    """An empty database in a data folder, as `init` makes it."""
    folder.mkdir(mode=0o700, exist_ok=True)
    await (await Database.make(folder / DATABASE, KEY)).close()


@pytest.fixture
async def house_of_init(tmp_path: Path) -> None:
    """What `init` has made, in the folder "data"."""
    await made(tmp_path / "data")
