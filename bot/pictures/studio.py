"""Draws pictures beside the event loop, in a process of its own: the renderer keeps the interpreter's lock."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from typing import BinaryIO

from bot.pictures.spec import NO_PHOTOS, CardPicture, Picture, Tile

LONGEST = 10.0
"""Seconds a picture may take."""

_LENGTH = struct.Struct(">?I")


class NotDrawn(Exception):
    """A picture that could not be drawn; the text says why."""


class Studio:
    """One drawing process. It ends when its input does, however we end."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._turn = asyncio.Lock()

    async def begin(self) -> None:
        """Starts the drawing process, so that it is ready when the first picture is asked for. If it cannot be
        started, it is tried again then."""
        with contextlib.suppress(OSError):
            await self._running()

    async def render(self, picture: Picture, photos: Mapping[int, bytes] = NO_PHOTOS) -> bytes:
        """The picture as PNG, with `photos` as in `bot.pictures.draw.draw`.

        Raises:
            NotDrawn: for a pictogram that does not exist, a link that makes no QR code, or a process that was killed
                or hung twice.
        """
        async with self._turn:
            reason = ""
            for _ in range(2):  # a process that was killed from outside, or hangs, is replaced once
                try:
                    async with asyncio.timeout(LONGEST):
                        return await self._ask(picture, photos)
                except NotDrawn:
                    raise
                except (OSError, asyncio.IncompleteReadError) as error:
                    reason = type(error).__name__
                    await self.close()
                except BaseException:
                    await self.close()  # an answer nobody has read would be taken for the next picture
                    raise
            raise NotDrawn(f"the drawing process ended: {reason}")

    async def close(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def _running(self) -> Process:
        if self._process is None:
            # A session of its own, so that Ctrl-C in a terminal reaches us alone.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot.pictures.studio", stdin=PIPE, stdout=PIPE, start_new_session=True
            )
        return self._process

    async def _ask(self, picture: Picture, photos: Mapping[int, bytes]) -> bytes:
        process = await self._running()
        assert process.stdin is not None and process.stdout is not None
        body = pickle.dumps((picture, dict(photos)))
        process.stdin.write(_LENGTH.pack(True, len(body)) + body)
        await process.stdin.drain()
        good, length = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        answer = await process.stdout.readexactly(length)
        if not good:
            raise NotDrawn(answer.decode())
        return answer


def _work(source: BinaryIO, target: BinaryIO) -> None:
    from bot.pictures.draw import draw

    draw(CardPicture("🙂", "Aa", (Tile("🙂", "Aa"),)))  # for nobody: the first picture takes twice as long as the next
    while header := source.read(_LENGTH.size):
        picture, photos = pickle.loads(source.read(_LENGTH.unpack(header)[1]))
        try:
            good, answer = True, draw(picture, photos)
        except ValueError as error:
            good, answer = False, str(error).encode()
        target.write(_LENGTH.pack(good, len(answer)) + answer)
        target.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):  # who asked has been killed
        _work(sys.stdin.buffer, sys.stdout.buffer)
