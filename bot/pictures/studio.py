"""Draws pictures beside the event loop, in a process of its own: the renderer keeps the interpreter's lock."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from bot.pictures.draw import draw
from bot.pictures.spec import Picture


class Studio:
    """One drawing process, started with the first picture."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def render(self, picture: Picture) -> bytes:
        """The picture as PNG.

        Raises:
            ValueError: for a pictogram that does not exist or a link that makes no QR code.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._workers(), draw, picture)
        except BrokenProcessPool:  # the process was killed from outside; a new one does as well
            self._pool = None
            return await loop.run_in_executor(self._workers(), draw, picture)

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def _workers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_end_with_parent)
        return self._pool


def _end_with_parent() -> None:
    """A drawing process whose parent was killed would wait for ever; it ends itself instead."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()
