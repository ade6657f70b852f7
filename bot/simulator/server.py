"""The local Bot API server: routing, answers, and the handle that tests and the demo hold."""

import asyncio
import re
import time
import weakref
from collections.abc import Callable, Mapping
from datetime import datetime
from email.utils import formatdate
from ipaddress import ip_address
from types import MappingProxyType
from typing import NamedTuple

from aiohttp import web

from bot.simulator.account import Account
from bot.simulator.answers import answer, cut_off, drop, ordered, refusal, spoken
from bot.simulator.editing import Editing
from bot.simulator.errors import ApiError
from bot.simulator.faults import Fault, Faults
from bot.simulator.limits import Limits
from bot.simulator.params import Params, read_params
from bot.simulator.person import SimPerson
from bot.simulator.rules import too_many_requests
from bot.simulator.script import add_script_routes
from bot.simulator.sending import Sending
from bot.simulator.state import Chat, SimState
from bot.simulator.updates import Updates
from bot.simulator.webhook import Webhook

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
_LARGEST_REQUEST = 60_000_000  # bytes


class Call(NamedTuple):
    """One request to a Bot API method; status 0 when the connection was dropped instead of answered."""

    at: float
    method: str
    chat_id: int | None
    status: int


class Simulator:
    """A strict Telegram Bot API server for one bot, on loopback, with people who can be acted.

    Args:
        token: the bot's token, e.g. "123456:demo-token"; any other is refused.
        username: the bot's username.
        now: returns an aware UTC datetime; dates of messages and replies and all ages are measured by it.
        limits: Telegram's pace; None sets no limit.

    Attributes:
        app: an aiohttp Application; further routes may be added before `start`.
        faults: faults to be met by the bot.
        limits: how fast it may write.
        calls: every request to a method, in the order they were answered.
    """

    def __init__(
        self,
        token: str = "123456:demo-token",
        username: str = "trivsel_demo_bot",
        *,
        now: Callable[[], datetime],
        limits: Limits | None = None,
    ) -> None:
        if not _TOKEN.fullmatch(token):
            raise ValueError("a token is digits, a colon, and letters, digits, _ or -")
        self.token = token
        self.state = SimState(int(token.split(":", maxsplit=1)[0]), username, now)
        self.updates = Updates()
        self.webhook = Webhook(self.updates, now)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.app = web.Application(client_max_size=_LARGEST_REQUEST)
        self.url = ""
        self.dated = True
        self.limits = limits or Limits(overall=None, per_chat=None)
        self._methods = {
            **Sending(self.state).handlers(),
            **Editing(self.state).handlers(),
            **Account(self.state, self.webhook).handlers(),
        }
        self._people: dict[int, SimPerson] = {}
        self._busy = 0
        self._last_activity = time.monotonic()
        self._transports: weakref.WeakSet[asyncio.BaseTransport] = weakref.WeakSet()
        self._runner: web.AppRunner | None = None
        self.app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._handle)
        self.app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)
        self.app.on_response_prepare.append(self._date)
        add_script_routes(self)

    # -- running

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; `url` then holds the address. Port 0 takes any free one.

        Raises:
            ValueError: `host` is not a loopback address.
        """
        if not ip_address(host).is_loopback:
            raise ValueError("the simulator listens on loopback addresses only")
        # Cancelled handlers: a poll whose client died must not swallow the updates of the next one.
        self._runner = web.AppRunner(self.app, handler_cancellation=True, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address = self._runner.addresses[0]
        self.url = f"http://{address[0]}:{address[1]}"

    async def stop(self) -> None:
        """Drops all connections and stops listening."""
        await self.webhook.close()
        self.drop_connections()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def drop_connections(self) -> None:
        """Cuts every connection the bot has open now, a long poll included."""
        for transport in list(self._transports):
            if isinstance(transport, asyncio.WriteTransport):
                transport.abort()

    # -- acting and watching

    def user(self, user_id: int, first_name: str = "Person", *, language_code: str | None = "da") -> SimPerson:
        """The person with this id, who is new to Telegram at the first call; their chat has the same id."""
        if user_id not in self._people:
            chat = self.state.chats[user_id] = Chat(user_id, first_name, language_code=language_code)
            self._people[user_id] = SimPerson(self.state, self.updates, chat)
        return self._people[user_id]

    @property
    def users(self) -> Mapping[int, SimPerson]:
        """All people, by id."""
        return MappingProxyType(self._people)

    @property
    def delivered(self) -> list[int]:
        """Every update id ever handed over, repeats included."""
        return self.updates.delivered

    @property
    def confirmed(self) -> list[int]:
        """Every update id the bot has confirmed."""
        return self.updates.confirmed

    @property
    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        return self.updates.pending

    @property
    def polling(self) -> bool:
        """Whether the bot has a long poll open."""
        return self.updates.polls > 0

    def file_bytes(self, unique_id: str) -> bytes:
        """The contents of a file by its unique id (`SimMessage.photo` and the like).

        Raises:
            KeyError: there is no such file.
        """
        file = self.state.file_by_unique(unique_id)
        if file is None:
            raise KeyError(unique_id)
        return file.content

    async def settles(self, idle: float = 0.15, timeout: float = 30) -> None:  # noqa: ASYNC109 - reads as in a transcript
        """Waits until all updates are confirmed and no request but an open poll came for `idle` seconds.

        Raises:
            AssertionError: it did not settle within `timeout` seconds.
        """
        end = time.monotonic() + timeout
        while True:
            quiet = time.monotonic() - self._last_activity
            if not self.updates.pending and not self._busy and quiet >= idle:
                return
            if time.monotonic() > end:
                raise AssertionError(f"not settled in {timeout} s: {self.pending} updates, {self._busy} requests open")
            await asyncio.sleep(min(max(idle - quiet, 0.005), 0.05))

    async def waits_until(self, predicate: Callable[[], bool], timeout: float = 30) -> None:  # noqa: ASYNC109 - reads as in a transcript
        """Waits until `predicate` holds, asked at every change of a chat and at least every 50 ms.

        Raises:
            AssertionError: it did not within `timeout` seconds.
        """
        if not await self.state.changed.until(predicate, timeout):
            raise AssertionError(f"what was waited for did not come within {timeout} s")

    # -- serving

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Telegram's own time, as every reply of a web server has it; the web server would take the machine's. A Bot
        API server of a house's own says none: `dated` is False then."""
        response.headers["Date"] = formatdate(self.state.now().timestamp(), usegmt=True)
        if not self.dated:
            del response.headers["Date"]

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        polling = method.lower() == "getupdates"
        if request.transport is not None:
            self._transports.add(request.transport)
        self._busy += not polling
        status = 0
        chat_id: int | None = None
        try:
            if self.faults.down:
                return drop(request)
            params = await read_params(request)
            chat_id = params.integer("chat_id") or None
            response = await self._respond(request, method, params)
            status = response.status if request.transport is not None and not request.transport.is_closing() else 0
            return response
        except ApiError as error:
            status = error.code
            return refusal(error)
        finally:
            self._busy -= not polling
            self.calls.append(Call(time.monotonic(), method, chat_id, status))
            if not polling:
                self._last_activity = time.monotonic()

    async def _respond(self, request: web.Request, method: str, params: Params) -> web.Response:
        if request.match_info["token"] != self.token:
            known = _TOKEN.fullmatch(request.match_info["token"])
            raise ApiError(401, "Unauthorized") if known else ApiError(404, "Not Found")
        fault = self.faults.take(method, params.integer("chat_id") or None, spoken(params)) or Fault()
        if fault.status is not None:
            raise ordered(fault.status, fault.retry_after)
        if fault.hang is not None:
            await self._waits(fault.hang)
        if fault.hang is not None or fault.reset == "before":
            return drop(request)
        try:
            result = await self._call(method.lower(), params)
        except ApiError:
            if fault == Fault():
                raise
            result = None
        if fault.slow is not None:
            await self._waits(fault.slow)
        if fault.reset == "half":
            return await cut_off(request)
        if fault.reply is not None:
            return web.Response(text=fault.reply, content_type="application/json")
        return drop(request) if fault.reset == "after" else answer({"ok": True, "result": result})

    async def _waits(self, seconds: float) -> None:
        """A fault makes a request wait."""
        self.faults.waiting += 1
        try:
            await asyncio.sleep(seconds)
        finally:
            self.faults.waiting -= 1

    async def _call(self, method: str, params: Params) -> object:
        if method == "getupdates":
            return await self._get_updates(params)
        handler = self._methods.get(method)
        if handler is None:
            raise ApiError(404, "Not Found: method not found")
        new = method.startswith("send") and method != "sendchataction"
        if new or method.startswith("editmessage"):
            wait = self.limits.admit(params.integer("chat_id"), new=new)
            if wait:
                raise too_many_requests(wait)
        return handler(params)

    async def _get_updates(self, params: Params) -> object:
        before = len(self.updates.confirmed)
        self.updates.allow(params.json("allowed_updates", "allowed updates"))
        limit = min(max(params.integer("limit", 100), 1), 100)
        try:
            offset, wait = params.integer("offset"), max(params.integer("timeout"), 0)
            return await self.updates.poll(offset=offset, limit=limit, wait=wait)
        finally:
            if len(self.updates.confirmed) != before:
                self._last_activity = time.monotonic()

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return refusal(ApiError(401, "Unauthorized"))
        file = self.state.file(request.match_info["path"].rpartition("/")[2].partition(".")[0])
        if file is None:
            return refusal(ApiError(404, "Not Found"))
        return web.Response(body=file.content, content_type="application/octet-stream")
