"""The bot's updates: kept until confirmed, handed over by long polling or by webhook."""

import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from bot.simulator.errors import ApiError
from bot.simulator.signal import Signal
from bot.simulator.wire import Json

# Kinds that Telegram only sends to bots that ask for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}
_LONGEST_POLL = 50  # seconds


@dataclass(frozen=True)
class Update:
    """One update, as JSON ready to be sent."""

    update_id: int
    body: object


class Updates:
    """Updates in order; each stays until a later call confirms it.

    Attributes:
        delivered: every update id put into an answer or a webhook call, repeats included.
        confirmed: every update id the bot has confirmed.
        arrived: fired for every new update.
        polls: how many calls wait for an update now.
    """

    def __init__(self, *, first_id: int = 700_000_001) -> None:
        self.delivered: list[int] = []
        self.confirmed: list[int] = []
        self.arrived = Signal()
        self.webhook_url = ""
        self.polls = 0
        self._pending: deque[Update] = deque()
        self._next_id = first_id
        self._allowed: set[str] | None = None
        self._poll = 0

    @property
    def pending(self) -> int:
        """How many updates are not yet confirmed."""
        return len(self._pending)

    @property
    def first(self) -> Update | None:
        """The oldest unconfirmed update."""
        return self._pending[0] if self._pending else None

    def allow(self, kinds: object) -> None:
        """Sets the kinds to be kept from now on; None leaves the setting, an empty list resets it."""
        if isinstance(kinds, list):
            self._allowed = {str(kind) for kind in kinds} or None

    def push(self, kind: str, body: Json) -> int | None:
        """Adds an update; returns its id, or None when the bot does not take that kind."""
        if kind in _ON_REQUEST if self._allowed is None else kind not in self._allowed:
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append(Update(update_id, {"update_id": update_id, kind: body}))
        self.arrived.fire()
        return update_id

    def push_raw(self, body: object) -> int:
        """Adds anything as an update, whatever the bot asked for; an object that has no update_id gets one.

        Returns: its place in the order, by which it is confirmed and counted.
        """
        update_id = self._next_id
        self._next_id += 1
        if isinstance(body, dict):
            body = {"update_id": update_id} | body
        self._pending.append(Update(update_id, body))
        self.arrived.fire()
        return update_id

    def confirm_before(self, offset: int) -> None:
        """Forgets all updates below `offset`."""
        while self._pending and self._pending[0].update_id < offset:
            self.confirmed.append(self._pending.popleft().update_id)

    def forget_all(self) -> None:
        """Drops what is pending without counting it as confirmed."""
        self._pending.clear()

    def interrupt(self) -> None:
        """Ends an open poll with a conflict."""
        self._poll += 1
        self.arrived.fire()

    def hand_over(self, updates: Iterable[Update]) -> None:
        """Notes that these have been put into an answer."""
        self.delivered.extend(update.update_id for update in updates)

    async def poll(self, *, offset: int, limit: int, wait: float) -> list[object]:
        """One getUpdates call.

        Args:
            offset: confirms everything below; negative keeps only that many from the end.
            limit: at most this many updates, 1-100.
            wait: seconds to wait for the first update.

        Raises:
            ApiError: 409 when a webhook is set, or a newer call takes over.
        """
        self._refuse_with_webhook()
        self.interrupt()  # Telegram ends the older of two polls
        mine = self._poll
        if offset < 0:
            offset = self._pending[max(len(self._pending) + offset, 0)].update_id if self._pending else 0
        self.confirm_before(offset)
        end = time.monotonic() + min(wait, _LONGEST_POLL)
        while not self._pending:
            left = end - time.monotonic()
            if left <= 0:
                return []
            self.polls += 1
            try:
                await self.arrived.wait(left)
            finally:
                self.polls -= 1
            if self._poll != mine:
                self._refuse_with_webhook()
                other = "terminated by other getUpdates request; make sure that only one bot instance is running"
                raise ApiError(409, f"Conflict: {other}")
        batch = [self._pending[index] for index in range(min(limit, len(self._pending)))]
        self.hand_over(batch)
        return [update.body for update in batch]

    def _refuse_with_webhook(self) -> None:
        if self.webhook_url:
            reason = (
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
            raise ApiError(409, f"Conflict: {reason}")
