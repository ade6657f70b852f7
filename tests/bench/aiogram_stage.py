"""The aiogram-dialog bot beside ours: its environment, Redis, and both running. aiogram wants an older pydantic than we
have, so what it runs on lies in `.venv/peer`, which is set up at the first run."""

from __future__ import annotations

import asyncio
import shutil
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from tests.bench.cards import write_cards
from tests.bench.processes import BenchFailed, running, said
from tests.bench.telegram import TOKEN

HERE = Path(__file__).parent
NEEDED = HERE / "aiogram.lock"
ENVIRONMENT = HERE.parent.parent / ".venv" / "peer"
PYTHON = ENVIRONMENT / "bin" / "python"
HOW = {
    "aiogram-dialog": f"{PYTHON} -m pip install --require-hashes -r {NEEDED}",
    "redis-server": "apt-get install redis-server, or as your system does it",
}
"""How to get what was not there."""
_VERSIONS = (
    "import aiogram_dialog, redis, uvloop; from importlib.metadata import version;"
    "print(*(f'{name} {version(name)}' for name in ('aiogram', 'aiogram-dialog', 'redis', 'aiohttp', 'pydantic')),"
    " sep=', ')"
)


async def ready() -> str:
    """Sets up what is missing, if that can be done.

    Returns: the versions it runs on; empty if it cannot run.
    """
    found = await said(str(PYTHON), "-c", _VERSIONS)
    if not found:
        print(f"Setting up {ENVIRONMENT} for the aiogram-dialog bot (once; downloads about 10 MB) ...", flush=True)
        pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--retries", "1", "--require-hashes")
        await said(sys.executable, "-m", "venv", str(ENVIRONMENT))
        await said(str(PYTHON), *pip, "-r", str(NEEDED))
        found = await said(str(PYTHON), "-c", _VERSIONS)
    return found


def redis_server() -> str | None:
    """Where Redis is, if it is there."""
    return shutil.which("redis-server")


async def redis_version() -> str:
    found = redis_server()
    words = (await said(found, "--version") if found else "").split()
    return next((word.removeprefix("v=") for word in words if word.startswith("v=")), "")


@asynccontextmanager
async def aiogram(url: str, folder: Path, *, redis: bool, loop: str) -> AsyncIterator[tuple[Process, Process | None]]:
    """The bot on a new folder, and its Redis, which has written each change to the disk before it answers; without
    `redis` it keeps its state in memory. `loop` is asyncio or uvloop."""
    folder.mkdir()
    write_cards(folder)
    async with AsyncExitStack() as begun:
        socket, server = folder / "redis.sock", None
        if redis:
            server = await begun.enter_async_context(_redis(folder, socket))
        kept = [str(socket)] if redis else []
        command = [str(PYTHON), "-P", str(HERE / "aiogram_peer.py"), url, TOKEN, str(folder), loop, *kept]
        yield await begun.enter_async_context(running(command, {}, folder)), server


@asynccontextmanager
async def _redis(folder: Path, socket: Path) -> AsyncIterator[Process]:
    found = redis_server()
    assert found is not None
    kept = ["--dir", str(folder), "--save", "", "--appendonly", "yes", "--appendfsync", "always"]
    async with running([found, "--port", "0", "--unixsocket", str(socket), *kept], {}, folder) as process:
        for _ in range(100):
            if socket.exists():
                break
            await asyncio.sleep(0.05)
        else:
            raise BenchFailed(f"Redis does not begin; see {folder / 'bot.log'}")
        yield process
