"""Handing updates over to the bot's own web server."""

import asyncio
from collections.abc import Callable
from datetime import datetime

import aiohttp

from bot.simulator.updates import Updates

_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 5.0  # seconds between tries
_PATIENCE = aiohttp.ClientTimeout(total=30)


class Webhook:
    """Posts updates in order, one at a time, each again and again until the bot answers with a 2xx status."""

    def __init__(self, updates: Updates, now: Callable[[], datetime]) -> None:
        self._updates = updates
        self._now = now
        self._secret = ""
        self._error: tuple[datetime, str] | None = None
        self._task: asyncio.Task[None] | None = None

    def prepare(self, *, allowed: object, forget: bool) -> None:
        """Sets the kinds of updates to be kept (None: as before) and drops what is pending if told to."""
        self._updates.allow(allowed)
        if forget:
            self._updates.forget_all()

    def set(self, url: str, secret: str) -> None:
        """Delivers to `url` from now on; an empty one goes back to polling."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._updates.webhook_url, self._secret, self._error = url, secret, None
        if url:
            self._updates.interrupt()
            self._task = asyncio.get_running_loop().create_task(self._deliver(url))

    async def close(self) -> None:
        """Ends the delivery."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def info(self) -> dict[str, object]:
        """A WebhookInfo."""
        info: dict[str, object] = {
            "url": self._updates.webhook_url,
            "has_custom_certificate": False,
            "pending_update_count": self._updates.pending,
        }
        if self._error is not None:
            info["last_error_date"], info["last_error_message"] = int(self._error[0].timestamp()), self._error[1]
        return info

    async def _deliver(self, url: str) -> None:
        pause = _FIRST_PAUSE
        async with aiohttp.ClientSession(timeout=_PATIENCE) as session:
            while True:
                update = self._updates.first
                if update is None:
                    await self._updates.arrived.wait(60)
                    continue
                self._updates.hand_over([update])
                failure = await self._post(session, url, update.body)
                if failure is None:
                    self._updates.confirm_before(update.update_id + 1)
                    pause = _FIRST_PAUSE
                else:
                    self._error = self._now(), failure
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, _LONGEST_PAUSE)

    async def _post(self, session: aiohttp.ClientSession, url: str, body: object) -> str | None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self._secret} if self._secret else {}
        try:
            async with session.post(url, json=body, headers=headers) as response:
                if 200 <= response.status < 300:
                    return None
                return f"Wrong response from the webhook: {response.status} {response.reason}"
        except (aiohttp.ClientError, TimeoutError) as error:
            return f"Connection failed: {type(error).__name__}"
