"""Calls to Telegram of whose replies only what is needed is read, and the question whether the token is still good."""

from __future__ import annotations

import asyncio
import logging
import re
import warnings
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import BaseRequest
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.clock import Clock
from bot.telegram.client import Client, Unusable, proxy_for
from bot.telegram.dated import dated_now
from bot.telegram.download import download

log = logging.getLogger(__name__)

NOTHING: Mapping[str, object] = MappingProxyType({})
DOUBTS = (0.0, 5.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0)
"""Seconds before each time Telegram is asked whether it knows the token, before its refusal of a call is believed."""
FIRST_DOUBTS = (0.0, 1.0, 2.0)
"""The same for a token that has never been good: more likely it is mistyped than Telegram mistaken."""
_NAME = re.compile(r"[A-Za-z0-9_]{1,64}")
POOL = 48
"""Connections: more than the sender ever uses together, for what is asked and fetched beside it."""


class Api(Bot):
    """A Bot that knows its own id and name without python-telegram-bot's reading of getMe, and makes raw calls.

    Args:
        token: the bot's token.
        url: the server's address; below it lie /bot and /file/bot.
        read_timeout: seconds a reply may take.
        clock: is told what time it is by every reply.
    """

    def __init__(self, token: str, url: str, *, read_timeout: float = 15.0, clock: Clock | None = None) -> None:
        # Its word that a method of its own would do: that one reads the reply strictly.
        warnings.filterwarnings("ignore", "Please use 'Bot.", PTBUserWarning)
        # And its word that seconds of rest will come in another type, which `rest_of` takes too.
        warnings.filterwarnings("ignore", ".*retry_after", PTBDeprecationWarning)
        self._proxy = proxy_for(url)
        self._own_requests = (
            Client(1, proxy=self._proxy, clock=clock),
            Client(POOL, read_timeout=read_timeout, proxy=self._proxy, clock=clock),
        )
        super().__init__(
            token, f"{url}/bot", f"{url}/file/bot", request=self._own_requests[1],
            get_updates_request=self._own_requests[0],
        )  # fmt: skip
        self._files = f"{url}/file/bot{token}"
        self._clock = clock
        self._own_id, self._own_name = 0, ""
        self._doubting = asyncio.Lock()

    @property
    def id(self) -> int:
        """The bot's id: known from the token alone."""
        return self._own_id or int(self.token.partition(":")[0])

    @property
    def username(self) -> str:
        """The bot's name in links; empty until `meet` has asked for it."""
        return self._own_name

    async def initialize(self) -> None:
        """Nothing is asked before `meet`."""
        for request in self._own_requests:
            await request.initialize()

    async def shutdown(self) -> None:
        for request in self._own_requests:
            await request.shutdown()

    async def call(
        self, method: str, given: Mapping[str, object] = NOTHING, *, read_timeout: float | None = None
    ) -> Any:
        """Makes a call by its name in the Bot API; what is None of what is given is left out.

        Returns: the reply's result as it came, whatever its shape.

        Raises:
            telegram.error.TelegramError: as Telegram answers; Unusable if its reply has no result.
        """
        arguments = {name: value for name, value in given.items() if value is not None}
        wait = BaseRequest.DEFAULT_NONE if read_timeout is None else read_timeout
        begun = self._clock.begun() if self._clock else None
        result = await self.do_api_request(method, arguments, read_timeout=wait)
        if self._clock and begun and (dated := dated_now(method, result)):
            self._clock.sent(begun, dated, new=method.startswith("send"))
        return result

    async def meet(self, known: str = "") -> None:
        """Asks Telegram who the bot is. `known` is its name as it was before, if Telegram does not tell it.

        Raises:
            telegram.error.InvalidToken: if it refuses the token.
            Unusable: if there is no name.
        """
        me = await self.call("getMe")
        given = me if isinstance(me, Mapping) else {}
        name, number = given.get("username"), given.get("id")
        self._own_name = name if isinstance(name, str) and _NAME.fullmatch(name) else known
        self._own_id = number if isinstance(number, int) and 0 < number < 2**63 else 0
        if not self._own_name or not given:
            raise Unusable("its answer to getMe does not name the bot")

    async def file(self, file_id: str) -> bytes:
        """Fetches a file that somebody has sent. It lies below the server, wherever the reply says it is.

        Raises:
            telegram.error.TelegramError: as Telegram answers.
            bot.telegram.download.FileRefused: for one that is too large, or is said to lie anywhere else.
        """
        told = await self.call("getFile", {"file_id": file_id})
        return await download(self._files, told, self._proxy)

    async def doubt(self, pauses: tuple[float, ...] | None = None) -> None:
        """A call was answered with 401 or 404: asks getMe a few times, over a minute, whether that is so. One asks at a
        time. A call without an answer counts for nothing.

        Raises:
            telegram.error.InvalidToken: if it is so every time.
        """
        pauses = DOUBTS if pauses is None else pauses
        async with self._doubting:
            refusals, patient = 0, sum(pauses)
            while refusals < len(pauses):
                await asyncio.sleep(pauses[refusals])
                try:
                    await self.call("getMe")
                except InvalidToken:
                    refusals += 1
                    if refusals == 1 and patient > 10:
                        log.warning("Telegram refuses the token. Asking again, for %.0f s, before that is believed.",
                                    patient)  # fmt: skip
                except TelegramError:
                    await asyncio.sleep(1.0)
                else:
                    return
        raise InvalidToken("refused again and again")


async def believed(api: Api, call: Callable[[], Awaitable[Any]], pauses: tuple[float, ...] | None = None) -> Any:
    """What a call says; one that is refused for the token is made once more if the token is good after all.

    Raises:
        telegram.error.InvalidToken: if the token is refused again and again.
        telegram.error.TelegramError: as Telegram answers; Unusable if it knows the token, but not the call.
    """
    try:
        return await call()
    except InvalidToken:
        await api.doubt(pauses)
    try:
        return await call()
    except InvalidToken:
        raise Unusable("it knows the token, but not what was asked") from None
