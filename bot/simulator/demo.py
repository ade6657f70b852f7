"""`trivselsbot demo`: an invented house in a browser, without a Telegram account."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import shutil
import socket
import tempfile
from collections.abc import Coroutine
from datetime import time, timedelta
from pathlib import Path

from bot.clock import Clock
from bot.commands.dialog_check import check_dialogs
from bot.config import PREFIX, SettingsError, read_settings
from bot.simulator.demo_host import Demo
from bot.simulator.demo_house import ZONE
from bot.simulator.demo_lately import live_lately
from bot.simulator.demo_page import add_demo_page
from dialogs.time.schedule import instant

PORTS_TRIED = 20


async def run_demo(port: int, clock: Clock, dialogs: Path | None = None) -> None:
    """Runs the demo on loopback until it is cancelled; nothing is left of it then.

    Args:
        port: where the page is to be; the next free one if it is taken.
        clock: the house's, which the page moves forward.
        dialogs: a folder with dialogs of a house's own, which the demo's house then has.

    Raises:
        SettingsError: if there is no such folder.
        DialogError: naming what is wrong with its dialogs.
        Exception: whatever ends the bot.
    """
    with tempfile.TemporaryDirectory(prefix="trivselsbot-demo-") as folder:
        if dialogs:
            _take_over(dialogs, Path(folder))
        demo = Demo(folder, clock)
        add_demo_page(demo.sim, demo)
        await demo.sim.start(port=free_port(port))
        try:
            await begin(demo)
            print(f"Trivselsbot's demo: {demo.sim.url} (Ctrl-C stops it)", flush=True)
            await demo.ended
        finally:
            await _to_its_end(demo.close())


def _take_over(dialogs: Path, folder: Path) -> None:
    """Gives the demo's house these dialogs, if they can be used."""
    if not dialogs.is_dir():
        raise SettingsError(f"There is no folder {dialogs}.")
    shutil.copytree(dialogs, folder / "dialogs")
    check_dialogs(read_settings({f"{PREFIX}DATA_DIR": str(folder)}))


async def _to_its_end(work: Coroutine[None, None, None]) -> None:
    """Does all of `work`, also when Ctrl-C is pressed again meanwhile."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.shield(task)
    task.result()


async def begin(demo: Demo) -> None:
    """Lets the house live up to 16.00 today, when Alma, Bent and Dorthe are asked; then whoever looks may see it."""
    today = demo.now().date()
    yesterday = today - timedelta(days=1)
    began = instant(yesterday, time(15, 52), ZONE)
    await demo.seed(began)
    demo.clock.jump_to(began)
    await demo.start()
    await live_lately(demo, today)
    await demo.opens()


def free_port(port: int) -> int:
    """`port`, or the next one that is free; 0 (any) if none of the next is."""
    for tried in range(port, port + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", tried))
            except OSError as error:
                if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                    raise
            else:
                return tried
    return 0
