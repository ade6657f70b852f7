"""Telegram's limits on how fast a bot may write."""

import math
import time
from collections import deque
from collections.abc import Callable


class _Window:
    """At most `most` events within any `length` seconds."""

    def __init__(self, most: float, length: float) -> None:
        self._most = most
        self._length = length
        self._times: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more event fits; 0 when it fits now."""
        while self._times and self._times[0] <= now - self._length:
            self._times.popleft()
        return 0.0 if len(self._times) < self._most else self._times[0] + self._length - now

    def add(self, now: float) -> None:
        self._times.append(now)


class Limits:
    """Sliding windows over the arrival of requests: all messages together, and new messages per private chat. And rests
    that a test orders, in which a chat, or the bot as a whole, may not write at all.

    Args:
        overall: new messages and edits per window, over all chats; None for as many as it likes.
        per_chat: new messages per window in one private chat.
        window: length of the window, in seconds.
        monotonic: a clock in seconds that never goes back.
    """

    def __init__(
        self,
        *,
        overall: int | None = 30,
        per_chat: int | None = 1,
        window: float = 1.0,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._per_chat = math.inf if per_chat is None else per_chat
        self._window = window
        self._monotonic = monotonic
        self._all = _Window(math.inf if overall is None else overall, window)
        self._chats: dict[int, _Window] = {}
        self._rests: dict[int | None, float] = {}

    def rest(self, seconds: float, chat_id: int | None = None) -> None:
        """For so many seconds every message and edit to a chat is refused, or with None to all chats."""
        self._rests[chat_id] = self._monotonic() + seconds

    def admit(self, chat_id: int, *, new: bool) -> int:
        """Admits one request, or tells how many whole seconds to wait (0 means admitted).

        A refused request is not counted. `new` tells a new message from an edit, which only counts overall.
        """
        now = self._monotonic()
        wait = max(self._all.wait(now), *(self._rests.get(who, 0.0) - now for who in (None, chat_id)))
        chat = self._chats.get(chat_id)
        if new and chat is None:
            chat = self._chats[chat_id] = _Window(self._per_chat, self._window)
        if new and chat is not None:
            wait = max(wait, chat.wait(now))
        if wait > 0:
            return math.ceil(wait)
        self._all.add(now)
        if new and chat is not None:
            chat.add(now)
        return 0
