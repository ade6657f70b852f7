"""The simulated Telegram in a process of its own, with people who tap. It takes orders as JSON lines on its input,
answers each with one, and ends with its input, however the bench ends."""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.clock import Clock
from bot.simulator.limits import Limits
from bot.simulator.server import Call, Simulator
from bot.simulator.state import SimMessage

TOKEN = "123456:bench-token"
TAPS_OF_ONE = 6
"""How many taps take a card of trivsel from its first question to its receipt."""
PATIENCE = 10.0
"""Seconds after which a tap counts as lost."""

Ids = tuple[int, int]
"""People by their ids: the first, and the one after the last."""


class Phones:
    """Everybody's phones. Each public method is an order."""

    def __init__(self) -> None:
        self._sim = Simulator(TOKEN, now=Clock().now, limits=Limits())
        self._polled = 0.0
        self._asked = asyncio.Event()
        self._tapped: dict[int, tuple[SimMessage, asyncio.Future[float]]] = {}
        self._random = random.Random(1)
        self._sim.app.middlewares.append(self._note_poll)
        self._sim.state.watchers.append(self._changed)

    async def open(self) -> str:
        """Listens. Returns: the address."""
        await self._sim.start()
        return self._sim.url

    async def close(self) -> None:
        await self._sim.stop()

    async def people(self, ids: Ids) -> None:
        """Brings people in who have started the bot before."""
        for user_id in range(*ids):
            self._sim.user(user_id, f"Prøve {user_id}")
            self._sim.state.chats[user_id].started = True

    async def first_poll(self, since: float) -> float:
        """When the bot first asks for updates after `since`, on the monotonic clock that all processes share."""
        while self._polled <= since:
            await self._asked.wait()
            self._asked.clear()
        return self._polled

    def _has_another(self, user_id: int, before: object) -> bool:
        return self._card(user_id) not in (None, before)

    async def unlimited(self) -> None:
        """Lets the bot write as fast as it likes."""
        self._sim.limits = Limits(overall=None, per_chat=None)

    async def say(self, ids: Ids, words: str, at_once: int = 1) -> None:
        """Everybody writes `words`, so many at once, and waits for a new card."""
        everybody = range(*ids)
        for some in (everybody[begin : begin + at_once] for begin in range(0, len(everybody), at_once)):
            before = {user_id: self._card(user_id) for user_id in some}
            for user_id in some:
                self._sim.users[user_id].sends(words)
            for user_id in some:
                await self._sim.waits_until(partial(self._has_another, user_id, before[user_id]))

    async def taken(self, method: str, count: int) -> None:
        """Waits until so many calls of a method (in lower case) have been taken since the start."""
        await self._sim.waits_until(partial(self._has_taken, method, count), 60)

    def _has_taken(self, method: str, count: int) -> bool:
        return sum(call.method.lower() == method and call.status == 200 for call in self._sim.calls) >= count

    async def tap(self, ids: Ids, per_second: float) -> dict[str, object]:
        """Everybody taps their card from its first question to its receipt.

        Returns: the seconds each tap waited for its edit, the taps that got none, and the calls the bot made.
        """
        before = len(self._sim.calls)
        waits = await self._taps(ids, per_second, lambda: True)
        calls = [call.method.lower() for call in self._sim.calls[before:]]
        made = {method: calls.count(method) for method in sorted(set(calls) - {"getupdates"})}
        return {"waits": [w for w in waits if w], "lost": waits.count(None), "calls": made}

    async def rush(self, due: Ids, tapping: Ids, per_second: float) -> dict[str, object]:
        """Waits for the first check-in of `due`; from there to their last, others tap.

        Returns: the seconds it took, the messages and edits in them, refusals for haste, and the taps as `tap` does.
        """
        before = len(self._sim.calls)

        def came() -> list[Call]:
            new = self._sim.calls[before:]
            good = (c for c in new if c.chat_id in range(*due) and c.status == 200)
            return [c for c in good if c.method.lower().startswith("send")]

        count = due[1] - due[0]
        await self._sim.waits_until(lambda: bool(came()), 30)
        waits = await self._taps(tapping, per_second, lambda: len(came()) < count)
        await self._sim.waits_until(lambda: len(came()) >= count, 60)
        good = [c.at for c in came()]
        begun, ended = min(good), max(good)
        during = [c for c in self._sim.calls[before:] if begun < c.at <= ended and _counts(c)]
        return {
            "seconds": ended - begun, "came": len(good), "messages": sum(c.status == 200 for c in during),
            "refused": sum(c.status == 429 for c in self._sim.calls[before:]),
            "waits": [w for w in waits if w], "lost": waits.count(None),
        }  # fmt: skip

    async def _taps(self, ids: Ids, per_second: float, go_on: Callable[[], bool]) -> list[float | None]:
        under_way: list[asyncio.Task[float | None]] = []
        rounds = (user_id for _ in range(TAPS_OF_ONE) for user_id in range(*ids))
        at = time.monotonic()
        for user_id in rounds:
            if not go_on():
                break
            under_way.append(asyncio.create_task(self._tap(user_id)))
            at += self._random.uniform(0.5, 1.5) / per_second
            await asyncio.sleep(max(at - time.monotonic(), 0))
        return list(await asyncio.gather(*under_way))

    async def _tap(self, user_id: int) -> float | None:
        """Taps the first button of somebody's card. Returns: seconds until the card was edited, None if it was not."""
        card = self._card(user_id)
        data = card and card.buttons[0][0].data
        if card is None or not data or user_id in self._tapped:
            return None
        edited: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._tapped[user_id] = (card, edited)
        begun = time.monotonic()
        try:
            self._sim.users[user_id].taps_data(card.message_id, data)
            return await asyncio.wait_for(edited, PATIENCE) - begun
        except TimeoutError:
            return None
        finally:
            del self._tapped[user_id]

    def _card(self, user_id: int) -> SimMessage | None:
        """The bot's newest message with buttons."""
        messages = reversed(self._sim.state.chats[user_id].messages.values())
        return next((m for m in messages if m.from_bot and m.buttons), None)

    def _changed(self, chat_id: int) -> None:
        card, edited = self._tapped.get(chat_id, (None, None))
        if card and edited and not edited.done() and self._sim.state.chats[chat_id].messages[card.message_id] != card:
            edited.set_result(time.monotonic())

    @web.middleware
    async def _note_poll(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path.lower().endswith("/getupdates"):
            self._polled = time.monotonic()
            self._asked.set()
        return await handler(request)


def _counts(call: Call) -> bool:
    """Whether Telegram counts a call among the 30 a second."""
    return call.method.lower().startswith(("send", "editmessage"))


async def _obey() -> None:
    phones = Phones()
    orders: dict[str, Callable[..., Awaitable[object]]] = {
        "open": phones.open, "people": phones.people, "first_poll": phones.first_poll, "say": phones.say,
        "tap": phones.tap, "rush": phones.rush, "taken": phones.taken, "unlimited": phones.unlimited,
    }  # fmt: skip
    while line := await asyncio.to_thread(sys.stdin.readline):
        order, given = json.loads(line)
        print(json.dumps(await orders[order](**given)), flush=True)
    await phones.close()


if __name__ == "__main__":
    asyncio.run(_obey())
