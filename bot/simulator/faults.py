"""Faults to be met by the bot: refusals, slow and lost and unreadable replies, dropped connections, an outage."""

from dataclasses import dataclass
from typing import Literal

Reset = Literal["before", "after", "half"]


@dataclass(frozen=True)
class Fault:
    """What happens to one request instead of, or after, its proper handling.

    Attributes:
        status: answered instead of handling, when set.
        retry_after: whole seconds named in the answer, for 429.
        hang: seconds during which nothing is answered before the connection is dropped, unhandled.
        slow: seconds that pass between the handling and the answer.
        reset: the connection is dropped "before" or "after" the request has been handled, or in the middle of the
            answer ("half").
        reply: the body of the answer after the handling, in place of the proper one.
    """

    status: int | None = None
    retry_after: int | None = None
    hang: float | None = None
    slow: float | None = None
    reset: Reset | None = None
    reply: str | None = None


@dataclass
class _Waiting:
    """A fault that is still to come: for which requests, how many of them pass first, and how many meet it."""

    fault: Fault
    method: str | None
    chat: int | None
    text: str
    skip: int
    count: int | None

    def fits(self, method: str, chat: int | None, text: str) -> bool:
        """Whether a request is one of those meant."""
        return self.method in (None, method.lower()) and self.chat in (None, chat) and self.text in text


class Faults:
    """The faults that are still to come. `waiting` counts the requests that one of them makes wait just now."""

    def __init__(self) -> None:
        self._queue: list[_Waiting] = []
        self.down = False
        self.waiting = 0

    def next(
        self,
        method: str | None = None,
        *,
        chat: int | None = None,
        text: str = "",
        skip: int = 0,
        count: int | None = 1,
        status: int | None = None,
        retry_after: int | None = None,
        hang: float | None = None,
        slow: float | None = None,
        reset: Reset | None = None,
        reply: str | None = None,
    ) -> None:
        """The next `count` calls (None: all, for ever) meet this fault, after `skip` calls that do not: those of
        `method`, to `chat`, with `text` in their words or caption; what is left out fits all. For the rest, see Fault.

        Raises:
            ValueError: unless exactly one of `status`, `hang`, `slow`, `reset` and `reply` is given.
        """
        if sum(value is not None for value in (status, hang, slow, reset, reply)) != 1:
            raise ValueError("a fault is one of status, hang, slow, reset and reply")
        fault = Fault(status, retry_after, hang, slow, reset, reply)
        self._queue.append(_Waiting(fault, method.lower() if method else None, chat, text, skip, count))

    def outage(self, down: bool) -> None:
        """While `down`, every connection is dropped before its request is handled."""
        self.down = down

    def clear(self) -> None:
        """Forgets all faults to come and ends an outage."""
        self._queue.clear()
        self.down = False

    def take(self, method: str, chat: int | None = None, text: str = "") -> Fault | None:
        """The fault that this call meets, if any; used by the server."""
        for waiting in self._queue:
            if not waiting.fits(method, chat, text):
                continue
            if waiting.skip:
                waiting.skip -= 1
                continue
            if waiting.count is not None:
                waiting.count -= 1
                if not waiting.count:
                    self._queue.remove(waiting)
            return waiting.fault
        return None
