"""How the local Bot API server answers, or does not."""

import json

from aiohttp import web

from bot.simulator.errors import ApiError
from bot.simulator.params import Params
from bot.simulator.rules import too_many_requests


def ordered(status: int, retry_after: int | None) -> ApiError:
    """The refusal a test has ordered, in Telegram's words for that status."""
    if status == 429:
        return too_many_requests(retry_after or 1)
    words = {
        400: "Bad Request: simulated",
        403: "Forbidden: bot was blocked by the user",
        502: "Bad Gateway",
        504: "Gateway Timeout",
    }
    return ApiError(status, words.get(status, "Internal Server Error"), retry_after=retry_after)


def spoken(params: Params) -> str:
    """The words of a request: its text or caption, also one within media."""
    return " ".join(params.text(name) for name in ("text", "caption", "media"))


async def cut_off(request: web.Request) -> web.Response:
    """The beginning of an answer, and then no more."""
    response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
    await response.prepare(request)
    await response.write(b'{"ok":true,"res')
    return drop(request)


def drop(request: web.Request) -> web.Response:
    """Cuts the connection instead of answering."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)


def refusal(error: ApiError) -> web.Response:
    """A refusal as Telegram answers it."""
    body: dict[str, object] = {"ok": False, "error_code": error.code, "description": error.description}
    if error.retry_after is not None:
        body["parameters"] = {"retry_after": error.retry_after}
    return answer(body, error.code)


def answer(body: object, status: int = 200) -> web.Response:
    """A body as JSON."""
    return web.Response(text=json.dumps(body), status=status, content_type="application/json")
