"""Takes updates from Telegram's calls, for a house that does not want to ask for them."""

from __future__ import annotations

import hmac
import logging

import sqlcipher3
from aiohttp import web

from bot.telegram.batch import is_update
from bot.telegram.receiver import Door
from bot.telegram.reply import is_deep, read_json

log = logging.getLogger(__name__)

LARGEST_CALL = 1024 * 1024
"""Bytes of a call's body; Telegram's have a few thousand."""


def webhook(door: Door, secret: str) -> web.Application:
    """A server for Telegram's calls: an update is answered with 200 only once it is committed."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        # A header may hold any bytes; aiohttp gives those that are no UTF-8 as halves of characters.
        if not hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode()):
            return web.Response(status=403)
        try:
            update = _read(await request.read())
        except web.RequestPayloadError:
            update = None
        if update is None:
            return web.Response(status=400)
        try:
            await door.take_in([update])
        except sqlcipher3.dbapi2.OperationalError as error:
            log.error("the database cannot be written to (%s); Telegram will call again", error)
            return web.Response(status=503)
        return web.Response()

    app = web.Application(client_max_size=LARGEST_CALL)
    app.router.add_post("/", receive)
    return app


def _read(body: bytes) -> dict[str, object] | None:
    """The update in a call's body; None if it is none, or nested deeper than any of Telegram's."""
    try:
        update = None if is_deep(body.decode()) else read_json(body)
    except ValueError:
        return None
    return update if is_update(update) else None
