"""Fetches a file from below Telegram's server, counted while it comes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping

import aiohttp
from telegram.error import NetworkError

from bot.telegram.client import new_session

LARGEST = 20 * 1024 * 1024
"""Bytes. Telegram gives bots no larger files either."""
CHUNK = 64 * 1024
PATIENCE = 120.0
"""Seconds for a whole file."""
SILENCE = 15.0
"""Seconds without anything of it."""
_PLACE = re.compile(r"[\w-][\w.-]*(?:/[\w-][\w.-]*)*", re.ASCII)
"""A path that leads only downwards: no root, no scheme, no step back, nothing that a server would read as more."""
LONGEST_PATH = 512


class FileRefused(Exception):
    """A file that is not taken. The text says why, and nothing of it.

    Attributes:
        too_large: whether a smaller one would have been taken.
    """

    def __init__(self, why: str, *, too_large: bool = False) -> None:
        super().__init__(why)
        self.too_large = too_large


async def download(base: str, told: object, proxy: str | None = None) -> bytes:
    """A file of which getFile has `told`, from below the address `base`, through a proxy if one is given.

    Raises:
        FileRefused: if it is too large, not there, or said to lie anywhere else.
        telegram.error.TelegramError: if it does not come, and may come later.
    """
    said = told if isinstance(told, Mapping) else {}
    path, size = said.get("file_path"), said.get("file_size")
    if isinstance(size, int) and size > LARGEST:
        raise FileRefused("it is too large", too_large=True)
    if not isinstance(path, str) or len(path) > LONGEST_PATH or not _PLACE.fullmatch(path):
        raise FileRefused("it is not said to lie below the server")
    patience = aiohttp.ClientTimeout(total=PATIENCE, sock_connect=SILENCE, sock_read=SILENCE)
    try:
        async with (
            new_session(1, proxy) as session,
            session.get(f"{base}/{path}", timeout=patience, allow_redirects=False) as response,
        ):
            if response.status in (301, 302, 303, 307, 308, 400, 403, 404, 410):
                raise FileRefused(f"the server answers {response.status}")
            if response.status != 200:
                raise NetworkError(f"the server answers {response.status}")
            return await _read(response.content.iter_chunked(CHUNK))
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise NetworkError(type(error).__name__) from None


async def _read(coming: AsyncIterator[bytes]) -> bytes:
    parts: list[bytes] = []
    size = 0
    async for part in coming:
        size += len(part)
        if size > LARGEST:
            raise FileRefused("it is too large", too_large=True)
        parts.append(part)
    return b"".join(parts)
