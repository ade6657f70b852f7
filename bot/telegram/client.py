"""HTTP to Telegram: python-telegram-bot's requests, made by aiohttp. Of one that fails it is known whether it was sent
to its end."""

from __future__ import annotations

import io
import math
import ssl
from functools import cache
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import certifi
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.clock import Clock
from bot.telegram.dated import date_of
from bot.telegram.reply import read_json

CONNECT = 5.0
"""Seconds until there is a connection, waiting for a free one included."""
WRITE, UPLOAD = 5.0, 300.0
"""Seconds that a request may take on its way to Telegram, and one with files."""
LARGEST = 16 * 1024 * 1024
"""Bytes of an answer that are read. A hundred updates, each as long as Telegram allows, are a few million."""
LONGEST_WORDS = 300
"""Characters that are read of what Telegram says of a call that failed."""
LONGEST_REFUSAL = 4096
"""Bytes of an answer beyond which it is no refusal."""


class Unusable(TelegramError):
    """A reply that says nothing of what was asked."""


class NotSent(NetworkError):
    """There was no connection, or the request was not written to its end: Telegram cannot have acted on it."""


class NoReply(NetworkError):
    """The request was sent in full, and no reply came that can be read: Telegram may have acted on it."""


class _Reply(dict[str, Any]):
    """A reply as python-telegram-bot takes it apart: by `result` if the call went well, else by the other two."""

    def __missing__(self, key: str) -> Any:
        raise Unusable("a reply that cannot be read")


class Client(BaseRequest):
    """Makes requests over at most so many connections. A reply of any shape is an answer or a TelegramError, and none
    is logged.

    Args:
        connections: how many there are at most; who needs one more waits.
        read_timeout: seconds in which something of a reply must come.
        proxy: the address of the proxy to go through; None for none.
        clock: is told what time it is by every reply.
    """

    __slots__ = ("_clock", "_connections", "_proxy", "_read_timeout", "_session")

    def __init__(
        self, connections: int, *, read_timeout: float = 5.0, proxy: str | None = None, clock: Clock | None = None
    ) -> None:
        self._connections = connections
        self._read_timeout = read_timeout
        self._proxy = proxy
        self._clock = clock
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read_timeout

    async def initialize(self) -> None:
        if self._session is None:
            self._session = new_session(self._connections, self._proxy)

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE, write_timeout: Any = None, connect_timeout: Any = None,
        pool_timeout: Any = None,
    ) -> tuple[int, bytes]:  # fmt: skip
        """The number of an answer and what it says. A refusal is one by what is in it, whatever number it came with.
        Of the timeouts only `read_timeout` is heeded.

        Raises:
            NotSent: if Telegram cannot have acted on the request.
            NoReply: if it may have.
        """
        if self._session is None:
            raise RuntimeError("not initialized")
        read = self._read_timeout if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        body = _body(request_data)
        write = UPLOAD if isinstance(body, aiohttp.FormData) else WRITE
        patience = aiohttp.ClientTimeout(
            total=None if read is None else CONNECT + write + read, connect=CONNECT, sock_read=read
        )
        upload = aiohttp.UploadTracker()
        begun = self._clock.begun() if self._clock else None
        try:
            async with self._session.request(
                method, url, data=body, headers=_headers(body), timeout=patience, allow_redirects=False,
                upload_tracker=upload,
            ) as response:  # fmt: skip
                if self._clock and begun and response.status < 500:  # an error may have been made in between
                    self._clock.told(begun, date_of(response.headers.get("Date", "")))
                payload = await _read(response.content)
        except Exception as error:
            # Its words may name the address, and the token is in that, or what was to be sent.
            raise (NoReply if _is_complete(upload) else NotSent)(type(error).__name__) from None
        return (_refusal_in(payload) or response.status if response.status < 300 else response.status), payload

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


def new_session(connections: int, proxy: str | None) -> aiohttp.ClientSession:
    """Connections to a server, at most so many, through a proxy if one is given. Needs a running loop."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=connections, ssl=trusted()), cookie_jar=aiohttp.DummyCookieJar(),
        # Nothing is unpacked on the way: a small answer must not become a large one.
        headers={"User-Agent": BaseRequest.USER_AGENT, "Accept-Encoding": "identity"}, auto_decompress=False,
        proxy=proxy,
    )  # fmt: skip


@cache
def trusted() -> ssl.SSLContext:
    """Whom a server's certificate must be from: those that the machine trusts, and those that Mozilla does, for not
    every machine comes with a list."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


def kind_of(error: TelegramError) -> str:
    """What went wrong, in a word for the log."""
    return error.message if isinstance(error, NotSent | NoReply) else type(error).__name__


def proxy_for(url: str) -> str | None:
    """The address of the proxy that the environment names for an address; None if it names none."""
    to = urlsplit(url)
    if proxy_bypass(to.hostname or ""):
        return None
    named = getproxies()
    return named.get(to.scheme) or named.get("all")


def _body(given: RequestData | None) -> bytes | aiohttp.FormData:
    """What a call is given, as a form; one with files is a form in parts."""
    if given is None or not given.contains_files:
        return URL.build(query=given.json_parameters if given else {}).raw_query_string.encode()
    form = aiohttp.FormData(quote_fields=False)
    for name, value in given.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in given.multipart_data.items():
        stream = io.BytesIO(content) if isinstance(content, bytes) else content  # which goes in pieces
        form.add_field(name, stream, filename=filename, content_type=kind)
    return form


def _headers(body: bytes | aiohttp.FormData) -> dict[str, str]:
    return {"Content-Type": "application/x-www-form-urlencoded"} if isinstance(body, bytes) else {}


def _is_complete(upload: aiohttp.UploadTracker) -> bool:
    """Whether the whole request has been handed to the network."""
    done = upload.upload_complete
    return done.done() and not done.cancelled() and done.exception() is None


async def _read(coming: aiohttp.StreamReader) -> bytes:
    payload = bytearray()
    async for part in coming.iter_any():
        payload += part
        if len(payload) > LARGEST:
            raise ValueError("the reply is too large")
    return bytes(payload)


def _refusal_in(payload: bytes) -> int | None:
    """The `error_code` of an answer that says it is none; None if it does not."""
    if len(payload) > LONGEST_REFUSAL or b"error_code" not in payload:
        return None
    try:
        given = read_json(payload)
    except ValueError:
        return None
    code = given.get("error_code") if isinstance(given, dict) and given.get("ok") is False else None
    return code if isinstance(code, int) and 400 <= code < 600 else None
