"""The scripting API over HTTP under /sim/: act as a person, read a chat, inject faults, follow changes.

    GET  /sim/users                     everybody
    POST /sim/users/{id}                {"first_name", "language_code"}: brings a person in
    GET  /sim/users/{id}/chat           what is in the chat, as JSON
    GET  /sim/users/{id}/screen         what the person sees, as plain text
    POST /sim/users/{id}/{action}       an action of `Person` by its name, its arguments as JSON; a photo or a voice
                                        message may be the body itself, with ?caption= or ?seconds=
    GET  /sim/files/{unique id}         a file's contents
    POST /sim/faults                    the arguments of `Faults.next`, or {"outage": true|false}, or {"clear": true},
                                        or {"rest": seconds, "chat": id or null}
    GET  /sim/updates                   {"pending", "delivered", "confirmed"}
    POST /sim/updates                   any JSON: the bot gets it as an update, whatever it is
    GET  /sim/events                    server-sent events {"chat": id}, one for each chat that changed

What a person cannot do answers 409 with {"error"}.
"""

import asyncio
import contextlib
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from aiohttp import web

from bot.simulator.person import SimPerson
from bot.simulator.wire import Json, content_type, phone_json

if TYPE_CHECKING:
    from bot.simulator.server import Simulator

_KEEP_ALIVE = 15  # seconds between comments on a silent stream
_ACTIONS: dict[str, Callable[[SimPerson, Json], object]] = {
    "sends": lambda person, given: person.sends(str(given["text"])),
    "starts": lambda person, given: person.starts(str(given.get("code", ""))),
    "taps": lambda person, given: person.taps(str(given["text"])),
    "taps_data": lambda person, given: person.taps_data(whole(given["message_id"]), str(given["data"])),
    "presses": lambda person, given: person.presses(str(given["text"])),
    "sends_sticker": lambda person, _given: person.sends_sticker(),
    "sends_video_forward": lambda person, _given: person.sends_video_forward(),
    "edits": lambda person, given: person.edits(whole(given["message_id"]), str(given["text"])),
    "reacts": lambda person, given: person.reacts(whole(given["message_id"]), str(given.get("emoji", "👍"))),
    "blocks": lambda person, _given: person.blocks(),
    "unblocks": lambda person, _given: person.unblocks(),
}


def add_script_routes(simulator: "Simulator") -> None:
    """Adds the routes to the simulator's application."""
    script = _Script(simulator)
    simulator.app.router.add_routes(
        [
            web.get("/sim/users", script.people),
            web.post("/sim/users/{id:\\d+}", script.bring_in),
            web.get("/sim/users/{id:\\d+}/chat", script.chat),
            web.get("/sim/users/{id:\\d+}/screen", script.screen),
            web.post("/sim/users/{id:\\d+}/{action}", script.act),
            web.get("/sim/files/{unique}", script.file),
            web.post("/sim/faults", script.faults),
            web.get("/sim/updates", script.updates),
            web.post("/sim/updates", script.push),
            web.get("/sim/events", script.events),
        ]
    )


class _Script:
    def __init__(self, simulator: "Simulator") -> None:
        self._simulator = simulator

    async def people(self, _request: web.Request) -> web.Response:
        return web.json_response([{"id": user_id, "name": p.name} for user_id, p in self._simulator.users.items()])

    async def bring_in(self, request: web.Request) -> web.Response:
        given, language = await read_body(request), "language_code"
        code = None if given.get(language, "da") is None else str(given.get(language, "da"))
        name = str(given.get("first_name", "Person"))
        self._simulator.user(int(request.match_info["id"]), name, language_code=code)
        return web.json_response({"ok": True})

    async def chat(self, request: web.Request) -> web.Response:
        chat = self._simulator.state.chats.get(int(request.match_info["id"]))
        if chat is None:
            raise web.HTTPNotFound
        return web.json_response(phone_json(self._simulator.state, chat))

    async def screen(self, request: web.Request) -> web.Response:
        return web.Response(text=self._person(request).screen())

    async def act(self, request: web.Request) -> web.Response:
        person, action = self._person(request), request.match_info["action"]
        try:
            if action == "sends_voice":
                result: object = await _record(request, person)
            elif action == "sends_photo":
                result = person.sends_photo(await request.read(), request.query.get("caption", ""))
            elif action in _ACTIONS:
                result = _ACTIONS[action](person, await read_body(request))
            else:
                raise web.HTTPNotFound
        except KeyError as missing:
            return web.json_response({"error": f"{missing} is missing"}, status=400)
        except (AssertionError, ValueError) as error:
            return web.json_response({"error": str(error)}, status=409)
        return web.json_response({"ok": True, "result": result})

    async def file(self, request: web.Request) -> web.Response:
        file = self._simulator.state.file_by_unique(request.match_info["unique"])
        if file is None:
            raise web.HTTPNotFound
        # The address tells the contents, so a phone drawn anew need not ask again.
        headers = {"Cache-Control": "private, max-age=86400, immutable", "X-Content-Type-Options": "nosniff"}
        return web.Response(body=file.content, content_type=content_type(file), headers=headers)

    async def faults(self, request: web.Request) -> web.Response:
        given, faults = await read_body(request), self._simulator.faults
        if given.pop("clear", False):
            faults.clear()
        elif "rest" in given:
            chat = given.get("chat")
            self._simulator.limits.rest(whole(given["rest"]), None if chat is None else whole(chat))
        elif "outage" in given:
            faults.outage(bool(given["outage"]))
        else:
            try:
                faults.next(**given)  # type: ignore[arg-type]  # a test's own JSON; a wrong name is answered
            except (TypeError, ValueError) as error:
                return web.json_response({"error": str(error)}, status=400)
        return web.json_response({"ok": True})

    async def updates(self, _request: web.Request) -> web.Response:
        simulator = self._simulator
        lists = {"delivered": simulator.delivered, "confirmed": simulator.confirmed}
        return web.json_response({"pending": simulator.pending, **lists})

    async def push(self, request: web.Request) -> web.Response:
        try:
            body = json.loads(await request.read())
        except ValueError:
            raise web.HTTPBadRequest(text="JSON is expected") from None
        return web.json_response({"ok": True, "result": self._simulator.updates.push_raw(body)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        changed: set[int] = set()
        wake = asyncio.Event()

        def note(chat_id: int) -> None:
            changed.add(chat_id)
            wake.set()

        watchers = self._simulator.state.watchers
        watchers.append(note)
        try:
            with contextlib.suppress(ConnectionError):  # who was listening has gone
                await response.write(b": open\n\n")
                while True:
                    try:
                        async with asyncio.timeout(_KEEP_ALIVE):
                            await wake.wait()
                    except TimeoutError:
                        await response.write(b": still here\n\n")
                    wake.clear()
                    lines = "".join(f"data: {json.dumps({'chat': chat_id})}\n\n" for chat_id in sorted(changed))
                    changed.clear()
                    await response.write(lines.encode())
        finally:
            watchers.remove(note)
        return response

    def _person(self, request: web.Request) -> SimPerson:
        person = self._simulator.users.get(int(request.match_info["id"]))
        if person is None:
            raise web.HTTPNotFound
        return person


async def _record(request: web.Request, person: SimPerson) -> int:
    content = await request.read()
    seconds = int(request.query.get("seconds", "3"))
    return person.sends_voice(content, seconds) if content else person.sends_voice(seconds=seconds)


async def read_body(request: web.Request) -> Json:
    """The request's JSON object; nothing counts as an empty one.

    Raises:
        HTTPBadRequest: the body is something else.
    """
    try:
        body: object = json.loads(await request.read() or b"{}")
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="a JSON object is expected")
    return body


def whole(value: object) -> int:
    """A whole number in JSON.

    Raises:
        ValueError: it is none.
    """
    return int(str(value))
