"""A process that works beside the event loop, for what would keep the interpreter's lock or much memory."""

from __future__ import annotations

import asyncio
import contextlib
import pickle
import struct
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from typing import BinaryIO

_LENGTH = struct.Struct(">?I")


class Refused(Exception):
    """What cannot be done; the text says why."""


class Beside:
    """One process of a module that calls `serve`. It ends when its input does, however we end.

    Args:
        longest: seconds that one piece of work may take.
        rests_after: seconds without work after which it is ended until there is more; None keeps it.
    """

    def __init__(self, module: str, longest: float, rests_after: float | None = None) -> None:
        self._module = module
        self._longest = longest
        self._rests_after = rests_after
        self._process: Process | None = None
        self._turn = asyncio.Lock()
        self._rest: asyncio.Task[None] | None = None

    @property
    def is_there(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None

    @property
    def pid(self) -> int | None:
        """The process's number, while there is one."""
        return self._process.pid if self._process else None

    async def has_rested(self) -> None:
        """Waits until the process has ended for want of work, if it is to."""
        if self._rest:
            await asyncio.wait([self._rest])

    async def begin(self) -> None:
        """Starts the process, so that it is ready for the first work. If it cannot be started, it is tried again
        then."""
        with contextlib.suppress(OSError):
            await self._running()

    async def work(self, order: object) -> bytes:
        """What the process makes of an order.

        Raises:
            Refused: as it says; or if it was killed or hung twice.
        """
        async with self._turn:
            reason = ""
            for _ in range(2):  # a process that was killed from outside, or hangs, is replaced once
                try:
                    async with asyncio.timeout(self._longest):
                        made = await self._ask(order)
                except Refused:
                    raise
                except (OSError, asyncio.IncompleteReadError) as error:
                    reason = type(error).__name__
                    await self._end()
                except BaseException:
                    await self._end()  # an answer nobody has read would be taken for the next one
                    raise
                else:
                    self._rest_later()
                    return made
            raise Refused(f"the process ended: {reason}")

    async def close(self) -> None:
        if self._rest:
            self._rest.cancel()
        await self._end()

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    def _rest_later(self) -> None:
        if self._rest:
            self._rest.cancel()
        if self._rests_after is not None:
            self._rest = asyncio.create_task(self._rest_after(self._rests_after))

    async def _rest_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        async with self._turn:
            await self._end()

    async def _running(self) -> Process:
        if self._process is None:
            # A session of its own, so that Ctrl-C in a terminal reaches us alone.
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", self._module, stdin=PIPE, stdout=PIPE, start_new_session=True
            )
        return self._process

    async def _ask(self, order: object) -> bytes:
        process = await self._running()
        assert process.stdin is not None and process.stdout is not None
        body = pickle.dumps(order)
        process.stdin.write(_LENGTH.pack(True, len(body)) + body)
        await process.stdin.drain()
        good, length = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
        answer = await process.stdout.readexactly(length)
        if not good:
            raise Refused(answer.decode())
        return answer


def serve(work: Callable[[object], bytes]) -> None:
    """Does what is ordered, one after the other, until nobody orders any more. A ValueError says what cannot be
    done."""
    with contextlib.suppress(BrokenPipeError):  # who asked has been killed
        _serve(sys.stdin.buffer, sys.stdout.buffer, work)


def _serve(source: BinaryIO, target: BinaryIO, work: Callable[[object], bytes]) -> None:
    while header := source.read(_LENGTH.size):
        order = pickle.loads(source.read(_LENGTH.unpack(header)[1]))
        try:
            good, answer = True, work(order)
        except ValueError as error:
            good, answer = False, str(error).encode()
        target.write(_LENGTH.pack(good, len(answer)) + answer)
        target.flush()
