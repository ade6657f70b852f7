"""The other processes of the bench: started, measured from outside, and ended whatever happens."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.config import PREFIX
from tests.bench.seed import KEY
from tests.bench.telegram import TOKEN

PROC = Path("/proc")
"""Where Linux tells of processes. Elsewhere what is read from it is left out of the table."""


PATIENCE = 180.0
"""Seconds that a command may take."""


class BenchFailed(Exception):
    """A process did not do its part. The text says which."""


@dataclass(frozen=True)
class Memory:
    """A process's memory in MB: resident, and its own share of what it shares with others."""

    rss: float
    pss: float


class Phones:
    """The simulated Telegram, in its own process; its orders are the methods of `telegram.Phones`."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self.pid = process.pid
        self.url = ""

    async def do(self, order: str, **given: object) -> object:
        """Gives an order and waits for its answer.

        Raises:
            BenchFailed: if the process ended over it.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([order, given]).encode() + b"\n")
        line = await self._process.stdout.readline()
        if not line:
            raise BenchFailed(f"the simulated Telegram ended over the order '{order}'")
        answer: object = json.loads(line)
        return answer


@asynccontextmanager
async def phones() -> AsyncIterator[Phones]:
    """A simulated Telegram that listens, at Telegram's limits."""
    # A session of its own: Ctrl-C in a terminal reaches the bench alone, which then ends the rest.
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.telegram", stdin=PIPE, stdout=PIPE, start_new_session=True
    )
    async with _ended(process):
        found = Phones(process)
        found.url = str(await found.do("open"))
        yield found


def environment_of(url: str, folder: Path) -> dict[str, str]:
    """What the bot is told by environment variables."""
    given = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_BASE_URL": url, "DATA_DIR": str(folder), "DATABASE_KEY": KEY}
    return {PREFIX + name: value for name, value in given.items()}


@asynccontextmanager
async def bot(url: str, folder: Path, *, unhurried: Sequence[int] | None = None) -> AsyncIterator[Process]:
    """`trivselsbot run` on a data folder. What it logs is in `bot.log` there. `unhurried`, it keeps no pace, and
    runs only on these cores, if there are any."""
    command = [sys.executable, "-c", "from bot.cli import main; main()", "run"]
    if unhurried is not None:
        command = [sys.executable, "-m", "tests.bench.unhurried", *map(str, unhurried)]
    async with running(command, environment_of(url, folder), folder) as process:
        yield process


@asynccontextmanager
async def peer(url: str, folder: Path, *, loop: str) -> AsyncIterator[Process]:
    """The same dialog as a ConversationHandler, on a new folder."""
    folder.mkdir()
    async with running([sys.executable, "-m", "tests.bench.peer", url, str(folder), loop], {}, folder) as process:
        yield process


@asynccontextmanager
async def running(command: list[str], environment: Mapping[str, str], folder: Path) -> AsyncIterator[Process]:
    """A program that runs until the end of the block. What it prints is in `bot.log` in the folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    with (folder / "bot.log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *command, env={**inherited, **environment}, stdin=DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    async with _ended(process):
        yield process


@asynccontextmanager
async def _ended(process: Process) -> AsyncIterator[None]:
    """Ends the process with the block: asked to, and after some seconds made to."""
    try:
        yield
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        try:
            await asyncio.wait_for(process.wait(), 5)
        except TimeoutError:
            process.kill()
            await process.wait()


async def said(*command: str) -> str:
    """What a command prints; empty if it fails or takes too long."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, start_new_session=True
        )
    except OSError:
        return ""
    async with _ended(process):
        try:
            out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        except TimeoutError:
            return ""
        return out.decode().strip() if process.returncode == 0 else ""


def processor_seconds(pid: int) -> float | None:
    """User and system time of a process and its threads so far, without its children."""
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> Memory | None:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return None
    size = {line.split(":")[0]: int(line.split()[1]) * 1024 / 1e6 for line in lines}
    return Memory(size["Rss"], size["Pss"])


def child_of(pid: int) -> int | None:
    """The first process that a process has started and that still runs."""
    try:
        children = (PROC / str(pid) / "task" / str(pid) / "children").read_text().split()
    except OSError:
        return None
    return int(children[0]) if children else None
