"""Makes one file in a process of its own: years of answers take a while to gather and to write, and in the bot's own
process all taps would wait for the interpreter's lock again and again meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import sys
from asyncio.subprocess import DEVNULL, PIPE
from typing import BinaryIO

from bot.clock import Clock
from bot.config import Settings
from bot.desk.desk import Desk, House
from bot.desk.feature import Features
from bot.desk.runner import Runner
from bot.keys import DATABASE
from bot.reviewing.exporting import tables, written
from bot.telegram.content import Document, DocumentOrder
from dialogs.method.library import Library
from locales.texts import load_texts
from storage.database import Database

LONGEST = 60.0
"""Seconds after which a process is taken to hang."""


class NotExported(Exception):
    """The file could not be made. The text says nothing of what is in it."""


class Exporter:
    """Makes the files that were ordered."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def document(self, order: DocumentOrder) -> Document:
        """The file as it may be read now: what was said up to the order and is shared at this moment. Where nothing
        is, there is no file but a line that says so.

        Raises:
            NotExported: if the process ends without it, or hangs.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.reviewing.export_process", stdin=PIPE, stdout=PIPE, stderr=DEVNULL,
            start_new_session=True,
        )  # fmt: skip
        try:
            async with asyncio.timeout(LONGEST):
                answer, _ = await process.communicate(pickle.dumps((self._settings, order)))
        except TimeoutError:
            raise NotExported("the exporting process hangs") from None
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode != 0:
            raise NotExported(f"the exporting process ended with {process.returncode}")
        made: Document = pickle.loads(answer)
        return made


async def _made(settings: Settings, order: DocumentOrder, clock: Clock) -> Document:
    db = await Database.open(settings.folder / DATABASE, settings.key())
    try:
        # Each dialog as it was when it was answered is in the database; no other is needed.
        house = House(settings, Library({}, {}), load_texts(settings.noun), clock, db, "", Runner(Features(())))
        name, said, found = await db.read(lambda tx: tables(Desk(house, tx, order.at), order))
    finally:
        await db.close()
    return Document(name, written(order, *found)) if found else Document(words=said)


def _work(source: BinaryIO, target: BinaryIO) -> None:
    os.nice(5)  # taps go first
    settings, order = pickle.load(source)
    target.write(pickle.dumps(asyncio.run(_made(settings, order, Clock()))))
    target.flush()


if __name__ == "__main__":
    _work(sys.stdin.buffer, sys.stdout.buffer)
