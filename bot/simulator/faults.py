"""Faults to be met by the bot: refusals, hanging requests, dropped connections, an outage."""

from dataclasses import dataclass
from typing import Literal

Reset = Literal["before", "after"]


@dataclass(frozen=True)
class Fault:
    """What happens to one request instead of, or after, its proper handling.

    Attributes:
        status: answered instead of handling, when set.
        retry_after: whole seconds named in the answer, for 429.
        hang: seconds during which nothing is answered before the connection is dropped, unhandled.
        reset: the connection is dropped "before" or "after" the request has been handled.
    """

    status: int | None = None
    retry_after: int | None = None
    hang: float | None = None
    reset: Reset | None = None


class Faults:
    """The faults that are still to come, each met once."""

    def __init__(self) -> None:
        self._queue: list[tuple[str | None, Fault]] = []
        self.down = False

    def next(
        self,
        method: str | None = None,
        *,
        status: int | None = None,
        retry_after: int | None = None,
        hang: float | None = None,
        reset: Reset | None = None,
        count: int = 1,
    ) -> None:
        """The next `count` calls of `method` (None: of any method) meet this fault.

        Raises:
            ValueError: unless exactly one of `status`, `hang` and `reset` is given.
        """
        if sum(value is not None for value in (status, hang, reset)) != 1:
            raise ValueError("a fault is one of status, hang and reset")
        fault = Fault(status, retry_after, hang, reset)
        self._queue.extend([(method.lower() if method else None, fault)] * count)

    def outage(self, down: bool) -> None:
        """While `down`, every connection is dropped before its request is handled."""
        self.down = down

    def clear(self) -> None:
        """Forgets all faults to come and ends an outage."""
        self._queue.clear()
        self.down = False

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any; used by the server."""
        for index, (wanted, fault) in enumerate(self._queue):
            if wanted is None or wanted == method.lower():
                del self._queue[index]
                return fault
        return None
