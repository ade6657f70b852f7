"""Calls to Telegram of whose replies only what is needed is read, and the question whether the token is still good."""

from __future__ import annotations

import asyncio
import logging
import math
import re
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Any

import httpx
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest
from telegram.warnings import PTBDeprecationWarning, PTBUserWarning

from bot.clock import Clock
from bot.telegram.dated import dated_now, listening
from bot.telegram.download import download
from bot.telegram.reply import read_json

log = logging.getLogger(__name__)

NOTHING: Mapping[str, object] = MappingProxyType({})
DOUBTS = (0.0, 5.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0)
"""Seconds before each time Telegram is asked whether it knows the token, before its refusal of a call is believed."""
FIRST_DOUBTS = (0.0, 1.0, 2.0)
"""The same for a token that has never been good: more likely it is mistyped than Telegram mistaken."""
_NAME = re.compile(r"[A-Za-z0-9_]{1,64}")
POOL = 40
"""Connections: more than the sender ever uses together."""
LONGEST_WORDS = 300
"""Characters that are read of what Telegram says of a call that failed."""
LONGEST_REFUSAL = 4096
"""Bytes of an answer beyond which it is no refusal."""
LARGEST_REPLY = 16 * 1024 * 1024
"""Bytes of an answer that are read. A hundred updates, each as long as Telegram allows, are a few million."""
UPLOAD = 60.0
"""Seconds that each part of a file may take on its way to Telegram."""


class Unusable(TelegramError):
    """A reply that says nothing of what was asked."""


class _Reply(dict[str, Any]):
    """A reply as python-telegram-bot takes it apart: by `result` if the call went well, else by the other two."""

    def __missing__(self, key: str) -> Any:
        raise Unusable("a reply that cannot be read")


class _Request(HTTPXRequest):
    """python-telegram-bot's own, but a reply of any shape is an answer or a TelegramError, and none is logged."""

    async def do_request(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """The number of an answer and what it says. A refusal is one by what is in it, whatever number it came with."""
        code, payload = await super().do_request(*args, **more)
        return (_refusal_in(payload) or code if code < 300 else code), payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        try:
            given = read_json(payload)
        except ValueError:
            given = None
        reply = _Reply()
        if isinstance(given, dict):
            if given.get("ok") is True or (given.get("ok") is not False and "result" in given):
                reply["result"] = given.get("result")
            said = given.get("description")
            if isinstance(said, str):
                reply["description"] = " ".join(said.split())[:LONGEST_WORDS]
            parameters = given.get("parameters")
            wait = parameters.get("retry_after") if isinstance(parameters, dict) else None
            if isinstance(wait, int | float) and 0 < wait < 2**31:
                reply["parameters"] = {"retry_after": math.ceil(wait)}
        return reply


class _Bounded(httpx.AsyncByteStream):
    """An answer of which no more is read than any of Telegram's has."""

    def __init__(self, answer: httpx.AsyncByteStream) -> None:
        self._answer = answer

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for part in self._answer:
            size += len(part)
            if size > LARGEST_REPLY:
                raise httpx.ReadError("an answer that is too large")
            yield part

    async def aclose(self) -> None:
        await self._answer.aclose()


async def _bounded(response: httpx.Response) -> None:
    response.headers.pop("Content-Encoding", None)
    assert isinstance(response.stream, httpx.AsyncByteStream)
    response.stream = _Bounded(response.stream)


def _refusal_in(payload: bytes) -> int | None:
    """The `error_code` of an answer that says it is none; None if it does not."""
    if len(payload) > LONGEST_REFUSAL:
        return None
    try:
        given = read_json(payload)
    except ValueError:
        return None
    code = given.get("error_code") if isinstance(given, dict) and given.get("ok") is False else None
    return code if isinstance(code, int) and 400 <= code < 600 else None


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
        hooks = listening(clock) if clock else {"request": [], "response": []}
        hooks["response"].append(_bounded)
        # Nothing is unpacked on the way: a small answer must not become a large one.
        more = {"event_hooks": hooks, "headers": {"Accept-Encoding": "identity"}}
        self._own_requests = (
            _Request(1, httpx_kwargs=more),
            _Request(POOL, read_timeout=read_timeout, media_write_timeout=UPLOAD, httpx_kwargs=more),
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
        wait = HTTPXRequest.DEFAULT_NONE if read_timeout is None else read_timeout
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
        return await download(self._files, told)

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
