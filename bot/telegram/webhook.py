"""Takes updates from Telegram's calls, for a house that does not want to ask for them."""

from __future__ import annotations

import hmac

from aiohttp import web

from bot.telegram.receiver import Inbox


def webhook(door: Inbox, secret: str) -> web.Application:
    """A server for Telegram's calls: an update is answered with 200 only once it is committed."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=403)
        try:
            update = await request.json()
            await door.take_in([update])
        except (ValueError, KeyError, TypeError, AssertionError):
            return web.Response(status=400)
        return web.Response()

    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_post("/", receive)
    return app
